import type { Detector, Hit } from '../finding.ts'
import { maskNumber } from '../masks.ts'
import { hasIdCheckDigit, hasIdShape, passesLuhn } from '../numbers.ts'

const number = /(?<![\dA-Za-z.])\d{4}(?:[ -]?\d{4}){3}(?:[ -]?\d{1,3})?(?![\dA-Za-z]|\.\d)/g
const labelled = /(?:银行卡|卡\s?号|一卡通|社保卡|储蓄卡|借记卡|信用卡|账\s?号|帐\s?号|账户|帐户|存折|打卡|发放账|开户|收款)[^\n]{0,24}$/
const office = /(?:户名|账户名称|收款单位|收款人|单位名称|开户名)[^\n]{0,4}[^\n]{2,30}(?:局|委|厅|部|办|院|校|公司|中心|协会|基金会|财政|政府|法院|银行专户|专户|红十字会|慈善总会)/

/** A bank card number: 16 to 19 digits that pass the Luhn check, of a UnionPay range or next to a word for card or account. */
export const bankCard: Detector = {
  id: 'bank-card',
  zh: '银行卡号',
  family: 'personal',
  action: 'block',
  basis: '《中华人民共和国个人信息保护法》第二十八条（金融账户属于敏感个人信息）；ISO/IEC 7812（校验位）',
  hits: ['银行卡号：6222021234567890128', '卡号 6225 8801 2345 6783', '李某一卡通账号6217000012345678907'],
  misses: ['卡号************1234', '订单编号2024112100000001', '统一社会信用代码113401007049012345', '账号：银行卡复印件'],
  detect(text, { mask }) {
    const hits: Hit[] = []
    for (const found of text.matchAll(number)) {
      const digits = found[0].replace(/[ -]/g, '')
      if (digits.length > 19 || /^(\d)\1+$/.test(digits) || !passesLuhn(digits)) continue
      if (hasIdShape(digits) && hasIdCheckDigit(digits)) continue
      const union = /^(?:62|4|5[1-5]|35)/.test(digits)
      const near = text.slice(Math.max(0, found.index - 40), found.index)
      const known = labelled.test(near)
      if (!union && !known) continue
      if (/(?:编号|单号|流水号|代码|合同号|索引号|订单)[^\n\d]{0,4}$/.test(near) && !known) continue
      const line = text.slice(text.lastIndexOf('\n', found.index) - 80, found.index + 80)
      const isOffice = office.test(line)
      const sure = known || digits.startsWith('62')
      hits.push({
        start: found.index,
        end: found.index + found[0].length,
        message: isOffice ? '银行账号，户名像单位；请确认是公开的对公账户' : '出现完整的银行卡号',
        action: isOffice ? 'info' : sure ? 'block' : 'warn',
        confidence: sure ? 0.95 : 0.6,
        mask: maskNumber(digits, 0, mask.cardTail),
      })
    }
    return hits
  },
}
