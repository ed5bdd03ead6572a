import type { Detector, Hit } from '../finding.ts'

const number = /密\s?[)\]】〕]?\s?(?:发|函|电|传|办|通|呈|报|复|件|纪|字)?\s?[([〔【{]\s?(?:19|20)\d{2}\s?[)\]〕】}]\s?第?\s?\d{1,5}\s?号/g
const open = /(?:国|商|保)密|密码/

/** A document number of a classified series: ×委密发〔2024〕3号, ×办(密)〔2023〕12号. 国密、商密、保密、密码 are names of fields, not levels. */
export const secretDocumentNumber: Detector = {
  id: 'secret-document-number',
  zh: '涉密文件的发文字号',
  family: 'classified',
  action: 'block',
  basis: '《中华人民共和国保守国家秘密法》第二十二条；密件发文字号惯例（“密发”“密电”等机关代字）',
  hits: ['根据×委密发〔2024〕3号文件', '市办密电[2023]12号', '皖办（密）〔2022〕7号', '政密函（2021）5 号'],
  misses: ['国密局字〔2007〕2号', '国保密〔2015〕9号', '皖政办〔2024〕12号', '商密字〔2019〕1号', '密云区〔2023〕5号'],
  detect(text) {
    const hits: Hit[] = []
    for (const found of text.matchAll(number)) {
      const before = text.slice(Math.max(0, found.index - 5), found.index)
      if (open.test(`${before.slice(-3)}${found[0]}`)) continue
      const start = found.index - (/[\u4e00-\u9fa5]*[([]?$/.exec(before)?.[0].length ?? 0)
      hits.push({ start, end: found.index + found[0].length, message: `引用了密件的发文字号“${text.slice(start, found.index + found[0].length)}”` })
    }
    return hits
  },
}
