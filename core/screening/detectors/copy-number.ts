import type { Detector, Hit } from '../finding.ts'

const numbered = /(?<![身分证])份\s?号\s?[:：]?\s?(?:№|No\.?)?\s?(\d{3,7})(?!\d)/g
const blank = /(?<![身分证])份\s?号\s?[:：]\s*(?=\n|$)/g

/** 份号 of a numbered copy: by GB/T 9704 only classified documents carry one. */
export const copyNumber: Detector = {
  id: 'copy-number',
  zh: '份号',
  family: 'classified',
  action: 'block',
  basis: 'GB/T 9704（涉密公文应当标注份号，六位阿拉伯数字，版头左上角）',
  hits: ['份号：000012\n××市人民政府文件', '份号 000103', '份 号: 0007'],
  misses: ['公民身份号码340101', '涉密公文应当标注份号。', '按份号清点', '身份号：340101', '共印120份'],
  detect(text, { lines }) {
    const hits: Hit[] = []
    for (const found of text.matchAll(numbered))
      hits.push({ start: found.index, end: found.index + found[0].length, message: '标有份号，只有涉密公文才标份号' })
    for (const found of text.matchAll(blank))
      hits.push({ start: found.index, end: found.index + found[0].trimEnd().length, message: '留有份号栏，请核对是否涉密公文', action: 'warn' })
    const [first, second] = lines
    if (first && second && /^\d{6}$/.test(first.text) && /^(绝\s*密|机\s*密|秘\s*密)/.test(second.text))
      hits.push({ start: first.start, end: first.end, message: '首行是六位份号，其下标有密级' })
    return hits
  },
}
