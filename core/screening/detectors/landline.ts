import type { Detector, Hit } from '../finding.ts'

const number = /(?<![\dA-Za-z])\(?0(?:10|2\d|[3-9]\d{2})\)?[-—－–― ]{0,2}[2-9]\d{6,7}(?:[-—转 ]{1,2}\d{1,6})?(?![\dA-Za-z])/g
const home = /(?:家庭|住宅|家中|宅)\s?(?:电话|座机|联系电话)\s?[:为]?\s?$/

/** A landline: usually an office's public telephone, so it is only shown; a home telephone asks for a look. */
export const landline: Detector = {
  id: 'landline',
  zh: '固定电话',
  family: 'personal',
  action: 'info',
  basis: '《中华人民共和国个人信息保护法》第四条；机关办公电话依《政府信息公开条例》第二十条属于公开内容',
  hits: ['联系电话：0855-6622836', '电话（010）63096114', '家庭电话：0551-62601234'],
  misses: ['2024-06220001', '索引号000014349/2017-00110', '0.05512345', '编号0551'],
  detect(text) {
    const hits: Hit[] = []
    for (const found of text.matchAll(number)) {
      const isHome = home.test(text.slice(Math.max(0, found.index - 12), found.index))
      hits.push({ start: found.index, end: found.index + found[0].length, message: isHome ? '出现家庭电话' : '固定电话，请确认是公务电话', action: isHome ? 'warn' : 'info' })
    }
    return hits
  },
}
