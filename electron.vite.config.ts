import { join } from 'node:path'
import { defineConfig } from 'electron-vite'
import { modelRuntime, spellingModel } from './vite.model.ts'
import { renderer } from './vite.renderer.ts'

const root = import.meta.dirname

export default defineConfig({
  main: {
    plugins: [spellingModel(), modelRuntime()],
    // fflate's file for Node declares `require` itself, which electron-vite does too; only its synchronous half is used
    resolve: { alias: { fflate: 'fflate/browser' } },
    build: {
      outDir: join(root, 'out/main'),
      // what stands in "dependencies" (native modules) stays a file of its own; the rest is bundled
      externalizeDeps: true,
      rolldownOptions: {
        // foreign files are read, and spelling is checked, in threads of their own, which are files of their own
        input: { index: join(root, 'electron/main.ts'), 'import-worker': join(root, 'server/import/worker.ts'), 'spelling-worker': join(root, 'server/spelling-worker.ts'), 'plugin-worker': join(root, 'server/plugin-worker.ts'), 'verification-worker': join(root, 'db/verification-worker.ts') },
        output: { entryFileNames: '[name].js' },
      },
    },
  },
  preload: {
    build: {
      outDir: join(root, 'out/preload'),
      // a sandboxed preload may require() nothing but electron: everything else must be bundled
      externalizeDeps: false,
      rolldownOptions: {
        input: { preload: join(root, 'electron/preload.ts') },
        // "type": "module" in package.json would give an ESM .mjs, which a sandboxed preload cannot be
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer,
})
