import type { Detector, Hit } from '../finding.ts'

const tail = String.raw`\s?[([〔【]\s?(?:19|20)\d{2}\s?[)\]〕】]\s?第?\s?\d{1,5}\s?号`
const patterns: readonly (readonly [RegExp, string, 'warn' | 'info'])[] = [
  [new RegExp(`(?:内参|内部|参阅件|内刊|要情|专报|快报|密报|呈阅|呈批|内发)(?:字|发|电)?${tail}`, 'g'), '内部材料的编号', 'warn'],
  [/(?:内部)?明\s?电\s?[([〔【]\s?(?:19|20)\d{2}\s?[)\]〕】]\s?第?\s?\d{1,5}\s?号|(?:特提|特急|加急|平急)\s?[·•]\s?明电|发电\s?[([〔【]\s?(?:19|20)\d{2}/g, '电报的编号', 'warn'],
  [/(?:内参|参阅件|情况反映|舆情专报|信息专报|要情快报|督查专报|领导批示|呈阅件|呈批件|签批件|批示抄清|内部情况通报)》?\s?[(]?\s?第\s?[\d一二三四五六七八九十]{1,4}\s?[期号]/g, '内部刊物或呈阅件的编号', 'warn'],
  [new RegExp(`(?<=[\\u4e00-\\u9fa5])(?:请|签|呈)${tail}`, 'g'), '请示、签报的编号，属于过程性信息；批复引用来文的可以保留', 'info'],
  [new RegExp(`(?:会纪|阅纪|专纪|党纪要|会议纪要|办公会纪要|常务会议纪要)(?:字)?${tail}`, 'g'), '会议纪要的编号，请核对能否引用', 'warn'],
  [/(?:党组会议?|党委会议?|常委会(?:会议)?|常务会议?|办公会议?|专题会议?)\s?纪要》?\s?[(]?\s?第?\s?[\d一二三四五六七八九十]{1,4}\s?[期号次]/g, '会议纪要的编号，请核对能否引用', 'warn'],
]

/** Document numbers of papers that circulate inside: 内参, 参阅件, 明电, 呈阅件, 请示, 会议纪要. */
export const internalDocumentNumber: Detector = {
  id: 'internal-document-number',
  zh: '内部文件编号',
  family: 'work-secret',
  action: 'warn',
  basis: '《中华人民共和国政府信息公开条例》第十六条第二款（讨论记录、过程稿、磋商信函、请示报告）',
  hits: ['内参〔2024〕12号', '市政府办公室内部明电〔2023〕5号', '《领导批示》第15期', '×局请〔2024〕8号', '信息专报第3期', '市政府常务会议纪要〔2026〕12号', '县委常委会会议纪要（第15次）'],
  misses: ['国办发〔2019〕61号', '皖政〔2024〕12号', '申请〔2024〕年度', '《政府公报》第3期', '第十二期培训班'],
  detect(text) {
    const hits: Hit[] = []
    for (const [pattern, what, action] of patterns)
      for (const found of text.matchAll(pattern)) {
        // 申请〔2024〕 names a year, not a number of a request
        if (found[0].startsWith('请') && text[found.index - 1] === '申') continue
        hits.push({ start: found.index, end: found.index + found[0].length, message: `${what}:“${found[0]}”`, action })
      }
    return hits
  },
}
