import { Segmented, Tooltip } from 'antd'
import { useMemo } from 'react'
import type { Output } from '#core/api/contract'
import type { Content } from '#core/article/content'
import { useRevision, useSteps } from '../compare/chain.ts'
import { CompareFromTop } from '../compare/ComparePage.tsx'
import type { Layout, Marking } from '../compare/views.ts'
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

type BarProps = { choices: Choice[]; since: Since; onSince(since: Since): void; children?: React.ReactNode }

/** Above the text: what it is compared with; `children` say how that is shown. */
export function SinceBar({ choices, since, onSince, children }: BarProps) {
  return (
    <div className="since" role="toolbar" aria-label="对照">
      <Segmented<Since>
        aria-label="看哪些改动"
        value={since}
        onChange={onSince}
        options={choices.map(({ value, zh, why }) => ({ value, disabled: why !== null, label: why ? <Tooltip title={why}>{zh}</Tooltip> : zh }))}
      />
      {since !== 'full' && children}
    </div>
  )
}

type DiffProps = { view: View; timeline: Output<'history.timeline'> | undefined; from: string; to: Content; by: string; layout: Layout; marking: Marking; onMarks(): void }

/** What changed from a kept version to the text on the screen, and who changed it. `by` is whoever corrects it now. */
export function SinceDiff({ from, ...rest }: DiffProps) {
  const before = useRevision(rest.view.summary.id, from)
  return <Answered of={before}>{({ content }) => <Compared {...rest} from={from} before={content} />}</Answered>
}

function Compared({ view, timeline, from, before, to, by, ...shown }: DiffProps & { before: Content }) {
  const { id, hash } = view.summary
  const live = useMemo(() => (to === view.content ? undefined : { content: to, by }), [to, view.content, by])
  const steps = useSteps(id, timeline, from, hash, live)
  return <CompareFromTop {...{ before, steps }} after={to} {...shown} />
}
