import { PlusOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { useEffect, useMemo, useRef } from 'react'
import { Link, useNavigate, useSearchParams } from 'react-router'
import type { Phase } from '#core/article/article'
import type { Summary } from '#core/api/schema/common'
import { useAsk } from '../ask.ts'
import { pathOf } from '../ui/links.ts'
import { useMe } from '../ui/me.tsx'
import { NewArticle } from '../ui/new-article.tsx'
import { PersonName } from '../ui/names.tsx'
import { Screen, Sheet } from '../ui/screen.tsx'
import { RowMarks } from '../ui/stage-marks.tsx'
import { Answered, EmptyState } from '../ui/states.tsx'
import { GradeTag, KindTag, PhaseTag, UrgentTag } from '../ui/tags.tsx'
import { agoZh, DueTime, groupOf, groups, useNow } from '../ui/time.tsx'
import { DeskCard } from './DeskCard.tsx'
import './desk.css'

const shown = 200
const filters = ['waiting', 'mine', 'due', 'returned', 'done'] as const
type Filter = (typeof filters)[number]
const filterZh: Record<Filter, string> = {
  waiting: '待我办理',
  mine: '我起草的',
  due: '快到期',
  returned: '已退回',
  done: '已办',
}

/** 工作台: what waits for this person, and one obvious next step. */
export function DeskScreen() {
  const [params, setParams] = useSearchParams()
  const filter = filters.find(name => name === params.get('list')) ?? 'waiting'
  const items = useItems(filter)
  const now = useNow()
  const order = arranged(items.data?.items ?? [], filter, now).flatMap(part => part.rows)
  const chosen = order.find(item => item.id === params.get('id')) ?? order[0]
  const choose = (change: Record<string, string>) => setParams({ list: filter, ...change }, { replace: 'id' in change })
  return (
    <Screen title="工作台" actions={<NewArticle />}>
      <Counts filter={filter} onPick={list => setParams({ list })} />
      <div className="desk">
        <Sheet className="sheet-flush desk-list">
          <Answered of={items}>
            {({ items: list }) =>
              list.length === 0 ? (
                <NothingHere filter={filter} />
              ) : (
                <Grouped items={list} filter={filter} chosen={chosen?.id} onChoose={id => choose({ id })} />
              )
            }
          </Answered>
        </Sheet>
        {chosen && <DeskCard key={chosen.id} summary={chosen} waiting={filter === 'waiting' || filter === 'due'} />}
      </div>
    </Screen>
  )
}

function useItems(filter: Filter) {
  const waiting = useAsk(
    'desk.waiting',
    { limit: shown, dueSoon: filter === 'due' },
    { enabled: filter === 'waiting' || filter === 'due' },
  )
  const mine = useAsk(
    'desk.mine',
    { limit: shown, returnedOnly: filter === 'returned' },
    { enabled: filter === 'mine' || filter === 'returned' },
  )
  const done = useAsk('desk.done', { limit: shown }, { enabled: filter === 'done' })
  return filter === 'done' ? done : filter === 'waiting' || filter === 'due' ? waiting : mine
}

function Counts({ filter, onPick }: { filter: Filter; onPick(filter: Filter): void }) {
  const { data } = useAsk('desk.counts', {})
  const counts: Partial<Record<Filter, number | undefined>> = {
    waiting: data?.waiting,
    mine: data?.mine,
    due: data?.dueSoon,
    returned: data?.returned,
  }
  return (
    <div className="counts" role="group" aria-label="筛选">
      {filters.map(name => (
        <button
          key={name}
          type="button"
          className={`count count-${name}`}
          aria-pressed={name === filter}
          onClick={() => onPick(name)}
        >
          <span>{filterZh[name]}</span>
          {name !== 'done' && <strong>{counts[name] ?? '–'}</strong>}
          {name === 'due' && data && data.overdue > 0 && <em>其中超期 {data.overdue}</em>}
        </button>
      ))}
    </div>
  )
}

type ListProps = { items: Summary[]; filter: Filter; chosen: string | undefined; onChoose(id: string): void }

/** How one's own articles and those already judged stand: the headings of lists that no deadline orders. */
const standings: { name: string; phases: Phase[] }[] = [
  { name: '待修改', phases: ['returned', 'drafting'] },
  { name: '审校中', phases: ['reviewing', 'referred'] },
  { name: '已签发', phases: ['cleared', 'released'] },
  { name: '已结束', phases: ['withheld', 'abandoned'] },
]

type Part = { name: string; rows: Summary[] }

/** The list under its headings: by deadline what waits, by standing what does not. */
function arranged(items: Summary[], filter: Filter, now: number): Part[] {
  const parts =
    filter === 'waiting' || filter === 'due'
      ? groups.map(name => ({ name, rows: items.filter(item => groupOf(item.due, now) === name) }))
      : standings.map(({ name, phases }) => ({ name, rows: items.filter(item => phases.includes(item.phase)) }))
  return parts.filter(part => part.rows.length > 0)
}

/** ↑↓ choose, Enter opens; grouped by when it is due, except what is already done. */
function Grouped({ items, filter, chosen, onChoose }: ListProps) {
  const now = useNow()
  const me = useMe()
  const navigate = useNavigate()
  const list = useRef<HTMLDivElement>(null)
  const parts = useMemo(() => arranged(items, filter, now), [items, filter, now])
  const order = parts.flatMap(part => part.rows)
  useEffect(() => {
    list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' })
  }, [chosen])
  const onKeyDown = (event: React.KeyboardEvent) => {
    const at = order.findIndex(item => item.id === chosen)
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    const next = step === undefined ? undefined : order[at + step]
    if (next) onChoose(next.id)
    else if (event.key === 'Enter' && order[at]) void navigate(pathOf(order[at], me.person.id))
    else if (step === undefined) return
    event.preventDefault()
  }
  return (
    <div
      ref={list}
      className="tasks"
      role="listbox"
      aria-label={filterZh[filter]}
      tabIndex={0}
      onKeyDown={onKeyDown}
      aria-activedescendant={chosen && `task-${chosen}`}
    >
      {parts.map(part => (
        <div key={part.name} role="group" aria-label={part.name}>
          <div className={part.name === '超期' ? 'group group-over' : 'group'} aria-hidden>
            {part.name} <span>{part.rows.length}</span>
          </div>
          {part.rows.map(item => (
            <Row
              key={item.id}
              item={item}
              chosen={item.id === chosen}
              now={now}
              onChoose={() => onChoose(item.id)}
              onOpen={() => void navigate(pathOf(item, me.person.id))}
            />
          ))}
        </div>
      ))}
      {items.length === shown && (
        <p className="quiet tasks-more">
          这里只列出 {shown} 篇,其余请
          <Link to={filter === 'mine' ? `/library?author=${me.person.id}` : '/library'}>到稿件库查找</Link>。
        </p>
      )}
    </div>
  )
}

function Row({
  item,
  chosen,
  now,
  onChoose,
  onOpen,
}: {
  item: Summary
  chosen: boolean
  now: number
  onChoose(): void
  onOpen(): void
}) {
  return (
    <div
      id={`task-${item.id}`}
      className="task"
      role="option"
      aria-selected={chosen}
      onClick={onChoose}
      onDoubleClick={onOpen}
    >
      <div className="task-title">
        {item.urgent && <UrgentTag />}
        <strong className="ellipsis" title={item.title}>
          {item.title || '(无标题)'}
        </strong>
      </div>
      <div className="task-due">{item.phase === 'reviewing' && <DueTime due={item.due} />}</div>
      <div className="task-facts">
        <KindTag kind={item.kind} />
        <GradeTag grade={item.grade} />
        <PhaseTag phase={item.phase} stage={item.stageName} />
        <span className="quiet">
          <PersonName id={item.author} /> · {agoZh(item.since, now)}
        </span>
        {item.holder && (
          <span className="quiet">
            <PersonName id={item.holder} /> 已认领
          </span>
        )}
      </div>
      <div className="task-road">
        <RowMarks row={item} />
      </div>
    </div>
  )
}

const nothing: Record<Filter, string> = {
  waiting: '没有待办',
  mine: '您还没有起草稿件',
  due: '没有快到期的稿件',
  returned: '没有被退回的稿件',
  done: '您还没有办理过稿件',
}

function NothingHere({ filter }: { filter: Filter }) {
  const me = useMe()
  const writes = me.may.write === null
  return (
    <EmptyState title={nothing[filter]}>
      {filter === 'waiting' && <p>有新的稿件到您这里时,会出现在此处。</p>}
      <p className="empty-links">
        {writes && (filter === 'waiting' || filter === 'mine') && (
          <NewArticle>
            <Button type="link" icon={<PlusOutlined />}>
              新建稿件
            </Button>
          </NewArticle>
        )}
        {filter === 'waiting' && <Link to="/desk?list=done">看看已办的稿件</Link>}
        {me.may.library === null && <Link to="/library">到稿件库查找</Link>}
      </p>
    </EmptyState>
  )
}
