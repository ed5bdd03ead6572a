import { App, Button, Form, Input } from 'antd'
import { useState } from 'react'
import { previewTable, tableOf } from '#core/office/lexicon-table'
import { emptyLexicon, type Lexicon, type OwnRegion } from '#core/office/lexicon'
import { useAct } from '../ask.ts'
import { SentError } from '../ui/states.tsx'
import type { LexiconView } from './LexiconPage.tsx'

type Fields = OwnRegion & { name: string; short: string; former: string; renamed: string }

/** The office's own place and full name: by them another place's or another body's name left in by copying is noticed. */
export function RegionForm({ data }: { data: LexiconView }) {
  const { message } = App.useApp()
  const save = useAct('lexicon.setRegion', { quiet: true })
  const [form] = Form.useForm<Fields>()
  const [saw, setSaw] = useState({ region: data.region, organisation: data.organisation })
  const [name = '', short = '', former = '', renamed = ''] = data.organisation ? tableOf('organisations', [data.organisation])[1]! : []
  const send = ({ province, city, county, ...own }: Fields) => {
    const [line] = previewTable(emptyLexicon, 'organisations', [['全称', '简称', '曾用名', '更名日期'], [own.name, own.short, own.former, own.renamed]])
    if (line && !line.entry) return void form.setFields([{ name: 'name', errors: [line.zh] }])
    const organisation = (line?.entry ?? null) as Lexicon['organisation']
    const given = { region: { province, city, county }, organisation }
    save.mutate({ ...given, saw }, { onSuccess: () => (setSaw(given), void message.success('已保存，下一次检查起生效。')) })
  }
  return (
    <Form form={form} layout="vertical" disabled={data.may.keep !== null} initialValues={{ ...data.region, name, short, former, renamed }} onFinish={send}>
      <SentError error={save.error} />
      <p className="quiet form-lead">填写后，机检能发现抄来的文稿中留下的外地地名，以及本单位名称的误写。</p>
      <div className="form-grid">
        <Form.Item name="province" label="省（自治区、直辖市）"><Input maxLength={30} placeholder="例如：浙江省" /></Form.Item>
        <Form.Item name="city" label="市"><Input maxLength={30} placeholder="例如：台州市" /></Form.Item>
        <Form.Item name="county" label="县（市、区）"><Input maxLength={30} placeholder="例如：云溪区" /></Form.Item>
        <Form.Item name="name" label="本单位全称"><Input maxLength={100} /></Form.Item>
        <Form.Item name="short" label="允许的简称" extra="多个之间用“；”隔开。"><Input maxLength={200} /></Form.Item>
        <Form.Item name="former" label="曾用名" extra="多个之间用“；”隔开。"><Input maxLength={200} /></Form.Item>
        <Form.Item name="renamed" label="更名日期" extra="写成 2026-10-01。"><Input maxLength={12} /></Form.Item>
      </div>
      <Button type="primary" htmlType="submit" loading={save.isPending}>
        保存
      </Button>
    </Form>
  )
}
