import { Button, Mentions, Popconfirm, Select, Tag } from 'antd'
import { useState } from 'react'
import { commentCategoryZh } from '#core/article/events'
import { useAct } from '../ask.ts'
import { PersonName, useDirectory } from '../ui/names.tsx'
import { Moment } from '../ui/time.tsx'
import { mentionedIn, usePeopleOptions } from './forms.tsx'
import type { Remarks, ThreadView } from './use-remarks.ts'

const graveColor = { political: 'red', secrecy: 'red', legal: 'blue', policy: 'blue', fact: 'default', wording: 'default' } as const

type Props = { thread: ThreadView; remarks: Remarks }

/** One thread: where it stands, what was said, and what may be done about it. */
export function ThreadCard({ thread, remarks }: Props) {
  const { id, list, current, colours, gone, show } = remarks
  const act = { id, thread: thread.id }
  const resolve = useAct('comment.resolve')
  const reopen = useAct('comment.reopen')
  const [replying, setReplying] = useState(false)
  const may = list!.may.comment === null
  const colour = colours.get(thread.by)
  const style = { '--remark-ink': colour?.ink, '--remark-line': colour?.line } as React.CSSProperties
  return (
    <li id={`remark-${thread.id}`} className={`remark-card${thread.id === current ? ' remark-card-on' : ''}${thread.resolved ? ' remark-card-done' : ''}`} style={style}>
      <Head by={thread.by} at={thread.at} stageName={thread.stageName} sign={colour?.sign ?? ''}>
        <Tag color={graveColor[thread.category]}>{commentCategoryZh[thread.category]}</Tag>
        {thread.unread && <Tag color="blue">新</Tag>}
      </Head>
      {!thread.whole && <Quote quote={thread.quote} gone={gone.has(thread.id)} {...(thread.place && { onGo: () => show(thread.id) })} />}
      <p className="remark-words">{thread.words}</p>
      <ol className="remark-replies">
        {thread.replies.map(reply => (
          <li key={`${reply.by}-${reply.at}`}>
            <span className="remark-by">
              <PersonName id={reply.by} /> <Moment at={reply.at} />
            </span>
            <p className="remark-words">{reply.words}</p>
          </li>
        ))}
      </ol>
      {thread.resolved ? (
        <p className="remark-resolved">
          ✓ 已由 <PersonName id={thread.resolved.by} /> 于 <Moment at={thread.resolved.at} /> 标为已解决
        </p>
      ) : (
        <Assignee thread={thread} remarks={remarks} />
      )}
      {replying && <ReplyForm thread={thread} remarks={remarks} onClose={() => setReplying(false)} />}
      {may && !replying && (
        <div className="remark-acts">
          <Button size="small" onClick={() => setReplying(true)}>
            回复
          </Button>
          {thread.resolved ? (
            <Button size="small" loading={reopen.isPending} onClick={() => reopen.mutate(act)}>
              重新打开
            </Button>
          ) : (
            <Resolve thread={thread} busy={resolve.isPending} onResolve={() => resolve.mutate(act)} />
          )}
        </div>
      )}
    </li>
  )
}

function Resolve({ thread, busy, onResolve }: { thread: ThreadView; busy: boolean; onResolve(): void }) {
  const names = useDirectory()
  const refusal = thread.may.resolve
  if (refusal) {
    return refusal.code === 'writer-may-not-resolve' ? <span className="quiet">由{names.person(refusal.by)}或审校人员确认解决</span> : null
  }
  return (
    <Button size="small" loading={busy} onClick={onResolve}>
      标为已解决
    </Button>
  )
}

/** Who said it, when and at which stage; the sign and the line at the edge are the person's own. */
export function Head({ by, at, stageName, sign, children }: { by: string; at: string; stageName: string | null; sign: string; children?: React.ReactNode }) {
  return (
    <header className="remark-head">
      <span className="remark-sign" aria-hidden>
        {sign}
      </span>
      <b>
        <PersonName id={by} />
      </b>
      {stageName && <span className="quiet">{stageName}</span>}
      {children}
      <Moment at={at} />
    </header>
  )
}

/** The words spoken of; a way to them while they are there. */
export function Quote({ quote, gone, onGo }: { quote: string; gone: boolean; onGo?: () => void }) {
  const words = quote.length > 120 ? `${quote.slice(0, 120)}…` : quote
  if (!onGo) return <blockquote className="remark-quote remark-quote-gone">原文：“{words}”</blockquote>
  return (
    <button type="button" className="remark-quote" title="到文中查看" onClick={onGo}>
      “{words}”{gone && <span className="remark-gone"> 已在未保存的修改中删去</span>}
    </button>
  )
}

function Assignee({ thread, remarks }: Props) {
  const assign = useAct('comment.assign')
  const options = usePeopleOptions(remarks.list!.people)
  const names = useDirectory()
  if (remarks.list!.may.comment !== null) return thread.assigned ? <p className="quiet">交 {names.person(thread.assigned.person)} 处理</p> : null
  return (
    <label className="remark-assignee">
      <span className="quiet">处理人</span>
      <Select
        size="small" variant="filled" allowClear showSearch={{ optionFilterProp: 'label' }} placeholder="未指派" aria-label="处理人"
        value={thread.assigned?.person} options={options} loading={assign.isPending}
        onChange={person => assign.mutate({ id: remarks.id, thread: thread.id, person: person ?? null })}
      />
    </label>
  )
}

function ReplyForm({ thread, remarks, onClose }: Props & { onClose(): void }) {
  const [words, setWords] = useState('')
  const reply = useAct('comment.reply')
  const options = usePeopleOptions(remarks.list!.people)
  const send = () => {
    if (words.trim() === '') return
    reply.mutate({ id: remarks.id, thread: thread.id, words: words.trim(), mentions: mentionedIn(words, options) }, { onSuccess: onClose })
  }
  const close = <Button size="small" onClick={words.trim() ? undefined : onClose}>取消</Button>
  return (
    <div className="remark-form" role="group" aria-label="回复批注" onKeyDown={event => keys(event, send, words.trim() ? null : onClose)}>
      <Mentions autoFocus autoSize={{ minRows: 2, maxRows: 8 }} maxLength={2000} aria-label="回复的内容" placeholder="回复，可用 @ 提及有关人员" value={words} onChange={setWords} options={options.map(({ label }) => ({ value: label, label }))} />
      <div className="remark-acts">
        <Button size="small" type="primary" loading={reply.isPending} disabled={words.trim() === ''} onClick={send}>
          回复
        </Button>
        {words.trim() ? (
          <Popconfirm title="放弃写好的回复？" okText="放弃" cancelText="继续写" onConfirm={onClose}>
            {close}
          </Popconfirm>
        ) : (
          close
        )}
      </div>
    </div>
  )
}

/** Ctrl+Enter sends, Esc closes a form with nothing in it; neither reaches the decision bar. */
export function keys(event: React.KeyboardEvent, send: () => void, close: (() => void) | null): void {
  if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
    event.preventDefault()
    event.stopPropagation()
    send()
  } else if (event.key === 'Escape' && close) {
    event.stopPropagation()
    close()
  }
}
