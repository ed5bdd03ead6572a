import { LeftOutlined } from '@ant-design/icons'
import { Alert, App, Button, Form, Input, Select, Switch } from 'antd'
import { useEffect, useState } from 'react'
import { Link, useNavigate, useParams, useSearchParams } from 'react-router'
import { grades, gradeZh, kinds, kindZh } from '#core/article/content'
import type { Stage } from '#core/workflow/stages'
import type { Template } from '#core/workflow/template'
import { ask, key } from '../api.ts'
import { useAct, useAsk } from '../ask.ts'
import { Leaving } from '../ui/leaving.tsx'
import { Screen, Sheet } from '../ui/screen.tsx'
import { Answered, EmptyState, RefusalNote } from '../ui/states.tsx'
import { useMeanwhile } from './meanwhile.ts'
import { MeanwhileNote } from './MeanwhileNote.tsx'
import { Road } from './Road.tsx'
import { StageForm } from './StageForm.tsx'
import { switchText, templatePieces } from './template-pieces.ts'

/** One road, edited on a copy; saving makes a new version. */
export function TemplatePage() {
  const { id = '' } = useParams()
  const [params] = useSearchParams()
  const list = useAsk('template.list', {})
  return (
    <Answered of={list}>
      {data => {
        const source = data.templates.find(one => one.id === (id === 'new' ? (params.get('from') ?? 'standard') : id))
        if (!source) {
          return (
            <Screen title="流程模板">
              <Sheet>
                <EmptyState title="没有这个流程">
                  <Link to="/admin/templates">返回流程列表</Link>
                </EmptyState>
              </Sheet>
            </Screen>
          )
        }
        const start =
          id === 'new'
            ? { ...source, id: `flow-${key().slice(0, 8)}`, name: `${source.name}副本`.slice(0, 40) }
            : source
        return <Editor key={id} latest={start} isNew={id === 'new'} barred={data.may.save} />
      }}
    </Answered>
  )
}

function Editor({
  latest,
  isNew,
  barred,
}: {
  latest: Template
  isNew: boolean
  barred: Parameters<typeof RefusalNote>[0]['refusal']
}) {
  const navigate = useNavigate()
  const { message } = App.useApp()
  const save = useAct('template.save', { quiet: true })
  // A new road keeps the id it began with; a kept one follows the office until the first change.
  const [first] = useState(latest)
  const [edited, setEdited] = useState<{ start: Template; draft: Template } | null>(null)
  const { start, draft } = edited ?? (isNew ? { start: first, draft: first } : { start: latest, draft: latest })
  const [chosen, setChosen] = useState(draft.stages[0]!.id)
  const [saved, setSaved] = useState(false)
  const changed = isNew || draft !== start
  // Only once the page no longer counts as unsaved, else leaving it would be asked about.
  useEffect(() => {
    if (saved) void navigate('/admin/templates')
  }, [saved, navigate])
  const meanwhile = useMeanwhile<Template, Template>({
    start,
    fresh: async () => (await ask('template.list', {})).templates.find(one => one.id === start.id)!,
    fields: state => state,
    pieces: templatePieces,
    now: () => draft,
    put: whole => setEdited({ start, draft: whole }),
  })
  const base = edited && !isNew ? meanwhile.saw : start
  const newer = !isNew && latest.version !== base.version && !saved && !save.isPending
  const reload = () => {
    setEdited(null)
    setChosen(latest.stages[0]!.id)
    meanwhile.restart(latest)
    save.reset()
  }
  const incomplete = incompleteZh(draft)
  const set = (change: Partial<Template>) => {
    if (!edited) meanwhile.restart(start)
    setEdited(before => ({ start: before?.start ?? start, draft: { ...(before?.draft ?? start), ...change } }))
  }
  const at = draft.stages.findIndex(stage => stage.id === chosen)
  const stage = draft.stages[at]
  const setStage = (next: Stage) => set({ stages: draft.stages.map((one, i) => (i === at ? next : one)) })
  const insert = (i: number) => {
    const added = newStage(draft.stages)
    set({ stages: draft.stages.toSpliced(i, 0, added) })
    setChosen(added.id)
  }
  const move = (by: number) => set({ stages: draft.stages.toSpliced(at, 1).toSpliced(at + by, 0, stage!) })
  const remove = () => {
    set({ stages: draft.stages.toSpliced(at, 1) })
    setChosen(draft.stages[Math.max(0, at - 1)]!.id)
  }
  const submit = () => {
    const { version: _, ...template } = draft
    save.mutate(
      { template, saw: isNew ? 0 : base.version },
      {
        onError: error => void meanwhile.meet(error),
        onSuccess: ({ version }) => {
          setSaved(true)
          void message.success(
            `已保存为第 ${version} 版。已提交的稿件仍按原版本办理。${isNew ? '新流程尚未启用，请在列表中启用。' : ''}`,
            5,
          )
        },
      },
    )
  }
  return (
    <Screen
      title={isNew ? '新流程' : draft.name}
      note={!isNew && `第 ${base.version} 版`}
      actions={
        <>
          <RefusalNote refusal={barred} />
          {incomplete && <span className="due-soon">{incomplete}</span>}
          <Link to="/admin/templates">
            <LeftOutlined /> 返回
          </Link>
          <Button
            type="primary"
            loading={save.isPending}
            disabled={Boolean(barred) || !changed || incomplete !== null}
            onClick={submit}
          >
            保存为新版本
          </Button>
        </>
      }
    >
      <MeanwhileNote of={meanwhile} error={save.error} />
      {newer && (
        <Alert
          className="page-alert"
          type="warning"
          showIcon
          title={`您打开之后，这个流程已在别处保存为第 ${latest.version} 版。您的改动仍在本页；保存时不会覆盖它，会先列出两边的不同。`}
          action={<Button onClick={reload}>放弃改动，看第 {latest.version} 版</Button>}
        />
      )}
      <Sheet title="流程" extra={<span className="quiet plain">带锁的是规定环节，不能删除</span>}>
        <Road stages={draft.stages} chosen={chosen} onChoose={setChosen} {...(barred ? {} : { onInsert: insert })} />
      </Sheet>
      <div className="template-columns">
        {stage && (
          <StageForm
            key={stage.id}
            stage={stage}
            at={at}
            stages={draft.stages}
            locked={Boolean(barred)}
            onChange={setStage}
            onMove={move}
            onRemove={remove}
          />
        )}
        <Sheet title="适用范围与兼任">
          <Form layout="vertical" disabled={Boolean(barred)}>
            <Form.Item label="流程名称" htmlFor="template-name" required>
              <Input
                id="template-name"
                value={draft.name}
                maxLength={40}
                onChange={event => set({ name: event.target.value })}
              />
            </Form.Item>
            <Form.Item label="体裁" htmlFor="template-kinds" extra="不选即全部体裁。">
              <Select
                id="template-kinds"
                mode="multiple"
                allowClear
                placeholder="全部体裁"
                value={draft.kinds}
                onChange={value => set({ kinds: value })}
                options={kinds.map(value => ({ value, label: kindZh[value] }))}
              />
            </Form.Item>
            <Form.Item label="级别" htmlFor="template-grades" extra="不选即全部级别。">
              <Select
                id="template-grades"
                mode="multiple"
                allowClear
                placeholder="全部级别"
                value={draft.grades}
                onChange={value => set({ grades: value })}
                options={grades.map(value => ({ value, label: gradeZh[value] }))}
              />
            </Form.Item>
            {switchText.map(({ name, zh, note }) => (
              <Form.Item key={name} className="tight" extra={note}>
                <label className="switch-label">
                  <Switch
                    size="small"
                    checked={draft.switches[name]}
                    onChange={on => set({ switches: { ...draft.switches, [name]: on } })}
                  />{' '}
                  {zh}
                </label>
              </Form.Item>
            ))}
          </Form>
        </Sheet>
      </div>
      <Leaving unsaved={changed && !saved && !barred} />
    </Screen>
  )
}

/** What is still empty, in a sentence; null when nothing is. */
function incompleteZh({ name, stages }: Template): string | null {
  if (name.trim() === '') return '请填写流程名称。'
  if (stages.some(stage => stage.name.trim() === '')) return '有环节没有名称。'
  const empty = stages.find(stage => stage.checklist.some(question => question.text.trim().length < 2))
  return empty ? `“${empty.name}”有检查项没有写完。` : null
}

/** A stage an office adds: a judgement that releases what it received. */
function newStage(stages: readonly Stage[]): Stage {
  let n = 1
  while (stages.some(stage => stage.id === `added-${n}`)) n += 1
  return {
    id: `added-${n}`,
    kind: 'added',
    name: '会签',
    role: 'countersigner',
    ownSection: false,
    hours: 8,
    urgentHours: 2,
    checklist: [],
    shared: false,
  }
}
