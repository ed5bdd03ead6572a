import type { Cell, Row, Table } from '#core/article/content'
import { toPixels } from '#server/export/paper-measures'
import { headerFill, holderTags } from '#server/export/paper-names'
import { tagOf, type OwnDocx } from '#server/import/docx-own'
import { child, elements, switchedOn, valueOf, type Xml } from '#server/import/xml'

type Placed = { column: number; span: number; goesOn: boolean; cell: Cell }

/** A table of a file of ours: header cells by their fill, widths by the grid or, where cells disagree with it, by a holder's tag. */
export function ownTable(table: Xml, own: OwnDocx): Table {
  const rows = elements(table, 'w:tr')
  const grid = elements(child(table, 'w:tblGrid') ?? table, 'w:gridCol').map(col => toPixels(Number(col.attrs['w:w'] ?? 0)))
  const filled = rows.some(row => elements(row, 'w:tc').some(isFilled))
  const placed = rows.map(row => placeRow(row, filled, grid, own))
  const content = placed.map(
    (cells, index): Row => ({
      type: 'tableRow',
      content: cells.filter(one => !one.goesOn).map(one => reaching(one, placed.slice(index + 1))),
    }),
  )
  return { type: 'table', content: content.length ? content : [{ type: 'tableRow', content: [] }] }
}

function placeRow(row: Xml, filled: boolean, grid: number[], own: OwnDocx): Placed[] {
  const heads = switchedOn(child(row, 'w:trPr'), 'w:tblHeader') ?? false
  const out: Placed[] = []
  let column = 0
  for (const tc of elements(row, 'w:tc')) {
    const sdt = child(tc, 'w:sdt')
    if (sdt && tagOf(sdt) === holderTags.emptyRow) continue
    const tcPr = child(tc, 'w:tcPr')
    const span = Math.min(100, Math.max(1, Number(valueOf(tcPr, 'w:gridSpan') ?? 1) || 1))
    const merge = child(tcPr, 'w:vMerge')
    const goesOn = merge !== undefined && (merge.attrs['w:val'] ?? 'continue') === 'continue'
    const colwidth = widthsOf(tc, sdt, grid.slice(column, column + span))
    const attrs = { ...(span > 1 && { colspan: span }), ...(colwidth && { colwidth }) }
    const blocks = goesOn ? [] : own.blocks(tc, 'cell')
    const cell: Cell = {
      type: (filled ? isFilled(tc) : heads) ? 'tableHeader' : 'tableCell',
      ...(Object.keys(attrs).length && { attrs }),
      content: blocks.length ? blocks : [{ type: 'paragraph' }],
    }
    out.push({ column, span, goesOn, cell })
    column += span
  }
  return out
}

const isFilled = (tc: Xml): boolean => child(child(tc, 'w:tcPr'), 'w:shd')?.attrs['w:fill'] === headerFill

function widthsOf(tc: Xml, sdt: Xml | undefined, shared: number[]): number[] | null {
  const [tag, said] = sdt ? tagOf(sdt).split(':') : []
  const told = tag === holderTags.widths ? (said ?? '').split(',').map(Number) : null
  if (told?.every(width => Number.isInteger(width) && width >= 0 && width <= 4000)) return told
  const type = child(child(tc, 'w:tcPr'), 'w:tcW')?.attrs['w:type']
  return type === 'dxa' && shared.every(width => width > 0 && width <= 4000) ? shared : null
}

function reaching(one: Placed, below: Placed[][]): Cell {
  let rowspan = 1
  for (const row of below) {
    if (!row.some(other => other.goesOn && other.column === one.column)) break
    rowspan += 1
  }
  return rowspan > 1 ? { ...one.cell, attrs: { ...one.cell.attrs, rowspan } } : one.cell
}
