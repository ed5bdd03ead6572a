import { CheckOutlined, DownOutlined, UpOutlined } from '@ant-design/icons'
import type { Editor } from '@tiptap/core'
import { App, Button, Collapse, Tag } from 'antd'
import { memo, useEffect, useMemo, useRef, useState, type RefObject } from 'react'
import { errorRate, perTenThousandZh } from '#core/proofread/rate'
import { families } from '#core/proofread/rule'
import { Loading } from '../ui/states.tsx'
import { Basis, beside, Dismiss, Propose, wordAt, wordy } from './FindingActs.tsx'
import { fix, goTo, showFindings, type Checked, type Found } from './findings.ts'
import { useSetup } from './setup.ts'

export type Dismissals = ReadonlyMap<string, string>
/** The same finding after the text around it moved is another one; its words and rule tell it apart in the meantime. */
export const findingKey = (finding: Pick<Found, 'rule' | 'text' | 'start'>): string => `${finding.rule}\n${finding.text}\n${finding.start}`

const levelZh = { error: '错误', warning: '警告', info: '提示' } as const
const levelColor = { error: 'red', warning: 'orange', info: 'default' } as const

type Props = {
  checked: Checked | null
  /** The text is being checked anew: that nothing was found before says nothing of it. */
  checking: boolean
  editor: Editor
  /** Id of the article, for words proposed to the lexicon. */
  article: string
  /** May fixes be made in the text here? */
  fixable: boolean
  dismissals: Dismissals
  /** Absent where findings cannot be dismissed yet. */
  onDismiss?: (finding: Found, reason: string) => void
  /** Takes a dismissal back. */
  onRestore?: (finding: Found) => void
  /** A step to another finding was taken by keyboard: the text and this panel should be in view. */
  onWalk?: () => void
}

/** Keys typed into words are words: the panel takes none of them. */
const isTyping = ({ target }: KeyboardEvent): boolean => target instanceof HTMLElement && (target.isContentEditable || target.closest('input, textarea, select, [role="dialog"]') !== null)

/** 机检: findings by family and rule, next and previous, what to write instead, why, and what was done about each. */
export const ChecksPanel = memo(function ChecksPanel({ checked, checking, editor, article, fixable, dismissals, onDismiss, onRestore, onWalk }: Props) {
  const { message } = App.useApp()
  const panel = useRef<HTMLDivElement>(null)
  const [at, setAt] = useState(0)
  const [asking, setAsking] = useState<string | null>(null)
  const [closed, setClosed] = useState<readonly string[]>([])
  const findings = useMemo(() => checked?.findings ?? [], [checked])
  const open = useMemo(() => inGroups(findings.filter(f => !dismissals.has(findingKey(f)))), [findings, dismissals])
  const current = open[Math.min(at, open.length - 1)] ?? null
  useEffect(() => {
    if (checked) showFindings(editor, checked, current)
  }, [editor, checked, current])
  const stand = (finding: Found) => {
    if (!checked) return
    setAt(open.indexOf(finding))
    setClosed(before => before.filter(family => family !== finding.family))
    goTo(editor, checked, finding)
  }
  const step = (by: number) => {
    if (!checked || open.length === 0) return
    stand(open[(Math.min(at, open.length - 1) + by + open.length) % open.length]!)
    // Out of the text, so that Del dismisses the finding and does not delete the words it stands on.
    window.setTimeout(() => panel.current?.querySelector<HTMLElement>('.finding-item-on > button')?.focus(), 0)
  }
  const put = (found: readonly Found[]) => {
    if (!checked) return
    fix(editor, checked, found)
    void message.success({
      content: (
        <>
          已改正 {found.length} 处{' '}
          <Button size="small" type="link" onClick={() => editor.commands.undo()}>
            撤销
          </Button>
        </>
      ),
      duration: 6,
    })
  }
  const live = useRef<ItemActs | null>(null)
  useEffect(() => {
    live.current = {
      go: at => stand(open[at]!),
      fix: at => put(at.map(one => open[one]!)),
      ask: at => setAsking(at === null ? null : findingKey(open[at]!)),
      dismiss: (at, reason) => onDismiss?.(open[at]!, reason),
    }
  })
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key === 'F8') {
        event.preventDefault()
        onWalk?.()
        step(event.shiftKey ? -1 : 1)
      } else if (event.key === 'Enter' && event.altKey && fixable && current?.suggestions.length && current.source === 'proofread') {
        event.preventDefault()
        put([current])
      } else if (event.key === 'Delete' && onDismiss && current && !isTyping(event)) {
        event.preventDefault()
        setAsking(findingKey(current))
      }
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  })
  if (!checked) return <Loading rows={4} />
  if (findings.length === 0)
    return (
      <>
        <p className="checks-none" role="status">
          {checking ? '正在检查改动后的文字…' : '机检没有发现问题。机检不能代替人工校对。'}
        </p>
        <p className="quiet checks-ruleset">{checked.ruleset}</p>
      </>
    )
  const acts: Acts = { checked, article, fixable, current, asking, open, live, mayDismiss: onDismiss !== undefined }
  return (
    <div className="checks" ref={panel}>
      <div className="checks-head">
        <span>
          {open.length} 处待处理{dismissals.size > 0 && `，已忽略 ${dismissals.size} 处`}
        </span>
        <Button size="small" icon={<UpOutlined />} aria-label="上一处（Shift+F8）" title="上一处（Shift+F8）" onClick={() => step(-1)} />
        <Button size="small" icon={<DownOutlined />} aria-label="下一处（F8）" title="下一处（F8）" onClick={() => step(1)} />
      </div>
      <Rate checked={checked} open={open} />
      <Families closed={closed} onClosed={setClosed} {...acts} />
      <Dismissed findings={findings} dismissals={dismissals} {...(onRestore && { onRestore })} />
    </div>
  )
})

/** In the order of the panel: family by family, in each rule by rule, in each as they stand in the text. */
function inGroups(findings: readonly Found[]): Found[] {
  const byFamily = Map.groupBy(findings, f => f.family)
  return [...byFamily.values()].flatMap(list => [...Map.groupBy(list, f => f.rule).values()].flat())
}

type Acts = {
  checked: Checked
  article: string
  fixable: boolean
  current: Found | null
  /** The finding that is asked about why it is dismissed. */
  asking: string | null
  /** All that are listed, in the order of the panel. */
  open: readonly Found[]
  live: RefObject<ItemActs | null>
  mayDismiss: boolean
}

/** What can be done with findings, by their places among the open ones: the finding itself is another one after every check. */
type ItemActs = { go(at: number): void; fix(at: readonly number[]): void; ask(at: number | null): void; dismiss(at: number, reason: string): void }

type FamiliesProps = Acts & { closed: readonly string[]; onClosed(closed: readonly string[]): void }

/** Drawn anew only when it would look different: while one types every check brings the same findings, standing a little further on. */
const Families = memo(
  function Families({ closed, onClosed, ...acts }: FamiliesProps) {
    const groups = Map.groupBy(acts.open, f => f.family)
    return (
      <Collapse
        ghost
        activeKey={[...groups.keys()].filter(family => !closed.includes(family))}
        onChange={keys => onClosed([...groups.keys()].filter(family => !keys.includes(family)))}
        items={[...groups].map(([family, list]) => ({
          key: family,
          label: `${(families as Record<string, string>)[family] ?? '保密筛查'}（${list.length}）`,
          children: <Family list={list} {...acts} />,
        }))}
      />
    )
  },
  ({ checked: a, open: ones, current: on, ...one }, { checked: b, open: others, current: off, ...other }) =>
    sameProps(one, other) && a.ruleset === b.ruleset && ones.indexOf(on!) === others.indexOf(off!) && ones.length === others.length && ones.every((finding, i) => sameAround(a, finding, b, others[i]!)),
)

/** Two findings that look the same in the list, what stands beside them in the text included. */
const sameAround = (a: Checked, one: Found, b: Checked, other: Found): boolean =>
  sameFound(one, other) && a.plain.text.slice(Math.max(0, one.start - beside), one.end + beside) === b.plain.text.slice(Math.max(0, other.start - beside), other.end + beside)

/** How many findings of a rule are listed at once; one text can hold hundreds of half-width marks. */
const listed = 20

function Family({ list, ...acts }: { list: Found[] } & Acts) {
  return [...Map.groupBy(list, f => f.rule)].map(([rule, found]) => <Rule key={rule} rule={rule} list={found} {...acts} />)
}

function Rule({ rule, list, ...acts }: { rule: string; list: Found[] } & Acts) {
  const names = useSetup()?.names
  const certain = list.filter(f => f.confidence >= 1 && f.suggestions.length > 0 && f.source === 'proofread')
  const from = Math.max(0, Math.min(list.indexOf(acts.current!) - 2, list.length - listed))
  return (
    <section className="finding-rule">
      {(list.length > 1 || names?.[rule]) && (
        <h4>
          <span>
            {names?.[rule] ?? '同一规则'}（{list.length}）
          </span>
          {acts.fixable && certain.length > 1 && (
            <Button size="small" icon={<CheckOutlined />} onClick={() => acts.live.current?.fix(certain.map(one => acts.open.indexOf(one)))}>
              {certain.length === list.length ? `全部改正 ${certain.length} 处` : `改正其中确定的 ${certain.length} 处`}
            </Button>
          )}
        </h4>
      )}
      <ul>
        {list.slice(from, from + listed).map((finding, i) => (
          <Item
            key={`${finding.text} ${list.slice(from, from + i).filter(one => one.text === finding.text).length}`}
            finding={finding} at={acts.open.indexOf(finding)} name={names?.[rule]} ruleset={acts.checked.ruleset} article={acts.article} fixable={acts.fixable}
            word={finding.source === 'proofread' && wordy(finding.text) ? wordAt(acts.checked.plain.text, finding) : null}
            on={finding === acts.current} asking={acts.asking === findingKey(finding)} live={acts.live} mayDismiss={acts.mayDismiss}
          />
        ))}
      </ul>
      {list.length > listed && <p className="quiet">同类问题共 {list.length} 处，这里列出 {listed} 处，处理后依次显示。</p>}
    </section>
  )
}

type ItemProps = {
  finding: Found
  at: number
  name: string | undefined
  ruleset: string
  article: string
  fixable: boolean
  /** What may be proposed to the lexicon; null when nothing. */
  word: string | null
  on: boolean
  asking: boolean
  live: RefObject<ItemActs | null>
  mayDismiss: boolean
}

const sameProps = <T extends object>(a: T, b: T): boolean => Object.entries(a).every(([name, value]) => value === b[name as keyof T])

/** The same to look at: where a finding stands in the text is not shown. */
const sameFound = (a: Found, b: Found): boolean =>
  a === b || Object.entries(a).every(([name, value]) => name === 'start' || name === 'end' || value === b[name as keyof Found] || (typeof value === 'object' && JSON.stringify(value) === JSON.stringify(b[name as keyof Found])))
const sameItem = ({ finding: a, ...one }: ItemProps, { finding: b, ...other }: ItemProps): boolean => sameProps(one, other) && sameFound(a, b)

const Item = memo(function Item({ finding, at, name, ruleset, article, fixable, word, on, asking, live, mayDismiss }: ItemProps) {
  return (
    <li className={on ? 'finding-item finding-item-on' : 'finding-item'}>
      <button type="button" aria-current={on} onClick={() => live.current?.go(at)}>
        <Tag color={levelColor[finding.level]}>{levelZh[finding.level]}</Tag>
        <b>{finding.text.trim() === '' ? '空白' : finding.text}</b>
        {finding.suggestions[0] !== undefined && <span> → {finding.suggestions[0] === '' ? '删去' : finding.suggestions[0]}</span>}
        <p>{finding.message}</p>
      </button>
      <div className="finding-acts">
        {fixable && finding.suggestions.length > 0 && finding.source === 'proofread' && (
          <Button size="small" title="改正（Alt+Enter）" onClick={() => live.current?.fix([at])}>
            改正
          </Button>
        )}
        <Basis finding={finding} name={name} ruleset={ruleset} />
        {word !== null && <Propose article={article} finding={finding} word={word} />}
        {mayDismiss && <Dismiss open={asking} onOpen={open => live.current?.ask(open ? at : null)} onDismiss={reason => live.current?.dismiss(at, reason)} />}
      </div>
    </li>
  )
}, sameItem)

/** What was left as it is, for which reason, and the way back. */
function Dismissed({ findings, dismissals, onRestore }: { findings: readonly Found[]; dismissals: Dismissals; onRestore?: (finding: Found) => void }) {
  const list = findings.filter(finding => dismissals.has(findingKey(finding)))
  if (list.length === 0) return null
  const children = (
    <ul>
      {list.map(finding => (
        <li key={findingKey(finding)} className="finding-item finding-done">
          <span>
            <b>{finding.text.trim() === '' ? '空白' : finding.text}</b> {finding.message}
          </span>
          <span className="quiet">理由：{dismissals.get(findingKey(finding))}</span>
          {onRestore && (
            <Button size="small" onClick={() => onRestore(finding)}>
              不忽略了
            </Button>
          )}
        </li>
      ))}
    </ul>
  )
  return <Collapse ghost items={[{ key: 'dismissed', label: `已忽略（${list.length}）`, children }]} />
}

/** 差错率 of what is still open, against the line of 图书质量管理规定, and by how serious it is. */
function Rate({ checked, open }: { checked: Checked; open: readonly Found[] }) {
  const rate = useMemo(() => errorRate(open.filter(f => f.source === 'proofread'), checked.plain.text), [checked, open])
  const { error, warning, info } = rate.perTenThousand
  return (
    <p className="quiet checks-rate" title={rate.basis}>
      <span>
        差错率 <b>{perTenThousandZh(rate.rate)}</b> / 万字，合格线 {rate.passLine}
      </span>
      <Tag color={rate.passes ? 'green' : 'orange'}>{rate.passes ? '合格' : '未达合格线'}</Tag>
      <span>
        其中错误 {perTenThousandZh(error)}、警告 {perTenThousandZh(warning)}，另有提示 {perTenThousandZh(info)}
      </span>
    </p>
  )
}
