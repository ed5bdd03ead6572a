import { DeleteOutlined, LeftOutlined, LockOutlined, PlusOutlined, RightOutlined } from '@ant-design/icons'
import { Alert, Button, Form, Input, InputNumber, Select, Switch } from 'antd'
import { isAdministrative, roles, roleZh } from '#core/people/roles'
import { neverInBatch } from '#core/workflow/batch'
import { gates, gateZh, isProofread, type Question, type Stage } from '#core/workflow/stages'
import { hoursAsTyped } from './hours.ts'

type Props = {
  stage: Stage
  at: number
  stages: readonly Stage[]
  locked: boolean
  onChange(stage: Stage): void
  onMove(by: number): void
  onRemove(): void
}

/** What may be set about one stage; what may not says why. */
export function StageForm({ stage, at, stages, locked, onChange, onMove, onRemove }: Props) {
  const set = (change: Partial<Stage>) => onChange({ ...stage, ...change })
  const floor = stage.kind !== 'added'
  const lone = neverInBatch.has(stage.kind)
  const movable = !floor || stage.kind === 'confidentiality-review'
  return (
    <section className="sheet">
      <header className="sheet-head">
        <h2>环节：{stage.name}</h2>
        <span className="row-actions">
          {movable && (
            <>
              <Button icon={<LeftOutlined />} disabled={locked || at === 0} onClick={() => onMove(-1)}>
                前移
              </Button>
              <Button
                icon={<RightOutlined />}
                iconPlacement="end"
                disabled={locked || at >= stages.length - 2}
                onClick={() => onMove(1)}
              >
                后移
              </Button>
            </>
          )}
          {!floor && (
            <Button icon={<DeleteOutlined />} disabled={locked} onClick={onRemove}>
              删除
            </Button>
          )}
        </span>
      </header>
      <div className="sheet-body">
        {floor && (
          <Alert className="form-note" type="info" icon={<LockOutlined />} showIcon title={lockReason(stage)} />
        )}
        <Form layout="vertical" disabled={locked}>
          <div className="form-grid">
            <Form.Item label="名称" htmlFor="stage-name" required>
              <Input
                id="stage-name"
                value={stage.name}
                maxLength={20}
                onChange={event => set({ name: event.target.value })}
              />
            </Form.Item>
            <Form.Item label="办理岗位" htmlFor="stage-role" required>
              <Select
                id="stage-role"
                value={stage.role}
                onChange={role => set({ role })}
                options={roles.filter(role => !isAdministrative(role)).map(value => ({ value, label: roleZh[value] }))}
              />
            </Form.Item>
            <Form.Item label="时限" htmlFor="stage-hours" extra="工作小时，到时提示超期。">
              <InputNumber
                id="stage-hours"
                min={0.5}
                max={400}
                step={0.5}
                value={stage.hours}
                formatter={hoursAsTyped}
                suffix="小时"
                onChange={hours => set({ hours: hours ?? stage.hours })}
              />
            </Form.Item>
            <Form.Item label="急件时限" htmlFor="stage-urgent">
              <InputNumber
                id="stage-urgent"
                min={0.5}
                max={400}
                step={0.5}
                value={stage.urgentHours}
                formatter={hoursAsTyped}
                suffix="小时"
                onChange={hours => set({ urgentHours: hours ?? stage.urgentHours })}
              />
            </Form.Item>
          </div>
          <Form.Item className="tight">
            <label className="switch-label">
              <Switch size="small" checked={stage.ownSection} onChange={ownSection => set({ ownSection })} />{' '}
              只由起草科室的人员办理
            </label>
          </Form.Item>
          {!floor && (
            <Form.Item className="tight" extra="关闭时，办理人不能在本轮再办其他环节。">
              <label className="switch-label">
                <Switch size="small" checked={stage.shared} onChange={shared => set({ shared })} />{' '}
                可由办理其他环节的人兼办
              </label>
            </Form.Item>
          )}
          <Form.Item className="tight" extra={lone ? '底线（规则 F5）：保密审查和签发必须逐篇办理，不能批量通过。' : '打开后，办理人可以把打开看过的几篇一并通过；每一篇仍各有一条记录。'}>
            <label className="switch-label">
              <Switch size="small" disabled={lone} checked={stage.batch ?? false} onChange={batch => set({ batch })} />{' '}
              允许批量通过
            </label>
          </Form.Item>
          <Checklist questions={stage.checklist} onChange={checklist => set({ checklist })} />
        </Form>
      </div>
    </section>
  )
}

function lockReason(stage: Stage): string {
  const edits = isProofread(stage.kind) ? '可作文字更正，不能作实质性修改' : '只审不改'
  if (stage.kind === 'confidentiality-review') return `保密审查不能删除，可移到签发之前的任一位置。本环节${edits}。`
  if (stage.kind === 'sign-off') return `签发不能删除，必须是最后一个环节。本环节${edits}。`
  return `三审三校是规定环节，不能删除或调换次序。本环节${edits}。`
}

function Checklist({ questions, onChange }: { questions: Question[]; onChange(questions: Question[]): void }) {
  const set = (i: number, change: Partial<Question>) =>
    onChange(questions.map((one, at) => (at === i ? { ...one, ...change } : one)))
  const add = () => {
    let n = questions.length + 1
    while (questions.some(one => one.id === `item-${n}`)) n += 1
    onChange([...questions, { id: `item-${n}`, gate: 'fact', text: '' }])
  }
  return (
    <Form.Item label="检查项" extra="办理人须逐项回答“是”“否”或“不适用”，答“否”须说明。">
      <div className="checklist">
        {questions.map((question, i) => (
          <div key={question.id}>
            <Select
              aria-label="所属关口"
              value={question.gate}
              onChange={gate => set(i, { gate })}
              options={gates.map(value => ({ value, label: gateZh[value] }))}
            />
            <Input
              aria-label={`检查项 ${i + 1}`}
              value={question.text}
              maxLength={200}
              status={question.text.trim().length < 2 ? 'error' : ''}
              onChange={event => set(i, { text: event.target.value })}
            />
            <Button
              type="text"
              icon={<DeleteOutlined />}
              aria-label={`删除检查项 ${i + 1}`}
              onClick={() => onChange(questions.toSpliced(i, 1))}
            />
          </div>
        ))}
        <Button type="dashed" icon={<PlusOutlined />} disabled={questions.length >= 30} onClick={add}>
          增加检查项
        </Button>
      </div>
    </Form.Item>
  )
}
