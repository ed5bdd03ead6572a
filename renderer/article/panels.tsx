import { DeleteOutlined, PaperClipOutlined, UploadOutlined } from '@ant-design/icons'
import { App, Button, DatePicker, Form, Input, Radio, Select, Switch, Upload } from 'antd'
import dayjs from 'dayjs'
import { memo, useState, type ReactNode } from 'react'
import { topics } from '#core/article/topics'
import {
  disclosureZh, disclosures, gradeZh, grades, kinds, kindZh, validities, validityZh, type Content, type Publication,
} from '#core/article/content'
import { channelLimits } from '#core/channels/limits'
import type { Refusal } from '#core/refusal'
import { useAct, useAsk } from '../ask.ts'
import { useSentence } from '../ui/names.tsx'
import { PublishBy } from '../ui/PublishBy.tsx'
import { DateField } from './DateField.tsx'
import { putFile } from './editor.ts'

type Change = (update: (before: Content) => Content) => void
type Panel = { content: Content; change: Change; editable: boolean; missing: ReadonlyMap<string, string> }

/** One field of the form, marked where it is missing, with the sentence beneath. */
function Field({ name, label, missing, children }: { name: string; label: string; missing: ReadonlyMap<string, string>; children: ReactNode }) {
  const gap = missing.get(name)
  return (
    <Form.Item label={label} htmlFor={`field-${name}`} {...(gap && { validateStatus: 'warning' as const, help: gap })}>
      {children}
    </Form.Item>
  )
}

const publication = (change: Change) => (part: Partial<Publication>) => change(before => ({ ...before, publication: { ...before.publication, ...part } }))

const topicOptions = topics.map(([first, seconds]) => ({ label: first, options: (seconds.length ? seconds : ['']).map(second => ({ value: second ? `${first}\\${second}` : first, label: second || first })) }))

/** 信息: what is published beside the text; what is missing for submission is marked. */
export const MetadataPanel = memo(function MetadataPanel({ id, content, change, editable, missing, mayTakeNumber }: Panel & { id: string; mayTakeNumber: Refusal | null }) {
  const p = content.publication
  const set = publication(change)
  const settings = useAsk('settings.get', {}, { staleTime: 60_000 })
  const take = useAct('article.takeNumber')
  const off = !editable
  const field = { missing }
  /** The button goes with the want of a number: who pressed it goes on from the field. */
  const taken = ({ number }: { number: string }) => {
    set({ indexNumber: number })
    document.getElementById('field-publication.indexNumber')?.focus()
  }
  const columns = settings.data?.settings.site.columns.map(column => ({ value: column.name, label: column.name })) ?? []
  return (
    <Form layout="vertical" className="panel-form" size="middle">
      <div className="pair">
        <Field name="kind" label="体裁" {...field}>
          <Select id="field-kind" disabled={off} value={content.kind} options={kinds.map(kind => ({ value: kind, label: kindZh[kind] }))} onChange={kind => change(before => withKind(before, kind))} />
        </Field>
        <Field name="grade" label="级别" {...field}>
          <Select id="field-grade" disabled={off} value={content.grade} options={grades.map(grade => ({ value: grade, label: gradeZh[grade] }))} onChange={grade => change(before => ({ ...before, grade }))} />
        </Field>
      </div>
      <Field name="publication.issuer" label="发布机构（全称）" {...field}>
        <Input id="field-publication.issuer" disabled={off} value={p.issuer} onChange={e => set({ issuer: e.target.value })} />
      </Field>
      <Field name="publication.column" label="栏目" {...field}>
        <Select id="field-publication.column" disabled={off} value={p.column || null} options={columns} showSearch placeholder="选择栏目" onChange={column => set({ column: column ?? '' })} />
      </Field>
      <Field name="publication.topic" label="主题分类" {...field}>
        <Select id="field-publication.topic" disabled={off} value={p.topic || null} options={topicOptions} showSearch placeholder="选择主题分类" onChange={topic => set({ topic: topic ?? '' })} />
      </Field>
      <Field name="publication.documentNumber" label="发文字号" {...field}>
        <Input id="field-publication.documentNumber" disabled={off} value={p.documentNumber} placeholder="如 云溪政办发〔2026〕31号" onChange={e => set({ documentNumber: e.target.value })} />
      </Field>
      <Field name="publication.indexNumber" label="索引号" {...field}>
        <div className="with-button">
          <Input id="field-publication.indexNumber" disabled={off} value={p.indexNumber} onChange={e => set({ indexNumber: e.target.value })} />
          {p.indexNumber === '' && (
            <Button disabled={mayTakeNumber !== null} loading={take.isPending} onClick={() => take.mutate({ id }, { onSuccess: taken })}>
              取号
            </Button>
          )}
        </div>
      </Field>
      <div className="pair">
        <Field name="publication.formedOn" label="成文日期" {...field}>
          <DateField id="field-publication.formedOn" value={p.formedOn} disabled={off} onChange={formedOn => set({ formedOn })} />
        </Field>
        <Field name="publication.validity" label="有效性" {...field}>
          <Select id="field-publication.validity" disabled={off} value={p.validity} options={validities.map(v => ({ value: v, label: validityZh[v] }))} onChange={validity => set({ validity })} />
        </Field>
      </div>
      <p className="field-note"><PublishBy content={content} phase="drafting" /></p>
      <div className="pair">
        <Field name="publication.effectiveOn" label="施行日期" {...field}>
          <DateField id="field-publication.effectiveOn" value={p.effectiveOn} disabled={off} onChange={effectiveOn => set({ effectiveOn })} />
        </Field>
        <Field name="publication.expiresOn" label="失效日期" {...field}>
          <DateField id="field-publication.expiresOn" value={p.expiresOn} disabled={off} onChange={expiresOn => set({ expiresOn })} />
        </Field>
      </div>
      <Field name="publication.disclosure.attribute" label="公开属性" {...field}>
        <Radio.Group disabled={off} value={p.disclosure.attribute} options={disclosures.map(d => ({ value: d, label: disclosureZh[d] }))} onChange={e => set({ disclosure: { ...p.disclosure, attribute: e.target.value as Publication['disclosure']['attribute'] } })} />
      </Field>
      {p.disclosure.attribute !== 'proactive' && (
        <Field name="publication.disclosure.ground" label="依据" {...field}>
          <Input.TextArea id="field-publication.disclosure.ground" disabled={off} autoSize value={p.disclosure.ground} onChange={e => set({ disclosure: { ...p.disclosure, ground: e.target.value } })} />
        </Field>
      )}
      <SourceFields {...{ content, change, editable, missing }} />
      <Field name="publication.summary" label={`内容概述（${[...p.summary].length}/100 字）`} {...field}>
        <Input.TextArea id="field-publication.summary" disabled={off} autoSize={{ minRows: 2, maxRows: 5 }} value={p.summary} onChange={e => set({ summary: e.target.value })} />
      </Field>
      <Field name="publication.keywords" label="关键词" {...field}>
        <Select id="field-publication.keywords" mode="tags" open={false} suffixIcon={null} disabled={off} value={p.keywords} placeholder="输入后回车" onChange={keywords => set({ keywords: keywords.slice(0, 20) })} />
      </Field>
      <Field name="publication.editor" label="责任编辑" {...field}>
        <Input id="field-publication.editor" disabled={off} value={p.editor} onChange={e => set({ editor: e.target.value })} />
      </Field>
      <Field name="publication.notBefore" label="最早发布时间" {...field}>
        <DatePicker
          id="field-publication.notBefore" className="wide" showTime={{ format: 'HH:mm' }} format="YYYY-MM-DD HH:mm" disabled={off} placeholder="不限"
          value={p.notBefore ? dayjs(p.notBefore) : null}
          onChange={at => set({ notBefore: at ? `${at.format('YYYY-MM-DDTHH:mm')}:00+08:00` : '' })}
        />
      </Field>
    </Form>
  )
})

const withKind = (content: Content, kind: Content['kind']): Content => {
  const source = kind === 'reprint' && content.publication.source.type === 'original' ? { type: 'reprint' as const, name: '', url: '' } : content.publication.source
  return { ...content, kind, publication: { ...content.publication, source } }
}

function SourceFields({ content, change, editable, missing }: Panel) {
  const { source } = content.publication
  const set = publication(change)
  return (
    <>
      <Field name="publication.source" label="来源" missing={missing}>
        <Radio.Group
          disabled={!editable}
          value={source.type}
          options={[{ value: 'original', label: '原创' }, { value: 'reprint', label: '转载' }]}
          onChange={e => set({ source: e.target.value === 'original' ? { type: 'original' } : { type: 'reprint', name: '', url: '' } })}
        />
      </Field>
      {source.type === 'reprint' && (
        <>
          <Field name="publication.source.name" label="转载自" missing={missing}>
            <Input id="field-publication.source.name" disabled={!editable} value={source.name} onChange={e => set({ source: { ...source, name: e.target.value } })} />
          </Field>
          <Field name="publication.source.url" label="原文网址" missing={missing}>
            <Input id="field-publication.source.url" disabled={!editable} value={source.url} onChange={e => set({ source: { ...source, url: e.target.value } })} />
          </Field>
        </>
      )}
    </>
  )
}

const counted = (text: string, limit: number) => `${[...text].length}/${limit} 字`

/** 渠道: where the text is meant to go, and what each shows instead of the common title, with live limits. */
export const ChannelsPanel = memo(function ChannelsPanel({ content, change, editable, missing }: Panel) {
  const { website, wechat } = content.channels
  const setWechat = (part: Partial<NonNullable<typeof wechat>>) => change(before => ({ ...before, channels: { ...before.channels, wechat: { ...before.channels.wechat!, ...part } } }))
  const toggle = (channel: 'website' | 'wechat', on: boolean) =>
    change(before => {
      const { [channel]: _, ...rest } = before.channels
      const added = channel === 'website' ? { website: {} } : { wechat: { title: before.title, digest: '', author: '', cover: '' as const } }
      return { ...before, channels: on ? { ...rest, ...added } : rest }
    })
  const limit = channelLimits.wechat
  return (
    <Form layout="vertical" className="panel-form">
      <div className="channel-head">
        <strong>政府网站</strong>
        <Switch aria-label="发布到政府网站" disabled={!editable} checked={website !== undefined} onChange={on => toggle('website', on)} />
      </div>
      <p className="quiet">标题、正文和公开信息按“信息”栏填写的内容发布。</p>
      <div className="channel-head">
        <strong>微信公众号</strong>
        <Switch aria-label="发布到微信公众号" disabled={!editable} checked={wechat !== undefined} onChange={on => toggle('wechat', on)} />
      </div>
      {wechat && (
        <>
          <Field name="channels.wechat.title" label={`标题（${counted(wechat.title, limit.title.value)}）`} missing={missing}>
            <Input id="field-channels.wechat.title" disabled={!editable} value={wechat.title} onChange={e => setWechat({ title: e.target.value })} />
          </Field>
          <Field name="channels.wechat.digest" label={`摘要（${counted(wechat.digest, limit.digest.value)}）`} missing={missing}>
            <Input.TextArea id="field-channels.wechat.digest" disabled={!editable} autoSize={{ minRows: 2 }} value={wechat.digest} placeholder="不填时微信取正文前 54 字" onChange={e => setWechat({ digest: e.target.value })} />
          </Field>
          <Field name="channels.wechat.author" label={`作者（${counted(wechat.author, limit.author.value)}）`} missing={missing}>
            <Input id="field-channels.wechat.author" disabled={!editable} value={wechat.author} onChange={e => setWechat({ author: e.target.value })} />
          </Field>
        </>
      )}
    </Form>
  )
})

const sizeZh = (bytes: number): string => (bytes < 1024 * 1024 ? `${Math.max(1, Math.round(bytes / 1024))} KB` : `${(bytes / 1024 / 1024).toFixed(1)} MB`)

/** 附件: files published with the text, by digest. Marked ones are refused at the door. */
export const AttachmentsPanel = memo(function AttachmentsPanel({ content, change, editable }: Panel) {
  const { message } = App.useApp()
  const sentence = useSentence()
  const [busy, setBusy] = useState(false)
  const add = async (file: File) => {
    setBusy(true)
    try {
      const attachment = await putFile(file)
      change(before => ({ ...before, attachments: [...before.attachments.filter(a => a.digest !== attachment.digest), attachment] }))
    } catch (error) {
      void message.error(sentence(error), 8)
    }
    setBusy(false)
  }
  return (
    <div className="panel-form">
      {editable && (
        <Upload multiple showUploadList={false} beforeUpload={file => (void add(file), false)}>
          <Button id="field-attachments" icon={<UploadOutlined />} loading={busy}>
            添加附件
          </Button>
        </Upload>
      )}
      {content.attachments.length === 0 && <p className="quiet">没有附件。每个附件不超过 20 MB；带密级标志的文件会被拒收。</p>}
      <ul className="attachments">
        {content.attachments.map(({ digest, name, size }) => (
          <li key={digest}>
            <a href={`/blob/${digest}`} target="_blank" rel="noreferrer">
              <PaperClipOutlined aria-hidden /> {name}
            </a>
            <span className="quiet">{sizeZh(size)}</span>
            {editable && <Button type="text" aria-label={`移除附件 ${name}`} icon={<DeleteOutlined />} onClick={() => change(before => ({ ...before, attachments: before.attachments.filter(a => a.digest !== digest) }))} />}
          </li>
        ))}
      </ul>
    </div>
  )
})
