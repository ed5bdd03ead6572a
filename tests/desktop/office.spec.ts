import { spawnSync } from 'node:child_process'
import { copyFileSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { expect, test } from '@playwright/test'
import { strFromU8, unzipSync } from 'fflate'
import { emptyContent } from '#core/article/content'
import { demoPassword } from '#server/demo/build'
import { announcement } from '#tests/office'
import { call, type Desk, key, peopledFolder, product, signIn, signOut, startProduct } from './product.ts'
import { answerDialogs, clickMenu, environment } from './program.ts'

// The product itself, as `npm run build` leaves it: one office on one PC, through a day of it.
let args: string[]
let d: Desk
test.beforeAll(async () => {
  args = [`--data=${await peopledFolder()}`]
  d = await startProduct(args)
})
test.afterAll(async () => {
  await answerDialogs(d.app, { box: 1 }).catch(() => undefined)
  await d.app.close().catch(() => undefined)
})
const sample = join(product, 'tests/fixtures/公告样例.docx')
const stateFile = async () => join(await d.app.evaluate(({ app }) => app.getPath('userData')), 'desktop.json')
const pathOf = () => d.page.evaluate(() => location.pathname)

test('someone signs in, the tray says how much waits for them, and no token is in the page', async () => {
  await signIn(d.page, 'wangfang')
  const { id, hash } = await call(d, 'article.create', { key: key(), content: announcement() })
  await call(d, 'article.submit', { key: key(), id, saw: hash })
  await signOut(d.page)
  await d.app.evaluate(({ Tray }) => {
    Tray.prototype.setToolTip = function (tip: string) {
      ;(globalThis as Record<string, unknown>)['tip'] = tip
    }
  })
  await signIn(d.page, 'chenjing')
  await expect
    .poll(() => d.app.evaluate(() => (globalThis as Record<string, unknown>)['tip']))
    .toBe('审校台：待办 1 件')
  await clickMenu(d.app, 'go-articles')
  await expect.poll(pathOf).toBe('/library')
  expect(
    await d.page.evaluate(() => document.cookie + JSON.stringify(localStorage) + JSON.stringify(sessionStorage)),
  ).not.toMatch(/token/i)
})

test('a Word document becomes an article by a second start of the program, and by dropping it on the window', async () => {
  await signOut(d.page)
  await signIn(d.page, 'wangfang')
  const file = join(d.home, '医保 通知.docx')
  copyFileSync(sample, file)
  const exe = (await import('electron')).default as unknown as string
  const second = spawnSync(exe, ['--no-sandbox', product, ...args, file], { env: environment(d.home), timeout: 120_000 })
  expect(second.status).toBe(0)
  await expect.poll(pathOf).toMatch(/^\/article\//)
  const report = d.page.getByRole('button', { name: '知道了' })
  await report.click()
  await expect(d.page.getByLabel('标题', { exact: true })).toHaveValue(/青石县医疗保障局关于/)
  const first = await pathOf()
  const dropped = readFileSync(sample).toString('base64')
  await d.page.evaluate(base64 => {
    const bytes = Uint8Array.from(atob(base64), c => c.charCodeAt(0))
    const dataTransfer = new DataTransfer()
    dataTransfer.items.add(new File([bytes], '拖进来.docx'))
    for (const type of ['dragover', 'drop'])
      document.body.dispatchEvent(new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true }))
  }, dropped)
  await expect.poll(pathOf).not.toBe(first)
  await report.click()
  await expect(d.page.getByLabel('标题', { exact: true })).toHaveValue(/青石县医疗保障局关于/)
})

test('text pasted from WPS brings its picture along, read from the clipboard folder of WPS', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'ksohtml'))
  const picture = join(folder, 'wps1.png')
  copyFileSync(join(product, 'resources/tray.png'), picture)
  await expect(d.page.getByRole('dialog')).toHaveCount(0)
  const body = d.page.getByRole('textbox', { name: '正文' })
  const before = await body.locator('img').count()
  // Into words, for what is pasted while a picture is chosen takes its place.
  await body.getByText('（此件公开发布）').click()
  await body.evaluate((element, url) => {
    const clipboardData = new DataTransfer()
    clipboardData.setData('text/html', `<html><body><p>从 WPS 粘贴的一段。</p><p><img src="${url}"></p></body></html>`)
    clipboardData.setData('text/plain', '从 WPS 粘贴的一段。')
    element.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }))
  }, pathToFileURL(picture).href)
  await expect(body.getByText('从 WPS 粘贴的一段。')).toBeVisible()
  await expect(body.locator('img')).toHaveCount(before + 1)
  await expect(body.locator('img').last()).toHaveAttribute('src', /\/blob\/[0-9a-f]{64}$/)
})

test('the cheat sheet and the menus are one list; the text is enlarged for the whole window', async () => {
  await clickMenu(d.app, 'show-shortcuts')
  const sheet = d.page.getByRole('dialog')
  for (const words of ['打印预览', '大字版', '全库检索']) await expect(sheet.getByText(words)).toBeVisible()
  await sheet.getByRole('button').last().click()
  const zoom = () => d.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]!.webContents.getZoomFactor())
  await clickMenu(d.app, 'large-type')
  await expect.poll(zoom).toBeCloseTo(1.25)
  await clickMenu(d.app, 'large-type')
  await expect.poll(zoom).toBeCloseTo(1)
})

test('诊断包 of an office at work holds none of its words: no title, no text, no name, no account', async () => {
  const words = '独一无二的诊断测试句子'
  await call(d, 'article.create', { key: key(), content: { ...emptyContent(), title: words } })
  const refusals = await d.page.evaluate(async w => {
    const { call: ask } = window.desktop!
    return Promise.all([
      ask('file.import', { name: `${w}.docx`, base64: 'AAAA' }),
      ask('article.open', { id: w }),
      ask('article.save', { key: w, content: { title: w } }),
      ask('session.open', { account: w, password: w }),
    ])
  }, words)
  expect(refusals.every(r => !(r as { ok: boolean }).ok)).toBe(true)
  const out = join(d.home, '诊断.zip')
  await answerDialogs(d.app, { save: out })
  await clickMenu(d.app, 'diagnostics')
  await expect.poll(() => readdirSync(d.home)).toContain('诊断.zip')
  const all = Object.values(unzipSync(new Uint8Array(readFileSync(out))))
    .map(f => strFromU8(f))
    .join('\n')
  expect(all).toContain('"settings"')
  expect(all).toContain('started')
  for (const content of [words, '公告', '云溪区', '王芳', 'wangfang', d.home, args[0]!.slice('--data='.length)])
    expect(all).not.toContain(content)
})

test('a backup every day into the chosen folder: whole before it gets its name, made by itself at the next start, the oldest let go', async () => {
  const folder = mkdtempSync(join(tmpdir(), '备份盘 '))
  await answerDialogs(d.app, { open: folder })
  await d.page.evaluate(() => window.desktop!.chooseBackupFolder())
  expect(await d.page.evaluate(() => window.desktop!.backupNow())).toMatchObject({
    ok: true,
    value: { folder, lastError: null },
  })
  const [name, ...more] = readdirSync(folder)
  expect([name, more]).toEqual([expect.stringMatching(/^审校台备份-.*\.sjbackup$/), []])
  expect(readFileSync(join(folder, name!)).subarray(0, 15).toString()).toBe('SQLite format 3')
  const file = await stateFile()
  await answerDialogs(d.app, { box: 1 })
  await d.app.close()
  for (let day = 1; day <= 20; day++)
    writeFileSync(join(folder, `审校台备份-202601${String(day).padStart(2, '0')}-080000.sjbackup`), '')
  writeFileSync(join(folder, '别的文件.db'), '')
  const state = JSON.parse(readFileSync(file, 'utf8')) as { backup: object }
  writeFileSync(file, JSON.stringify({ ...state, backup: { ...state.backup, lastAt: '2026-01-20T00:00:00.000Z' } }))
  d = await startProduct(args, d.home)
  // two of today, the newest twelve of January (fourteen are kept), and the last of January is among them
  await expect.poll(() => readdirSync(folder).length).toBe(15)
  expect(readdirSync(folder)).toContain('别的文件.db')
  expect(readdirSync(folder)).not.toContain('审校台备份-20260108-080000.sjbackup')
  expect(readdirSync(folder)).toContain('审校台备份-20260120-080000.sjbackup')
})

test('kill -9 in mid-edit: every save that was answered is there, and the auditor finds the office whole', async () => {
  await signIn(d.page, 'wangfang')
  const acknowledged: number[] = []
  d.page.on('console', m => void (m.text().startsWith('saved ') && acknowledged.push(Number(m.text().slice(6)))))
  const { id, hash } = await call(d, 'article.create', {
    key: key(),
    content: { ...emptyContent(), title: '第 0 稿' },
  })
  void d.page
    .evaluate(
      async ({ article, first, content }) => {
        let base = first
        for (let n = 1; ; n++) {
          const input = { key: crypto.randomUUID(), id: article, base, content: { ...content, title: `第 ${n} 稿` } }
          const reply = (await window.desktop!.call('article.save', input)) as { value: { hash: string } }
          base = reply.value.hash
          console.log(`saved ${n}`)
        }
      },
      { article: id, first: hash, content: emptyContent() },
    )
    .catch(() => {}) // it ends with the program
  await expect.poll(() => acknowledged.length).toBeGreaterThan(10)
  const gone = new Promise(r => d.app.process().once('exit', r))
  d.app.process().kill('SIGKILL')
  await gone
  const last = acknowledged.at(-1)!
  d = await startProduct(args, d.home)
  await d.page.getByLabel('登录名').waitFor()
  const as = (account: string) =>
    d.page.evaluate(who => window.desktop!.call('session.open', who), { account, password: demoPassword })
  await as('wangfang')
  const { content } = await call(d, 'article.open', { id })
  expect(Number(/^第 (\d+) 稿$/.exec(content.title)![1])).toBeGreaterThanOrEqual(last)
  await as('auditor')
  const { job } = await call(d, 'audit.verify', { key: key() })
  const progress = () => call(d, 'audit.progress', { job })
  await expect.poll(async () => (await progress()).report !== null).toBe(true)
  expect(await progress()).toMatchObject({ error: null, report: { whole: true } })
})
