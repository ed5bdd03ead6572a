import { CheckOutlined, DownOutlined, UpOutlined } from '@ant-design/icons'
import type { Editor } from '@tiptap/core'
import { App, Button, Collapse, Input, Popover, Tag } from 'antd'
import { useEffect, useMemo, useState } from 'react'
import { errorRate } from '#core/proofread/rate'
import { families } from '#core/proofread/rule'
import { useAct } from '../ask.ts'
import { Loading } from '../ui/states.tsx'
import { fix, goTo, showFindings, type Checked, type Found } from './findings.ts'

export type Dismissals = ReadonlyMap<string, string>
/** The same finding after the text around it moved is another one; its words and rule tell it apart in the meantime. */
export const findingKey = (finding: Pick<Found, 'rule' | 'text' | 'start'>): string => `${finding.rule}\n${finding.text}\n${finding.start}`

const levelZh = { error: '错误', warning: '警告', info: '提示' } as const
const levelColor = { error: 'red', warning: 'orange', info: 'default' } as const

type Props = {
  checked: Checked | null
  editor: Editor
  /** Id of the article, for words proposed to the lexicon. */
  article: string
  /** May fixes be made in the text here? */
  fixable: boolean
  dismissals: Dismissals
  /** Absent where findings cannot be dismissed yet. */
  onDismiss?: (finding: Found, reason: string) => void
  /** A step to another finding was taken by keyboard: the text and this panel should be in view. */
  onWalk?: () => void
}

/** 机检: findings by family, next and previous, what to write instead, why, and what was done about each. */
export function ChecksPanel({ checked, editor, article, fixable, dismissals, onDismiss, onWalk }: Props) {
  const [at, setAt] = useState(0)
  const findings = useMemo(() => checked?.findings ?? [], [checked])
  const open = useMemo(() => findings.filter(f => !dismissals.has(findingKey(f))), [findings, dismissals])
  const current = open[Math.min(at, open.length - 1)] ?? null
  useEffect(() => {
    if (checked) showFindings(editor, checked, current)
  }, [editor, checked, current])
  const step = (by: number) => {
    if (!checked || open.length === 0) return
    const next = (Math.min(at, open.length - 1) + by + open.length) % open.length
    setAt(next)
    goTo(editor, checked, open[next]!)
  }
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key === 'F8') {
        event.preventDefault()
        onWalk?.()
        step(event.shiftKey ? -1 : 1)
      }
      if (event.key === 'Enter' && event.altKey && fixable && checked && current?.suggestions.length) {
        event.preventDefault()
        fix(editor, checked, [current])
      }
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  })
  if (!checked) return <Loading rows={4} />
  if (findings.length === 0)
    return (
      <>
        <p className="checks-none">机检没有发现问题。机检不能代替人工校对。</p>
        <p className="quiet checks-ruleset">{checked.ruleset}</p>
      </>
    )
  const groups = Map.groupBy(open, f => f.family)
  return (
    <div className="checks">
      <div className="checks-head">
        <span>
          {open.length} 处待处理{dismissals.size > 0 && `,已忽略 ${dismissals.size} 处`}
        </span>
        <Button size="small" icon={<UpOutlined />} aria-label="上一处(Shift+F8)" onClick={() => step(-1)} />
        <Button size="small" icon={<DownOutlined />} aria-label="下一处(F8)" onClick={() => step(1)} />
      </div>
      <Rate checked={checked} open={open} />
      <Collapse
        ghost
        defaultActiveKey={[...groups.keys()].slice(0, 3)}
        items={[...groups].map(([family, list]) => ({
          key: family,
          label: `${(families as Record<string, string>)[family] ?? '保密筛查'}(${list.length})`,
          children: <Family list={list} {...{ checked, editor, article, fixable, current, ...(onDismiss && { onDismiss }) }} onGo={finding => { setAt(open.indexOf(finding)); goTo(editor, checked, finding) }} />,
        }))}
      />
    </div>
  )
}

/** How many findings of a family are listed at once; one text can hold hundreds of half-width marks. */
const listed = 40

function Family({ list, checked, editor, article, fixable, current, onGo, onDismiss }: { list: Found[]; checked: Checked; editor: Editor; article: string; fixable: boolean; current: Found | null; onGo(f: Found): void; onDismiss?: (f: Found, reason: string) => void }) {
  const certain = list.filter(f => f.confidence >= 1 && f.suggestions.length > 0 && f.source === 'proofread')
  return (
    <>
      {fixable && certain.length > 1 && (
        <Button size="small" icon={<CheckOutlined />} onClick={() => fix(editor, checked, certain)}>
          全部改正 {certain.length} 处
        </Button>
      )}
      <ul>
        {list.slice(0, listed).map(finding => (
          <li key={findingKey(finding)} className={finding === current ? 'finding-item finding-item-on' : 'finding-item'}>
            <button type="button" onClick={() => onGo(finding)}>
              <Tag color={levelColor[finding.level]}>{levelZh[finding.level]}</Tag>
              <b>{finding.text.trim() === '' ? '空白' : finding.text}</b>
              {finding.suggestions[0] !== undefined && <span> → {finding.suggestions[0] === '' ? '删去' : finding.suggestions[0]}</span>}
              <p>{finding.message}</p>
            </button>
            <div className="finding-acts">
              {fixable && finding.suggestions.length > 0 && finding.source === 'proofread' && (
                <Button size="small" onClick={() => fix(editor, checked, [finding])}>
                  改正
                </Button>
              )}
              <Basis finding={finding} ruleset={checked.ruleset} />
              {finding.source === 'proofread' && wordy(finding.text) && <Propose article={article} finding={finding} word={wordAt(checked.plain.text, finding)} />}
              {onDismiss && <Dismiss onDismiss={reason => onDismiss(finding, reason)} />}
            </div>
          </li>
        ))}
      </ul>
      {list.length > listed && <p className="quiet">另有 {list.length - listed} 处同类问题,处理后依次显示。</p>}
    </>
  )
}

/** 差错率 of what is still open, against the line of 图书质量管理规定. */
function Rate({ checked, open }: { checked: Checked; open: readonly Found[] }) {
  const rate = useMemo(() => errorRate(open.filter(f => f.source === 'proofread'), checked.plain.text), [checked, open])
  return (
    <p className="quiet checks-rate" title={rate.basis}>
      差错率 <b>{rate.rate}</b> / 万字(合格线 {rate.passLine})
      <Tag color={rate.passes ? 'green' : 'orange'}>{rate.passes ? '合格' : '未达合格线'}</Tag>
    </p>
  )
}

/** 依据: what the finding rests on, how sure it is, and which lists it was made with. */
function Basis({ finding, ruleset }: { finding: Found; ruleset: string }) {
  const content = (
    <dl className="finding-basis">
      <dt>依据</dt>
      <dd>{finding.basis}</dd>
      <dt>把握</dt>
      <dd>{finding.confidence >= 1 ? '规则判定' : `约 ${Math.round(finding.confidence * 100)}%,请人工判断`}</dd>
      <dt>规则</dt>
      <dd className="mono">{finding.rule}</dd>
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
const wordy = (text: string): boolean => text.length <= 30 && !/[\n\t]/.test(text) && /\p{Script=Han}/u.test(text)

/** A single character stands for the word it is in: what is Han within two characters of it. The person puts it right. */
function wordAt(text: string, { start, end, text: found }: Found): string {
  if (end - start > 1) return found
  const before = /\p{Script=Han}{0,2}$/u.exec(text.slice(Math.max(0, start - 2), start))?.[0] ?? ''
  const after = /^\p{Script=Han}{0,2}/u.exec(text.slice(end, end + 2))?.[0] ?? ''
  return before + found + after
}

/** 忽略此词: the word goes to the office clerk, who lets it into the lexicon or not. */
function Propose({ article, finding, word: found }: { article: string; finding: Found; word: string }) {
  const [word, setWord] = useState(found)
  const [reason, setReason] = useState('')
  const [open, setOpen] = useState(false)
  const propose = useAct('word.propose')
  const { message } = App.useApp()
  const send = () =>
    propose.mutate({ word, article, rule: finding.rule, reason }, { onSuccess: () => (setOpen(false), void message.success(`已提交“${word.trim()}”,由办公室处理后生效。`)) })
  const form = (
    <div className="dismiss">
      <Input value={word} aria-label="词语" maxLength={60} onChange={e => setWord(e.target.value)} />
      <Input value={reason} aria-label="说明" placeholder="说明(可不填),如:本地地名" maxLength={200} onChange={e => setReason(e.target.value)} onPressEnter={send} />
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

function Dismiss({ onDismiss }: { onDismiss(reason: string): void }) {
  const [reason, setReason] = useState('')
  const send = (text: string) => text.trim() && onDismiss(text.trim())
  const form = (
    <div className="dismiss">
      <Input value={reason} placeholder="写明忽略的理由" aria-label="忽略的理由" onChange={e => setReason(e.target.value)} onPressEnter={() => send(reason)} />
      <div>
        {['专有名称,无误', '引用原文', '误报'].map(text => (
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
    <Popover trigger="click" content={form} title="忽略这一处">
      <Button size="small">忽略</Button>
    </Popover>
  )
}
