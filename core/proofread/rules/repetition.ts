import type { Paragraph } from '../document.ts'
import { swappedPairs } from '../lexicon/swapped.ts'
import { doubledLexicon } from '../lexicon/doubled.ts'
import { endsCommonTriple, isCommonWord } from '../lexicon/words.ts'
import { matches, type Match, type ParagraphRule, type Rule } from '../rule.ts'

const basis = '文字通顺，不重复（图书编校质量差错率计算方法：多字、漏字、前后颠倒均计差错）'

const lines: Rule = {
  id: 'repetition.line',
  family: 'repetition',
  level: 'error',
  basis,
  zh: '整段重复',
  certain: true,
  hits: ['加强组织领导，落实工作责任，确保任务完成。\n加强组织领导，落实工作责任，确保任务完成。', '各单位要高度重视政务公开工作，明确专人负责。\n区政府办公室要加强督查。\n各单位要高度重视政务公开工作，明确专人负责。', '（一）加强组织领导和统筹协调。\n要求。\n（二）加强组织领导和统筹协调。'],
  misses: ['加强领导。\n落实责任。', '各科室：\n各科室：', '联系人：张三\n联系人：李四', '（一）保障措施\n内容。\n（二）实施步骤'],
  scope: 'document',
  *check(doc) {
    const seen = new Map<string, Paragraph>()
    let above: Paragraph | null = null
    let attached = false
    for (const p of doc.paragraphs) {
      if (p.kind === 'attachment' && p.index > 3) attached = true
      if (p.kind === 'blank' || p.kind === 'cell' || p.kind === 'row' || p.kind === 'date' || p.kind === 'signature') continue
      const words = p.text.slice(p.numbering?.end ?? 0).trim()
      const twin = seen.get(words)
      const adjacent = above && above.text.trim() === p.text.trim() && words.length >= 6
      if (adjacent || (twin && words.length >= (p.kind === 'heading' ? 10 : p.kind === 'item' ? 30 : 18) && !attached && /[。；，]/.test(words + (p.kind === 'heading' ? '，' : ''))))
        yield { start: p.start, end: p.end, suggestions: [''], message: '与前文某段文字相同，疑为重复' }
      if (!twin) seen.set(words, p)
      above = p
    }
  },
}

const sentences: Rule = {
  id: 'repetition.sentence',
  family: 'repetition',
  level: 'warning',
  basis,
  zh: '句子重复',
  confidence: 0.9,
  hits: ['包括因信息公开被申请行政复议、因信息公开被申请行政复议和提起行政诉讼情况等部分。', '要加强组织领导，落实工作责任。要加强组织领导，落实工作责任。', '健全工作机制，明确职责分工，健全工作机制，明确职责分工，抓好落实。', '加强领导。各单位要高度重视，明确专人负责，按时报送材料。抓好落实。各单位要高度重视，明确专人负责，按时报送材料。'],
  misses: ['要加强组织领导，落实工作责任。要加强督查，落实工作责任。', '情节严重的，处罚款；情节严重的，处拘留。'],
  scope: 'paragraph',
  *check(p) {
    if (p.kind === 'row' || p.kind === 'cell' || p.text.length < 20) return
    yield* repeatedItems(p.text)
    const seen = new Set<string>()
    let before = ''
    for (const m of matches(/[^。；！？]+[。；！？]?/g, p.text)) {
      const words = m[0].replace(/[。；！？]$/, '').trim().replace(/^([一二三四五六七八九十]+[是、]|[（(][^）)]{1,3}[）)])/, '')
      if ((words.length >= 8 && words === before) || (words.length >= 22 && seen.has(words) && !/罚款|责令|人民法院/.test(words))) yield { start: m.index, end: m.index + m[0].length, suggestions: [''] }
      else if (words.length >= 16) yield* repeatedClauses(m[0], m.index)
      seen.add(words)
      before = words
    }
  },
}

/** A、A和B: what stands before the mark stands behind it again. */
function* repeatedItems(text: string): Generator<Match> {
  for (let at = text.indexOf('、'); at >= 0; at = text.indexOf('、', at + 1))
    for (let n = 30; n >= 8; n--) {
      const words = text.slice(at - n, at)
      if (at < n || !text.startsWith(words, at + 1) || /[，。；：、（）《》“”]/.test(words)) continue
      yield { start: at - n, end: at + 1, suggestions: [''], message: `“${words}”与后一项重复` }
      break
    }
}

/** A，B，A，B inside one sentence. */
function* repeatedClauses(sentence: string, offset: number): Generator<Match> {
  const clauses = [...sentence.matchAll(/[^，。；：]+/g)]
  for (let i = 0; i + 1 < clauses.length; i++) {
    const a = clauses[i]![0].trim()
    if (a.length >= 5 && a === clauses[i + 1]![0].trim()) {
      const at = clauses[i + 1]!.index
      yield { start: offset + at, end: offset + at + clauses[i + 1]![0].length, suggestions: [''] }
    } else if (a.length >= 5 && clauses[i + 2] && a === clauses[i + 2]![0].trim() && clauses[i + 3]?.[0].trim() === clauses[i + 1]![0].trim()) {
      const at = clauses[i + 2]!.index
      yield { start: offset + at, end: offset + clauses[i + 3]!.index + clauses[i + 3]![0].length, suggestions: [''] }
      return
    }
  }
}

/** Verbs and phrases of two characters that may stand twice: 研究研究, 一个一个, 方方面面 is no such case. */
const mayRepeat = /^(研究|讨论|商量|考虑|打听|了解|休息|学习|锻炼|交流|宣传|介绍|收拾|整理|检查|试试|看看|想想|谈谈|一个|一项|一步|一件|一户|一条|一批|一家|一天|一点|一次|一遍|逐个|哈哈|非常|很多|许多|刚刚|常常|慢慢|加油|大家|点滴|年年|人人|事事|处处|时时|天天|万万|千千|一层|一级|一环|一村|一企|一品|一地|一人|一校|一镇|一县|一年|一代|一笔|一年一|绿水|鹿鹿|轰隆|哗啦|滴答|噼啪|叮当|咚咚|好好|恭喜|拜拜|谢谢|重重|层层|\d\d|委员会)$/

const words: ParagraphRule = {
  id: 'repetition.word',
  family: 'repetition',
  level: 'error',
  basis,
  zh: '词语重复',
  certain: true,
  confidence: 0.95,
  hits: ['进一步进一步推进政务公开', '加强加强组织领导', '各街道办事处各街道办事处要抓好落实', '推进政务政务公开'],
  misses: ['一个一个解决', '研究研究再说', '代表代表团', '会议会议室', '人民代表大会常务委员会委员会议', '2020年2020年', '中华人民共和国国家', '负责人负责', '工作工作日', '执行执行标准', '保障保障性住房', '个人所得税所得', '集装箱装箱现场'],
  scope: 'paragraph',
  *check(p) {
    for (const { index, unit } of twice(p.text)) {
      if (unit.length === 2 && endsCommonTriple(p.text, index + 2)) continue
      if (mayRepeat.test(unit) || /^(.)\1+$/.test(unit) || mayCross(unit, p.text.slice(Math.max(0, index - 3), index), p.text.slice(index + 2 * unit.length, index + 2 * unit.length + 3))) continue
      yield { start: index, end: index + 2 * unit.length, suggestions: [unit] }
    }
  },
}

/** Stretches of two to eight Han characters that follow themselves; the longest at each place. */
function* twice(text: string): Generator<{ index: number; unit: string }> {
  for (let i = 0; i + 3 < text.length; i++) {
    if (!isHan(text.charCodeAt(i))) continue
    for (let n = Math.min(8, (text.length - i) >> 1); n >= 2; n--) {
      let k = 0
      while (k < n && text.charCodeAt(i + k) === text.charCodeAt(i + n + k) && isHan(text.charCodeAt(i + k))) k++
      if (k < n) continue
      yield { index: i, unit: text.slice(i, i + n) }
      i += 2 * n - 1
      break
    }
  }
}

const isHan = (unit: number) => unit >= 0x4e00 && unit <= 0x9fff

/** Two nouns of official prose that follow themselves as part of a longer word: 代表代表团, 保障保障性住房, 执行执行标准. */
const headOfCompound = /^(代表|会议|委员|管理|保障|安全|服务|工作|执行|监督|检查|审查|登记|公共|国家|法律|行政|规划|建设|技术|基本|投资|生产|污染|消费|生活|竞争|学校|教育|保险|经营|合同|设计|企业|公司|项目|食品|药品|医疗|保护|经济|社会|信息|数据|城市|农村|土地|住房|财政|预算|交通|船舶|主管|审计|统计|计量|仲裁|诉讼|复核|担保|抵押|犯罪|处罚|许可|工程|环境|质量|标准|卫生|文化|科技|人民|机关|政府|单位|部门|委托|承包|建筑|测绘|消防|检验|检疫|评估|鉴定|认证|培训|考试|招标|采购|储备|救助|救济|补助|补偿|赔偿|征收|征用|使用|利用|开发|开采|勘查|勘察|运输|运营|广告|出版|发行|印刷|证券|基金|信托|保证|票据|债券|股东|董事|监事|清算|破产|重整|知识|专利|商标|著作|计划|生育|婚姻|收养|继承|遗产|监护)$/

function mayCross(unit: string, before: string, after: string): boolean {
  if (unit.length > 4) return false
  if (unit.length === 2 && isCommonWord(before.at(-1) ?? '', unit[0]!) && isCommonWord(unit[1]!, unit[0]!)) return true
  if (/^[\u4e00-\u9fff]/.test(after) && headOfCompound.test(unit) && !/^(工作|组织)$/.test(after.slice(0, 2))) return true
  return /[对将由经以为在不按被应须可]$/.test(before) && headOfCompound.test(unit)
}

/** These follow any word, their own last character too: 事由由法律规定. */
const prepositions = '由对将以向从按经被把让使'

/** Characters that stand alone between words: beside one of them a doubled character is no end and beginning of two words. */
const single = '的了在和与及并或对为是以被把从向到等各要将应须可已也都就才不，。；：、“”（）《》'
const endsHere = (before: string, c: string, after: string) => '的了是在和与'.includes(c) || [before, after].some(side => side === '' || !isHan(side.charCodeAt(0)) || single.includes(side))

/** Characters that stand twice as adverbs and in set phrases: 久久为功, 强强联合, 超超临界, 整整三年. */
const reduplicated = '久强超整频屡徐渐缕团簇'
/** Measure words that stand twice behind 一: 一座座新城, 一幅幅画卷. */
const measures = '座个幢栋幅张条项排串片块批股阵道颗粒滴朵棵株根枝支把台辆架艘只头户村家层级步笔本册部篇页份封组群班场次回趟遍声句字段章节代辈行列间所处桩宗例茬垄畦亩'

/** A character twice where no two words meet on it. The lists come from counts over official text. */
const doubledCharacter: ParagraphRule = {
  id: 'repetition.character',
  family: 'repetition',
  level: 'error',
  basis,
  zh: '文字重复',
  certain: true,
  confidence: 0.92,
  hits: ['加强组织领导导，落实责任', '推进的的政务公开工作', '要按按照规定办理', '提高了了工作水平', '深化改改革', '完善制度度建设'],
  misses: ['会议议题已经确定', '提高互联网网速', '中断的事由由法律规定', '切实实现好', '紧紧围绕', '人人参与', '进出口口岸', '稳步步入', '各国国家', '推进进程', '为了了解情况', '层层落实', '方方面面', '每天天气', '当事人人数', '种植植物', '大大提高', '一座座新城拔地而起', '支持强强联合', '已经整整三年', '国家元首首次访问', '路灯灯杆', '总署署长', '通过过船建筑物'],
  scope: 'paragraph',
  *check(p) {
    for (let i = 0; i + 1 < p.text.length; i++) {
      const unit = p.text.charCodeAt(i)
      if (unit !== p.text.charCodeAt(i + 1) || !isHan(unit)) continue
      const [before, c, after] = [p.text[i - 1] ?? '', p.text[i]!, p.text[i + 2] ?? '']
      if (before === c || after === c || (p.text[i - 2] === before && before !== '') || (after !== '' && p.text[i + 3] === after)) continue
      if (isCommonWord(before, c) && (isCommonWord(c, after) || prepositions.includes(c))) continue
      if (reduplicated.includes(c) || (/[一几数]/.test(before) && measures.includes(c))) continue
      if (endsCommonTriple(p.text, i + 1) && after !== '' && isHan(after.charCodeAt(0))) continue
      if (!doubledLexicon.isMistake(before, c, after)) continue
      yield { start: i, end: i + 2, suggestions: [c], ...(endsHere(before, c, after) ? {} : { level: 'info' as const, confidence: 0.75 }) }
    }
  },
}

/** Short forms of official prose that happen to be a word backwards. */
const names = new Set(['政民', '警民', '军民', '会同', '社企', '校企', '难困', '壤土', '点试'])

/** Two characters the wrong way round: 作工 for 工作. Only pairs whose reverse is all but never seen in official text. */
const swapped: ParagraphRule = {
  id: 'repetition.swapped',
  family: 'repetition',
  level: 'error',
  basis,
  zh: '文字颠倒',
  certain: true,
  confidence: 0.92,
  hits: ['按照规定供提材料', '推进策政解读'],
  misses: ['按照规定提供材料', '进一步同世界各国发展友好关系', '有关相对人', '平和水准'],
  scope: 'paragraph',
  *check(p) {
    for (let i = 0; i + 1 < p.text.length; i++) {
      const right = swappedPairs.get(p.text.charCodeAt(i) * 0x10000 + p.text.charCodeAt(i + 1))
      if (right === undefined || isCommonWord(p.text[i - 1] ?? '', p.text[i]!) || endsCommonTriple(p.text, i + 1) || isCommonWord(p.text[i + 1]!, p.text[i + 2] ?? '') || names.has(p.text.slice(i, i + 2))) continue
      yield { start: i, end: i + 2, suggestions: [right], message: `“${p.text.slice(i, i + 2)}”疑为“${right}”之颠倒` }
    }
  },
}

/** 重复与颠倒. */
export const repetitionRules: Rule[] = [lines, sentences, words, doubledCharacter, swapped]
