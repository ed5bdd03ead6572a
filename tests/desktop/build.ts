import { cpSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { build, type InlineConfig } from 'vite'

const root = join(import.meta.dirname, '../..')
const out = join(root, 'out/desktop-test')

/** Builds the desktop program with the small host of the tests, in the way electron.vite.config.ts builds the product. */
export default async function buildFixture(): Promise<void> {
  rmSync(out, { recursive: true, force: true })
  const common: InlineConfig = {
    root,
    configFile: false,
    logLevel: 'warn',
    ssr: { noExternal: true, external: ['electron'] },
    resolve: { conditions: ['node'] },
  }
  const lib = (entry: string, folder: string, format: 'es' | 'cjs', name: string): InlineConfig => ({
    ...common,
    build: {
      ssr: join(root, entry),
      outDir: join(out, 'out', folder),
      minify: false,
      target: 'node24',
      rolldownOptions: { external: ['electron', /^node:/], output: { format, entryFileNames: name } },
    },
  })
  await build(lib('tests/desktop/fixture/main.ts', 'main', 'es', 'index.js'))
  await build(lib('electron/preload.ts', 'preload', 'cjs', 'preload.cjs'))
  cpSync(join(root, 'tests/desktop/fixture/renderer'), join(out, 'out/renderer'), { recursive: true })
  cpSync(join(root, 'resources'), join(out, 'resources'), { recursive: true })
}
