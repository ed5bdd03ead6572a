import type { Detector, Hit } from '../finding.ts'

const subject = '(?:本|此|该)(?:文件|材料|资料|件|报告|方案|通知|附件|名单|表|数据|图纸|项目|会议|内容)(?:内容)?'
const secret = new RegExp(`${subject}(?:均|都|已)?(?:属于?|为|系|是|涉及|含有|定为)(?:党和)?(?:国家)?(?:绝密|机密|秘密)(?:级)?(?:文件|材料|资料|事项|信息|件)?(?=[,。;!\\s)]|$)`, 'g')
const sensitive = /(?:本|此|该)(?:次|项|个)?(?:文件|材料|资料|会议|项目|工程|活动|工作|方案|报告|数据|设备)?(?:的?(?:内容|信息|事项))?(?:属于?|为|系|是)?涉密(?:文件|材料|资料|会议|项目|工程|事项|信息|内容|活动)?(?=[,。;!\s)]|$)/g
/** 会议内容涉密，请勿记录: said without 本 or 此, but with what may not be done. */
const handled = /(?:会议|文件|材料|附件|以上|上述)(?:内容|信息|事项)?涉密[,、;。\s]{1,2}(?:请|严禁|不得|切勿|禁止|注意)[^\n。]{1,16}/g
const conditional = /(?:认为|如果?|若|凡|是否|经审查|确定|不得|应当|可能|认定|主张|鉴定)[^\n。;]{0,20}$/

/** A sentence that says of this paper that it is secret: 此文件属于国家秘密, 本次会议内容涉密. */
export const secrecyStatement: Detector = {
  id: 'secrecy-statement',
  zh: '文中声明涉密',
  family: 'classified',
  action: 'block',
  basis: '《中华人民共和国保守国家秘密法》第二十二条、第三十一条第三项、第三十五条',
  hits: ['此文件属于国家秘密，不得公开。', '本材料为机密文件', '本次会议内容涉密。', '该项目属涉密项目', '会议内容涉密，请勿记录、录音'],
  misses: ['申请公开的信息属于国家秘密的,不予公开', '行政机关认为该文件属于国家秘密的,应当说明理由', '如该材料属于国家秘密,应当依法办理', '涉密文件应当专人管理', '本单位涉密人员培训', '本办法所称涉密工程'],
  detect(text) {
    const hits: Hit[] = []
    for (const [pattern, action] of [[secret, 'block'], [sensitive, 'warn'], [handled, 'warn']] as const)
      for (const found of text.matchAll(pattern)) {
        if (conditional.test(text.slice(Math.max(0, found.index - 30), found.index))) continue
        hits.push({ start: found.index, end: found.index + found[0].length, message: `文中说明涉密：“${found[0]}”`, action })
      }
    return hits
  },
}
