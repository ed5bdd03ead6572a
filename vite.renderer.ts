import { resolve } from 'node:path'
import react from '@vitejs/plugin-react'
import type { Plugin, UserConfig } from 'vite'

const root = import.meta.dirname

/**
 * Screens have addresses several steps deep (/admin/people), so the page names its files from the root. electron-vite would
 * set `./`; this runs after it.
 */
const fromTheRoot: Plugin = { name: 'from-the-root', config: { order: 'post', handler: () => ({ base: '/' }) } }

/** The screens, built the same way alone (`vite.config.ts`) and inside the desktop (`electron.vite.config.ts`). */
export const renderer = {
  root: resolve(root, 'renderer'),
  plugins: [react(), fromTheRoot],
  build: {
    outDir: resolve(root, 'out/renderer'),
    emptyOutDir: true,
    target: 'chrome120',
    minify: true,
    // The content security policy allows no data: fonts or scripts, so nothing is inlined.
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 1500,
    rolldownOptions: { input: { index: resolve(root, 'renderer/index.html') } },
  },
  server: {
    proxy: Object.fromEntries(['/call', '/events', '/blob'].map(path => [path, 'http://127.0.0.1:8787'])),
  },
} satisfies UserConfig
