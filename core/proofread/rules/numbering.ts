import type { Paragraph, ProofDocument } from '../document.ts'
import { parseNumber, writeHan, type Numbering, type NumberStyle } from '../numbering.ts'
import { matches, patternRule, type Match, type Rule } from '../rule.ts'

const layout = '《党政机关公文格式》（GB/T 9704—2012）7.3.3：结构层次序数依次用“一、”“（一）”“1.”“（1）”标注'

type Item = { p: Paragraph; n: Numbering; level: number }

/** How a style's numbers are read in a sequence; decimals and half brackets only within their own run. */
const styles: NumberStyle[] = ['chapter', 'article', 'han', 'han-paren', 'digit', 'digit-paren', 'digit-half', 'circled']

function items(doc: ProofDocument): Item[] {
  const out: Item[] = []
  for (const p of doc.paragraphs) if (p.numbering && styles.includes(p.numbering.style) && p.kind !== 'row') out.push({ p, n: p.numbering, level: styles.indexOf(p.numbering.style) })
  return out
}

const show = (n: Numbering, value: number) => {
  const words = /\d/.test(n.raw) ? String(value) : n.style === 'circled' ? String.fromCharCode(0x245f + value) : writeHan(value)
  return n.raw.replace(/[①-⑳]|[一二三四五六七八九十百零〇]+|\d+/, words)
}

/**
 * Siblings of one style must count on. A run starts at 1, or where a higher level or an attachment begins; a run that starts
 * elsewhere is a quotation or an extract and is measured from its own first number.
 */
const sequence: Rule = {
  id: 'numbering.sequence',
  family: 'numbering',
  level: 'error',
  basis: layout,
  zh: '序号不连续或重复',
  confidence: 0.95,
  hits: ['一、总体要求\n二、重点任务\n四、保障措施', '（一）加强领导\n（二）落实责任\n（二）强化督查\n（三）做好宣传', '第一条 目的\n第二条 范围\n第四条 职责\n第五条 附则', '1.受理；\n2.审查；\n4.决定。'],
  misses: ['一、总体要求\n（一）指导思想\n（二）基本原则\n二、重点任务\n（一）加强领导\n（二）落实责任', '第一章 总则\n第一条 目的\n第二章 职责\n第二条 范围', '（一）任务\n附件1\n（一）任务', '一、背景\n二、过程\n附件\n一、名单\n二、说明', '第三条 范围\n第四条 职责', '第十条 范围\n第十条之一 职责\n第十一条 附则'],
  scope: 'document',
  *check(doc) {
    const last = new Map<number, Item>()
    let attachedAt = -1
    const seen = items(doc)
    for (const p of doc.paragraphs) if (p.kind === 'attachment') attachedAt = p.index
    const attachments = new Set(doc.paragraphs.filter(p => p.kind === 'attachment').map(p => p.index))
    let before = -1
    for (const [k, item] of seen.entries()) {
      if (attachedAt >= 0 && hasBetween(attachments, before, item.p.index)) last.clear()
      before = item.p.index
      const key = item.n.style === 'chapter' ? 100 + '编章节部分'.indexOf(item.n.unit![0]!) : item.level
      for (const other of last.keys()) if (deeper(other, key)) last.delete(other)
      const above = last.get(key)
      last.set(key, item)
      if (!above || item.n.value === above.n.value + 1 || item.n.value === 1 || /条之/.test(item.n.raw)) continue
      yield* judge(seen, k, above)
      if (item.n.value < above.n.value && continues(seen, k, above)) last.set(key, { ...item, n: { ...item.n, value: above.n.value + 1 } })
    }
  },
}

/** Articles count on through chapters; everything else starts anew under a higher level. */
function deeper(other: number, key: number): boolean {
  if (other === 1) return false
  if (key >= 100) return other < 100 ? true : other > key
  if (other >= 100) return false
  return other > key
}

const hasBetween = (set: Set<number>, from: number, to: number) => {
  for (const at of set) if (at > from && at < to) return true
  return false
}

const continues = (seen: Item[], k: number, above: Item) => seen[k + 1]?.n.style === seen[k]!.n.style && seen[k + 1]?.n.value === above.n.value + 2

function* judge(seen: Item[], k: number, above: Item): Generator<Match> {
  const { p, n } = seen[k]!
  const expected = above.n.value + 1
  const next = seen.slice(k + 1).find(i => i.n.style === n.style)
  const start = p.start + n.start
  const end = p.start + n.end
  const fix = show(n, expected)
  if (n.value === above.n.value) {
    if (n.style === 'article' && /条之/.test(n.raw)) return
    yield { start, end, suggestions: [fix], message: `序号重复：上一项已是“${above.n.raw}”，此处疑应为“${fix}”` }
  } else if (n.value > expected && n.value - expected <= 3)
    yield { start, end, suggestions: [fix], message: `序号跳号：“${above.n.raw}”之后应为“${fix}”，此处为“${n.raw}”` }
  else if (n.value > expected && next?.n.value === expected + 1)
    yield { start, end, suggestions: [fix], message: `序号有误：前后为“${above.n.raw}”“${next.n.raw}”，此处疑应为“${fix}”` }
  else if (n.value < expected && n.value > 1 && expected - n.value <= 3 && next?.n.value === expected + 1)
    yield { start, end, suggestions: [fix], message: `序号倒退：“${above.n.raw}”之后应为“${fix}”` }
}

/** One member of a run written in another style: （一） 2. （三）. */
const mixedStyle: Rule = {
  id: 'numbering.mixed-style',
  family: 'numbering',
  level: 'error',
  basis: layout,
  zh: '同一层次序号体例不一致',
  confidence: 0.9,
  certain: true,
  hits: ['（一）加强领导\n（2）落实责任\n（三）强化督查', '（一）加强领导\n二、落实责任\n（三）强化督查', '1.受理\n（2）审查\n3.决定'],
  misses: ['（一）加强领导\n1.成立小组\n2.落实责任\n（二）强化督查', '一、要求\n（一）领导\n二、任务\n（一）公开\n（二）解读\n三、保障'],
  scope: 'document',
  *check(doc) {
    const seen = items(doc)
    for (let k = 1; k + 1 < seen.length; k++) {
      const [a, b, c] = [seen[k - 1]!, seen[k]!, seen[k + 1]!]
      if (a.n.style !== c.n.style || b.n.style === a.n.style || a.n.style === 'article' || a.n.style === 'chapter') continue
      if (b.n.value !== a.n.value + 1 || c.n.value !== b.n.value + 1) continue
      const fix = show(a.n, b.n.value)
      yield { start: b.p.start + b.n.start, end: b.p.start + b.n.end, suggestions: [fix], message: `前后各项作“${a.n.raw}”“${c.n.raw}”，此处“${b.n.raw}”宜作“${fix}”` }
    }
  },
}

const standardMarks: Partial<Record<NumberStyle, string>> = { han: '、', 'han-paren': '', digit: '.', 'digit-paren': '', 'digit-half': '' }

const mark: Rule = {
  id: 'numbering.mark',
  family: 'numbering',
  asTyped: true,
  level: 'warning',
  basis: 'GB/T 15834—2011 附录 B.3.2—B.3.4：“一”后用顿号，“1”后用下脚点，带括号的序号后不用点号',
  zh: '序号后的标点',
  certain: true,
  hits: ['一.总体要求', '一，总体要求', '1、受理；', '1．受理；', '（一）、加强领导', '（1）.受理', '二 重点任务', '第一章、总则', '第二条、为了规范工作，制定本办法。'],
  misses: ['一、总体要求', '1.受理；', '（一）加强领导', '（1）受理', '一 心一意', '1.5倍', '一年一更新', '三、四季度要', '1、2、3号楼', '第一条、第二条规定'],
  scope: 'paragraph',
  *check(p) {
    const n = p.numbering
    const chapter = /(?<=^[\s　]*第[一二三四五六七八九十百零\d]{1,6}[编章节条])、(?=[\u4e00-\u9fff])(?!第)/.exec(p.text)
    if (chapter) yield { start: chapter.index, end: chapter.index + 1, suggestions: ['　'], message: '章、节、条的序数后空一字，不加标点' }
    if (!n || p.kind === 'cell' || p.kind === 'row') return
    const wanted = standardMarks[n.style]
    if (wanted === undefined) return
    const extra = wanted === '' && n.style !== 'digit-half' ? /^[、.．，]/.exec(p.text.slice(n.end)) : null
    if (extra) yield { start: n.end, end: n.end + 1, suggestions: [''] }
    if (wanted === '' || n.mark === wanted) return
    const core = n.raw.replace(/[、.．，,]$/, '')
    if (n.mark === '' && (p.kind !== 'heading' || p.text.trim().length < 6 || !/^[\s　]*[一二三四五六七八九十]{1,3}[\s　]+[^一二三四五六七八九十\s]{4,}/.test(p.text))) return
    if (n.mark === '、' && /^[\s　]*\d+、\d/.test(p.text)) return
    yield { start: n.start, end: n.start + n.raw.length, suggestions: [`${core}${wanted}`] }
  },
}

/** One document, one mark after numbers of a kind. */
const headingStop: Rule = {
  id: 'numbering.heading-stop',
  family: 'numbering',
  level: 'warning',
  basis: '《党政机关公文格式》（GB/T 9704—2012）与公文编写通例：独立成行的标题末尾不用标点',
  zh: '标题末尾的标点',
  certain: true,
  confidence: 0.85,
  hits: ['一、总体要求。\n要加强领导。', '（一）加强领导：\n要落实责任。\n（二）强化督查：\n要务求实效。', '关于印发工作要点的通知。\n各单位：\n现予印发。'],
  misses: ['一、总体要求\n要加强领导。', '（一）加强领导。要落实责任。', '（一）机构职能；\n（二）政策文件。', '1.加强领导。\n2.落实责任。', '一、要加强组织领导，落实责任。\n二、要强化督查，务求实效。'],
  scope: 'document',
  *check(doc) {
    if (doc.facts.sentencePerLine) return
    const lines = doc.paragraphs.filter(p => p.kind !== 'blank')
    for (const [i, p] of lines.entries()) {
      const words = p.text.trimEnd()
      const next = lines[i + 1]
      const end = p.start + words.length
      if (p.index < 3 && p.kind === 'body' && /^[\s　]*\S{6,60}的(通知|公告|通报|意见|决定|请示|报告|批复|函|方案)[。，；：、]$/.test(words)) {
        yield { start: end - 1, end, suggestions: [''] }
        continue
      }
      if (p.kind === 'title' && /[。，；：、]$/.test(words)) yield { start: end - 1, end, suggestions: [''] }
      if (p.kind !== 'heading' || !next || !p.numbering || !/^(han|han-paren)$/.test(p.numbering.style)) continue
      if (p.numbering.style === 'han-paren' && (words.endsWith('；') || /[：:]\s*$/.test(lines[i - 1]?.text ?? ''))) continue
      if (!/[。，；：、]$/.test(words) || words.length > 32 || /[，；]/.test(words.slice(0, -1)) || lines[i - 1]?.numbering?.style === p.numbering.style) continue
      if (next.kind === 'body' && !next.numbering && /[。；]/.test(next.text) && sibling(lines, i) && (p.numbering.style === 'han' || lines.slice(i + 1, i + 40).some(q => q.numbering?.style === 'han-paren'))) yield { start: end - 1, end, suggestions: [''] }
      else if (next.numbering && styles.indexOf(next.numbering.style) > styles.indexOf(p.numbering.style) && /[。，；、]$/.test(words)) yield { start: end - 1, end, suggestions: [''], ...(p.numbering.style === 'han-paren' ? { level: 'info' as const } : {}) }
    }
  },
}

/** A line that stands above unnumbered text is a heading; a list of short points, each its own line, is not. */
const sibling = (lines: readonly Paragraph[], i: number) => lines[i + 1]?.numbering === null

const series = '[一二三四五六七八九十]'

/** 一是…二是…四是, 第一…第三, （1）…（3） inside one paragraph. */
const inlineSeries: Rule = {
  id: 'numbering.inline-series',
  family: 'numbering',
  level: 'error',
  basis: layout,
  zh: '文内序次语不连续',
  confidence: 0.95,
  hits: ['一是加强领导；二是落实责任；四是强化督查。', '一是加强领导；二是落实责任；二是强化督查。', '包括：（1）受理；（2）审查；（4）决定。', '①受理；③决定。', '第一，加强领导；第二，落实责任；第四，强化督查。'],
  misses: ['一是加强领导；二是落实责任；三是强化督查。', '一是加强领导。二是落实责任。一是统一思想。二是深化改革。', '第一章和第三章', '其中（1）（3）项', '唯一是非标准', '依照第一项、第三项'],
  scope: 'paragraph',
  *check(p) {
    if (p.kind === 'row') return
    yield* run(p.text, new RegExp(`(?<=^[\\s　]*|[。；，：]|[:;,][\\s　]*)(${series}{1,3})是(?!否|非)`, 'g'), 1)
    yield* run(p.text, /(?<=^[\s　]*|[。；：;:])第([一二三四五六七八九十])，/g, 1)
    yield* run(p.text, /(?<=[。；：，;:,])[（(](\d{1,2})[）)](?=[㐀-鿿])/g, 1)
    yield* run(p.text, /(?<=[。；：，;:,])[（(]([一二三四五六七八九十]{1,2})[）)](?=[㐀-鿿])/g, 1)
    yield* circled(p.text)
  },
}

function* run(text: string, re: RegExp, group: number): Generator<Match> {
  let above = 0
  for (const m of matches(re, text)) {
    const value = parseNumber(m[group]!) ?? 0
    if (above > 0 && value !== above + 1 && value !== 1 && Math.abs(value - above) <= 3) {
      const words = /\d/.test(m[group]!) ? String(above + 1) : writeHan(above + 1)
      const at = m.index + m[0].indexOf(m[group]!)
      yield { start: at, end: at + m[group]!.length, suggestions: [words], message: `序次语不连续：上一处为第${above}项，此处为“${m[0]}”` }
    }
    above = value
  }
}

function* circled(text: string): Generator<Match> {
  let above = 0
  for (const m of matches(/(?<=^[\s　]*|[。；：，])[①-⑳]/g, text)) {
    const value = m[0].charCodeAt(0) - 0x245f
    if (above > 0 && value !== above + 1 && value !== 1) yield { start: m.index, end: m.index + 1, suggestions: [String.fromCharCode(0x2460 + above)] }
    above = value
  }
}

/** A deeper level that holds a single item, or a level whose own parent is missing, is only worth a look. */
const hierarchy: Rule = {
  id: 'numbering.hierarchy',
  family: 'numbering',
  level: 'warning',
  basis: layout,
  zh: '序号层次颠倒',
  confidence: 0.85,
  hits: ['（一）总体要求\n一、指导思想\n二、基本原则\n（二）重点任务', '1.总体要求\n（一）指导思想\n（二）基本原则\n2.重点任务\n（一）公开\n（二）解读'],
  misses: ['1.按照下列原则办理：\n（一）公开\n（二）便民\n2.按期答复', '一、总体要求\n（一）指导思想\n（二）基本原则\n二、重点任务', '（一）指导思想\n1.要求\n（二）基本原则', '第一条 范围\n（一）公开\n（二）解读\n第二条 附则', '一、要求\n1.领导\n2.责任\n二、任务'],
  scope: 'document',
  *check(doc) {
    const seen = items(doc).filter(i => ['han', 'han-paren', 'digit', 'digit-paren'].includes(i.n.style))
    for (let k = 0; k + 2 < seen.length; k++) {
      const outer = seen[k]!
      const first = seen[k + 1]!
      if (first.level >= outer.level || first.n.value !== 1 || /[：:]\s*$/.test(outer.p.text)) continue
      let j = k + 2
      while (j < seen.length && seen[j]!.n.style !== outer.n.style) j++
      const back = seen[j]
      const inside = seen.slice(k + 1, j)
      if (!back || back.n.value !== outer.n.value + 1 || inside.length < 2 || inside.some(i => i.n.style !== first.n.style)) continue
      yield { start: first.p.start + first.n.start, end: first.p.start + first.n.end, message: `“${first.n.raw}”的层次高于上一层“${outer.n.raw}”，序号层次颠倒` }
    }
  },
}

/** 一、 with （1） right below it: a level in between is missing. */
const skippedLevel: Rule = {
  id: 'numbering.skipped-level',
  family: 'numbering',
  level: 'info',
  basis: layout,
  zh: '序号越级',
  confidence: 0.75,
  hits: ['一、总体要求\n（1）加强领导\n（2）落实责任\n二、主要任务'],
  misses: ['一、总体要求\n（一）加强领导\n1.成立小组\n（1）组长\n二、主要任务', '一、总体要求\n1.加强领导\n2.落实责任\n二、主要任务', '1.总则\n（1）目的\n（2）依据'],
  scope: 'document',
  *check(doc): Generator<Match> {
    const seen = items(doc).filter(i => ['han', 'han-paren', 'digit', 'digit-paren'].includes(i.n.style))
    for (const [k, outer] of seen.entries()) {
      const [first, second] = [seen[k + 1], seen[k + 2]]
      if (outer.n.style !== 'han' || outer.p.kind !== 'heading' || first?.n.style !== 'digit-paren' || first.n.value !== 1 || second?.n.style !== 'digit-paren') continue
      yield { start: first.p.start + first.n.start, end: first.p.start + first.n.end, message: `“${outer.n.raw}”之下直接用“${first.n.raw}”，中间缺一层，宜用“（一）”或者“1.”` }
    }
  },
}

const halfBracket = patternRule({
  id: 'numbering.half-bracket',
  family: 'numbering',
  level: 'warning',
  basis: layout,
  zh: '序号的半边括号',
  certain: true,
  confidence: 0.85,
  hits: ['1）受理申请', '一）加强领导'],
  misses: ['（1）受理申请', '1.受理申请'],
  patterns: [{ re: /(?<=^[\s　]*)(\d{1,2}|[一二三四五六七八九十]{1,2})[）)](?=[\u4e00-\u9fff])/g, fix: '（$1）' }],
})

/** 序号与标题. */
export const numberingRules: Rule[] = [sequence, mixedStyle, mark, headingStop, inlineSeries, hierarchy, skippedLevel, halfBracket]
