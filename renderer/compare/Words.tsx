import type { ReactNode } from 'react'
import type { Line, Segment } from '#core/article/comparison'
import { type Looks, lookOf } from './looks.ts'
import type { Marking } from './views.ts'

/** The words of a line; `side` leaves out what stands on the other one. */
export function Words({ line, looks, marking, side }: { line: Line; looks: Looks; marking: Marking; side?: 'before' | 'after' }): ReactNode {
  if (side && !line[side]) return null
  const without = side === 'before' || marking === 'original' ? 'insert' : side === 'after' || marking !== 'all' ? 'delete' : null
  const words = line.segments.map((segment, i) => (segment.op === without ? null : piece(segment, i, looks, marking !== 'all')))
  return line.twin === undefined || marking !== 'all' ? words : <span className="moved-words">{words}</span>
}

const shown = (text: string): string => (text.trim() === '' ? text.replace(/ /g, '␣').replace(/　/g, '□').replace(/\n/g, '↵\n') : text)

/** Words that nothing happened to are a string and no element: most of a page is made of them. */
function piece({ op, text, place, by, dress, restyled }: Segment, key: number, looks: Looks, bare: boolean): ReactNode {
  const worn = dress.length ? dress.map(mark => `wear-${mark}`).join(' ') : undefined
  if (bare || (op === 'equal' && !restyled))
    return worn ? (
      <span key={key} className={worn}>
        {text}
      </span>
    ) : (
      text
    )
  if (op === 'equal')
    return (
      <span key={key} className={`restyled ${worn ?? ''}`} title={restyled ?? undefined}>
        {text}
      </span>
    )
  const props = { className: worn, style: lookOf(by, looks), title: by === null ? undefined : `${looks.name(by)}${op === 'insert' ? '增加' : '删去'}`, 'data-place': place ?? undefined }
  return op === 'insert' ? (
    <ins key={key} {...props}>
      {shown(text)}
    </ins>
  ) : (
    <del key={key} {...props}>
      {shown(text)}
    </del>
  )
}
