import { Alert, Button } from 'antd'
import { useState } from 'react'
import { Link, useNavigate } from 'react-router'
import type { Output } from '#core/api/contract'
import type { Summary } from '#core/api/schema/common'
import { useAct, useAsk } from '../ask.ts'
import { AssignDialog } from '../review/dialogs.tsx'
import { historyPath, pathOf, reviewPath } from '../ui/links.ts'
import { useMe } from '../ui/me.tsx'
import { PersonName } from '../ui/names.tsx'
import { StageMarks } from '../ui/stage-marks.tsx'
import { Answered } from '../ui/states.tsx'
import { DueTime, Moment } from '../ui/time.tsx'
import { isWork, type Filter } from './lists.ts'

type Card = Output<'desk.card'>

/** The chosen article: first lines, the road, what voided this person's own passes, and the one button. */
export function DeskCard({ summary, filter }: { summary: Summary; filter: Filter }) {
  const waiting = isWork(filter)
  const me = useMe()
  const navigate = useNavigate()
  const card = useAsk('desk.card', { id: summary.id })
  const draft = (summary.phase === 'drafting' || summary.phase === 'returned') && summary.author === me.person.id
  const action = waiting ? '去办理' : filter === 'asked' ? '去答复' : draft ? '继续修改' : '查看'
  return (
    <aside className="sheet desk-card" aria-label="所选稿件">
      <h2 className="desk-card-title">{summary.title || '（无标题）'}</h2>
      <dl className="facts">
        <dt>作者</dt>
        <dd>
          <PersonName id={summary.author} full />
        </dd>
        {summary.stageName && (
          <>
            <dt>{summary.phase === 'returned' ? '退回环节' : '所在环节'}</dt>
            <dd>
              {summary.stageName}
              {summary.due && (
                <>
                  {' · '}
                  <DueTime due={summary.due} />
                </>
              )}
            </dd>
          </>
        )}
        {summary.documentNumber && (
          <>
            <dt>文号</dt>
            <dd>{summary.documentNumber}</dd>
          </>
        )}
        <dt>更新</dt>
        <dd>
          <Moment at={summary.updatedAt} />
        </dd>
      </dl>
      <Answered of={card} rows={5}>
        {data => <CardBody card={data} />}
      </Answered>
      <div className="desk-card-foot">
        <Link to={historyPath(summary.id)}>历史</Link>
        {waiting && <Claim summary={summary} />}
        {summary.phase === 'reviewing' && me.person.roles.includes('office-clerk') && <Assign id={summary.id} />}
        <Button
          type="primary"
          size="large"
          className="grow"
          onClick={() => void navigate(waiting || filter === 'asked' ? reviewPath(summary.id) : pathOf(summary, me.person.id))}
        >
          {action}
        </Button>
      </div>
    </aside>
  )
}

/** 认领 from the desk; who holds it is on the row. */
function Claim({ summary }: { summary: Summary }) {
  const claim = useAct('stage.claim')
  if (summary.holder !== null || summary.stage === null || summary.phase !== 'reviewing') return null
  return (
    <Button loading={claim.isPending} title="认领后，其他有该岗位的人在期限内不能办理（C）" onClick={() => claim.mutate({ id: summary.id, stage: summary.stage! })}>
      认领
    </Button>
  )
}

/** 指定办理人 from the desk, by an office clerk. */
function Assign({ id }: { id: string }) {
  const [open, setOpen] = useState(false)
  const article = useAsk('article.open', { id }, { enabled: open, staleTime: 0 })
  return (
    <>
      <Button loading={open && article.isPending} onClick={() => setOpen(true)}>
        指定办理人
      </Button>
      {open && article.data && <AssignDialog view={article.data} onClose={() => setOpen(false)} />}
    </>
  )
}

function CardBody({ card }: { card: Card }) {
  return (
    <div className="desk-card-body">
      {card.road.length > 0 && <StageMarks road={card.road} />}
      {card.returned && (
        <Alert
          type="error"
          title={
            <>
              {card.returned.stageName} <PersonName id={card.returned.by} /> 退回：{card.returned.category}
            </>
          }
          description={card.returned.reason}
        />
      )}
      {card.voidedMine.map(pass => (
        <VoidedPass key={`${pass.run}-${pass.stage}-${pass.at}`} pass={pass} />
      ))}
      <p className="lines">{card.lines || '（尚无正文）'}</p>
    </div>
  )
}

const hunksShown = 5

/** Explained voiding: whose pass, who changed which words. */
function VoidedPass({ pass }: { pass: Card['voidedMine'][number] }) {
  if (!pass.voided) return null
  const { by, hunks } = pass.voided
  return (
    <Alert
      type="error"
      title={
        <>
          您在“{pass.stageName}”的通过已作废：
          <PersonName id={by} /> 改动了 {hunks.length} 处
        </>
      }
      description={
        <ul className="hunks">
          {hunks.slice(0, hunksShown).map((hunk, i) => (
            <li key={`${i}-${hunk.before}`}>
              {hunk.before && <del>{hunk.before}</del>}
              {hunk.after && <ins>{hunk.after}</ins>}
            </li>
          ))}
          {hunks.length > hunksShown && <li className="quiet">另有 {hunks.length - hunksShown} 处</li>}
        </ul>
      }
    />
  )
}
