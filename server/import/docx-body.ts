import { isSafeHref, type Block, type Inline, type Mark } from '#core/article/content'
import { assemble, type Rough, type RoughParagraph } from '#core/import/assemble'
import { Flow } from '#core/import/html'
import type { Tally } from '#core/import/import'
import type { DocxImages } from '#server/import/docx-images'
import type { Numbers } from '#server/import/docx-numbering'
import { defined, paragraphLooks, runLooks, type Looks, type Styles } from '#server/import/docx-styles'
import { docxTable } from '#server/import/docx-table'
import { bothScripts } from '#server/export/paper-names'
import { child, descendants, elements, switchedOn, valueOf, type Xml } from '#server/import/xml'

/** What the body needs from the other parts of the file. */
export type DocxParts = {
  styles: Styles
  numbers: Numbers
  images: DocxImages
  tally: Tally
  /** Target of a relationship of the main document. */
  target: (id: string) => { target: string; external: boolean } | undefined
  part: (path: string) => Uint8Array | undefined
  footnotes: Map<string, string>
  endnotes: Map<string, string>
  /** Width of the text area in twips: what a picture's width is measured against. */
  textWidth: number
  /** The file was written by this product: what it says is taken exactly, nothing is guessed. */
  exact: boolean
}

/** Column that a picture's width refers to, in px (the `image` node). */
const columnWidth = 677

type Place = { place: 'body' | 'cell'; hyperlink?: Mark }

/** A complex field that is open: what it is, and whether its result has begun. */
type Field = { code: string; shown: boolean }

/** Reads `w:body` and everything in it that has words; one instance per document. */
export class DocxBody {
  readonly parts: DocxParts
  /** The words of paragraphs in the style Title, as the file calls its own title. */
  titles: string[] = []
  private fields: Field[] = []

  constructor(parts: DocxParts) {
    this.parts = parts
  }

  blocks(container: Xml, place: 'body' | 'cell'): Block[] {
    return assemble(this.rough(container, place), place, this.parts.tally, 'keep')
  }

  rough(container: Xml, place: 'body' | 'cell'): Rough[] {
    const flow = new Flow()
    this.container(container, flow, { place })
    return flow.finish()
  }

  /** The inline pieces of one paragraph as they stand, without looking at what kind of paragraph it is. */
  pieces(paragraph: Xml): Inline[] {
    const flow = new Flow()
    flow.open({})
    this.runs(paragraph, flow, { place: 'cell' })
    return flow.finish().flatMap(one => (one.kind === 'paragraph' ? one.inline : []))
  }

  private container(xml: Xml, flow: Flow, place: Place) {
    for (const one of elements(xml)) {
      if (one.name === 'w:p') this.paragraph(one, flow, place)
      else if (one.name === 'w:tbl') this.table(one, flow, place)
      else if (one.name === 'w:altChunk') this.parts.tally.drop('嵌入的其他文档')
      else if (one.name === 'w:del' || one.name === 'w:moveFrom') this.deleted(one)
      else if (one.name === 'mc:AlternateContent') this.container(chosen(one), flow, place)
      else if (holders.has(one.name)) {
        if (one.name === 'w:ins' || one.name === 'w:moveTo') this.inserted(one)
        this.container(one, flow, place)
      }
    }
  }

  private paragraph(xml: Xml, flow: Flow, place: Place) {
    const pPr = child(xml, 'w:pPr')
    const style = this.parts.styles.paragraph(valueOf(pPr, 'w:pStyle'))
    const own = paragraphLooks(pPr)
    const looks = { name: style.name, ...defined<Looks>(style, own) } as Looks
    if (/^(toc|目录)\s*\d/i.test(style.name)) {
      this.parts.tally.drop('目录（由标题自动生成）')
      return
    }
    if (child(pPr, 'w:pPrChange') || child(child(pPr, 'w:rPr'), 'w:rPrChange')) this.parts.tally.drop('格式修订记录')
    if (switchedOn(pPr, 'w:pageBreakBefore') && place.place === 'body') flow.block({ type: 'pageBreak' })
    const rough: Omit<RoughParagraph, 'kind' | 'inline'> = {
      align: alignment(looks.align, own.align),
      indent: looks.indent,
      heading: headingLevel(looks),
      list: this.list(looks, own),
    }
    if (/^(title|标题)$/i.test(style.name)) this.title(xml, rough)
    flow.open(rough)
    this.runs(xml, flow, place)
    flow.close()
  }

  private title(xml: Xml, rough: Omit<RoughParagraph, 'kind' | 'inline'>) {
    rough.align = 'center'
    const words = descendants(xml, 'w:t').map(textIn).join('').trim()
    if (words) this.titles.push(words)
  }

  private list(looks: Looks, own: Omit<Looks, 'name'>): RoughParagraph['list'] {
    const numId = own.numId ?? looks.numId
    if (!numId || numId === '0') return undefined
    const depth = looks.depth ?? 0
    const printed = this.parts.numbers.next(numId, depth)
    return printed ? { ...printed, level: depth + 1, id: numId } : undefined
  }

  private runs(xml: Xml, flow: Flow, place: Place) {
    for (const one of elements(xml)) {
      if (one.name === 'w:r') this.run(one, flow, place)
      else if (one.name === 'w:hyperlink') this.hyperlink(one, flow, place)
      else if (one.name === 'w:del' || one.name === 'w:moveFrom') this.deleted(one)
      else if (one.name === 'm:oMath' || one.name === 'm:oMathPara') this.formula(one, flow)
      else if (one.name === 'mc:AlternateContent') this.runs(chosen(one), flow, place)
      else if (holders.has(one.name)) {
        if (one.name === 'w:ins' || one.name === 'w:moveTo') this.inserted(one)
        this.runs(one, flow, place)
      }
    }
  }

  private hyperlink(xml: Xml, flow: Flow, place: Place) {
    const target = this.parts.target(xml.attrs['r:id'] ?? '')
    this.runs(xml, flow, { ...place, ...this.linkTo(target?.target) })
  }

  private linkTo(href: string | undefined): { hyperlink?: Mark } {
    if (!href) return {}
    const address = href.trim().replaceAll(' ', '%20')
    if (address.length <= 2048 && isSafeHref(address)) return { hyperlink: { type: 'link', attrs: { href: address } } }
    this.parts.tally.drop('无效或不安全的链接（文字已保留）')
    return {}
  }

  private formula(xml: Xml, flow: Flow) {
    const words = descendants(xml, 'm:t').map(textIn).join('')
    if (words) flow.inline({ type: 'text', text: words }, undefined)
    this.parts.tally.note('公式已转为文字，请核对。')
  }

  private run(xml: Xml, flow: Flow, place: Place) {
    const rPr = child(xml, 'w:rPr')
    if (child(rPr, 'w:rPrChange')) this.parts.tally.drop('格式修订记录')
    const style = this.parts.styles.character(valueOf(rPr, 'w:rStyle'))
    const looks = defined<Looks>(style, runLooks(rPr))
    const hasWords = elements(xml).some(one => one.name === 'w:t' || one.name === 'w:drawing')
    if (looks.hidden && hasWords) {
      this.parts.tally.drop('隐藏文字')
      return
    }
    const marks = marksOf(rPr, looks, place.hyperlink ?? this.fieldLink(), this.parts.exact)
    for (const one of elements(xml)) this.piece(one, flow, place, marks)
  }

  private piece(xml: Xml, flow: Flow, place: Place, marks: Mark[]) {
    if (xml.name === 'w:fldChar') {
      this.fieldMark(xml.attrs['w:fldCharType'])
      return
    }
    const field = this.fields.at(-1)
    if (xml.name === 'w:instrText') {
      if (field) field.code += textIn(xml)
      return
    }
    if (field && !field.shown) return
    const text = wordsOfPiece(xml)
    if (text !== undefined) {
      if (text) flow.inline({ type: 'text', text, ...(marks.length && { marks }) }, undefined)
      return
    }
    if (xml.name === 'w:br') this.lineBreak(xml, flow, place)
    else if (xml.name === 'w:cr') flow.inline({ type: 'hardBreak' }, undefined)
    else if (xml.name === 'w:sym') this.symbol(xml, flow)
    else if (xml.name === 'w:footnoteReference') this.note(this.parts.footnotes.get(xml.attrs['w:id'] ?? ''), flow)
    else if (xml.name === 'w:endnoteReference') this.note(this.parts.endnotes.get(xml.attrs['w:id'] ?? ''), flow)
    else if (xml.name === 'w:ruby') this.ruby(xml, flow, place)
    else if (xml.name === 'mc:AlternateContent')
      for (const one of elements(chosen(xml))) this.piece(one, flow, place, marks)
    else if (['w:drawing', 'w:pict', 'w:object'].includes(xml.name)) this.drawing(xml, flow, place)
  }

  private lineBreak(xml: Xml, flow: Flow, place: Place) {
    if (xml.attrs['w:type'] !== 'page') flow.inline({ type: 'hardBreak' }, undefined)
    else if (place.place === 'body') flow.block({ type: 'pageBreak' })
  }

  private note(text: string | undefined, flow: Flow) {
    if (text) flow.inline({ type: 'footnote', attrs: { text } }, undefined)
  }

  private ruby(xml: Xml, flow: Flow, place: Place) {
    this.parts.tally.drop('注音')
    const base = child(xml, 'w:rubyBase')
    if (base) this.runs(base, flow, place)
  }

  private symbol(xml: Xml, flow: Flow) {
    const text = knownSymbols[(xml.attrs['w:char'] ?? '').toUpperCase()]
    if (text) flow.inline({ type: 'text', text }, undefined)
    else this.parts.tally.drop('符号字体中的符号（请用“特殊符号”重新插入）')
  }

  private drawing(xml: Xml, flow: Flow, place: Place) {
    if (xml.name === 'w:object') this.parts.tally.drop('嵌入对象（仅保留其预览图）')
    if (descendants(xml, 'c:chart', 'dgm:relIds').length) this.parts.tally.drop('图表或 SmartArt（请另存为图片后插入）')
    for (const picture of descendants(xml, 'a:blip', 'v:imagedata')) this.image(picture, xml, flow)
    for (const box of descendants(xml, 'w:txbxContent')) {
      this.parts.tally.note('文本框中的文字已移入正文。')
      for (const rough of this.rough(box, place.place)) {
        if (rough.kind === 'block') flow.block(rough.block)
        else flow.paragraph(rough)
      }
    }
  }

  private image(picture: Xml, drawing: Xml, flow: Flow) {
    const id = picture.attrs['r:embed'] ?? picture.attrs['r:id'] ?? picture.attrs['r:link'] ?? ''
    const target = this.parts.target(id)
    const bytes = target && !target.external ? this.parts.part(target.target) : undefined
    if (!bytes) {
      this.parts.tally.drop('链接到文件之外的图片（需另行插入）')
      return
    }
    const digest = this.parts.images.take(bytes)
    if (!digest) return
    const alt = (descendants(drawing, 'wp:docPr')[0]?.attrs['descr'] ?? '').replace(/\s+/g, ' ').trim().slice(0, 500)
    const emu = Number(descendants(drawing, 'wp:extent')[0]?.attrs['cx'])
    const width = Math.min(columnWidth, Math.round((emu / 635 / this.parts.textWidth) * columnWidth))
    flow.block({ type: 'image', attrs: { digest, ...(alt && { alt }), ...(width >= 16 && { width }) } })
  }

  private table(xml: Xml, flow: Flow, place: Place) {
    for (const rough of docxTable(xml, this, place.place)) {
      if (rough.kind === 'block') flow.block(rough.block)
      else flow.paragraph(rough)
    }
  }

  private deleted(xml: Xml) {
    if (descendants(xml, 'w:delText', 'w:t').length) this.parts.tally.drop('修订中已删除的文字')
  }

  private inserted(xml: Xml) {
    if (descendants(xml, 'w:t').length) this.parts.tally.note('原文带有修订痕迹：新增的文字已按接受处理，请核对。')
  }

  private fieldMark(type: string | undefined) {
    if (type === 'begin') this.fields.push({ code: '', shown: false })
    else if (type === 'separate') {
      const field = this.fields.at(-1)
      if (field) field.shown = true
    } else if (type === 'end') this.fields.pop()
  }

  private fieldLink(): Mark | undefined {
    for (const field of this.fields.toReversed()) {
      const href = /^\s*HYPERLINK\s+"([^"]+)"/i.exec(field.code)?.[1]
      if (href) return this.linkTo(href).hyperlink
    }
    return undefined
  }
}

/** Elements that only wrap others. */
const holders = new Set([
  'w:ins',
  'w:moveTo',
  'w:sdt',
  'w:sdtContent',
  'w:smartTag',
  'w:customXml',
  'w:fldSimple',
  'w:dir',
  'w:bdo',
  'w:rubyBase',
])

/** Word's picture-font signs that forms use, by code. */
const knownSymbols: Record<string, string> = {
  F0A8: '□',
  F06F: '□',
  F0A3: '□',
  F071: '□',
  F0FE: '☑',
  F052: '☑',
  F0FC: '✓',
  F0FB: '✗',
  F0FD: '☒',
  F053: '☒',
  F06C: '●',
  F06E: '■',
  F0B7: '·',
}

/** The branch of alternate content with something we read: the newer one, unless only the fallback has it. */
function chosen(xml: Xml): Xml {
  const [choice, fallback] = [child(xml, 'mc:Choice'), child(xml, 'mc:Fallback')]
  const readable =
    choice && (descendants(choice, 'a:blip', 'w:txbxContent', 'w:t', 'c:chart', 'dgm:relIds').length > 0 || !fallback)
  return (readable ? choice : fallback) ?? xml
}

/** The words of a run's child, or undefined when it is something else. */
function wordsOfPiece(xml: Xml): string | undefined {
  if (xml.name === 'w:t') return textIn(xml)
  if (xml.name === 'w:tab' || xml.name === 'w:ptab') return '\t'
  if (xml.name === 'w:noBreakHyphen') return '-'
  return undefined
}

/** The character data directly inside. */
export const textIn = (xml: Xml): string => xml.children.filter(one => typeof one === 'string').join('')

function headingLevel(looks: Looks): RoughParagraph['heading'] {
  const named = /^(?:heading|标题)\s*([1-9])$/i.exec(looks.name)?.[1]
  const level = named ? Number(named) : looks.outline !== undefined && looks.outline < 9 ? looks.outline + 1 : 0
  return level ? (Math.min(level, 4) as 1 | 2 | 3 | 4) : undefined
}

/** Justified counts only when the paragraph itself says it: every Chinese template's body style is justified. */
function alignment(value: string | undefined, own: string | undefined): RoughParagraph['align'] {
  if (value === 'center') return 'center'
  if (value === 'right' || value === 'end') return 'right'
  if (own === 'both' || own === 'distribute') return 'justify'
  return undefined
}

/** Word underlines every link by its style, and many writers by hand: only a file of ours means it. */
function marksOf(rPr: Xml | undefined, looks: Partial<Looks>, link: Mark | undefined, exact: boolean): Mark[] {
  const marks: Mark[] = []
  if (looks.bold) marks.push({ type: 'bold' })
  if (looks.italic) marks.push({ type: 'italic' })
  if ((exact || !link) && switchedOn(rPr, 'w:u')) marks.push({ type: 'underline' })
  if (switchedOn(rPr, 'w:strike') || switchedOn(rPr, 'w:dstrike')) marks.push({ type: 'strike' })
  const raised = valueOf(rPr, 'w:vertAlign')
  if (looks.name === bothScripts) marks.push({ type: 'superscript' }, { type: 'subscript' })
  else if (raised === 'superscript' || raised === 'subscript') marks.push({ type: raised })
  if (link) marks.push(link)
  return marks
}
