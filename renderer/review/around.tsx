import { App, Button, DatePicker, Form, Input, Select } from 'antd'
import dayjs from 'dayjs'
import { useState } from 'react'
import { holdsAdministration } from '#core/people/roles'
import { refusalZh } from '#core/refusals.zh'
import { useAct, useAsk } from '../ask.ts'
import { useMe } from '../ui/me.tsx'
import { PersonName, useDirectory } from '../ui/names.tsx'
import { SentError } from '../ui/states.tsx'
import { Moment } from '../ui/time.tsx'
import { dayForms } from '../ui/typed-day.ts'
import { Confirm } from './dialogs.tsx'
import { stageOf, type Judging, type View } from './judgement.ts'

type Props = { view: View; judging: Judging; barred: boolean }

/** What the holder of a stage may do besides judging it: 征求意见 and 转办. Neither decides anything. */
export function AroundActs({ view, judging, barred }: Props) {
  const [dialog, setDialog] = useState<'ask' | 'hand-on' | null>(null)
  const close = () => setDialog(null)
  return (
    <>
      {view.may.ask === null && (
        <Button disabled={barred} title="请别人看一看、说说意见；本环节仍由您办理" onClick={() => setDialog('ask')}>
          征求意见…
        </Button>
      )}
      {view.may.handOn === null && (
        <Button disabled={barred} title="把本环节交给另一位能够办理的人" onClick={() => setDialog('hand-on')}>
          转办…
        </Button>
      )}
      {dialog === 'ask' && <AskDialog view={view} judging={judging} onClose={close} />}
      {dialog === 'hand-on' && <HandOnDialog view={view} onClose={close} />}
    </>
  )
}

/** 征求意见: whom, what, and by when an answer is wished for. */
function AskDialog({ view, judging, onClose }: { view: View; judging: Judging; onClose(): void }) {
  const ask = useAct('opinion.ask', { quiet: true })
  const { message } = App.useApp()
  const names = useDirectory()
  const me = useMe()
  const [people, setPeople] = useState<string[]>([])
  const [question, setQuestion] = useState('')
  const [replyBy, setReplyBy] = useState<string | null>(null)
  const already = new Set(view.opinions.filter(one => one.state === 'open').map(one => one.asked))
  const capacity = view.capacities[judging.value.capacity] ?? view.capacities[0]
  const { id, stage, hash } = view.summary
  const send = () =>
    ask.mutate(
      { id, stage: stage ?? '', saw: hash, people, question: question.trim(), replyBy, ...(capacity !== undefined && { capacity }) },
      {
        onSuccess: () => {
          void message.success(`已向${people.map(names.person).join('、')}征求意见。本环节仍由您办理。`)
          onClose()
        },
      },
    )
  const options = names.people
    .filter(person => !person.disabled && person.id !== me.person.id && !holdsAdministration(person))
    .map(person => ({
      value: person.id,
      disabled: already.has(person.id),
      label: [person.name, names.section(person.section), person.title, already.has(person.id) ? '等待答复' : ''].filter(Boolean).join(' · '),
    }))
  return (
    <Confirm title="征求意见" ok="发出" busy={ask.isPending} error={ask.error} lacks={[people.length === 0 && '征求谁的意见', question.trim() === '' && '想请教什么']} onOk={send} onClose={onClose}>
      <p className="quiet asking-note">对方会在工作台看到，读稿后用文字答复。不等答复也可以办理；本环节始终由您办理。</p>
      <Form.Item label="征求谁的意见" htmlFor="ask-people" required>
        <Select id="ask-people" mode="multiple" showSearch={{ optionFilterProp: 'label' }} value={people} onChange={setPeople} options={options} placeholder="可选多人" />
      </Form.Item>
      <Form.Item label="想请教什么" htmlFor="ask-question" required>
        <Input.TextArea id="ask-question" rows={3} maxLength={2000} value={question} onChange={event => setQuestion(event.target.value)} />
      </Form.Item>
      <Form.Item label="希望何时答复" htmlFor="ask-reply">
        <DatePicker id="ask-reply" format={dayForms} value={replyBy ? dayjs(replyBy) : null} minDate={dayjs()} onChange={day => setReplyBy(day ? day.format('YYYY-MM-DD') : null)} placeholder="可不填" />
      </Form.Item>
    </Confirm>
  )
}

/** 转办: to whom, and why. Those whom a rule keeps from it are shown with the rule. */
function HandOnDialog({ view, onClose }: { view: View; onClose(): void }) {
  const handOn = useAct('stage.handOn', { quiet: true })
  const { message } = App.useApp()
  const names = useDirectory()
  const me = useMe()
  const candidates = useAsk('stage.candidates', { id: view.summary.id })
  const [person, setPerson] = useState<string | null>(null)
  const [reason, setReason] = useState('')
  const stage = stageOf(view)
  if (!stage) return null
  const others = (candidates.data?.people ?? []).filter(one => one.person !== me.person.id)
  const send = () =>
    handOn.mutate(
      { id: view.summary.id, stage: stage.id, person: person!, reason: reason.trim() },
      {
        onSuccess: () => {
          void message.success(`已将“${stage.name}”转办给${names.person(person!)}。`)
          onClose()
        },
      },
    )
  const label = (id: string) => [names.person(id), names.section(names.find(id)?.section ?? ''), names.find(id)?.title].filter(Boolean).join(' · ')
  const options = others.map(one => ({ value: one.person, label: label(one.person), disabled: one.refusal !== null, why: one.refusal && refusalZh(one.refusal, names) }))
  return (
    <Confirm title={`转办：${stage.name}`} ok="转办" busy={handOn.isPending} error={handOn.error} lacks={[person === null && '转给', reason.trim() === '' && '理由']} onOk={send} onClose={onClose}>
      {candidates.error && <SentError error={candidates.error} />}
      {candidates.data && !others.some(one => one.refusal === null) && <p className="due">没有其他人可以办理本环节。需要增配人员或设置代理，请联系办公室文秘。</p>}
      <Form.Item label="转给" htmlFor="hand-on-person" required>
        <Select
          id="hand-on-person"
          loading={candidates.isPending}
          showSearch={{ optionFilterProp: 'label' }}
          value={person}
          onChange={setPerson}
          options={options}
          placeholder="选择能够办理本环节的人"
          optionRender={({ data }) => (
            <span>
              {data.label}
              {data.why && <small className="option-why">{data.why}</small>}
            </span>
          )}
        />
      </Form.Item>
      <Form.Item label="理由" htmlFor="hand-on-reason" required>
        <Input.TextArea id="hand-on-reason" rows={2} maxLength={500} value={reason} onChange={event => setReason(event.target.value)} placeholder="如：外出开会，请代为把关" />
      </Form.Item>
    </Confirm>
  )
}

/** 催办: one press; the office says when it is possible again. */
export function RemindButton({ view, size = 'middle' }: { view: View; size?: 'small' | 'middle' }) {
  const remind = useAct('stage.remind')
  const { message } = App.useApp()
  const names = useDirectory()
  const { id, stage, phase, stageName } = view.summary
  const refusal = view.may.remind
  if (phase !== 'reviewing' || !stage || refusal?.code === 'may-not-remind' || refusal?.code === 'reminds-oneself') return null
  const send = () => remind.mutate({ id, stage }, { onSuccess: ({ to }) => void message.success(`已催办“${stageName}”：${to.map(names.person).join('、')}`) })
  return (
    <Button size={size} loading={remind.isPending} disabled={refusal !== null} title={refusal ? refusalZh(refusal, names) : '给现在的办理人发一条催办通知'} onClick={send}>
      {refusal ? '已催办' : '催办'}
    </Button>
  )
}

/** Beside the decision bar: whose answers are still awaited, and taking a question back. It holds nothing up. */
export function Awaited({ view }: { view: View }) {
  const withdraw = useAct('opinion.withdraw')
  const open = view.opinions.filter(one => one.state === 'open')
  if (open.length === 0) return null
  return (
    <ul className="awaited" aria-label="待答复的征求意见">
      {open.map(one => (
        <li key={one.id}>
          <b>待答复</b> <PersonName id={one.asked} />
          {one.replyBy && <span className="quiet">（希望 {one.replyBy} 前）</span>}
          {view.may.ask === null && (
            <Button type="link" size="small" loading={withdraw.isPending && withdraw.variables?.request === one.id} onClick={() => withdraw.mutate({ id: view.summary.id, request: one.id })}>
              撤回
            </Button>
          )}
        </li>
      ))}
    </ul>
  )
}

/** For whoever is asked: the question, and the answer in words. It passes nothing, and says so. */
export function AnswerBar({ view }: { view: View }) {
  const me = useMe()
  const give = useAct('opinion.give', { quiet: true })
  const { message } = App.useApp()
  const [words, setWords] = useState('')
  const asked = view.opinions.find(one => one.state === 'open' && one.asked === me.person.id)
  if (!asked) return null
  const send = () =>
    give.mutate(
      { id: view.summary.id, request: asked.id, saw: view.summary.hash, words: words.trim() },
      {
        onSuccess: () => {
          setWords('')
          void message.success('已答复。谢谢，本稿不需要您再做什么。')
        },
      },
    )
  return (
    <div className="decision answer" role="region" aria-label="答复征求意见">
      <div className="answer-question">
        <b>
          <PersonName id={asked.by} /> 在“{asked.stageName}”征求您的意见
        </b>
        <span className="quiet">
          {' '}
          <Moment at={asked.at} />
          {asked.replyBy && `，希望 ${asked.replyBy} 前答复`}
        </span>
        <p>{asked.question}</p>
      </div>
      <SentError error={give.error} />
      <Input.TextArea aria-label="答复" placeholder="读过上面的文字后，写下您的意见。答复不代替任何环节。" autoSize={{ minRows: 2, maxRows: 6 }} maxLength={2000} value={words} onChange={event => setWords(event.target.value)} />
      <Button type="primary" loading={give.isPending} disabled={words.trim() === ''} onClick={send}>
        答复
      </Button>
    </div>
  )
}
