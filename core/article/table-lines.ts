import type { Part } from '#core/article/comparison'
import type { Block, Content } from '#core/article/content'
import type { BlockDiff } from '#core/article/diff'

type Place = { table: number; row: number; column: number }
type CellLook = { colspan: number; rowspan: number; header: boolean }
/** How the cells of a text look, by `table row column`. */
export type CellLooks = ReadonlyMap<string, CellLook>
export type Cells = { before: CellLooks; after: CellLooks }

/** A cell of a compared table; its lines stand below each other. */
export type TableCell = CellLook & { state: 'same' | 'changed' | 'added' | 'removed'; lines: number[] }
export type TableRow = { state: 'same' | 'changed' | 'added' | 'removed'; cells: TableCell[] }

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
      const row: TableRow = { state: 'same', cells: [] }
      if (open && last && 'rows' in last && sameTable(open, sides)) last.rows.push(row)
      else parts.push({ rows: [row] })
      open = { ...sides, row, column: -1, columns: { before: null, after: null } }
    }
    open.before ??= sides.before
    open.after ??= sides.after
    const [columnBefore, columnAfter] = [sides.before?.column ?? null, sides.after?.column ?? null]
    const { columns } = open
    const same = open.row.cells.length > 0 && sameColumn(columns.before, columnBefore) && sameColumn(columns.after, columnAfter)
    const look = (sides.after && cells.after.get(cellKey(sides.after))) ?? (sides.before && cells.before.get(cellKey(sides.before)))
    if (!same) open.row.cells.push({ colspan: 1, rowspan: 1, header: false, ...look, state: 'same', lines: [] })
    open.row.cells.at(-1)!.lines.push(i)
    open.column = column
    open.columns = same ? { before: columns.before ?? columnBefore, after: columns.after ?? columnAfter } : { before: columnBefore, after: columnAfter }
  })
  for (const part of parts) if ('rows' in part) for (const row of part.rows) settle(row, lines)
  for (const part of parts) if ('rows' in part) level(part.rows)
  return parts
}

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

/** Cells that reach over several rows only keep their place while no row came or went between them. */
function level(rows: readonly TableRow[]): void {
  if (rows.every(({ state }) => state === 'same' || state === 'changed')) return
  for (const row of rows) for (const cell of row.cells) cell.rowspan = 1
}
