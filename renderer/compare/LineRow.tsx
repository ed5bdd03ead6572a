import type { Line } from '#core/article/comparison'
import { blobUrl } from '../api.ts'
import { drawWhole } from './drawing.ts'
import { type Looks, lookOf } from './looks.ts'
import type { Marking } from './views.ts'
import { Words } from './Words.tsx'

type RowProps = { line: Line; index: number; looks: Looks; marking: Marking; onMarks?: () => void }

/** A line of the one text with its marks. */
export function LineRow({ line, index, looks, marking, onMarks }: RowProps) {
  const marked = line.state !== 'same' && (marking === 'all' || marking === 'simple')
  const fact = line.label !== undefined
  const first = line.place ?? line.segments.find(({ place }) => place !== null)?.place ?? undefined
  const side = marking === 'original' ? line.before : (line.after ?? line.before)
  return (
    <div className={classOf(line)} style={lookOf(line.by, looks)} data-line={index} data-marker={side?.marker} {...(marked && (marking === 'simple' ? { 'data-place': first } : line.place !== null && { 'data-place': line.place }))}>
      {marked && <Bar line={line} looks={looks} simple={marking === 'simple'} {...(onMarks && { onMarks })} />}
      {marking === 'all' && line.state !== 'same' && <Remarks line={line} />}
      {marking !== 'all' && fact && <span className="diff-label">{line.label}</span>}
      <Picture side={side} />
      <Words line={line} looks={looks} marking={marking} />
    </div>
  )
}

/** What a line looks like: what became of it, and what it is in the text. */
export const classOf = (line: Line): string => `diff-line diff-${line.state} kind-${(line.after ?? line.before)?.kind ?? 'paragraph'}`

/** The words of a line that is the same in both texts and wears nothing; null where there is more to show. */
export function plainWords({ state, after, segments }: Line): string | null {
  if (state !== 'same' || after?.image || segments.length > 1) return null
  const [only] = segments
  return only ? (only.dress.length ? null : only.text) : ''
}

const bars: Record<Line['state'], string> = { same: '', changed: '改', added: '增', removed: '删', 'moved-away': '移', 'moved-here': '移' }

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

/** What a line is and what became of it beside its words. */
export function Remarks({ line }: { line: Line }) {
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
export function MoveLink({ line: { state, move, twin } }: { line: Line }) {
  const go = (from: HTMLElement) => {
    const diff = from.closest('.diff')
    drawWhole(diff)
    const target = diff?.querySelector<HTMLElement>(`[data-line="${twin}"]`)
    target?.scrollIntoView({ block: 'center' })
    target?.querySelector<HTMLElement>('.move-link')?.focus({ preventScroll: true })
  }
  return (
    <button type="button" className="move-link" onClick={event => go(event.currentTarget)}>
      {circled(move!)} {state === 'moved-away' ? '移走，看移到哪里' : '移来，看原在哪里'}
    </button>
  )
}

/** ① … ⑳, then (21) …. */
const circled = (n: number): string => (n <= 20 ? String.fromCodePoint(0x245f + n) : `(${n})`)

/** The picture of a line, where it is one. */
export const Picture = ({ side }: { side: Line['after'] }) => (side?.image ? <img className="diff-picture" src={blobUrl(side.image)} alt={side.text} loading="lazy" /> : null)
