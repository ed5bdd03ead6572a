import { Checkbox } from 'antd'
import { useEffect, useRef } from 'react'
import { Link } from 'react-router'
import type { Summary } from '#core/api/schema/common'
import { useMe } from '../ui/me.tsx'
import { PersonName } from '../ui/names.tsx'
import { RowMarks } from '../ui/stage-marks.tsx'
import { GradeTag, KindTag, PhaseTag, UrgentTag } from '../ui/tags.tsx'
import { agoZh, DueTime, useNow } from '../ui/time.tsx'
import { filterZh, shown, type Filter, type Part } from './lists.ts'

/** What is picked for a batch, and why a row cannot be passed with others; null where it can. */
export type Picking = { ids: ReadonlySet<string>; why(id: string): string | null; toggle(id: string): void }

type ListProps = { parts: readonly Part[]; total: number; filter: Filter; chosen: string | undefined; picking: Picking | null; onChoose(id: string): void; onOpen(item: Summary): void }

/** One list for all: the chosen row stays in view; the keys are the screen's own (useDeskKeys). */
export function DeskList({ parts, total, filter, chosen, picking, onChoose, onOpen }: ListProps) {
  const me = useMe()
  const now = useNow()
  const list = useRef<HTMLDivElement>(null)
  useEffect(() => {
    list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' })
  }, [chosen])
  return (
    <div ref={list} className="tasks" role="listbox" aria-label={filterZh[filter]} tabIndex={0} aria-activedescendant={chosen && `task-${chosen}`}>
      {parts.map(part => (
        <div key={part.name} role="group" aria-label={part.name}>
          <div className={part.name === '超期' ? 'group group-over' : 'group'} aria-hidden>
            {part.name} <span>{part.rows.length}</span>
          </div>
          {part.rows.map(item => (
            <Row key={item.id} item={item} chosen={item.id === chosen} now={now} picking={picking} onChoose={() => onChoose(item.id)} onOpen={() => onOpen(item)} />
          ))}
        </div>
      ))}
      {total === shown && (
        <p className="quiet tasks-more">
          这里只列出 {shown} 篇，其余请<Link to={filter === 'mine' ? `/library?author=${me.person.id}` : '/library'}>到稿件库查找</Link>。
        </p>
      )}
    </div>
  )
}

type RowProps = { item: Summary; chosen: boolean; now: number; picking: Picking | null; onChoose(): void; onOpen(): void }

function Row({ item, chosen, now, picking, onChoose, onOpen }: RowProps) {
  const why = picking?.why(item.id)
  return (
    <div id={`task-${item.id}`} className="task" role="option" aria-selected={chosen} onClick={onChoose} onDoubleClick={onOpen}>
      <div className="task-title">
        {picking && (
          <Checkbox tabIndex={-1} aria-label={`选入批量：${item.title}`} checked={picking.ids.has(item.id)} onClick={event => event.stopPropagation()} onChange={() => picking.toggle(item.id)} />
        )}
        {item.urgent && <UrgentTag />}
        <strong className="ellipsis" title={item.title}>
          {item.title || '（无标题）'}
        </strong>
      </div>
      <div className="task-due">{item.phase === 'reviewing' && <DueTime due={item.due} />}</div>
      <div className="task-facts">
        <KindTag kind={item.kind} />
        <GradeTag grade={item.grade} />
        <PhaseTag phase={item.phase} stage={item.stageName} channels={item.channels} />
        <span className="quiet">
          <PersonName id={item.author} /> · {agoZh(item.since, now)}
        </span>
        {item.holder && (
          <span className="quiet">
            <PersonName id={item.holder} /> 办理
          </span>
        )}
        {why && <span className="task-why">{why}</span>}
      </div>
      <div className="task-road">
        <RowMarks row={item} />
      </div>
    </div>
  )
}
