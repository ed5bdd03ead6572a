import { AlignmentType, CommentRangeEnd, CommentRangeStart, CommentReference, LevelFormat, Paragraph, TextRun, type ICommentOptions, type INumberingOptions, type IParagraphOptions, type ParagraphChild } from 'docx'
import { comparisonOf, type Line, type Part } from '#core/article/comparison'
import type { Step } from '#core/article/authorship'
import type { Content } from '#core/article/content'
import type { PaperBlock } from '#server/export/docx-holder'
import { pictureOf } from '#server/export/docx-picture'
import { markedTable } from '#server/export/docx-marked-table'
import { Revisions, wordsOf, type Fate } from '#server/export/docx-revisions'
import { markedBanner, workingBanner, type PaperStyle } from '#server/export/paper-names'
import { onPaper } from '#server/export/paper-package'

/** Whose marked copy this is, of which two texts, and whether the article is signed. */
export type MarkedMark = { article: string; from: string; to: string; person: string; signed: boolean }

/** Two texts to be written as one with Word's revisions; `people` has everybody of `steps`, and when they last made a text. */
export type MarkedInput = {
  before: Content
  after: Content
  steps: readonly Step[]
  people: Map<string, { name: string; at: string }>
  pictures: Map<string, Uint8Array>
  mark: MarkedMark
}

/**
 * 花脸稿 as a Word file. Accepting every revision gives the words of the text after, rejecting every one those of the text
 * before; what was moved is taken out and put in, and what is no change of words is a comment in the margin. The same input
 * gives the same bytes.
 */
export async function writeMarkedDocx({ before, after, steps, people, pictures, mark }: MarkedInput): Promise<Uint8Array> {
  const { lines, parts, count } = comparisonOf(before, after, steps)
  const page = new MarkedPage(lines, new Revisions(people), pictures)
  const banner = mark.signed ? markedBanner : workingBanner
  const counted = `改动 ${count.places} 处，增 ${count.inserted} 字，删 ${count.deleted} 字${count.moved ? `，移动 ${count.moved} 段` : ''}`
  const children = page.blocks(parts)
  return onPaper({
    title: after.title,
    children: [...head(banner, mark, counted), ...children],
    numbering: page.numbering,
    footnotes: {},
    comments: page.comments,
    banner: { words: `${banner} 版本 ${mark.from.slice(0, 8)} → ${mark.to.slice(0, 8)} · 导出人 ${mark.person}`, across: mark.signed ? '花脸稿 内部使用' : '内部流转稿 未签发' },
  })
}

const head = (banner: string, { article, from, to, person }: MarkedMark, counted: string): Paragraph[] =>
  [banner, `花脸稿 · 稿件 ${article} · 导出人 ${person}`, `版本 ${from.slice(0, 16)} → ${to.slice(0, 16)} · ${counted}`].map(text => new Paragraph({ style: 'banner' satisfies PaperStyle, text }))

/** The lines of a comparison on their page. */
class MarkedPage {
  readonly comments: ICommentOptions[] = []
  /** One for every bullet or number that stands before an item: Word prints it and takes it for no word of the text. */
  readonly numbering: INumberingOptions['config'][number][] = []
  private readonly lines: readonly Line[]
  private readonly revisions: Revisions
  private readonly kept: Map<string, Uint8Array>
  private pictures = 0

  constructor(lines: readonly Line[], revisions: Revisions, kept: Map<string, Uint8Array>) {
    this.lines = lines
    this.revisions = revisions
    this.kept = kept
  }

  blocks(parts: readonly Part[]): PaperBlock[] {
    const out: PaperBlock[] = []
    let facts = false
    for (const part of parts) {
      if ('rows' in part) {
        out.push(markedTable(part.rows, this.revisions, cell => cell.lines.flatMap(i => this.line(this.lines[i]!, true))))
        out.push(new Paragraph({ style: 'filler' satisfies PaperStyle }))
        continue
      }
      const line = this.lines[part.line]!
      if (line.label !== undefined && !facts) {
        facts = true
        out.push(new Paragraph({ style: 'attachment' satisfies PaperStyle, spacing: { before: 280 }, text: '发布信息等的改动：' }))
      }
      out.push(...this.line(line, false))
    }
    return out
  }

  private line(line: Line, inCell: boolean): Paragraph[] {
    const fate = fateOf(line)
    const { kind } = (line.after ?? line.before)!
    if (kind === 'image') return this.picture(line, fate)
    const words = line.segments.flatMap(segment => wordsOf(segment, fate, this.revisions, line.by))
    const label = line.label === undefined ? [] : [new TextRun(`${line.label}：`)]
    return [this.paragraph(line, { ...(inCell ? { style: 'cell' satisfies PaperStyle } : styleOf(line)), ...this.numbered(line) }, [...label, ...words], fate)]
  }

  private numbered({ before, after }: Line): IParagraphOptions {
    const { marker } = (after ?? before)!
    if (marker === undefined) return {}
    if (!this.numbering.some(({ reference }) => reference === marker))
      this.numbering.push({ reference: marker, levels: [{ level: 0, format: LevelFormat.DECIMAL, text: marker, alignment: AlignmentType.LEFT, style: { paragraph: { indent: { left: 1280, hanging: 640 } } } }] })
    return { numbering: { reference: marker, level: 0 } }
  }

  private paragraph(line: Line, look: IParagraphOptions, words: readonly ParagraphChild[], fate: Fate): Paragraph {
    const whole = fate === 'kept' ? {} : { run: fate === 'put-in' ? { insertion: this.revisions.next(line.by) } : { deletion: this.revisions.next(line.by) } }
    return new Paragraph({ ...look, ...whole, children: this.remarked(line, words) })
  }

  /** A picture that was changed stands twice: the one taken out, and the one put in. */
  private picture(line: Line, fate: Fate): Paragraph[] {
    const [was, is] = [line.before?.image, line.after?.image]
    const shown = fate === 'kept' && was !== is ? [{ digest: was, fate: 'taken-out' as const }, { digest: is, fate: 'put-in' as const }] : [{ digest: is ?? was, fate }]
    const caption = line.segments.flatMap(segment => wordsOf(segment, fate, this.revisions, line.by))
    const drawn = shown.flatMap(one => {
      const bytes = one.digest === undefined ? undefined : this.kept.get(one.digest)
      if (!bytes) return []
      this.pictures += 1
      const revision = one.fate === 'put-in' ? { insertion: this.revisions.next(line.by) } : one.fate === 'taken-out' ? { deletion: this.revisions.next(line.by) } : {}
      return pictureOf({ type: 'image', attrs: { digest: one.digest!, width: null, caption: '', alt: '' } }, bytes, this.pictures, revision)
    })
    return [...drawn, ...(caption.length || line.remarks.length ? [this.paragraph(line, { style: 'caption' satisfies PaperStyle }, caption, fate)] : [])]
  }

  /** What changed beside the words, and where a paragraph went, as comments of Word. */
  private remarked(line: Line, words: readonly ParagraphChild[]): ParagraphChild[] {
    const moved = line.move === null ? [] : [line.state === 'moved-away' ? `第 ${line.move} 处移动：这一段移走了` : `第 ${line.move} 处移动：这一段从别处移来`]
    const said = [...moved, ...line.remarks]
    if (said.length === 0) return [...words]
    const id = this.comments.length
    const { author, date } = this.revisions.of(line.by)
    this.comments.push({ id, author, initials: author.slice(0, 1), date: new Date(date), children: said.map(text => new Paragraph(text)) })
    return [new CommentRangeStart(id), ...words, new CommentRangeEnd(id), new TextRun({ children: [new CommentReference(id)] })]
  }
}

const fates: Partial<Record<Line['state'], Fate>> = { added: 'put-in', 'moved-here': 'put-in', removed: 'taken-out', 'moved-away': 'taken-out' }
const fateOf = ({ state }: Line): Fate => fates[state] ?? 'kept'

function styleOf({ before, after }: Line): IParagraphOptions {
  const { kind, level = 1, marker } = (after ?? before)!
  switch (kind) {
    case 'title': return { style: 'Title' }
    case 'subtitle': return { style: 'Subtitle' }
    case 'heading': return { style: `Heading${Math.min(level, 4)}` }
    case 'quote': return { style: 'quote' satisfies PaperStyle }
    case 'list-item': return { style: 'item' satisfies PaperStyle, ...(marker === undefined && { indent: { left: 640 } }) }
    case 'caption': return { style: 'caption' satisfies PaperStyle }
    case 'footnote': return { style: 'FootnoteText' }
    case 'rule': return { style: 'rule' satisfies PaperStyle }
    case 'page-break': return { style: 'filler' satisfies PaperStyle, pageBreakBefore: true }
    case 'fact': return { style: 'attachment' satisfies PaperStyle }
    default: return { style: 'body' satisfies PaperStyle }
  }
}
