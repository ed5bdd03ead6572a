import { Alert, Button } from 'antd'
import { useState } from 'react'
import { Link } from 'react-router'
import { isSignedOff } from '#core/article/article'
import { useAct } from '../ask.ts'
import { PrintMenu } from '../print/PrintMenu.tsx'
import { historyPath, releasePath } from '../ui/links.ts'
import { useMe } from '../ui/me.tsx'
import { PublishBy } from '../ui/PublishBy.tsx'
import { PersonName } from '../ui/names.tsx'
import { StageMarks } from '../ui/stage-marks.tsx'
import { GradeTag, KindTag, PhaseTag, UrgentTag } from '../ui/tags.tsx'
import { DueTime, Moment } from '../ui/time.tsx'
import { RemindButton } from './around.tsx'
import { Hunks } from './Hunks.tsx'
import { AssignDialog, RecallDialog } from './dialogs.tsx'
import { stageOf, type Follow, type View } from './judgement.ts'

/** What it is, where it stands, how long there is, and who holds it. */
export function ReviewHead({ view, follow }: { view: View; follow: Follow }) {
  const { summary, road, may } = view
  const [dialog, setDialog] = useState<'assign' | 'recall' | null>(null)
  const stage = stageOf(view)
  return (
    <header className="review-head">
      <div className="review-name">
        {summary.urgent && <UrgentTag />}
        <h1 title={summary.title}>{summary.title || '（未填写标题）'}</h1>
        <KindTag kind={summary.kind} />
        <GradeTag grade={summary.grade} />
      </div>
      <div className="review-facts">
        <PhaseTag phase={summary.phase} stage={stage?.name ?? summary.stageName} channels={summary.channels} />
        {summary.phase === 'reviewing' && <DueTime due={summary.due} />}
        <PublishBy content={view.content} phase={summary.phase} />
        <StageMarks road={road} />
        <Claim view={view} />
        {may.assign === null && (
          <Button size="small" onClick={() => setDialog('assign')}>
            指定办理人
          </Button>
        )}
        <RemindButton view={view} size="small" />
        {may.recall === null && (
          <Button size="small" danger onClick={() => setDialog('recall')}>
            撤回签发
          </Button>
        )}
        {isSignedOff(summary.phase) && <Link to={releasePath(summary.id)}>发布</Link>}
        <Link to={historyPath(summary.id)}>历史</Link>
        <PrintMenu id={summary.id} title={summary.title} size="small" />
      </div>
      {dialog === 'assign' && <AssignDialog view={view} onClose={() => setDialog(null)} />}
      {dialog === 'recall' && <RecallDialog view={view} follow={follow} onClose={() => setDialog(null)} />}
    </header>
  )
}

/** 认领: who holds the stage, and taking or giving it back. */
function Claim({ view }: { view: View }) {
  const { summary, claim, assignee, may } = view
  const me = useMe()
  const take = useAct('stage.claim')
  const give = useAct('stage.unclaim')
  const stage = summary.stage
  if (summary.phase !== 'reviewing' || !stage) return null
  const mine = claim?.person === me.person.id
  return (
    <span className="claim">
      {claim && (
        <span className={mine ? 'claim-mine' : 'quiet'}>
          {mine ? '您' : <PersonName id={claim.person} />} 已认领，至 <Moment at={claim.until} />
        </span>
      )}
      {!claim && assignee && (
        <span className="quiet">
          已指定 <PersonName id={assignee} /> 办理
        </span>
      )}
      {!claim && may.claim === null && (
        <Button size="small" loading={take.isPending} title="认领后，其他有该岗位的人在期限内不能办理" onClick={() => take.mutate({ id: summary.id, stage })}>
          认领
        </Button>
      )}
      {claim && may.unclaim === null && (
        <Button size="small" type="text" loading={give.isPending} onClick={() => give.mutate({ id: summary.id, stage })}>
          {mine ? '放弃认领' : '解除认领'}
        </Button>
      )}
    </span>
  )
}

/** In a new run: which of my own passes stopped counting, who did it, when, and with which words. */
export function MyVoided({ view, onCompare }: { view: View; onCompare: (() => void) | null }) {
  const me = useMe()
  const [open, setOpen] = useState(true)
  const mine = view.passes.findLast(pass => pass.voided && (pass.by === me.person.id || pass.capacity?.principal === me.person.id))
  const again = view.passes.some(pass => !pass.voided && mine && pass.at > mine.at && (pass.by === me.person.id || pass.capacity?.principal === me.person.id))
  if (!mine?.voided || again || !open || view.summary.phase !== 'reviewing') return null
  const { by, at, hunks, cause } = mine.voided
  return (
    <Alert
      type="warning"
      showIcon
      closable={{ onClose: () => setOpen(false), 'aria-label': '收起' }}
      className="review-banner"
      title={
        <>
          您在第 {mine.run} 轮“{mine.stageName}”的意见已失效：<PersonName id={by} /> 于 <Moment at={at} />
          {cause === 'substantive-change' ? ` 改动了 ${hunks.length} 处` : cause === 'withdrawn' ? ' 撤回了送审' : ' 撤回了签发'}
        </>
      }
      description={hunks.length > 0 && <Hunks hunks={hunks.slice(0, 4)} />}
      action={
        onCompare && (
          <Button size="small" onClick={onCompare}>
            看上次签字以来的改动
          </Button>
        )
      }
    />
  )
}

/** The office says the article moved while this page was open: nothing typed is lost, and nothing may be decided on the old text. */
export function MovedBanner({ onReload, what }: { onReload(): void; what: string }) {
  return (
    <Alert
      type="error"
      showIcon
      banner
      className="review-moved"
      title={what}
      description="您看到的不是现在的文字，不能据此办理。已填写的意见、答复和改动都已保留。"
      action={
        <Button type="primary" onClick={onReload}>
          重新载入
        </Button>
      }
    />
  )
}
