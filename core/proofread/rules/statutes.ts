import { nationalStatutes, repealedStatutes, shortTitled } from '../lexicon/statutes.ts'
import { matches, patternRule, type Match, type Rule } from '../rule.ts'
import { dayOfText, isDated } from './organisations.ts'

const basis = '引用法律法规应使用现行有效的全称（党政机关公文处理工作条例第十九条；立法法）'
const prc = '中华人民共和国'

const repealed: Rule = {
  id: 'statutes.repealed',
  family: 'statutes',
  level: 'error',
  basis,
  zh: '引用已废止的法律法规',
  confidence: 0.95,
  hits: ['2023年工作要点\n依据《中华人民共和国合同法》规定', '2023年工作要点\n严格落实《信访条例》', '2022年工作要点\n依照《中华人民共和国行政监察法》'],
  misses: ['2019年工作要点\n依据《中华人民共和国合同法》规定', '2023年工作要点\n原《中华人民共和国合同法》同时废止', '2023年工作要点\n依据《中华人民共和国劳动合同法》', '2023年要点\n依据《中华人民共和国学位条例》'],
  scope: 'document',
  *check(doc, ctx) {
    if (!doc.text.includes('《')) return
    const day = dayOfText(doc, ctx)
    for (const m of matches(/《([^《》\n]{3,40})》/g, doc.text)) {
      const title = m[1]!.replace(/（\d{4}年[^）]*）$/, '')
      const entry = repealedStatutes.find(s => title === s.title || title === prc + s.title)
      if (!entry || day < entry.from) continue
      if (/(原|旧|曾|废止|失效|修订前|当时的?|历史上的?)$/.test(doc.text.slice(Math.max(0, m.index - 6), m.index)) || /^[^。；]{0,20}(废止|失效)/.test(doc.text.slice(m.index + m[0].length, m.index + m[0].length + 40))) continue
      yield { start: m.index, end: m.index + m[0].length, suggestions: entry.now ? [`《${entry.now}》`] : [], ...(isDated(doc, ctx) ? {} : { level: 'info' as const }), message: `《${title}》自${entry.from}起废止${entry.now ? `，由《${entry.now}》代替` : ''}`, basis: entry.source }
    }
  },
}

const nearMiss: Rule = {
  id: 'statutes.near-miss',
  family: 'statutes',
  level: 'error',
  basis,
  zh: '法律名称有误',
  confidence: 0.92,
  hits: ['依照《中华人民共和国政府信息公开法》', '依照《中华人民共和国保守国家机密法》', '《中华人名共和国行政许可法》', '《中华人民共和国安全生产管理法》', '《中华人民共和国治安处罚法》', '《中华人民共和国道路安全法》', '《中华人民共和国档案管理法》', '《中华人民共和国突发公共事件应对法》'],
  misses: ['依照《中华人民共和国政府信息公开条例》', '依照《中华人民共和国保守国家秘密法》', '《中华人民共和国水法》', '《中华人民共和国教育法》和《中华人民共和国教师法》', '《中华人民共和国某某开发区管理条例》', '《中华人民共和国民法典（草案）》', '《中华人民共和国航道管理条例》'],
  scope: 'paragraph',
  *check(p): Generator<Match> {
    if (!p.text.includes('《')) return
    for (const m of matches(/《(中华人[民名]共[和合]国|中华共和国|中国人民共和国|中华人民共国)([^《》\n（）(]{2,26})》/g, p.text)) {
      const title = m[2]!
      if (m[1] === prc && nationalStatutes.has(title)) continue
      const right = nationalStatutes.has(title) ? [title] : m[1] === prc ? closest(title) : []
      if (right.length === 0) {
        if (m[1] !== prc) yield { start: m.index + 1, end: m.index + 1 + m[1]!.length, suggestions: [prc], message: `“${m[1]}”应为“${prc}”` }
        continue
      }
      yield { start: m.index, end: m.index + m[0].length, suggestions: right.map(one => `《${prc}${one}》`), message: `没有查到《${m[1]}${title}》，疑为${right.map(one => `《${prc}${one}》`).join('或者')}` }
    }
  },
}

/** The statutes that differ by a little (at most two characters, at least four in common), or whose title this one shortens. */
function closest(title: string): string[] {
  if (title.length < 5) return []
  let best: string[] = []
  let least = 3
  for (const other of nationalStatutes) {
    if (Math.abs(other.length - title.length) > 2 || other.length < 5) continue
    const d = distance(title, other, 2)
    if (d > 0 && d < least) {
      least = d
      best = [other]
    } else if (d === least) best.push(other)
  }
  if (best.length > 0 && best.length <= 2 && least <= Math.min(2, Math.floor(title.length / 3))) return best
  const plainer = title.replace(/(?:管理|保护|促进|监督|实施|工作|安全)(?=法$)/, '')
  if (plainer !== title && nationalStatutes.has(plainer)) return [plainer]
  const longer = [...nationalStatutes].filter(other => other.length > title.length && other.length <= title.length + 4 && shortens(title, other))
  return longer.length === 1 ? longer : []
}

/** Every character of `short` stands in `long` in the same order, and both begin and end alike. */
function shortens(short: string, long: string): boolean {
  let at = 0
  for (const c of long) if (c === short[at]) at++
  return at === short.length && short[0] === long[0]
}

/** Edit distance, or more than `limit` when it exceeds it. */
export function distance(a: string, b: string, limit: number): number {
  let row = Array.from({ length: b.length + 1 }, (_, j) => j)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++) next[j] = Math.min(row[j]! + 1, next[j - 1]! + 1, row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1))
    if (Math.min(...next) > limit) return limit + 1
    row = next
  }
  return row[b.length]!
}

const firstInFull: Rule = {
  id: 'statutes.full-title',
  family: 'statutes',
  level: 'info',
  basis,
  zh: '法律法规首次引用宜用全称',
  confidence: 0.7,
  certain: true,
  hits: ['按照《政府信息公开条例》要求，做好公开工作。'],
  misses: ['按照《中华人民共和国政府信息公开条例》要求。《政府信息公开条例》规定', '按照《山东省政府信息公开办法》'],
  scope: 'document',
  *check(doc): Generator<Match> {
    if (!doc.text.includes('《')) return
    for (const short of shortTitled) {
      const at = doc.text.indexOf(`《${short}》`)
      if (at < 0 || doc.text.slice(0, at).includes(`${prc}${short}`) || /以下简?称[^，。]{0,4}$/.test(doc.text.slice(Math.max(0, at - 10), at))) continue
      yield { start: at, end: at + short.length + 2, suggestions: [`《${prc}${short}》`] }
    }
  },
}

const terms = patternRule({
  id: 'statutes.term',
  family: 'statutes',
  level: 'warning',
  basis: '《中华人民共和国政府信息公开条例》等法律法规的法定用语（“公民、法人或者其他组织”）',
  zh: '法定用语',
  certain: true,
  hits: ['共公开主动政府信息100条', '涉及公民、法人或者其它组织切身利益', '公民、法人和其他社会组织通过', '公民、法人及其它组织'],
  misses: ['公民、法人或者其他组织', '公民、法人和其他组织', '其他社会组织也要公开'],
  patterns: [
    { re: /(?<=(?:公民|自然人)、法人(?:和|或者?|及|、|以及|与))其它(?=组织)/g, fix: '其他' },
    { re: /(?<=(?:公民|自然人)、法人(?:和|或者?|及|、|以及|与))其[他它]社会组织/g, fix: '其他组织' },
    { re: /其它(?=组织|法律|法规|规定|规范性文件|行政机关|有关|国家机关|部门|单位|依法|应当|责任|事项|情形|人员|方式)/g, fix: '其他' },
    { re: /(?<=法律、(?:行政)?法规、?[和或]?(?:规章)?|法律|法规|规章)规定(?=其他应当)/g, fix: '规定的', message: '缺“的”：“规定其他应当……”宜作“规定的其他应当……”' },
    { re: /依申请人公开/g, fix: '依申请公开' },
    { re: /公开主动(?=政府信息|信息)/g, fix: '主动公开' },
    { re: /政府信息公开条列|信息公开条列/g, fix: m => [m[0].replace('列', '例')] },
    { re: /主动信息公开/g, fix: '主动公开信息', level: 'info', confidence: 0.6 },
    { re: /国家机密(?=、|，|的|和|或|工作|信息)(?<!党和国家机密)/g, fix: '国家秘密', level: 'info', confidence: 0.65, message: '《保守国家秘密法》用语为“国家秘密”' },
    { re: /不与公开/g, fix: '不予公开' },
    { re: /行政机关(?:和|与|或)其他政府机关/g, level: 'info', confidence: 0.5 },
    { re: /劳动者和用工单位双方签定/g, fix: '劳动者和用人单位双方签订' },
    { re: /违反治安处罚法/g, fix: '违反治安管理处罚法' },
  ],
})

/** A statute named in full in running text without title marks. */
const unmarked: Rule = {
  id: 'statutes.without-title-marks',
  family: 'statutes',
  level: 'warning',
  basis: 'GB/T 15834—2011 4.15.3.1：法律法规的全称用书名号标示',
  zh: '法律法规名称未加书名号',
  certain: true,
  confidence: 0.88,
  hits: ['依照中华人民共和国行政许可法规定，依法办理。', '根据中华人民共和国政府信息公开条例，制定本办法。'],
  misses: ['依照《中华人民共和国行政许可法》规定', '中华人民共和国行政许可法', '中华人民共和国教育部', '《关于修改〈中华人民共和国行政许可法〉的决定》', '新修订的中华人民共和国行政许可法实施条例，'],
  scope: 'paragraph',
  *check(p): Generator<Match> {
    if (p.kind === 'title' || p.kind === 'heading' || !p.text.includes(prc) || !/[，。；]/.test(p.text)) return
    for (const m of matches(/(?<=依照|根据|按照|依据|违反|执行|遵守|贯彻|落实|宣传|学习)中华人民共和国([\u4e00-\u9fff]{2,26}?(?:法|条例|典))(?=[，。；、的和及与规第中等要])/g, p.text))
      if (nationalStatutes.has(m[1]!)) yield { start: m.index, end: m.index + m[0].length, suggestions: [`《${m[0]}》`] }
  },
}

/** 法律法规. */
export const statuteRules: Rule[] = [repealed, nearMiss, unmarked, firstInFull, terms]
