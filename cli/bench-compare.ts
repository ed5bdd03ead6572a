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

/** A short text, and two of 50,000 characters in 500 paragraphs that differ in 100 places: words replaced, put in and taken out. */
function texts(): [Content, Content, Content] {
  let seed = 7
  const roll = (n: number): number => {
    seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0
    return (seed >>> 8) % n
  }
  const before = Array.from({ length: 500 }, () => `${Array.from({ length: 99 }, () => words[roll(words.length)]!).join('')}。`)
  const after = before.map((line, i) => {
    if (i % 5) return line
    const at = roll(90)
    const [come, gone] = [['改动', 2], ['进一步', 0], ['', 2], ['职责', 3]][(i / 5) % 4] as [string, number]
    return `${line.slice(0, at)}${come}${line.slice(at + gone)}`
  })
  const content = (lines: string[]): Content => ({
    ...emptyContent('news', '云溪区人民政府办公室'),
    title: '关于长篇文稿对照的测量',
    body: { type: 'doc', content: lines.map(text => ({ type: 'paragraph', content: [{ type: 'text', text }] })) },
  })
  return [content(before.slice(0, 1)), content(before), content(after)]
}

/** The ways of showing that are measured: marks in one text, and both texts beside each other. */
const views = { inline: '行内', side: '并排' } as const
type View = keyof typeof views

/** How people come to a comparison: an address opened in a new window, where all of the program is loaded for it, or another pair of versions picked on the screen. */
const ways = { opened: '打开地址', picked: '在历史页里换两个版本' } as const
type Way = keyof typeof ways

/** Milliseconds that somebody looks at a page before they pick other versions on it, or scroll through it. */
const lookMs = 1000

/** Milliseconds; `slow` and `plainSlow` are shares of frames, `busy` what the page itself did in the busiest one, without the browser's drawing. */
type Figures = { shown: number; sinceNetwork: number; counted: number; whole: number; plain: number; frame: number; slow: number; busy: number; plainFrame: number; plainSlow: number }

/**
 * In the page: when both texts were in its hands – and before that at the browser's network, from where even an empty page gets them
 * some 20 milliseconds later –, when their first screen had been painted with its marks, when the changes of all of it had been
 * counted, and when all of the text was there.
 */
const watch = `
  let came = 0
  Response.prototype.json = async function () {
    const text = await this.text()
    if (this.url.includes('history.revision')) came = performance.now()
    return JSON.parse(text)
  }
  window.compared = new Promise(done => {
    const seen = new MutationObserver(() => {
      if (!document.querySelector('.diff .diff-line') || !document.querySelector('.diff ins[data-place], .diff del[data-place]')) return
      seen.disconnect()
      const sent = Math.max(...performance.getEntriesByType('resource').filter(entry => entry.name.includes('history.revision')).map(entry => entry.responseEnd))
      requestAnimationFrame(() => setTimeout(() => {
        const shown = performance.now() - came
        const sinceNetwork = performance.now() - sent
        let counted = 0
        const wait = setInterval(() => {
          if (!counted && /\\d/.test(document.querySelector('.diff-count').textContent)) counted = performance.now() - came
          if (document.querySelector('.diff').ariaBusy === 'true') return
          clearInterval(wait)
          done({ shown, sinceNetwork, counted, whole: performance.now() - came })
        }, 5)
      }, 0))
    })
    document.addEventListener('DOMContentLoaded', () => seen.observe(document, { childList: true, subtree: true }))
  })`

/** In the page: the same words as plain paragraphs, from the string to the paint; then both scrolled through. */
const measure = `(async () => {
  const painted = () => new Promise(done => requestAnimationFrame(() => setTimeout(done, 0)))
  const scrollerOf = node => { for (let at = node; at; at = at.parentElement) if (at.scrollHeight > at.clientHeight + 200 && /auto|scroll/.test(getComputedStyle(at).overflowY)) return at; return document.scrollingElement }
  const { port1, port2 } = new MessageChannel()
  const after = () => new Promise(done => { port1.onmessage = done; port2.postMessage(0) })
  const scrolled = async box => {
    const [times, work] = [[], []]
    box.scrollTop = 0
    await painted()
    let last = await new Promise(requestAnimationFrame)
    for (let i = 0; i < 60; i++) {
      box.scrollTop += 240
      const now = await new Promise(requestAnimationFrame)
      times.push(now - last)
      last = now
      const from = performance.now()
      await after()
      work.push(performance.now() - from)
    }
    return Object.assign(times.sort((a, b) => a - b), { busy: Math.max(...work) })
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
  const slow = list => list.filter(ms => ms > 25).length / list.length
  return { plain, frame: median(frames), slow: slow(frames), busy: frames.busy, plainFrame: median(plainFrames), plainSlow: slow(plainFrames) }
})()`

async function once(context: BrowserContext, { id, short, before, after }: Pair, view: View, way: Way): Promise<Figures> {
  const page: Page = await context.newPage()
  await page.addInitScript(watch)
  const [from, to] = way === 'opened' ? [before, after] : [short, short]
  await page.goto(`${id}?from=${from}&to=${to}&view=${view}`)
  if (way === 'picked') {
    await page.getByText('看这次改动').first().waitFor()
    await page.waitForTimeout(lookMs)
    await page.getByText('看这次改动').first().click()
  }
  const times = await page.evaluate<Pick<Figures, 'shown' | 'sinceNetwork' | 'counted' | 'whole'>>('window.compared')
  await page.waitForTimeout(lookMs)
  return { ...times, ...(await page.evaluate<Omit<Figures, 'shown' | 'sinceNetwork' | 'counted' | 'whole'>>(measure)) }
}

/** The address of an article's versions, and the hashes of three of them. */
type Pair = { id: string; short: string; before: string; after: string }

/** Versions of one long text in an office of their own. */
async function versions(house: House, address: string): Promise<Pair> {
  const author = house.as('wangfang')
  const [short, before, after] = texts()
  const made = await author('article.create', { key: crypto.randomUUID(), content: short })
  if (!made.ok) throw new Stop('测量用的稿件没有建成。', 1)
  const { id, hash } = made.value
  const hashes = [hash]
  for (const content of [before, after]) {
    const saved = await author('article.save', { key: crypto.randomUUID(), id, base: hashes.at(-1)!, content })
    if (!saved.ok) throw new Stop('测量用的稿件没有存成。', 1)
    hashes.push(saved.value.hash)
  }
  return { id: `${address}/history/${id}`, short: hashes[0]!, before: hashes[1]!, after: hashes[2]! }
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
    const pair = await versions(house, door.address)
    const all = { opened: { inline: [], side: [] }, picked: { inline: [], side: [] } } as Record<Way, Record<View, Figures[]>>
    // Turn by turn, so that whoever else works at the machine disturbs all alike.
    for (let turn = 0; turn < rounds; turn++)
      for (const way of namesOf(ways))
        for (const view of namesOf(views)) {
          const context = await browser.newContext({ viewport: { width: 1366, height: 768 }, locale: 'zh-CN' })
          await context.request.post(`${door.address}/call/session.open`, { data: { account: 'wangfang', password: demoPassword }, headers: { 'content-type': 'application/json' } })
          all[way][view].push(await once(context, pair, view, way))
          await context.close()
        }
    await door.close()
    report(all, json)
  } finally {
    await browser.close()
    await house.close()
    rmSync(data, { recursive: true, force: true })
  }
}

const namesOf = <T extends string>(record: Record<T, unknown>): T[] => Object.keys(record) as T[]
const median = (all: readonly Figures[], pick: (figures: Figures) => number): number => all.map(pick).sort((a, b) => a - b)[all.length >> 1]!
const mean = (all: readonly Figures[], pick: (figures: Figures) => number): number => all.reduce((sum, one) => sum + pick(one), 0) / all.length

function report(all: Record<Way, Record<View, Figures[]>>, json: boolean) {
  const rows = namesOf(ways).flatMap(way =>
    namesOf(views).map(view => {
      const of = (pick: (figures: Figures) => number) => median(all[way][view], pick)
      const [shown, plain] = [of(f => f.shown), of(f => f.plain)]
      return {
        way, view, compareShown_ms: shown, sinceNetwork_ms: of(f => f.sinceNetwork), compareCounted_ms: of(f => f.counted), compareWhole_ms: of(f => f.whole), plainShown_ms: plain, ratio: shown / plain,
        compareFrame_ms: of(f => f.frame), slowFrames: mean(all[way][view], f => f.slow), busiest_ms: Math.max(...all[way][view].map(f => f.busy)), plainFrame_ms: of(f => f.plainFrame), plainSlowFrames: mean(all[way][view], f => f.plainSlow),
      }
    }),
  )
  if (json) return say(JSON.stringify(rows, null, 2))
  say(`两篇各 5 万字、改动 100 处，在浏览器里（各 ${rounds} 轮中位数，系统负载 ${loadavg()[0]!.toFixed(1)}）`)
  for (const row of rows) {
    const shown = row.compareShown_ms
    const share = (part: number) => `${(part * 100).toFixed(1)}%`
    say(`  ${ways[row.way]}，${views[row.view]}：文字到达至第一屏连同标记上屏 ${shown.toFixed(0)} 毫秒（${shown <= targetMs ? `≤ ${targetMs} 达到` : `> ${targetMs} 未达到`}；自网络层收完算起 ${row.sinceNetwork_ms.toFixed(0)} 毫秒），至改动数上屏 ${row.compareCounted_ms.toFixed(0)} 毫秒，至全文在页上 ${row.compareWhole_ms.toFixed(0)} 毫秒；同样文字不加标记全部上屏 ${row.plainShown_ms.toFixed(0)} 毫秒`)
    say(`        滚动一帧 ${row.compareFrame_ms.toFixed(1)} 毫秒（60 帧/秒为 ${frameMs.toFixed(1)}），慢于 25 毫秒的帧占 ${share(row.slowFrames)}；页面自己在最忙的一帧里用了 ${row.busiest_ms.toFixed(1)} 毫秒；不加标记 ${row.plainFrame_ms.toFixed(1)} 毫秒，${share(row.plainSlowFrames)}`)
  }
}
