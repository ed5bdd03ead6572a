import { type Content, disclosureZh, gradeZh, kindZh, type Publication, validityZh } from '#core/article/content'

/** Chinese names of the publication fields, as the form and the record show them. */
export const fieldZh: Record<keyof Publication, string> = {
  issuer: '发布机构',
  documentNumber: '发文字号',
  indexNumber: '索引号',
  topic: '主题分类',
  formedOn: '成文日期',
  effectiveOn: '施行日期',
  expiresOn: '失效日期',
  validity: '有效性',
  disclosure: '公开属性',
  source: '来源',
  column: '栏目',
  keywords: '关键词',
  summary: '内容概述',
  editor: '责任编辑',
  notBefore: '最早发布时间',
}
/** What the channels are called, everywhere. */
export const channelZh: Record<keyof Content['channels'], string> = { website: '政府网站', wechat: '微信公众号' }
/** The same of a channel that a record names. */
export const channelName = (channel: string): string => (Object.hasOwn(channelZh, channel) ? channelZh[channel as keyof typeof channelZh] : '其他渠道')
const wechatZh: Record<string, string> = { title: '标题', digest: '摘要', author: '作者', cover: '封面' }

export type FactChange = {
  where: 'metadata' | 'channel' | 'attachment'
  rule: 'metadata' | 'channel' | 'attachment'
  reason: string
  before: string
  after: string
}

/** Every difference beside the text: kind, grade, publication metadata, channels, attachments. All of them are substantive. */
export function factChanges(before: Content, after: Content): FactChange[] {
  const out: FactChange[] = []
  const note = (where: FactChange['where'], zh: string, was: unknown, is: unknown, said = say) => {
    if (JSON.stringify(was) === JSON.stringify(is)) return
    out.push({ where, rule: where, reason: `改动了${zh}`, before: said(was), after: said(is) })
  }
  note('metadata', '稿件类型', kindZh[before.kind], kindZh[after.kind])
  note('metadata', '稿件等级', gradeZh[before.grade], gradeZh[after.grade])
  for (const key of keysOf(before.publication, after.publication)) {
    note('metadata', fieldZh[key] ?? key, sorted(before.publication[key]), sorted(after.publication[key]))
  }
  for (const key of keysOf(before.channels, after.channels)) {
    const [was, is] = [before.channels[key], after.channels[key]]
    const zh = channelZh[key] ?? key
    if (!was || !is) note('channel', `发布渠道（${zh}）`, was ? zh : '', is ? zh : '')
    else {
      const [w, i] = [was as Record<string, unknown>, is as Record<string, unknown>]
      for (const field of keysOf(w, i)) note('channel', `${zh}${wechatZh[field] ?? field}`, w[field], i[field])
    }
  }
  const files = (content: Content) =>
    content.attachments.map(({ name, size, mediaType, digest }) => ({ name, size, mediaType, digest }))
  const listed = (list: unknown) => (list as { name: string }[]).map(file => file.name).join('、')
  note('attachment', '附件', files(before), files(after), listed)
  return out
}

const keysOf = <T extends object>(a: T, b: T): (keyof T & string)[] =>
  [...new Set([...Object.keys(a), ...Object.keys(b)])] as (keyof T & string)[]

/** The same object written in another order is the same. */
const sorted = (value: unknown): unknown =>
  value && typeof value === 'object' && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
    : value

const words: Record<string, string> = { ...disclosureZh, ...validityZh, original: '原创', reprint: '转载', '': '（空）' }
function say(value: unknown): string {
  if (Array.isArray(value)) return value.join('、') || '（空）'
  if (value && typeof value === 'object') return Object.values(value).map(say).join(' ')
  return words[String(value ?? '')] ?? String(value)
}
