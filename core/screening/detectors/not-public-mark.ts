import type { Detector, Hit } from '../finding.ts'

const note = /(?:此|本|该)\s?(?:件|文|文件|材料|资料)\s?(?:不\s?予?\s?公\s?开(?:\s?发\s?布)?|不得公开|不宜公开|非公开|不对外公开|内部(?:传阅|掌握|使用)|限(?:县|市|省|处|科|局|团|地师)[^\s,。)]{0,8}(?:传达|阅读|以上))/g
const bracketed = /[([【〔]\s?(?:不予公开|不得公开|不公开|非公开|不宜公开|限?内部发行|此件发至[^)\]】〕]{0,16}级)\s?[)\]】〕]/g
const partly = /[([【〔]\s?(?:此|本|该)件\s?(?:依申请公开|删减后公开|部分公开|解密后公开)\s?[)\]】〕]/g
const line = /^[*★☆\s]*(?:不\s*得\s*公\s*开|不\s*宜\s*公\s*开|限?\s*内\s*部\s*发\s*行|不\s*予\s*公\s*开|不\s*公\s*开|非\s*公\s*开)[*★☆\s]*$/

/** 附注 and marks that forbid publication: 此件不公开, （不予公开）, 发至县团级. The opposite of 此件公开发布. */
export const notPublicMark: Detector = {
  id: 'not-public-mark',
  zh: '不公开标记',
  family: 'work-secret',
  action: 'block',
  basis: '《中华人民共和国政府信息公开条例》第十四条至第十六条；国办发〔2016〕80号附件（公文标注公开属性）',
  hits: ['(此件不公开)', '（此件不予公开）', '本件不得公开', '【不予公开】关于内部事项的通知', '（此件发至县团级）', '（此件依申请公开）', '限内部发行'],
  misses: ['(此件公开发布)', '依法不予公开的除外', '对不予公开的内容说明理由', '拒绝公开或者不予公开决定', '（此件主动公开）', '属于不予公开范围'],
  detect(text, { lines }) {
    const hits: Hit[] = []
    const add = (start: number, value: string) => hits.push({ start, end: start + value.length, message: `标有“${value}”，与公开发布矛盾` })
    for (const found of text.matchAll(note)) add(found.index, found[0])
    for (const found of text.matchAll(bracketed)) add(found.index, found[0])
    for (const found of text.matchAll(partly))
      hits.push({ start: found.index, end: found.index + found[0].length, message: `标有“${found[0]}”，不能原样主动公开`, action: 'warn' })
    for (const each of lines) if (each.text.length <= 16 && line.test(each.text)) add(each.start, each.text)
    return hits
  },
}
