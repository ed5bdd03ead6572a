import type { Detector, Hit } from '../finding.ts'

const detail = String.raw`[^\n。;,|\t]{0,40}?(?:\d{1,5}|[一二三四五六七八九十]{1,3})\s?(?:号(?:楼|院)?|室|单元|栋|幢|座|户|组|弄|巷|社)(?:\s?[\dA-Za-z-]{1,6}\s?(?:号(?:楼)?|室|单元|栋|幢|座|户|层|楼))*`
const labelled = new RegExp(String.raw`(?:家庭(?:住址|地址|所在地)|家庭详细地址|户籍(?:所在地|地址|地)|户口所在地|居住地(?:址)?|现住址?|现居住?地?址?|常住地址|住址|住所地?|家住|暂住于?|居住(?:在|于)|身份证地址)\s?(?:为|是|在|于)?\s?[:=|\t]?\s{0,4}([^\n。;,|\t:]${detail})`, 'g')
const dwelling = /[\u4e00-\u9fa5A-Za-z\d]{2,16}(?:小区|花园|家园|嘉园|新村|公寓|苑|雅居|名邸|华府|社区|别墅|佳苑|公馆|宿舍|安置房|回迁房|馨园|府邸)[\u4e00-\u9fa5A-Z\d]{0,6}?\d{1,3}\s?(?:栋|幢|号楼|座|#|号)(?:楼)?[^\n。;,、|\t]{0,6}?(?:(?:\d{1,2}|[一二三四五六七八九十甲乙丙])\s?单元)?[^\n。;,、|\t]{0,3}?\d{3,4}\s?(?:室|户|号)?/g
const office = /(?:单位|机关|办公|注册|经营|公司|营业|通讯|通信|联系|办理|受理|邮寄|项目|建设|送达|生产|企业|法人|机构|政府|局|中心|大厅|便民|场所|施工|加装电梯|警务|工作站|服务站|党群|居委会|业委会)[^\n。;]{0,12}$/

const mask = (address: string): string => address.replace(/(?:\d{1,5}|[一二三四五六七八九十]{1,3})\s?(?=号|室|单元|栋|幢|座|户|组|弄|巷|社|层|楼)/g, '**').replace(/\d{3,4}$/, '***')

/** A home address down to door, unit or village group: after a word for home, or a dwelling with building and room. */
export const homeAddress: Detector = {
  id: 'home-address',
  zh: '家庭住址',
  family: 'personal',
  action: 'warn',
  basis: '《中华人民共和国个人信息保护法》第四条、第二十五条；新宁、长丰公示附件泄露住址等通报案例',
  hits: ['家庭住址：某市庐阳区长江路123号2栋301室', '家住幸福村三组', '锦绣花园小区3栋2单元501室', '户籍所在地：某县某镇某村8组12号'],
  misses: ['地址：榕江县古州北路29号', '申请人应当提供真实姓名、住址、联系方式。', '政务服务中心3楼302室', '居住在水库淹没区内的居民', '登记机关住所：合肥市政务区1号'],
  detect(text) {
    const hits: Hit[] = []
    for (const found of text.matchAll(labelled)) {
      if (office.test(text.slice(Math.max(0, found.index - 10), found.index))) continue
      const value = found[1] ?? ''
      // a list of kinds of places (机关、团体、学校…) is not an address
      if (value.includes('、')) continue
      const start = found.index + found[0].length - value.length
      hits.push({ start, end: start + value.length, message: '出现具体到门牌的家庭住址', mask: mask(value) })
    }
    for (const found of text.matchAll(dwelling)) {
      if (office.test(text.slice(Math.max(0, found.index - 16), found.index))) continue
      const end = found.index + found[0].trimEnd().length
      if (hits.some((hit) => hit.start < end && found.index < hit.end)) continue
      hits.push({ start: found.index, end, message: '出现具体到单元和房号的住址', mask: mask(found[0].trimEnd()), confidence: 0.8 })
    }
    return hits
  },
}
