import { Button, Dropdown, Input, Select } from 'antd'
import { useEffect, useRef } from 'react'
import { PersonName, useDirectory } from '../ui/names.tsx'
import { AroundActs, Awaited } from './around.tsx'
import type { Judging, Stop, View } from './judgement.ts'

export type Decision = 'pass' | 'return' | 'redact' | 'refer' | 'withhold'

type Props = {
  view: View
  judging: Judging
  canned: readonly string[]
  /** What the primary button will do: 通过:初审 → 一校. */
  act: string
  stop: Stop | null
  /** Why nothing at all may be decided here; null when only passing is stopped. */
  barred: boolean
  confidential: boolean
  /** Open comments on 政治 or 保密, which whoever decides should have seen; they stop nobody. */
  grave: number
  onGrave(): void
  busy: boolean
  onDecide(decision: Decision): void
  onGo(at: NonNullable<Stop['at']>): void
}

/** Always in view: the opinion, what else may be decided, and the one button that says what will happen. */
export function DecisionBar({ view, judging, canned, act, stop, barred, confidential, grave, onGrave, busy, onDecide, onGo }: Props) {
  const { value, set } = judging
  const bar = useRef<HTMLDivElement>(null)
  const passages = value.passages.length
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey) || stop || busy || document.querySelector('.ant-modal-wrap:not([style*="display: none"])')) return
      event.preventDefault()
      onDecide('pass')
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  })
  return (
    <div className="decision" ref={bar} role="region" aria-label="办理意见">
      <Awaited view={view} />
      <div className="decision-opinion">
        <Input.TextArea
          id="opinion"
          aria-label="意见"
          placeholder="意见（必填，同意也请写“同意”）"
          autoSize={{ minRows: 1, maxRows: 4 }}
          maxLength={2000}
          disabled={barred}
          value={value.opinion}
          onChange={event => set({ opinion: event.target.value })}
        />
        <Dropdown
          trigger={['click']}
          disabled={barred}
          menu={{ items: canned.map(text => ({ key: text, label: text })), onClick: ({ key }) => set(before => ({ opinion: before.opinion.trim() && !before.opinion.includes(key) ? `${before.opinion.trim()}${key}` : key })) }}
        >
          <Button disabled={barred}>常用语</Button>
        </Dropdown>
      </div>
      <Capacities view={view} judging={judging} />
      <div className="decision-acts">
        {stop && (
          <span className="decision-stop" role="status">
            {stop.zh}
            {stop.at && (
              <Button type="link" size="small" onClick={() => onGo(stop.at!)}>
                {stop.act}
              </Button>
            )}
          </span>
        )}
        {grave > 0 && (
          <span className="decision-stop" role="status">
            有 {grave} 条政治、保密类批注未解决
            <Button type="link" size="small" onClick={onGrave}>
              查看批注
            </Button>
          </span>
        )}
        {confidential && (
          <>
            <Button disabled={barred} onClick={() => onDecide('refer')}>
              送审…
            </Button>
            <Button disabled={barred} onClick={() => onDecide('redact')}>
              处理后公开…
            </Button>
            <Button danger disabled={barred} onClick={() => onDecide('withhold')}>
              不予公开…
            </Button>
          </>
        )}
        <AroundActs view={view} judging={judging} barred={barred} />
        <Button danger disabled={barred} onClick={() => onDecide('return')}>
          退回…{passages > 0 && `（${passages} 处）`}
        </Button>
        <Button type="primary" size="large" loading={busy} disabled={stop !== null} aria-keyshortcuts="Control+Enter" title={stop ? undefined : 'Ctrl+Enter'} onClick={() => onDecide('pass')}>
          {act}
        </Button>
      </div>
    </div>
  )
}

/** 本人, or 代 X: asked only where there is a choice, said where there is none but it is not oneself. */
function Capacities({ view, judging }: { view: View; judging: Judging }) {
  const { capacities } = view
  const names = useDirectory()
  const only = capacities[0]
  if (capacities.length > 1)
    return (
      <Select
        aria-label="以谁的名义办理"
        className="capacity"
        value={judging.value.capacity}
        onChange={capacity => judging.set({ capacity })}
        options={capacities.map((capacity, value) => ({ value, label: capacity ? `代 ${names.person(capacity.principal)}` : '本人' }))}
      />
    )
  return only ? (
    <span className="capacity-only">
      代 <PersonName id={only.principal} /> 办理
    </span>
  ) : null
}
