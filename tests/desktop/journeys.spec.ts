import { execFileSync, spawnSync } from 'node:child_process'
import { copyFileSync, cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { type AddressInfo, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium, expect, test } from '@playwright/test'
import { strFromU8, unzipSync } from 'fflate'
import { fingerprintGroups } from '#core/desktop'
import { floorKinds } from '#core/workflow/stages'
import { demoSeats } from '#server/demo/people'
import { ownAddresses } from '#server/tls'
import { completeMetadata, exportHere, goTo, passHere, readImportReport, returnHere, submitHere } from '#tests/e2e/steps'
import { announcement } from '#tests/office'
import { call, type Desk, key, peopledFolder, product, signIn, signOut, startProduct } from './product.ts'
import { answerDialogs, clickMenu, environment } from './program.ts'

// People at their desks, through the product as it is built: the real office, the real screens, on the desktop.
const pictures = join(product, 'out/desktop-pictures')
mkdirSync(pictures, { recursive: true })
const open: Desk[] = []
test.setTimeout(600_000)
test.afterEach(async () => {
  for (const { app } of open.splice(0)) {
    // what is still being written is asked about, and nobody is there to answer
    await answerDialogs(app, { box: 1 }).catch(() => undefined)
    await app.close().catch(() => undefined)
  }
})
async function desk(args: string[], home?: string): Promise<Desk> {
  const started = await startProduct(args, home)
  open.push(started)
  return started
}
async function killed({ app }: Desk): Promise<void> {
  const gone = new Promise(r => app.process().once('exit', r))
  app.process().kill('SIGKILL')
  await gone
}
const freePort = (): Promise<number> =>
  new Promise(found => {
    const probe = createServer().listen(0, '0.0.0.0', () => {
      const { port } = probe.address() as AddressInfo
      probe.close(() => found(port))
    })
  })
const electron = async (): Promise<string> => (await import('electron')).default as unknown as string

/** Keeps what the system would show from now on; the result asks what that was. */
async function notices({ app }: Desk): Promise<() => Promise<unknown>> {
  await app.evaluate(({ Notification }) => {
    const told: unknown[] = ((globalThis as Record<string, unknown>)['told'] = [])
    Notification.prototype.show = function () {
      told.push([this.title, this.body])
      ;(globalThis as Record<string, unknown>)['last'] = this
    }
  })
  return () => app.evaluate(() => (globalThis as Record<string, unknown>)['told'])
}
const clickNotice = ({ app }: Desk): Promise<unknown> =>
  app.evaluate(() => ((globalThis as Record<string, unknown>)['last'] as NodeJS.EventEmitter).emit('click', {}))
const pagesOf = (pdf: string): number => Number(/^Pages:\s+(\d+)/m.exec(execFileSync('pdfinfo', [pdf], { encoding: 'utf8' }))![1])
/** The words of a PDF without white space: lines of a page are broken where they end. */
const wordsOf = (pdf: string): string => execFileSync('pdftotext', [pdf, '-'], { encoding: 'utf8' }).replace(/\s/g, '')
const pagesAsPictures = (pdf: string, name: string) =>
  execFileSync('pdftoppm', ['-r', '60', '-png', pdf, join(pictures, name)])

test('eight people on one PC, one after another, take a Word file to both packages by the screens; its 审签单 carries the hash of what left', async () => {
  const d = await desk([`--data=${await peopledFolder()}`])
  const { app, page, home } = d
  await signIn(page, 'wangfang')
  const file = join(home, '公告 定稿.docx')
  copyFileSync(join(product, 'tests/fixtures/公告样例.docx'), file)
  await answerDialogs(app, { open: file })
  await clickMenu(app, 'import-document')
  await readImportReport(page)
  const title = await page.getByLabel('标题', { exact: true }).inputValue()
  expect(title).not.toBe('')
  await completeMetadata(page)
  await submitHere(page)
  for (const stage of floorKinds) {
    await signOut(page)
    await signIn(page, demoSeats[stage]!)
    await passHere(page, title, stage)
  }
  await signOut(page)
  await signIn(page, 'heping')
  await goTo(page, '发布')
  await page.getByText(title).first().click()
  const hashes: string[] = []
  for (const channel of ['政府网站', '微信公众号'] as const) {
    const out = join(home, `${channel}.zip`)
    await answerDialogs(app, { save: out })
    await exportHere(page, channel)
    await expect.poll(() => existsSync(out)).toBe(true)
    await expect(page.getByRole('button', { name: `再次导出到${channel}` })).toBeVisible()
    const files = unzipSync(new Uint8Array(readFileSync(out)))
    hashes.push((JSON.parse(strFromU8(files['manifest.json']!)) as { contentHash: string }).contentHash)
  }
  expect(hashes[0]).toMatch(/^[0-9a-f]{64}$/)
  expect(new Set(hashes).size).toBe(1)

  // 打印预览: the pages are on the screen before anything is printed, and what is saved is what was shown
  await clickMenu(app, 'print-preview')
  const preview = page.getByRole('dialog')
  const papers: Record<string, RegExp[]> = {
    '稿件（发布样式）': [new RegExp(title.slice(0, 8))],
    清稿: [new RegExp(`版本${hashes[0]!.slice(0, 8)}`)],
    '花脸稿（留痕）': [/花脸稿/],
    审签单: [/政务信息审签单/, /陈静/, /李建国/, /同意。/, new RegExp(hashes[0]!)],
  }
  for (const [paper, words] of Object.entries(papers)) {
    await preview.getByText(paper, { exact: true }).click()
    await expect(preview.locator('canvas[data-drawn=yes]').first()).toBeVisible()
    await page.screenshot({ path: join(pictures, `preview-${paper}.png`) })
    const out = join(home, `${paper}.pdf`)
    await answerDialogs(app, { save: out })
    await preview.getByRole('button', { name: '导出 PDF' }).click()
    await expect.poll(() => existsSync(out)).toBe(true)
    await expect(page.getByText('已导出 PDF。').first()).toBeVisible()
    const printed = wordsOf(out)
    for (const word of words) expect(printed).toMatch(word)
    expect(await preview.locator('canvas').count()).toBe(pagesOf(out))
    pagesAsPictures(out, paper)
  }
  await page.keyboard.press('Escape')
  await expect(preview).toHaveCount(0)
  await signOut(page)
  await signIn(page, 'auditor')
  await goTo(page, '审计')
  await page.getByRole('tab', { name: '校验全库' }).click()
  await page.getByRole('button', { name: '开始校验' }).click()
  await expect(page.getByRole('heading', { name: '校验结果' })).toBeVisible()
  await expect(page.locator('.failures')).toHaveCount(0)
})

test('kill -9 in mid-sentence: what was autosaved is on the page after the next start, and says so', async () => {
  const args = [`--data=${await peopledFolder()}`]
  let d = await desk(args)
  await signIn(d.page, 'wangfang')
  const { id } = await call(d, 'article.create', { key: key(), content: announcement() })
  await clickMenu(d.app, 'go-articles')
  await d.page.getByText(announcement().title).first().click()
  await d.page.getByRole('textbox', { name: '正文' }).click()
  await d.page.keyboard.press('Control+End')
  await d.page.keyboard.insertText('断电之前写下的这一句话。')
  await expect(d.page.getByText('已自动保存')).toBeVisible()
  await killed(d)
  d = await desk(args, d.home)
  await signIn(d.page, 'wangfang')
  await clickMenu(d.app, 'go-articles')
  await d.page.getByText(announcement().title).first().click()
  await expect(d.page.getByText('已恢复您上次没有保存为版本的修改')).toBeVisible()
  await expect(d.page.getByRole('textbox', { name: '正文' })).toContainText('断电之前写下的这一句话。')

  // and closing asks, saves it as a version, and ends
  await answerDialogs(d.app, { box: 0 })
  const ended = new Promise<number | null>(r => d.app.process().once('exit', r))
  await d.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]!.close())
  expect(await ended).toBe(0)
  d = await desk(args, d.home)
  await signIn(d.page, 'wangfang')
  const { content } = await call(d, 'article.open', { id })
  expect(JSON.stringify(content.body)).toContain('断电之前写下的这一句话。')
})

test('two desktops and a browser on one host: confirmed once, seen at once, kept when the host is gone', async () => {
  const own = ownAddresses().find(a => !a.includes(':'))
  test.skip(own === undefined, 'this machine has no address on a network')
  const port = await freePort()
  const server = await desk([`--data=${await peopledFolder()}`])
  await signIn(server.page, 'admin')
  await clickMenu(server.app, 'go-admin')
  await server.page.getByRole('link', { name: '服务器' }).click()
  await server.page.getByLabel('端口').fill(String(port))
  await server.page.getByLabel('允许连接的地址').fill(`${own}\n192.168.0.0/16`)
  await server.page.getByRole('button', { name: '开始服务' }).click()
  await expect(server.page.getByText('正在服务')).toBeVisible()
  const print = await server.page.getByLabel('证书指纹').textContent()
  await server.page.screenshot({ path: join(pictures, 'server.png') })

  const other = await desk([])
  await other.page.getByRole('link', { name: '更换' }).click()
  await other.page.getByLabel('科室服务器地址').fill(`${own}:${port}`)
  await other.page.getByRole('button', { name: '连接科室服务器' }).click()
  await expect(other.page.getByText('云溪区人民政府办公室')).toBeVisible()
  expect(await other.page.getByLabel('证书指纹').locator('span').allTextContents()).toEqual(print!.split(' '))
  await expect(other.page.getByRole('button', { name: '确认并连接' })).toBeDisabled()
  await other.page.screenshot({ path: join(pictures, 'connect.png') })
  await other.page.getByLabel('六组全部一致').check()
  await other.page.getByRole('button', { name: '确认并连接' }).click()
  await expect(other.page.getByText(`科室服务器 ${own}:${port}`)).toBeVisible()
  await signIn(other.page, 'wangfang')

  const browser = await chromium.launch({ executablePath: process.env['CHROMIUM'] || '/usr/bin/chromium', args: ['--no-sandbox'] })
  try {
    // one article goes from the second desktop to a browser and to the desktop of the server itself
    const file = join(other.home, '公告 定稿.docx')
    copyFileSync(join(product, 'tests/fixtures/公告样例.docx'), file)
    await answerDialogs(other.app, { open: file })
    await clickMenu(other.app, 'import-document')
    await readImportReport(other.page)
    const title = await other.page.getByLabel('标题', { exact: true }).inputValue()
    await completeMetadata(other.page)
    await submitHere(other.page)
    const page = await (await browser.newContext({ ignoreHTTPSErrors: true })).newPage()
    await page.goto(`https://${own}:${port}/`)
    await signIn(page, 'chenjing')
    await expect(server.page.getByRole('row', { name: /王芳/ })).toBeVisible()
    await expect(server.page.getByRole('row', { name: /陈静/ })).toBeVisible()
    await signOut(server.page)
    await signIn(server.page, 'zhangmin')
    // each is told by their own desktop, while they work
    const told = [await notices(server), await notices(other)]
    await passHere(page, title, 'confidentiality-review')
    await expect.poll(told[0]!).toEqual([['新到待办', `《${title}》 已到“初审”，等您办理`]])
    await clickNotice(server)
    await expect(server.page.getByRole('button', { name: /^退回…/ })).toBeVisible()
    await returnHere(server.page, '事实数据', '缴费标准与上级文件不一致')
    await expect.poll(told[1]!).toEqual([['稿件被退回', `《${title}》 张敏在“初审”退回给您`]])
    await clickNotice(other)
    await expect(other.page.getByText('缴费标准与上级文件不一致').first()).toBeVisible()
    await signOut(server.page)
    await signIn(server.page, 'admin')
    await clickMenu(server.app, 'go-admin')
    await server.page.getByRole('link', { name: '服务器' }).click()

    // the host goes away in mid-sentence
    await clickMenu(other.app, 'new-article')
    const unfinished = '断线时正在写的稿件'
    await expect(other.page.getByLabel('标题', { exact: true })).toHaveValue('')
    await other.page.getByLabel('标题', { exact: true }).fill(unfinished)
    await other.page.getByRole('button', { name: '保存版本' }).click()
    await expect(other.page.getByRole('status').getByText('已保存版本')).toBeVisible()
    await other.page.getByRole('textbox', { name: '正文' }).click()
    await server.page.getByRole('button', { name: '停止服务' }).click()
    await expect(server.page.getByRole('button', { name: '开始服务' })).toBeVisible()
    await other.page.keyboard.insertText('断线之后写下的这一句话。')
    await expect(other.page.getByText(/修改已于 .* 存在本机/)).toBeVisible()
    await expect(other.page.getByText('已断开')).toBeVisible()
    // the line about it takes its own place: the page under it ends where the window ends
    expect(
      await other.page.evaluate(() => {
        const below = (selector: string) => document.querySelector(selector)!.getBoundingClientRect()
        return [below('.frame-main > .ant-alert-banner').bottom <= below('.writing').top + 1, below('.writing').bottom <= innerHeight + 1]
      }),
    ).toEqual([true, true])
    await other.page.screenshot({ path: join(pictures, 'disconnected.png') })
    await killed(other)
    await server.page.getByRole('button', { name: '开始服务' }).click()
    await expect(server.page.getByText('正在服务')).toBeVisible()

    const again = await desk([], other.home)
    await signIn(again.page, 'wangfang')
    await goTo(again.page, '稿件库')
    await again.page.getByText(unfinished).first().click()
    await expect(again.page.getByRole('textbox', { name: '正文' })).toContainText('断线之后写下的这一句话。')
  } finally {
    await browser.close()
  }
})

test('a server with another certificate than last time is refused loudly, and nothing is sent to it', async () => {
  const d = await desk([])
  await d.page.getByRole('link', { name: '更换' }).waitFor()
  const refused = await d.page.evaluate(() =>
    window.desktop!.connect({ address: '127.0.0.1:9', fingerprint: 'a'.repeat(64), replace: false }),
  )
  expect(refused).toEqual({ ok: false, refusal: { code: 'server-unreachable', address: '127.0.0.1:9' } })
  await d.app.close()
  const data = join(d.home, 'shenjiao')
  const folder = existsSync(data)
    ? data
    : join(d.home, readdirSync(d.home).find(f => existsSync(join(d.home, f, 'desktop.json'))) ?? '')
  const { serveLan } = await import('#server/lan')
  const { openHouse } = await import('#server/office')
  const office = await peopledFolder()
  const house = openHouse({ data: office })
  const lan = await serveLan(house, {
    data: office,
    screens: '',
    port: 0,
    allowed: [],
    now: () => new Date().toISOString(),
  })
  const address = `https://127.0.0.1:${lan.port}`
  const state = {
    server: { address, fingerprint: 'a'.repeat(64), office: '云溪区人民政府办公室' },
    trusted: { [address]: 'a'.repeat(64) },
  }
  writeFileSync(join(folder, 'desktop.json'), JSON.stringify(state))
  try {
    const again = await desk([], d.home)
    await expect(again.page.getByText('证书与上次不同，已停止连接')).toBeVisible()
    await again.page.screenshot({ path: join(pictures, 'certificate.png') })
    await again.page.getByRole('link', { name: '更换' }).click()
    await again.page.getByLabel('科室服务器地址').fill(`127.0.0.1:${lan.port}`)
    await again.page.getByRole('button', { name: '连接科室服务器' }).click()
    await expect(again.page.getByText('这台服务器的证书与上次不同！')).toBeVisible()
    expect(await again.page.getByLabel('证书指纹').locator('span').allTextContents()).toEqual(
      fingerprintGroups(lan.fingerprint),
    )
    const go = again.page.getByRole('button', { name: '确认并连接' })
    await expect(go).toBeDisabled()
    expect(
      await again.page.evaluate(
        ([a, f]) => window.desktop!.connect({ address: a!, fingerprint: f!, replace: false }),
        [address, lan.fingerprint],
      ),
    ).toMatchObject({ ok: false, refusal: { code: 'server-certificate-changed' } })
    await again.page.getByLabel('我已当面或打电话向系统管理员核对，六组全部一致').check()
    await go.click()
    await again.page.getByLabel('登录名').waitFor()
    await signIn(again.page, 'wangfang')
  } finally {
    await lan.close()
    await house.close()
  }
})

test('a backup is restored into a new place, verified first; what is no backup is refused and the office stays', async () => {
  const d = await desk([])
  await d.page.getByRole('button', { name: '打开演示单位' }).click()
  await d.page.getByLabel('登录名').waitFor({ timeout: 60_000 })
  await signIn(d.page, 'admin')
  const folder = mkdtempSync(join(tmpdir(), '备份 盘-'))
  await answerDialogs(d.app, { open: folder })
  await clickMenu(d.app, 'go-admin')
  await d.page.getByRole('link', { name: '备份' }).click()
  await d.page.getByRole('button', { name: '选择文件夹' }).click()
  await d.page.getByRole('button', { name: '立即备份到文件夹' }).click()
  await expect(d.page.getByText('备份已完成，并已校验。')).toBeVisible()
  const name = readdirSync(folder).find(f => f.endsWith('.sjbackup'))!
  await call(d, 'section.add', { key: key(), name: '备份之后才有的科室' })

  const broken = join(folder, '坏的.sjbackup')
  writeFileSync(broken, readFileSync(join(folder, name)).fill(7, 8192, 20_000))
  await answerDialogs(d.app, { open: broken })
  const restore = async () => {
    await d.page.getByRole('button', { name: '从备份恢复…' }).click()
    await d.page.getByRole('button', { name: '选择备份文件' }).click()
  }
  await restore()
  await expect(d.page.getByText(/备份没有完成|没有恢复/).first()).toBeVisible()
  expect(JSON.stringify(await call(d, 'people.directory', {}))).toContain('备份之后才有的科室')

  await answerDialogs(d.app, { open: join(folder, name) })
  await restore()
  await d.page.getByLabel('登录名').waitFor({ timeout: 30_000 })
  await signIn(d.page, 'admin')
  expect(JSON.stringify(await call(d, 'people.directory', {}))).not.toContain('备份之后才有的科室')
})

/** The disk fills up while someone writes: it is said, nothing is lost, and with room again the same text is saved. */
async function keptOnAFullDisk(data: string, filler: string): Promise<void> {
  cpSync(await peopledFolder(), data, { recursive: true })
  const d = await desk([`--data=${data}`])
  await signIn(d.page, 'wangfang')
  await clickMenu(d.app, 'new-article')
  await d.page.getByLabel('标题', { exact: true }).fill('磁盘满的那一天')
  await d.page.getByRole('button', { name: '保存版本' }).click()
  await expect(d.page.getByText(/已保存/).first()).toBeVisible()
  spawnSync('dd', ['if=/dev/zero', `of=${filler}`, 'bs=4k'])
  await d.page.getByRole('textbox', { name: '正文' }).click()
  await d.page.keyboard.insertText('磁盘满了以后写下的文字。'.repeat(400))
  await d.page.getByRole('button', { name: '保存版本' }).click()
  await expect(d.page.getByText(/磁盘已满/).first()).toBeVisible()
  rmSync(filler)
  await d.page.getByRole('button', { name: '保存版本' }).click()
  const id = (await d.page.evaluate(() => location.pathname)).split('/')[2]!
  await expect.poll(async () => JSON.stringify((await call(d, 'article.open', { id })).content.body)).toContain('磁盘满了以后写下的文字。')
  await answerDialogs(d.app, { box: 1 })
  await d.app.close()
  open.splice(0)
  rmSync(data, { recursive: true })
  mkdirSync(data)
}

test('a full disk, a read-only folder, a file in the way: each start gives a sentence, each save a sentence', async () => {
  test.skip(
    !process.env['ELECTRON_OVERRIDE_DIST_PATH'],
    'on the real Electron the sentence is a dialog that waits for a person',
  )
  const disk = mkdtempSync(join(tmpdir(), '小 盘-'))
  const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=3m', 'tmpfs', disk]).status === 0
  test.skip(!mounted, 'a small disk can only be made by the superuser')
  const start = async (data: string) => {
    const { status, stderr } = spawnSync(await electron(), ['--no-sandbox', product, `--data=${data}`], {
      env: environment(mkdtempSync(join(tmpdir(), '坏盘 '))),
      encoding: 'utf8',
      timeout: 120_000,
    })
    expect(status).toBe(1)
    return /审校台没有打开: (.*)\n事故编号 SJ-/.exec(stderr)?.[1]
  }
  try {
    const data = join(disk, '数据 文件夹')
    mkdirSync(data)
    const filler = join(disk, '占满')
    spawnSync('dd', ['if=/dev/zero', `of=${filler}`, 'bs=4k'])
    expect(await start(data)).toMatch(/磁盘.*满/)
    rmSync(filler)
    rmSync(data, { recursive: true })
    mkdirSync(data)
    spawnSync('mount', ['-o', 'remount,ro', disk])
    expect(await start(data)).toMatch(/只读|权限/)
    spawnSync('mount', ['-o', 'remount,rw,size=40m', disk])
    await keptOnAFullDisk(join(disk, '数据 文件夹'), filler)
    const file = join(disk, '是个文件')
    writeFileSync(file, '')
    expect(await start(join(file, 'office'))).toMatch(/\p{Script=Han}.*。$/u)
    expect(statSync(file).size).toBe(0)
  } finally {
    spawnSync('umount', ['-l', disk])
  }
})
