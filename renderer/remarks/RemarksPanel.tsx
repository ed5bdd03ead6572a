import { CommentOutlined, DownOutlined, UpOutlined } from '@ant-design/icons'
import { Alert, Button, Segmented } from 'antd'
import { memo, useState } from 'react'
import { refusalZh } from '#core/refusals.zh'
import { remember, remembered } from '../ui/preferences.ts'
import { useMe } from '../ui/me.tsx'
import { useDirectory } from '../ui/names.tsx'
import { Loading, RefusalNote } from '../ui/states.tsx'
import { CommentForm, SuggestionForm } from './forms.tsx'
import { SuggestionCard } from './SuggestionCard.tsx'
import { ThreadCard } from './ThreadCard.tsx'
import type { Settling } from './settle.ts'
import { useReading, type Remarks, type SuggestionView, type ThreadView } from './use-remarks.ts'
import './remarks.css'

const filters = [
  { value: 'open', label: '未解决' },
  { value: 'done', label: '已解决' },
  { value: 'mine', label: '我的' },
  { value: 'forMe', label: '@我' },
] as const
type Filter = (typeof filters)[number]['value']
const place = 'shenjiao.remarks.filter'

type Props = { remarks: Remarks; settling: Settling | null }

/** 批注: every thread and proposal of the article, in the order of the text, what lost its passage at the end. */
export const RemarksPanel = memo(function RemarksPanel({ remarks, settling }: Props) {
  const { list, composing, setComposing, current, show } = remarks
  const me = useMe().person.id
  const [filter, setFilter] = useState<Filter>(() => remembered<Filter>(place, 'open'))
  useReading(remarks.id, list)
  if (!list) return <Loading rows={4} />
  // What was just pointed at is in view whatever the filter.
  const threads = list.threads.filter(thread => thread.id === current || fits(thread, filter, me))
  const suggestions = list.suggestions.filter(one => one.id === current || fitsSuggestion(one, filter, me))
  const here = [...threads, ...suggestions].filter(one => one.place).sort((a, b) => a.place!.start - b.place!.start)
  const whole = threads.filter(thread => thread.whole)
  const detached = [...threads.filter(thread => !thread.whole && !thread.place), ...suggestions.filter(one => !one.place && !one.settled)]
  const settled = suggestions.filter(one => one.settled)
  const step = (by: number) => {
    const at = here.findIndex(one => one.id === current)
    const next = here[(at + by + here.length) % here.length]
    if (next) show(next.id)
  }
  const choose = (next: Filter) => {
    setFilter(next)
    remember(place, next)
  }
  const card = (one: ThreadView | SuggestionView) =>
    'category' in one ? <ThreadCard key={one.id} thread={one} remarks={remarks} /> : <SuggestionCard key={one.id} suggestion={one} remarks={remarks} settling={settling} />
  return (
    <div className="remarks">
      <div className="remarks-head">
        <Segmented<Filter> size="small" aria-label="显示哪些批注" value={filter} onChange={choose} options={filters.map(({ value, label }) => ({ value, label: `${label}${countOf(list, value, me)}` }))} />
        <Button size="small" icon={<UpOutlined />} aria-label="上一条批注" title="上一条（Ctrl+Alt+K）" disabled={here.length === 0} onClick={() => step(-1)} />
        <Button size="small" icon={<DownOutlined />} aria-label="下一条批注" title="下一条（Ctrl+Alt+J）" disabled={here.length === 0} onClick={() => step(1)} />
      </div>
      {composing?.kind === 'comment' && <CommentForm key={composing.selected?.quote ?? ''} remarks={remarks} hash={composing.hash} selected={composing.selected} onClose={() => setComposing(null)} />}
      {composing?.kind === 'suggestion' && <SuggestionForm key={`${composing.selected.span.start}-${composing.selected.quote}`} remarks={remarks} hash={composing.hash} selected={composing.selected} onClose={() => setComposing(null)} />}
      {!composing && (
        <div className="remarks-new">
          <Button size="small" icon={<CommentOutlined />} disabled={list.may.comment !== null} onClick={() => setComposing({ kind: 'comment', hash: remarks.hash, selected: null })}>
            批注全文
          </Button>
          {list.may.comment ? <RefusalNote refusal={list.may.comment} /> : <span className="quiet">选中文字后按 Ctrl+Alt+M 批注，Ctrl+Alt+E 提修改建议。</span>}
        </div>
      )}
      {settling && filter === 'open' && <Everybody suggestions={suggestions.filter(one => !one.settled)} settling={settling} />}
      {here.length + whole.length + detached.length + settled.length === 0 && <p className="remarks-none">{noneZh[filter]}</p>}
      {whole.length > 0 && <Group title="全文">{whole.map(card)}</Group>}
      {here.length > 0 && <ul className="remark-list">{here.map(card)}</ul>}
      {detached.length > 0 && <Group title="已脱锚（所批注的文字已经不在）">{detached.map(card)}</Group>}
      {settled.length > 0 && <Group title="已处理的修改建议">{settled.map(card)}</Group>}
    </div>
  )
})

const noneZh: Record<Filter, string> = { open: '没有未解决的批注和建议。', done: '没有已解决的批注和建议。', mine: '您还没有提出批注或建议。', forMe: '没有等您处理的批注。' }

const fits = (thread: ThreadView, filter: Filter, me: string): boolean =>
  filter === 'open' ? !thread.resolved : filter === 'done' ? thread.resolved !== null : filter === 'mine' ? thread.by === me : thread.forMe
const fitsSuggestion = (one: SuggestionView, filter: Filter, me: string): boolean =>
  filter === 'open' ? !one.settled : filter === 'done' ? one.settled !== null : filter === 'mine' && one.by === me

function countOf(list: NonNullable<Remarks['list']>, filter: Filter, me: string): string {
  const count = list.threads.filter(thread => fits(thread, filter, me)).length + list.suggestions.filter(one => fitsSuggestion(one, filter, me)).length
  return count ? ` ${count}` : ''
}

const Group = ({ title, children }: { title: string; children: React.ReactNode }) => (
  <section className="remark-group">
    <h3>{title}</h3>
    <ul className="remark-list">{children}</ul>
  </section>
)

/** 全部接受(某人): a button a proposer, and what did not fit the last time. */
function Everybody({ suggestions, settling }: { suggestions: readonly SuggestionView[]; settling: Settling }) {
  const names = useDirectory()
  const people = [...Map.groupBy(suggestions, one => one.by)].filter(([, theirs]) => theirs.length > 1)
  return (
    <>
      {settling.refused.length > 0 && (
        <Alert
          type="warning" showIcon closable={{ onClose: settling.forget }} role="alert"
          title={`${settling.refused.length} 条建议没有采纳`}
          description={<ul className="remarks-refused">{settling.refused.map(({ suggestion, why }) => <li key={suggestion}>{refusalZh(why, names)}</li>)}</ul>}
        />
      )}
      {people.length > 0 && (
        <div className="remarks-everybody">
          {people.map(([person, theirs]) => (
            <span key={person}>
              {names.person(person)} {theirs.length} 条：
              <Button size="small" type="link" disabled={settling.barred !== null || settling.busy} onClick={() => settling.settle({ accept: theirs.map(one => one.id), reject: [] })}>
                全部接受
              </Button>
              <Button size="small" type="link" danger disabled={settling.barred !== null || settling.busy} onClick={() => settling.askReject(theirs.map(one => one.id))}>
                全部不采纳
              </Button>
            </span>
          ))}
        </div>
      )}
    </>
  )
}
