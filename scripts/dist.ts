// npm run dist -- [--win|--linux] [--x64|--arm64] [--dir]     打包
// npm run dist -- --rehearse                                  不要 Electron 程序文件，列出将要打进去的每一个文件
import { spawnSync } from 'node:child_process'
import { existsSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { whatIsMissing } from './binary.ts'
import { forbidden, rehearse } from './rehearse.ts'

const root = join(import.meta.dirname, '..')
const wanted = process.argv.slice(2)
process.exitCode = await main()

async function main(): Promise<number> {
  if (!existsSync(join(root, 'out/main/index.js'))) return say('还没有构建。请先运行 npm run build。', 2)
  if (wanted.includes('--rehearse')) return list()
  const platform = wanted.includes('--win') ? 'win32' : 'linux'
  const folder = process.env['ELECTRON_DIST'] ?? join(root, 'node_modules/electron/dist')
  const arch = wanted.includes('--arm64') ? 'arm64' : 'x64'
  const lacking = whatIsMissing({ root, folder, platform, arch })
  if (lacking !== null) return say(lacking, 2)
  const { status } = spawnSync(
    join(root, 'node_modules/.bin/electron-builder'),
    ['--publish', 'never', `-c.electronDist=${folder}`, ...wanted],
    {
      cwd: root,
      stdio: 'inherit',
      env: { ...process.env, SHENJIAO_OUT: 'out' },
    },
  )
  return status ?? 1
}

async function list(): Promise<number> {
  const packed = await rehearse({ root, out: 'out' })
  for (const f of packed.files)
    console.log(`${String(f.bytes).padStart(10)}  ${f.unpacked ? '解开' : '    '}  ${f.path}`)
  const total = packed.files.reduce((n, f) => n + f.bytes, 0)
  console.log(`共 ${packed.files.length} 个文件，${(total / 2 ** 20).toFixed(1)} MB（不含 Electron 本身）。`)
  rmSync(packed.folder, { recursive: true, force: true })
  const bad = packed.files.filter(f => forbidden(f.path))
  return bad.length === 0 ? 0 : say(`不该打进去的文件：\n${bad.map(f => f.path).join('\n')}`, 1)
}

function say(zh: string, code: number): number {
  console.error(zh)
  return code
}
