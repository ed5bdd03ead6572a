import { lengthOf, type Line, type Part } from '#core/article/comparison'
import type { BlockDiff } from '#core/article/diff'
import type { TableRow } from '#core/article/table-lines'
import type { Layout, Marking } from './views.ts'

/** Neighbouring parts that are drawn, laid out and scrolled past as one. */
export type Run = readonly Part[]

/** Letters, about: few enough to be laid out within a frame. */
const runLetters = 800
/** Letters that fill a screen, about, for each CSS pixel of its height: on one page, and on two beside each other in smaller type. */
const screenLetters: Record<Layout, number> = { inline: 1, only: 1, side: 1.6 }
/** Letters a short line stands for: it takes a row as well. */
const leastLetters = 30

/** Parts in runs, the first of them as long as a screen of that many CSS pixels is high. */
export function runsOf(parts: readonly Part[], lines: readonly Line[], layout: Layout, height: number): Run[] {
  const runs: Part[][] = []
  let open: Part[] = []
  let [letters, full] = [0, height * screenLetters[layout]]
  for (const part of parts) {
    open.push(part)
    letters += 'rows' in part ? part.rows.length * leastLetters * 2 : Math.max(leastLetters, lengthOf(lines[part.line]!))
    if (letters < full) continue
    runs.push(open)
    ;[open, letters, full] = [[], 0, runLetters]
  }
  if (open.length) runs.push(open)
  return runs
}

/** How many rows of text a run will take where a row holds so many letters, as far as that can be told by counting. */
export function rowsOf(run: Run, lines: readonly Line[], layout: Layout, marking: Marking, letters: number): number {
  let rows = 0
  for (const part of run) rows += 'rows' in part ? part.rows.length * 2 : Math.max(1, Math.ceil((lettersOf(lines[part.line]!, layout, marking) + 2) / letters))
  return rows
}

/** The same for lines that are not compared yet. */
export const rowsBehind = (left: readonly BlockDiff[], letters: number): number => left.reduce((rows, line) => rows + Math.max(1, Math.ceil((lengthOf(line) + 2) / letters)), 0)

/** Letters of a line as it is shown. */
function lettersOf(line: Line, layout: Layout, marking: Marking): number {
  if (layout === 'side') return lengthOf(line)
  if (marking !== 'all' || line.state === 'same') return ((marking === 'original' ? line.before : line.after) ?? line.before)?.text.length ?? 0
  return line.segments.reduce((sum, { text }) => sum + text.length, line.label?.length ?? 0)
}

/** The parts a way of showing shows. */
export function shownParts(parts: readonly Part[], lines: readonly Line[], layout: Layout, marking: Marking): readonly Part[] {
  if (layout === 'side') return parts
  return parts.filter(part => {
    if ('rows' in part) return layout !== 'only' || part.rows.some(row => row.state !== 'same' || !rowSame(row, lines))
    const line = lines[part.line]!
    return !(layout === 'only' && line.state === 'same') && !hidden(line, marking)
  })
}

const rowSame = (row: TableRow, lines: readonly Line[]): boolean => row.cells.every(cell => cell.lines.every(i => lines[i]!.state === 'same'))

/** 无标记 and 简单标记 show what is there now, 原始状态 what was there. */
export function hidden({ state }: Line, marking: Marking): boolean {
  if (marking === 'original') return state === 'added' || state === 'moved-here'
  return marking !== 'all' && (state === 'removed' || state === 'moved-away')
}
