import { useMemo } from 'react'
import type { Content } from '#core/article/content'
import { diffBlocks, type BlockDiff, type Edit } from '#core/article/diff'
import { blobUrl } from '../api.ts'
import './text.css'

/** 所有标记 inline, 对照 side by side, 只看改动. */
export type DiffView = 'inline' | 'side' | 'only'

/** How much of the texts differs, counted over the words. */
export function diffCount(lines: readonly BlockDiff[]): { places: number; inserted: number; deleted: number } {
  const sum = { places: 0, inserted: 0, deleted: 0 }
  for (const line of lines) {
    if (line.state === 'same') continue
    let open = false
    for (const { op, text } of line.edits) {
      if (op === 'equal') open = false
      else {
        if (!open) sum.places += 1
        open = true
        if (op === 'insert') sum.inserted += [...text].length
        else sum.deleted += [...text].length
      }
    }
    if (line.edits.every(edit => edit.op === 'equal')) sum.places += 1
  }
  return sum
}

/** Two versions of a text, every change marked; nothing but the words tells them apart, so colour is never alone. */
export function DiffPage({ before, after, view }: { before: Content; after: Content; view: DiffView }) {
  const lines = useMemo(() => diffBlocks(before, after), [before, after])
  const { places, inserted, deleted } = useMemo(() => diffCount(lines), [lines])
  if (places === 0) return <p className="diff-none">两个版本没有差别。</p>
  return (
    <section className={`page diff diff-${view}`} aria-label="改动对照">
      <p className="diff-count">
        改动 {places} 处,+{inserted} −{deleted} 字
      </p>
      {view === 'side' ? <Side lines={lines} /> : lines.map((line, i) => (view === 'only' && line.state === 'same' ? null : <Inline key={i} line={line} />))}
    </section>
  )
}

const states: Record<BlockDiff['state'], string> = { same: '', changed: '改', added: '增', removed: '删', 'moved-away': '移走', 'moved-here': '移来' }
const kindClass = (line: BlockDiff): string => `diff-line diff-${line.state} kind-${(line.after ?? line.before)?.kind ?? 'paragraph'}`

function Remarks({ line }: { line: BlockDiff }) {
  return (
    <>
      {line.label && <span className="diff-label">{line.label}</span>}
      {line.remarks.map(remark => (
        <span key={remark} className="diff-remark">
          {remark}
        </span>
      ))}
    </>
  )
}

/** Stretches of words that stayed, and changes: what was taken away and what was put in its place belong together. */
function pieces(edits: readonly Edit[]): { change: boolean; edits: Edit[] }[] {
  const out: { change: boolean; edits: Edit[] }[] = []
  for (const edit of edits) {
    const change = edit.op !== 'equal'
    const last = out.at(-1)
    if (last && last.change === change) last.edits.push(edit)
    else out.push({ change, edits: [edit] })
  }
  return out
}

/** A line whose words all stayed is itself one change: its place, its look, its picture. */
const wholeLine = (line: BlockDiff): boolean => line.state !== 'same' && line.edits.every(edit => edit.op === 'equal')

const mark = (on: boolean) => (on ? { 'data-change': '' } : {})

/** The words of a line; `side` leaves out what stands on the other one. */
function Words({ line, side }: { line: BlockDiff; side?: 'before' | 'after' }) {
  if (side && !line[side]) return null
  const hidden = side === 'before' ? 'insert' : side === 'after' ? 'delete' : null
  return pieces(line.edits).map(({ change, edits }, i) => {
    const shown = edits.filter(({ op }) => op !== hidden)
    if (!change) return <span key={i}>{shown.map(edit => edit.text)}</span>
    // Side by side a change is counted once: on the right, or on the left where nothing took its place.
    const counted = side !== 'before' || edits.every(({ op }) => op === 'delete')
    return (
      <span key={i} className="change" {...mark(counted && (side !== 'after' || shown.length > 0))}>
        {shown.map(({ op, text }, n) => (op === 'insert' ? <ins key={n}>{text}</ins> : <del key={n}>{text}</del>))}
      </span>
    )
  })
}

const Picture = ({ side }: { side: BlockDiff['after'] }) => (side?.image ? <img className="diff-picture" src={blobUrl(side.image)} alt={side.text} /> : null)

/** Where a cell stands: its row and column are all that ties its words to the table. */
const place = (line: BlockDiff): string => {
  const cell = (line.after ?? line.before)?.cell
  return cell ? `表${cell.table + 1} ${cell.row + 1}行${cell.column + 1}列` : ''
}

function Inline({ line }: { line: BlockDiff }) {
  const at = place(line)
  return (
    <div className={kindClass(line)} {...mark(wholeLine(line))}>
      {line.state !== 'same' && <span className="diff-bar">{states[line.state]}</span>}
      {at && <span className="diff-label">{at}</span>}
      <Remarks line={line} />
      <Picture side={line.after ?? line.before} />
      <Words line={line} />
    </div>
  )
}

function Side({ lines }: { lines: readonly BlockDiff[] }) {
  return (
    <div className="diff-columns">
      {lines.map((line, i) => (
        <div key={i} className={line.state === 'same' ? 'diff-row' : 'diff-row diff-row-on'}>
          <div className={kindClass(line)}>
            {line.before && place(line) && <span className="diff-label">{place(line)}</span>}
            {line.before && <Remarks line={{ ...line, remarks: [] }} />}
            <Picture side={line.before} />
            <Words line={line} side="before" />
          </div>
          <div className={kindClass(line)} {...mark(wholeLine(line))}>
            {line.after && <Remarks line={line} />}
            <Picture side={line.after} />
            <Words line={line} side="after" />
          </div>
        </div>
      ))}
    </div>
  )
}
