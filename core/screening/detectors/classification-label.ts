import type { Detector, Hit } from '../finding.ts'

const level = String.raw`(绝\s?密|机\s?密|秘\s?密)`
const name = String.raw`(?:密\s?级|标\s?密|涉密等级|保密等级|定密级别|秘密等级)`
const notAList = String.raw`(?![、/|,□☐○或和\s]{0,3}(?:绝密|机密|秘密|内部|非密|公开|□|☐)|[□☐]|是|的|事项)`
const label = new RegExp(String.raw`${name}\s?[:=|\t]\s{0,4}${level}级?${notAList}`, 'g')
/** Without a colon the field ends the line, or says 为. */
const bare = new RegExp(String.raw`(?:^|\n)[^\n]{0,8}?${name}\s{1,6}${level}级?(?=\s*(?:\n|$))|(?:本|此|该)[^\n。,;]{0,10}${name}\s?(?:为|是|定为|确定为)\s?${level}级?(?=[,。;\s)]|$)`, 'g')
const secret = /(?:是否涉密|涉密状态|涉密情况|涉密与否)\s?[:=|\t]\s{0,4}(是|涉密|已涉密)(?![/、|□☐或否]|\s{0,2}(?:□|☐|否))/g
const duration = /保密期限\s?[:=|\t]\s{0,4}((?:\d{1,2}|[一二三四五六七八九十]{1,3})\s?(?:年|个月)|长期)|(?<=^|\n)\s*保密期限\s{1,6}((?:\d{1,2}|[一二三四五六七八九十]{1,3})\s?(?:年|个月)|长期)(?=\s*(?:\n|$))/g

/** A filled-in field that says the file is classified: 密级：机密, 是否涉密：是, 保密期限：10年. */
export const classificationLabel: Detector = {
  id: 'classification-label',
  zh: '填写的密级栏',
  family: 'classified',
  action: 'block',
  basis: '《中华人民共和国保守国家秘密法》第十四条、第二十二条、第三十一条第三项',
  hits: ['密级：机密', '是否涉密：是', '文件密级\t秘密\n标题\t工作方案', '保密期限：10年', '涉密状态：涉密', '密级　秘 密\n关于情况的报告', '本文件密级为秘密。', '标密：机密', '保密期限 长期\n正文'],
  misses: ['密级：非密', '密级：□绝密 □机密 □秘密', '是否涉密：否', '密级:绝密、机密、秘密', '是否涉密：是□ 否□', '保密期限：另有规定的除外', '密级：公开', '密级为机密的文件由专人管理', '密级 保密期限'],
  detect(text) {
    const hits: Hit[] = []
    for (const found of text.matchAll(label))
      hits.push({ start: found.index, end: found.index + found[0].length, message: `密级栏填的是“${found[1]}”` })
    for (const found of text.matchAll(bare)) {
      const value = found[0].trimStart()
      const start = found.index + found[0].length - value.length
      hits.push({ start, end: start + value.length, message: `写明密级为“${found[1] ?? found[2]}”` })
    }
    for (const found of text.matchAll(secret))
      hits.push({ start: found.index, end: found.index + found[0].length, message: '涉密栏填的是“涉密”' })
    for (const found of text.matchAll(duration))
      hits.push({ start: found.index, end: found.index + found[0].length, message: `标有保密期限“${found[1] ?? found[2]}”` })
    return hits
  },
}
