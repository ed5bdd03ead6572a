import type { Detector, Hit } from '../finding.ts'

const caption = /^(?:附?图\s?(?:\d{1,3}|[一二三四五六七八九十]{1,3})?[-—.\d]*\s?[:、.]?\s?)?[^\n。,;:]{0,24}(?:地图|行政区划图|区划图|区位图|位置图|分布图|示意图\(地图\)|交通图|旅游图|影像图|水系图|规划范围图)(?:\s?[(][^)]{0,12}[)])?$/
const approval = /审图号\s?[:为]?\s?([^\n]{0,24})/g
const wellFormed = /^(?:GS|[\u4e00-\u9fa5]{1,3}S|[\u4e00-\u9fa5]{1,2})\s?(?:[\u4e00-\u9fa5]{1,2})?\s?[([〔]\s?(?:19|20)\d{2}\s?[)\]〕]\s?\d{1,5}\s?号/

/** Map captions in a text without 审图号, and 审图号 that do not have the form GS(年)号. */
export const mapApproval: Detector = {
  id: 'map-approval',
  zh: '地图审图号',
  family: 'location',
  action: 'warn',
  basis: '《地图管理条例》第二十二条（公开使用的地图应当标注审图号）',
  hits: ['图1 某市行政区划图\n正文', '图 3：全区养老机构分布图', '审图号：待补'],
  misses: ['图1 某市行政区划图\n审图号：GS（2019）1822号', '编制行政区划图,报省政府审批。', '审图号：皖S（2023）12号', '加强地图管理', '图2 工作流程图'],
  detect(text, { lines }) {
    const hits: Hit[] = []
    let approved = false
    for (const found of text.matchAll(approval)) {
      if (wellFormed.test(found[1] ?? '')) approved = true
      else if (/^(?:待|无|空|暂|[A-Za-z\d])/.test(found[1] ?? ''))
        hits.push({ start: found.index, end: found.index + found[0].length, message: '审图号没有填写或格式不符，应当如“GS(2019)1822号”' })
    }
    if (approved) return hits
    for (const line of lines)
      if (line.text.length <= 40 && /^附?图\s?[\d一二三四五六七八九十]/.test(line.text) && caption.test(line.text))
        hits.push({ start: line.start, end: line.end, message: '像是地图的图题，全文没有审图号', confidence: 0.7 })
    return hits
  },
}
