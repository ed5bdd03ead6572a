import { expect, it } from 'vitest'
import { createProofreader, errorRate, proofread } from '#core/proofread/index'
import type { Finding } from '#core/proofread/finding'

/** A small generator of numbers that is the same every run. */
function numbers(seed: number) {
  let state = seed
  return (below: number) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return Math.floor((state / 0x1_0000_0000) * below)
  }
}

const base = [
  '关于印发2019年槐荫区政务公开工作要点的通知\n各街道办事处，区政府各部门：\n《要点》已经区政府同意，现印发给你们，请认真贯彻执行。\n区政府办公室\n2019年8月19日',
  '一、总体要求\n（一）指导思想。以习近平新时代中国特色社会主义思想为指导。\n1.坚持“三个代表”；\n2.坚持依法。\n二、任务\n抓好三项工作：一是公开；二是解读；三是回应。',
  '类别 | 任务 | 责任单位\n（一）公开 | 抓好公开 | 办公室\n联系电话:0855—6622836 http://www.gov.cn/a?b=1',
  '第一条 依照《中华人民共和国政府信息公开条例》，2023年2月30日（星期一）前报送，由98%提高到95%。',
]
const odd = ['\ud800', '\udfff', '\u200b', '\u202e', 'שלום', 'مرحبا', '（', '“', '《', '\u0000', '\r', '\n', '|', '\t', '......', '、、', '１２', '�', '😀', '👨‍👩‍👧', ' ', '　', '12.', '（1）', '一、', '①', '已', '的', '<p>', '&nbsp;', '\\', '$1', '^*+?']

function inputs(count: number): string[] {
  const next = numbers(20261122)
  return Array.from({ length: count }, (_, i) => {
    if (i % 5 === 0) return Array.from({ length: next(80) }, () => String.fromCharCode(next(0x10000))).join('')
    let text = base[next(base.length)]!
    for (let k = next(6); k >= 0; k--) {
      const at = next(text.length + 1)
      const kind = next(4)
      if (kind === 0) text = text.slice(0, at) + odd[next(odd.length)]! + text.slice(at)
      else if (kind === 1) text = text.slice(0, at) + text.slice(at + next(9))
      else if (kind === 2) text = text.slice(0, at) + text.slice(at, at + next(20)).repeat(2 + next(3)) + text.slice(at)
      else text = text.slice(at) + text.slice(0, at)
    }
    return text
  })
}

const misplaced = (text: string, found: Finding[]) => found.filter(f => f.start < 0 || f.end > text.length || f.start >= f.end || text.slice(f.start, f.end) !== f.text)

it('10,000 random and mutated texts are read without a throw and every finding stands on its own words', { timeout: 240_000 }, () => {
  let seen = 0
  for (const text of inputs(10_000)) {
    const found = proofread(text, { level: 'sensitive', today: '2026-11-22' })
    seen += found.length
    const wrong = misplaced(text, found)
    if (wrong.length > 0) expect({ text, wrong }).toEqual({ text, wrong: [] })
  }
  expect(seen).toBeGreaterThan(10_000)
})

it('hostile lines, some of five megabytes, end in good time', { timeout: 240_000 }, () => {
  const hostile = ['（', '“', '》', '、', '一是', '已', ' ', '第一条', '1.', '进步', ',', '，；', '2019-', '(a', '是是', '|'].map(piece => piece.repeat(Math.ceil(100_000 / piece.length)))
  hostile.push('政务公开工作要点，'.repeat(190_000), '甲'.repeat(1_700_000))
  for (const text of hostile) {
    const before = process.cpuUsage()
    const found = proofread(text, { level: 'sensitive' })
    const { user, system } = process.cpuUsage(before)
    expect({ piece: text.slice(0, 4), slow: (user + system) / 1e6 > 60 }).toEqual({ piece: text.slice(0, 4), slow: false })
    expect(misplaced(text, found.slice(0, 2000))).toEqual([])
  }
})

it('a proofreader that is asked again finds what a new one finds', () => {
  const next = numbers(7)
  const kept = createProofreader({ level: 'standard' })
  let text = base.join('\n')
  for (let i = 0; i < 60; i++) {
    const at = next(text.length)
    text = i % 2 ? text.slice(0, at) + '，，' + text.slice(at) : text.slice(0, at) + text.slice(at + 3)
    expect(kept.check(text)).toEqual(createProofreader({ level: 'standard' }).check(text))
  }
})

it('rules of a 5,500 character document take about ten milliseconds of the processor', () => {
  const text = base.join('\n').repeat(20).slice(0, 5500)
  for (let i = 0; i < 8; i++) createProofreader({ level: 'standard' }).check(text)
  const before = process.cpuUsage()
  for (let i = 0; i < 10; i++) createProofreader({ level: 'standard' }).check(text)
  const { user, system } = process.cpuUsage(before)
  console.log(`全部规则：每篇 ${((user + system) / 10_000).toFixed(1)} 毫秒`)
  expect((user + system) / 10_000).toBeLessThan(60)
})

it('settings narrow what is shown, disabled rules are silent, exceptions are kept', () => {
  const text = '抓好落实,，做好其它工作'
  const rulesOf = (found: Finding[]) => found.map(f => f.rule)
  const all = proofread(text, { level: 'sensitive' })
  expect(rulesOf(all)).toContain('confusable.other')
  expect(rulesOf(proofread(text, { level: 'strict' }))).not.toContain('confusable.other')
  expect(rulesOf(proofread(text, { level: 'sensitive', disabledRules: ['width.comma'] }))).not.toContain('width.comma')
})

it('a text of unknown age is pointed at where one of today is blamed', () => {
  const levels = (current: boolean) => proofread('由区工商局建立台帐，落实“一窗受理”、“一网通办”。', { level: 'standard', current }).filter(f => f.family !== 'statutes').map(f => [f.rule, f.level])
  const rulesOf = ['organisation.renamed', 'misspelling.variant-form', 'punctuation.dunhao-between-quotes']
  expect(levels(true)).toEqual(rulesOf.map(rule => [rule, 'warning']))
  expect(levels(false)).toEqual(rulesOf.map(rule => [rule, 'info']))
})

it('the error rate counts a mistake that recurs at most four times and marks a tenth each', () => {
  const finding = (rule: string, family: string): Finding => ({ rule, family, level: 'error', start: 0, end: 1, text: '一', suggestions: [], message: '', basis: '', confidence: 1 })
  const text = '字'.repeat(10_000)
  const rate = errorRate([...Array.from({ length: 9 }, () => finding('a', 'misspelling')), finding('b', 'width')], text)
  expect({ rate: rate.rate, passes: rate.passes, characters: rate.characters }).toEqual({ rate: 4.1, passes: false, characters: 10_000 })
  expect(errorRate([], '').passes).toBe(true)
})

it('reads the tables of an article from its block hints', () => {
  const cells = [['类别', '任务', '责任单位'], ['（一）加强政策解读', '抓好解读', '办公室、各股室'], ['合计', '1', '2']]
  let text = '（一）加强政策解读\n抓好解读工作。（责任单位：办公室、救助中心）\n'
  const blocks = cells.flatMap((row, r) =>
    row.map((cell, column) => {
      const start = text.length
      text += `${cell}\n`
      return { start, end: start + cell.length, kind: 'cell' as const, table: 0, row: r, column }
    }),
  )
  const found = proofread(text, { level: 'standard', blocks })
  expect(found.map(f => [f.rule, f.text])).toEqual([['consistency.body-against-table', '办公室、救助中心']])
})
