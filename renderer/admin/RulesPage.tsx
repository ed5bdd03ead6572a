import { App, Button, Input, Radio, Select, Switch, Table, Tag, Tooltip } from 'antd'
import { useMemo, useState } from 'react'
import type { Output } from '#core/api/contract'
import type { CheckRules } from '#core/office/lexicon'
import { ask } from '../api.ts'
import { useAct, useAsk } from '../ask.ts'
import { field, listField, type Piece, type Three } from './apart.ts'
import { useMeanwhile } from './meanwhile.ts'
import { MeanwhileNote } from './MeanwhileNote.tsx'
import { PluginPanel } from './PluginPanel.tsx'
import { useAddress } from '../ui/address.ts'
import { useKeptAddress } from '../ui/kept-address.ts'
import { Leaving } from '../ui/leaving.tsx'
import { Screen, Sheet } from '../ui/screen.tsx'
import { Answered, RefusalNote } from '../ui/states.tsx'

type Rules = Output<'rules.list'>
type Rule = Rules['list'][number]
type Level = Rule['level']

const levelZh = { error: '错误', warning: '警告', info: '提示' } as const
const levelColor = { error: 'red', warning: 'orange', info: 'default' } as const
const settings = [
  ['strict', '严格', '只提示几乎可以确定的问题，“提示”级不显示。拼写疑误的误报约每万字 0.2 处。'],
  ['standard', '标准', '日常使用。把握较大的问题都提示。拼写疑误的误报约每万字 0.8 处。'],
  ['sensitive', '敏感', '能想到的都提示，适合重要文稿的最后通读。拼写疑误的误报约每万字 3 处。'],
] as const

const kept = ['family']

/** 校对规则: every rule and detector with its examples and basis, what the last passes say of it, and the office's switches. */
export function RulesPage() {
  const list = useAsk('rules.list', {}, { staleTime: 30_000 })
  return <Answered of={list}>{data => <Editor data={data} />}</Answered>
}

function Editor({ data }: { data: Rules }) {
  useKeptAddress('rules', kept)
  const address = useAddress()
  const { message } = App.useApp()
  const save = useAct('rules.set', { quiet: true })
  const [draft, setDraft] = useState<CheckRules | null>(null)
  const [text, setText] = useState('')
  const family = address.get('family') || null
  const rules = draft ?? data.rules
  const meanwhile = useMeanwhile<CheckRules, CheckRules>({
    start: data.rules,
    fresh: async () => (await ask('rules.list', {})).rules,
    fields: state => state,
    pieces: all => rulePieces(all, new Map(data.list.map(rule => [rule.id, rule.zh]))),
    now: () => rules,
    put: setDraft,
  })
  const barred = data.may.set
  const families = useMemo(() => [...new Map(data.list.map(rule => [rule.familyZh, { value: rule.familyZh, label: rule.familyZh }])).values()], [data.list])
  const shown = useMemo(() => data.list.filter(rule => (!family || rule.familyZh === family) && (!text || `${rule.zh}${rule.id}${rule.basis}`.includes(text))), [data.list, family, text])
  const set = (change: Partial<CheckRules>) => {
    if (!draft) meanwhile.restart(data.rules)
    setDraft({ ...rules, ...change })
  }
  const turn = (rule: Rule, on: boolean) => set({ disabled: on ? rules.disabled.filter(id => id !== rule.id) : [...rules.disabled, rule.id] })
  const setLevel = (rule: Rule, level: Level) => set({ levels: { ...rules.levels, [rule.id]: level } })
  const send = () => save.mutate({ rules, saw: meanwhile.saw }, { onSuccess: () => (setDraft(null), void message.success('校对规则已保存，下一次检查起生效。')), onError: error => void meanwhile.meet(error) })
  return (
    <Screen
      title="校对规则"
      wide
      note={`共 ${data.list.length} 条；准确率按最近 ${data.passes} 次办理的记录计算`}
      actions={
        <>
          <RefusalNote refusal={barred} />
          {draft && <Button onClick={() => (save.reset(), setDraft(null))}>放弃改动</Button>}
          <Button type="primary" loading={save.isPending} disabled={barred !== null || !draft} onClick={send}>
            保存
          </Button>
        </>
      }
    >
      <Leaving unsaved={draft !== null} />
      <MeanwhileNote of={meanwhile} error={save.error} />
      <Sheet title="提示的多少">
        <Radio.Group value={rules.setting} disabled={barred !== null} onChange={e => set({ setting: e.target.value as CheckRules['setting'] })}>
          {settings.map(([value, zh, more]) => (
            <p key={value}>
              <Radio value={value}>
                <b>{zh}</b> <span className="quiet">{more}</span>
              </Radio>
            </p>
          ))}
        </Radio.Group>
        <p className="quiet">误报数在政府工作报告上测得；本地用语多时会高一些，可在“词库”中登记，或用本单位的稿件训练。</p>
      </Sheet>
      <Sheet title="模型插件">
        <PluginPanel />
      </Sheet>
      <Sheet
        className="sheet-flush"
        title={
          <span className="row-actions">
            <Input.Search allowClear placeholder="规则名称或依据" aria-label="查找规则" onChange={e => setText(e.target.value.trim())} />
            <Select allowClear placeholder="全部类别" aria-label="类别" className="rules-family" value={family} options={families} onChange={value => address.set({ family: value ?? undefined })} />
          </span>
        }
      >
        <RuleTable {...{ shown, rules, locked: barred !== null }} onTurn={turn} onLevel={setLevel} />
      </Sheet>
    </Screen>
  )
}

/** The setting, the switches, and the level of every rule that either side gave another. */
function rulePieces({ read, theirs, mine }: Three<CheckRules>, zhById: ReadonlyMap<string, string>): Piece<CheckRules>[] {
  const zh = (id: string) => zhById.get(id) ?? id
  const graded = new Set([read, theirs, mine].flatMap(one => Object.keys(one.levels)))
  const level = (id: string): Piece<CheckRules> => ({
    key: `levels.${id}`,
    zh: `“${zh(id)}”的级别`,
    of: whole => whole.levels[id],
    put: (whole, { levels }) => {
      const rest = Object.fromEntries(Object.entries(whole.levels).filter(([one]) => one !== id))
      return { ...whole, levels: levels[id] ? { ...rest, [id]: levels[id] } : rest }
    },
    show: whole => (whole.levels[id] ? levelZh[whole.levels[id]] : '原定级别'),
  })
  return [
    field('setting', '提示的多少', setting => settings.find(([value]) => value === setting)![1]),
    listField('disabled', '停用的规则', { of: ids => ids, back: ids => ids, name: zh }),
    ...[...graded].map(level),
  ]
}

type TableProps = { shown: Rule[]; rules: CheckRules; locked: boolean; onTurn(rule: Rule, on: boolean): void; onLevel(rule: Rule, level: Level): void }

function RuleTable({ shown, rules, locked, onTurn, onLevel }: TableProps) {
  const off = useMemo(() => new Set(rules.disabled), [rules.disabled])
  return (
    <Table<Rule>
      rowKey="id"
      size="small"
      pagination={{ pageSize: 50, hideOnSinglePage: true, showSizeChanger: false }}
      dataSource={shown}
      expandable={{ expandedRowRender: rule => <Examples rule={rule} /> }}
      columns={[
        { title: '类别', dataIndex: 'familyZh', width: 130 },
        { title: '规则', render: (_, rule) => rule.zh },
        {
          title: '级别',
          width: 120,
          render: (_, rule) =>
            rule.source === 'screening' || rule.family === 'spelling' ? (
              <Tag color={levelColor[rule.ownLevel]}>{levelZh[rule.ownLevel]}</Tag>
            ) : (
              <Select<Level>
                size="small"
                aria-label={`${rule.zh}的级别`}
                disabled={locked}
                value={rules.levels[rule.id] ?? rule.ownLevel}
                options={(['error', 'warning', 'info'] as const).map(value => ({ value, label: levelZh[value] + (value === rule.ownLevel ? '（原定）' : '') }))}
                onChange={level => onLevel(rule, level)}
              />
            ),
        },
        { title: '准确率', width: 190, render: (_, rule) => <Precision rule={rule} /> },
        {
          title: '启用',
          width: 80,
          render: (_, rule) => (
            <Tooltip title={rule.floor ? '密级标志筛查是底线，不能停用' : ''}>
              <Switch size="small" aria-label={`启用${rule.zh}`} checked={!off.has(rule.id)} disabled={locked || rule.floor} onChange={on => onTurn(rule, on)} />
            </Tooltip>
          ),
        },
      ]}
    />
  )
}

/** Share of the places found that nobody dismissed. Nothing is said of a rule that has found nothing. */
function Precision({ rule: { found, dismissed, fixed } }: { rule: Rule }) {
  if (found === 0) return <span className="quiet">尚无记录</span>
  return (
    <span title={`发现 ${found} 处，其中改正 ${fixed} 处，注明理由忽略 ${dismissed} 处`}>
      {Math.round(((found - dismissed) / found) * 100)}% <span className="quiet">（{found} 处，忽略 {dismissed}）</span>
    </span>
  )
}

function Examples({ rule }: { rule: Rule }) {
  const lines = (texts: readonly string[]) => texts.slice(0, 6).map(text => <li key={text}>{text}</li>)
  return (
    <div className="rule-examples">
      <p>
        依据：{rule.basis} <span className="quiet mono">{rule.id}</span>
      </p>
      {rule.hits.length > 0 && (
        <div>
          <h3>会提示</h3>
          <ul>{lines(rule.hits)}</ul>
        </div>
      )}
      {rule.misses.length > 0 && (
        <div>
          <h3>不提示</h3>
          <ul>{lines(rule.misses)}</ul>
        </div>
      )}
    </div>
  )
}
