import type { Detector, Hit } from '../finding.ts'

const mark = /^[\s[(*_-]*(TOP\s+SECRET|STRICTLY\s+CONFIDENTIAL|SECRET|CONFIDENTIAL|INTERNAL\s+(?:USE\s+)?ONLY|FOR\s+(?:INTERNAL|OFFICIAL)\s+USE\s+ONLY|NOT\s+FOR\s+(?:PUBLIC\s+)?(?:RELEASE|DISTRIBUTION))[\s\])*_-]*$/i

/** An English confidentiality mark on a line of its own, as foreign partners' papers and templates carry it. */
export const foreignClassification: Detector = {
  id: 'foreign-classification',
  zh: '英文保密标记',
  family: 'work-secret',
  action: 'warn',
  basis: '《中华人民共和国政府信息公开条例》第十四条、第十五条',
  hits: ['CONFIDENTIAL\n会谈纪要', '会谈材料\nFor Internal Use Only'],
  misses: ['注册商标 Secret Garden', 'Client Secret 配置说明', '采用 confidential computing 技术'],
  detect(_text, { lines }) {
    const hits: Hit[] = []
    for (const line of lines)
      if (line.text.length < 60 && mark.test(line.text)) hits.push({ start: line.start, end: line.end, message: `标有“${line.text}”，请核对能否公开` })
    return hits
  },
}
