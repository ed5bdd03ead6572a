import { memo, useMemo, useRef, type CSSProperties, type ReactNode } from 'react'
import type { Beginning, Comparison, Count, Line } from '#core/article/comparison'
import type { BlockDiff } from '#core/article/diff'
import type { Step } from '#core/article/authorship'
import type { Content } from '#core/article/content'
import { useDirectory } from '../ui/names.tsx'
import { personColours } from '../ui/person-colours.ts'
import { ColumnRow } from './ColumnRow.tsx'
import { CompareTable } from './CompareTable.tsx'
import { useDrawn, useLetters } from './drawing.ts'
import { LineRow, classOf, plainWords } from './LineRow.tsx'
import { type Looks, lookOf } from './looks.ts'
import { useComparison, useComparisonFromTop } from './reading.ts'
import { rowsBehind, rowsOf, type Run, runsOf, shownParts } from './runs.ts'
import type { Layout, Marking } from './views.ts'
import '../text/text.css'
import './compare.css'

/** 改动 12 处,+31 −28 字,移动 2 段. */
export const countZh = ({ places, inserted, deleted, moved }: Count): string =>
  `改动 ${places} 处，+${inserted} −${deleted} 字${moved ? `，移动 ${moved} 段` : ''}`

type Props = {
  comparison: Comparison | Beginning
  /** Asks for the whole of a comparison of which the beginning is there. */
  onWhole?: () => void
  layout: Layout
  marking: Marking
  onMarks?: () => void
  /** Drawn whole from the beginning, for paper; else the first screen comes first. */
  whole?: boolean
  children?: ReactNode
}

/** Two versions of a text on one page. Nothing is told by colour alone: lines under and through the words, bars with a word, signs of people. */
export function ComparePage(props: Props) {
  return props.comparison.count?.places === 0 ? <p className="diff-none">两个版本没有差别。</p> : <Changes {...props} />
}

function Changes({ comparison, onWhole, layout, marking, onMarks, whole = false, children }: Props) {
  const page = useRef<HTMLElement>(null)
  const directory = useDirectory()
  const looks = useMemo<Looks>(() => ({ colours: personColours(comparison.people), name: directory.person }), [comparison, directory])
  const { lines, parts, count } = comparison
  const wide = layout === 'side'
  const worn = wide ? 'all' : marking
  const runs = useMemo(() => runsOf(shownParts(parts, lines, layout, marking), lines, layout, window.innerHeight), [parts, lines, layout, marking])
  const letters = useLetters(page, layout)
  const rows = useMemo(() => runs.map(run => rowsOf(run, lines, layout, marking, letters)), [runs, lines, layout, marking, letters])
  const drawn = useDrawn(page, runs.length, whole, count === null ? onWhole : undefined)
  const left = runs.slice(drawn)
  const behind = 'left' in comparison ? comparison.left : none
  const rowsLeft = rows.slice(drawn).reduce((a, b) => a + b, 0) + useMemo(() => rowsBehind(behind, letters), [behind, letters])
  const partsLeft = left.flat().length + behind.length
  const body = (
    <>
      {runs.slice(0, drawn).map((run, i) => (
        <div key={i} className={whole || i === 0 ? 'diff-run' : 'diff-run diff-run-later'} style={heightOf(rows[i]!, run.length)}>
          <RunLines {...{ run, lines, looks }} layout={layout} marking={worn} {...(onMarks && { onMarks })} />
        </div>
      ))}
      {partsLeft > 0 && <div className="diff-left" style={heightOf(rowsLeft, partsLeft)} />}
    </>
  )
  return (
    <section ref={page} className={`page diff diff-${layout} marking-${worn}`} aria-label="改动对照" aria-busy={partsLeft > 0}>
      {children}
      <p className="diff-count">{count ? countZh(count) : '正在统计改动…'}</p>
      {worn === 'all' && <Legend comparison={comparison} looks={looks} />}
      {wide ? (
        <div className="diff-columns">
          <div className="diff-row diff-row-head" aria-hidden>
            <span>原文</span>
            <span>现文</span>
          </div>
          {body}
        </div>
      ) : (
        body
      )}
    </section>
  )
}

const none: readonly BlockDiff[] = []

/** The height of what is not drawn yet or out of sight: the style sheet makes rows and the seams between parts into pixels. */
const heightOf = (rows: number, parts: number) => ({ '--rows': rows, '--parts': parts }) as CSSProperties

type RunProps = { run: Run; lines: readonly Line[]; looks: Looks; layout: Layout; marking: Marking; onMarks?: () => void }

/** A run knows its lines and looks by identity, so that what is drawn below it, or a step to the next change, draws it not anew. */
const RunLines = memo(function RunLines({ run, lines, looks, layout, marking, onMarks }: RunProps) {
  return run.map((part, i) => {
    if ('rows' in part) return layout === 'side' ? <TwoTables key={i} rows={part.rows} {...{ lines, looks }} /> : <CompareTable key={i} rows={part.rows} {...{ lines, looks, marking }} />
    const line = lines[part.line]!
    if (layout === 'side') return <ColumnRow key={i} index={part.line} {...{ line, looks }} />
    const words = plainWords(line)
    if (words === null) return <LineRow key={i} index={part.line} {...{ line, looks, marking }} {...(onMarks && { onMarks })} />
    return (
      <div key={i} className={classOf(line)} data-line={part.line} data-marker={(marking === 'original' ? line.before : line.after)?.marker}>
        {words}
      </div>
    )
  })
})

const TwoTables = (table: Pick<React.ComponentProps<typeof CompareTable>, 'rows' | 'lines' | 'looks'>) => (
  <div className="diff-row">
    <CompareTable {...table} marking="all" side="before" />
    <CompareTable {...table} marking="all" side="after" />
  </div>
)

type FromTop = Omit<Props, 'comparison' | 'onWhole' | 'whole'> & { before: Content; after: Content; steps: readonly Step[] | null }

/** Two versions on the screen: what fills it comes first. */
export function CompareFromTop({ before, after, steps, ...shown }: FromTop) {
  return <ComparePage {...useComparisonFromTop(before, after, steps, shown.layout)} {...shown} />
}

/** Two texts of whom nobody asks who changed them. */
export function TwoTexts({ before, after, layout }: { before: Content; after: Content; layout: Layout }) {
  return <ComparePage comparison={useComparison(before, after, null)} layout={layout} marking="all" />
}

/** Who is who: name, sign, how their words are underlined, and how many places are theirs. */
function Legend({ comparison: { lines, people, count }, looks }: { comparison: Comparison | Beginning; looks: Looks }) {
  const places = useMemo(() => {
    const byPerson = new Map(people.map(person => [person, new Set<number>()]))
    const add = (person: string | null, place: number | null) => {
      if (person !== null && place !== null) byPerson.get(person)?.add(place)
    }
    for (const line of lines) {
      if (line.state === 'same') continue
      add(line.by, line.place)
      for (const { by, place } of line.segments) add(by, place)
    }
    return byPerson
  }, [lines, people])
  if (people.length === 0) return null
  return (
    <ul className="legend" aria-label="改动人">
      {people.map(person => (
        <li key={person} style={lookOf(person, looks)}>
          <ins>{looks.name(person)}</ins> <span className="legend-sign">{looks.colours.get(person)!.sign}</span> {count && `${places.get(person)?.size ?? 0} 处`}
        </li>
      ))}
    </ul>
  )
}
