import { useQuery } from '@tanstack/react-query'
import { DownOutlined, UpOutlined } from '@ant-design/icons'
import { Button, Segmented, Tooltip } from 'antd'
import { useEffect, useRef } from 'react'
import type { Output } from '#core/api/contract'
import type { Content } from '#core/article/content'
import { ask } from '../api.ts'
import { DiffPage, type DiffView } from '../text/DiffPage.tsx'
import { Answered } from '../ui/states.tsx'
import type { View } from './judgement.ts'

/** What the text is compared with: nothing, what I signed, what the stage before received, this run's submission, what I received. */
export const sinces = ['full', 'signed', 'before', 'run', 'mine'] as const
export type Since = (typeof sinces)[number]

export type Choice = { value: Since; zh: string; from: string | null; why: string | null }

/** The comparisons that make sense here, and for those that do not, why. */
export function choicesOf(view: View, timeline: Output<'history.timeline'> | undefined, correcting: boolean): Choice[] {
  const { hash } = view.summary
  const submitted = timeline?.items.findLast(item => item.type === 'article-submitted' && item.run === view.run?.n)?.hash ?? null
  const why = (from: string | null, none: string): string | null => (from === null ? none : from === hash ? '此后文字没有变化' : null)
  return [
    { value: 'full', zh: '全文', from: null, why: null },
    { value: 'signed', zh: '上次签字以来', from: view.lastSigned, why: why(view.lastSigned, '您还没有签过本稿') },
    { value: 'before', zh: '上一环节以来', from: view.stageBefore, why: why(view.stageBefore, '这是第一个环节') },
    { value: 'run', zh: '本轮改动', from: submitted, why: why(submitted, '本轮还没有改动') },
    ...(correcting ? [{ value: 'mine' as const, zh: '本次校对', from: hash, why: null }] : []),
  ]
}

const views: { value: DiffView; label: string }[] = [
  { value: 'inline', label: '标记' },
  { value: 'side', label: '对照' },
  { value: 'only', label: '只看改动' },
]

type BarProps = { choices: Choice[]; since: Since; view: DiffView; onSince(since: Since): void; onView(view: DiffView): void; scroller: React.RefObject<HTMLElement | null> }

/** Above the text: what it is compared with, how it is shown, and next and previous change by F7. */
export function SinceBar({ choices, since, view, onSince, onView, scroller }: BarProps) {
  return (
    <div className="since" role="toolbar" aria-label="对照">
      <Segmented<Since>
        aria-label="看哪些改动"
        value={since}
        onChange={onSince}
        options={choices.map(({ value, zh, why }) => ({ value, disabled: why !== null, label: why ? <Tooltip title={why}>{zh}</Tooltip> : zh }))}
      />
      {since !== 'full' && (
        <>
          <Segmented<DiffView> aria-label="对照方式" value={view} onChange={onView} options={views} />
          <ChangeSteps scroller={scroller} on />
        </>
      )}
    </div>
  )
}

/** The two small buttons for it. */
export function ChangeSteps({ scroller, on }: { scroller: React.RefObject<HTMLElement | null>; on: boolean }) {
  const step = useChangeSteps(scroller, on)
  return (
    <span className="since-steps">
      <Button size="small" icon={<UpOutlined />} aria-label="上一处改动" title="上一处改动(Shift+F7)" disabled={!on} onClick={() => step(-1)} />
      <Button size="small" icon={<DownOutlined />} aria-label="下一处改动" title="下一处改动(F7)" disabled={!on} onClick={() => step(1)} />
    </span>
  )
}

/** F7 and Shift+F7 go from change to change, as Word's reviewers are used to. */
function useChangeSteps(scroller: React.RefObject<HTMLElement | null>, on: boolean): (by: 1 | -1) => void {
  const at = useRef(-1)
  useEffect(() => {
    at.current = -1
  }, [on])
  const step = (by: 1 | -1) => {
    const marks = [...(scroller.current?.querySelectorAll<HTMLElement>('[data-change]') ?? [])]
    if (marks.length === 0) return
    for (const mark of marks) mark.classList.remove('change-on')
    at.current = at.current < 0 && by < 0 ? marks.length - 1 : (at.current + by + marks.length) % marks.length
    const mark = marks[at.current]!
    mark.classList.add('change-on')
    mark.scrollIntoView({ block: 'center' })
  }
  useEffect(() => {
    if (!on) return
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'F7') return
      event.preventDefault()
      step(event.shiftKey ? -1 : 1)
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  })
  return step
}

/** A kept version of an article's text; it never changes. */
export const useRevision = (id: string, hash: string | null) =>
  useQuery({ queryKey: ['revision', id, hash], queryFn: () => ask('history.revision', { id, hash: hash! }), enabled: hash !== null, staleTime: Infinity })

/** What changed from a kept version to the text on the screen. */
export function SinceDiff({ id, from, to, view }: { id: string; from: string; to: Content; view: DiffView }) {
  const before = useRevision(id, from)
  return <Answered of={before}>{({ content }) => <DiffPage before={content} after={to} view={view} />}</Answered>
}
