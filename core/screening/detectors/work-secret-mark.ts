import type { Detector, Hit } from '../finding.ts'

const whole = /^[[【(〔★☆*\s]*(?:工作秘密|内部秘密|敏感信息)\s*[★☆*·:\s]*(?:(?:\d{1,2}|[一二三四五六七八九十]{1,3})\s*(?:年|个月)|长期)?[\]】)〕★☆*\s]*$|^[[【(〔]?\s*工作秘密(?:事项)?[\s,、!]{1,3}[^\n。]{0,4}(?:注意保存|妥善保管|不得公开|不得外传|请勿外传|严禁外传|不予公开)[\]】)〕!。\s]*$/
const starred = /(?:工作|商业)秘密\s?[★☆⭐]\s?(?:\d{1,2}\s?(?:年|个月)|[一二三四五六七八九十]{1,3}年|长期)?/g
const declared = /(?:本|该|此)(?:件|文|文件|材料|资料|方案|报告|通知|表|名单)(?:内容)?(?:属于?|为|系|是|涉及|含有)(?:本?(?:单位|机关|部门))?工作秘密/g

/** 工作秘密 as a mark: alone on a line, in brackets, with a star, or a sentence that declares the paper one. */
export const workSecretMark: Detector = {
  id: 'work-secret-mark',
  zh: '工作秘密标志',
  family: 'work-secret',
  action: 'block',
  basis: '《中华人民共和国保守国家秘密法》第六十四条；《保守国家秘密法实施条例》第七十三条',
  hits: ['【工作秘密】\n关于值班安排的通知', '工作秘密★5年', '工作秘密 注意保存\n值班表', '工作秘密事项，不得公开', '商业秘密★长期', '本件属于工作秘密，请妥善保管。', '工作秘密\n某项工作方案'],
  misses: ['不得泄露工作秘密', '机关、单位应当加强工作秘密管理', '保守国家秘密和工作秘密;', '工作秘密管理办法'],
  detect(text, { lines }) {
    const hits: Hit[] = []
    const add = (start: number, length: number) => hits.push({ start, end: start + length, message: '标为工作秘密或商业秘密，不得公开' })
    for (const line of lines) if (line.text.length <= 30 && whole.test(line.text)) add(line.start, line.text.length)
    for (const pattern of [starred, declared]) for (const found of text.matchAll(pattern)) add(found.index, found[0].trimEnd().length)
    return hits
  },
}
