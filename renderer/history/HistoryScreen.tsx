import { PrinterOutlined } from '@ant-design/icons'
import { Button, Space, Tabs } from 'antd'
import { useEffect, useMemo, useRef } from 'react'
import { Link, useParams } from 'react-router'
import type { Output } from '#core/api/contract'
import type { Content } from '#core/article/content'
import { refusalZh } from '#core/refusals.zh'
import { useAsk } from '../ask.ts'
import { useRevision, useSteps } from '../compare/chain.ts'
import { CompareBar } from '../compare/CompareBar.tsx'
import { CompareFromTop } from '../compare/ComparePage.tsx'
import { viewOf } from '../compare/views.ts'
import { warmComparing } from '../compare/warm.ts'
import { preview, type Pair } from '../print/paper.ts'
import { PrintMenu } from '../print/PrintMenu.tsx'
import { useWordCopies } from '../print/word.ts'
import { ReadingPage } from '../text/ReadingPage.tsx'
import { useAddress } from '../ui/address.ts'
import { pathOf } from '../ui/links.ts'
import { useMe } from '../ui/me.tsx'
import { useDirectory } from '../ui/names.tsx'
import { Screen } from '../ui/screen.tsx'
import { StageMarks } from '../ui/stage-marks.tsx'
import { Answered, EmptyState } from '../ui/states.tsx'
import { PhaseTag } from '../ui/tags.tsx'
import { AfterTheText } from './AfterTheText.tsx'
import { CopiesList } from './CopiesList.tsx'
import { Timeline } from './Timeline.tsx'
import { VersionBar } from './VersionBar.tsx'
import { versionsOf, type Version } from './versions.ts'
import './history.css'

type View = Output<'article.open'>
type History = Output<'history.timeline'>

/** 历史: everything that happened, and any two versions against each other. The address holds which. */
export function HistoryScreen() {
  const { id = '' } = useParams()
  const article = useAsk('article.open', { id })
  const history = useAsk('history.timeline', { id })
  useEffect(warmComparing, [])
  return <Answered of={article}>{view => <Answered of={history}>{timeline => <Opened view={view} history={timeline} />}</Answered>}</Answered>
}

function Opened({ view, history }: { view: View; history: History }) {
  const me = useMe()
  const { summary, road } = view
  const { get, set } = useAddress()
  const versions = useMemo(() => versionsOf(history), [history])
  const last = versions.at(-1)
  const to = versions.find(v => v.hash === get('to')) ?? last
  const from = versions.find(v => v.hash === get('from')) ?? versions[Math.max(0, versions.findIndex(v => v === to) - 1)]
  const onPair = (pair: { from: string; to: string }) => set(pair, { replace: false })
  return (
    <Screen
      title={summary.title || '（未填写标题）'}
      note={<PhaseTag phase={summary.phase} stage={summary.stageName} channels={summary.channels} />}
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
        <aside className="history-side">
          <AfterTheText>
            <Tabs
              activeKey={get('list') === 'copies' ? 'copies' : 'timeline'}
              onChange={key => set({ list: key === 'copies' ? key : undefined })}
              items={[
                {
                  key: 'timeline',
                  label: '时间线',
                  children: <Timeline id={summary.id} history={history} versions={versions} from={from?.hash ?? null} to={to?.hash ?? null} onPick={(which, hash) => set({ [which]: hash }, { replace: false })} onPair={onPair} />,
                },
                { key: 'copies', label: '每次办理的花脸稿', children: <CopiesList id={summary.id} title={summary.title} history={history} from={from?.hash ?? null} to={to?.hash ?? null} onPair={onPair} /> },
              ]}
            />
          </AfterTheText>
        </aside>
        {from && to ? <Comparison {...{ view, history, versions, from, to, onPair }} /> : <EmptyState title="还没有保存过版本">作者保存或提交之后，各个版本会列在左侧。</EmptyState>}
      </div>
    </Screen>
  )
}

type ComparisonProps = { view: View; history: History; versions: readonly Version[]; from: Version; to: Version; onPair(pair: { from: string; to: string }): void }

/** Two chosen versions: marked in one text, side by side, or only what differs; and both ways on paper. */
function Comparison({ view, history, versions, from, to, onPair }: ComparisonProps) {
  const { get, set } = useAddress()
  const { layout, marking } = viewOf(get)
  const { id, title } = view.summary
  const scroller = useRef<HTMLElement>(null)
  const same = from.hash === to.hash
  const print = (paper: 'marked' | 'clean') => preview(paper, id, title, { from: from.hash, to: to.hash })
  const [onLayout, onMarking] = [(value: string) => set({ view: value }), (value: string) => set({ marks: value })]
  return (
    <section className="comparison" aria-label="版本对照" ref={scroller}>
      <header className="comparison-head">
        <VersionBar {...{ view, history, versions, from, to, onPair }} />
        <div className="comparison-tools">
          <CompareBar {...{ layout, marking, scroller, onLayout, onMarking }} off={same} />
          <Button icon={<PrinterOutlined />} disabled={same} title={same ? '两个版本相同，没有可打印的改动' : undefined} onClick={() => print('marked')}>
            打印花脸稿
          </Button>
          <Button icon={<PrinterOutlined />} onClick={() => print('clean')}>
            打印清稿
          </Button>
          <WordButton view={view} pair={same ? null : { from: from.hash, to: to.hash }} />
        </div>
      </header>
      <Texts {...{ id, history, layout, marking }} from={from.hash} to={to.hash} onMarks={() => onMarking('all')} />
    </section>
  )
}

type TextsProps = Pick<React.ComponentProps<typeof CompareFromTop>, 'layout' | 'marking' | 'onMarks'> & { id: string; history: History; from: string; to: string }

/** The two texts once they are there; what stands above them is not drawn anew for that. */
function Texts({ id, from, to, ...shown }: TextsProps) {
  const before = useRevision(id, from)
  const after = useRevision(id, to)
  return (
    <Answered of={before}>
      {({ content: was }) => <Answered of={after}>{({ content: is }) => (from === to ? <ReadingPage content={is} /> : <Compared {...shown} id={id} from={{ hash: from, content: was }} to={{ hash: to, content: is }} />)}</Answered>}
    </Answered>
  )
}

/** 花脸稿 of the two versions as a Word file. */
function WordButton({ view, pair }: { view: View; pair: Pair | null }) {
  const word = useWordCopies(view.summary.id)
  const names = useDirectory()
  const barred = view.may.exportWord
  const why = barred ? refusalZh(barred, names) : pair ? undefined : '两个版本相同，没有可导出的改动'
  return (
    <Button aria-label="导出 Word 花脸稿" disabled={why !== undefined} title={why ?? '导出 Word 花脸稿，增删是 Word 的修订'} loading={word.busy} onClick={() => pair && word.marked(pair)}>
      Word 花脸稿
    </Button>
  )
}

type Text = { hash: string; content: Content }
type ComparedProps = Omit<React.ComponentProps<typeof CompareFromTop>, 'before' | 'after' | 'steps'> & { id: string; history: History; from: Text; to: Text }

function Compared({ id, history, from, to, ...shown }: ComparedProps) {
  const steps = useSteps(id, history, from.hash, to.hash)
  return <CompareFromTop before={from.content} after={to.content} steps={steps} {...shown} />
}
