import type { Detector, Hit } from '../finding.ts'
import { beginsWithProvince } from '../numbers.ts'

const id = /(?<![\dA-Za-z*])(\d{3,17})(\*{1,15}|[×Xx●■_]{2,15})([\dXx]{0,8})(?![\dA-Za-z*])/g

/** An identity number that was masked, but so little that region and birthday, or nearly all digits, still show. */
export const halfMaskedNumber: Detector = {
  id: 'half-masked-number',
  zh: '脱敏不足的号码',
  family: 'personal',
  action: 'warn',
  basis: '《中华人民共和国个人信息保护法》第七十三条（去标识化、匿名化）',
  hits: ['身份证号340101199001****17', '证件号码：3401011990010112**', '手机13800138**0'],
  misses: ['身份证号340***********17', '电话138****1234', '3401**********1234', '卡号************1234', '2×3=6', '纳税人识别号：913401007049XXXXXX', '共12×××人'],
  detect(text, { mask }) {
    const hits: Hit[] = []
    for (const found of text.matchAll(id)) {
      const [whole, head = '', stars = '', tail = ''] = found
      const shown = head.length + tail.length
      const isId = whole.length === 18 && beginsWithProvince(head) && head.length >= 10 && shown >= 12
      const isPhone = whole.length === 11 && /^1[3-9]/.test(head) && stars.length < 3
      if (!isId && !isPhone) continue
      const keepHead = isId ? mask.idHead : mask.phoneHead
      const keepTail = isId ? mask.idTail : mask.phoneTail
      const masked = whole.slice(0, keepHead) + '*'.repeat(Math.max(1, whole.length - keepHead - keepTail)) + (keepTail > 0 ? whole.slice(-keepTail) : '')
      hits.push({ start: found.index, end: found.index + whole.length, message: `号码只遮了 ${stars.length} 位，仍能认出本人`, mask: masked })
    }
    return hits
  },
}
