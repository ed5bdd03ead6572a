import { Button, Segmented } from 'antd'
import { useMemo } from 'react'
import { Link } from 'react-router'
import type { Output } from '#core/api/contract'
import { compare } from '#core/article/change'
import { gradeZh, kindZh } from '#core/article/content'
import { channelZh } from '#core/article/facts'
import type { Stage } from '#core/workflow/stages'
import { blobUrl } from '../api.ts'
import { useAsk } from '../ask.ts'
import { useAddress } from '../ui/address.ts'
import { historyPath } from '../ui/links.ts'
import { PersonName, useDirectory } from '../ui/names.tsx'
import { DueTime } from '../ui/time.tsx'
import { ChecklistPanel } from './ChecklistPanel.tsx'
import { Hunks } from './Hunks.tsx'
import type { Judging, View } from './judgement.ts'
import { OpinionsPanel } from './OpinionsPanel.tsx'
import { useRevision } from '../compare/chain.ts'

/** Stages whose holder decides on what everybody before has said. */
const leads: ReadonlySet<Stage['kind']> = new Set<Stage['kind']>(['final-review', 'sign-off'])
/** A screen held in one hand. */
const narrow = '(max-width: 767px)'

/** Is the article shown on one page for a leader? Offered at 终审 and 签发; what a narrow screen opens with. It lives in the address. */
export function useBrief(view: View, stage: Stage | null) {
  const { get, set } = useAddress()
  const offered = stage !== null && leads.has(stage.kind) && view.may.pass === null
  const asked = get('as')
  const on = offered && (asked === '' ? window.matchMedia(narrow).matches : asked === 'brief')
  return { offered, on, show: (brief: boolean) => set({ as: brief ? 'brief' : 'desk' }) }
}

/** 一页 or 全部工具. */
export const BriefSwitch = ({ brief }: { brief: ReturnType<typeof useBrief> }) => (
  <div className="brief-switch">
    <Segmented
      aria-label="办理页面"
      size="small"
      value={brief.on ? 'brief' : 'desk'}
      options={[
        { value: 'brief', label: '一页看全' },
        { value: 'desk', label: '对照与机检' },
      ]}
      onChange={value => brief.show(value === 'brief')}
    />
  </div>
)

type Props = {
  view: View
  stage: Stage
  timeline: Output<'history.timeline'> | undefined
  judging: Judging
  /** Findings for which no reason has been given. */
  open: number
  names: readonly string[]
  onChanges(): void
}

/** For a leader, before the text: what it is, what is still open, what changed since they last saw it, and who said what. */
export function LeaderBrief({ view, stage, timeline, judging, open, names, onChanges }: Props) {
  return (
    <section className="brief" aria-label="稿件要点">
      <Facts view={view} />
      <Warnings view={view} open={open} />
      <Changes view={view} timeline={timeline} names={names} onChanges={onChanges} />
      <section>
        <h2>各环节意见（{view.passes.length + (timeline?.returns.length ?? 0) + view.opinions.length}）</h2>
        <OpinionsPanel view={view} timeline={timeline} />
      </section>
      {stage.checklist.length > 0 && (
        <section>
          <h2>检查项</h2>
          <ChecklistPanel stage={stage} judging={judging} readOnly={false} />
        </section>
      )}
      <h2 className="brief-text">全文</h2>
    </section>
  )
}

function Facts({ view }: { view: View }) {
  const { summary, content, coauthors } = view
  const { channels, attachments, publication } = content
  const where = [channels.website && channelZh.website, channels.wechat && channelZh.wechat].filter(Boolean).join('、')
  return (
    <dl className="brief-facts">
      <dt>是什么</dt>
      <dd>
        {kindZh[summary.kind]} · {gradeZh[summary.grade]}
        {publication.documentNumber && ` · ${publication.documentNumber}`}
      </dd>
      <dt>摘要</dt>
      <dd>{publication.summary || <span className="quiet">未填写</span>}</dd>
      <dt>起草</dt>
      <dd>
        <PersonName id={summary.author} full />
        {coauthors.map(id => (
          <span key={id}>
            、<PersonName id={id} />
          </span>
        ))}
      </dd>
      <dt>发布到</dt>
      <dd>
        {where || <span className="quiet">没有选择渠道</span>}
        {publication.notBefore && <span className="due"> · 定时 {publication.notBefore.slice(0, 16).replace('T', ' ')} 以后</span>}
      </dd>
      <dt>附件</dt>
      <dd>
        {attachments.length === 0 && <span className="quiet">没有</span>}
        {attachments.map(({ digest, name }) => (
          <a key={digest} className="brief-file" href={blobUrl(digest)} target="_blank" rel="noreferrer">
            {name}
          </a>
        ))}
      </dd>
      <dt>时限</dt>
      <dd>
        <DueTime due={summary.due} />
      </dd>
    </dl>
  )
}

/** What is not settled yet, each in one line; that there is nothing is said too. */
function Warnings({ view, open }: { view: View; open: number }) {
  const names = useDirectory()
  const remarks = useAsk('remark.list', { id: view.summary.id }).data
  const threads = remarks?.threads.filter(thread => thread.resolved === null) ?? []
  const suggestions = remarks?.suggestions.filter(one => one.settled === null) ?? []
  const awaited = view.opinions.filter(one => one.state === 'open')
  const stageZh = (id: string) => view.run?.stages.find(s => s.id === id)?.name ?? id
  const lines = [
    view.summary.urgent && '急件',
    view.nobodyFor.length > 0 && `无人可办：${view.nobodyFor.map(stageZh).join('、')}`,
    open > 0 && `机检还有 ${open} 处没有处理或注明理由`,
    threads.length > 0 && `批注 ${threads.length} 条未解决`,
    suggestions.length > 0 && `修改建议 ${suggestions.length} 条未处理`,
    awaited.length > 0 && `待答复：${awaited.map(one => names.person(one.asked)).join('、')}`,
  ].filter(line => line !== false)
  return (
    <section>
      <h2>需要留意</h2>
      {lines.length === 0 ? <p className="brief-fine">没有未了的事项。</p> : <ul className="brief-warnings">{lines.map(line => <li key={line}>{line}</li>)}</ul>}
    </section>
  )
}

/** What changed since this person last signed; for whom it is the first time, since the run began. Counted, and shown in words. */
function Changes({ view, timeline, names, onChanges }: Pick<Props, 'view' | 'timeline' | 'names' | 'onChanges'>) {
  const { id, hash } = view.summary
  const submitted = timeline?.items.findLast(item => item.type === 'article-submitted' && item.run === view.run?.n)?.hash ?? null
  const from = view.lastSigned ?? submitted
  const before = useRevision(id, from === hash ? null : from)
  const hunks = useMemo(() => (before.data ? compare(before.data.content, view.content, names).hunks : []), [before.data, view.content, names])
  const since = view.lastSigned ? '您上次签字以来' : '本轮提交以来'
  const count = (which: 'before' | 'after') => hunks.reduce((sum, { at }) => sum + at[which].end - at[which].start, 0)
  return (
    <section>
      <h2>{since}的改动</h2>
      {from === null || (from !== hash && !before.data) ? (
        <p className="quiet">正在比较……</p>
      ) : hunks.length === 0 ? (
        <p className="brief-fine">文字没有变化。</p>
      ) : (
        <>
          <p>
            改动 <b>{hunks.length}</b> 处，+{count('after')} −{count('before')} 字{' '}
            <Button type="link" size="small" onClick={onChanges}>
              在文中查看
            </Button>
          </p>
          <Hunks hunks={hunks} />
        </>
      )}
      <Link to={historyPath(id)}>查看全部历史</Link>
    </section>
  )
}
