import { memo, startTransition, useEffect, useMemo, useState, type CSSProperties, type ReactNode } from 'react'
import { comparisonOf, type Comparison, type Count, type Line, type Part, type Segment } from '#core/article/comparison'
import type { Content } from '#core/article/content'
import type { TableRow } from '#core/article/table-lines'
import type { Step } from '#core/article/authorship'
import { blobUrl } from '../api.ts'
import { personColours, type PersonColour } from '../ui/person-colours.ts'
import { useDirectory } from '../ui/names.tsx'
import type { Layout, Marking } from './views.ts'
import '../text/text.css'
import './compare.css'

/** 改动 12 处,+31 −28 字,移动 2 段. */
export const countZh = ({ places, inserted, deleted, moved }: Count): string =>
  `改动 ${places} 处，+${inserted} −${deleted} 字${moved ? `，移动 ${moved} 段` : ''}`

/** What became of a text, computed once for as long as the texts are the same. */
export const useComparison = (before: Content, after: Content, steps: readonly Step[] | null): Comparison =>
  useMemo(() => comparisonOf(before, after, steps ?? []), [before, after, steps])

/** How the people of a comparison look; nobody when nobody is known. */
export type Looks = { colours: ReadonlyMap<string, PersonColour>; name(person: string): string }

type Props = {
  comparison: Comparison
  layout: Layout
  marking: Marking
  onMarks?: () => void
  /** Drawn whole from the beginning, for paper; else the first screens come first. */
  whole?: boolean
  children?: ReactNode
}

/** Two versions of a text on one page. Nothing is told by colour alone: lines under and through the words, bars with a word, signs of people. */
export function ComparePage({ comparison, layout, marking, onMarks, whole = false, children }: Props) {
  const { shown, settled } = useFirstScreens(comparison.parts, whole)
  const directory = useDirectory()
  const looks = useMemo<Looks>(() => ({ colours: personColours(comparison.people), name: directory.person }), [comparison, directory])
  const { count } = comparison
  if (count.places === 0) return <p className="diff-none">两个版本没有差别。</p>
  const wide = layout === 'side'
  return (
    <section className={`page diff diff-${layout} marking-${wide ? 'all' : marking}${settled ? ' diff-settled' : ''}`} aria-label="改动对照" aria-busy={!settled}>
      {children}
      <p className="diff-count">{countZh(count)}</p>
      {(wide || marking === 'all') && <Legend comparison={comparison} looks={looks} />}
      {wide ? <Columns lines={comparison.lines} parts={shown} looks={looks} /> : <Inline lines={comparison.lines} parts={shown} {...{ looks, marking }} only={layout === 'only'} {...(onMarks && { onMarks })} />}
    </section>
  )
}

/** Lines of the first screens; a text with fewer is drawn at once. */
const firstParts = 60

/**
 * The first screens of a long text at once, the rest right behind them. When everything is there the browser lays it out
 * once and for all (`settled`), so that scrolling through it draws nothing anew.
 */
function useFirstScreens(parts: readonly Part[], whole: boolean): { shown: readonly Part[]; settled: boolean } {
  const [all, setAll] = useState(whole || parts.length <= firstParts)
  const [settled, setSettled] = useState(whole)
  useEffect(() => {
    if (!all) return startTransition(() => setAll(true))
    const idle = requestIdleCallback(() => setSettled(true), { timeout: 2000 })
    return () => cancelIdleCallback(idle)
  }, [all])
  const shown = useMemo(() => (all ? parts : parts.slice(0, firstParts)), [all, parts])
  return { shown, settled }
}

/** Two texts of whom nobody asks who changed them. */
export function TwoTexts({ before, after, layout }: { before: Content; after: Content; layout: Layout }) {
  return <ComparePage comparison={useComparison(before, after, null)} layout={layout} marking="all" />
}

/** Who is who: name, sign, how their words are underlined, and how many places are theirs. */
function Legend({ comparison: { lines, people }, looks }: { comparison: Comparison; looks: Looks }) {
  const places = useMemo(() => {
    const byPerson = new Map<string, Set<number>>()
    const add = (person: string | null, place: number | null) => {
      if (person !== null && place !== null) byPerson.set(person, (byPerson.get(person) ?? new Set()).add(place))
    }
    for (const line of lines) {
      add(line.by, line.place)
      for (const { by, place } of line.segments) add(by, place)
    }
    return byPerson
  }, [lines])
  if (people.length === 0) return null
  return (
    <ul className="legend" aria-label="改动人">
      {people.map(person => (
        <li key={person} style={lookOf(person, looks)}>
          <ins>{looks.name(person)}</ins> <span className="legend-sign">{looks.colours.get(person)!.sign}</span> {places.get(person)?.size ?? 0} 处
        </li>
      ))}
    </ul>
  )
}

const lookOf = (person: string | null, { colours }: Looks): CSSProperties | undefined => {
  const colour = person === null ? undefined : colours.get(person)
  return colour && ({ '--by': colour.ink, '--by-ground': colour.ground, '--by-line': colour.line } as CSSProperties)
}

const bars: Record<Line['state'], string> = { same: '', changed: '改', added: '增', removed: '删', 'moved-away': '移', 'moved-here': '移' }

/** ① … ⑳, then (21) …. */
const circled = (n: number): string => (n <= 20 ? String.fromCodePoint(0x245f + n) : `(${n})`)

type InlineProps = { lines: readonly Line[]; parts: readonly Part[]; looks: Looks; marking: Marking; only: boolean; onMarks?: () => void }

function Inline({ lines, parts, looks, marking, only, onMarks }: InlineProps) {
  return parts.map((part, i) => {
    if ('rows' in part) return only && part.rows.every(row => row.state === 'same' && rowSame(row, lines)) ? null : <Table key={i} {...{ rows: part.rows, lines, looks, marking }} />
    const line = lines[part.line]!
    if ((only && line.state === 'same') || hidden(line, marking)) return null
    return <LineRow key={i} index={part.line} {...{ line, looks, marking }} {...(onMarks && { onMarks })} />
  })
}

const rowSame = (row: TableRow, lines: readonly Line[]): boolean => row.cells.every(cell => cell.lines.every(i => lines[i]!.state === 'same'))

/** 无标记 and 简单标记 show what is there now, 原始状态 what was there. */
function hidden({ state }: Line, marking: Marking): boolean {
  if (marking === 'original') return state === 'added' || state === 'moved-here'
  return marking !== 'all' && (state === 'removed' || state === 'moved-away')
}

type RowProps = { line: Line; index: number; looks: Looks; marking: Marking; onMarks?: () => void }

/** Lines know their looks by identity, so that a step to the next change draws nothing anew. */
const LineRow = memo(function LineRow({ line, index, looks, marking, onMarks }: RowProps) {
  const marked = line.state !== 'same' && (marking === 'all' || marking === 'simple')
  const fact = line.label !== undefined
  const first = line.place ?? line.segments.find(({ place }) => place !== null)?.place ?? undefined
  return (
    <div className={classOf(line)} style={lookOf(line.by, looks)} data-line={index} {...(marked && (marking === 'simple' ? { 'data-place': first } : line.place !== null && { 'data-place': line.place }))}>
      {marked && <Bar line={line} looks={looks} simple={marking === 'simple'} {...(onMarks && { onMarks })} />}
      {marking === 'all' && <Remarks line={line} />}
      {marking !== 'all' && fact && <span className="diff-label">{line.label}</span>}
      <Picture side={marking === 'original' ? line.before : (line.after ?? line.before)} />
      <Words line={line} looks={looks} marking={marking} />
    </div>
  )
})

const classOf = (line: Line): string => `diff-line diff-${line.state} kind-${(line.after ?? line.before)?.kind ?? 'paragraph'}`

function Bar({ line, looks, simple, onMarks }: { line: Line; looks: Looks; simple: boolean; onMarks?: () => void }) {
  if (simple)
    return onMarks ? (
      <button type="button" tabIndex={-1} className="diff-bar diff-bar-simple" title="显示所有标记" aria-label="这一段有改动，显示所有标记" onClick={onMarks} />
    ) : (
      <span className="diff-bar diff-bar-simple" />
    )
  const sign = line.by === null ? '' : (looks.colours.get(line.by)?.sign ?? '')
  return (
    <span className="diff-bar" title={line.by === null ? undefined : looks.name(line.by)}>
      {bars[line.state]}
      {sign && <i>{sign}</i>}
    </span>
  )
}

function Remarks({ line }: { line: Line }) {
  return (
    <>
      {line.label && <span className="diff-label">{line.label}</span>}
      {line.move !== null && <MoveLink line={line} />}
      {line.remarks.map(remark => (
        <span key={remark} className="diff-remark">
          {remark}
        </span>
      ))}
    </>
  )
}

/** The two ends of a move know each other. */
function MoveLink({ line: { state, move, twin } }: { line: Line }) {
  const go = (from: HTMLElement) => {
    const target = from.closest('.diff')?.querySelector<HTMLElement>(`[data-line="${twin}"]`)
    target?.scrollIntoView({ block: 'center' })
    target?.querySelector<HTMLElement>('.move-link')?.focus({ preventScroll: true })
  }
  return (
    <button type="button" className="move-link" onClick={event => go(event.currentTarget)}>
      {circled(move!)} {state === 'moved-away' ? '移走，看移到哪里' : '移来，看原在哪里'}
    </button>
  )
}

/** The words of a line; `side` leaves out what stands on the other one. */
function Words({ line, looks, marking, side }: { line: Line; looks: Looks; marking: Marking; side?: 'before' | 'after' }) {
  if (side && !line[side]) return null
  const without = side === 'before' || marking === 'original' ? 'insert' : side === 'after' || marking !== 'all' ? 'delete' : null
  const words = line.segments.map((segment, i) => (segment.op === without ? null : <Piece key={i} {...{ segment, looks }} bare={marking !== 'all'} />))
  return line.twin === undefined || marking !== 'all' ? words : <span className="moved-words">{words}</span>
}

const shown = (text: string): string => (text.trim() === '' ? text.replace(/ /g, '␣').replace(/　/g, '□').replace(/\n/g, '↵\n') : text)

function Piece({ segment: { op, text, place, by, dress, restyled }, looks, bare }: { segment: Segment; looks: Looks; bare: boolean }) {
  const worn = dress.length ? dress.map(mark => `wear-${mark}`).join(' ') : undefined
  if (bare || (op === 'equal' && !restyled)) return worn ? <span className={worn}>{text}</span> : text
  if (op === 'equal')
    return (
      <span className={`restyled ${worn ?? ''}`} title={restyled ?? undefined}>
        {text}
      </span>
    )
  const props = { className: worn, style: lookOf(by, looks), title: by === null ? undefined : `${looks.name(by)}${op === 'insert' ? '增加' : '删去'}`, 'data-place': place ?? undefined }
  return op === 'insert' ? <ins {...props}>{shown(text)}</ins> : <del {...props}>{shown(text)}</del>
}

const Picture = ({ side }: { side: Line['after'] }) => (side?.image ? <img className="diff-picture" src={blobUrl(side.image)} alt={side.text} loading="lazy" /> : null)

type TableProps = { rows: readonly TableRow[]; lines: readonly Line[]; looks: Looks; marking: Marking; side?: 'before' | 'after' }

/** A table stays a table: rows that came or went are marked at their edge, cells at their words. */
function Table({ rows, lines, looks, marking, side }: TableProps) {
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

/** 并排: what belongs together stands at the same height, so that both sides scroll as one. */
function Columns({ lines, parts, looks }: { lines: readonly Line[]; parts: readonly Part[]; looks: Looks }) {
  return (
    <div className="diff-columns">
      <div className="diff-row diff-row-head" aria-hidden>
        <span>原文</span>
        <span>现文</span>
      </div>
      {parts.map((part, i) => {
        if ('rows' in part)
          return (
            <div key={i} className="diff-row">
              <Table {...{ rows: part.rows, lines, looks }} marking="all" side="before" />
              <Table {...{ rows: part.rows, lines, looks }} marking="all" side="after" />
            </div>
          )
        return <ColumnRow key={i} index={part.line} line={lines[part.line]!} looks={looks} />
      })}
    </div>
  )
}

const ColumnRow = memo(function ColumnRow({ line, index, looks }: { line: Line; index: number; looks: Looks }) {
  const place = line.place === null ? {} : { 'data-place': line.place }
  return (
    <div className={line.state === 'same' ? 'diff-row' : 'diff-row diff-row-on'} data-line={index} style={lookOf(line.by, looks)}>
      <div className={classOf(line)} {...(!line.after && place)}>
        {line.before && line.state === 'moved-away' && <MoveLink line={line} />}
        {line.before && line.label && <span className="diff-label">{line.label}</span>}
        <Picture side={line.before} />
        <Words line={line} looks={looks} marking="all" side="before" />
      </div>
      <div className={classOf(line)} {...(line.after && place)}>
        {line.after && <Remarks line={line} />}
        <Picture side={line.after} />
        <Words line={line} looks={looks} marking="all" side="after" />
      </div>
    </div>
  )
})
