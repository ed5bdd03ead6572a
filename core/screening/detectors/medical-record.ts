import type { Detector, Hit } from '../finding.ts'
import { nameAt } from '../names.ts'

const number = /(?:病历|病案|住院|门诊|就诊|病理|检验单|医保)\s?(?:号码?|编号|卡号)\s?[:为]?\s?([A-Za-z]?\d{5,20})(?!\d)/g
const diagnosed = /(?:被?确诊(?:为|患)|诊断为|患有|罹患|感染了?)(?:[^\n。,;]{0,6})(?:艾滋病|HIV|梅毒|肺结核|乙肝|新冠肺炎|精神分裂症?|抑郁症|癌|肿瘤|白血病|尿毒症|癫痫|糖尿病)/g

/** Numbers of medical records, and a named person's diagnosis. */
export const medicalRecord: Detector = {
  id: 'medical-record',
  zh: '个人医疗健康信息',
  family: 'personal',
  action: 'warn',
  basis: '《中华人民共和国个人信息保护法》第二十八条（医疗健康信息属于敏感个人信息）',
  hits: ['病历号：2024001234', '张建华被确诊为肺结核', '住院号 00123456'],
  misses: ['对确诊为肺结核的患者实行免费治疗', '病历号是患者就诊的唯一标识', '患有糖尿病的老年人', '门诊号源每日更新'],
  detect(text) {
    const hits: Hit[] = []
    for (const found of text.matchAll(number))
      hits.push({ start: found.index, end: found.index + found[0].length, message: '出现个人的病历或就诊编号', mask: found[0].replace(found[1] ?? '', '***') })
    for (const found of text.matchAll(diagnosed))
      for (const length of [4, 3, 2]) {
        const start = found.index - length
        const name = start >= 0 ? nameAt(text, start) : undefined
        if (!name || name.surname.length + name.given.length !== length || /[\u4e00-\u9fa5]/.test(text[start - 1] ?? '')) continue
        hits.push({ start, end: found.index + found[0].length, message: '写出了具名人员的疾病' })
        break
      }
    return hits
  },
}
