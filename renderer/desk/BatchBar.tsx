import { App, Button, Form, Input, Radio } from 'antd'
import { useState } from 'react'
import type { Output } from '#core/api/contract'
import type { Answer } from '#core/article/events'
import type { Summary } from '#core/api/schema/common'
import { refusalZh } from '#core/refusals.zh'
import { useAct, useAsk } from '../ask.ts'
import { Confirm } from '../review/dialogs.tsx'
import { useDirectory } from '../ui/names.tsx'
import type { Picking } from './DeskList.tsx'

type Item = Output<'desk.batch'>['items'][number]

/** 批量通过 being prepared: which rows are picked, and what the office says of each. */
export function useBatch(rows: readonly Summary[], on: boolean) {
  const names = useDirectory()
  const [ids, setIds] = useState<ReadonlySet<string>>(new Set())
  const asked = useAsk('desk.batch', { ids: rows.map(({ id }) => id).slice(0, 200) }, { enabled: on && rows.length > 0 })
  const items = new Map((asked.data?.items ?? []).map(item => [item.id, item]))
  const toggle = (id: string) => setIds(before => (before.has(id) ? new Set([...before].filter(one => one !== id)) : new Set([...before, id])))
  const why = (id: string) => {
    const refusal = items.get(id)?.refusal
    return refusal ? refusalZh(refusal, names) : null
  }
  const picked = rows.flatMap(({ id }) => (ids.has(id) && items.has(id) ? [items.get(id)!] : []))
  const picking: Picking = { ids, why, toggle }
  const fit = rows.filter(({ id }) => items.get(id)?.refusal === null).length
  return { picking, picked, fit, known: asked.data !== undefined, clear: () => setIds(new Set()) }
}
type Batch = ReturnType<typeof useBatch>

/** Says how many are picked; the judgement itself is asked for in one window for all of them. */
export function BatchBar({ batch, rows, onClose }: { batch: Batch; rows: readonly Summary[]; onClose(): void }) {
  const [open, setOpen] = useState(false)
  const { picked, fit, known } = batch
  const lists = new Set(picked.map(item => JSON.stringify(item.checklist)))
  const stop = !known
    ? '正在核对……'
    : picked.length === 0
      ? fit === 0
        ? '现在没有可以批量通过的稿件：须流程允许，并且您已打开看过。'
        : '勾选要一并通过的稿件（按 X）。'
      : lists.size > 1
        ? '所选稿件的检查项不同，请分次办理。'
        : null
  return (
    <div className="batch" role="region" aria-label="批量通过">
      <span>
        已选 <b>{picked.length}</b> 篇，可批量 {fit} 篇
      </span>
      {stop && <span className="quiet">{stop}</span>}
      <Button type="primary" disabled={stop !== null} onClick={() => setOpen(true)}>
        通过所选…
      </Button>
      <Button onClick={onClose}>退出批量</Button>
      {open && <BatchDialog items={picked} rows={rows} onClose={() => setOpen(false)} onDone={batch.clear} />}
    </div>
  )
}

/** The same questions and opinion for all; each article is a pass of its own. */
function BatchDialog({ items, rows, onClose, onDone }: { items: readonly Item[]; rows: readonly Summary[]; onClose(): void; onDone(): void }) {
  const pass = useAct('stage.passMany', { quiet: true })
  const { modal } = App.useApp()
  const names = useDirectory()
  const [opinion, setOpinion] = useState('')
  const [answers, setAnswers] = useState<Record<string, Answer['answer']>>({})
  const [notes, setNotes] = useState<Record<string, string>>({})
  const [password, setPassword] = useState('')
  const checklist = items[0]?.checklist ?? []
  const signs = items.some(item => item.signs)
  const titles = new Map(rows.map(row => [row.id, row.title]))
  const lacks = [
    !checklist.every(q => answers[q.id]) && '检查项',
    checklist.some(q => answers[q.id] === 'no' && !notes[q.id]?.trim()) && '选“否”的情况说明',
    opinion.trim() === '' && '意见',
    signs && password === '' && '登录密码',
  ]
  const send = () =>
    pass.mutate(
      {
        items: items.map(({ id, stage, hash }) => ({ id, stage, saw: hash })),
        opinion: opinion.trim(),
        answers: checklist.map(q => ({ question: q.id, answer: answers[q.id]!, note: notes[q.id]?.trim() ?? '' })),
        ...(signs && { password }),
      },
      {
        onSuccess: ({ results }) => {
          onDone()
          onClose()
          const refused = results.filter(one => one.refusal !== null)
          modal[refused.length ? 'warning' : 'success']({
            title: `已通过 ${results.length - refused.length} 篇${refused.length ? `，未通过 ${refused.length} 篇` : ''}`,
            width: 560,
            content: (
              <ul className="batch-results">
                {results.map(({ id, refusal }) => (
                  <li key={id}>
                    <b>{titles.get(id) || '（无标题）'}</b> {refusal ? <span className="due">{refusalZh(refusal, names)}</span> : <span className="batch-done">已通过</span>}
                  </li>
                ))}
              </ul>
            ),
          })
        },
      },
    )
  return (
    <Confirm title={`批量通过 ${items.length} 篇`} ok="全部通过" busy={pass.isPending} error={pass.error} lacks={lacks} onOk={send} onClose={onClose}>
      <ul className="batch-results">
        {items.map(({ id }) => (
          <li key={id}>{titles.get(id) || '（无标题）'}</li>
        ))}
      </ul>
      {checklist.map(question => (
        <Form.Item key={question.id} label={question.text} required>
          <Radio.Group
            aria-label={question.text}
            value={answers[question.id] ?? null}
            onChange={event => setAnswers(before => ({ ...before, [question.id]: event.target.value as Answer['answer'] }))}
            options={[
              { value: 'yes', label: '是' },
              { value: 'no', label: '否' },
              { value: 'n/a', label: '不适用' },
            ]}
          />
          {answers[question.id] === 'no' && (
            <Input aria-label={`${question.text}：情况说明`} placeholder="写明情况" maxLength={500} value={notes[question.id] ?? ''} onChange={event => setNotes(before => ({ ...before, [question.id]: event.target.value }))} />
          )}
        </Form.Item>
      ))}
      <Form.Item label="意见" htmlFor="batch-opinion" required>
        <Input.TextArea id="batch-opinion" rows={2} maxLength={2000} value={opinion} onChange={event => setOpinion(event.target.value)} placeholder="同意也请写“同意”" />
      </Form.Item>
      {signs && (
        <Form.Item label="登录密码" htmlFor="batch-password" required extra="签名的环节须再次确认是您本人。">
          <Input.Password id="batch-password" autoComplete="current-password" value={password} onChange={event => setPassword(event.target.value)} />
        </Form.Item>
      )}
    </Confirm>
  )
}
