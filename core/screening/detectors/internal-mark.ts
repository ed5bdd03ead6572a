import type { Detector, Hit } from '../finding.ts'

const words = '内\\s?部\\s?(?:资\\s?料|文\\s?件|材\\s?料|刊\\s?物|使\\s?用|参\\s?[考阅]|传\\s?阅|掌\\s?握|交\\s?流|情\\s?况|明\\s?电|通\\s?报|讲\\s?话)|注\\s?意\\s?保\\s?[存密管]|妥\\s?善\\s?保\\s?[管存]|请?\\s?勿\\s?外\\s?传|不\\s?得\\s?外\\s?传|严\\s?禁\\s?外\\s?传|阅\\s?后\\s?(?:即\\s?焚|收\\s?回|退\\s?回)|会\\s?后\\s?收\\s?回|请?勿\\s?(?:翻\\s?[印拍]|复\\s?[印制]|转\\s?载|扩\\s?散|转\\s?发)|仅\\s?供\\s?[^\\n。,;]{0,8}(?:参\\s?[阅考]|使\\s?用|掌\\s?握|传\\s?阅)'
const part = `(?:${words})`
const whole = new RegExp(`^[[【(〔★☆*\\s]*${part}(?:[\\s,、;·!.—-]*${part}){0,3}[\\]】)〕★☆*!。\\s]*$`)
const bracketed = new RegExp(`[([【〔]\\s?${part}(?:[\\s,、;·]{0,3}${part}){0,3}\\s?[)\\]】〕]`, 'g')

/** 内部资料, 注意保存, 请勿外传, 仅供领导参阅 … as a mark: on a line of its own or in brackets. */
export const internalMark: Detector = {
  id: 'internal-mark',
  zh: '内部标记',
  family: 'work-secret',
  action: 'block',
  basis: '《中华人民共和国政府信息公开条例》第十六条；《中华人民共和国保守国家秘密法》第六十四条',
  hits: ['内部资料 注意保存\n情况反映第3期', '（内部文件，请勿外传）', '内部情况\n第12期', '【仅供领导参阅】', '注意保密', '调研报告（会后收回）'],
  misses: ['印刷企业事业单位内部使用的有价票证', '宗教内部资料性出版物应当按照批准的数量印制', '票据请妥善保管,遗失不补。', '仅供工作人员使用的通道', '内部审计工作规定'],
  detect(text, { lines }) {
    const hits: Hit[] = []
    const add = (start: number, value: string) => {
      // bare 妥善保管, 请勿转载 and the like are everyday notices; alone they only ask for a look
      const everyday = !/内\s?部|保\s?密|参\s?[阅考]|外\s?传|收\s?回|掌\s?握|注\s?意\s?保|退\s?回|即\s?焚/.test(value)
      hits.push({ start, end: start + value.length, message: `标有“${value}”，是内部材料的标记`, action: everyday ? 'info' : 'block' })
    }
    for (const line of lines) if (line.text.length <= 40 && whole.test(line.text)) add(line.start, line.text)
    for (const found of text.matchAll(bracketed)) add(found.index, found[0])
    return hits
  },
}
