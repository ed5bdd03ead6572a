import type { Paragraph, ProofDocument, Span } from '../document.ts'
import { parseNumber } from '../numbering.ts'
import { matches, type Match, type Rule } from '../rule.ts'

const basis = '正文与附件、附表应当一致（党政机关公文处理工作条例第十九条：内容真实、表述准确；第九条：附件说明应与附件相符）'
const duty = '(?:责任|牵头|主办|实施|承办)(?:单位|部门|股室|科室|处室|领导|人)?'

/** The unit named after a section of the body against the unit the attached table gives for the same section. */
const dutyAgainstTable: Rule = {
  id: 'consistency.body-against-table',
  family: 'consistency',
  level: 'warning',
  basis,
  zh: '正文与附表的责任单位不一致',
  confidence: 0.9,
  hits: ['（一）加强政策解读\n抓好解读工作。（责任单位：办公室、救助中心）\n附件：责任分解表\n类别 | 任务 | 责任单位\n（一）加强政策解读 | 抓好解读 | 办公室、各股室'],
  misses: ['（一）加强政策解读\n抓好解读工作。（责任单位：办公室、各股室）\n附件：责任分解表\n类别 | 任务 | 责任单位\n（一）加强政策解读 | 抓好解读 | 办公室、各股室', '（一）加强政策解读\n抓好。（责任单位：办公室；完成时限：6月底）\n类别 | 责任单位\n（一）加强政策解读 | 办公室', '（一）甲\n抓好。（责任单位：办公室）\n类别 | 责任单位\n（二）乙 | 各股室'],
  scope: 'document',
  *check(doc) {
    const rows = dutyRows(doc)
    if (rows.length === 0) return
    const asked = new RegExp(`[（(]${duty}\\s*[:：]\\s*([^（）()]{2,120})[）)]`, 'g')
    let heading: Paragraph | null = null
    for (const p of doc.paragraphs) {
      if (p.kind === 'row' || p.kind === 'cell') continue
      if (p.numbering) heading = p
      for (const m of matches(asked, p.text)) {
        const words = m[1]!.split(/[；;。]|(?:完成|时限)/)[0]!
        const row = rows.find(r => matchesRow(r, heading, p.text))
        if (!row || sameUnits(words, row.units.text)) continue
        const start = p.start + m.index + m[0].indexOf(m[1]!)
        const part = isPart(words, row.units.text)
        yield { start, end: start + words.length, suggestions: [row.units.text], ...(part ? { level: 'info' as const } : {}), message: `附表同一事项的责任单位为“${row.units.text}”，正文为“${words}”` }
      }
    }
  },
}

type DutyRow = { units: Span; label: string; words: string }

function dutyRows(doc: ProofDocument): DutyRow[] {
  const out: DutyRow[] = []
  for (const table of doc.tables) {
    const header = table.rows.findIndex(row => row.some(c => new RegExp(`^${duty}$`).test(c.text.replace(/\s/g, ''))))
    if (header < 0) continue
    const column = table.rows[header]!.findIndex(c => new RegExp(`^${duty}$`).test(c.text.replace(/\s/g, '')))
    for (const row of table.rows.slice(header + 1)) {
      const units = row[column]
      if (units && units.text && row.length > column) out.push({ units, label: row[0]!.text, words: row.filter((_, i) => i !== column).map(c => c.text).join('') })
    }
  }
  return out
}

const core = (text: string) => text.replace(/^[\s　]*[（(]?[一二三四五六七八九十\d]{1,3}[）)]?[、.．]?/, '').replace(/[。；，,;\s].*$/, '').trim()

/** A row speaks of a section when it bears its heading, or when its own words stand in the paragraph. */
function matchesRow(row: DutyRow, heading: Paragraph | null, body: string): boolean {
  const name = heading ? core(heading.text) : ''
  if (name.length >= 4 && (core(row.label) === name || row.words.includes(name))) return true
  const label = core(row.label)
  return label.length >= 6 && body.includes(label)
}

const units = (text: string) => text.split(/[、，,；;\s]+/).map(s => s.trim()).filter(Boolean).sort().join('、')
/** All the units of one side are among the other's: an omission rather than a contradiction. */
const isPart = (a: string, b: string) => {
  const [x, y] = [units(a).split('、'), units(b).split('、')]
  return x.every(u => y.includes(u)) || y.every(u => x.includes(u))
}
const sameUnits = (a: string, b: string) => units(a) === units(b)

/** The title in 附件：… against the title on the attachment itself. */
const attachmentTitle: Rule = {
  id: 'consistency.attachment-title',
  family: 'consistency',
  level: 'warning',
  basis,
  zh: '附件名称与附件标题不一致',
  confidence: 0.85,
  hits: ['现予印发。\n附件：政务公开工作任务分解表\n区政府\n2023年5月8日\n附件\n政务公开任务分工表\n内容。'],
  misses: ['现予印发。\n附件：政务公开工作任务分解表\n区政府\n2023年5月8日\n附件\n政务公开工作任务分解表\n内容。', '附件：1.任务分解表\n2.联系表\n附件1\n任务分解表\n附件2\n联系表'],
  scope: 'document',
  *check(doc) {
    const named = namedAttachments(doc)
    if (named.length === 0) return
    for (const p of doc.paragraphs) {
      const m = /^[\s　]*附\s*件\s*(\d{1,2}|[一二三四五六七八九十]{1,2})?\s*[:：]?[\s　]*$/.exec(p.text)
      if (!m) continue
      const title = doc.paragraphs.slice(p.index + 1, p.index + 5).find(q => q.kind !== 'blank')
      const said = named.find(n => n.number === (m[1] ? parseNumber(m[1]) : 1))
      if (!title || !said || title.text.trim().length > 60 || /[。；]/.test(title.text)) continue
      const [a, b] = [said.text, title.text].map(s => s.replace(/[\s　《》（(].*$|[\s　《》]/g, ''))
      if (a && b && a !== b && !b.startsWith(a) && !a.endsWith(b) && !b.endsWith(a) && shares(a, b)) yield { start: said.start, end: said.start + said.text.length, suggestions: [title.text.trim()], message: `附件说明作“${said.text}”，附件标题作“${title.text.trim()}”` }
    }
  },
}

const shares = (a: string, b: string) => [...new Set(a)].filter(c => b.includes(c)).length >= Math.min(new Set(a).size, new Set(b).size) * 0.5

function namedAttachments(doc: ProofDocument): { number: number; start: number; text: string }[] {
  const out: { number: number; start: number; text: string }[] = []
  const first = doc.paragraphs.find(p => /^[\s　]*附\s*件\s*[:：]\s*\S/.test(p.text))
  if (!first) return out
  for (const p of doc.paragraphs.slice(first.index, first.index + 20)) {
    const m = /^(?:[\s　]*附\s*件\s*[:：])?[\s　]*(?:(\d{1,2})[.．、]\s*)?(\S.{2,60}?)[\s　]*$/.exec(p.text)
    if (!m || (p !== first && !m[1])) break
    out.push({ number: m[1] ? Number(m[1]) : 1, start: p.start + p.text.indexOf(m[2]!), text: m[2]! })
  }
  return out
}

const attachmentForm: Rule = {
  id: 'consistency.attachment-note',
  family: 'numbering',
  level: 'warning',
  basis: '《党政机关公文格式》（GB/T 9704—2012）7.3.4：附件说明“附件：”后标附件名称，名称后不加标点；多个附件用阿拉伯数字编号',
  zh: '附件说明写法',
  certain: true,
  confidence: 0.9,
  hits: ['现予印发。\n附件：任务分解表。', '附件：1.任务分解表；\n2.联系表。', '附件：《任务分解表》', '附件：1、任务分解表\n2、联系表'],
  misses: ['附件：任务分解表', '附件：1.任务分解表\n2.联系表'],
  scope: 'document',
  *check(doc) {
    const first = doc.paragraphs.find(p => /^[\s　]*附\s*件\s*[:：]\s*\S/.test(p.text) && p.text.length < 80)
    if (!first) return
    for (const [k, p] of doc.paragraphs.slice(first.index, first.index + 12).entries()) {
      if (k > 0 && !/^[\s　]*\d{1,2}[.．、]/.test(p.text)) break
      if (p.text.length > 80) break
      const end = /[。；，、;.]\s*$/.exec(p.text)
      if (end && !/[。；].+[。；]/.test(p.text)) yield { start: p.start + end.index, end: p.start + end.index + 1, suggestions: [''], message: '附件名称后不加标点' }
      const book = /(?<=[:：.．、]\s*)《([^《》]{2,50})》(?=\s*$)/.exec(p.text)
      if (book) yield { start: p.start + book.index, end: p.start + book.index + book[0].length, suggestions: [book[1]!], message: '附件名称不加书名号' }
      const numbered = k === 0 ? /(?<=[:：]\s*\d{1,2})、/.exec(p.text) : null
      if (numbered) yield { start: p.start + numbered.index, end: p.start + numbered.index + 1, suggestions: ['.'] }
    }
  },
}

/** 附件3 is spoken of where only two attachments stand. */
const missingAttachment: Rule = {
  id: 'consistency.attachment-reference',
  family: 'consistency',
  level: 'warning',
  basis,
  zh: '提到的附件不存在',
  confidence: 0.85,
  hits: ['请填写附件3。\n附件：1.任务分解表\n2.联系表', '具体见附件。\n附件：1.甲类任务表\n2.乙类任务表\n详见附件4。'],
  misses: ['请填写附件2。\n附件：1.任务分解表\n2.联系表', '请填写附件3。'],
  scope: 'document',
  *check(doc): Generator<Match> {
    const named = namedAttachments(doc)
    if (named.length < 2) return
    const last = Math.max(...named.map(n => n.number))
    for (const p of doc.paragraphs)
      for (const m of matches(/附件\s?(\d{1,2})(?!\d|[.．]\d)/g, p.text))
        if (Number(m[1]) > last && !/[》]/.test(p.text.slice(m.index, m.index + 12))) yield { start: p.start + m.index, end: p.start + m.index + m[0].length, message: `附件说明只列有${last}个附件` }
  },
}

/** Most sections end in（责任单位：…）and this one does not. */
const missingDuty: Rule = {
  id: 'consistency.missing-duty',
  family: 'consistency',
  level: 'info',
  basis,
  zh: '缺少责任单位括注',
  confidence: 0.75,
  hits: ['（一）甲事\n抓好甲事，落实到位。（责任单位：办公室）\n（二）乙事\n抓好乙事，落实到位。（责任单位：办公室）\n（三）丙事\n抓好丙事，落实到位。（责任单位：办公室）\n（四）丁事\n抓好丁事，落实到位。\n（五）戊事\n抓好戊事。（责任单位：办公室）'],
  misses: ['（一）甲事\n抓好甲事。\n（二）乙事\n抓好乙事。（责任单位：办公室）'],
  scope: 'document',
  *check(doc) {
    const re = new RegExp(`[（(](?:此项工作由)?${duty}\\s*[:：]`)
    const sections: { label: string; end: number; has: boolean; style: string }[] = []
    for (const p of doc.paragraphs) {
      if (p.kind === 'attachment' || p.kind === 'row') break
      if (p.numbering && /^(han-paren|digit)$/.test(p.numbering.style)) sections.push({ label: p.numbering.raw, end: p.end, has: re.test(p.text), style: p.numbering.style })
      else if (p.numbering?.style === 'han') continue
      else if (sections.length > 0 && (p.kind === 'body' || p.kind === 'item')) Object.assign(sections.at(-1)!, { end: p.end, has: sections.at(-1)!.has || re.test(p.text) })
    }
    const having = sections.filter(s => s.has)
    const style = having[0]?.style
    const peers = sections.filter(s => s.style === style)
    const lacking = peers.filter(s => !s.has)
    if (having.length < 4 || lacking.length === 0 || lacking.length > 3 || having.length < peers.length * 0.6) return
    for (const s of lacking) yield { start: Math.max(0, s.end - 4), end: s.end, message: `其他各项多有责任单位括注，${s.label}没有` }
  },
}

/** 正文与附件. */
export const attachmentRules: Rule[] = [dutyAgainstTable, attachmentTitle, attachmentForm, missingAttachment, missingDuty]
