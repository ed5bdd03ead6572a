import { App, Button, Form, Input } from 'antd'
import { previewTable, tableOf } from '#core/office/lexicon-table'
import { emptyLexicon, type Lexicon, type OwnRegion } from '#core/office/lexicon'
import { ask } from '../api.ts'
import { useAct } from '../ask.ts'
import { field, type Piece } from './apart.ts'
import type { LexiconView } from './LexiconPage.tsx'
import { useMeanwhile } from './meanwhile.ts'
import { MeanwhileNote } from './MeanwhileNote.tsx'

type Fields = OwnRegion & { name: string; short: string; former: string; renamed: string }

type Kept = Pick<LexiconView, 'region' | 'organisation'>

function fieldsIn({ region, organisation }: Kept): Fields {
  const [name = '', short = '', former = '', renamed = ''] = organisation ? tableOf('organisations', [organisation])[1]! : []
  return { ...region, name, short, former, renamed }
}

const regionPieces: readonly Piece<Fields>[] = [
  field('province', '省'), field('city', '市'), field('county', '县'),
  field('name', '本单位全称'), field('short', '允许的简称'), field('former', '曾用名'), field('renamed', '更名日期'),
]

/** The office's own place and full name: by them another place's or another body's name left in by copying is noticed. */
export function RegionForm({ data }: { data: LexiconView }) {
  const { message } = App.useApp()
  const save = useAct('lexicon.setRegion', { quiet: true })
  const [form] = Form.useForm<Fields>()
  const meanwhile = useMeanwhile<Kept, Fields>({
    start: { region: data.region, organisation: data.organisation },
    fresh: async () => {
      const { region, organisation } = await ask('lexicon.get', {})
      return { region, organisation }
    },
    fields: fieldsIn,
    pieces: () => regionPieces,
    now: () => form.getFieldsValue(true) as Fields,
    put: whole => form.setFieldsValue(whole),
  })
  const send = ({ province, city, county, ...own }: Fields) => {
    const [line] = previewTable(emptyLexicon, 'organisations', [['全称', '简称', '曾用名', '更名日期'], [own.name, own.short, own.former, own.renamed]])
    if (line && !line.entry) return void form.setFields([{ name: 'name', errors: [line.zh] }])
    const organisation = (line?.entry ?? null) as Lexicon['organisation']
    const given = { region: { province, city, county }, organisation }
    save.mutate(
      { ...given, saw: meanwhile.saw },
      { onSuccess: () => (meanwhile.restart(given), void message.success('已保存，下一次检查起生效。')), onError: error => void meanwhile.meet(error) },
    )
  }
  return (
    <Form form={form} layout="vertical" disabled={data.may.keep !== null} initialValues={fieldsIn(data)} onFinish={send}>
      <MeanwhileNote of={meanwhile} error={save.error} />
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
