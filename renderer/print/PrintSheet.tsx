import { useState } from 'react'
import { useParams } from 'react-router'
import type { Output } from '#core/api/contract'
import type { PassView } from '#core/api/schema/article'
import { isPartlyReleased, phaseWords } from '#core/article/article'
import { gradeZh, kindZh } from '#core/article/content'
import { channelName } from '#core/article/facts'
import { isProofread } from '#core/workflow/stages'
import { useAsk } from '../ask.ts'
import { evidenceZh } from '../review/evidence.ts'
import { delegationNumber, useDirectory } from '../ui/names.tsx'
import { Answered } from '../ui/states.tsx'
import { timeZh } from '../ui/time.tsx'
import { PrintPaper } from './PrintPaper.tsx'

type View = Output<'article.open'>
type Reset = Output<'article.resets'>['resets'][number]

/** Digits of a hash printed with each opinion: enough to tell two texts of one article apart. */
const shownDigits = 16

/** 审签单: what was signed, by whom, when and with what opinion, the hash of the text and the end of the trail it stands on. */
export function PrintSheet() {
  const { id = '' } = useParams()
  const article = useAsk('article.open', { id }, { staleTime: 0 })
  const head = useAsk('audit.head', {}, { staleTime: 0 })
  const resets = useAsk('article.resets', { id }, { staleTime: 0 })
  const status = useAsk('office.status', {})
  const names = useDirectory()
  const [at] = useState(() => new Date().toISOString())
  return (
    <Answered of={article}>
      {view => (
        <Answered of={head}>
          {end => (
            <PrintPaper
              title={`审签单 ${view.summary.title}`}
              ready={names.people.length > 0 && status.data !== undefined && resets.data !== undefined}
            >
              <h1 className="sheet-title">{status.data?.name} 政务信息审签单</h1>
              <Facts view={view} />
              <Passes view={view} resets={resets.data?.resets ?? []} />
              <p className="sheet-end">
                内容校验值 <span className="mono break">{view.summary.hash}</span>
              </p>
              <p className="sheet-end">
                审计记录第 {end.seq} 条，末条校验值 <span className="mono break">{end.hash}</span>
              </p>
              <p className="sheet-end">
                内容校验值由标题、正文、发布信息、附件等全部内容加本稿的随机数算出（SHA-256），内容改动一处即不同。“意见”栏的校验值是该环节放行内容的校验值前 {shownDigits} 位，与上面的内容校验值开头相同，即为同一内容。
              </p>
              <p className="sheet-end">打印时间 {timeZh(at)}</p>
            </PrintPaper>
          )}
        </Answered>
      )}
    </Answered>
  )
}

function Facts({ view }: { view: View }) {
  const { summary, content, run } = view
  const names = useDirectory()
  const { publication: p } = content
  const rows: [string, string, string, string][] = [
    ['体裁', kindZh[summary.kind], '级别', `${gradeZh[summary.grade]}${summary.urgent ? ' · 急件' : ''}`],
    ['起草人', names.person(summary.author), '起草科室', names.section(summary.section) || '—'],
    ['发文字号', p.documentNumber || '—', '索引号', p.indexNumber || '—'],
    ['状态', stateOf(view), '轮次', run ? `第 ${run.n} 轮 · ${run.template}` : '尚未提交'],
  ]
  return (
    <table className="sheet-table sheet-facts">
      <tbody>
        <tr>
          <th>标题</th>
          <td colSpan={3}>
            <strong>{summary.title}</strong>
          </td>
        </tr>
        {rows.map(([a, b, c, d]) => (
          <tr key={a}>
            <th>{a}</th>
            <td>{b}</td>
            <th>{c}</th>
            <td>{d}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** The state, and where only some of the channels have it, which. */
function stateOf({ summary, content, releases }: View): string {
  const words = phaseWords(summary.phase, summary.channels)
  if (!isPartlyReleased(summary.channels)) return words
  const left = new Set(releases.map(release => release.channel))
  return `${words}（${Object.keys(content.channels).map(channel => `${channelName(channel)}${left.has(channel) ? '已' : '未'}导出`).join('，')}）`
}

/** Every stage of the present run, given or still open; what was voided is counted, for the trail has it. */
function Passes({ view, resets }: { view: View; resets: readonly Reset[] }) {
  const { run, passes } = view
  const live = passes.filter(pass => !pass.voided && pass.run === run?.n)
  const voided = passes.length - live.length
  return (
    <>
      <table className="sheet-table sheet-passes">
        <thead>
          <tr>
            <th>环节</th>
            <th>办理人</th>
            <th>意见</th>
            <th>时间</th>
          </tr>
        </thead>
        <tbody>
          {(run?.stages ?? []).map(stage => (
            <Row key={stage.id} name={stage.name} proofread={isProofread(stage.kind)} pass={live.find(pass => pass.stage === stage.id)} reset={resets.find(reset => reset.stage === stage.id && reset.run === run?.n)} />
          ))}
        </tbody>
      </table>
      {voided > 0 && <p className="sheet-end">另有 {voided} 次办理因内容实质性修改等原因失效，详见审计记录。</p>}
    </>
  )
}

type RowProps = { name: string; proofread: boolean; pass: PassView | undefined; reset: Reset | undefined }

function Row({ name, proofread, pass, reset }: RowProps) {
  const names = useDirectory()
  const delegations = useAsk('delegation.list', {}, { enabled: !!pass?.capacity }).data?.delegations
  const basis = delegations?.find(one => one.id === pass?.capacity?.delegation)?.basis
  if (!pass) {
    return (
      <tr>
        <th>{name}</th>
        <td />
        <td />
        <td />
      </tr>
    )
  }
  const person = names.find(pass.by)
  const place = person ? [names.section(person.section), person.title].filter(Boolean).join('·') : ''
  return (
    <tr>
      <th>{name}</th>
      <td>
        {names.person(pass.by)}
        {pass.capacity && `（代 ${names.person(pass.capacity.principal)}）`}
        {pass.capacity && <small className="sheet-line">授权编号 {delegationNumber(pass.capacity.delegation)}{basis && `，依据：${basis}`}</small>}
        <small className="sheet-line">{place}</small>
        {reset && (
          <small className="sheet-line">
            办理前密码曾由{names.person(reset.by)}于 {timeZh(reset.at)} 重置
          </small>
        )}
      </td>
      <td>
        {pass.opinion}
        {pass.hunks.length > 0 && (
          <small className="sheet-line">
            更正 {pass.hunks.length} 处：{pass.hunks.map(h => `“${h.before}”→“${h.after}”`).join('；')}
          </small>
        )}
        {proofread && pass.checks && evidenceZh(pass.checks, true).map(line => <small key={line} className="sheet-line">{line}</small>)}
        <small className="sheet-line">
          校验值 <span className="mono">{pass.released.slice(0, shownDigits)}</span>
        </small>
      </td>
      <td>{timeZh(pass.at)}</td>
    </tr>
  )
}
