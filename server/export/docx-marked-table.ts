import { AlignmentType, Paragraph, ShadingType, Table, TableCell, TableLayoutType, TableRow, WidthType } from 'docx'
import type { TableCell as Cell, TableRow as Row } from '#core/article/table-lines'
import type { Revisions } from '#server/export/docx-revisions'
import { headerFill, textWidthTwips, type PaperStyle } from '#server/export/paper-names'

/** A compared table: rows and cells that came or went are revisions, what stands in a cell is written by `inside`. */
export function markedTable(rows: readonly Row[], revisions: Revisions, inside: (cell: Cell) => Paragraph[]): Table {
  const columns = Math.max(1, ...rows.map(row => row.cells.reduce((sum, cell) => sum + cell.colspan, 0)))
  return new Table({
    alignment: AlignmentType.CENTER,
    layout: TableLayoutType.AUTOFIT,
    width: { size: 100, type: WidthType.PERCENTAGE },
    columnWidths: Array.from({ length: columns }, () => Math.floor(textWidthTwips / columns)),
    rows: rows.map(
      row =>
        new TableRow({
          cantSplit: true,
          ...(row.state === 'added' && { insertion: revisions.next(null) }),
          ...(row.state === 'removed' && { deletion: revisions.next(null) }),
          children: row.cells.map(cell => cellOf(cell, row, revisions, inside)),
        }),
    ),
  })
}

function cellOf(cell: Cell, row: Row, revisions: Revisions, inside: (cell: Cell) => Paragraph[]): TableCell {
  const children = inside(cell)
  const alone = row.state === 'changed'
  return new TableCell({
    children: children.length ? children : [new Paragraph({ style: 'cell' satisfies PaperStyle })],
    ...(cell.colspan > 1 && { columnSpan: cell.colspan }),
    ...(cell.rowspan > 1 && { rowSpan: cell.rowspan }),
    ...(alone && cell.state === 'added' && { insertion: revisions.next(null) }),
    ...(alone && cell.state === 'removed' && { deletion: revisions.next(null) }),
    ...(cell.header && { shading: { type: ShadingType.CLEAR, color: 'auto', fill: headerFill } }),
    margins: { left: 80, right: 80, top: 30, bottom: 30 },
  })
}
