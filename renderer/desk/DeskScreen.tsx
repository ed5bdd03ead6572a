import { PlusOutlined } from '@ant-design/icons'
import { App, Button, Segmented, Select, Tooltip } from 'antd'
import { lazy, Suspense, useState } from 'react'
import { Link, useNavigate } from 'react-router'
import { kinds, kindZh, type Kind } from '#core/article/content'
import type { Summary } from '#core/api/schema/common'
import { useAct } from '../ask.ts'
import { known, useAddress } from '../ui/address.ts'
import { useKeptAddress } from '../ui/kept-address.ts'
import { pathOf, reviewPath } from '../ui/links.ts'
import { useMe } from '../ui/me.tsx'
import { NewArticle } from '../ui/new-article.tsx'
import { Screen, Sheet } from '../ui/screen.tsx'
import { Answered, EmptyState, Loading } from '../ui/states.tsx'
import { useNow } from '../ui/time.tsx'
import { BatchBar, useBatch } from './BatchBar.tsx'
import { Delegations } from './Delegations.tsx'
import { DeskCard } from './DeskCard.tsx'
import { DeskList } from './DeskList.tsx'
import { Lacking } from './Lacking.tsx'
import { deskKeys, useDeskKeys } from './keys.ts'
import { arranged, filterZh, isWork, useCounts, useFilters, useItems, type Filter } from './lists.ts'
import './desk.css'

const DeskCalendar = lazy(() => import('./DeskCalendar.tsx').then(m => ({ default: m.DeskCalendar })))

const kept = ['stage', 'kind', 'show']

/** 工作台: what waits for this person, and one obvious next step. The list, its filters and the chosen row live in the address. */
export function DeskScreen() {
  useKeptAddress('desk', kept)
  const address = useAddress()
  const mine = useFilters()
  const filter = mine.find(name => name === address.get('list')) ?? 'waiting'
  const calendar = address.get('show') === 'calendar'
  return (
    <Screen
      title="工作台"
      actions={
        <>
          <Segmented
            aria-label="工作台的样式"
            value={calendar ? 'calendar' : 'list'}
            options={[
              { value: 'list', label: '列表' },
              { value: 'calendar', label: '日历' },
            ]}
            onChange={show => address.set({ show: show === 'calendar' ? 'calendar' : undefined })}
          />
          <NewArticle />
        </>
      }
    >
      <Delegations />
      <Lacking />
      {calendar ? (
        <Suspense fallback={<Loading rows={12} />}>
          <DeskCalendar />
        </Suspense>
      ) : (
        <>
          <Counts filters={mine} filter={filter} onPick={list => address.set({ list, id: undefined }, { replace: false })} />
          <ListAndCard key={filter} filter={filter} />
        </>
      )}
    </Screen>
  )
}

function Counts({ filters, filter, onPick }: { filters: readonly Filter[]; filter: Filter; onPick(filter: Filter): void }) {
  const counts = useCounts()
  return (
    <div className="counts" role="group" aria-label="筛选">
      {filters.map(name => (
        <button key={name} type="button" className={`count count-${name}`} aria-pressed={name === filter} onClick={() => onPick(name)}>
          <span>{filterZh[name]}</span>
          <strong>{counts[name] === undefined ? '–' : name === 'done' && counts[name] > 999 ? '999+' : counts[name]}</strong>
          {name === 'due' && counts.overdue > 0 && <em>超期 {counts.overdue}</em>}
        </button>
      ))}
    </div>
  )
}

/** The rows that the filters of the address leave. */
function useRows(filter: Filter) {
  const { get, all, set } = useAddress()
  const items = useItems(filter)
  const now = useNow()
  const list: readonly Summary[] = items.data?.items ?? []
  const wanted = { kinds: known<Kind>(all('kind'), kinds), stages: all('stage') }
  const rows = list.filter(item => (wanted.kinds.length === 0 || wanted.kinds.includes(item.kind)) && (wanted.stages.length === 0 || wanted.stages.includes(item.stageName ?? '')))
  const parts = arranged(rows, filter, now)
  const order = parts.flatMap(part => part.rows)
  const chosen = order.find(item => item.id === get('id')) ?? order[0]
  return { items, list, rows, wanted, parts, order, chosen, set }
}

function ListAndCard({ filter }: { filter: Filter }) {
  const me = useMe()
  const navigate = useNavigate()
  const { modal, message } = App.useApp()
  const { items, list, rows, wanted, parts, order, chosen, set } = useRows(filter)
  const [batching, setBatching] = useState(false)
  const batch = useBatch(rows, batching)
  const claim = useAct('stage.claim')
  const open = (item: Summary | undefined) => item && void navigate(filter === 'asked' ? reviewPath(item.id) : pathOf(item, me.person.id))
  const judge = (what: 'pass' | 'return') => {
    if (!chosen) return
    if (!isWork(filter)) return void message.info('这一列的稿件现在不由您办理。请在“待我办理”中选择。')
    void navigate(`${reviewPath(chosen.id)}?do=${what}`)
  }
  const step = (by: number) => {
    const next = order[order.findIndex(item => item.id === chosen?.id) + by]
    if (next) set({ id: next.id })
  }
  useDeskKeys({
    next: () => step(1),
    previous: () => step(-1),
    open: () => open(chosen),
    pass: () => judge('pass'),
    return: () => judge('return'),
    claim: () => chosen?.stage && isWork(filter) && claim.mutate({ id: chosen.id, stage: chosen.stage }, { onSuccess: () => void message.success('已认领。') }),
    pick: () => batching && chosen && batch.picking.toggle(chosen.id),
    help: () => void modal.info({ title: '工作台的快捷键', width: 520, icon: null, content: <KeysHelp /> }),
  })
  return (
    <>
      <div className="desk-tools">
        <Filters list={list} wanted={wanted} onSet={set} />
        <span className="grow" />
        {filter === 'waiting' && !batching && rows.length > 0 && <Button onClick={() => setBatching(true)}>批量通过</Button>}
        <Tooltip title="快捷键（按 ? 键）">
          <Button type="text" aria-label="快捷键" onClick={() => void modal.info({ title: '工作台的快捷键', width: 520, icon: null, content: <KeysHelp /> })}>
            <kbd>?</kbd>
          </Button>
        </Tooltip>
      </div>
      {batching && <BatchBar batch={batch} rows={rows} onClose={() => setBatching(false)} />}
      <div className="desk">
        <Sheet className="sheet-flush desk-list">
          <Answered of={items}>
            {() =>
              list.length === 0 ? (
                <NothingHere filter={filter} />
              ) : rows.length === 0 ? (
                <EmptyState title="没有符合条件的稿件">
                  <Button type="link" onClick={() => set({ kind: undefined, stage: undefined })}>
                    清除筛选
                  </Button>
                </EmptyState>
              ) : (
                <DeskList parts={parts} total={list.length} filter={filter} chosen={chosen?.id} picking={batching ? batch.picking : null} onChoose={id => set({ id })} onOpen={open} />
              )
            }
          </Answered>
        </Sheet>
        {chosen && <DeskCard key={chosen.id} summary={chosen} filter={filter} />}
      </div>
    </>
  )
}

type FiltersProps = { list: readonly Summary[]; wanted: { kinds: Kind[]; stages: string[] }; onSet: ReturnType<typeof useAddress>['set'] }

/** By stage and by kind, of what the list holds; a wish of the address that the list does not hold is shown all the same, to be taken away. */
function Filters({ list, wanted, onSet }: FiltersProps) {
  const stages = [...new Set([...wanted.stages, ...list.flatMap(item => item.stageName ?? [])])]
  const found = kinds.filter(kind => wanted.kinds.includes(kind) || list.some(item => item.kind === kind))
  return (
    <>
      <Select
        mode="multiple"
        aria-label="按环节筛选"
        className="desk-filter"
        allowClear
        placeholder="全部环节"
        value={wanted.stages}
        onChange={(stage: string[]) => onSet({ stage, id: undefined })}
        options={stages.map(value => ({ value, label: value }))}
      />
      <Select
        mode="multiple"
        aria-label="按体裁筛选"
        className="desk-filter"
        allowClear
        placeholder="全部体裁"
        value={wanted.kinds}
        onChange={(kind: Kind[]) => onSet({ kind, id: undefined })}
        options={found.map(value => ({ value, label: kindZh[value] }))}
      />
    </>
  )
}

const KeysHelp = () => (
  <table className="shortcuts">
    <tbody>
      {deskKeys.map(({ keys, zh }) => (
        <tr key={keys}>
          <td>{zh}</td>
          <td>
            <kbd>{keys}</kbd>
          </td>
        </tr>
      ))}
    </tbody>
  </table>
)

const nothing: Record<Filter, string> = {
  waiting: '没有待办',
  due: '没有快到期的稿件',
  asked: '没有人征求您的意见',
  mentions: '没有提到您、等您处理的批注',
  mine: '您还没有起草稿件',
  returned: '没有被退回的稿件',
  done: '您还没有办理过稿件',
  all: '现在没有在办的稿件',
}

function NothingHere({ filter }: { filter: Filter }) {
  const me = useMe()
  const { returned = 0 } = useCounts()
  const writes = me.may.write === null
  return (
    <EmptyState title={nothing[filter]}>
      {filter === 'waiting' && returned > 0 && (
        <p>
          您有 {returned} 篇稿件被退回，等您修改。<Link to="/desk?list=returned">去修改</Link>
        </p>
      )}
      {filter === 'waiting' && <p>有新的稿件到您这里时，会出现在此处。</p>}
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
