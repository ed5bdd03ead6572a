import { AlignmentType, Paragraph, ShadingType, Table, TableCell, TableLayoutType, TableRow, VerticalMergeType, WidthType } from 'docx'
import type { Cell, Row, Table as TableBlock } from '#core/article/content'
import { Holder, type PaperBlock } from '#server/export/docx-holder'
import { toTwips } from '#server/export/paper-measures'
import { columnPixels, headerFill, holderTags } from '#server/export/paper-names'

/** A cell at its column, or the rest of one that reaches down from a row above. */
type Placed = { column: number; span: number; cell: Cell; goesOn: boolean }

/** A table with merged cells and its column widths. `inside` writes what stands in a cell. */
export function tableOf(table: TableBlock, inside: (cell: Cell) => PaperBlock[]): Table {
  const rows = placed(table.content)
  const columns = Math.max(1, ...rows.flat().map(one => one.column + one.span))
  const given = widthsOf(rows, columns)
  const free = given.filter(width => width === 0).length
  const left = Math.max(free * 40, columnPixels - given.reduce((sum, width) => sum + width, 0))
  const grid = given.map(width => toTwips(width || left / free))
  const heads = headRows(table.content)
  return new Table({
    alignment: AlignmentType.CENTER,
    layout: free ? TableLayoutType.AUTOFIT : TableLayoutType.FIXED,
    width: free ? { size: 100, type: WidthType.PERCENTAGE } : { size: grid.reduce((sum, one) => sum + one, 0), type: WidthType.DXA },
    columnWidths: grid,
    rows: rows.map(
      (cells, index) =>
        new TableRow({
          tableHeader: index < heads,
          cantSplit: true,
          children: cells.length ? cells.map(one => cellOf(one, given, inside)) : [nothing(columns)],
        }),
    ),
  })
}

function placed(rows: readonly Row[]): Placed[][] {
  const reaching: { column: number; span: number; cell: Cell; left: number }[] = []
  return rows.map(row => {
    const down = reaching.filter(one => one.left > 0)
    const cells: Placed[] = down.map(({ column, span, cell }) => ({ column, span, cell, goesOn: true }))
    for (const one of down) one.left -= 1
    let column = 0
    for (const cell of row.content) {
      const span = cell.attrs?.colspan ?? 1
      for (let hit = meets(down, column, span); hit; hit = meets(down, column, span)) column = hit.column + hit.span
      cells.push({ column, span, cell, goesOn: false })
      const rowspan = cell.attrs?.rowspan ?? 1
      if (rowspan > 1) reaching.push({ column, span, cell, left: rowspan - 1 })
      column += span
    }
    return cells.sort((a, b) => a.column - b.column)
  })
}

const meets = (taken: { column: number; span: number }[], column: number, span: number) =>
  taken.find(one => one.column < column + span && column < one.column + one.span)

/** Width of each column in px as its cells give it; 0 where none does. */
function widthsOf(rows: Placed[][], columns: number): number[] {
  const widths = Array.from({ length: columns }, () => 0)
  const all = rows.flat().toSorted((a, b) => a.span - b.span)
  for (const { column, cell } of all)
    for (const [index, width] of (cell.attrs?.colwidth ?? []).entries()) if (column + index < columns && widths[column + index] === 0) widths[column + index] = width
  return widths
}

/** How many rows at the top consist of header cells: what repeats on each page. */
function headRows(rows: readonly Row[]): number {
  const first = rows.findIndex(row => !row.content.length || row.content.some(cell => cell.type !== 'tableHeader'))
  return first < 0 ? 0 : first
}

function cellOf({ column, span, cell, goesOn }: Placed, widths: number[], inside: (cell: Cell) => PaperBlock[]): TableCell {
  const own = cell.attrs?.colwidth
  const rowspan = cell.attrs?.rowspan ?? 1
  const shared = widths.slice(column, column + span)
  const agrees = !own || (own.length === span && own.every((width, index) => width > 0 && width === shared[index]))
  const blocks = goesOn ? [] : inside(cell)
  const children = agrees ? blocks : [new Holder(`${holderTags.widths}:${own.join(',')}`, blocks)]
  return new TableCell({
    children: children as never,
    columnSpan: span,
    width: own && agrees ? { size: own.reduce((sum, width) => sum + toTwips(width), 0), type: WidthType.DXA } : { size: 0, type: WidthType.AUTO },
    verticalAlign: 'center',
    ...(cell.type === 'tableHeader' && { shading: { type: ShadingType.CLEAR, color: 'auto', fill: headerFill } }),
    ...((rowspan > 1 || goesOn) && { verticalMerge: goesOn ? VerticalMergeType.CONTINUE : VerticalMergeType.RESTART }),
    margins: { left: 80, right: 80, top: 30, bottom: 30 },
  })
}

/** A row without cells cannot stand in a Word file: one empty cell under a tag stands for it. */
const nothing = (columns: number): TableCell =>
  new TableCell({
    columnSpan: columns,
    width: { size: 0, type: WidthType.AUTO },
    children: [new Holder(holderTags.emptyRow, [new Paragraph({ style: 'filler' })])] as never,
  })
