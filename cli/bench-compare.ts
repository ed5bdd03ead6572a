import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium, type BrowserContext, type Page } from 'playwright-core'
import { emptyContent, type Content } from '#core/article/content'
import { demoPassword } from '#server/demo/build'
import { listen } from '#server/http'
import { openHouse, type House } from '#server/office'
import { screensFolder } from './serve.ts'
import { say, Stop } from './say.ts'

/** Rounds of every figure, each in a browser profile of its own; the median is reported. */
const rounds = 5
/** Milliseconds from the arrival of both texts until their comparison is on the screen. */
const targetMs = 100
/** Milliseconds of one frame at 60 frames a second. */
const frameMs = 1000 / 60

const words = '为深入贯彻落实决策部署扎实推进政务公开标准化规范化建设现就有关事项通知如下各单位要高度重视加强组织领导明确责任分工切实抓好落实'

/** Two texts of 50,000 characters in 500 paragraphs that differ in 100 places. */
function texts(): [Content, Content] {
  let seed = 7
  const roll = (n: number): number => {
    seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0
    return (seed >>> 8) % n
  }
  const before = Array.from({ length: 500 }, () => `${Array.from({ length: 99 }, () => words[roll(words.length)]!).join('')}。`)
  const after = before.map((line, i) => {
    if (i % 5) return line
    const at = roll(90)
    return `${line.slice(0, at)}改动${line.slice(at + 2)}`
  })
  const content = (lines: string[]): Content => ({
    ...emptyContent('news', '云溪区人民政府办公室'),
    title: '关于长篇文稿对照的测量',
    body: { type: 'doc', content: lines.map(text => ({ type: 'paragraph', content: [{ type: 'text', text }] })) },
  })
  return [content(before), content(after)]
}

/** The ways of showing that are measured: marks in one text, and both texts beside each other. */
const views = { inline: '行内', side: '并排' } as const
type View = keyof typeof views

type Figures = { shown: number; plain: number; frame: number; slow: number; plainFrame: number }

/** In the page: notes when the last text had arrived and when the comparison had been painted. */
const watch = `
  window.compared = new Promise(done => {
    const seen = new MutationObserver(() => {
      if (!document.querySelector('.diff .diff-line')) return
      seen.disconnect()
      const came = performance.getEntriesByType('resource').filter(entry => entry.name.includes('history.revision')).map(entry => entry.responseEnd)
      requestAnimationFrame(() => setTimeout(() => done(performance.now() - Math.max(...came)), 0))
    })
    document.addEventListener('DOMContentLoaded', () => seen.observe(document, { childList: true, subtree: true }))
  })`

/** In the page: the same words as plain paragraphs, from the string to the paint; then both scrolled through. */
const measure = `(async () => {
  const painted = () => new Promise(done => requestAnimationFrame(() => setTimeout(done, 0)))
  const scrollerOf = node => { for (let at = node; at; at = at.parentElement) if (at.scrollHeight > at.clientHeight + 200 && /auto|scroll/.test(getComputedStyle(at).overflowY)) return at; return document.scrollingElement }
  const scrolled = async box => {
    const times = []
    box.scrollTop = 0
    await painted()
    let last = await new Promise(requestAnimationFrame)
    for (let i = 0; i < 120; i++) {
      box.scrollTop += 240
      const now = await new Promise(requestAnimationFrame)
      times.push(now - last)
      last = now
    }
    return times.sort((a, b) => a - b)
  }
  const diff = document.querySelector('.diff')
  const frames = await scrolled(scrollerOf(diff))
  const lines = [...document.querySelectorAll('.diff-run > .diff-line, .diff-row > .diff-line:last-child')].map(line => line.textContent)
  const host = diff.parentElement
  diff.remove()
  await painted()
  const from = performance.now()
  const page = document.createElement('article')
  page.className = 'page'
  for (const text of lines) { const p = document.createElement('p'); p.textContent = text; page.append(p) }
  host.append(page)
  await painted()
  const plain = performance.now() - from
  const plainFrames = await scrolled(scrollerOf(page))
  const median = list => list[list.length >> 1]
  return { plain, frame: median(frames), slow: frames.filter(ms => ms > 25).length / frames.length, plainFrame: median(plainFrames) }
})()`

async function once(context: BrowserContext, address: string): Promise<Figures> {
  const page: Page = await context.newPage()
  await page.addInitScript(watch)
  await page.goto(address)
  const shown = await page.evaluate<number>('window.compared')
  return { shown, ...(await page.evaluate<Omit<Figures, 'shown'>>(measure)) }
}

/** Two versions of one long text in an office of their own; the address of their comparison. */
async function pair(house: House): Promise<string> {
  const author = house.as('wangfang')
  const [before, after] = texts()
  const made = await author('article.create', { key: crypto.randomUUID(), content: before })
  if (!made.ok) throw new Stop('测量用的稿件没有建成。', 1)
  const { id, hash } = made.value
  const saved = await author('article.save', { key: crypto.randomUUID(), id, base: hash, content: after })
  if (!saved.ok) throw new Stop('测量用的稿件没有存成。', 1)
  return `/history/${id}?from=${hash}&to=${saved.value.hash}`
}

/** bench compare: two texts of 50,000 characters with 100 changes, from their arrival to the screen, and scrolled through. */
export async function benchCompare({ json }: { json: boolean }): Promise<void> {
  const screens = screensFolder()
  const executablePath = process.env['CHROMIUM'] || '/usr/bin/chromium'
  if (!existsSync(join(screens, 'index.html'))) throw new Stop('测量对照需要已构建的界面：请先运行 npm run build。', 1)
  if (!existsSync(executablePath)) throw new Stop(`没有找到浏览器 ${executablePath}，请用环境变量 CHROMIUM 指明。`, 1)
  const data = mkdtempSync(join(tmpdir(), 'shenjiao-bench-'))
  const house = openHouse({ data, cost: { memoryCost: 8, timeCost: 1, parallelism: 1 }, model: null })
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] })
  try {
    await house.foundDemo()
    const door = await listen(house, { host: '127.0.0.1', port: 0, screens })
    const address = `${door.address}${await pair(house)}`
    const all: Record<View, Figures[]> = { inline: [], side: [] }
    // Turn by turn, so that whoever else works at the machine disturbs both alike.
    for (let turn = 0; turn < rounds * 2; turn++) {
      const view: View = turn % 2 ? 'side' : 'inline'
      const context = await browser.newContext({ viewport: { width: 1366, height: 768 }, locale: 'zh-CN' })
      await context.request.post(`${door.address}/call/session.open`, { data: { account: 'wangfang', password: demoPassword }, headers: { 'content-type': 'application/json' } })
      all[view].push(await once(context, `${address}&view=${view}`))
      await context.close()
    }
    await door.close()
    const middle = (view: View): Figures => {
      const of = (pick: (figures: Figures) => number) => all[view].map(pick).sort((a, b) => a - b)[rounds >> 1]!
      return { shown: of(f => f.shown), plain: of(f => f.plain), frame: of(f => f.frame), slow: of(f => f.slow), plainFrame: of(f => f.plainFrame) }
    }
    report({ inline: middle('inline'), side: middle('side') }, json)
  } finally {
    await browser.close()
    await house.close()
    rmSync(data, { recursive: true, force: true })
  }
}

function report(figures: Record<View, Figures>, json: boolean) {
  const named = ({ shown, plain, frame, slow, plainFrame }: Figures) => ({ compareShown_ms: shown, plainShown_ms: plain, ratio: shown / plain, compareFrame_ms: frame, slowFrames: slow, plainFrame_ms: plainFrame })
  if (json) return say(JSON.stringify({ inline: named(figures.inline), side: named(figures.side) }, null, 2))
  say(`两篇各 5 万字、改动 100 处，在浏览器里（各 ${rounds} 轮中位数，系统负载 ${loadavg()[0]!.toFixed(1)}）`)
  for (const [view, zh] of Object.entries(views)) {
    const { shown, plain, frame, slow, plainFrame } = figures[view as View]
    say(`  ${zh}：文字到达至对照上屏 ${shown.toFixed(0)} 毫秒（${shown <= targetMs ? `≤ ${targetMs} 达到` : `> ${targetMs} 未达到`}），同样文字不加标记上屏 ${plain.toFixed(0)} 毫秒，为其 ${(shown / plain).toFixed(1)} 倍`)
    say(`        滚动一帧 ${frame.toFixed(1)} 毫秒（60 帧/秒为 ${frameMs.toFixed(1)}），慢于 25 毫秒的帧占 ${(slow * 100).toFixed(1)}%；不加标记 ${plainFrame.toFixed(1)} 毫秒`)
  }
}
