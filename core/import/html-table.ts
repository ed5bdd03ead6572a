import type { Block, Cell, Row } from '#core/article/content'
import { assemble, type Rough } from '#core/import/assemble'
import { splitAtBreaks } from '#core/import/html-breaks'
import { Flow, rowsOf, type Context, type HtmlReader } from '#core/import/html'
import { isHidden } from '#core/import/html-style'
import { wordsOf, type Element } from '#core/import/html-tree'
import type { Tally } from '#core/import/import'

/** Most rows of one table (the schema's own limit); a longer one goes on as a second table. */
const mostRows = 2000

/** A table of the source: its caption, then the table; a frame of one cell is opened into what it holds. */
export function htmlTable(table: Element, reader: HtmlReader, context: Context): Rough[] {
  const out: Rough[] = []
  for (const child of table.children) {
    if (typeof child !== 'string' && child.name === 'caption') {
      const flow = new Flow()
      flow.open({ align: 'center' })
      reader.children(child, flow, { ...context, align: 'center' })
      out.push(...flow.finish())
    }
  }
  const flow = new Flow()
  reader.children({ name: '#stray', attrs: {}, style: {}, children: strays(table) }, flow, context)
  out.push(...flow.finish())
  const source = seenOf(rowsOf(table), reader.tally)
  const [onlyRow] = source
  const onlyCell = source.length === 1 ? seenOf(cellsOf(onlyRow!), reader.tally) : []
  if (onlyCell.length === 1 && context.place === 'body') {
    reader.tally.note('只有一个单元格的表格（版式边框）已展开为正文。')
    const flow = new Flow()
    reader.children(onlyCell[0]!, flow, context)
    return [...out, ...flow.finish()]
  }
  const rows = source.map(row => readRow(row, reader, context))
  const kept = rows.filter((row, index) => row.content.length > 0 || isCovered(rows, index))
  clampSpans(kept)
  for (let at = 0; at < kept.length; at += mostRows) {
    if (at > 0) reader.tally.note(`超过 ${mostRows} 行的表格已分为几个表格。`)
    out.push({ kind: 'block', block: { type: 'table', content: kept.slice(at, at + mostRows) } })
  }
  return out
}

/** Words and elements that stand in a table outside every cell; browsers show them before it. */
export function strays(table: Element): (Element | string)[] {
  return table.children.flatMap(child => {
    if (typeof child === 'string') return [child]
    if (['thead', 'tbody', 'tfoot', 'tr'].includes(child.name)) return strays(child)
    return ['td', 'th', 'caption', 'colgroup', 'col'].includes(child.name) ? [] : [child]
  })
}

/** Rows or cells that the source shows; what a sheet hides was not meant for others and is counted as hidden words. */
export function seenOf(elements: readonly Element[], tally: Tally): Element[] {
  return elements.filter(element => {
    if (!isHidden(element)) return true
    if (wordsOf(element).trim() !== '') tally.drop('隐藏文字')
    return false
  })
}

export const cellsOf = (row: Element): Element[] =>
  row.children.filter(
    (child): child is Element => typeof child !== 'string' && (child.name === 'td' || child.name === 'th'),
  )

function readRow(row: Element, reader: HtmlReader, context: Context): Row {
  return {
    type: 'tableRow',
    content: seenOf(cellsOf(row), reader.tally).map(cell => {
      const colspan = span(cell.attrs['colspan'], 100)
      const rowspan = span(cell.attrs['rowspan'], 2000)
      const attrs = { ...(colspan > 1 && { colspan }), ...(rowspan > 1 && { rowspan }) }
      return {
        type: cell.name === 'th' ? 'tableHeader' : 'tableCell',
        ...(Object.keys(attrs).length && { attrs }),
        content: cellBlocks(cell, reader, context),
      } satisfies Cell
    }),
  }
}

function cellBlocks(cell: Element, reader: HtmlReader, context: Context): Block[] {
  const flow = new Flow()
  const wrapped: Element = { name: 'div', attrs: {}, style: cell.style, children: cell.children }
  if (cell.attrs['align']) wrapped.attrs = { align: cell.attrs['align'] }
  const inside: Context = { marks: context.marks, place: 'cell', depth: 0 }
  reader.children({ name: '#cell', attrs: {}, style: {}, children: [wrapped] }, flow, inside)
  const blocks = assemble(splitAtBreaks(flow.finish()), 'cell', reader.tally, 'collapse')
  return blocks.length ? blocks : [{ type: 'paragraph' }]
}

function span(value: string | undefined, most: number): number {
  const count = Number.parseInt(value ?? '', 10)
  return count > 1 ? Math.min(count, most) : 1
}

/** A row without cells stands where every column is taken by a cell from above. */
const isCovered = (rows: Row[], index: number): boolean =>
  rows
    .slice(Math.max(0, index - 50), index)
    .some((row, at, before) => row.content.some(cell => (cell.attrs?.rowspan ?? 1) > before.length - at))

/** A cell cannot reach below the last row. */
export function clampSpans(rows: Row[]) {
  for (const [index, row] of rows.entries()) {
    for (const cell of row.content) {
      const { rowspan = 1, ...others } = cell.attrs ?? {}
      const most = rows.length - index
      if (rowspan <= most) continue
      const attrs = { ...others, ...(most > 1 && { rowspan: most }) }
      delete cell.attrs
      if (Object.keys(attrs).length) cell.attrs = attrs
    }
  }
}
