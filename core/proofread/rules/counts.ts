import type { Paragraph, ProofDocument } from '../document.ts'
import { parseNumber, writeHan, type NumberStyle } from '../numbering.ts'
import { matches, type Match, type Rule } from '../rule.ts'

const basis = '数量说法应与所列举的内容一致（党政机关公文处理工作条例第十九条：内容真实、表述准确）'
const number = '([二两三四五六七八九十]|十[一二三四五六七八九]|[2-9]|1\\d)'
const measures = '(?:个方面|个环节|个领域|个重点|个阶段|个步骤|个层面|个维度|个原则|个坚持|个关键|个要素|个体系|个平台|个条件|个类别|个部分|项原则|项措施|项举措|项任务|项工作|项制度|项机制|项要求|项重点|项内容|项职责|方面|大类|大方面|大任务|大工程|大行动|大体系|大领域|大区域|大板块|大重点|大措施|大举措|大原则|大环节|条措施|条意见|条要求|条原则|点要求|点意见|点建议|类情形|种情形|种方式|种形式|种情况|种途径|种类型|个一|步|个(?!月|工作日|小时|年|人|百分点|以上|以下|星期|交易日|自然日))'

/** “六项原则”“三个方面” before 一是…二是…, or before a run of headings. */
const claimAgainstSeries: Rule = {
  id: 'counts.claim-against-series',
  family: 'counts',
  level: 'error',
  basis,
  zh: '数量与列举不符',
  confidence: 0.92,
  hits: ['要遵循三项原则。一是坚持依法。二是坚持全面。三是坚持真实。四是坚持及时。', '抓好三个方面的工作：一是加强领导；二是落实责任。', '分为三个阶段：第一阶段（1—3月）动员；第二阶段（4—10月）实施。', '重点做好以下四个方面工作：\n（一）加强领导。\n（二）落实责任。\n（三）强化督查。\n\n二、保障'],
  misses: ['政务公开必须遵循六项原则。一是坚持依法。二是坚持为民。三是坚持全面。四是坚持职能。五是坚持安全。六是坚持保密。', '五大主导产业持续壮大。一是招商；二是服务。', '抓好三项工作。一是公开，重点是五个环节。二是解读。三是回应。'],
  scope: 'document',
  *check(doc) {
    for (const p of doc.paragraphs) {
      if (!/[二两三四五六七八九十\d]/.test(p.text) || p.kind === 'row' || p.kind === 'blank') continue
      yield* inParagraph(p)
      yield* beforeHeadings(doc, p)
    }
  },
}

const claim = new RegExp(`(?<![第十百之一二三四五六七八九\\d、])${number}(${measures})(?:的)?([\\u4e00-\\u9fff]{0,8})`, 'g')

function* inParagraph(p: Paragraph): Generator<Match> {
  if (!/一是|第一[，个阶步类环部]|一要|首先，|（1）|\(1\)|①|1\./.test(p.text)) return
  const runs = seriesIn(p.text)
  for (const r of runs) {
    const lead = p.text.slice(Math.max(0, r.start - 40), r.start)
    const sentence = lead.slice(Math.max(lead.lastIndexOf('。', lead.length - 2), lead.lastIndexOf('；', lead.length - 2)) + 1)
    const found = [...matches(claim, sentence)].filter(m => !/“[^”]*$/.test(sentence.slice(0, m.index)))
    const m = found.at(-1)
    if (!m || found.length > 1 || !/^[^，。；]{0,12}[。：:，；]?[\s　]*$/.test(sentence.slice(m.index + m[0].length))) continue
    if (/^(?:大主导|大支柱|大产业)/.test(m[2]! + m[3]!)) continue
    const said = parseNumber(m[1]! === '两' ? '二' : m[1]!) ?? 0
    if (said === r.count || said < 2 || (r.open && r.count < said)) continue
    const strong = /(方面|原则|措施|举措|任务|工作|要求|环节|情形|方式|点|步|意见|阶段|重点|领域|制度|机制)/.test(m[2]! + m[3]!)
    if (!strong || r.nested) continue
    const start = p.start + r.start - sentence.length + m.index
    yield { start, end: start + m[1]!.length + m[2]!.length, suggestions: [m[0].slice(0, m[1]!.length + m[2]!.length).replace(m[1]!, /\d/.test(m[1]!) ? String(r.count) : r.count === 2 ? '两' : writeHan(r.count))], message: `称“${m[1]}${m[2]}”，实际列举${r.count}项` }
  }
}

type Series = { start: number; end: number; count: number; open: boolean; nested: boolean }

/** Runs of 一是…二是…, 第一，…第二，… and （1）…（2）… that begin at one and count on. */
function seriesIn(text: string): Series[] {
  const out: Series[] = []
  const forms = [/(?<=^[\s　]*|[。；，：:;,])([一二三四五六七八九十]{1,2})(?:是|要)(?!否)/g, /(?<=^[\s　]*|[。；：:;])第([一二三四五六七八九十])，/g, /(?<=[。；：，:;,])[（(](\d{1,2})[）)]/g, /第([一二三四五六七八九])(?:个?阶段|步|类|个?环节|部分)(?=[（(：:，,是为])/g]
  for (const re of forms) {
    let open: Series | null = null
    for (const m of matches(re, text)) {
      const value = parseNumber(m[1]!) ?? 0
      if (value === 1) {
        if (open) out.push(open)
        open = { start: m.index, end: m.index, count: 1, open: false, nested: false }
      } else if (open && value === open.count + 1) Object.assign(open, { count: value, end: m.index })
      else open = null
    }
    if (open) out.push(open)
  }
  const real = out.filter(s => s.count >= 2)
  for (const s of real) s.open = /等(?:方面|工作|内容|措施|举措)?[。；]?$/.test(text.slice(s.end, s.end + 200))
  return real
}

const childStyles: Partial<Record<NumberStyle, NumberStyle[]>> = { han: ['han-paren', 'digit'], 'han-paren': ['digit', 'digit-paren'], digit: ['digit-paren', 'circled'] }

/** A claim at the end of a paragraph, or in a heading, against the numbered lines that follow at once. */
function* beforeHeadings(doc: ProofDocument, p: Paragraph): Generator<Match> {
  const words = p.text.trimEnd()
  const tail = words.slice(-40)
  const m = [...matches(claim, tail)].at(-1)
  if (!m) return
  const rest = tail.slice(m.index + m[0].length)
  const announced = /(以下|下列|如下)[^，。；]{0,10}$/.test(tail.slice(0, m.index)) || /^[^，。；]{0,10}[:：]$/.test(rest)
  if (!announced || !/^[^，。；]{0,12}[。：:]?$/.test(rest)) return
  const following = doc.paragraphs.slice(p.index + 1).filter(q => q.kind !== 'blank')
  const style = following[0]?.numbering?.style
  if (!style || following[0]!.numbering!.value !== 1) return
  if (p.numbering && !(childStyles[p.numbering.style] ?? []).includes(style)) return
  let count = 0
  for (const q of following) {
    if (q.numbering?.style === style) {
      if (q.numbering.value !== count + 1) break
      count++
    } else if (q.kind === 'attachment' || q.kind === 'date' || (q.numbering && rank(q.numbering.style) < rank(style))) break
  }
  const said = parseNumber(m[1]! === '两' ? '二' : m[1]!) ?? 0
  if (count < 2 || said === count || said < 2) return
  const start = p.start + words.length - tail.length + m.index
  yield { start, end: start + m[1]!.length + m[2]!.length, suggestions: [(/\d/.test(m[1]!) ? String(count) : writeHan(count)) + m[2]!], message: `称“${m[1]}${m[2]}”，其后列有${count}项` }
}

const ranks: NumberStyle[] = ['chapter', 'article', 'han', 'han-paren', 'digit', 'digit-paren', 'digit-half', 'circled']
const rank = (s: NumberStyle) => ranks.indexOf(s)

const listNoun = '(?:方面|环节|领域|大类|类|项|种|区域|大区域|阶段|要素|部分|层次|层级|板块|体系|维度|街道|镇|乡镇|乡|县|市|区|县区|部门|单位|社区|村|平台|渠道|产业|行业|指标|关口|重点|步骤|类别|级|地区|城市|省份|试点|栏目)'
/** Nouns that name what is listed behind a colon; before the count they are mostly part of a name (和平共处五项原则). */
const announcedNoun = `(?:${listNoun}|工作组|小组|专班|科室|处室|机制|制度|原则|任务|措施|举措|程序|中心|基地|项目|工程|行动|片区|学校|医院|企业|公司|窗口|品牌|等级|档次|系统|模块|方向|专项)`

/** “A、B、C、D等四个环节” and “四个环节（A、B、C）”, “包括A、B、C三类”. */
const claimAgainstList: Rule = {
  id: 'counts.claim-against-list',
  family: 'counts',
  level: 'warning',
  basis,
  zh: '数量与列举不符',
  confidence: 0.85,
  hits: ['做好起草、审核、发布、解读、评估四个环节的工作', '抓好三个环节（起草、审核、发布、解读）', '分为东部、中部、西部、北部三大区域。', '做好受理、审查、决定、送达、归档等四个环节', '围绕五个方面：就业、教育、医疗、养老。', '成立5个工作组：综合组、宣传组、保障组、督查组。'],
  misses: ['做好起草、审核、发布三个环节的工作', '抓好三个环节（起草、审核、发布）', '做好受理、审查等四个环节', '教育、医疗和养老三个领域', '市、县两级', '省、市、县、乡四级', '一、二、三产业', '分为甲、乙两类', '水、电、气、热和信息三网五个方面', '“主体、内容、时限、方式”五公开', '推动科技、教育、文化三大领域发展', '检查了粮食、蔬菜和水果、肉类三类产品'],
  scope: 'paragraph',
  *check(p) {
    if (!p.text.includes('、') || p.kind === 'row') return
    for (const m of matches(listBefore, p.text)) yield* compareBefore(m)
    for (const m of matches(listAfter, p.text)) yield* compareAfter(m)
  },
}

const item = '[^，。；：、（）“”《》\\s]{1,28}'
const listBefore = new RegExp(`(?<=^|[，。；：（“\\s]|分为|包括|由|抓好|突出|围绕|聚焦|涉及|按照|实行|覆盖|涵盖|通过|形成)((?:${item}、){1,12}${item}?)(等)?(?<![第、一二三四五六七八九十\\d])${number}(?:个|大|类|种|项|级)(${listNoun})?(?![\\u4e00-\\u9fff]{0,2}[、])`, 'g')
const listAfter = new RegExp(`(?<![第十百之一二三四五六七八九\\d、“])${number}(?:个|大|类|种|项)(${announcedNoun})(?:[\\u4e00-\\u9fff]{0,4})(?:（|[:：]|，即[:：]?|，分别是[:：]?|，包括[:：]?|，分别为[:：]?)((?:${item}、){1,12}${item}(?:[和及与]${item})?)(?=[）。；])`, 'g')

function count(list: string): { least: number; most: number } {
  const parts = list.split('、').filter(Boolean)
  const joined = parts.reduce((sum, part, i) => sum + (i === parts.length - 1 || /[和与及]/.test(part) ? (/(?<=.)(以及|和|与|及)(?=.)/.test(part) ? 1 : 0) : 0), 0)
  return { least: parts.length, most: parts.length + joined }
}

function* compareBefore(m: RegExpExecArray): Generator<Match> {
  const [all, list, more, said] = [m[0], m[1]!, m[2], m[3]!]
  const value = parseNumber(said === '两' ? '二' : said) ?? 0
  if (list.endsWith('、') || /[两二三四五六七八九十\d][个大类种项省市县区]的?/.test(list) || /^(?:[\d一二三四五六七八九十]{1,3}|[（(][^）)]{1,3}[）)]?)、/.test(list) || value < 2 || /[一二三四五六七八九十\d]$/.test(list)) return
  const { least, most } = count(list)
  if (more ? least <= value : value >= least && value <= most) return
  if (!m[4] && !more) return
  if (!more && Math.abs(value - least) > 3) return
  const at = m.index + all.lastIndexOf(said)
  yield { start: at, end: m.index + all.length, suggestions: [all.slice(all.lastIndexOf(said)).replace(said, least === 2 ? '两' : writeHan(least))], message: `所列为${least}项，此处称“${all.slice(all.lastIndexOf(said))}”` }
}

function* compareAfter(m: RegExpExecArray): Generator<Match> {
  const value = parseNumber(m[1]! === '两' ? '二' : m[1]!) ?? 0
  const { least, most } = count(m[3]!)
  if (value < 2 || (value >= least && value <= most) || /^(?:一[、是方]|1[.、]|[（(①])/.test(m[3]!) || /等/.test(m[3]!.slice(-6)) || Math.abs(value - least) > 4) return
  const end = m.index + m[0].indexOf(m[2]!) + m[2]!.length
  yield { start: m.index, end, suggestions: [m[0].slice(0, end - m.index).replace(m[1]!, least === 2 ? '两' : writeHan(least))], message: `称“${m[0].slice(0, end - m.index)}”，其后列举${least}项` }
}

/** 数量与列举. */
export const countRules: Rule[] = [claimAgainstSeries, claimAgainstList]
