import { channelZh, fieldZh } from '#core/article/facts'
import type { Content } from '#core/article/content'
import { plainText } from '#core/article/plain-text'
import { countCharacters } from '#core/article/width'
import { channelLimits, runnableZh, runsWhenOpened } from '#core/channels/limits'

/** Something that must be there, or must be otherwise, before an article can be submitted. */
export type Missing = {
  /** Path of the field in the content: `publication.issuer`. */
  field: string
  zh: string
  /** Where the screen goes to mend it: the field's place in the metadata panel, or the editor. */
  anchor: string
}

/** What only the exporters and the office can know; a fact that is not given is not judged. */
export type Facts = {
  /** UTF-16 length and UTF-8 bytes of the WeChat fragment with its tags, without pictures. */
  wechatHtml?: { characters: number; bytes: number }
  /** The office's columns; empty when it has not set any. */
  columns?: readonly string[]
}

/** 发文字号: letters of the issuing body, year in 〔〕, number without leading zero, 号 (GB/T 9704). */
export const documentNumberPattern = /^[\u4e00-\u9fa5]{2,12}〔(19|20)\d{2}〕[1-9]\d{0,4}号$/
/** 索引号: parts of letters and digits joined by - or /, as the local rules write them, or 21 digits. */
export const indexNumberPattern = /^(?=.{8,60}$)[0-9A-Za-z]+(?:[-/]{1,2}[0-9A-Za-z]+)*$/

/** Everything that keeps a content from being submitted, in the order of the form. Empty: it may go. */
export function missing(content: Content, facts: Facts = {}): Missing[] {
  return [
    ...textGaps(content),
    ...publicationGaps(content, facts),
    ...dateGaps(content),
    ...channelGaps(content, facts),
    ...attachmentGaps(content),
  ]
}

const gap = (field: string, zh: string, anchor = field): Missing => ({ field, zh, anchor })
const need = (field: keyof Content['publication']): Missing => gap(`publication.${field}`, `请填写${fieldZh[field]}。`)

function textGaps(content: Content): Missing[] {
  const out: Missing[] = []
  if (!content.title.trim()) out.push(gap('title', '请填写标题。'))
  const words = plainText({ title: '', subtitle: '', body: content.body }).text
  if (words.trim() === '' && !hasPicture(content)) out.push(gap('body', '正文是空的，请录入或导入正文。'))
  return out
}

const hasPicture = (content: Content): boolean => content.body.content.some(block => block.type === 'image')

/** Kinds that go into the 政府信息公开目录 and so need 索引、名称、内容概述、生成日期 (条例 第十二条). */
const listed = new Set<Content['kind']>(['notice', 'policy'])

/** Whether it belongs into the 政府信息公开目录. */
export const isInDirectory = ({ kind, publication }: Pick<Content, 'kind' | 'publication'>): boolean => listed.has(kind) && publication.disclosure.attribute === 'proactive'

function publicationGaps(content: Content, facts: Facts): Missing[] {
  const { publication: p, kind } = content
  const out: Missing[] = []
  const inDirectory = isInDirectory(content)
  if (!p.issuer) out.push(need('issuer'))
  if (p.documentNumber && !documentNumberPattern.test(p.documentNumber)) {
    out.push(
      gap(
        'publication.documentNumber',
        '发文字号应写成“机关代字〔年份〕序号号”，例如“台政办发〔2023〕6号”：年份用六角括号，序号不加“第”、不编虚位。',
      ),
    )
  }
  if (p.indexNumber && !indexNumberPattern.test(p.indexNumber)) {
    out.push(gap('publication.indexNumber', '索引号只能由字母、数字和“-”“/”组成，不少于8位。'))
  } else if (!p.indexNumber && inDirectory) {
    out.push(gap('publication.indexNumber', '请取索引号（信息公开目录的必备项）。'))
  }
  if (inDirectory && !p.topic) out.push(need('topic'))
  if (inDirectory && !p.summary) out.push(gap('publication.summary', '请填写内容概述（信息公开目录的必备项）。'))
  if (countCharacters(p.summary) > channelLimits.website.summary.value) {
    const { value } = channelLimits.website.summary
    out.push(gap('publication.summary', `内容概述有${countCharacters(p.summary)}字，不能超过${value}字。`))
  }
  if (!p.formedOn && listed.has(kind)) out.push(need('formedOn'))
  if (kind === 'policy' && !p.validity) out.push(gap('publication.validity', '政策文件应当标明有效性。'))
  if (p.disclosure.attribute !== 'proactive' && !p.disclosure.ground) {
    out.push(gap('publication.disclosure', '公开属性不是“主动公开”，请写明依据。'))
  }
  if (p.disclosure.attribute !== 'proactive' && Object.keys(content.channels).length > 0) {
    out.push(gap('publication.disclosure', '公开属性不是“主动公开”的稿件不能选择发布渠道。'))
  }
  if (kind === 'reprint' && p.source.type !== 'reprint')
    out.push(gap('publication.source', '转载稿件应当注明来源单位和原文网址。'))
  if (p.source.type === 'reprint') {
    if (!p.source.name) out.push(gap('publication.source.name', '请填写转载来源的单位名称。'))
    if (!/^https?:\/\/[^\s/]+\.[^\s]+$/i.test(p.source.url)) {
      out.push(gap('publication.source.url', '请填写转载原文的网址，以 http:// 或 https:// 开头。'))
    }
  }
  if (!p.column) out.push(need('column'))
  else if (facts.columns?.length && !facts.columns.includes(p.column)) {
    out.push(gap('publication.column', `栏目“${p.column}”不在本单位的栏目表中，请重新选择。`))
  }
  return out
}

function dateGaps({ publication: p }: Content): Missing[] {
  const out: Missing[] = []
  const later = (first: string, second: string) => first !== '' && second !== '' && first > second
  if (later(p.formedOn, p.effectiveOn)) {
    out.push(gap('publication.effectiveOn', `施行日期（${p.effectiveOn}）早于成文日期（${p.formedOn}），请核对。`))
  }
  if (later(p.effectiveOn, p.expiresOn) || later(p.formedOn, p.expiresOn)) {
    out.push(gap('publication.expiresOn', `失效日期（${p.expiresOn}）早于成文日期或施行日期，请核对。`))
  }
  const year = /〔(\d{4})〕/.exec(p.documentNumber)?.[1]
  if (year && p.formedOn && !p.formedOn.startsWith(year)) {
    out.push(gap('publication.documentNumber', `发文字号的年份（${year}）与成文日期（${p.formedOn}）不一致，请核对。`))
  }
  return out
}

/** What a browser or a PC would run is never released: said before anybody has signed it. */
const attachmentGaps = ({ attachments }: Content): Missing[] =>
  attachments.filter(({ name }) => runsWhenOpened(name)).map(({ name }) => gap('attachments', runnableZh(name)))

function channelGaps(content: Content, facts: Facts): Missing[] {
  const { channels } = content
  const out: Missing[] = []
  if (Object.keys(channels).length === 0 && content.publication.disclosure.attribute === 'proactive') {
    out.push(gap('channels', '请至少选择一个发布渠道。'))
  }
  if (!channels.wechat) return out
  const limits = channelLimits.wechat
  const long = (field: string, name: string, text: string, most: number) => {
    const count = Array.from(text).length
    if (count > most) out.push(gap(field, `${channelZh.wechat}${name}有${count}字，不能超过${most}字。`))
  }
  const { title, author, digest } = channels.wechat
  if (title) long('channels.wechat.title', '标题', title, limits.title.value)
  else if (Array.from(content.title).length > limits.title.value) {
    out.push(gap('channels.wechat.title', `标题超过${limits.title.value}字，请为${channelZh.wechat}另拟标题。`))
  }
  long('channels.wechat.author', '作者', author, limits.author.value)
  long('channels.wechat.digest', '摘要', digest, limits.digest.value)
  if (facts.wechatHtml && facts.wechatHtml.characters >= limits.content.value) {
    const { characters } = facts.wechatHtml
    out.push(
      gap(
        'body',
        `${channelZh.wechat}正文连同格式代码有${characters}个字符，应当少于${limits.content.value}个，请精简正文或格式。`,
      ),
    )
  }
  if (facts.wechatHtml && facts.wechatHtml.bytes >= limits.contentBytes.value) {
    out.push(gap('body', `${channelZh.wechat}正文达到1MB的上限，请精简正文。`))
  }
  return out
}
