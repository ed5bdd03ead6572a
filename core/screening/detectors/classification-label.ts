import type { Detector, Hit } from '../finding.ts'

const label = /(?:密\s?级|涉密等级|保密等级|文件密级|定密级别|秘密等级)\s?[:=|\t]\s{0,4}(绝密|机密|秘密)级?(?![、/|,□☐○或和\s]{0,3}(?:绝密|机密|秘密|内部|非密|公开|□|☐)|[□☐]|是|的|事项)/g
const secret = /(?:是否涉密|涉密状态|涉密情况|涉密与否)\s?[:=|\t]\s{0,4}(是|涉密|已涉密)(?![/、|□☐或否]|\s{0,2}(?:□|☐|否))/g
const duration = /保密期限\s?[:=|\t]\s{0,4}((?:\d{1,2}|[一二三四五六七八九十]{1,3})\s?(?:年|个月)|长期)/g

/** A filled-in field that says the file is classified: 密级：机密, 是否涉密：是, 保密期限：10年. */
export const classificationLabel: Detector = {
  id: 'classification-label',
  zh: '填写的密级栏',
  family: 'classified',
  action: 'block',
  basis: '《中华人民共和国保守国家秘密法》第十四条、第二十二条、第三十一条第三项',
  hits: ['密级：机密', '是否涉密：是', '文件密级\t秘密\n标题\t工作方案', '保密期限：10年', '涉密状态：涉密'],
  misses: ['密级：非密', '密级：□绝密 □机密 □秘密', '是否涉密：否', '密级:绝密、机密、秘密', '是否涉密：是□ 否□', '保密期限：另有规定的除外', '密级：公开'],
  detect(text) {
    const hits: Hit[] = []
    for (const found of text.matchAll(label))
      hits.push({ start: found.index, end: found.index + found[0].length, message: `密级栏填的是“${found[1]}”` })
    for (const found of text.matchAll(secret))
      hits.push({ start: found.index, end: found.index + found[0].length, message: '涉密栏填的是“涉密”' })
    for (const found of text.matchAll(duration))
      hits.push({ start: found.index, end: found.index + found[0].length, message: `标有保密期限“${found[1]}”` })
    return hits
  },
}
