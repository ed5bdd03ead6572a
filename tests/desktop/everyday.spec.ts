import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { strFromU8, unzipSync } from 'fflate'
import { answerDialogs, asked, clickMenu, entry, environment, type Program, startProgram } from './program.ts'

let p: Program
test.beforeEach(async () => {
  p = await startProgram()
})
test.afterEach(() => p.app.close())

const heard = (event: string) => p.page.evaluate(e => window.heard.filter(h => h[0] === e).map(h => h[1]), event)
const docx = (name: string) => {
  const path = join(p.home, name)
  writeFileSync(path, Buffer.from([0x50, 0x4b, 3, 4, 0]))
  return path
}

test('the menus are Chinese, every item says so, and a command reaches the page', async () => {
  const labels = await p.app.evaluate(({ Menu }) =>
    Menu.getApplicationMenu()!.items.map(
      i => [i.label, i.submenu!.items.filter(s => s.type !== 'separator').map(s => s.label)] as [string, string[]],
    ),
  )
  expect(labels.map(l => l[0])).toEqual(['文件', '编辑', '前往', '查看', '帮助'])
  for (const [, items] of labels) for (const label of items) expect(label).toMatch(/\p{Script=Han}/u)
  await clickMenu(p.app, 'new-article')
  await clickMenu(p.app, 'show-shortcuts')
  await expect.poll(() => heard('command')).toEqual([{ id: 'new-article' }, { id: 'show-shortcuts' }])
})

test('a second start brings the window up and opens its document', async () => {
  docx('公告 草稿.docx')
  const exe = (await import('electron')).default as unknown as string
  await p.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]!.minimize())
  const second = spawnSync(exe, ['--no-sandbox', entry, '公告 草稿.docx'], {
    env: environment(p.home),
    cwd: p.home,
    timeout: 120_000,
  })
  expect(second.status).toBe(0)
  await expect
    .poll(() =>
      p.page.evaluate(() =>
        window.heard.filter(h => h[0] === 'file-opened').map(h => (h[1] as { name: string; bytes: Uint8Array }).name),
      ),
    )
    .toEqual(['公告 草稿.docx'])
  expect(
    await p.app.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows().map(w => [w.isMinimized(), w.isVisible()]),
    ),
  ).toEqual([[false, true]])
  expect(await p.page.evaluate(() => window.desktop!.recent())).toMatchObject({
    ok: true,
    value: [{ name: '公告 草稿.docx' }],
  })
  await clickMenu(p.app, 'recent-0')
  await expect.poll(async () => (await heard('file-opened')).length).toBe(2)
})

test('a document that is none is refused with a sentence', async () => {
  writeFileSync(join(p.home, '假的.docx'), '不是压缩文件')
  const exe = (await import('electron')).default as unknown as string
  spawnSync(exe, ['--no-sandbox', entry, join(p.home, '假的.docx')], { env: environment(p.home), timeout: 120_000 })
  await expect
    .poll(() => heard('notice'))
    .toEqual([{ level: 'warning', zh: '“假的.docx”不是有效的 .docx 文件，可能已损坏或加了密。' }])
})

test('the document of the first start is kept until the page listens', async () => {
  await p.app.close()
  const path = docx('双击打开.docx')
  p = await startProgram(p.home, [path])
  await expect
    .poll(() =>
      p.page.evaluate(() => window.heard.filter(h => h[0] === 'file-opened').map(h => (h[1] as { name: string }).name)),
    )
    .toEqual(['双击打开.docx'])
})

test('files: picked through a dialog, saved through a dialog, and no path reaches the page', async () => {
  const path = docx('拟稿.docx')
  await answerDialogs(p.app, { open: path, save: join(p.home, '导出.txt') })
  const picked = await p.page.evaluate(async () => {
    const r = await window.desktop!.pickFile('document')
    return r.ok && r.value ? [Object.keys(r.value).toSorted(), r.value.name, r.value.bytes.length] : r
  })
  expect(picked).toEqual([['bytes', 'name'], '拟稿.docx', 5])
  expect(await p.page.evaluate(() => window.desktop!.saveFile('a/b:c.txt', new TextEncoder().encode('正文')))).toEqual({
    ok: true,
    value: { name: '导出.txt' },
  })
  expect(readFileSync(join(p.home, '导出.txt'), 'utf8')).toBe('正文')
  expect((await asked(p.app)).at(-1)).toEqual(['save', 'a_b_c.txt'])
  await answerDialogs(p.app, {})
  expect(await p.page.evaluate(() => window.desktop!.pickFile('document'))).toEqual({ ok: true, value: null })
  await answerDialogs(p.app, { save: join(p.home, '没有的文件夹', 'x.txt') })
  expect(await p.page.evaluate(() => window.desktop!.saveFile('x.txt', new Uint8Array(1)))).toMatchObject({
    ok: false,
    refusal: { code: 'file-refused', zh: expect.stringContaining('写不进去') },
  })
})

test('printing: the page on the screen, a route of its own, and the pages of a preview, which are never on the disk', async () => {
  const out = join(p.home, '公告.pdf')
  await answerDialogs(p.app, { save: out })
  expect(await p.page.evaluate(() => window.desktop!.print({ to: 'pdf', name: '公告' }))).toEqual({
    ok: true,
    value: { name: '公告.pdf' },
  })
  const first = readFileSync(out)
  expect(first.subarray(0, 5).toString()).toBe('%PDF-')
  expect(first.toString('latin1')).toMatch(/MediaBox\s*\[\s*0 0 59[45](\.\d+)? 84[12](\.\d+)?\s*\]/)
  const previewed = (route?: string) =>
    p.page.evaluate(async r => {
      const reply = await window.desktop!.printPages(r)
      return reply.ok ? [reply.value.pdf instanceof Uint8Array, new TextDecoder().decode(reply.value.pdf.slice(0, 5))] : reply
    }, route)
  const before = readdirSync(p.data)
  expect([await previewed(), await previewed('/print/sheet')]).toEqual([
    [true, '%PDF-'],
    [true, '%PDF-'],
  ])
  expect(p.app.windows()).toHaveLength(1)
  expect(readdirSync(p.data)).toEqual(before)
  expect((await asked(p.app)).filter(a => a[0] === 'path')).toEqual([])
})

test('unsaved work is asked about: cancelled, saved, refused by the page', async () => {
  await p.page.evaluate(() => window.desktop!.unsaved(['关于开展培训的通知']))
  await answerDialogs(p.app, { box: 2 })
  const close = () => p.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]!.close())
  await close()
  await expect
    .poll(() => asked(p.app))
    .toEqual([['box', '有 1 篇稿件的改动还没有保存', expect.stringContaining('《关于开展培训的通知》')]])
  expect(p.app.windows()).toHaveLength(1)
  await answerDialogs(p.app, { box: 0 })
  await p.page.evaluate(() => void (window.canSave = false))
  await close()
  await expect
    .poll(() => heard('notice'))
    .toEqual([{ level: 'warning', zh: '没有全部保存，窗口没有关闭。请查看提示后再试。' }])
  const ended = new Promise<number | null>(r => p.app.process().once('exit', r))
  await p.page.evaluate(() => void (window.canSave = true))
  await close()
  expect(await ended).toBe(0)
  expect(readdirSync(p.data)).toContain('closed')
  expect(JSON.parse(readFileSync(join(p.data, 'small-host.json'), 'utf8'))).toEqual(['关闭前保存', '关闭前保存'])
})

test('window size, zoom and 大字版 are kept; a broken file of settings is put aside', async () => {
  await p.app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()[0]!.setBounds({ x: 40, y: 30, width: 1111, height: 777 }),
  )
  await clickMenu(p.app, 'zoom-in')
  await clickMenu(p.app, 'large-type')
  const state = () =>
    JSON.parse(readFileSync(join(p.data, 'desktop.json'), 'utf8')) as { window: object; settings: object }
  await expect.poll(() => state().window).toMatchObject({ x: 40, y: 30, width: 1111, height: 777 })
  await p.app.close()
  p = await startProgram(p.home)
  expect(
    await p.app.evaluate(({ BrowserWindow }) => {
      const w = BrowserWindow.getAllWindows()[0]!
      return [w.getBounds(), Math.round(w.webContents.getZoomFactor() * 1000)]
    }),
  ).toEqual([{ x: 40, y: 30, width: 1111, height: 777 }, 1375])
  expect(await p.page.evaluate(() => window.desktop!.settings())).toMatchObject({
    ok: true,
    value: { settings: { zoom: 1.1, largeType: true } },
  })
  await p.app.close()
  writeFileSync(join(p.data, 'desktop.json'), '{"window": ')
  p = await startProgram(p.home)
  expect(existsSync(join(p.data, 'desktop.json.broken'))).toBe(true)
})

test('backups: a chosen folder, at once and again after a day, with a sentence when the disk refuses', async () => {
  const folder = mkdtempSync(join(tmpdir(), '备份 '))
  await answerDialogs(p.app, { open: folder })
  await p.page.evaluate(() => window.desktop!.call('keep', '正文'))
  expect(await p.page.evaluate(() => window.desktop!.chooseBackupFolder())).toEqual({
    ok: true,
    value: { folder, lastAt: null, lastError: null },
  })
  expect(await p.page.evaluate(() => window.desktop!.backupNow())).toMatchObject({
    ok: true,
    value: { folder, lastError: null },
  })
  const [file] = readdirSync(folder)
  expect(file).toMatch(/^审校台备份-\d{8}-\d{6}\.sjbackup$/)
  expect(readFileSync(join(folder, file!), 'utf8')).toBe('["正文"]')
  writeFileSync(join(p.home, '文件'), '')
  await answerDialogs(p.app, { open: join(p.home, '文件') })
  await p.page.evaluate(() => window.desktop!.chooseBackupFolder())
  await clickMenu(p.app, 'backup-now')
  await expect
    .poll(() => heard('notice'))
    .toContainEqual({ level: 'warning', zh: expect.stringMatching(/^自动备份没有成功：.*库里的数据没有受影响。$/) })
})

test('notifications, tray and events of the office', async () => {
  await p.app.evaluate(({ Notification, Tray }) => {
    const seen: unknown[] = ((globalThis as Record<string, unknown>)['seen'] = [])
    const show = Notification.prototype.show
    Notification.prototype.show = function () {
      seen.push([this.title, this.body])
      ;(globalThis as Record<string, unknown>)['last'] = this
      return show.call(this)
    }
    Tray.prototype.setToolTip = function (tip: string) {
      seen.push(tip)
    }
  })
  const seen = () => p.app.evaluate(() => (globalThis as Record<string, unknown>)['seen'])
  await p.page.evaluate(() => window.desktop!.call('keep', '此前已有的稿件'))
  await p.page.evaluate(() => window.desktop!.call('session.open', { account: 'zhang', password: 'x' }))
  await p.page.waitForTimeout(2500) // whoever signs in sees their desk on the screen and is told nothing
  await p.page.evaluate(() => window.desktop!.call('keep', '关于开展培训的通知'))
  await expect.poll(seen).toEqual([['新到待办', '《关于开展培训的通知》 已到“初审”，等您办理']])
  await p.app.evaluate(() => ((globalThis as Record<string, unknown>)['last'] as NodeJS.EventEmitter).emit('click', {}))
  await expect.poll(() => heard('navigate')).toEqual([{ route: '/review/1' }])
  await p.page.evaluate(() => window.desktop!.setSettings({ notifications: false }))
  await p.page.evaluate(() => window.desktop!.call('keep', '没有人想知道的稿件'))
  await p.page.waitForTimeout(2500)
  expect(await seen()).toHaveLength(1)
  await p.app.evaluate(() => void ((globalThis as unknown as { seen: unknown[] }).seen.length = 0))
  expect(await p.page.evaluate(() => window.desktop!.pending(3, 1))).toEqual({ ok: true, value: {} })
  expect(await p.page.evaluate(() => window.desktop!.pending(0, 0))).toEqual({ ok: true, value: {} })
  expect(await p.app.evaluate(() => (globalThis as Record<string, unknown>)['seen'])).toEqual([
    '审校台：待办 3 件，其中 1 件已超期',
    '审校台：没有待办',
  ])
  await expect.poll(() => heard('changed')).toEqual([1, 2, 3].map(count => ({ type: 'kept', count })))
})

test('closing to the notification area leaves the program, quitting ends it', async () => {
  await p.page.evaluate(() => window.desktop!.setSettings({ closeToTray: true }))
  await p.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]!.close())
  expect(await p.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().map(w => w.isVisible()))).toEqual([
    false,
  ])
  const ended = new Promise<number | null>(r => p.app.process().once('exit', r))
  await clickMenu(p.app, 'quit')
  expect(await ended).toBe(0)
})

test('诊断包 holds versions, settings and the log, and no text', async () => {
  await p.page.evaluate(() => window.desktop!.call('bug', {}))
  const out = join(p.home, '诊断.zip')
  await answerDialogs(p.app, { save: out })
  await clickMenu(p.app, 'diagnostics')
  await expect.poll(() => existsSync(out)).toBe(true)
  const files = unzipSync(new Uint8Array(readFileSync(out)))
  expect(Object.keys(files).toSorted()).toEqual(['about.json', 'shenjiao.log'])
  const all = Object.values(files)
    .map(f => strFromU8(f))
    .join('\n')
  expect(all).toContain('"settings"')
  expect(all).toContain('incident')
  expect(all).not.toMatch(/正文/)
  expect(all).not.toContain(p.home)
  await answerDialogs(p.app, {})
  await clickMenu(p.app, 'open-logs')
  await expect.poll(() => asked(p.app)).toEqual([['path', join(p.data, 'logs')]])
})

test('kill -9 loses nothing that was answered; the next start works', async () => {
  for (let i = 0; i < 3; i++)
    expect(await p.page.evaluate(n => window.desktop!.call('keep', `第${n}次`), i)).toMatchObject({ ok: true })
  const gone = new Promise(r => p.app.process().once('exit', r))
  p.app.process().kill('SIGKILL')
  await gone
  p = await startProgram(p.home)
  expect(await p.page.evaluate(() => window.desktop!.call('keep', '再来'))).toEqual({
    ok: true,
    value: ['第0次', '第1次', '第2次', '再来'],
  })
})
