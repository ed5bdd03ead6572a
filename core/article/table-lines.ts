import type { Part } from '#core/article/comparison'
import type { Block, Content } from '#core/article/content'
import type { BlockDiff } from '#core/article/diff'

type Place = { table: number; row: number; column: number }
export type CellLook = { colspan: number; rowspan: number; header: boolean }
/** How the cells of a text look, by `table row column`. */
export type CellLooks = ReadonlyMap<string, CellLook>
export type Cells = { before: CellLooks; after: CellLooks }

/**
 * A cell of a compared table; its lines stand below each other. It has the look that fits where rows of both texts stand below
 * each other; `before` and `after` are its looks where only that text is shown, null where it is not in it.
 */
export type TableCell = CellLook & { before: CellLook | null; after: CellLook | null; state: 'same' | 'changed' | 'added' | 'removed'; lines: number[] }
/** A row of either text or of both, with the number it has in each. */
export type TableRow = { before: number | null; after: number | null; state: 'same' | 'changed' | 'added' | 'removed'; cells: TableCell[] }

const cellKey = ({ table, row, column }: Place): string => `${table} ${row} ${column}`

/** The look of every cell, tables counted in reading order, as in `plainText`. */
export function cellsOf(content: Content): CellLooks {
  const looks = new Map<string, CellLook>()
  let tables = 0
  const walk = (blocks: readonly Block[]): void => {
    for (const block of blocks) {
      if (block.type === 'blockquote') walk(block.content)
      else if (block.type === 'bulletList' || block.type === 'orderedList') for (const item of block.content) walk(item.content)
      else if (block.type === 'table') {
        const table = tables++
        block.content.forEach(({ content: cells }, row) =>
          cells.forEach((cell, column) => {
            const { colspan = 1, rowspan = 1 } = cell.attrs ?? {}
            looks.set(cellKey({ table, row, column }), { colspan, rowspan, header: cell.type === 'tableHeader' })
            walk(cell.content)
          }),
        )
      }
    }
  }
  walk(content.body.content)
  return looks
}

type Sides = { before: Place | null; after: Place | null }
/** The row being filled, and the columns its last cell has on either side. */
type Open = Sides & { row: TableRow; column: number; columns: { before: number | null; after: number | null } }

/** Puts lines that are in cells back into rows: those of one text beside those of the other where they belong to the same row. */
export function groupTables(lines: readonly Pick<BlockDiff, 'state' | 'before' | 'after'>[], cells: Cells): Part[] {
  const parts: Part[] = []
  let open: Open | null = null
  lines.forEach((line, i) => {
    const sides: Sides = { before: line.before?.cell ?? null, after: line.after?.cell ?? null }
    if (!sides.before && !sides.after) {
      open = null
      parts.push({ line: i })
      return
    }
    const column = (sides.after ?? sides.before)!.column
    const last = parts.at(-1)
    if (!open || !fits(open, sides, column) || !last || !('rows' in last)) {
      const row: TableRow = { before: null, after: null, state: 'same', cells: [] }
      if (open && last && 'rows' in last && sameTable(open, sides)) last.rows.push(row)
      else parts.push({ rows: [row] })
      open = { ...sides, row, column: -1, columns: { before: null, after: null } }
    }
    open.before ??= sides.before
    open.after ??= sides.after
    open.row.before ??= sides.before?.row ?? null
    open.row.after ??= sides.after?.row ?? null
    const [columnBefore, columnAfter] = [sides.before?.column ?? null, sides.after?.column ?? null]
    const { columns } = open
    const same = open.row.cells.length > 0 && sameColumn(columns.before, columnBefore) && sameColumn(columns.after, columnAfter)
    if (!same) open.row.cells.push({ ...plainCell, before: null, after: null, state: 'same', lines: [] })
    const cell = open.row.cells.at(-1)!
    cell.before ??= (sides.before && cells.before.get(cellKey(sides.before))) ?? null
    cell.after ??= (sides.after && cells.after.get(cellKey(sides.after))) ?? null
    cell.lines.push(i)
    open.column = column
    open.columns = same ? { before: columns.before ?? columnBefore, after: columns.after ?? columnAfter } : { before: columnBefore, after: columnAfter }
  })
  for (const part of parts) if ('rows' in part) for (const row of part.rows) settle(row, lines)
  for (const part of parts) if ('rows' in part) shape(part.rows)
  return parts
}

const plainCell: CellLook = { colspan: 1, rowspan: 1, header: false }

const sameTable = (open: Sides, sides: Sides): boolean =>
  Boolean((open.after && sides.after && open.after.table === sides.after.table) || (open.before && sides.before && open.before.table === sides.before.table)) ||
  (!(open.after && sides.after) && !(open.before && sides.before))

const sameRow = (one: Place | null, other: Place | null): boolean => !one || !other || (one.table === other.table && one.row === other.row)

const sameColumn = (one: number | null, other: number | null): boolean => one === null || other === null || one === other

/** Does a line go on in the open row? Not when it belongs to another one on either side, nor when it goes back to an earlier column. */
const fits = (open: Open, sides: Sides, column: number): boolean =>
  sameRow(open.before, sides.before) && sameRow(open.after, sides.after) && column >= open.column

function settle(row: TableRow, lines: readonly Pick<BlockDiff, 'state'>[]): void {
  for (const cell of row.cells) cell.state = together(cell.lines.map(i => plain(lines[i]!.state)))
  row.state = together(row.cells.map(({ state }) => state))
}

const plain = (state: BlockDiff['state']): TableRow['state'] => (state === 'moved-here' ? 'added' : state === 'moved-away' ? 'removed' : state)
const together = (states: readonly TableRow['state'][]): TableRow['state'] => (states.every(state => state === states[0]) ? (states[0] ?? 'same') : 'changed')

const bothSides = ['before', 'after'] as const
type TextSide = (typeof bothSides)[number]

/** Does a cell of row `i` reach into row `k` in that text? */
function reaches(rows: readonly TableRow[], i: number, k: number, cell: TableCell, side: TextSide): boolean {
  const [look, from, to] = [cell[side], rows[i]![side], rows[k]![side]]
  return look !== null && from !== null && to !== null && to > from && to < from + look.rowspan
}

/** Columns of each row in one text, those that cells from above reach into included. */
function widths(rows: readonly TableRow[], side: TextSide): number[] {
  const width = rows.map(row => row.cells.reduce((sum, cell) => sum + (cell[side]?.colspan ?? 0), 0))
  rows.forEach((row, i) => {
    for (const cell of row.cells) {
      const { colspan, rowspan } = cell[side] ?? plainCell
      if (rowspan === 1) continue
      for (let k = i + 1; k < rows.length; k++) if (reaches(rows, i, k, cell, side)) width[k]! += colspan
    }
  })
  return width
}

/**
 * How far cells reach where rows of both texts stand below each other: over every row in between that has no cell of its own
 * there in either text. A row of the other text that is whole without them ends them.
 */
function shape(rows: readonly TableRow[]): void {
  const width = { before: widths(rows, 'before'), after: widths(rows, 'after') }
  const full = { before: Math.max(...width.before), after: Math.max(...width.after) }
  rows.forEach((row, i) => {
    for (const cell of row.cells) {
      Object.assign(cell, cell.after ?? cell.before ?? plainCell)
      if (Math.max(cell.before?.rowspan ?? 1, cell.after?.rowspan ?? 1) === 1) continue
      const reached = (k: number) => bothSides.some(side => reaches(rows, i, k, cell, side))
      const whole = (k: number) => bothSides.some(side => rows[k]![side] !== null && !reaches(rows, i, k, cell, side) && width[side][k] === full[side])
      const wanted = rows.findLastIndex((_row, k) => k > i && reached(k))
      let end = i
      while (end < wanted && !whole(end + 1)) end += 1
      cell.rowspan = end - i + 1
    }
  })
}
