import { App, Button, Input, Popover } from 'antd'
import { useState } from 'react'
import { useAct } from '../ask.ts'
import type { Found } from './findings.ts'

/** 依据: what the finding rests on, how sure it is, and which lists it was made with. */
export function Basis({ finding, name, ruleset }: { finding: Found; name: string | undefined; ruleset: string }) {
  const content = (
    <dl className="finding-basis">
      <dt>依据</dt>
      <dd>{finding.basis}</dd>
      <dt>把握</dt>
      <dd>{finding.confidence >= 1 ? '规则判定' : `约 ${Math.round(finding.confidence * 100)}%，请人工判断`}</dd>
      <dt>规则</dt>
      <dd>
        {name} <span className="quiet mono">{finding.rule}</span>
      </dd>
      <dt>版本</dt>
      <dd>{ruleset}</dd>
    </dl>
  )
  return (
    <Popover trigger="click" content={content} title="为什么提示">
      <Button size="small">依据</Button>
    </Popover>
  )
}

/** What can be in a word of a lexicon: up to thirty characters on one line with a Han character among them. */
export const wordy = (text: string): boolean => text.length <= 30 && !/[\n\t]/.test(text) && /\p{Script=Han}/u.test(text)

/** Characters before and behind a finding that count for the word it is in. */
export const beside = 2

/** A single character stands for the word it is in: what is Han within two characters of it. The person puts it right. */
export function wordAt(text: string, { start, end, text: found }: Found): string {
  if (end - start > 1) return found
  const before = /\p{Script=Han}{0,2}$/u.exec(text.slice(Math.max(0, start - beside), start))?.[0] ?? ''
  const after = /^\p{Script=Han}{0,2}/u.exec(text.slice(end, end + beside))?.[0] ?? ''
  return before + found + after
}

/** 忽略此词: the word goes to the office clerk, who lets it into the lexicon or not. */
export function Propose({ article, finding, word: found }: { article: string; finding: Found; word: string }) {
  const [word, setWord] = useState(found)
  const [reason, setReason] = useState('')
  const [open, setOpen] = useState(false)
  const propose = useAct('word.propose')
  const { message } = App.useApp()
  const send = () =>
    propose.mutate({ word, article, rule: finding.rule, reason }, { onSuccess: () => (setOpen(false), void message.success(`已提交“${word.trim()}”，由办公室处理后生效。`)) })
  const form = (
    <div className="dismiss">
      <Input value={word} aria-label="词语" maxLength={60} onChange={e => setWord(e.target.value)} />
      <Input value={reason} aria-label="说明" placeholder="说明（可不填），如：本地地名" maxLength={200} onChange={e => setReason(e.target.value)} onPressEnter={send} />
      <Button size="small" type="primary" loading={propose.isPending} disabled={word.trim().length < 2} onClick={send}>
        提交
      </Button>
    </div>
  )
  return (
    <Popover trigger="click" open={open} onOpenChange={setOpen} content={form} title="以后不再提示这个词">
      <Button size="small">忽略此词</Button>
    </Popover>
  )
}

/** Reasons that are given every day; any other is written. */
const usual = ['专有名称，无误', '引用原文', '本单位惯用', '误报']

/** Leaves a finding as it is, for a reason that goes on the record. `open` when it was asked for by keyboard. */
export function Dismiss({ open, onOpen, onDismiss }: { open: boolean; onOpen(open: boolean): void; onDismiss(reason: string): void }) {
  const [reason, setReason] = useState('')
  const send = (text: string) => {
    if (text.trim() === '') return
    onOpen(false)
    onDismiss(text.trim())
  }
  const form = (
    <div className="dismiss">
      <Input autoFocus value={reason} placeholder="写明忽略的理由" aria-label="忽略的理由" onChange={e => setReason(e.target.value)} onPressEnter={() => send(reason)} />
      <div>
        {usual.map(text => (
          <Button key={text} size="small" onClick={() => send(text)}>
            {text}
          </Button>
        ))}
        <Button size="small" type="primary" disabled={reason.trim() === ''} onClick={() => send(reason)}>
          忽略
        </Button>
      </div>
    </div>
  )
  return (
    <Popover trigger="click" open={open} onOpenChange={onOpen} content={form} title="忽略这一处" destroyOnHidden>
      <Button size="small" title="忽略（Del）">
        忽略
      </Button>
    </Popover>
  )
}
