import { existsSync, mkdtempSync, readdirSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { _electron, type ElectronApplication, expect, type Page, test } from '@playwright/test'
import { Document, HeadingLevel, Packer, Paragraph } from 'docx'
import { emptyContent } from '#core/article/content'
import { answerDialogs, clickMenu, environment } from './program.ts'

// The product itself, as `npm run build` leaves it: the real office, the real screens, on the desktop.
const root = join(import.meta.dirname, '../..')
type Reply<T> = { ok: true; value: T } | { ok: false; refusal: { code: string } }
type Status = { demoAccounts: { account: string; roles: string[] }[]; demoPassword: string }

let app: ElectronApplication
let page: Page
let home: string

async function start(): Promise<void> {
  if (!existsSync(join(root, 'out/main/index.js'))) throw new Error('out/main/index.js 不在：先运行 npm run build')
  app = await _electron.launch({ args: [root], env: environment(home) })
  page = await app.firstWindow()
}
const call = async <T>(name: string, input: unknown): Promise<T> => {
  const reply = (await page.evaluate(([n, i]) => window.desktop!.call(n as string, i), [name, input])) as Reply<T>
  if (!reply.ok) throw new Error(`${name}: ${JSON.stringify(reply.refusal)}`)
  return reply.value
}
const key = () => crypto.randomUUID()

test.setTimeout(90_000)
test.beforeEach(async () => {
  home = mkdtempSync(join(tmpdir(), '某某 区政府-'))
  await start()
  await page.getByRole('button', { name: '打开演示单位' }).click()
  await page.getByLabel('登录名').waitFor({ timeout: 45_000 })
})
test.afterEach(() => app.close())

async function signIn(role: string): Promise<void> {
  const { demoAccounts, demoPassword } = await call<Status>('office.status', {})
  await page.getByLabel('登录名').fill(demoAccounts.find(a => a.roles.includes(role))!.account)
  await page.getByLabel('密码').fill(demoPassword)
  await page.getByRole('button', { name: '登录', exact: true }).click()
  await expect(page.getByRole('navigation').getByText('工作台').first()).toBeVisible({ timeout: 20_000 })
}

test('someone signs in, sees the desk, and the menu goes to the library', async () => {
  await signIn('editor')
  await clickMenu(app, 'go-articles')
  await expect.poll(() => page.evaluate(() => location.pathname)).toBe('/library')
  expect(
    await page.evaluate(() => document.cookie + JSON.stringify(localStorage) + JSON.stringify(sessionStorage)),
  ).not.toMatch(/token/i)
  await page.screenshot({ path: join(root, 'out/desktop-results/library.png') })
})

test('a Word document is read in a thread of its own, out of the built program', async () => {
  await signIn('editor')
  const title = '关于开展政务公开培训的通知'
  const bytes = await Packer.toBuffer(
    new Document({
      sections: [
        {
          children: [
            new Paragraph({ text: title, heading: HeadingLevel.TITLE }),
            new Paragraph('各镇街、各部门：现将有关事项通知如下。'),
          ],
        },
      ],
    }),
  )
  const read = await call<{ title: string; body: unknown }>('file.import', {
    key: key(),
    name: '通知.docx',
    base64: bytes.toString('base64'),
  })
  expect(read.title).toBe(title)
  expect(JSON.stringify(read.body)).toContain('各镇街、各部门')
})

test('kill -9 in mid-edit: every save that was answered is there, and the auditor finds the office whole', async () => {
  await signIn('editor')
  const acknowledged: number[] = []
  page.on('console', m => void (m.text().startsWith('saved ') && acknowledged.push(Number(m.text().slice(6)))))
  const { id, hash } = await call<{ id: string; hash: string }>('article.create', {
    key: key(),
    content: { ...emptyContent(), title: '第 0 稿' },
  })
  void page
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
  const gone = new Promise(r => app.process().once('exit', r))
  app.process().kill('SIGKILL')
  await gone
  const last = acknowledged.at(-1)!
  await start()
  await page.getByLabel('登录名').waitFor()
  const { demoAccounts, demoPassword } = await call<Status>('office.status', {})
  const as = (role: string) =>
    call('session.open', { account: demoAccounts.find(a => a.roles.includes(role))!.account, password: demoPassword })
  await as('editor')
  const { content } = await call<{ content: { title: string } }>('article.open', { id })
  expect(Number(/^第 (\d+) 稿$/.exec(content.title)![1])).toBeGreaterThanOrEqual(last)
  await as('auditor')
  const { job } = await call<{ job: string }>('audit.verify', { key: key() })
  const progress = () => call<{ report: { whole: boolean } | null; error: string | null }>('audit.progress', { job })
  await expect.poll(async () => (await progress()).report !== null, { timeout: 20_000 }).toBe(true)
  expect(await progress()).toMatchObject({ error: null, report: { whole: true } })
})

test('a backup into a chosen folder is whole before it gets its name', async () => {
  const folder = mkdtempSync(join(tmpdir(), '备份盘 '))
  await answerDialogs(app, { open: folder })
  await page.evaluate(() => window.desktop!.chooseBackupFolder())
  expect(await page.evaluate(() => window.desktop!.backupNow())).toMatchObject({
    ok: true,
    value: { folder, lastError: null },
  })
  const files = readdirSync(folder)
  expect(files).toEqual([expect.stringMatching(/^审校台备份-.*\.sjbackup$/)])
  expect(readFileSync(join(folder, files[0]!)).subarray(0, 15).toString()).toBe('SQLite format 3')
})
