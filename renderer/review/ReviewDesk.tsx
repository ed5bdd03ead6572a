import { Alert, App, Button, Tabs } from 'antd'
import { useEffect, useMemo, useRef, useState } from 'react'
import { Link } from 'react-router'
import type { Output } from '#core/api/contract'
import { normalise } from '#core/article/canonical'
import { compare } from '#core/article/change'
import type { Content } from '#core/article/content'
import type { Settings } from '#core/office/settings'
import { plainText } from '#core/article/plain-text'
import { refusalZh } from '#core/refusals.zh'
import { phaseZh } from '#core/article/article'
import { isProofread, stageFacts, type Stage } from '#core/workflow/stages'
import { useTextEditor } from '../article/editor.ts'
import { Outline } from '../article/margins.tsx'
import { Toolbar } from '../article/Toolbar.tsx'
import { useAsk } from '../ask.ts'
import { CompareBar } from '../compare/CompareBar.tsx'
import { viewOf, type Layout, type Marking } from '../compare/views.ts'
import { useRemarkKeys } from '../remarks/keys.ts'
import { RemarksPanel } from '../remarks/RemarksPanel.tsx'
import { useRemarks, type Remarks } from '../remarks/use-remarks.ts'
import { ChecksPanel } from '../text/ChecksPanel.tsx'
import { useSetup } from '../text/setup.ts'
import { useAddress } from '../ui/address.ts'
import { useFindingCommands } from '../ui/commands.ts'
import { articlePath, historyPath } from '../ui/links.ts'
import { useMe } from '../ui/me.tsx'
import { useDirectory, useSentence } from '../ui/names.tsx'
import { Loading, RefusalNote } from '../ui/states.tsx'
import { useUnsaved } from '../ui/unsaved.ts'
import { AnswerBar } from './around.tsx'
import { ChecklistPanel } from './ChecklistPanel.tsx'
import { dispositionsOf, openFindings, undecided, useDismissals, useFindings } from './checks.ts'
import { changeStop, useCorrection, type Copy, type Correction } from './correction.ts'
import { CorrectionStrip } from './CorrectionStrip.tsx'
import { DecisionBar, type Decision } from './DecisionBar.tsx'
import { useDecisions } from './decide.ts'
import { PassDialog, ReferDialog, ReturnDialog, WithholdDialog } from './dialogs.tsx'
import { Hunks } from './Hunks.tsx'
import { InfoPanel } from './InfoPanel.tsx'
import { answersOf, stageOf, stopOf, useJudgement, type Follow, type Passage, type Read, type Stop, type View } from './judgement.ts'
import { OpinionsPanel } from './OpinionsPanel.tsx'
import { ReadNote, readOf, ReadThrough } from './ReadThrough.tsx'
import { ReferralForm } from './ReferralForm.tsx'
import { MovedBanner, MyVoided, ReviewHead } from './ReviewHead.tsx'
import { BriefSwitch, LeaderBrief, useBrief } from './LeaderBrief.tsx'
import { choicesOf, SinceBar, SinceDiff, sinces, type Since } from './since.tsx'
import { TextPane } from './TextPane.tsx'

/** `moved`: what happened to the article meanwhile; `follow`: acts that move it, after which the new state is shown. */
type Props = { view: View; copy: Copy; moved: string | null; onReload(): void; follow: Follow }
type Tab = 'opinions' | 'checklist' | 'remarks' | 'checks' | 'info'

const noNames: readonly string[] = []
/** Who decides last looks first at what everybody before has said. */
const decides: ReadonlySet<string> = new Set(['final-review', 'sign-off'])

/** The review desk of one text at one stage. It is made anew when either changes, so that `opened` is when this text was first shown. */
export function ReviewDesk({ view, copy, moved: news, onReload, follow }: Props) {
  const me = useMe()
  const names = useDirectory()
  const settings = useAsk('settings.get', {}, { staleTime: 60_000 }).data?.settings
  const guarded = useSetup()?.guarded ?? noNames
  const timeline = useAsk('history.timeline', { id: view.summary.id }).data
  const [opened] = useState(() => new Date().toISOString())
  const stage = stageOf(view)
  const mayJudge = view.may.pass === null
  const correction = useCorrection(view, copy, guarded)
  const judging = useJudgement(view, me.person.id)
  const { checked, checking, received } = useFindings(view, view.may.correct === null ? correction.content : null)
  const dismissals = useDismissals(checked, judging)
  const decisions = useDecisions(view, judging, opened, correction.drop)
  // That the article moved because of one's own judgement is no news.
  const moved = news !== null && !decisions.busy
  const corrects = view.may.correct === null && !moved
  // What is kept is there at the next opening; only what was typed last, or could not be kept, is worth a question at close.
  const loose = ['typing', 'lost', 'refused'].includes(correction.saving.state)
  useUnsaved(loose ? view.summary.title : null, correction.flush)
  const [dialog, setDialog] = useState<Decision | null>(null)
  const [tab, setTab] = useState<Tab>(mayJudge && stage?.checklist.length && !decides.has(stage.kind) ? 'checklist' : 'opinions')
  useFindingCommands(() => setTab('checks'))
  const place = usePlace(view, timeline, view.may.correct === null)
  const brief = useBrief(view, stage)
  const asked = view.opinions.some(one => one.state === 'open' && one.asked === me.person.id)
  const text = useText(view, correction, corrects)
  const remarks = useRemarks({
    id: view.summary.id,
    hash: view.summary.hash,
    kept: view.content,
    shown: view.may.correct === null ? correction.content : view.content,
    editor: text.editor,
    onOpen: () => setTab('remarks'),
  })
  useRemarkKeys(remarks, text.editor, null)
  const stop = stopOf({
    view,
    judgement: judging.value,
    refusal: view.may.pass && refusalZh(view.may.pass, names),
    moved,
    openFindings: openFindings(stage, checked, dismissals.map),
    changeStop: view.may.correct === null ? changeStop(correction.difference) : null,
  })
  const act = stage ? actOf(view, stage, correction) : ''
  const go = (at: NonNullable<Stop['at']>) => {
    if (at === 'reload') void correction.flush().then(onReload)
    else if (at === 'opinion') document.getElementById('opinion')?.focus()
    else if (at === 'changes') {
      place.setSince('full')
      text.setStripOpen(true)
    } else {
      if (brief.on && at === 'checks') brief.show(false)
      setTab(at)
      window.setTimeout(() => document.querySelector<HTMLElement>(at === 'checklist' ? '.checklist li:not(.answered) [role="radiogroup"]' : '.checks button')?.focus(), 60)
    }
  }
  const pass = (password?: string) => {
    if (!stage) return
    const change = view.may.correct === null ? compare(view.content, correction.content, guarded).class : 'none'
    void decisions.pass(
      {
        opinion: judging.value.opinion.trim(),
        answers: answersOf(stage, judging.value.answers),
        ...readOf(judging.value.read, view.may.correct === null ? correction.content : view.content),
        dispositions: dispositionsOf(received, checked, judging.value.dismissed, change !== 'none'),
        ...(change !== 'none' && { content: correction.content }),
        ...(password !== undefined && { password }),
      },
      act,
    )
  }
  const decide = (decision: Decision) => {
    decisions.clear()
    if (decision === 'pass' && stage && !stageFacts[stage.kind].signs) pass()
    else setDialog(decision)
  }
  useWish({ ready: mayJudge && !moved && checked !== null, stop, onGo: go, onReturn: () => decide('return'), onPass: () => (stage && stageFacts[stage.kind].signs ? decide('pass') : document.querySelector<HTMLElement>('.decision .ant-btn-primary')?.focus()) })
  const close = () => setDialog(null)
  const sent = { busy: decisions.busy, error: decisions.error, onClose: close }
  return (
    <div className="review">
      <ReviewHead view={view} follow={follow} />
      <div className="review-banners">
        {moved && <MovedBanner what={news} onReload={() => go('reload')} />}
        <MyVoided view={view} onCompare={place.offers('signed') && place.since !== 'signed' ? () => place.setSince('signed') : null} />
        <Orphan correction={correction} names={guarded} />
        {brief.offered && <BriefSwitch brief={brief} />}
      </div>
      <div className={brief.on ? 'review-body review-brief' : 'review-body'}>
        {brief.on && stage && (
          <LeaderBrief
            {...{ view, stage, timeline, judging }}
            open={undecided(checked, dismissals.map)}
            names={guarded}
            onChanges={() => place.setSince(place.offers('signed') ? 'signed' : 'run')}
          />
        )}
        <Outline editor={text.editor} />
        <TextColumn {...{ view, place, text, correction, corrects, remarks }} onMark={mayJudge && !moved ? passage => judging.set(before => ({ passages: [...before.passages, inReceived(view, passage)] })) : null} judging={judging} />
        <aside className="review-panel">
          <Tabs
            activeKey={tab}
            onChange={key => setTab(key as Tab)}
            items={[
              { key: 'opinions', label: `意见（${view.passes.length + (timeline?.returns.length ?? 0) + view.opinions.length}）`, children: <OpinionsPanel view={view} timeline={timeline} /> },
              ...(stage ? [{ key: 'checklist', label: `检查项（${answersOf(stage, judging.value.answers).length}/${stage.checklist.length}）`, children: <ChecklistPanel stage={stage} judging={judging} readOnly={!mayJudge} /> }] : []),
              { key: 'remarks', label: remarks.count ? `批注（${remarks.count}）` : '批注', children: <RemarksPanel remarks={remarks} settling={null} /> },
              {
                key: 'checks',
                forceRender: true,
                label: checked && !checking ? `机检（${checked.findings.length - dismissals.map.size}）` : '机检',
                children: checked ? (
                  <ChecksPanel article={view.summary.id} checked={checked} checking={checking} editor={text.editor} fixable={corrects} dismissals={dismissals.map} {...(mayJudge && { onDismiss: dismissals.dismiss, onRestore: dismissals.restore })} onWalk={() => { place.setSince('full'); setTab('checks') }} />
                ) : (
                  <Loading rows={4} />
                ),
              },
              { key: 'info', label: view.content.attachments.length ? `信息（附件 ${view.content.attachments.length}）` : '信息', children: <InfoPanel content={view.content} /> },
            ]}
          />
        </aside>
      </div>
      {view.summary.phase === 'reviewing' && mayJudge ? (
        <DecisionBar {...{ view, judging, act, stop }} grave={remarks.list?.grave ?? 0} onGrave={() => setTab('remarks')} canned={settings?.cannedOpinions ?? noNames} barred={moved} confidential={stage?.kind === 'confidentiality-review'} busy={decisions.busy} onDecide={decide} onGo={go} />
      ) : view.summary.phase === 'referred' ? (
        <ReferralForm view={view} follow={follow} />
      ) : asked ? null : (
        <Closed view={view} />
      )}
      <AnswerBar view={view} />
      {dialog === 'pass' && <PassDialog act={act} title={view.summary.title} opinion={judging.value.opinion} hash={view.summary.hash} onOk={pass} {...sent} />}
      {(dialog === 'return' || dialog === 'redact') && (
        <ReturnDialog redact={dialog === 'redact'} {...{ view, settings, judging }} {...sent} onOk={input => void decisions.giveBack({ ...input, passages: judging.value.passages, outcome: dialog })} />
      )}
      {dialog === 'refer' && <ReferDialog {...sent} onOk={input => void decisions.refer(input)} />}
      {dialog === 'withhold' && <WithholdDialog settings={settings as Settings | undefined} {...sent} onOk={input => void decisions.withhold(input)} />}
    </div>
  )
}

type Wish = { ready: boolean; stop: Stop | null; onGo(at: NonNullable<Stop['at']>): void; onReturn(): void; onPass(): void }

/** Somebody who pressed A or R on the desk is led to it here; nothing is ever passed by the key alone. */
function useWish({ ready, stop, onGo, onReturn, onPass }: Wish) {
  const { get, set } = useAddress()
  const wish = get('do')
  const live = useRef({ stop, onGo, onReturn, onPass })
  useEffect(() => {
    live.current = { stop, onGo, onReturn, onPass }
  })
  useEffect(() => {
    if (!ready || (wish !== 'pass' && wish !== 'return')) return
    set({ do: undefined })
    const { stop: standing, ...acts } = live.current
    if (wish === 'return') acts.onReturn()
    else if (standing?.at) acts.onGo(standing.at)
    else if (!standing) acts.onPass()
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [ready, wish])
}

/** A return speaks of the text as it was received: where its words stand there, when corrections have moved them on the screen. */
function inReceived(view: View, passage: Passage): Passage {
  const { text } = plainText(normalise(view.content))
  if (text.slice(passage.start, passage.end) === passage.quote) return passage
  const start = text.indexOf(passage.quote)
  return start < 0 ? passage : { ...passage, start, end: start + passage.quote.length }
}

/** What the primary button will do, in words: 通过:一校(更正 2 处) → 复审. */
function actOf(view: View, stage: Stage, correction: Correction): string {
  const stages = view.run!.stages
  const next = stages[stages.findIndex(s => s.id === stage.id) + 1]
  const { class: kind, hunks } = correction.difference
  const changed = view.may.correct !== null ? '' : kind === 'none' ? '（未改动）' : `（更正 ${hunks.length} 处）`
  const what = stage.kind === 'sign-off' ? '签发' : `通过：${stage.name}${changed}`
  return `${what} → ${next?.name ?? '可以发布'}`
}

type Timeline = Output<'history.timeline'> | undefined

/** Which comparison stands on the screen; it lives in the address. In a new run it opens with what changed since I signed. */
function usePlace(view: View, timeline: Timeline, correcting: boolean) {
  const { get, set } = useAddress()
  const choices = useMemo(() => choicesOf(view, timeline, correcting), [view, timeline, correcting])
  const offers = (since: Since) => choices.some(choice => choice.value === since && choice.why === null)
  const asked = sinces.find(since => since === get('since'))
  const again = view.may.pass === null && !correcting && view.lastSigned !== null && offers('signed')
  const since: Since = asked && offers(asked) ? asked : again && !asked ? 'signed' : 'full'
  return {
    choices,
    since,
    ...viewOf(get),
    timeline,
    offers,
    from: choices.find(choice => choice.value === since)?.from ?? null,
    setSince: (next: Since) => set({ since: next }),
    setLayout: (view: Layout) => set({ view }),
    setMarking: (marks: Marking) => set({ marks }),
  }
}

/** The text on its page, and what stands around it while it is corrected. */
function useText(view: View, correction: Correction, corrects: boolean) {
  const { message } = App.useApp()
  const sentence = useSentence()
  const [reading, setReading] = useState<number | null>(null)
  const [readTo, setReadTo] = useState(0)
  const [stripOpen, setStripOpen] = useState(false)
  const body = view.may.correct === null ? correction.content.body : view.content.body
  const { editor } = useTextEditor(
    body,
    {
      onChange: next => correction.change(before => ({ ...before, body: next })),
      onReport: () => void message.info('粘贴的内容已按本稿的格式整理。'),
      onError: error => void message.error(sentence(error), 8),
    },
    { keep: `${view.summary.id} ${view.summary.stage ?? ''} ${view.summary.hash}`, editable: corrects && reading === null },
  )
  return { editor, reading, setReading, readTo, setReadTo, stripOpen, setStripOpen }
}

type ColumnProps = {
  view: View
  place: ReturnType<typeof usePlace>
  text: ReturnType<typeof useText>
  correction: Correction
  corrects: boolean
  judging: ReturnType<typeof useJudgement>
  remarks: Remarks
  onMark: React.ComponentProps<typeof TextPane>['onMark']
}

function TextColumn({ view, place, text, correction, corrects, remarks, judging, onMark }: ColumnProps) {
  const scroller = useRef<HTMLElement>(null)
  const me = useMe()
  const { editor, reading, setReading, readTo, setReadTo, stripOpen, setStripOpen } = text
  const content: Content = view.may.correct === null ? correction.content : view.content
  const restore = () => {
    correction.setContent(correction.received)
    void correction.drop()
  }
  const showChanges = (open: boolean) => {
    if (open) place.setSince('full')
    setStripOpen(open)
  }
  const readAll = (read: Read) => {
    setReading(null)
    setReadTo(0)
    judging.set({ read })
    document.getElementById('opinion')?.focus()
  }
  useEffect(() => {
    if (scroller.current) scroller.current.scrollTop = 0
  }, [place.since, place.layout])
  return (
    <section className="review-text" ref={scroller} tabIndex={-1} aria-label="稿件文字">
      <div className="review-tools">
        <SinceBar choices={place.choices} since={place.since} onSince={place.setSince}>
          <CompareBar layout={place.layout} marking={place.marking} onLayout={place.setLayout} onMarking={place.setMarking} scroller={scroller} />
        </SinceBar>
        {place.since === 'full' && isProofread(stageOf(view)?.kind ?? 'added') && view.may.pass === null && reading === null && (
          <Button size="small" onClick={() => setReading(readTo)}>
            {readTo > 0 ? `继续通读（第 ${readTo + 1} 句）` : judging.value.read ? '再读一遍' : '通读'}
          </Button>
        )}
        {judging.value.read && reading === null && isProofread(stageOf(view)?.kind ?? 'added') && <ReadNote read={judging.value.read} content={content} />}
      </div>
      {corrects && place.since === 'full' && reading === null && <Toolbar editor={editor} limited />}
      {corrects && reading === null && <CorrectionStrip editor={editor} correction={correction} open={stripOpen && place.since === 'full'} onOpen={showChanges} onRestore={restore} />}
      {reading !== null && place.since === 'full' && <ReadThrough editor={editor} content={content} from={reading} onAt={setReadTo} onDone={readAll} onClose={() => setReading(null)} />}
      <div hidden={place.since !== 'full'}>
        <TextPane editor={editor} content={content} remarks={remarks} editable={corrects && reading === null} onTitle={change => correction.change(before => ({ ...before, ...change }))} onMark={onMark} />
      </div>
      {place.since !== 'full' && place.from && <SinceDiff view={view} timeline={place.timeline} from={place.from} to={content} by={me.person.id} layout={place.layout} marking={place.marking} onMarks={() => place.setMarking('all')} />}
    </section>
  )
}

/** Corrections begun on a text that has since been replaced: shown word by word, so that they can be made again. */
function Orphan({ correction, names }: { correction: Correction; names: readonly string[] }) {
  const { orphan, received } = correction
  const [open, setOpen] = useState(true)
  const hunks = useMemo(() => (orphan ? compare(received, orphan.content, names).hunks : []), [orphan, received, names])
  if (!orphan || !open || hunks.length === 0) return null
  return (
    <Alert
      type="warning"
      showIcon
      className="review-banner"
      title="您在先前文字上的改动没有带入：文字已经换了。请对照下列各处重新改动。"
      description={<Hunks hunks={hunks} />}
      action={
        <Button size="small" onClick={() => { setOpen(false); void correction.drop() }}>
          不再需要
        </Button>
      }
    />
  )
}

/** Nothing to decide here for this person: where the article is, and where to go from here. */
function Closed({ view }: { view: View }) {
  const { phase, id, author } = view.summary
  const me = useMe()
  // Who wrote it and holds no such post is not short of anything: it is simply with others.
  const mine = [author, ...view.coauthors].includes(me.person.id) && view.may.pass?.code === 'not-your-role'
  return (
    <div className="decision decision-closed" role="region" aria-label="办理意见">
      {phase !== 'reviewing' ? <span>稿件处于“{phaseZh[phase]}”，现在没有要办理的事项。</span> : mine ? <span>这是您起草的稿件，已到“{view.summary.stageName}”，由该环节的人员办理，现在不需要您办理。</span> : <RefusalNote refusal={view.may.pass} />}
      <span className="decision-links">
        {author === me.person.id && <Link to={articlePath(id)}>打开稿件</Link>}
        <Link to={historyPath(id)}>查看历史</Link>
        <Link to="/desk">回工作台</Link>
      </span>
    </div>
  )
}

