import { isoDate, type ProofDocument } from '../document.ts'
import { matches, patternRule, type Match, type Rule } from '../rule.ts'

const layout = '《党政机关公文格式》（GB/T 9704—2012）7.2.5：发文字号由发文机关代字、年份、发文顺序号组成；年份用六角括号“〔〕”括入，顺序号不加“第”字、不编虚位'
const organ = '[\\u4e00-\\u9fff]{1,12}(?:发|办|函|字|令|通|规|政|委|厅|局|文|批|示|监|建|财|教|卫|民|组|宣|审|公|告|报|电|综|法|农|人|环|资|应急|市监|综合)'

const brackets = patternRule({
  id: 'dates.document-number-brackets',
  family: 'dates',
  level: 'warning',
  basis: layout,
  zh: '发文字号年份的括号',
  certain: true,
  hits: ['国办发[2019]14号', '槐政办发（2019）15号', '台政办发(2023)6号', '鲁政发【2020】3号', '国发﹝2018﹞5号', '国办发〔2019〕14号和国办函[2020]6号', '国办发2019〕14号'],
  misses: ['国办发〔2019〕14号', '（2019）京01民终123号', '据报道（2019）15号楼', '（2020）鲁执复5号'],
  patterns: [
    {
      re: new RegExp(`(?<=${organ})\\s?[\\[(（【﹝［〈《{]\\s?((?:19|20)\\d{2})\\s?[\\])）】﹞］〉》}](?=\\s?第?\\s?\\d{1,5}\\s?号(?!楼|院|线|机|台))`, 'g'),
      fix: '〔$1〕',
    },
    { re: new RegExp(`(?<=${organ})[〔\\[(（]?((?:19|20)\\d{2})〕(?<!〔\\d{4}〕)(?=\\d{1,5}号)`, 'g'), fix: '〔$1〕' },
    { re: new RegExp(`(?<=${organ})〔((?:19|20)\\d{2})(?:[\\])）】]|(?=\\d{1,5}号))`, 'g'), fix: '〔$1〕' },
  ],
  accept: (p, m) => !(m.index + 1 < p.text.length && m[0].startsWith('〔') && m[0].endsWith('〕')),
})

const form = patternRule({
  id: 'dates.document-number-form',
  family: 'dates',
  level: 'warning',
  basis: layout,
  zh: '发文字号写法',
  certain: true,
  hits: ['国办发〔2019〕第14号', '台政办发〔2023〕06号', '台政办发〔23〕6号', '国办发〔2019〕14', '国办发〔2019年〕14号', '鲁政字2019〔14〕号', '国办发 〔2019〕 14号'],
  misses: ['国办发〔2019〕14号', '国办发〔2019〕14、15号', '国办发〔2019〕14号文件', '〔2019〕14号楼'],
  patterns: [
    { re: /(?<=〔(?:19|20)\d{2}〕)\s?第\s?(?=\d{1,5}\s?号)/g, fix: '' },
    { re: /(?<=〔(?:19|20)\d{2}〕第?\s?)0+(?=[1-9]\d{0,4}\s?号)/g, fix: '' },
    { re: new RegExp(`(?<=${organ})〔(\\d{2})〕(?=\\d{1,5}号)`, 'g'), fix: '〔20$1〕' },
    { re: new RegExp(`(?<=${organ})((?:19|20)\\d{2})〔(\\d{1,4})〕(?=号)`, 'g'), fix: '〔$1〕$2', message: '发文字号括年份，不括顺序号' },
    { re: /(?<=〔(?:19|20)\d{2})年(?=〕)/g, fix: '' },
    { re: /(?<=[\u4e00-\u9fff]〔(?:19|20)\d{2}〕)\d{1,5}(?=[，。；）》\s]|$)/g, fix: '$0号', message: '发文字号缺“号”字' },
    { re: new RegExp(`(?<=${organ})[ 　]+(?=〔(?:19|20)\\d{2}〕)|(?<=〔(?:19|20)\\d{2}〕)[ 　]+(?=\\d{1,5}号)`, 'g'), fix: '' },
  ],
  accept: (_, m) => m[0] !== '',
})

/** Index number, document number, signature and publication day are spoken of in one place: they must agree. */
const metadata: Rule = {
  id: 'dates.metadata-conflict',
  family: 'dates',
  level: 'warning',
  basis: '政府信息公开目录的索引号、发文字号、成文（生成）日期、发布日期应相互一致（政府信息公开条例第十二条）',
  zh: '文号、索引号与日期矛盾',
  confidence: 0.85,
  hits: ['索引号：A25010--2023-0096\n生成日期：2021-12-30', '发文字号：台政办发〔2022〕6号\n成文日期：2023年4月6日', '成文日期：2023年4月6日\n发布日期：2023年3月1日', '台政办发〔2022〕6号\n各部门：\n现予印发。\n区政府办公室\n2023年4月6日', '成文日期：2023年4月8日\n各部门：\n现予印发。\n区政府办公室\n2023年4月6日'],
  misses: ['索引号：A25010--2023-0096\n生成日期：2023-12-30', '发文字号：台政办发〔2023〕6号\n成文日期：2023年4月6日', '成文日期：2023年4月6日\n发布日期：2023年4月10日', '现将国办发〔2019〕14号转发给你们。\n区政府办公室\n2023年4月6日', '索引号：000014349/2017-00110\n成文日期：2017年12月30日\n发布日期：2018年1月3日'],
  scope: 'document',
  *check(doc) {
    const facts = labelled(doc)
    const made = facts.made ?? facts.signed
    if (facts.index && made && facts.index.year !== made.day.slice(0, 4) && facts.index.year !== facts.published?.day.slice(0, 4))
      yield { ...at(facts.index), message: `索引号中的年份为${facts.index.year}年，而文件日期为${made.day}` }
    const about = /(?<!\d)(20\d{2})年/.exec(doc.facts.titleText)?.[1]
    if (facts.index && about && !made && Math.abs(Number(facts.index.year) - Number(about)) > 1)
      yield { ...at(facts.index), message: `索引号中的年份为${facts.index.year}年，而标题为${about}年` }
    if (facts.number && made && facts.number.year !== made.day.slice(0, 4))
      yield { ...at(facts.number), message: `发文字号的年份为${facts.number.year}年，而文件日期为${made.day}` }
    if (facts.made && facts.published && facts.published.day < facts.made.day) yield { ...at(facts.published), message: `发布日期（${facts.published.day}）早于成文日期（${facts.made.day}）` }
    else if (facts.signed && facts.published && facts.published.day < facts.signed.day) yield { ...at(facts.published), message: `发布日期（${facts.published.day}）早于成文日期（${facts.signed.day}）` }
    if (facts.made && facts.signed && facts.made.label === '成文日期' && facts.made.day !== facts.signed.day)
      yield { ...at(facts.made), message: `此处成文日期为${facts.made.day}，文末落款日期为${facts.signed.day}` }
  },
}

type Place = { start: number; end: number }
type Labelled = { made?: Place & { day: string; label: string }; published?: Place & { day: string }; signed?: Place & { day: string }; index?: Place & { year: string }; number?: Place & { year: string } }
const at = ({ start, end }: Place): Place => ({ start, end })

function labelled(doc: ProofDocument): Labelled {
  const out: Labelled = {}
  for (const p of doc.paragraphs) {
    if (p.kind === 'date' && !out.signed) {
      const day = isoDate(p.text)
      if (day) out.signed = { start: p.start, end: p.end, day }
    }
    if (p.index < 6 && !out.number) {
      const own = /^[\s　]*[\u4e00-\u9fff]{2,12}〔((?:19|20)\d{2})〕\d{1,5}号[\s　]*$/.exec(p.text)
      if (own) out.number = { start: p.start, end: p.end, year: own[1]! }
    }
    if (p.kind !== 'metadata' && !/日期|索\s*引\s*号|文\s*号/.test(p.text.slice(0, 200))) continue
    for (const m of matches(/(成文日期|生成日期|产生日期|发文日期|印发日期|发布日期|公开日期|发布时间)\s*[】\]]?\s*[:：]\s*((?:19|20)\d{2}\s*[年/.-]\s*\d{1,2}\s*[月/.-]\s*\d{1,2}日?)/g, p.text)) {
      const day = isoDate(m[2]!.replace(/\./g, '-'))
      const start = p.start + m.index + m[0].length - m[2]!.length
      if (!day) continue
      const place = { start, end: start + m[2]!.length, day }
      if (/发布|公开/.test(m[1]!)) out.published ??= place
      else out.made ??= { ...place, label: m[1]! }
    }
    const index = /索\s*引\s*号\s*[】\]]?\s*[:：]\s*([A-Za-z0-9/—-]{6,40})/.exec(p.text)
    const year = index && /[/—-]((?:19|20)\d{2})(?:\d{2}|\d{4})?[—-]/.exec(index[1]!)
    if (index && year) out.index ??= { start: p.start + index.index + index[0].length - index[1]!.length, end: p.start + index.index + index[0].length, year: year[1]! }
    const number = /(?:发文字号|文\s*号|文件编号)\s*[】\]]?\s*[:：]\s*([\u4e00-\u9fff]{2,12}[〔[（(]((?:19|20)\d{2})[〕\])）]\d{1,5}号)/.exec(p.text)
    if (number) out.number ??= { start: p.start + number.index + number[0].length - number[1]!.length, end: p.start + number.index + number[0].length, year: number[2]! }
  }
  return out
}

/** A year left over from last year's text: the title's own words under another year. */
const leftoverYear: Rule = {
  id: 'dates.leftover-year',
  family: 'dates',
  level: 'warning',
  basis: '沿用旧稿须核对年份（党政机关公文处理工作条例第十九条：内容真实、表述准确）',
  zh: '年份与标题不符，疑为旧稿残留',
  confidence: 0.85,
  hits: ['槐荫区2023年政务公开工作要点\n为做好2022年政务公开工作，制定本要点。', '2023年度政务公开工作总结\n2022年，全区政务公开工作取得新成效。\n区政府\n2024年1月5日', '关于印发2023年工作要点的通知\n各部门：\n《2022年工作要点》已经区政府同意，现予印发。'],
  misses: ['槐荫区2023年政务公开工作要点\n为做好2023年政务公开工作，制定本要点。', '2023年工作要点\n2022年，全区工作取得新成效，2023年要继续努力。', '2023年度工作总结\n2023年，全区工作取得新成效，比2022年增长5%。\n2024年1月5日', '2023年工作要点\n根据国务院办公厅《2022年政务公开工作要点》要求'],
  scope: 'document',
  *check(doc) {
    const title = doc.facts.titleText
    const m = /(?<!\d)(20\d{2})(年度?)/.exec(title)
    if (!m) return
    const [year, rest] = [m[1]!, title.slice(m.index + m[0].length)]
    yield* sameWords(doc, year, rest)
    yield* opening(doc, year, title)
  },
}

function* sameWords(doc: ProofDocument, year: string, rest: string): Generator<Match> {
  const topic = rest.replace(/^(度|全[区县市省]|[\u4e00-\u9fff]{2,4}[区县市])/, '').slice(0, 4)
  if (topic.length < 4 || !/^[\u4e00-\u9fff]+$/.test(topic)) return
  const own = new RegExp(`(?<=(?:做好|推进|为|现将|实施|关于|部署|印发|《|^)(?:我[区县市局]|全[区县市]|[\\u4e00-\\u9fff]{2,4}[区县市局])?)(20\\d{2})年度?(?=(?:[\\u4e00-\\u9fff]{0,6}?)${topic})`, 'g')
  for (const p of doc.paragraphs.slice(0, 400))
    for (const m of matches(own, p.text)) {
      if (m[1] === year || p.kind === 'title') continue
      const before = p.text.slice(Math.max(0, m.index - 20), m.index)
      if (/(国务院|省|市|上级|国办|依据|按照|根据|总结|回顾|上年|上一年|去年|贯彻|落实|对照|结合)[^，。；]{0,18}$/.test(before)) continue
      yield { start: p.start + m.index, end: p.start + m.index + 5, suggestions: [`${year}年`], message: `标题为${year}年，此处为“${m[0]}”，疑为旧稿残留` }
    }
}

/** A yearly summary opens with its own year. */
function* opening(doc: ProofDocument, year: string, title: string): Generator<Match> {
  if (!/(总结|报告|情况)$/.test(title.trim())) return
  const first = doc.paragraphs.find(p => p.kind === 'body' && p.text.length > 15)
  const m = first && /^[\s　]*(20\d{2})年(?=[，,])/.exec(first.text)
  if (!first || !m || m[1] === year || Math.abs(Number(m[1]) - Number(year)) > 3) return
  const start = first.start + m[0].indexOf(m[1]!)
  yield { start, end: start + 5, suggestions: [`${year}年`], message: `标题为${year}年，正文开头为${m[1]}年，疑为旧稿残留` }
}

/** The year of a plan is the year it is signed in or the next one; of a summary, that year or the one before. */
const titleYear: Rule = {
  id: 'dates.title-year',
  family: 'dates',
  level: 'warning',
  basis: '成文日期与文件所涉年度应当相符（党政机关公文处理工作条例第九条、第十九条）',
  zh: '标题年份与成文日期矛盾',
  confidence: 0.85,
  hits: ['2019年政务公开工作要点\n各部门：\n现予印发。\n区政府办公室\n2021年8月19日', '云溪区2025年政府信息公开工作年度报告\n现予公布。\n区政府办公室\n2025年1月20日'],
  misses: ['2021年“回头看”工作报告\n生成日期：2022-03-01', '2019年政务公开工作要点\n各部门：\n现予印发。\n区政府办公室\n2019年8月19日', '2020年政务公开工作要点\n现予印发。\n区政府办公室\n2019年12月19日', '2020年政务公开工作总结\n现报告如下。\n区政府办公室\n2021年1月19日', '2019—2023年规划\n现予印发。\n区政府办公室\n2018年12月1日'],
  scope: 'document',
  *check(doc) {
    const { titleText } = doc.facts
    const made = labelled(doc)
    const dated = made.signed ?? made.made ?? made.published
    const signed = dated?.day
    const m = /(?<![\d—-])(20\d{2})年(?!.{0,3}[—至-])/.exec(titleText)
    if (!signed || !m) return
    const gap = Number(signed.slice(0, 4)) - Number(m[1])
    const backward = /(总结|报告|情况|年报|通报|评估|回头看)/.test(titleText)
    const forward = /(要点|计划|方案|安排|任务|通知)/.test(titleText)
    const unfinished = /年度?[^，。；]{0,24}(?:年度报告|年报|总结)$/.test(titleText.trim()) && gap === 0 && signed < `${m[1]}-11-15`
    if ((backward && (gap < 0 || gap > 1 || unfinished)) || (!backward && forward && (gap > 1 || gap < -1))) {
      yield { ...at(dated!), message: `标题为${m[1]}年，文件日期为${signed}` }
    }
  },
}

/** 文号、索引号与各处日期的一致. */
export const documentNumberRules: Rule[] = [brackets, form, metadata, leftoverYear, titleYear]
