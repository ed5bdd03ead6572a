import { Button, DatePicker, Input, Radio } from 'antd'
import dayjs, { type Dayjs } from 'dayjs'
import { useState } from 'react'
import { useAct } from '../ask.ts'
import { PersonName } from '../ui/names.tsx'
import { RefusalNote, SentError } from '../ui/states.tsx'
import { Moment } from '../ui/time.tsx'
import { dayForms } from '../ui/typed-day.ts'
import type { Follow, View } from './judgement.ts'

/** 登记答复: what the outside authority wrote, and what follows from it. */
export function ReferralForm({ view, follow }: { view: View; follow: Follow }) {
  const { referral, may, summary } = view
  const answer = useAct('stage.answerReferral', { quiet: true })
  const [number, setNumber] = useState('')
  const [date, setDate] = useState<Dayjs | null>(null)
  const [outcome, setOutcome] = useState<'public' | 'withhold' | null>(null)
  const [note, setNote] = useState('')
  if (!referral || !summary.stage) return null
  const ready = number.trim() !== '' && date !== null && outcome !== null
  const send = () => void follow(() => answer.mutateAsync({ id: summary.id, stage: summary.stage!, number: number.trim(), date: date!.format('YYYY-MM-DD'), outcome: outcome!, note: note.trim() }))
  return (
    <div className="decision referral" role="region" aria-label="送审答复">
      <p>
        <PersonName id={referral.by} /> 于 <Moment at={referral.at} /> 送 <b>{referral.authority}</b> 审查：{referral.reason}
      </p>
      {may.answerReferral ? (
        <RefusalNote refusal={may.answerReferral} />
      ) : (
        <>
          <SentError error={answer.error} />
          <div className="referral-fields">
            <Input aria-label="答复文号" placeholder="答复文号" maxLength={60} value={number} onChange={event => setNumber(event.target.value)} />
            <DatePicker aria-label="答复日期" format={dayForms} placeholder="答复日期" maxDate={dayjs()} value={date} onChange={value => setDate(value)} />
            <Radio.Group aria-label="结论" value={outcome} onChange={event => setOutcome(event.target.value as 'public' | 'withhold')} options={[{ value: 'public', label: '可以公开' }, { value: 'withhold', label: '不予公开' }]} />
            <Input aria-label="说明" placeholder="说明（可不填）" maxLength={1000} value={note} onChange={event => setNote(event.target.value)} />
            <Button type="primary" danger={outcome === 'withhold'} disabled={!ready} loading={answer.isPending} onClick={send}>
              {outcome === 'withhold' ? '登记答复并不予公开' : '登记答复'}
            </Button>
          </div>
          {!ready && <span className="quiet">填写答复文号、日期和结论后可以登记。</span>}
        </>
      )}
    </div>
  )
}
