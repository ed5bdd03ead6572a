import { FileAddOutlined, SaveOutlined, SendOutlined } from '@ant-design/icons'
import { EditorContent } from '@tiptap/react'
import { Alert, App, Button, Dropdown, Input, Popconfirm, Space, Tabs } from 'antd'
import { memo, startTransition, useCallback, useDeferredValue, useEffect, useMemo, useRef, useState } from 'react'
import { Link, useNavigate } from 'react-router'
import type { Output } from '#core/api/contract'
import { plainText } from '#core/article/plain-text'
import { missing as missingIn } from '#core/article/missing'
import type { Content } from '#core/article/content'
import type { ImportReport } from '#core/import/import'
import { ask, Refused } from '../api.ts'
import { useAct } from '../ask.ts'
import { PrintMenu } from '../print/PrintMenu.tsx'
import { HeadingRemarks } from '../remarks/HeadingRemarks.tsx'
import { useRemarkKeys } from '../remarks/keys.ts'
import { RemarksPanel } from '../remarks/RemarksPanel.tsx'
import { SelectionBar } from '../remarks/SelectionBar.tsx'
import { useSettling } from '../remarks/settle.ts'
import { useRemarks } from '../remarks/use-remarks.ts'
import { useCommand, useFindingCommands } from '../ui/commands.ts'
import { historyPath } from '../ui/links.ts'
import { PersonName, useSentence } from '../ui/names.tsx'
import { useTitle } from '../ui/screen.tsx'
import { RefusalNote } from '../ui/states.tsx'
import { GradeTag, KindTag, PhaseTag, UrgentTag } from '../ui/tags.tsx'
import { Moment } from '../ui/time.tsx'
import { useUnsaved } from '../ui/unsaved.ts'
import { isTyping, useDraft, useSaving, type Draft } from './draft.ts'
import { base64Of, refuseTooLarge, useTextEditor } from './editor.ts'
import { ArrangeSheet } from './ArrangeSheet.tsx'
import { Checking, ChecksLabel, WritersChecks } from './Checking.tsx'
import { ContextBar } from './ContextBar.tsx'
import { FindBar } from './FindBar.tsx'
import { Footnotes } from './Footnotes.tsx'
import { forgetReport, reportFor, withImported } from './import.ts'
import { AttachmentsPanel, ChannelsPanel, MetadataPanel } from './panels.tsx'
import { ConflictDialog, ReportDialog } from './sheets.tsx'
import { CoauthorsDialog } from './CoauthorsDialog.tsx'
import { SubmitSheet } from './SubmitSheet.tsx'
import { Toolbar } from './Toolbar.tsx'
import { Others, Outline, StatusLine } from './margins.tsx'

type View = Output<'article.open'>

/** 稿件: the page in the middle like paper, one row of tools, what is published beside it at the right. */
export function ArticleEditor({ view, working }: { view: View; working: Content | null }) {
  const { id } = view.summary
  const draft = useDraft(view, working)
  const { content, change } = draft
  const { message } = App.useApp()
  const sentence = useSentence()
  const [report, setReport] = useState<ImportReport | null>(() => saidNothing(reportFor(id)) ?? null)
  const [finding, setFinding] = useState(false)
  const [submitting, setSubmitting] = useState(false)
  const [tab, setTab] = useState('metadata')
  const [arranging, setArranging] = useState(false)
  const [outline, setOutline] = useState(false)
  const [focused, setFocused] = useFocusMode()
  const { editor, collect } = useTextEditor(
    content.body,
    {
      // Drawn at leisure: a keystroke goes first.
      onChange: body => startTransition(() => change(before => ({ ...before, body }))),
      onTyping: draft.touch,
      onReport: setReport,
      onError: error => void message.error(sentence(error), 8),
      onWait: () => message.loading('粘贴的内容较多，正在整理……', 0),
    },
    { keep: id, writing: true },
  )
  const { collectFrom } = draft
  useEffect(() => collectFrom(collect), [collectFrom, collect])
  useCommand('find', () => setFinding(true))
  useFindKey(() => setFinding(true))
  useFindingCommands(() => setTab('checks'))
  const remarks = useRemarks({ id, hash: view.summary.hash, kept: view.content, shown: content, editor, onOpen: () => setTab('remarks') })
  const settling = useSettling({ id, draft, editor, barred: view.may.settle })
  useRemarkKeys(remarks, editor, settling)
  const shut = useShut({ setFinding, setOutline, setArranging, setSubmitting })
  const closeReport = useCallback(() => {
    forgetReport(id)
    setReport(null)
  }, [id])
  const beside = useBeside(content)
  const settled = useDeferredValue(content.body)
  const missing = useMemo(() => gapsOf({ ...beside, body: settled }), [beside, settled])
  const gaps = useMemo(() => new Map(JSON.parse(missing) as [string, string][]), [missing])
  useTitle(content.title || '未命名稿件')
  const { takeNumber } = view.may
  const aside = useMemo(() => {
    const panel = { content: beside, change, editable: true, missing: gaps }
    return (
      <Tabs
        activeKey={tab}
        onChange={setTab}
        items={[
          { key: 'metadata', label: gaps.size ? `信息（缺 ${gaps.size}）` : '信息', children: <MetadataPanel id={id} {...panel} mayTakeNumber={takeNumber} /> },
          { key: 'channels', label: '渠道', children: <ChannelsPanel {...panel} /> },
          { key: 'files', label: '附件', children: <AttachmentsPanel {...panel} /> },
          { key: 'remarks', label: remarks.count ? `批注（${remarks.count}）` : '批注', children: <RemarksPanel remarks={remarks} settling={settling} /> },
          { key: 'checks', label: <ChecksLabel />, children: <WritersChecks article={id} editor={editor} /> },
        ]}
      />
    )
  }, [beside, change, gaps, tab, editor, id, takeNumber, remarks, settling])
  const toolbar = useMemo(
    () => (
      <Toolbar editor={editor}>
        <OwnTools outline={outline} focused={focused} onArrange={() => setArranging(true)} onFind={() => setFinding(true)} onOutline={() => setOutline(!outline)} onFocus={() => setFocused(!focused)} />
      </Toolbar>
    ),
    [editor, outline, focused, setFocused],
  )
  const go = useCallback((field: string) => {
    setSubmitting(false)
    setTab(field.startsWith('channels') ? 'channels' : field === 'attachments' ? 'files' : 'metadata')
    // a gap may name a group of fields: then the first of them
    window.setTimeout(() => document.querySelector<HTMLElement>(`[id="field-${field === 'body' ? 'text' : field}"], [id^="field-${field}."]`)?.focus(), 60)
  }, [])
  const arranged = useCallback(
    (count: number) => {
      setArranging(false)
      void message.success(`已整理 ${count} 处，按一次 Ctrl+Z 全部撤销。`)
    },
    [message],
  )
  return (
    <div className={focused ? 'writing focused' : 'writing'}>
      <Head view={view} content={beside} differs={draft.differs} saving={draft.saving} acts={draft.acts} onReport={setReport} onSubmit={shut.toSubmit} />
      <Banners view={view} draft={draft} restored={working !== null} />
      <div className="writing-body">
        <Outline editor={editor} floating={outline} onGone={shut.outline} />
        <main className="desk-paper" id="field-text" tabIndex={-1}>
          <div className="writing-tools">
            {toolbar}
            <FindBar editor={editor} open={finding} onClose={shut.find} />
          </div>
          <article className="page">
            <Titles title={content.title} subtitle={content.subtitle} change={change} />
            <HeadingRemarks content={beside} remarks={remarks} />
            <EditorContent editor={editor} className="page-text" />
            <Footnotes editor={editor} />
            <SelectionBar editor={editor} remarks={remarks} />
          </article>
          <ContextBar editor={editor} />
        </main>
        <aside className="writing-panel">
          <Checking content={content} saving={draft.saving}>
            {aside}
          </Checking>
        </aside>
      </div>
      <StatusLine editor={editor} body={content.body} saving={draft.saving} differs={draft.differs} hash={draft.base} />
      <ArrangeSheet editor={editor} open={arranging} onClose={shut.arrange} onDone={arranged} />
      <ReportDialog report={report} onClose={closeReport} />
      <ConflictDialog conflict={draft.conflict} onSettle={draft.settle} />
      <SubmitSheet id={id} hash={draft.base} open={submitting} onClose={shut.submit} onSubmitted={shut.submit} onGo={go} />
    </div>
  )
}

type Setters = Record<'setFinding' | 'setOutline' | 'setArranging' | 'setSubmitting', (on: boolean) => void>

/** Ways to put things away which stay the same, so that nothing is drawn anew on their account. */
const useShut = ({ setFinding, setOutline, setArranging, setSubmitting }: Setters) =>
  useMemo(
    () => ({ find: () => setFinding(false), outline: () => setOutline(false), arrange: () => setArranging(false), submit: () => setSubmitting(false), toSubmit: () => setSubmitting(true) }),
    [setFinding, setOutline, setArranging, setSubmitting],
  )

type TitlesProps = Pick<Content, 'title' | 'subtitle'> & { change: Draft['change'] }

const Titles = memo(function Titles({ title, subtitle, change }: TitlesProps) {
  return (
    <>
      <Input.TextArea id="field-title" className="page-title" variant="borderless" autoSize aria-label="标题" placeholder="标题" value={title} onChange={e => change(before => ({ ...before, title: e.target.value.replace(/\n/g, '') }))} />
      <Input className="page-subtitle" variant="borderless" aria-label="副标题" placeholder="副标题（可不填）" value={subtitle} onChange={e => change(before => ({ ...before, subtitle: e.target.value }))} />
    </>
  )
})

/** What is missing, as text, so that the same gaps are the same. */
const gapsOf = (content: Content): string => JSON.stringify(missingIn(content).map(({ field, zh }) => [field, zh]))

/** The content for those who look at what stands beside the text: the same object while only the text changes. */
function useBeside(content: Content): Content {
  const { kind, grade, title, subtitle, publication, channels, attachments } = content
  // oxlint-disable-next-line react/exhaustive-deps -- the body is what must not count
  return useMemo(() => content, [kind, grade, title, subtitle, publication, channels, attachments])
}

type OwnProps = { outline: boolean; focused: boolean; onArrange(): void; onFind(): void; onOutline(): void; onFocus(): void }

/** What the toolbar has in this screen alone. */
function OwnTools({ outline, focused, onArrange, onFind, onOutline, onFocus }: OwnProps) {
  return (
    <>
      <Button type="text" className="tool-more" title="一键排版：先看改动，再应用" onClick={onArrange}>
        一键排版
      </Button>
      <Button type="text" className="tool-more" title="查找与替换（Ctrl+F）" onClick={onFind}>
        查找
      </Button>
      <Button type="text" className="tool-more tool-outline" title="大纲" aria-pressed={outline} onClick={onOutline}>
        大纲
      </Button>
      <Button type="text" className={focused ? 'tool-more tool-on' : 'tool-more'} title={focused ? '退出专注（Esc）' : '专注：只留文字（Ctrl+Shift+E）'} aria-pressed={focused} onClick={onFocus}>
        专注
      </Button>
    </>
  )
}

/** Ctrl+F and Ctrl+H look through the text, not through the page. */
function useFindKey(find: () => void) {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (!(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey || !/^[fh]$/i.test(event.key)) return
      event.preventDefault()
      find()
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  })
}

/** 专注: only the text and its tools. Ctrl+Shift+E goes in and out, Esc goes out. */
function useFocusMode() {
  const [focused, setFocused] = useState(false)
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if ((event.ctrlKey || event.metaKey) && event.shiftKey && event.key.toLowerCase() === 'e') {
        event.preventDefault()
        setFocused(on => !on)
      } else if (event.key === 'Escape' && !event.defaultPrevented && !document.querySelector('.ant-modal-wrap, .ant-popover:not(.ant-popover-hidden), .find-bar')) setFocused(false)
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [])
  return [focused, setFocused] as const
}

/** A report of nothing left out is none. */
const saidNothing = (report: ImportReport | null): ImportReport | null =>
  report && (report.dropped.length > 0 || report.notes.length > 0) ? report : null

type HeadProps = { view: View; content: Content; differs: boolean; saving: Draft['saving']; acts: Draft['acts']; onReport(report: ImportReport): void; onSubmit(): void }

/** `content` need not be the last as to its body: drawn anew only when what the head shows changes. */
const Head = memo(function Head({ view, content, differs, saving, acts, onReport, onSubmit }: HeadProps) {
  const { summary, may } = view
  const { id } = summary
  const { message, modal } = App.useApp()
  const navigate = useNavigate()
  const sentence = useSentence()
  const abandon = useAct('article.abandon')
  const urgent = useAct('article.setUrgent')
  const [busy, setBusy] = useState(false)
  const [coauthors, setCoauthors] = useState(false)
  const save = async () => {
    setBusy(true)
    try {
      const done = await acts.save()
      if ('hash' in done) void message.success(`已保存版本 ${done.hash.slice(0, 8)}`)
      else if (done.refusal.code !== 'stale-base') void message.error(sentence(new Refused(done.refusal)), 8)
      return 'hash' in done
    } catch (error) {
      void message.error(sentence(error), 8)
      return false
    } finally {
      setBusy(false)
    }
  }
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== 's') return
      event.preventDefault()
      void save()
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  })
  const submit = async () => {
    if (acts.unsaved() && !(await save())) return
    onSubmit()
  }
  useCommand('save', () => void save())
  useCommand('submit', () => void (may.submit === null ? submit() : message.warning(sentence(new Refused(may.submit)), 8)))
  const more = [
    { key: 'urgent', label: summary.urgent ? '取消急件' : '设为急件', disabled: may.setUrgent !== null },
    { key: 'coauthors', label: view.coauthors.length ? `共同作者（${view.coauthors.length}）` : '共同作者', disabled: may.addCoauthor !== null },
    { key: 'history', label: '历史版本' },
    { key: 'abandon', label: '作废稿件', danger: true, disabled: may.abandon !== null },
  ]
  const choose = (act: string) => {
    if (act === 'history') void navigate(historyPath(id))
    else if (act === 'coauthors') setCoauthors(true)
    else if (act === 'urgent') urgent.mutate({ id, urgent: !summary.urgent, reason: summary.urgent ? '' : '作者设为急件' })
    else modal.confirm({ title: '作废这篇稿件？', content: '作废后不能再编辑或送审，记录保留。', okText: '作废', cancelText: '不作废', okButtonProps: { danger: true }, onOk: () => abandon.mutate({ id, reason: '作者作废' }) })
  }
  return (
    <header className="writing-head">
      <Unsaved title={content.title || '未命名稿件'} {...{ differs, saving, save }} />
      <div className="writing-name">
        <strong>{content.title || '未命名稿件'}</strong>
        <KindTag kind={content.kind} />
        <GradeTag grade={content.grade} />
        {summary.urgent && <UrgentTag />}
        <PhaseTag phase={summary.phase} />
        <Others id={id} />
      </div>
      <Space wrap>
        <ImportFile acts={acts} onReport={onReport} />
        <Button icon={<SaveOutlined />} loading={busy} onClick={() => void save()}>
          保存版本
        </Button>
        <Button type="primary" icon={<SendOutlined />} disabled={may.submit !== null} onClick={() => void submit()}>
          {summary.phase === 'returned' ? '重新提交' : '提交送审'}
        </Button>
        <Dropdown menu={{ items: more, onClick: ({ key }) => choose(key) }} trigger={['click']}>
          <Button>更多</Button>
        </Dropdown>
        <PrintMenu id={id} title={summary.title} />
        <RefusalNote refusal={may.submit} />
      </Space>
      {coauthors && <CoauthorsDialog view={view} onClose={() => setCoauthors(false)} />}
    </header>
  )
})

type UnsavedProps = { title: string; differs: boolean; saving: Draft['saving']; save(): Promise<boolean> }

/** Says as long as it is so that something is written which is no version yet. */
function Unsaved({ title, differs, saving, save }: UnsavedProps) {
  const typing = useSaving(saving, isTyping)
  useUnsaved(differs || typing ? title : null, save)
  return null
}

/** Reads a .docx or .txt into the page; what is there is asked about first. */
function ImportFile({ acts, onReport }: { acts: Draft['acts']; onReport(report: ImportReport): void }) {
  const input = useRef<HTMLInputElement>(null)
  const { message, modal } = App.useApp()
  const sentence = useSentence()
  const [busy, setBusy] = useState(false)
  const read = async (file: File) => {
    setBusy(true)
    try {
      refuseTooLarge(file)
      const bytes = new Uint8Array(await file.arrayBuffer())
      const imported = await ask('file.import', { name: file.name, base64: base64Of(bytes) })
      const { dropped, notes } = imported
      acts.change(before => withImported(before, imported))
      if (dropped.length || notes.length) onReport({ dropped, notes })
      else void message.success('已导入，没有遗漏的内容。')
    } catch (error) {
      void message.error(sentence(error), 10)
    }
    setBusy(false)
  }
  const choose = (file: File | undefined) => {
    if (!file) return
    const empty = plainText({ title: '', subtitle: '', body: acts.now().content.body }).text.trim() === ''
    if (empty) void read(file)
    else modal.confirm({ title: '用导入的文件替换现有正文？', content: '现有正文可以用“撤销”或历史版本找回。', okText: '替换', cancelText: '不导入', onOk: () => read(file) })
  }
  useCommand('import-document', () => input.current?.click())
  return (
    <>
      <Button icon={<FileAddOutlined />} loading={busy} onClick={() => input.current?.click()}>
        导入文件
      </Button>
      <input
        ref={input} type="file" hidden aria-label="选择要导入的文件"
        accept=".docx,.txt,application/vnd.openxmlformats-officedocument.wordprocessingml.document,text/plain"
        onChange={event => {
          choose(event.target.files?.[0])
          event.target.value = ''
        }}
      />
    </>
  )
}

/** What the writer should know before going on: a return with its reason, recovered changes. */
function Banners({ view, draft, restored }: { view: View; draft: Draft; restored: boolean }) {
  const [shown, setShown] = useState(restored)
  const { returned } = view
  const gone = view.passes.filter(pass => pass.voided)
  return (
    <>
      {returned && (
        <Alert
          type="error"
          showIcon
          className="banner"
          title={
            <>
              {returned.stageName} <PersonName id={returned.by} /> 于 <Moment at={returned.at} /> {returned.outcome === 'redact' ? '要求处理后公开' : returned.outcome === 'recalled' ? '撤回签发' : '退回'}：{returned.category}
            </>
          }
          description={
            <>
              <p>{returned.reason}</p>
              {returned.passages.map(passage => (
                <p key={`${passage.start}-${passage.quote}`} className="passage">
                  “{passage.quote}” {passage.note}
                </p>
              ))}
            </>
          }
        />
      )}
      {gone.length > 0 && view.summary.phase === 'drafting' && <Alert type="warning" showIcon className="banner" title={`此前 ${gone.length} 项意见已失效，详见历史。`} action={<Link to={historyPath(view.summary.id)}>查看</Link>} />}
      {shown && draft.differs && (
        <Alert
          type="info" showIcon closable={{ onClose: () => setShown(false) }} className="banner"
          title="已恢复您上次没有保存为版本的修改。"
          action={
            <Popconfirm title="放弃这些修改，回到最近的版本？" okText="放弃修改" cancelText="保留" onConfirm={() => void draft.discard().then(() => setShown(false))}>
              <Button size="small">放弃修改</Button>
            </Popconfirm>
          }
        />
      )}
    </>
  )
}
