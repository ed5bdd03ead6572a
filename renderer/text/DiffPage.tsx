import { useMemo } from 'react'
import type { Content } from '#core/article/content'
import { diffBlocks, type BlockDiff } from '#core/article/diff'
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

function Inline({ line }: { line: BlockDiff }) {
  return (
    <div className={kindClass(line)}>
      {line.state !== 'same' && <span className="diff-bar">{states[line.state]}</span>}
      <Remarks line={line} />
      {line.edits.map(({ op, text }, i) =>
        op === 'equal' ? <span key={i}>{text}</span> : op === 'insert' ? <ins key={i}>{text}</ins> : <del key={i}>{text}</del>,
      )}
    </div>
  )
}

function Side({ lines }: { lines: readonly BlockDiff[] }) {
  return (
    <div className="diff-columns">
      {lines.map((line, i) => (
        <div key={i} className="diff-row">
          <div className={kindClass(line)}>
            {line.before && <Remarks line={{ ...line, remarks: [] }} />}
            {line.edits.map(({ op, text }, n) => (op === 'insert' ? null : op === 'delete' ? <del key={n}>{text}</del> : <span key={n}>{line.before ? text : ''}</span>))}
          </div>
          <div className={kindClass(line)}>
            {line.after && <Remarks line={line} />}
            {line.edits.map(({ op, text }, n) => (op === 'delete' ? null : op === 'insert' ? <ins key={n}>{text}</ins> : <span key={n}>{line.after ? text : ''}</span>))}
          </div>
        </div>
      ))}
    </div>
  )
}
