import type { Detector, Hit } from '../finding.ts'

const profile = /(?<=[,、]\s?)(?:男|女)\s?[,、]\s?(?:[\u4e00-\u9fa5]{1,4}族\s?[,、]\s?)?(?:(?:19|20)\d{2}\s?年\s?\d{1,2}\s?月\s?\d{1,2}\s?日\s?(?:出?生)|生于\s?(?:19|20)\d{2}\s?年\s?\d{1,2}\s?月\s?\d{1,2}\s?日)/g
const social = /(?:微信号?|QQ号?|支付宝(?:账号)?)\s?[:为]\s?([A-Za-z][\w-]{5,19}|[1-9]\d{4,11})(?![\w])/gi

/** A person's birthday to the day, and private messenger accounts. Public appointments give year and month only. */
export const personProfile: Detector = {
  id: 'person-profile',
  zh: '个人身份和社交账号信息',
  family: 'personal',
  action: 'warn',
  basis: '《中华人民共和国个人信息保护法》第四条、第六条（最小必要）、第二十五条',
  hits: ['陈某，男，汉族，1985年3月12日出生', 'QQ：123456789', '微信号：zhangsan_88'],
  misses: ['陈某，男，汉族，1985年3月生', '微信公众号：合肥发布', 'QQ群号另行通知', '1949年10月1日中华人民共和国成立'],
  detect(text) {
    const hits: Hit[] = []
    for (const found of text.matchAll(profile)) hits.push({ start: found.index, end: found.index + found[0].length, message: '出现具体到日的出生日期，任职公示写到月即可' })
    for (const found of text.matchAll(social)) {
      const value = found[1] ?? ''
      hits.push({ start: found.index, end: found.index + found[0].length, message: '出现个人社交账号', mask: found[0].replace(value, `${value.slice(0, 1)}***`) })
    }
    return hits
  },
}
