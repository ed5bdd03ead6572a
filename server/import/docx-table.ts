import type { Block, Cell, Row } from '#core/article/content'
import type { Rough } from '#core/import/assemble'
import { clampSpans } from '#core/import/html-table'
import type { DocxBody } from '#server/import/docx-body'
import { child, elements, switchedOn, valueOf, type Xml } from '#server/import/xml'

/** A cell at its grid column; `continues` is a cell swallowed by the one above it. */
type Placed = { column: number; span: number; continues: boolean; cell: Cell }

/** A Word table: merged cells resolved on its grid, column widths in px. A frame of one cell is opened, an inner table too. */
export function docxTable(table: Xml, body: DocxBody, place: 'body' | 'cell'): Rough[] {
  const source = rowsOf(table)
  if (place === 'cell') {
    body.parts.tally.drop('嵌套表格（已展开为单元格内的段落）')
    return source.flatMap(row => elements(row, 'w:tc').flatMap(cell => body.rough(cell, 'cell')))
  }
  const [onlyRow] = source
  const onlyCells = source.length === 1 && onlyRow ? elements(onlyRow, 'w:tc') : []
  if (onlyCells.length === 1) {
    body.parts.tally.note('只有一个单元格的表格（版式边框）已展开为正文。')
    return body.rough(onlyCells[0]!, 'body')
  }
  const widths = elements(child(table, 'w:tblGrid') ?? table, 'w:gridCol').map(col =>
    Math.round(Number(col.attrs['w:w'] ?? 0) / 15),
  )
  const placed = source.map(row => placeRow(row, body, widths))
  const rows: Row[] = placed.map((cells, index) => ({
    type: 'tableRow',
    content: cells.filter(one => !one.continues).map(one => withRowspan(one, placed.slice(index + 1))),
  }))
  clampSpans(rows)
  return rows.length && rows.some(row => row.content.length)
    ? [{ kind: 'block', block: { type: 'table', content: rows } }]
    : []
}

const rowsOf = (table: Xml): Xml[] =>
  elements(table).flatMap(one => {
    if (one.name === 'w:tr') return [one]
    return ['w:sdt', 'w:sdtContent', 'w:customXml', 'w:ins'].includes(one.name) ? rowsOf(one) : []
  })

function placeRow(row: Xml, body: DocxBody, widths: number[]): Placed[] {
  const trPr = child(row, 'w:trPr')
  const type = switchedOn(trPr, 'w:tblHeader') ? 'tableHeader' : 'tableCell'
  const placed: Placed[] = []
  let column = 0
  const before = Number(valueOf(trPr, 'w:gridBefore') ?? 0)
  if (before > 0) {
    const cell: Cell = { type, ...spanned(before), content: [{ type: 'paragraph' }] }
    placed.push({ column, span: before, continues: false, cell })
    column += before
  }
  for (const tc of cellsOf(row)) {
    const tcPr = child(tc, 'w:tcPr')
    const span = Math.min(100, Math.max(1, Number(valueOf(tcPr, 'w:gridSpan') ?? 1) || 1))
    const merge = child(tcPr, 'w:vMerge')
    const continues = merge !== undefined && (merge.attrs['w:val'] ?? 'continue') === 'continue'
    const blocks: Block[] = continues ? [] : body.blocks(tc, 'cell')
    const colwidth = widths.slice(column, column + span)
    const attrs = {
      ...(span > 1 && { colspan: span }),
      ...(colwidth.length === span && colwidth.every(w => w > 0 && w <= 4000) && { colwidth }),
    }
    const cell: Cell = {
      type,
      ...(Object.keys(attrs).length && { attrs }),
      content: blocks.length ? blocks : [{ type: 'paragraph' }],
    }
    placed.push({ column, span, continues, cell })
    column += span
  }
  return placed
}

const cellsOf = (row: Xml): Xml[] =>
  elements(row).flatMap(one => {
    if (one.name === 'w:tc') return [one]
    return ['w:sdt', 'w:sdtContent', 'w:customXml'].includes(one.name) ? cellsOf(one) : []
  })

const spanned = (colspan: number) => (colspan > 1 ? { attrs: { colspan } } : {})

function withRowspan(one: Placed, below: Placed[][]): Cell {
  let rowspan = 1
  for (const row of below) {
    if (!row.some(other => other.continues && other.column === one.column)) break
    rowspan += 1
  }
  return rowspan > 1 ? { ...one.cell, attrs: { ...one.cell.attrs, rowspan } } : one.cell
}
