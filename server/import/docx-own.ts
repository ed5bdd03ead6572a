import type { Block, Inline, List, Paragraph } from '#core/article/content'
import { assemble, type Rough } from '#core/import/assemble'
import { textOf } from '#core/import/inline'
import { givenWidth } from '#server/export/paper-measures'
import { holderTags, styleNames, workingBanner, type PaperStyle } from '#server/export/paper-names'
import type { DocxBody } from '#server/import/docx-body'
import { paragraphLooks } from '#server/import/docx-styles'
import { ownTable } from '#server/import/docx-own-table'
import { child, descendants, elements, valueOf, type Xml } from '#server/import/xml'

type Place = 'body' | 'cell'

/** A list paragraph or item holder: which list it is of, at what level, and what stands in it. */
type Line = { id: string; level: number; blocks: Block[] }
type Piece =
  | { kind: 'line'; line: Line }
  | { kind: 'block'; block: Block }
  | { kind: 'caption'; words: string }
  | { kind: 'rough'; rough: Rough[] }

const styleByName = new Map(Object.entries(styleNames).map(([key, name]) => [name as string, key as PaperStyle]))

/**
 * Reads back a file that this product wrote, also after people worked on it in Word or WPS: paragraphs in our styles are taken
 * exactly for what the style says; whatever else somebody put between them is read like a foreign file.
 */
export class OwnDocx {
  title: string | null = null
  subtitle = ''
  documentNumber = ''
  /** What the lines of a working copy say of its article and version. */
  readonly lineage: string[] = []
  /** How many attachments the file lists. */
  attachments = 0
  readonly reader: DocxBody

  constructor(reader: DocxBody) {
    this.reader = reader
  }

  blocks(container: Xml, place: Place): Block[] {
    const out: Block[] = []
    const lists = new Lists(this.reader.parts.numbers, out)
    const foreign: Rough[] = []
    const settle = () => {
      if (foreign.length) out.push(...assemble(foreign.splice(0), place, this.reader.parts.tally, 'keep'))
    }
    for (const piece of this.pieces(container, place)) {
      if (piece.kind === 'rough') {
        lists.end()
        foreign.push(...piece.rough)
        continue
      }
      settle()
      if (piece.kind === 'line') lists.add(piece.line)
      else {
        lists.end()
        if (piece.kind === 'block') out.push(piece.block)
        else caption(out, piece.words)
      }
    }
    settle()
    return out
  }

  private *pieces(container: Xml, place: Place): Generator<Piece> {
    const loose: Block[] = []
    for (const xml of elements(container)) {
      const quoted = xml.name === 'w:p' && this.styleOf(xml)?.startsWith('quote') && container.name !== quoteContent
      if (quoted) {
        loose.push(...this.paragraph(xml, place).flatMap(piece => (piece.kind === 'block' ? [piece.block] : [])))
        continue
      }
      if (loose.length) yield { kind: 'block', block: { type: 'blockquote', content: loose.splice(0) } }
      yield* this.element(xml, place)
    }
    if (loose.length) yield { kind: 'block', block: { type: 'blockquote', content: loose } }
  }

  private *element(xml: Xml, place: Place): Generator<Piece> {
    if (xml.name === 'w:p') yield* this.paragraph(xml, place)
    else if (xml.name === 'w:tbl') yield { kind: 'block', block: ownTable(xml, this) }
    else if (xml.name === 'w:sdt') yield* this.holder(xml, place)
    else if (transparent.has(xml.name)) yield* this.pieces(xml, place)
    else if (xml.name !== 'w:sectPr' && xml.name !== 'w:tcPr') yield { kind: 'rough', rough: this.foreign(xml, place) }
  }

  private *holder(xml: Xml, place: Place): Generator<Piece> {
    const content = child(xml, 'w:sdtContent')
    if (!content) return
    const tag = tagOf(xml)
    if (tag === holderTags.quote) {
      const blocks = this.blocks({ ...content, name: quoteContent }, place)
      if (blocks.length) yield { kind: 'block', block: { type: 'blockquote', content: blocks } }
    } else if (tag === holderTags.item) yield* this.item(content, place)
    else if (tag !== holderTags.emptyRow) yield* this.pieces(content, place)
  }

  /** The first paragraph of an item carries the number; a filler there only carries it. */
  private *item(content: Xml, place: Place): Generator<Piece> {
    const [lead, ...rest] = elements(content)
    const number = lead?.name === 'w:p' && this.numberOf(lead)
    if (!number) {
      yield* this.pieces(content, place)
      return
    }
    const first = this.isFiller(lead) ? [] : [this.exact(lead)]
    const blocks = [...first, ...this.blocks({ ...content, children: rest }, place)]
    yield { kind: 'line', line: { ...number, blocks: blocks.length ? blocks : [{ type: 'paragraph' }] } }
  }

  private paragraph(xml: Xml, place: Place): Piece[] {
    const key = this.styleOf(xml)
    const block = (one: Block): Piece[] => [{ kind: 'block', block: one }]
    if (key === undefined || holdsMore(xml, key)) return this.unstyled(xml, place)
    switch (key) {
      case 'pageBreak':
        return block({ type: 'pageBreak' })
      case 'rule':
        return block({ type: 'horizontalRule' })
      case 'picture':
        return this.picture(xml)
      case 'caption':
        return [{ kind: 'caption', words: this.words(xml) }]
      case 'number':
        this.documentNumber ||= this.words(xml)
        return []
      case 'attachment':
        if (/^\d+\. /.test(this.words(xml))) this.attachments += 1
        return []
      case 'banner':
        if (this.words(xml) !== workingBanner) this.lineage.push(this.words(xml))
        return []
      default: {
        if (this.isFiller(xml)) return []
        const number = this.numberOf(xml)
        return number ? [{ kind: 'line', line: { ...number, blocks: [this.exact(xml)] } }] : block(this.exact(xml))
      }
    }
  }

  /** A title, a heading, or something that is not of our making. */
  private unstyled(xml: Xml, place: Place): Piece[] {
    const name = this.reader.parts.styles.paragraph(valueOf(child(xml, 'w:pPr'), 'w:pStyle')).name
    if (/^title$/i.test(name) && this.title === null) {
      this.title = this.words(xml)
      return []
    }
    if (/^subtitle$/i.test(name) && this.subtitle === '') {
      this.subtitle = this.words(xml)
      return []
    }
    const level = Number(/^heading ([1-4])$/i.exec(name)?.[1] ?? 0)
    if (!level || holdsMore(xml, 'body')) return [{ kind: 'rough', rough: this.foreign(xml, place) }]
    const { firstLine: _, ...attrs } = this.attrsOf(xml)
    return [{ kind: 'block', block: { type: 'heading', attrs: { level, ...attrs }, ...contentOf(this.reader.pieces(xml)) } }]
  }

  private exact(xml: Xml): Paragraph {
    const attrs = this.attrsOf(xml)
    return { type: 'paragraph', ...(Object.keys(attrs).length && { attrs }), ...contentOf(this.reader.pieces(xml)) }
  }

  private attrsOf(xml: Xml): NonNullable<Paragraph['attrs']> {
    const pPr = child(xml, 'w:pPr')
    const align = alignments[valueOf(pPr, 'w:jc') ?? '']
    const own = paragraphLooks(pPr).indent
    const flush = own === undefined ? this.styleOf(xml)?.endsWith('Flush') : !own
    return { ...(align && { textAlign: align }), ...(flush && { firstLine: false }) }
  }

  private picture(xml: Xml): Piece[] {
    const { target, part, images, tally } = this.reader.parts
    const found = target(descendants(xml, 'a:blip')[0]?.attrs['r:embed'] ?? '')
    const bytes = found && !found.external ? part(found.target) : undefined
    const digest = bytes && images.take(bytes)
    if (!digest) {
      if (!bytes) tally.drop('链接到文件之外的图片（需另行插入）')
      return []
    }
    const { name = '', descr: alt = '' } = descendants(xml, 'wp:docPr')[0]?.attrs ?? {}
    const width = givenWidth(name, Number(descendants(xml, 'wp:extent')[0]?.attrs['cx']))
    return [{ kind: 'block', block: { type: 'image', attrs: { digest, ...(alt && { alt }), ...(width && { width }) } } }]
  }

  private foreign(xml: Xml, place: Place): Rough[] {
    return this.reader.rough({ name: '#part', attrs: {}, children: [xml] }, place)
  }

  private numberOf(xml: Xml): { id: string; level: number } | null {
    const { numId, depth = 0 } = paragraphLooks(child(xml, 'w:pPr'))
    return numId && numId !== '0' && this.reader.parts.numbers.kind(numId, depth) ? { id: numId, level: depth } : null
  }

  private styleOf(xml: Xml): PaperStyle | undefined {
    return styleByName.get(this.reader.parts.styles.paragraph(valueOf(child(xml, 'w:pPr'), 'w:pStyle')).name)
  }

  private isFiller(xml: Xml): boolean {
    return this.styleOf(xml) === 'filler' && this.words(xml) === ''
  }

  private words(xml: Xml): string {
    return textOf(this.reader.pieces(xml)).replace(/\n/g, ' ').trim()
  }
}

const quoteContent = '#quote'
const transparent = new Set(['w:ins', 'w:moveTo', 'w:sdtContent', 'w:smartTag', 'w:customXml'])
const alignments: Record<string, 'center' | 'right' | 'justify'> = { center: 'center', right: 'right', end: 'right', both: 'justify', distribute: 'justify' }

/** The tag of a content control, or the empty string. */
export const tagOf = (sdt: Xml): string => valueOf(child(sdt, 'w:sdtPr'), 'w:tag') ?? ''

/** Somebody put a picture, a text box or a page break into a paragraph that had only words. */
function holdsMore(xml: Xml, key: PaperStyle): boolean {
  const drawings = descendants(xml, 'w:drawing', 'w:pict', 'w:object').length
  const breaks = descendants(xml, 'w:br').filter(one => one.attrs['w:type'] === 'page').length
  const words = descendants(xml, 'w:t').length
  if (key === 'picture') return drawings !== 1 || words > 0 || descendants(xml, 'a:blip').length !== 1
  if (key === 'pageBreak') return drawings > 0 || words > 0
  if (key === 'rule') return drawings > 0 || words > 0
  return drawings > 0 || breaks > 0
}

const contentOf = (pieces: Inline[]): { content?: Inline[] } => (pieces.length ? { content: pieces } : {})

/** A caption belongs to the picture before it; without one it is a line of its own. */
function caption(out: Block[], words: string) {
  const last = out.at(-1)
  if (words === '') return
  if (last?.type === 'image' && !last.attrs.caption) last.attrs.caption = words.slice(0, 500)
  else out.push({ type: 'paragraph', attrs: { textAlign: 'center' }, content: [{ type: 'text', text: words }] })
}

/** Builds lists out of lines that know their list and level. */
class Lists {
  private open: { list: List; id: string; level: number }[] = []
  private numbers: DocxBody['parts']['numbers']
  private blocks: Block[]

  constructor(numbers: DocxBody['parts']['numbers'], blocks: Block[]) {
    this.numbers = numbers
    this.blocks = blocks
  }

  end() {
    this.open = []
  }

  add({ id, level, blocks }: Line) {
    for (let top = this.open.at(-1); top && (top.level > level || (top.level === level && top.id !== id)); top = this.open.at(-1)) this.open.pop()
    let top = this.open.at(-1)
    if (!top || top.level < level) {
      const { bullet, start } = this.numbers.kind(id, level)!
      const list: List = bullet ? { type: 'bulletList', content: [] } : { type: 'orderedList', ...(start !== 1 && { attrs: { start } }), content: [] }
      ;(top?.list.content.at(-1)?.content ?? this.blocks).push(list)
      top = { list, id, level }
      this.open.push(top)
    }
    top.list.content.push({ type: 'listItem', content: blocks })
  }
}
