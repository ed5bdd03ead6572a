import type { Detector, Hit } from '../finding.ts'

const term = String.raw`(?:长\s?期|(?:\d{1,3}|[一二三四五六七八九十]{1,3})\s?(?:年|个?\s?月|日|天)|(?:19|20)\d{2}\s?年|启\s?用\s?前|解\s?密|公\s?布\s?前)`
const star = '[★☆⭐✩✪✫✬✭✮✯✰✶✹✱✲⋆∗﹡*]'
const mark = new RegExp(String.raw`(绝\s{0,4}密|机\s{0,4}密|秘\s{0,4}密)\s{0,4}级?\s{0,4}(${star})[\s(]{0,4}(${term})?`, 'gu')
const ordinary = /(国家|商业|工作|技术|军事|警务|个人|审判|经营|核心)\s?$/

/** A level followed by the star of a state-secret mark, with or without a term: 机密★10年, 绝 密 ☆ 长期, 秘密★启用前. */
export const classificationMark: Detector = {
  id: 'classification-mark',
  zh: '国家秘密标志',
  family: 'classified',
  action: 'block',
  basis: '《中华人民共和国保守国家秘密法》第十四条、第二十二条；《保守国家秘密法实施条例》第二十一条（密级和保密期限标志）',
  hits: ['机密★10年', '绝 密 ☆ 长期', '秘密＊６个月', '機密★長期', '绝密★启用前', '机\u200b密★', '文件首页标有“秘密★五年”字样'],
  misses: ['泄露国家秘密*的解释见下文', '国家秘密的密级分为绝密、机密、秘密三级。', '商业秘密*5年内不得披露', '机密级国家秘密是重要的国家秘密'],
  detect(text) {
    const hits: Hit[] = []
    for (const found of text.matchAll(mark)) {
      const weakStar = /[*∗﹡✱✲⋆]/.test(found[2] ?? '')
      const before = text.slice(Math.max(0, found.index - 4), found.index)
      const end = found.index + found[0].trimEnd().length
      // 工作秘密★ and 商业秘密★ are marks of another kind
      if (/(?:工作|商业)\s?$/.test(before) || (weakStar && ordinary.test(before))) continue
      // an asterisk alone may be a footnote or Markdown emphasis: it marks a level only with a term or on a line of its own
      if (weakStar && found[3] === undefined && !(/(^|\n)\s*$/.test(text.slice(Math.max(0, found.index - 8), found.index)) && /^\s*($|\n)/.test(text.slice(end, end + 8)))) continue
      hits.push({ start: found.index, end, message: `文中有国家秘密标志“${found[0].trim()}”，不得在本机处理，也不得公开` })
    }
    return hits
  },
}
