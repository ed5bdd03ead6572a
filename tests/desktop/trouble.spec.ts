import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { entry, environment, type Program, startProgram } from './program.ts'

const logOf = (data: string) =>
  readFileSync(join(data, 'logs', 'shenjiao.log'), 'utf8')
    .trim()
    .split('\n')
    .map(l => JSON.parse(l) as Record<string, string>)
const incidents = (p: Program) => logOf(p.data).filter(l => l['event'] === 'incident')

test('a bug in the main process: an incident number, the office closed, the next start with everything that was answered', async () => {
  let p = await startProgram()
  await p.page.evaluate(() => window.desktop!.call('keep', '已保存'))
  const ended = new Promise<number | null>(r => p.app.process().once('exit', r))
  await p.app.evaluate(({ dialog }) => {
    dialog.showErrorBox = () => {} // nobody is there to close it
    setTimeout(() => {
      throw new RangeError('正文片段')
    }, 20)
  })
  expect(await ended).toBe(1)
  expect(incidents(p)).toMatchObject([
    { where: 'uncaught-exception', error: 'RangeError', number: expect.stringMatching(/^SJ-\d{8}-[0-9A-F]{6}$/) },
  ])
  expect(JSON.stringify(incidents(p))).not.toMatch(/正文/)
  expect(existsSync(join(p.data, 'closed'))).toBe(true)
  p = await startProgram(p.home)
  expect(await p.page.evaluate(() => window.desktop!.call('keep', '再来'))).toEqual({
    ok: true,
    value: ['已保存', '再来'],
  })
  await p.app.close()
})

test('a promise nobody waited for is written down and the program goes on', async () => {
  const p = await startProgram()
  await p.app.evaluate(() => void Promise.reject(new TypeError('x')))
  await expect.poll(() => incidents(p).map(i => i['where'])).toEqual(['unhandled-rejection'])
  expect(await p.page.evaluate(() => window.desktop!.call('echo', 1))).toEqual({ ok: true, value: 1 })
  await p.app.close()
})

test('a page that dies is brought back, still signed in', async () => {
  const p = await startProgram()
  await p.page.evaluate(() => window.desktop!.call('session.open', { account: 'zhang', password: 'x' }))
  const crash = await p.page.context().newCDPSession(p.page)
  crash.send('Page.crash').catch(() => {}) // it never answers
  await expect.poll(() => incidents(p).map(i => i['where'])).toEqual(['page-gone crashed'])
  const me = () =>
    p.app.evaluate(
      ({ BrowserWindow }) =>
        BrowserWindow.getAllWindows()[0]!.webContents.executeJavaScript(
          'window.desktop.call("session.me", {})',
        ) as Promise<unknown>,
    )
  await expect
    .poll(() => me().catch(() => null))
    .toEqual({ ok: true, value: { person: { id: 'p1' }, may: { desk: null } } })
  await p.app.close()
})

test('a database that cannot be opened gives a sentence and a number, and nothing is touched', () => {
  test.skip(
    !process.env['ELECTRON_OVERRIDE_DIST_PATH'],
    'on the real Electron the sentence is a dialog that waits for a person',
  )
  const sentences: Record<string, string> = {
    SQLITE_FULL: '存放数据的磁盘已满。请清理出空间后重新打开；库里的数据没有受影响。',
    EACCES: '没有权限读写数据文件夹。请联系管理员检查文件夹权限；库里的数据没有受影响。',
    SQLITE_READONLY_DIRECTORY: '数据文件是只读的。请联系管理员检查文件夹权限；库里的数据没有受影响。',
    SQLITE_NOTADB: '数据文件已损坏或不是审校台的数据。请不要覆盖它，用最近的备份恢复，并联系管理员。',
    SOMETHING_NEW: '数据打不开。库里的数据没有被改动；请把事故编号告诉管理员。',
  }
  for (const [code, sentence] of Object.entries(sentences)) {
    const home = mkdtempSync(join(tmpdir(), '坏盘 '))
    const data = join(home, 'Electron') // the name of a program that is started by its main file
    mkdirSync(data)
    writeFileSync(join(data, 'refuse.json'), JSON.stringify({ code }))
    const exe = join(process.env['ELECTRON_OVERRIDE_DIST_PATH']!, 'electron')
    const { status, stderr } = spawnSync(exe, ['--no-sandbox', entry], {
      env: environment(home),
      encoding: 'utf8',
      timeout: 120_000,
    })
    expect(status).toBe(1)
    expect(stderr).toContain(`[showErrorBox] 审校台没有打开: ${sentence}\n事故编号 SJ-`)
    expect(existsSync(join(data, 'small-host.json'))).toBe(false)
  }
})
