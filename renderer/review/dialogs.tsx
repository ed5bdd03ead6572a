import { DeleteOutlined, PlusOutlined } from '@ant-design/icons'
import { Button, Form, Input, Modal, Select } from 'antd'
import { useEffect, useRef, useState, type ReactNode } from 'react'
import { plainText } from '#core/article/plain-text'
import { roleZh } from '#core/people/roles'
import type { Settings } from '#core/office/settings'
import { useAct } from '../ask.ts'
import { useDirectory } from '../ui/names.tsx'
import { SentError } from '../ui/states.tsx'
import './review.css'
import { reasonIn, stageOf, type Follow, type Judging, type Passage, type View } from './judgement.ts'

type Frame = { title: string; ok: string; danger?: boolean; busy: boolean; error: unknown; lacks?: readonly (string | false)[]; children: ReactNode; onOk(): void; onClose(): void }

/** A decision is confirmed in one place: what it is, what it needs, what it still `lacks` by the names of the fields, what the office answered. */
export function Confirm({ title, ok, danger = false, busy, error, lacks = [], children, onOk, onClose }: Frame) {
  const missing = lacks.filter(name => name !== false)
  const ready = missing.length === 0
  return (
    <Modal
      open
      title={title}
      okText={ok}
      cancelText="取消"
      okButtonProps={{ danger, disabled: !ready }}
      confirmLoading={busy}
      onOk={onOk}
      onCancel={onClose}
      mask={{ closable: false }}
      width={560}
      footer={(_, { OkBtn, CancelBtn }) => (
        <div className="decision-foot">
          <span className="due" role="status">
            {!ready && `还须填写：${missing.join('、')}。`}
          </span>
          <CancelBtn />
          <OkBtn />
        </div>
      )}
    >
      <Form layout="vertical" className="decision-form" onFinish={() => ready && onOk()}>
        <SentError error={error} />
        <Fields>{children}</Fields>
        <button type="submit" hidden />
      </Form>
    </Modal>
  )
}

/** What a decision needs. The first of it gets the focus once the dialog is on the page, which would leave it with its closing cross. */
function Fields({ children }: { children: ReactNode }) {
  const fields = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const frame = requestAnimationFrame(() => {
      if (!fields.current?.contains(document.activeElement)) fields.current?.querySelector<HTMLElement>('input:not([disabled]), textarea:not([disabled])')?.focus()
    })
    return () => cancelAnimationFrame(frame)
  }, [])
  return <div ref={fields}>{children}</div>
}

const Password = ({ value, onChange }: { value: string; onChange(value: string): void }) => (
  <Form.Item label="登录密码" htmlFor="confirm-password" required extra="签名的环节须再次确认是您本人。">
    <Input.Password id="confirm-password" autoComplete="current-password" value={value} onChange={event => onChange(event.target.value)} />
  </Form.Item>
)

type Sent = { busy: boolean; error: unknown; onClose(): void }

/** 通过 at a signing stage: what is signed, and the password. */
export function PassDialog({ act, title, opinion, hash, onOk, ...sent }: Sent & { act: string; title: string; opinion: string; hash: string; onOk(password: string): void }) {
  const [password, setPassword] = useState('')
  return (
    <Confirm title={act} ok={act.startsWith('签发') ? '签发' : '通过'} lacks={[password === '' && '登录密码']} onOk={() => onOk(password)} {...sent}>
      <dl className="facts">
        <dt>稿件</dt>
        <dd>{title}</dd>
        <dt>意见</dt>
        <dd>{opinion}</dd>
        <dt>内容校验值</dt>
        <dd className="mono">{hash.slice(0, 8)}</dd>
      </dl>
      <Password value={password} onChange={setPassword} />
    </Confirm>
  )
}

type ReturnProps = Sent & { redact: boolean; view: View; settings: Settings | undefined; judging: Judging; onOk(input: { category: string; reason: string }): void }

/** 退回, or 处理后公开: what kind of fault, why, and which passages. */
export function ReturnDialog({ redact, view, settings, judging, onOk, ...sent }: ReturnProps) {
  const categories = settings?.returnCategories ?? []
  const [category, setCategory] = useState(redact ? (categories.find(c => c.includes('涉密')) ?? categories[0] ?? '') : '')
  const [reason, setReason] = useState(reasonIn(judging.value.opinion, settings?.cannedOpinions ?? []))
  const { passages } = judging.value
  const lacks = [category === '' && '原因类别', reason.trim() === '' && (redact ? '怎样处理' : '退回理由'), redact && passages.length === 0 && '涉及的原文']
  return (
    <Confirm title={redact ? '处理后公开：退回作者处理' : '退回作者'} ok={redact ? '退回处理' : '退回作者'} danger lacks={lacks} onOk={() => onOk({ category, reason: reason.trim() })} {...sent}>
      <Form.Item label="原因类别" htmlFor="return-category" required>
        <Select id="return-category" value={category || null} placeholder="选择类别" options={categories.map(value => ({ value, label: value }))} onChange={setCategory} />
      </Form.Item>
      <Form.Item label={redact ? '怎样处理' : '退回理由'} htmlFor="return-reason" required>
        <Input.TextArea id="return-reason" rows={3} maxLength={2000} value={reason} placeholder={redact ? '写明须删去、遮盖或概括的内容' : '写明问题和修改要求'} onChange={event => setReason(event.target.value)} />
      </Form.Item>
      <Passages view={view} judging={judging} required={redact} />
    </Confirm>
  )
}

/** The passages a return is about: taken from the selection in the text, or typed here. */
function Passages({ view, judging, required }: { view: View; judging: Judging; required: boolean }) {
  const { passages } = judging.value
  const [quote, setQuote] = useState('')
  const [missing, setMissing] = useState(false)
  const put = (next: Passage[]) => judging.set({ passages: next })
  const add = () => {
    const words = quote.trim()
    const start = plainText(view.content).text.indexOf(words)
    setMissing(start < 0)
    if (words === '' || start < 0) return
    put([...passages, { start, end: start + words.length, quote: words.slice(0, 2000), note: '' }])
    setQuote('')
  }
  return (
    <Form.Item label="涉及的原文" required={required} extra={passages.length === 0 ? '先在文中选中文字，按“标为问题”，会列在这里；也可以在此填写原文。' : undefined}>
      <ol className="passages">
        {passages.map((passage, i) => (
          <li key={`${passage.start}-${passage.quote}`}>
            <blockquote>“{passage.quote.length > 120 ? `${passage.quote.slice(0, 120)}…` : passage.quote}”</blockquote>
            <Input aria-label={`第 ${i + 1} 处的说明`} placeholder="说明（可不填）" maxLength={1000} value={passage.note} onChange={event => put(passages.map((p, n) => (n === i ? { ...p, note: event.target.value } : p)))} />
            <Button type="text" icon={<DeleteOutlined />} aria-label={`去掉第 ${i + 1} 处`} onClick={() => put(passages.filter((_, n) => n !== i))} />
          </li>
        ))}
      </ol>
      <div className="passage-add">
        <Input aria-label="原文" placeholder="照录一段原文" status={missing ? 'warning' : ''} value={quote} onChange={event => setQuote(event.target.value)} onPressEnter={event => { event.preventDefault(); add() }} />
        <Button icon={<PlusOutlined />} disabled={quote.trim() === ''} onClick={add}>
          添加
        </Button>
      </div>
      {missing && <span className="due">文中没有找到这段文字，请照录原文。</span>}
    </Form.Item>
  )
}

/** 送审: an outside authority is asked; the article waits for the answer. */
export function ReferDialog({ onOk, ...sent }: Sent & { onOk(input: { authority: string; reason: string }): void }) {
  const [authority, setAuthority] = useState('')
  const [reason, setReason] = useState('')
  return (
    <Confirm title="送审：请主管部门或保密行政管理部门确定" ok="送审" lacks={[authority.trim().length < 2 && '送审单位', reason.trim() === '' && '送审理由']} onOk={() => onOk({ authority: authority.trim(), reason: reason.trim() })} {...sent}>
      <p className="quiet">不能确定是否可以公开时使用（政府信息公开条例第十七条）。等待答复期间不计办理时限。</p>
      <Form.Item label="送审单位" htmlFor="refer-authority" required>
        <Input id="refer-authority" maxLength={100} value={authority} onChange={event => setAuthority(event.target.value)} />
      </Form.Item>
      <Form.Item label="送审理由" htmlFor="refer-reason" required>
        <Input.TextArea id="refer-reason" rows={3} maxLength={2000} value={reason} onChange={event => setReason(event.target.value)} />
      </Form.Item>
    </Confirm>
  )
}

/** 不予公开: ends the article on a legal ground. */
export function WithholdDialog({ settings, onOk, ...sent }: Sent & { settings: Settings | undefined; onOk(input: { ground: string; note: string; password: string }): void }) {
  const [ground, setGround] = useState('')
  const [note, setNote] = useState('')
  const [password, setPassword] = useState('')
  return (
    <Confirm title="不予公开" ok="确定不予公开" danger lacks={[ground === '' && '法定依据', password === '' && '登录密码']} onOk={() => onOk({ ground, note: note.trim(), password })} {...sent}>
      <p className="quiet">本稿的流程就此结束，不能再提交。记录保留。</p>
      <Form.Item label="法定依据" htmlFor="withhold-ground" required>
        <Select id="withhold-ground" value={ground || null} placeholder="选择依据" options={(settings?.withholdGrounds ?? []).map(value => ({ value, label: value }))} onChange={setGround} />
      </Form.Item>
      <Form.Item label="说明" htmlFor="withhold-note">
        <Input.TextArea id="withhold-note" rows={2} maxLength={1000} value={note} onChange={event => setNote(event.target.value)} />
      </Form.Item>
      <Password value={password} onChange={setPassword} />
    </Confirm>
  )
}

const recallTo = [
  { value: 'sign-off', label: '重新签发（不改文字）' },
  { value: 'third-proofread', label: '退到三校，由校对员作文字更正' },
  { value: 'author', label: '退回作者修改（重新走全部流程）' },
] as const

/** 撤回签发, while nothing has left. */
export function RecallDialog({ view, follow, onClose }: { view: View; follow: Follow; onClose(): void }) {
  const recall = useAct('signOff.recall', { quiet: true })
  const [to, setTo] = useState<(typeof recallTo)[number]['value']>('sign-off')
  const [reason, setReason] = useState('')
  const [password, setPassword] = useState('')
  const send = () => void follow(() => recall.mutateAsync({ id: view.summary.id, saw: view.summary.hash, to, reason: reason.trim(), password }))
  return (
    <Confirm title="撤回签发" ok="撤回签发" danger busy={recall.isPending} error={recall.error} lacks={[reason.trim() === '' && '理由', password === '' && '登录密码']} onOk={send} onClose={onClose}>
      <Form.Item label="撤回后" htmlFor="recall-to" required>
        <Select id="recall-to" value={to} options={[...recallTo]} onChange={setTo} />
      </Form.Item>
      <Form.Item label="理由" htmlFor="recall-reason" required>
        <Input.TextArea id="recall-reason" rows={2} maxLength={2000} value={reason} onChange={event => setReason(event.target.value)} />
      </Form.Item>
      <Password value={password} onChange={setPassword} />
    </Confirm>
  )
}

/** 指定办理人, by an office clerk; empty gives the stage back to everybody entitled. */
export function AssignDialog({ view, onClose }: { view: View; onClose(): void }) {
  const assign = useAct('stage.assign', { quiet: true })
  const names = useDirectory()
  const stage = stageOf(view)
  const [person, setPerson] = useState<string | null>(view.assignee)
  const [reason, setReason] = useState('')
  if (!stage) return null
  const people = names.people.filter(p => !p.disabled && p.roles.includes(stage.role))
  const send = () => assign.mutate({ id: view.summary.id, stage: stage.id, person, reason: reason.trim() }, { onSuccess: onClose })
  return (
    <Confirm title={`指定办理人：${stage.name}`} ok={person ? '指定' : '不指定'} busy={assign.isPending} error={assign.error} onOk={send} onClose={onClose}>
      <Form.Item label={`办理人（${roleZh[stage.role]}）`} htmlFor="assign-person">
        <Select
          id="assign-person"
          allowClear
          showSearch={{ optionFilterProp: 'label' }}
          value={person}
          placeholder="不指定：有该岗位的人均可办理"
          onChange={(value: string | undefined) => setPerson(value ?? null)}
          options={people.map(p => ({ value: p.id, label: [p.name, names.section(p.section), p.title].filter(Boolean).join(' · ') }))}
        />
      </Form.Item>
      <Form.Item label="理由" htmlFor="assign-reason">
        <Input id="assign-reason" maxLength={500} value={reason} onChange={event => setReason(event.target.value)} />
      </Form.Item>
    </Confirm>
  )
}
