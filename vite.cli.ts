import { join } from 'node:path'
import { defineConfig } from 'vite'
import { modelRuntime, spellingModel } from './vite.model.ts'

const root = import.meta.dirname

// The command line and the LAN host as one bundle: it starts in a fraction of the time the sources take. Native modules stay outside.
export default defineConfig({
  plugins: [spellingModel(), modelRuntime()],
  ssr: { noExternal: true, external: ['better-sqlite3', '@node-rs/argon2', '@node-rs/jieba', 'pinyin-pro', 'playwright-core', 'autocorrect-node', 'zhlint', 'onnxruntime-node'] },
  build: {
    ssr: true,
    outDir: join(root, 'out/cli'),
    target: 'node24',
    minify: true,
    emptyOutDir: true,
    rolldownOptions: {
      input: { main: join(root, 'cli/main.ts'), 'import-worker': join(root, 'server/import/worker.ts'), 'spelling-worker': join(root, 'server/spelling-worker.ts'), 'plugin-worker': join(root, 'server/plugin-worker.ts'), 'verification-worker': join(root, 'db/verification-worker.ts') },
      output: { entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' },
    },
  },
})
