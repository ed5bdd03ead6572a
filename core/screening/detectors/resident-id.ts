import type { Detector, Hit } from '../finding.ts'
import { maskNumber } from '../masks.ts'
import { hasIdCheckDigit, hasIdShape } from '../numbers.ts'

const number = /(?<![\dA-Za-z])\d{3}(?:[ \-.·_]{0,2}\d){14}[ \-.·_]{0,2}[\dXx](?![\dA-Za-z])/g
/** Torn by a line end or typed digit by digit, behind a word that says what it is. */
const torn = /(?:身\s?份\s?证|公民身份号码)[^\n\d]{0,12}\n?\s{0,2}(\d(?:[ \t\n\-.·_]{0,3}\d){16}[ \t\n\-.·_]{0,3}[\dXx])(?![\dA-Za-z])/g
const labelled = /(?:身\s?份\s?证|公民身份号码|证件(?:号|编号)|身份号码|ID)/i
const otherNumber = /(?:信用代码|机构代码|税号|识别号|账号|帐号|合同编?号|订单号|流水号|索引号)[^\n\d]{0,6}$/

/** 18-digit resident identity number, also broken by spaces or hyphens, proved by its check digit (GB 11643, MOD 11-2). */
export const residentId: Detector = {
  id: 'resident-id',
  zh: '居民身份证号码',
  family: 'personal',
  action: 'block',
  basis: '《中华人民共和国个人信息保护法》第二十五条、第三十四条；GB 11643（公民身份号码校验）',
  hits: ['身份证号：11010519491231002X', '身份证440524 19800101 0013', '张某，１１０１０５１９４９１２３１００２Ｘ', '身份证号码340101199001011230（有误）', '身份证号码：1101051949\n1231002X', '身份证号 1 1 0 1 0 5 1 9 4 9 1 2 3 1 0 0 2 X'],
  misses: ['统一社会信用代码：91110108MA01ABCD2X', '身份证号：340***********1234', '流水号202411210000123456', '索引号11500000MB1B37366Q/2026-00217'],
  detect(text, { mask }) {
    const hits: Hit[] = []
    for (const found of text.matchAll(number)) {
      const id = found[0].replace(/[ \-.·_]/g, '').toUpperCase()
      if (!hasIdShape(id)) continue
      const start = found.index
      const before = text.slice(Math.max(0, start - 24), start)
      const masked = maskNumber(id, mask.idHead, mask.idTail)
      if (hasIdCheckDigit(id) && !otherNumber.test(before))
        hits.push({ start, end: start + found[0].length, message: '出现完整的居民身份证号码', mask: masked })
      else if (labelled.test(before))
        hits.push({ start, end: start + found[0].length, message: '像居民身份证号码，但校验位不符：可能抄错，也不得公开', mask: masked, confidence: 0.8 })
    }
    for (const found of text.matchAll(torn)) {
      const id = found[1]!.replace(/[^\dXx]/g, '').toUpperCase()
      const start = found.index + found[0].length - found[1]!.length
      if (!hasIdShape(id) || !hasIdCheckDigit(id) || hits.some(hit => hit.start < start + found[1]!.length && hit.end > start)) continue
      hits.push({ start, end: start + found[1]!.length, message: '出现完整的居民身份证号码（被空格或换行断开）', mask: maskNumber(id, mask.idHead, mask.idTail) })
    }
    return hits
  },
}
