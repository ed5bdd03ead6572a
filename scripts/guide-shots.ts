import { spawn, type ChildProcess } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core'
import { smallPng } from './small-png.ts'

const root = resolve(import.meta.dirname, '..')
const images = join(root, 'docs/guide/images')
const word = join(root, 'tests/fixtures/公告样例.docx')

const desktop = { width: 1366, height: 768 }
const wide = { width: 1920, height: 1080 }
const phone = { width: 390, height: 844 }

/** One picture: who looks, where, and what is done first. Titles name the demo articles (server/demo/articles.ts). */
type Shot = {
  name: string
  /** Account of a demo person; null before signing in. */
  as: string | null
  /** `{…}` is replaced by the id of the article whose title begins so. */
  path: string
  size?: { width: number; height: number }
  /** Which of the two hosts: the demo office, or a folder without an office. */
  empty?: true
  before?(page: Page): Promise<unknown>
}

const press = (name: string) => (page: Page) => page.getByRole('button', { name }).first().click()
/** Types behind the first words `after` of the text, having pressed `key` there first. */
async function typeInto(page: Page, after: string, text: string, key?: string) {
  const words = JSON.stringify(after)
  await page.locator('.tiptap').last().click()
  await page.evaluate(`{
    const walker = document.createTreeWalker([...document.querySelectorAll('.tiptap')].at(-1), NodeFilter.SHOW_TEXT)
    while (walker.nextNode()) {
      const at = walker.currentNode.data.indexOf(${words})
      if (at >= 0) { getSelection().collapse(walker.currentNode, at + ${words}.length); break }
    }
  }`)
  await page.waitForTimeout(150)
  if (key) await page.keyboard.press(key)
  await page.keyboard.type(text)
}
const tab = (name: string) => (page: Page) => page.getByRole('tab', { name }).click()

/** What the machine has something to say about. */
const faulty = '各学校要按装必要的安全设施，于2026年2月30日前完成整改，并按照（国办发[2026]5号）文件要求做好通迅保障工作。'

const shots: Shot[] = [
  { name: 'setup', as: null, path: '/setup', empty: true },
  { name: 'signin', as: null, path: '/signin', before: page => page.getByRole('button', { name: /王芳/ }).click() },
  { name: 'help', as: 'wangfang', path: '/help' },

  { name: 'desk-editor', as: 'wangfang', path: '/desk?list=mine' },
  { name: 'desk-reviewer', as: 'fengwei', path: '/desk' },
  { name: 'desk-phone', as: 'lijianguo', path: '/desk', size: phone },
  { name: 'desk-large-type', as: 'lijianguo', path: '/desk', before: async page => {
    await page.locator('.person-button').click()
    await page.getByText('大字显示').click()
  } },
  { name: 'search', as: 'xuhong', path: '/desk', before: async page => {
    await page.keyboard.press('Control+k')
    await page.getByRole('combobox', { name: '搜索' }).fill('供暖')
    await page.getByRole('option').first().waitFor()
  } },
  { name: 'desk-calendar', as: 'fengwei', path: '/desk?show=calendar' },
  { name: 'notices', as: 'wangfang', path: '/notices' },
  { name: 'library', as: 'xuhong', path: '/library' },

  { name: 'editor', as: 'wangfang', path: '/article/{云溪区开展“双减”}' },
  { name: 'editor-channels', as: 'wangfang', path: '/article/{云溪区开展“双减”}', before: tab('渠道') },
  { name: 'editor-checks', as: 'wangfang', path: '/article/{云溪区开展“双减”}', before: async page => {
    await page.locator('.tiptap').last().click()
    await page.keyboard.press('Control+End')
    await page.keyboard.type(faulty)
    await page.getByRole('tab', { name: /机检（[1-9]/ }).click({ timeout: 30_000 })
  } },
  { name: 'editor-arrange', as: 'wangfang', path: '/article/{云溪区开展“双减”}', before: async page => {
    await page.locator('.tiptap').last().click()
    await page.keyboard.press('Control+End')
    await page.keyboard.type('一、工作要求\n　　 各学校要在11月30日前完成整改,并将整改情况报区教育局.\n\n二、 联系方式\n电话：０１０－１２３４５６７８')
    await press('一键排版')(page)
  } },
  { name: 'word-export', as: 'wangfang', path: '/article/{云溪区开展“双减”}', before: async page => {
    await press('打印')(page)
    await page.getByRole('menuitem', { name: '导出 Word（清稿）' }).click()
    await page.getByRole('dialog').waitFor()
  } },
  { name: 'editor-import', as: 'wangfang', path: '/article/{云溪区开展“双减”}', before: async page => {
    await page.getByLabel('选择要导入的文件').setInputFiles(word)
    await page.getByRole('button', { name: '替换' }).click()
    await page.getByRole('dialog', { name: '导入情况' }).waitFor()
  } },
  { name: 'editor-submit', as: 'wangfang', path: '/article/{云溪区开展“双减”}', before: press('提交送审') },
  { name: 'editor-suggestions', as: 'wangfang', path: '/article/{关于调整部分公交线路}', before: async page => {
    await page.getByRole('tab', { name: /批注/ }).click()
    await page.locator('.tiptap .remark').first().click()
  } },
  { name: 'editor-returned', as: 'wangfang', path: '/article/{关于调整部分公交线路}' },

  { name: 'review-confidentiality', as: 'chenjing', path: '/review/{云溪区公共图书馆}' },
  { name: 'review-first', as: 'zhangmin', path: '/review/{全国冬春火灾防控}' },
  { name: 'review-barred', as: 'wangfang', path: '/review/{云溪区公共图书馆}' },
  { name: 'review-return', as: 'zhangmin', path: '/review/{全国冬春火灾防控}', before: press('退回…') },
  { name: 'review-comment', as: 'zhangmin', path: '/review/{全国冬春火灾防控}', before: async page => {
    await page.locator('.tiptap p').nth(1).dblclick({ position: { x: 120, y: 16 } })
    await page.getByRole('toolbar', { name: '对选中的文字' }).getByRole('button', { name: '批注' }).click()
    await page.getByLabel('批注的内容').fill('请补充文件依据。@刘洋')
  } },
  { name: 'read-through', as: 'sunli', path: '/review/{关于滨河路部分路段}', before: press('通读') },
  { name: 'proofread', as: 'sunli', path: '/review/{关于滨河路部分路段}', before: async page => {
    await typeInto(page, '行人和非机动车', '，')
  } },
  { name: 'proofread-substantive', as: 'sunli', path: '/review/{关于滨河路部分路段}', before: async page => {
    await typeInto(page, '每日22', '3', 'Backspace')
  } },
  { name: 'review-second', as: 'fengwei', path: '/review/{云溪区举办退役军人}', size: wide },
  { name: 'sign-off', as: 'lijianguo', path: '/review/{区政府召开第四季度}' },
  { name: 'sign-off-brief', as: 'lijianguo', path: '/review/{区政府召开第四季度}', before: page => page.getByText('一页看全').click() },
  { name: 'sign-off-large', as: 'lijianguo', path: '/review/{区政府召开第四季度}', size: wide },
  { name: 'sign-off-phone', as: 'lijianguo', path: '/review/{区政府召开第四季度}', size: phone },

  { name: 'history', as: 'xuhong', path: '/history/{关于做好2026年冬季供暖}' },
  { name: 'compare', as: 'liuyang', path: '/history/{2026年度全区学前教育}?view=side', size: wide },
  { name: 'history-voided', as: 'liuyang', path: '/history/{2026年度全区学前教育}' },

  { name: 'release-list', as: 'heping', path: '/release' },
  { name: 'release-website', as: 'heping', path: '/release/{关于做好2026年冬季供暖}?channel=website' },
  { name: 'release-wechat', as: 'heping', path: '/release/{关于做好2026年冬季供暖}?channel=wechat' },
  { name: 'ledger', as: 'xuhong', path: '/ledger' },

  { name: 'audit-trail', as: 'auditor', path: '/audit' },
  { name: 'audit-verify', as: 'auditor', path: '/audit', before: async page => {
    await tab('校验全库')(page)
    await page.getByRole('button', { name: '开始校验' }).click()
    await page.getByText('校验结果').waitFor()
  } },
  { name: 'audit-checkpoint', as: 'auditor', path: '/audit', before: tab('检查点') },

  { name: 'admin-people', as: 'admin', path: '/admin/people' },
  { name: 'admin-template', as: 'admin', path: '/admin/templates/standard' },
  { name: 'admin-delegations', as: 'xuhong', path: '/admin/delegations' },
  { name: 'admin-rules', as: 'xuhong', path: '/admin/rules' },
  { name: 'print-sheet', as: 'xuhong', path: '/print/sheet/{关于做好2026年冬季供暖}', before: page => page.evaluate('window.scrollTo(0, 0)') },
  { name: 'admin-settings', as: 'admin', path: '/admin/settings' },
  { name: 'admin-backup', as: 'admin', path: '/admin/backup' },
]

type Host = { url: string; child: ChildProcess; data: string }

/** Starts the product as its user would, in a folder of its own, on a free port. */
function startHost(options: readonly string[]): Promise<Host> {
  const data = mkdtempSync(join(tmpdir(), 'shenjiao-guide-'))
  const child = spawn(process.execPath, ['cli/main.ts', 'serve', '--data', data, '--port', '0', ...options], { cwd: root, stdio: ['ignore', 'pipe', 'inherit'] })
  return new Promise((done, fail) => {
    let said = ''
    child.stdout!.setEncoding('utf8').on('data', (text: string) => {
      said += text
      const url = /http:\/\/\S+/.exec(said)?.[0]
      if (url) done({ url, child, data })
    })
    child.once('exit', code => fail(new Error(`the host ended with ${code}: ${said}`)))
  })
}

function stopHost({ child, data }: Host): Promise<void> {
  return new Promise(done => {
    child.removeAllListeners('exit').once('exit', () => {
      rmSync(data, { recursive: true, force: true })
      done()
    })
    child.kill('SIGTERM')
  })
}

async function call<T>(context: BrowserContext, url: string, name: string, input: unknown): Promise<T> {
  const reply = (await (await context.request.post(`${url}/call/${name}`, { data: input })).json()) as { ok: boolean; value: T }
  if (!reply.ok) throw new Error(`${name}: ${JSON.stringify(reply)}`)
  return reply.value
}

/** Who signs in: the password is the one the sign-in page of a demo office shows. */
async function signIn(context: BrowserContext, url: string, account: string) {
  const { demoPassword } = await call<{ demoPassword: string }>(context, url, 'office.status', {})
  await call(context, url, 'session.open', { account, password: demoPassword })
}

async function addressOf(context: BrowserContext, url: string, path: string): Promise<string> {
  const title = /\{(.+)\}/.exec(path)?.[1]
  if (!title) return url + path
  const { items } = await call<{ items: { id: string; title: string }[] }>(context, url, 'article.list', { limit: 200 })
  const found = items.find(item => item.title.startsWith(title))
  if (!found) throw new Error(`no article begins with ${title}`)
  return url + path.replace(`{${title}}`, found.id)
}

const busy = '.ant-skeleton, .ant-spin-spinning, .ant-btn-loading'

/** Waits until nothing is loading any more and no motion is under way. */
async function settle(page: Page) {
  const loading = page.locator(busy).filter({ visible: true })
  await page.waitForTimeout(300)
  for (let waited = 0; waited < 10_000 && (await loading.count()) > 0; waited += 200) await page.waitForTimeout(200)
  await page.evaluate('document.fonts.ready.then(() => undefined)')
  await page.waitForTimeout(500)
  if ((await loading.count()) > 0) throw new Error('still loading')
}

async function take(browser: Browser, host: Host, shot: Shot): Promise<string[]> {
  const context = await browser.newContext({ viewport: shot.size ?? desktop, locale: 'zh-CN', timezoneId: 'Asia/Shanghai', reducedMotion: 'reduce' })
  const wrong: string[] = []
  try {
    if (shot.as) await signIn(context, host.url, shot.as)
    const page = await context.newPage()
    page.on('pageerror', error => wrong.push(`page error: ${error.message}`))
    page.on('console', message => message.type() === 'error' && wrong.push(`console: ${message.text().slice(0, 200)}`))
    page.setDefaultTimeout(30_000)
    await page.goto(await addressOf(context, host.url, shot.path))
    await settle(page)
    await shot.before?.(page)
    await settle(page)
    const cut = await page.evaluate<number>('document.documentElement.scrollWidth - document.documentElement.clientWidth')
    if (cut > 0) wrong.push(`wider than the window by ${cut} px`)
    writeFileSync(join(images, `${shot.name}.png`), smallPng(await page.screenshot({ animations: 'disabled', caret: 'hide' })))
  } catch (error) {
    wrong.push((error as Error).message.split('\n')[0]!)
  } finally {
    await context.close()
  }
  return wrong
}

const wanted = process.argv.slice(2)
const executablePath = process.env['CHROMIUM'] ?? '/usr/bin/chromium'
if (!existsSync(join(root, 'out/renderer/index.html'))) throw new Error('the screens are not built: npm run build')
mkdirSync(images, { recursive: true })
const hosts = [await startHost(['--demo']), await startHost([])]
const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--font-render-hinting=none'] })
try {
  for (const shot of shots.filter(({ name }) => wanted.length === 0 || wanted.includes(name))) {
    const wrong = await take(browser, hosts[shot.empty ? 1 : 0]!, shot)
    const file = join(images, `${shot.name}.png`)
    console.log(`${shot.name}: ${existsSync(file) ? `${Math.round(statSync(file).size / 1024)} kB` : 'none'}${wrong.map(line => `\n  ${line}`).join('')}`)
    if (wrong.length) process.exitCode = 1
  }
} finally {
  await browser.close()
  await Promise.all(hosts.map(stopHost))
}
