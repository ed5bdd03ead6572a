import { parseHan, readNumbering, type Numbering } from './numbering.ts'

/** What the caller knows of a stretch of text; the article's plain text brings these, a bare text file brings none. */
export type BlockHint = {
  start: number
  end: number
  kind: 'title' | 'subtitle' | 'paragraph' | 'heading' | 'list-item' | 'cell' | 'quote' | 'caption' | 'footnote'
  level?: number
  table?: number
  row?: number
  column?: number
}

/**
 * `title` document title · `heading` a line that only names what follows · `item` a numbered paragraph with text ·
 * `article` 第N条 · `cell` one table cell · `row` a table row as one line · `salutation` 各…： · `signature` issuing body ·
 * `date` 成文日期 · `metadata` 索引号：… · `attachment` 附件… · `body` the rest · `blank` nothing but white space.
 */
export type ParagraphKind =
  'title' | 'heading' | 'item' | 'article' | 'cell' | 'row' | 'salutation' | 'signature' | 'date' | 'metadata' | 'attachment' | 'body' | 'blank'

/** One line. `start`/`end` are UTF-16 offsets into the text as given; `text` is exactly that slice, without the line end. */
export type Paragraph = {
  index: number
  start: number
  end: number
  text: string
  kind: ParagraphKind
  numbering: Numbering | null
  level?: number
  hint?: BlockHint
}

/** A stretch of text with offsets into the whole. */
export type Span = { start: number; end: number; text: string }

/** A table: rows of cells, from hints or from lines with bars or tabs. */
export type Table = { start: number; end: number; rows: Span[][] }

/** What the text says of itself: used by rules that need a day, a year or a place. */
export type Facts = {
  /** 成文日期 as an ISO date, when one line is nothing but a date. */
  signed: string | null
  /** The year the text is about: of its title, else of its signature, else the latest year it names. */
  year: number | null
  /** Whether the text says itself when it was written: by its title, its signature or its metadata. */
  dated: boolean
  /** Nearly every line holds one sentence: an extract cut into sentences, whose line ends are no paragraph ends. */
  sentencePerLine: boolean
  titleText: string
}

/** A text as the rules see it. Every offset counts UTF-16 units from the start of the text as given. */
export type ProofDocument = {
  text: string
  paragraphs: Paragraph[]
  tables: Table[]
  facts: Facts
}

/** Reads a text (with or without hints) into paragraphs, tables and facts. Linear in the length of the text. */
export function readDocument(text: string, hints: readonly BlockHint[] = []): ProofDocument {
  const paragraphs = readParagraphs(text, hints)
  return { text, paragraphs, tables: readTables(paragraphs), facts: readFacts(paragraphs) }
}

function readParagraphs(text: string, hints: readonly BlockHint[]): Paragraph[] {
  const out: Paragraph[] = []
  const byStart = [...hints].sort((a, b) => a.start - b.start)
  let hintAt = 0
  let start = 0
  for (let i = 0; i <= text.length; i++) {
    const c = i < text.length ? text.charCodeAt(i) : 10
    if (c !== 10 && c !== 13 && c !== 0x2028 && c !== 0x2029) continue
    while (hintAt < byStart.length && byStart[hintAt]!.end < start) hintAt++
    const hint = byStart[hintAt]
    const within = hint && hint.start <= start && i <= hint.end ? hint : undefined
    for (const [from, to] of chunks(text, start, i)) out.push(classify(out.length, from, to, text.slice(from, to), within))
    start = i + 1
  }
  markEnds(out)
  return out
}

/** A line longer than this is read in pieces, cut behind a sentence where one ends: no rule's work then grows with the square of a line. */
const longestParagraph = 4000

function* chunks(text: string, start: number, end: number): Generator<[number, number]> {
  let from = start
  while (end - from > longestParagraph) {
    const stop = text.lastIndexOf('。', from + longestParagraph)
    let to = stop > from + longestParagraph / 2 ? stop + 1 : from + longestParagraph
    if (/[\udc00-\udfff]/.test(text[to] ?? '')) to++
    yield [from, to]
    from = to
  }
  yield [from, end]
}

const metadataLabel =
  /^[\s　]*[【[]?(索\s*引\s*号|主题分类|组配分类|体裁分类|发布机构|发文机关|制发机关|成文日期|发文日期|生成日期|产生日期|发布日期|公开日期|印发日期|发布时间|发文字号|文\s*号|文件编号|有\s*效\s*性|公开方式|公开范围|公开属性|信息来源|来\s*源|主\s*题\s*词|标\s*题|名\s*称)[】\]]?\s*[:：]/
const attachmentLabel = /^[\s　]*附\s*[件录表][\s　]*[0-9０-９一二三四五六七八九十]{0,3}([\s　]*[:：.．]|[\s　]*$|[\s　]+\S{1,40}$)/
const dateLine = /^[\s　]*([12]\d{3}|[〇○零一二三四五六七八九０Oo]{4})\s*年\s*[\d一二三四五六七八九十]{1,3}\s*月\s*[\d一二三四五六七八九十]{1,3}\s*[日号][\s　]*$/
const salutation = /^[\s　]*(各|区|县|市|省|自治|局|委|机关|有关|驻)[^。！？；]{1,80}[:：][\s　]*$/
const sentenceEnd = /[。！？；!?;]/

function classify(index: number, start: number, end: number, text: string, hint: BlockHint | undefined): Paragraph {
  const numbering = hint?.kind === 'cell' ? null : readNumbering(text)
  const base = { index, start, end, text, numbering, ...(hint ? { hint } : {}), ...(hint?.level ? { level: hint.level } : {}) }
  return { ...base, kind: kindOf(text, numbering, hint) }
}

function kindOf(text: string, numbering: Numbering | null, hint: BlockHint | undefined): ParagraphKind {
  if (!/\S/.test(text)) return 'blank'
  if (hint?.kind === 'title') return 'title'
  if (hint?.kind === 'cell') return 'cell'
  if (hint?.kind === 'heading') return 'heading'
  if (bars(text) >= 2) return 'row'
  if (text.includes('\t') && text.trim().includes('\t')) return 'row'
  if (metadataLabel.test(text)) return 'metadata'
  if (dateLine.test(text)) return 'date'
  if (attachmentLabel.test(text)) return 'attachment'
  if (numbering?.style === 'article') return 'article'
  if (numbering) return isHeadingText(text, numbering) ? 'heading' : 'item'
  return salutation.test(text) ? 'salutation' : 'body'
}

function bars(text: string): number {
  let n = 0
  for (const bar of ['|', '｜']) for (let i = text.indexOf(bar); i >= 0 && n < 2; i = text.indexOf(bar, i + 1)) n++
  return n
}

/** A numbered line names what follows when it is short and holds no sentence. */
function isHeadingText(text: string, numbering: Numbering): boolean {
  if (numbering.style === 'chapter') return true
  const rest = text.slice(numbering.end).trim()
  const body = rest.replace(/[。；;：:.]$/, '')
  return rest.length <= 45 && !sentenceEnd.test(body)
}

const titleEnd = /^[^，。；,;>＞]{4,80}(通知|要点|方案|计划|总结|报告|意见|办法|规定|公告|通告|通报|函|决定|细则|规划|纲要|批复|请示|答复|情况|制度|条例|预案|清单|说明|安排|任务分解表|年报|回头看”?)(（[^）]{1,12}）)?[\s　]*$/

/** The title is the first line that is neither blank nor metadata and carries no sentence; a signature stands right above a date. */
function markEnds(paragraphs: Paragraph[]) {
  for (const [i, p] of paragraphs.entries())
    if ((p.kind === 'body' || p.kind === 'item' || p.kind === 'heading') && bars(p.text) === 1 && [paragraphs[i - 1], paragraphs[i + 1]].some(q => q && q.kind !== 'cell' && bars(q.text) > 0)) p.kind = 'row'
  const head = paragraphs.filter(p => p.kind !== 'blank' && p.kind !== 'metadata').slice(0, 10)
  const first = head.find(p => p.kind === 'title') ?? head.find(p => p.kind === 'body' && titleEnd.test(p.text)) ?? head[0]
  if (first && first.kind === 'body' && /^[\s　]*[^，。；,;]{4,60}$/.test(first.text) && !/[。！？；：、!?;:]\s*$/.test(first.text)) first.kind = 'title'
  for (const [i, p] of paragraphs.entries()) {
    if (p.kind !== 'date') continue
    const above = paragraphs.slice(Math.max(0, i - 2), i).findLast(q => q.kind !== 'blank')
    if (above && above.kind === 'body' && above.text.length <= 40 && !sentenceEnd.test(above.text)) above.kind = 'signature'
  }
}

function readTables(paragraphs: readonly Paragraph[]): Table[] {
  const tables: Table[] = []
  let last = null as { table: number; row: number } | null
  let lineAbove = -2
  for (const p of paragraphs) {
    if (p.kind === 'cell' && p.hint?.table !== undefined) {
      const { table, row = 0 } = p.hint
      const cell = { start: p.start, end: p.end, text: p.text }
      if (last?.table !== table) tables.push({ start: p.start, end: p.end, rows: [[cell]] })
      else if (last.row !== row) tables.at(-1)!.rows.push([cell])
      else joinCell(tables.at(-1)!.rows.at(-1)!, cell, p.hint)
      tables.at(-1)!.end = p.end
      last = { table, row }
    } else if (p.kind === 'row') {
      if (lineAbove !== p.index - 1) tables.push({ start: p.start, end: p.end, rows: [] })
      tables.at(-1)!.rows.push(splitRow(p))
      tables.at(-1)!.end = p.end
      lineAbove = p.index
    }
  }
  return tables
}

/** A cell of several paragraphs comes as several lines of the same column. */
function joinCell(row: Span[], cell: Span, hint: BlockHint) {
  const above = row[hint.column ?? row.length]
  if (above) Object.assign(above, { end: cell.end, text: `${above.text}\n${cell.text}` })
  else row.push(cell)
}

function splitRow(p: Paragraph): Span[] {
  const cells: Span[] = []
  const bar = /[|｜]/.test(p.text) ? /[|｜]/g : /\t/g
  let at = 0
  for (const m of [...p.text.matchAll(bar), { index: p.text.length }]) {
    const raw = p.text.slice(at, m.index)
    const text = raw.trim()
    const start = p.start + at + (raw.length - raw.trimStart().length)
    cells.push({ start, end: start + text.length, text })
    at = m.index + 1
  }
  return cells
}

/** The ISO date a piece of text spells (2019年8月19日, 二〇一九年八月十九日, 2019-08-19), or null when no such day exists. */
export function isoDate(text: string): string | null {
  const m = /([12]\d{3}|[〇○零一二三四五六七八九]{4})\s*[年/-]\s*([\d一二三四五六七八九十]{1,3})\s*[月/-]\s*([\d一二三四五六七八九十]{1,3})/.exec(text)
  if (!m) return null
  const [year, month, date] = [m[1]!, m[2]!, m[3]!].map(s => (/^\d/.test(s) ? Number(s) : parseHan(s)))
  return year && month && date ? dayOf(year, month, date) : null
}

/** `YYYY-MM-DD`, or null when the calendar has no such day. */
export function dayOf(year: number, month: number, date: number): string | null {
  const at = new Date(Date.UTC(year, month - 1, date))
  if (at.getUTCFullYear() !== year || at.getUTCMonth() !== month - 1 || at.getUTCDate() !== date) return null
  return at.toISOString().slice(0, 10)
}

function readFacts(paragraphs: readonly Paragraph[]): Facts {
  const dates = paragraphs.filter(p => p.kind === 'date')
  const signed = dates.length > 0 ? isoDate(dates[0]!.text) : null
  const titleText = titleOf(paragraphs)
  const fromTitle = /(?<!\d)(20\d{2})年/.exec(titleText)
  const stated = fromTitle ? Number(fromTitle[1]) : signed ? Number(signed.slice(0, 4)) : metadataYear(paragraphs)
  return { signed, year: stated ?? latestYear(paragraphs), dated: stated !== null, sentencePerLine: isCutIntoSentences(paragraphs), titleText }
}

/** The year of 成文日期：… and its like. */
function metadataYear(paragraphs: readonly Paragraph[]): number | null {
  for (const p of paragraphs) {
    const m = p.kind === 'metadata' && /(?:日期|时间)\s*[】\]]?\s*[:：]\s*(20\d{2})\s*[年/.-]/.exec(p.text)
    if (m) return Number(m[1])
  }
  return null
}

/** Lines of running text below which nothing is concluded from how the sentences are spread over them. */
const leastLines = 40

function isCutIntoSentences(paragraphs: readonly Paragraph[]): boolean {
  const running = paragraphs.filter(p => p.kind === 'body' && p.text.length >= 12)
  return running.length >= leastLines && running.filter(p => !/[。！？；].*\S/.test(p.text.trimEnd().slice(0, -1))).length >= 0.97 * running.length
}

function titleOf(paragraphs: readonly Paragraph[]): string {
  const title = paragraphs.find(p => p.kind === 'title')
  if (title) return title.text.trim()
  const attached = paragraphs.find(p => p.kind === 'attachment' && p.text.length > 8)
  return attached ? attached.text.replace(/^[\s　]*附\s*件[^:：]*[:：]?\s*/, '').trim() : ''
}

function latestYear(paragraphs: readonly Paragraph[]): number | null {
  let latest = 0
  for (const p of paragraphs)
    for (const m of p.text.matchAll(/(?<!\d)(20[0-4]\d)年(?!底前|前|末)/g)) latest = Math.max(latest, Number(m[1]))
  return latest || null
}
