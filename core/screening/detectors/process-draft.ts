import type { Detector, Hit } from '../finding.ts'

const draft = /[([【〔]\s?(送审稿|讨论稿|内部讨论稿|代拟稿|报审稿|呈报稿|过程稿|内部征求意见稿|审议稿|初稿|修改稿|会签稿|未定稿|第[一二三四五六七八九十\d]{1,2}稿|审议讨论稿)\s?[)\]】〕](?=\s*(?:\n|$))/g
const whole = /^(?:送\s*审\s*稿|讨\s*论\s*稿|代\s*拟\s*稿|未\s*定\s*稿|内部讨论稿)$/

/** A draft mark at the end of a title line: 送审稿, 代拟稿 … are process papers. 征求意见稿 and 草案 are published by law and are not meant. */
export const processDraft: Detector = {
  id: 'process-draft',
  zh: '过程稿标记',
  family: 'work-secret',
  action: 'warn',
  basis: '《中华人民共和国政府信息公开条例》第十六条第二款（过程稿可以不予公开）',
  hits: ['某区养老服务办法（送审稿）', '实施方案(代拟稿)', '讨论稿\n关于优化营商环境的意见', '工作报告【第三稿】'],
  misses: ['某市物业管理条例（征求意见稿）', '条例(草案)', '修改稿件的要求', '对送审稿进行合法性审核'],
  detect(text, { lines }) {
    const hits: Hit[] = []
    for (const found of text.matchAll(draft))
      hits.push({ start: found.index, end: found.index + found[0].length, message: `题上标有“${found[1]}”，不是定稿` })
    for (const line of lines.slice(0, 10))
      if (whole.test(line.text)) hits.push({ start: line.start, end: line.end, message: `标有“${line.text}”，不是定稿` })
    return hits
  },
}
