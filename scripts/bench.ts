// npm run bench: the office (cli/bench.ts); npm run bench -- desktop [rounds]: start and memory of the desktop program;
// npm run bench -- typing: what a keystroke costs in the built screens, beside a bare editor.
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'

const root = join(import.meta.dirname, '..')
const [what, ...rest] = process.argv.slice(2)
const [file, ...args] =
  what === 'desktop'
    ? ['tests/desktop/measure.ts', ...rest]
    : what === 'typing'
      ? ['node_modules/@playwright/test/cli.js', 'test', '-c', 'playwright.typing.config.ts']
      : ['cli/main.ts', 'bench', ...process.argv.slice(2)]
const { status } = spawnSync(process.execPath, [join(root, file!), ...args], { stdio: 'inherit', cwd: root })
process.exit(status ?? 1)
