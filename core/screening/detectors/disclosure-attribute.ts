import type { Detector, Hit } from '../finding.ts'

const field = /(?:公开(?:属性|方式|类型|类别|形式|范围|选项|程度)|信息公开选项|是否公开|信息属性)\s?[:=|\t]\s{0,4}(不予公开|不公开|非公开|依申请公开|内部|内部公开|单位内部|否)(?![、/|或□☐]|\s{0,2}[□☐])/g

/** A 公开属性 field whose value is not 主动公开. */
export const disclosureAttribute: Detector = {
  id: 'disclosure-attribute',
  zh: '公开属性',
  family: 'work-secret',
  action: 'block',
  basis: '《中华人民共和国政府信息公开条例》第十三条、第十六条（公开属性：主动公开、依申请公开、不予公开）',
  hits: ['公开属性：不予公开', '公开方式:依申请公开', '公开范围：单位内部', '是否公开：否'],
  misses: ['公开属性：主动公开', '公开方式：主动公开、依申请公开、不予公开', '公开范围：面向全社会', '是否公开：否□ 是□', '做好依申请公开工作'],
  detect(text) {
    const hits: Hit[] = []
    for (const found of text.matchAll(field)) {
      const value = found[1] ?? ''
      hits.push({ start: found.index, end: found.index + found[0].length, message: `公开属性填的是“${value}”，不能主动公开发布`, action: value === '依申请公开' ? 'warn' : 'block' })
    }
    return hits
  },
}
