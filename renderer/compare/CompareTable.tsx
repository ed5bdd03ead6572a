import type { Line } from '#core/article/comparison'
import type { TableRow } from '#core/article/table-lines'
import { Remarks } from './LineRow.tsx'
import { type Looks, lookOf } from './looks.ts'
import { hidden } from './runs.ts'
import type { Marking } from './views.ts'
import { Words } from './Words.tsx'

type TableProps = { rows: readonly TableRow[]; lines: readonly Line[]; looks: Looks; marking: Marking; side?: 'before' | 'after' }

/** A table stays a table: rows that came or went are marked at their edge, cells at their words. */
export function CompareTable({ rows, lines, looks, marking, side }: TableProps) {
  const alone = side ?? (marking === 'original' ? 'before' : marking === 'all' ? null : 'after')
  const off = alone === 'before' ? 'added' : alone === 'after' ? 'removed' : null
  return (
    <div className="diff-table">
      <table>
        <tbody>
          {rows.map((row, i) =>
            row.state === off ? null : (
              <tr key={i} className={`row-${marking === 'all' ? row.state : 'same'}`}>
                {row.cells.map((cell, j) => {
                  const look = alone ? cell[alone] : cell
                  return cell.state === off || !look ? null : (
                    <td key={j} colSpan={look.colspan} rowSpan={look.rowspan} className={`${look.header ? 'cell-header' : ''} ${marking === 'all' ? `cell-${cell.state}` : ''}`}>
                      {cell.lines.map(n => {
                        const line = lines[n]!
                        if (side ? !line[side] : hidden(line, marking)) return null
                        const place = marking === 'all' && line.place !== null && side !== 'before' ? { 'data-place': line.place } : {}
                        return (
                          <div key={n} data-line={n} style={lookOf(line.by, looks)} {...place}>
                            {marking === 'all' && <Remarks line={line} />}
                            <Words {...{ line, looks, marking }} {...(side && { side })} />
                          </div>
                        )
                      })}
                    </td>
                  )
                })}
              </tr>
            ),
          )}
        </tbody>
      </table>
    </div>
  )
}
