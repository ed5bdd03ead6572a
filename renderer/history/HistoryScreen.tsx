import { PrinterOutlined } from '@ant-design/icons'
import { Button, Segmented, Space } from 'antd'
import { useMemo, useRef, useState } from 'react'
import { Link, useParams } from 'react-router'
import type { Output } from '#core/api/contract'
import { useAsk } from '../ask.ts'
import { PrintMenu } from '../print/PrintMenu.tsx'
import { ChangeSteps, useRevision } from '../review/since.tsx'
import { DiffPage, type DiffView } from '../text/DiffPage.tsx'
import { ReadingPage } from '../text/ReadingPage.tsx'
import { useAddress } from '../ui/address.ts'
import { pathOf } from '../ui/links.ts'
import { useMe } from '../ui/me.tsx'
import { PersonName } from '../ui/names.tsx'
import { Screen } from '../ui/screen.tsx'
import { StageMarks } from '../ui/stage-marks.tsx'
import { Answered, EmptyState } from '../ui/states.tsx'
import { PhaseTag } from '../ui/tags.tsx'
import { timeZh } from '../ui/time.tsx'
import { Timeline } from './Timeline.tsx'
import { versionsOf, type Version } from './versions.ts'
import './history.css'

type View = Output<'article.open'>
type History = Output<'history.timeline'>

/** 历史: everything that happened, and any two versions against each other. The address holds which. */
export function HistoryScreen() {
  const { id = '' } = useParams()
  const article = useAsk('article.open', { id })
  const history = useAsk('history.timeline', { id })
  return <Answered of={article}>{view => <Answered of={history}>{timeline => <Opened view={view} history={timeline} />}</Answered>}</Answered>
}

const views: { value: DiffView; label: string }[] = [
  { value: 'inline', label: '标记' },
  { value: 'side', label: '对照' },
  { value: 'only', label: '只看改动' },
]

function Opened({ view, history }: { view: View; history: History }) {
  const me = useMe()
  const { summary, road } = view
  const { get, set } = useAddress()
  const versions = useMemo(() => versionsOf(history), [history])
  const last = versions.at(-1)
  const to = versions.find(v => v.hash === get('to')) ?? last
  const from = versions.find(v => v.hash === get('from')) ?? versions[Math.max(0, versions.findIndex(v => v === to) - 1)]
  const diff = views.find(({ value }) => value === get('view'))?.value ?? 'inline'
  return (
    <Screen
      title={summary.title || '(未填写标题)'}
      note={<PhaseTag phase={summary.phase} stage={summary.stageName} />}
      actions={
        <Space>
          <StageMarks road={road} />
          <PrintMenu id={summary.id} title={summary.title} />
          <Link to={`/article/${summary.id}`}>现在的文字</Link>
          {pathOf(summary, me.person.id).startsWith('/review') && <Link to={pathOf(summary, me.person.id)}>办理</Link>}
        </Space>
      }
    >
      <div className="history">
        <Timeline
          history={history}
          versions={versions}
          from={from?.hash ?? null}
          to={to?.hash ?? null}
          onPick={(which, hash) => set({ [which]: hash }, { replace: false })}
          onPair={pair => set(pair, { replace: false })}
        />
        {from && to ? <Comparison id={summary.id} from={from} to={to} diff={diff} onDiff={value => set({ view: value })} /> : <EmptyState title="还没有保存过版本">作者保存或提交之后,各个版本会列在左侧。</EmptyState>}
      </div>
    </Screen>
  )
}

type ComparisonProps = { id: string; from: Version; to: Version; diff: DiffView; onDiff(view: DiffView): void }

/** Two chosen versions: marked in one text, side by side, or only what differs; and both ways on paper. */
function Comparison({ id, from, to, diff, onDiff }: ComparisonProps) {
  const before = useRevision(id, from.hash)
  const after = useRevision(id, to.hash)
  const scroller = useRef<HTMLElement>(null)
  const [printing, setPrinting] = useState<'marked' | 'clean' | null>(null)
  const same = from.hash === to.hash
  const clean = printing === 'clean'
  const print = (which: 'marked' | 'clean') => {
    setPrinting(which)
    // The page to be printed is drawn first.
    window.setTimeout(() => {
      window.print()
      setPrinting(null)
    }, 120)
  }
  return (
    <section className="comparison" aria-label="版本对照" ref={scroller}>
      <header className="comparison-head">
        <p className="comparison-names">
          <VersionName version={from} /> <span aria-label="与">→</span> <VersionName version={to} />
        </p>
        <div className="comparison-tools">
          <Segmented<DiffView> aria-label="对照方式" value={diff} onChange={onDiff} options={views} disabled={same} />
          <ChangeSteps scroller={scroller} on={!same} />
          <Button icon={<PrinterOutlined />} disabled={same} onClick={() => print('marked')}>
            打印花脸稿
          </Button>
          <Button icon={<PrinterOutlined />} onClick={() => print('clean')}>
            打印清稿
          </Button>
        </div>
      </header>
      <Answered of={before}>
        {({ content: was }) => (
          <Answered of={after}>
            {({ content: is }) => (
              <>
                <p className="print-only print-head">
                  {clean ? `清稿 · 版本 ${to.hash.slice(0, 8)}` : `花脸稿 · 版本 ${from.hash.slice(0, 8)} → ${to.hash.slice(0, 8)}`} · 打印于 {timeZh(new Date().toISOString())}
                </p>
                {same || clean ? <ReadingPage content={is} /> : <DiffPage before={was} after={is} view={printing ? 'inline' : diff} />}
              </>
            )}
          </Answered>
        )}
      </Answered>
    </section>
  )
}

const VersionName = ({ version }: { version: Version }) => (
  <span className="version-name">
    <b>{version.name}</b> <PersonName id={version.by} /> <span className="nowrap">{timeZh(version.at)}</span> <span className="mono quiet">{version.hash.slice(0, 8)}</span>
  </span>
)
