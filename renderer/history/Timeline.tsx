import { Button, Segmented } from 'antd'
import { useState } from 'react'
import type { Output } from '#core/api/contract'
import { useAsk } from '../ask.ts'
import { Hunks } from '../review/Hunks.tsx'
import { Voided } from '../review/OpinionsPanel.tsx'
import { RemarkWords } from '../remarks/RemarkWords.tsx'
import { PersonName } from '../ui/names.tsx'
import { remember, remembered } from '../ui/preferences.ts'
import { Moment } from '../ui/time.tsx'
import type { Version } from './versions.ts'

type History = Output<'history.timeline'>
type Item = History['items'][number]

const signs: Record<string, string> = {
  'stage-passed': 'passed', 'stage-returned': 'seal', 'run-voided': 'seal', 'sign-off-recalled': 'seal', 'article-withheld': 'seal', 'article-released': 'passed',
  'revision-saved': 'text', 'article-created': 'text',
}
/** Acts that are about who holds a stage or a comment, not about the text or a judgement. */
const minor = new Set(['stage-claimed', 'claim-released', 'stage-assigned', 'comment-assigned', 'comment-replied', 'comment-resolved', 'comment-reopened', 'suggestion-withdrawn'])

const place = 'shenjiao.timeline'

type Resets = Output<'article.resets'>['resets']

type Props = { id: string; history: History; versions: readonly Version[]; from: string | null; to: string | null; onPick(which: 'from' | 'to', hash: string): void; onPair(pair: { from: string; to: string }): void }

/** Newest first: every act in one sentence, with what was said, and for each version whether it is compared. */
export function Timeline({ id, history, versions, from, to, onPick, onPair }: Props) {
  const [all, setAll] = useState(() => remembered<'main' | 'all'>(place, 'main'))
  const choose = (next: 'main' | 'all') => {
    setAll(next)
    remember(place, next)
  }
  const resets = useAsk('article.resets', { id }).data?.resets ?? []
  const items = history.items.filter(item => all === 'all' || !minor.has(item.type)).toReversed()
  return (
    <div className="timeline" role="region" aria-label="时间线">
      <div className="timeline-head">
        <span>
          共 {versions.length} 个版本，{history.passes.length} 次签署
        </span>
        <Segmented aria-label="显示范围" size="small" value={all} onChange={choose} options={[{ value: 'main', label: '要事' }, { value: 'all', label: '全部' }]} />
      </div>
      <ol>
        {items.map((item, i) => (
          <li key={item.seq} className={`sign-${signs[item.type] ?? 'plain'}`}>
            {item.run !== null && item.run !== (items[i - 1]?.run ?? null) && item.type !== 'run-voided' && <span className="timeline-run">第 {item.run} 轮</span>}
            <Moment at={item.at} />
            <p>{item.sentence}</p>
            <Detail item={item} history={history} resets={resets} />
            {item.remark && <RemarkWords id={id} item={item} />}
            <Picks item={item} versions={versions} {...{ from, to, onPick, onPair }} />
          </li>
        ))}
      </ol>
    </div>
  )
}

/** The words of an act: what a pass corrected, why it is void, what a return asked for. */
function Detail({ item, history, resets }: { item: Item; history: History; resets: Resets }) {
  const pass = item.type === 'stage-passed' ? history.passes.find(p => p.at === item.at && p.stage === item.stage) : undefined
  const given = item.type === 'stage-returned' ? history.returns.find(r => r.at === item.at) : undefined
  if (given)
    return (
      <div className="timeline-detail">
        <p>{given.reason}</p>
        {given.passages.map(passage => (
          <blockquote key={`${passage.start}-${passage.quote}`}>
            “{passage.quote}” {passage.note}
          </blockquote>
        ))}
      </div>
    )
  const reset = pass && resets.find(one => one.run === pass.run && one.stage === pass.stage)
  if (!pass || (pass.hunks.length === 0 && !pass.voided && !reset)) return null
  return (
    <div className="timeline-detail">
      {reset && (
        <p>
          办理前密码曾由 <PersonName id={reset.by} /> 于 <Moment at={reset.at} /> 重置
        </p>
      )}
      <Hunks hunks={pass.hunks} />
      {pass.voided && <Voided voided={pass.voided} />}
    </div>
  )
}

type PicksProps = Pick<Props, 'versions' | 'from' | 'to' | 'onPick' | 'onPair'> & { item: Item }

function Picks({ item, versions, from, to, onPick, onPair }: PicksProps) {
  const index = versions.findIndex(version => version.seq === item.seq)
  const version = versions[index]
  if (!version) return null
  const before = versions[index - 1]
  return (
    <div className="picks">
      <span className="version-tag">{version.name}</span>
      <Button size="small" type={from === version.hash ? 'primary' : 'default'} aria-pressed={from === version.hash} onClick={() => onPick('from', version.hash)}>
        作旧版
      </Button>
      <Button size="small" type={to === version.hash ? 'primary' : 'default'} aria-pressed={to === version.hash} onClick={() => onPick('to', version.hash)}>
        作新版
      </Button>
      {before && (
        <Button size="small" type="link" onClick={() => onPair({ from: before.hash, to: version.hash })}>
          看这次改动
        </Button>
      )}
    </div>
  )
}
