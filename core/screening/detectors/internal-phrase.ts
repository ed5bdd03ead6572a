import type { Detector, Hit } from '../finding.ts'

/** Sentences that speak of this paper themselves. */
const declared = [
  /(?:本|该|此)(?:文件|材料|资料|件|刊|简报|方案|表|名单|通讯录|手册|报告)[^。\n]{0,10}(?:内部(?:资料|文件|材料|使用|掌握|参考|参阅|传阅)|请勿外传|不得外传|严禁外传|勿外传|不得扩散|请勿扩散|仅供[^。\n]{0,8}(?:参阅|参考|掌握|传阅))/g,
  /(?:仅限|只限|限于?)(?:内部|机关内部|单位内部|系统内部|本单位|本系统)[^。,;\n]{0,6}(?:传阅|掌握|使用|参阅|交流)(?=[,。;!\n)]|$)/g,
]
/** 内部资料 with what may not be done with it, anywhere in a sentence; the head of a letter or a leader's instruction. */
const warned = /内部(?:资料|文件|材料|信息)[,、\s]{0,2}(?:请勿|切勿|不得|严禁|禁止|注意)[^\n。,;]{2,8}|[([【〔]\s?内部\s?[)\]】〕]/g
const instruction = /(?:领导批示|领导签批|批示意见|拟办意见|批办意见|会签意见|签批意见|(?:书记|省长|市长|县长|区长|局长|主任)(?:同志)?批示)\s?:\s?(?=[\u4e00-\u9fa5])[^\n]{2,40}/g
/** Prohibitions, which may as well be a rule for everyone. */
const forbidden = /(?:请|务必)?(?:勿|不要|不得|严禁)(?:对?外(?:传|泄|发)|向外(?:传播|扩散)|在互联网(?:上)?传(?:播|输)|上网|用微信(?:传输|转发))(?=[,。;!\n)]|$)/g
/** What in the sentence shows that a prohibition is about this paper. */
const pointing = /本|此|该|以上|上述|内容|名单|通讯录|请|务必|有关材料/
const rule = /网络|系统|(?:规定|办法|条例|制度|规则|不得泄露|任何单位和个人|宗教|出版物|证券|刊登|的,|应当)/

/** A sentence that says of this paper that it is internal: 本材料为内部资料,请勿外传. */
export const internalPhrase: Detector = {
  id: 'internal-phrase',
  zh: '文中声明内部使用',
  family: 'work-secret',
  action: 'warn',
  basis: '《中华人民共和国政府信息公开条例》第十六条（内部事务信息、过程性信息）',
  hits: ['本资料仅供内部参阅。', '本材料系内部资料，请勿外传。', '以上内容限单位内部传阅。', '通讯录请勿外传。', '此件仅供领导同志参考。', '注意：内部资料，请勿外传', '会议记录（内部）', '领导批示：请速办。'],
  misses: [
    '有关机关和组织编印的仅供领导部门内部参阅的刊物、资料等刊登来信',
    '证券经营机构编发的供本机构内部使用的信息,只能限于本机构范围内使用',
    '任何单位和个人不得外传',
    '案卷材料不得外传。',
    '通过专线进行国际联网的计算机信息网络,只限于内部使用。',
    '企业制定的标准在企业内部适用',
  ],
  detect(text) {
    const hits: Hit[] = []
    for (const pattern of [...declared, warned, instruction, forbidden])
      for (const found of text.matchAll(pattern)) {
        const from = Math.max(text.lastIndexOf('\n', found.index), text.lastIndexOf('。', found.index), found.index - 60) + 1
        const before = text.slice(from, found.index)
        if (rule.test(before) || (pattern === forbidden && !pointing.test(before + found[0]))) continue
        hits.push({ start: found.index, end: found.index + found[0].length, message: `文中说明是内部材料：“${found[0]}”` })
      }
    return hits
  },
}
