import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { build } from 'vite'
import type { Page } from '@playwright/test'
import { emptyContent } from '#core/article/content'
import { plainText } from '#core/article/plain-text'
import { key, value } from '#tests/office'
import { expect, test } from '#tests/e2e/host'

/** Characters of the text, findings and comments in it, keystrokes of a round and rounds; odd, for the median. */
const [characters, findings, comments, strokes, rounds] = [50_000, 200, 200, 60, 5]

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

/** Notes for every keystroke how long the page was busy with it: until its handlers, what they put off to the next tasks, and layout are done. */
async function watch(page: Page): Promise<void> {
  await page.evaluate(() => {
    const times: number[] = []
    Object.assign(window, { times })
    window.addEventListener(
      'keydown',
      () => {
        const from = performance.now()
        const channel = new MessageChannel()
        let hops = 4
        channel.port1.onmessage = () => {
          if (--hops > 0) return channel.port2.postMessage(null)
          void document.body.offsetHeight
          times.push(performance.now() - from)
        }
        channel.port2.postMessage(null)
      },
      true,
    )
  })
}

async function typed(page: Page): Promise<number[]> {
  await page.locator('.ProseMirror p').nth(40).click()
  await page.keyboard.press('End')
  await page.waitForTimeout(1500)
  await page.evaluate(() => void ((window as unknown as { times: number[] }).times.length = 0))
  for (let i = 0; i < strokes; i++) {
    await page.keyboard.press('abcdefghij'[i % 10]!)
    await page.waitForTimeout(60)
  }
  await page.waitForTimeout(1500)
  return page.evaluate(() => [...(window as unknown as { times: number[] }).times])
}

const at = (times: readonly number[], part: number): number => [...times].sort((a, b) => a - b)[Math.min(times.length - 1, Math.floor(times.length * part))]!
const median = (figures: readonly number[]): number => at(figures, 0.5)

test('typing in a long article with many findings and comments', async ({ people, as, browser }) => {
  test.setTimeout(900_000)
  const lines = linesOf()
  const content = { ...emptyContent('news', '云溪区人民政府办公室'), title: '长稿', body: { type: 'doc' as const, content: lines.map(text => ({ type: 'paragraph' as const, content: [{ type: 'text' as const, text }] })) } }
  const wangfang = people.house.as('wangfang')
  const { id, hash } = value(await wangfang('article.create', { key: key(), content }))
  const { text } = plainText(content)
  for (let i = 0; i < comments; i++) {
    const start = Math.floor((text.length / comments) * i)
    value(await wangfang('comment.make', { key: key(), id, hash, span: { start, end: start + 12 }, words: `第 ${i + 1} 条`, category: 'wording', assignee: null, mentions: [] }))
  }
  const ours = await as('wangfang', people)
  await ours.goto(`${people.address}/article/${id}`)
  await ours.getByRole('tab', { name: /机检/ }).click()
  await expect.poll(() => ours.locator('.tiptap .finding').count(), { timeout: 60_000 }).toBeGreaterThanOrEqual(findings)
  await expect.poll(() => ours.locator('.tiptap .remark').count(), { timeout: 60_000 }).toBeGreaterThanOrEqual(comments - 5)
  const marks = await ours.locator('.tiptap .finding, .tiptap .remark').count()

  const bundle = await build({ configFile: false, logLevel: 'silent', build: { write: false, rolldownOptions: { input: join(import.meta.dirname, 'bare.ts') } } })
  const code = (Array.isArray(bundle) ? bundle[0]! : bundle) as { output: { code?: string }[] }
  const bare = await (await browser.newContext({ viewport: { width: 1366, height: 768 } })).newPage()
  await bare.setContent('<div id="editor" style="width:690px;font-size:17px;line-height:1.9"></div>')
  await bare.evaluate(all => Object.assign(window, { lines: all }), lines)
  await bare.addScriptTag({ content: code.output[0]!.code!, type: 'module' })
  await expect(bare.locator('.ProseMirror p')).toHaveCount(lines.length)

  for (const page of [bare, ours]) await watch(page)
  const figures: { bare: number[]; ours: number[] }[] = []
  for (let round = 0; round < rounds; round++) {
    await bare.bringToFront()
    const alone = await typed(bare)
    await ours.bringToFront()
    figures.push({ bare: alone, ours: await typed(ours) })
  }
  const p = (part: number) => ({
    bare: median(figures.map(one => at(one.bare, part))),
    ours: median(figures.map(one => at(one.ours, part))),
    ratio: median(figures.map(one => at(one.ours, part) / at(one.bare, part))),
  })
  const report = { characters: lines.join('').length, marks, strokes: strokes * rounds, p50: p(0.5), p95: p(0.95) }
  mkdirSync('out', { recursive: true })
  writeFileSync('out/typing.json', JSON.stringify(report, null, 2))
  const ms = (n: number) => n.toFixed(2)
  for (const [name, { bare: b, ours: o, ratio }] of [['p50', report.p50], ['p95', report.p95]] as const) console.log(`${name} 每键 ${ms(o)} 毫秒，空白编辑器 ${ms(b)} 毫秒，比值 ${ms(ratio)}`)
  console.log(`正文 ${report.characters} 字，标记 ${marks} 处，按键 ${report.strokes} 次；目标：p95 < 16 毫秒且比值 ≤ 1.5`)
  expect(figures.every(({ bare: b, ours: o }) => b.length === strokes && o.length === strokes)).toBe(true)
})
