import { mkdirSync, writeFileSync } from 'node:fs'
import { cpus, loadavg } from 'node:os'
import { join } from 'node:path'
import { build } from 'vite'
import type { Browser, CDPSession, Page } from '@playwright/test'
import { emptyContent, type Content } from '#core/article/content'
import { plainText } from '#core/article/plain-text'
import { key, value } from '#tests/office'
import { expect, test } from '#tests/e2e/host'
import { traced } from './profile.ts'
import { watch, type Stroke } from './stroke.ts'

/** Characters of the text, and what is marked in it. */
const [characters, findings, comments, proposals] = [50_000, 200, 200, 60]
/** Keystrokes of a turn, and turns of each editor, taken in alternation; odd, for the median. */
const [strokes, rounds] = [60, 7]
/** Milliseconds between two keys; after so many keys a rest in which what waits for one is done. */
const [betweenMs, keysToRest] = [60, 12]

/** Official sentences; every so many characters a half-width comma stands where a full one belongs. */
function linesOf(): string[] {
  const clauses = ['各街道办事处要认真落实主体责任', '区有关部门按照职责分工抓好落实', '进一步优化营商环境', '推进政务服务事项标准化规范化便利化', '及时公开重点领域信息', '加强督促检查和跟踪问效']
  const lines: string[] = []
  for (let length = 0, i = 0; length < characters; i++) {
    const mark = i % Math.floor(characters / 72 / findings) === 0 ? ',' : '，'
    const line = `${clauses[i % 6]}${mark}${clauses[(i * 5 + 1) % 6]}，${clauses[(i * 3 + 2) % 6]}，${clauses[(i + 3) % 6]}（第${(i * 17) % 997}件）。`
    lines.push(line)
    length += line.length
  }
  return lines
}

type People = Parameters<Parameters<typeof test>[2]>[0]['people']

/** The article in the office, with its comments and proposed changes. */
async function written({ house }: People, lines: readonly string[]): Promise<string> {
  const content: Content = { ...emptyContent('news', '云溪区人民政府办公室'), title: '长稿', body: { type: 'doc', content: lines.map(text => ({ type: 'paragraph', content: [{ type: 'text', text }] })) } }
  const wangfang = house.as('wangfang')
  const { id, hash } = value(await wangfang('article.create', { key: key(), content }))
  const { text, blocks } = plainText(content)
  for (let i = 0; i < comments; i++) {
    const start = Math.floor((text.length / comments) * i)
    value(await wangfang('comment.make', { key: key(), id, hash, span: { start, end: start + 12 }, words: `第 ${i + 1} 条`, category: 'wording', assignee: null, mentions: [] }))
  }
  for (let i = 0; i < proposals; i++) {
    const start = blocks[Math.floor(((blocks.length - 1) / proposals) * i) + 1]!.start + 20
    value(await wangfang('suggestion.make', { key: key(), id, hash, span: { start, end: start + 2 }, words: `改${i}`, note: '' }))
  }
  return id
}

async function bareEditor(browser: Browser, lines: readonly string[]): Promise<Page> {
  const bundle = await build({ configFile: false, logLevel: 'silent', build: { write: false, rolldownOptions: { input: join(import.meta.dirname, 'bare.ts') } } })
  const code = (Array.isArray(bundle) ? bundle[0]! : bundle) as { output: { code?: string }[] }
  const page = await (await browser.newContext({ viewport: { width: 1366, height: 768 } })).newPage()
  await page.setContent('<div id="editor" style="width:690px;font-size:17px;line-height:1.9"></div>')
  await page.evaluate(all => Object.assign(window, { lines: all }), lines)
  await page.addScriptTag({ content: code.output[0]!.code!, type: 'module' })
  await expect(page.locator('.ProseMirror p')).toHaveCount(lines.length)
  return page
}

/** A turn of typing: what each key cost, and milliseconds of the page's own thread for each key, rests included, whoever else had the processor. */
type Turn = { strokes: Stroke[]; cpu: Cpu }
type Cpu = { task: number; script: number; style: number; layout: number }

const sessions = new WeakMap<Page, CDPSession>()

/** The processor time the page's thread has used since it was asked first, in milliseconds. */
async function cpuOf(page: Page): Promise<Cpu> {
  const session = sessions.get(page) ?? (await page.context().newCDPSession(page))
  if (!sessions.has(page)) await session.send('Performance.enable', { timeDomain: 'threadTicks' })
  sessions.set(page, session)
  const { metrics } = await session.send('Performance.getMetrics')
  const of = (name: string) => (metrics.find(one => one.name === name)?.value ?? 0) * 1000
  return { task: of('TaskDuration'), script: of('ScriptDuration'), style: of('RecalcStyleDuration'), layout: of('LayoutDuration') }
}

/** One turn of typing at the end of a paragraph in the middle of the text, with rests of changing length. */
async function typed(page: Page, turn: number): Promise<Turn> {
  await page.bringToFront()
  await page.locator('.ProseMirror p').nth(250 + turn * 20).click()
  await page.keyboard.press('End')
  await page.waitForTimeout(2500)
  await page.evaluate(() => void (window.strokes.length = 0))
  const from = await cpuOf(page)
  for (let i = 0; i < strokes; i++) {
    await page.keyboard.press('abcdefghij'[i % 10]!)
    await page.waitForTimeout(i % keysToRest === keysToRest - 1 ? 300 + ((i * 7 + turn * 13) % 5) * 300 : betweenMs)
  }
  await page.waitForTimeout(1500)
  const to = await cpuOf(page)
  const cpu = { task: to.task - from.task, script: to.script - from.script, style: to.style - from.style, layout: to.layout - from.layout }
  return { strokes: await page.evaluate(() => [...window.strokes]), cpu }
}

const at = (times: readonly number[], part: number): number => [...times].sort((a, b) => a - b)[Math.min(times.length - 1, Math.floor(times.length * part))]!
const median = (figures: readonly number[]): number => at(figures, 0.5)
const ms = (n: number) => n.toFixed(2)

test('typing in a long article with many findings, comments and proposals', async ({ people, as, browser }) => {
  test.setTimeout(1_800_000)
  const lines = linesOf()
  const id = await written(people, lines)
  const ours = await as('wangfang', people)
  await ours.goto(`${people.address}/article/${id}`)
  await ours.getByRole('tab', { name: /机检/ }).click()
  const seen = (what: string, least: number) => expect.poll(() => ours.locator(`.tiptap ${what}`).count(), { timeout: 60_000 }).toBeGreaterThanOrEqual(least)
  await seen('.finding', findings)
  await seen('.remark-comment', comments - 5)
  await seen('ins.remark-insert', proposals - 5)
  const marks = await ours.locator('.tiptap .finding, .tiptap .remark').count()
  const bare = await bareEditor(browser, lines)
  for (const page of [bare, ours]) await page.evaluate(watch)
  const load = loadavg()[0]!
  const figures: { bare: Turn; ours: Turn }[] = []
  for (let round = 0; round < rounds; round++) figures.push({ bare: await typed(bare, round), ours: await typed(ours, round) })
  if (process.env['PROFILE']) await traced(ours, () => typed(ours, rounds), process.env['PROFILE'])

  const told = (name: string, of: (turn: Turn) => number) => {
    const turns = figures.map(one => ({ bare: of(one.bare), ours: of(one.ours) }))
    const all = { bare: median(turns.map(t => t.bare)), ours: median(turns.map(t => t.ours)), ratio: median(turns.map(t => t.ours / t.bare)) }
    console.log(`  ${name.padEnd(12)}每键 ${ms(all.ours)} 毫秒，空白编辑器 ${ms(all.bare)} 毫秒，比值 ${ms(all.ratio)}（各轮 ${turns.map(t => ms(t.ours / t.bare)).join('、')}）`)
    return all
  }
  console.log(`正文 ${lines.join('').length} 字，标记 ${marks} 处（机检、批注、修改建议），各 ${rounds} 轮交替，每轮 ${strokes} 键；系统负载 ${load.toFixed(1)} → ${loadavg()[0]!.toFixed(1)}，${cpus().length} 核`)
  const report = {
    characters: lines.join('').length, marks, strokes: strokes * rounds,
    p50: told('p50', turn => at(turn.strokes.map(one => one.busy), 0.5)),
    p95: told('p95', turn => at(turn.strokes.map(one => one.busy), 0.95)),
    waited95: told('p95 含排队', turn => at(turn.strokes.map(one => one.waited + one.busy), 0.95)),
    script50: told('p50 仅脚本', turn => at(turn.strokes.map(one => one.script), 0.5)),
    cpu: told('页面线程', turn => turn.cpu.task / strokes),
    cpuScript: told('其中脚本', turn => turn.cpu.script / strokes),
    cpuStyle: told('其中样式', turn => turn.cpu.style / strokes),
    cpuLayout: told('其中排版', turn => turn.cpu.layout / strokes),
  }
  console.log('目标：p95 < 16 毫秒且比值 ≤ 1.5')
  mkdirSync('out', { recursive: true })
  writeFileSync('out/typing.json', JSON.stringify(report, null, 2))
  expect(figures.every(({ bare: b, ours: o }) => b.strokes.length === strokes && o.strokes.length === strokes)).toBe(true)
})
