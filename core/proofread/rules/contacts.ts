import { matches, patternRule, type Match, type ParagraphRule, type Rule } from '../rule.ts'

const basis = '联系方式、代码应准确（党政机关公文处理工作条例第十九条：内容真实、表述准确）'

const telephone: ParagraphRule = {
  id: 'numerals.telephone-length',
  family: 'numerals',
  level: 'warning',
  basis: `${basis}；电信网编号计划：移动号码11位，固定号码7至8位`,
  zh: '电话号码位数有误',
  confidence: 0.9,
  hits: ['联系电话：138123456789', '联系人手机：1381234567', '电话：0531-888888', '邮编：25002'],
  misses: ['联系电话：13812345678', '电话：0531-88888888', '热线：12345', '电话：0531-88888888转801', '邮编：250021', '电话：88888888、66666666', '电话：0531-88888888/66666666', '传真号码010-12345678'],
  scope: 'paragraph',
  *check(p): Generator<Match> {
    for (const m of matches(/(?<=(?:电话|手机|手机号码?|联系方式|热线|传真)(?:号码)?\s?[:：]\s?)(\d[\d-]{5,18})(?![\d-])/g, p.text)) {
      const words = m[1]!
      const local = /^0\d{2,3}-(\d+)$/.exec(words)
      const wrong = local ? local[1]!.length < 7 || local[1]!.length > 8 : /^1[3-9]\d+$/.test(words) && words.length !== 11 && words.length > 8
      if (wrong) yield { start: m.index, end: m.index + words.length, message: `号码“${words}”的位数有误，请核对` }
    }
    for (const m of matches(/(?<=邮(?:政)?编(?:码)?\s?[:：]\s?)\d+/g, p.text)) if (m[0].length !== 6) yield { start: m.index, end: m.index + m[0].length, message: `邮政编码为6位，此处为${m[0].length}位` }
  },
}

const address = patternRule({
  id: 'numerals.address-form',
  family: 'numerals',
  level: 'warning',
  basis,
  zh: '网址或邮箱书写有误',
  asTyped: true,
  confidence: 0.9,
  hits: ['网址：http:/www.gov.cn', '网址：http//www.gov.cn', '网址：www,gov.cn', '邮箱：abc@163，com', '邮箱：zfxxgk@huaiyin,gov.cn', '网址：www。gov.cn'],
  misses: ['网址：http://www.gov.cn', '邮箱：abc@163.com', 'www.gov.cn，欢迎访问'],
  patterns: [
    { re: /https?:\/(?!\/)[\w.]+|https?\/\/[\w.]+|https?;\/\/[\w.]+/g, fix: m => [m[0].replace(/^(https?)[:;]?\/{1,2}/, '$1://')] },
    { re: /www[，。,．、][\w-]+[.．][\w]+|www\.[\w-]+[，。,．](?:com|cn|gov|org|net)\b/g, fix: m => [m[0].replace(/[，。,．、]/g, '.')] },
    { re: /[\w.-]+@[\w-]+(?:[，。,．、](?:com|cn|net|org|gov|edu)\b(?:[.，。,．、]cn\b)?|\.(?:gov|com|edu|org|net)[，。,．、]cn\b)/g, fix: m => [m[0].replace(/[，。,．、]/g, '.')] },
  ],
})

const alphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY'

/** Whether the last character of an 18-character unified social credit code fits the rest (GB 32100—2015). */
export function isCreditCode(code: string): boolean {
  let sum = 0
  let weight = 1
  for (const c of code.slice(0, 17)) {
    const value = alphabet.indexOf(c)
    if (value < 0) return false
    sum += value * weight
    weight = (weight * 3) % 31
  }
  return alphabet[(31 - (sum % 31)) % 31] === code[17]
}

const creditCode: ParagraphRule = {
  id: 'numerals.credit-code',
  family: 'numerals',
  level: 'info',
  basis: 'GB 32100—2015《法人和其他组织统一社会信用代码编码规则》：第18位为校验码',
  zh: '统一社会信用代码有误',
  confidence: 0.9,
  hits: ['统一社会信用代码：11500000MB1B37366P', '索引号：11441700007280421Y/2021-00050'],
  misses: ['统一社会信用代码：11500000MB1B37366Q', '索引号：11441700007280420Y/2021-00050', '索引号：000014349/2017-00110'],
  scope: 'paragraph',
  *check(p): Generator<Match> {
    if (!/信用代码|索\s*引\s*号/.test(p.text)) return
    for (const m of matches(/(?<=(?:信用代码|索\s*引\s*号)[】\]]?\s?[:：]?\s?)[1-9A-Y][0-9A-Z]{17}(?![0-9A-Za-z])/g, p.text)) if (!isCreditCode(m[0])) yield { start: m.index, end: m.index + 18, message: '统一社会信用代码的校验码不符，请核对' }
  },
}

/** 联系方式与代码. */
export const contactRules: Rule[] = [telephone, address, creditCode]
