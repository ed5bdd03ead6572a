import type { Detector, Hit } from '../finding.ts'
import { maskNumber } from '../masks.ts'

const number = /(?<![\dA-Za-z.*])(?:(?:\+|00)?86[- ]?)?(1[3-9]\d(?:[- ·]?\d{4}){2}|1[3-9]\d{2}[- ]\d{3}[- ]\d{4})(?![\dA-Za-z*]|\.\d)/g
const spelled = /[一幺1][三四五六七八九3-9][〇○零一二三四五六七八九幺0-9]{9}(?![〇○零一二三四五六七八九幺0-9年月日])/g
const otherNumber = /(?:编号|文号|条码|条形码|订单号?|流水号|备案号|批号|单号|账号|帐号|代码|QQ|货号|许可证号?|证号|图号)\s?[:为是]?\s?$/i
const digits = '〇零一二三四五六七八九'

const toDigits = (text: string) => [...text].map((c) => (c === '幺' ? '1' : c === '○' ? '0' : digits.includes(c) ? String(Math.max(0, digits.indexOf(c) - 1)) : c)).join('')

/** A mobile number, also with +86, spaces or hyphens, or spelled in Chinese numerals. Office mobiles exist, so it asks rather than blocks. */
export const mobile: Detector = {
  id: 'mobile',
  zh: '手机号码',
  family: 'personal',
  action: 'warn',
  basis: '《中华人民共和国个人信息保护法》第四条、第二十五条',
  hits: ['联系人张某，13800138000', '手机：+86 139-0013-8000', '电话１３７００１３８０００', '手机一三八零零一三八零零零'],
  misses: ['电话138****8000', '订单号13800138000', '0551-62601234', '投资13800138000.50元', '12345热线', '二〇二四年一月一日'],
  detect(text, { mask }) {
    const hits: Hit[] = []
    const add = (start: number, length: number, plain: string, message: string) =>
      hits.push({ start, end: start + length, message, mask: maskNumber(plain, mask.phoneHead, mask.phoneTail) })
    for (const found of text.matchAll(number)) {
      if (otherNumber.test(text.slice(Math.max(0, found.index - 8), found.index))) continue
      if (/^\s?(?:万?元|平方米|吨|公斤|亩|人次)/.test(text.slice(found.index + found[0].length))) continue
      add(found.index, found[0].length, (found[1] ?? '').replace(/[^\d]/g, ''), '出现手机号码，请确认是公务电话或本人同意公开')
    }
    for (const found of text.matchAll(spelled)) {
      const plain = toDigits(found[0])
      if (/^\d+$/.test(found[0]) || !/^1[3-9]\d{9}$/.test(plain)) continue
      add(found.index, found[0].length, plain, '用汉字数字写的手机号码')
    }
    return hits
  },
}
