import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { extractAll } from '@electron/asar'
import { FuseState, FuseV1Options, getCurrentFuseWire } from '@electron/fuses'
import { _electron, expect, test } from '@playwright/test'
import { whatIsMissing } from '../../scripts/binary.ts'
import sign from '../../scripts/sign.ts'
import { forbidden, type Packed, rehearse } from '../../scripts/rehearse.ts'
import { environment } from './program.ts'

const root = join(import.meta.dirname, '../..')
let packed: Packed
test.beforeAll(async () => {
  test.setTimeout(180_000)
  if (!existsSync(join(root, 'out/main/index.js'))) throw new Error('out/main/index.js 不在：先运行 npm run build')
  packed = await rehearse({ root, out: 'out' })
})
test.afterAll(() => rmSync(packed.folder, { recursive: true, force: true }))

test('what is packed: the built program, icons, two native modules – no tests, sources, maps, keys or data', () => {
  expect(packed.files.length).toBeGreaterThan(20)
  expect(packed.files.filter(f => forbidden(f.path)).map(f => f.path)).toEqual([])
  const tops = new Set(
    packed.files.map(f =>
      f.path.startsWith('node_modules/')
        ? f.path
            .split('/')
            .slice(0, f.path.includes('/@') ? 3 : 2)
            .join('/')
        : f.path.split('/')[0],
    ),
  )
  expect([...tops].toSorted()).toEqual([
    'node_modules/@node-rs/argon2',
    'node_modules/@node-rs/argon2-linux-x64-gnu',
    'node_modules/better-sqlite3',
    'out',
    'package.json',
    'resources',
  ])
  const natives = packed.files.filter(f => f.path.endsWith('.node'))
  expect(natives.every(f => f.unpacked)).toBe(true)
  expect(natives.map(f => f.path)).toContain('node_modules/better-sqlite3/prebuilds/linux-x64.node')
})

test('the rule for what must never be inside finds each kind', () => {
  const bad = [
    'tests/a.js',
    'core/app.ts',
    'out/main/index.js.map',
    '.env',
    'data/office.db',
    'node_modules/x/test/a.js',
    'key.pem',
    'docs/a.md',
    'out/desktop-test/x.js',
    '稿件.docx',
  ]
  expect(bad.filter(path => !forbidden(path))).toEqual([])
})

test('the fuses are set in the packed program', async () => {
  const wire = await getCurrentFuseWire(packed.program)
  const set = (fuse: FuseV1Options) => wire[fuse] === FuseState.ENABLE
  expect({
    runAsNode: set(FuseV1Options.RunAsNode),
    nodeOptions: set(FuseV1Options.EnableNodeOptionsEnvironmentVariable),
    inspect: set(FuseV1Options.EnableNodeCliInspectArguments),
    integrity: set(FuseV1Options.EnableEmbeddedAsarIntegrityValidation),
    onlyAsar: set(FuseV1Options.OnlyLoadAppFromAsar),
    filePrivileges: set(FuseV1Options.GrantFileProtocolExtraPrivileges),
    cookies: set(FuseV1Options.EnableCookieEncryption),
  }).toEqual({
    runAsNode: false,
    nodeOptions: false,
    inspect: false,
    integrity: true,
    onlyAsar: true,
    filePrivileges: false,
    cookies: true,
  })
})

test('the packed tree starts, as far as the first screen of the office', async () => {
  const folder = join(packed.folder, 'extracted')
  extractAll(packed.asar, folder)
  const app = await _electron.launch({ args: [folder], env: environment(mkdtempSync(join(tmpdir(), '打包后-'))) })
  const page = await app.firstWindow()
  await page.getByRole('button', { name: '打开演示单位' }).waitFor()
  expect(await app.evaluate(({ app: a }) => [a.getName(), a.getVersion()])).toEqual(['审校台', '0.1.0'])
  await app.close()
})

test('the release is for the PCs and in the forms that were promised, for one user, offline, and leaves the data', () => {
  const settings = readFileSync(join(root, 'electron-builder.yml'), 'utf8')
  const promised = [
    /^win:\n  target:\n    - \{ target: nsis, arch: \[x64\] \}\n    - \{ target: zip, arch: \[x64\] \}\n/m,
    /^linux:\n  target:\n    - \{ target: deb, arch: \[x64, arm64\] \}\n    - \{ target: AppImage, arch: \[x64, arm64\] \}\n/m,
    /^    sign: \.\/scripts\/sign\.ts$/m,
    /^  perMachine: false\n  allowElevation: false$/m,
    /^  deleteAppDataOnUninstall: false$/m,
    /^npmRebuild: false$/m,
    /^afterPack: \.\/scripts\/after-pack\.ts$/m,
  ]
  expect(promised.filter(p => !p.test(settings))).toEqual([])
  // the web installer would fetch the program from the network
  expect(settings).not.toMatch(/nsis-web|publish:/)
  const uninstall = /!macro customUnInstall\n([\s\S]*?)!macroend/.exec(
    readFileSync(join(root, 'resources/installer.nsh'), 'utf8'),
  )![1]!
  expect(uninstall.match(/RMDir|Delete /g)).toBe(null)
})

test('the signing hook calls the program it is given, and a signature that failed stops the release', async () => {
  const folder = mkdtempSync(join(tmpdir(), '签名 '))
  const program = join(folder, 'sign.sh')
  writeFileSync(program, `#!/bin/sh\n[ -f "$1" ] && printf '%s' "$1" > '${join(folder, 'signed')}'\n`, { mode: 0o755 })
  const file = join(folder, '审校台.exe')
  writeFileSync(file, '')
  const before = process.env['SHENJIAO_SIGN']
  try {
    process.env['SHENJIAO_SIGN'] = program
    await sign({ path: file })
    expect(readFileSync(join(folder, 'signed'), 'utf8')).toBe(file)
    await expect(sign({ path: join(folder, '没有.exe') })).rejects.toThrow('签名程序没有成功')
    delete process.env['SHENJIAO_SIGN']
    await sign({ path: file })
  } finally {
    if (before !== undefined) process.env['SHENJIAO_SIGN'] = before
  }
})

test('without the binary packaging says exactly that and stops', () => {
  const folder = mkdtempSync(join(tmpdir(), 'dist-'))
  const missing = () => whatIsMissing({ root, folder, platform: 'win32', arch: 'x64' })
  expect(missing()).toMatch(
    /^缺少 Electron 程序文件（.*里没有），打包到此为止，什么也没有生成。\n请在能上网的电脑上运行 npx install-electron/,
  )
  writeFileSync(join(folder, 'version'), 'v1.2.3\n')
  expect(missing()).toMatch(/^Electron 程序文件是 1\.2\.3，需要 45\.4\.1，打包到此为止/)
  writeFileSync(join(folder, 'version'), '45.4.1')
  expect(missing()).toMatch(/不是 Windows 版，打包到此为止/)
  writeFileSync(join(folder, 'electron.exe'), '')
  expect(missing()).toMatch(/^缺少 @node-rs\/argon2-win32-x64-msvc/)
  const empty = join(folder, 'empty')
  mkdirSync(empty)
  const run = spawnSync(process.execPath, [join(root, 'scripts/dist.ts'), '--linux'], {
    cwd: root,
    encoding: 'utf8',
    env: { ...process.env, ELECTRON_DIST: empty },
  })
  expect([run.status, run.stdout, /缺少 Electron 程序文件|还没有构建/.test(run.stderr)]).toEqual([2, '', true])
})
