import { expect, test } from 'vitest'
import { comparisonOf } from '#core/article/comparison'
import { type Block, type Content, emptyContent } from '#core/article/content'
import type { TableRow } from '#core/article/table-lines'

/** `县局*3` reaches over three rows. */
const cell = (words: string) => {
  const [text, rows] = words.split('*') as [string, string | undefined]
  return { type: 'tableCell' as const, ...(rows && { attrs: { rowspan: Number(rows) } }), content: [{ type: 'paragraph' as const, content: [{ type: 'text' as const, text }] }] }
}
const table = (...rows: string[]): Content => {
  const block: Block = { type: 'table', content: rows.map(row => ({ type: 'tableRow', content: row.split(' ').map(cell) })) }
  return { ...emptyContent(), title: '通知', body: { type: 'doc', content: [block] } }
}

/** The table as a browser lays it out, a column to a word: `·` where a cell from above reaches, `!` where a row is too long or too short. */
function laid(before: Content, after: Content, only: 'before' | 'after' | null = null): string[] {
  const compared = comparisonOf(before, after)
  const rows: TableRow[] = compared.parts.flatMap(part => ('rows' in part ? part.rows : []))
  const shown = rows.filter(row => !only || row[only] !== null)
  const left: number[] = []
  const lines = shown.map(row => {
    const out: string[] = []
    const reach = () => {
      while ((left[out.length] ?? 0) > 0) {
        left[out.length]! -= 1
        out.push('·')
      }
    }
    for (const one of row.cells) {
      const look = only ? one[only] : one
      if (!look) continue
      reach()
      left[out.length] = look.rowspan - 1
      const line = compared.lines[one.lines[0]!]!
      out.push((only ? line[only] : (line.after ?? line.before))!.text)
    }
    reach()
    return out
  })
  const wide = Math.max(...lines.map(line => line.length))
  return lines.map(line => `${line.join(' ')}${line.length < wide ? '!' : ''}`)
}

test('cells over several rows stay so while other rows come and go', () => {
  const before = table('单位 事项', '县局*2 甲', '乙', '镇 丁')
  expect(laid(before, table('单位 事项', '县局*2 甲', '乙', '镇 丁', '村 戊'))).toEqual(['单位 事项', '县局 甲', '· 乙', '镇 丁', '村 戊'])
  expect(laid(before, table('单位 事项', '县局*2 甲', '乙'))).toEqual(['单位 事项', '县局 甲', '· 乙', '镇 丁'])
})

test('a row that comes or goes under a cell keeps its place under it', () => {
  const [two, three] = [table('单位 事项', '县局*2 甲', '乙', '镇 丁'), table('单位 事项', '县局*3 甲', '丙丙', '乙', '镇 丁')]
  expect(laid(two, three)).toEqual(['单位 事项', '县局 甲', '· 丙丙', '· 乙', '镇 丁'])
  expect(laid(three, two)).toEqual(['单位 事项', '县局 甲', '· 丙丙', '· 乙', '镇 丁'])
})

test('cells that were made one reach as far as the rows of both texts allow', () => {
  const [apart, one] = [table('单位 事项', '县局 甲', '镇街 乙'), table('单位 事项', '县局*2 甲', '乙')]
  expect(laid(apart, one)).toEqual(['单位 事项', '县局 甲', '镇街 乙'])
  expect(laid(one, apart)).toEqual(['单位 事项', '县局 甲', '镇街 乙'])
})

test('where one text alone is shown its cells reach as far as they do there', () => {
  const [before, after] = [table('单位 事项', '县局*2 甲', '乙', '镇 丁'), table('单位 事项', '县局*3 甲', '丙丙', '乙', '村 戊')]
  expect(laid(before, after, 'before')).toEqual(['单位 事项', '县局 甲', '· 乙', '镇 丁'])
  expect(laid(before, after, 'after')).toEqual(['单位 事项', '县局 甲', '· 丙丙', '· 乙', '村 戊'])
})
