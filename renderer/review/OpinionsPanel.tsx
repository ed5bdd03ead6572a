import { Tag } from 'antd'
import type { Output } from '#core/api/contract'
import type { PassView } from '#core/api/schema/article'
import { PersonName } from '../ui/names.tsx'
import { Moment } from '../ui/time.tsx'
import { evidenceZh } from './evidence.ts'
import { Hunks } from './Hunks.tsx'
import type { View } from './judgement.ts'
import { OpinionItem } from './OpinionItem.tsx'

type Timeline = Output<'history.timeline'>
type Return = Timeline['returns'][number]

/** 意见: everything said on the road so far, newest first; what no longer counts is struck and explained. */
export function OpinionsPanel({ view, timeline }: { view: View; timeline: Timeline | undefined }) {
  const now = view.run?.n ?? 0
  const said = [
    ...view.passes.map(pass => ({ key: `p${pass.at}${pass.stage}`, at: pass.at, run: pass.run, show: <PassItem pass={pass} run={view.run} /> })),
    ...view.opinions.map(one => ({ key: `o${one.id}`, at: one.at, run: one.run, show: <OpinionItem one={one} /> })),
    ...(timeline?.returns ?? []).map(given => ({ key: `r${given.at}`, at: given.at, run: given.run, show: <ReturnItem given={given} /> })),
  ].sort((a, b) => b.at.localeCompare(a.at))
  if (said.length === 0) return <p className="review-none">这是第一个环节，还没有意见。</p>
  const runs = [...Map.groupBy(said, item => item.run)]
  return (
    <div className="opinions">
      {runs.map(([run, items]) => (
        <section key={run} aria-label={`第 ${run} 轮`}>
          {(runs.length > 1 || run !== now) && <h3>{run === now ? `第 ${run} 轮（本轮）` : `第 ${run} 轮`}</h3>}
          <ol>
            {items.map(({ key, show }) => (
              <li key={key}>{show}</li>
            ))}
          </ol>
        </section>
      ))}
    </div>
  )
}

const causeZh: Record<string, string> = { 'substantive-change': '稿件作了实质性修改', withdrawn: '作者撤回了送审', recalled: '签发被撤回' }

function PassItem({ pass, run }: { pass: PassView; run: View['run'] }) {
  const { voided, capacity } = pass
  const stage = run?.stages.find(s => s.id === pass.stage)
  const noes = pass.answers.filter(answer => answer.answer === 'no')
  return (
    <article className={voided ? 'said said-void' : 'said'}>
      <header>
        <b>{pass.stageName}</b>
        <Who by={pass.by} principal={capacity?.principal ?? null} />
        <Moment at={pass.at} />
      </header>
      <p className="said-words">{voided ? <s>{pass.opinion}</s> : pass.opinion}</p>
      {pass.change === 'correction' && (
        <>
          <p className="quiet">文字更正 {pass.hunks.length} 处：</p>
          <Hunks hunks={pass.hunks} />
        </>
      )}
      {stage?.kind.endsWith('proofread') && pass.change === 'none' && <p className="quiet">未改动文字</p>}
      {noes.map(({ question, note }) => (
        <p key={question} className="said-no">
          <Tag className="tag">否</Tag> {stage?.checklist.find(q => q.id === question)?.text ?? '检查项'}：{note}
        </p>
      ))}
      {pass.checks && evidenceZh(pass.checks, stage?.kind.endsWith('proofread') ?? false).map(line => <p key={line} className="quiet">{line}</p>)}
      {voided && <Voided voided={voided} />}
    </article>
  )
}

/** Explained voiding: who, when, why and which words. */
export function Voided({ voided }: { voided: NonNullable<PassView['voided']> }) {
  return (
    <div className="said-voided">
      <p>
        <b>已失效</b> {causeZh[voided.cause] ?? '稿件有变动'}：<PersonName id={voided.by} /> <Moment at={voided.at} />
        {voided.hunks.length > 0 && `，改动 ${voided.hunks.length} 处：`}
      </p>
      <Hunks hunks={voided.hunks} />
    </div>
  )
}

function ReturnItem({ given }: { given: Return }) {
  return (
    <article className="said said-return">
      <header>
        <b>{given.stageName}</b>
        <Tag color="red" className="tag-seal">
          {given.outcome === 'redact' ? '处理后公开' : '退回'}
        </Tag>
        <Who by={given.by} principal={null} />
        <Moment at={given.at} />
      </header>
      <p className="said-words">
        {given.category}：{given.reason}
      </p>
      {given.passages.map(passage => (
        <blockquote key={`${passage.start}-${passage.quote}`}>
          “{passage.quote}”{passage.note && <span> {passage.note}</span>}
        </blockquote>
      ))}
    </article>
  )
}

const Who = ({ by, principal }: { by: string; principal: string | null }) => (
  <span>
    <PersonName id={by} />
    {principal && (
      <span className="quiet">
        （代 <PersonName id={principal} />）
      </span>
    )}
  </span>
)
