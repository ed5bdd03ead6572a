import { isSafeHref, type Block, type Body, type Inline, type Mark } from '#core/article/content'
import { assemble, listItem, type Rough, type RoughParagraph } from '#core/import/assemble'
import { splitAtBreaks } from '#core/import/html-breaks'
import { footnotesOf } from '#core/import/html-footnotes'
import { alignOf, hasLooks, indentOf, isHidden, marksInside } from '#core/import/html-style'
import { cellsOf, htmlTable, seenOf, strays } from '#core/import/html-table'
import { findElement, htmlTree, wordsOf, type Element } from '#core/import/html-tree'
import { Tally, type ImportedText } from '#core/import/import'
import { officialNumber } from '#core/import/numbering'

/** `image` gives the digest of a picture whose bytes the caller has taken, or null when it cannot have them. */
export type HtmlOptions = { image?: (src: string) => { digest: string; width?: number } | null }

/**
 * Any HTML – a paste from Word, WPS or a web page – as a body of the closed schema, with a report of what was left out.
 * Nothing that could run survives: only words, marks of the schema and addresses that `isSafeHref` allows are ever copied over.
 */
export function htmlToBody(html: string, options: HtmlOptions = {}): ImportedText {
  const tally = new Tally()
  const root = htmlTree(html, tally)
  const reader = new HtmlReader(options, tally, footnotesOf(root))
  const flow = new Flow()
  reader.children(root, flow, { marks: [], place: 'body', depth: 0 })
  const blocks = assemble(splitAtBreaks(flow.finish()), 'body', tally, 'collapse')
  const body: Body = { type: 'doc', content: blocks.length ? blocks : [{ type: 'paragraph' }] }
  const title = titleOf(root)
  return { body, ...(title && { title }), report: tally.report() }
}

/** What is in force at a place of the tree. */
export type Context = {
  marks: Mark[]
  place: 'body' | 'cell' | 'item'
  /** Lists and quotes around it. */
  depth: number
  align?: RoughParagraph['align']
  preformatted?: boolean
}

/** Collects inline pieces into paragraphs, in the order of the source. */
export class Flow {
  private rough: Rough[] = []
  private current: RoughParagraph | null = null
  /** The open paragraph was not asked for by a paragraph element: empty, it never was. */
  private implied = false

  open(paragraph: Omit<RoughParagraph, 'kind' | 'inline'>, implied = false) {
    this.close()
    this.current = { kind: 'paragraph', inline: [], ...paragraph }
    this.implied = implied
  }

  close() {
    if (this.current && !(this.implied && this.current.inline.every(isBlank))) this.rough.push(this.current)
    this.current = null
  }

  inline(piece: Inline, align: RoughParagraph['align']) {
    if (!this.current) this.open({ align }, true)
    this.current!.inline.push(piece)
  }

  /** A block in the middle of a paragraph cuts it in two; the second half keeps the looks of the first. */
  block(block: Block) {
    const cut = this.current
    if (cut && !cut.inline.every(isBlank)) this.close()
    this.rough.push({ kind: 'block', block })
    this.current = null
    if (cut) this.open({ align: cut.align, indent: cut.indent }, true)
  }

  /** A paragraph read elsewhere, standing here. */
  paragraph(rough: RoughParagraph) {
    this.close()
    this.rough.push(rough)
  }

  /** The number or bullet that Word prints before a list paragraph. */
  marker(text: string, bullet: boolean) {
    if (this.current?.list) this.current.list = { ...this.current.list, marker: text, bullet }
  }

  get inListParagraph(): boolean {
    return this.current?.list !== undefined
  }

  finish(): Rough[] {
    this.close()
    return this.rough
  }
}

const isBlank = (piece: Inline): boolean => piece.type === 'text' && /^[ \t\r\n\f]*$/.test(piece.text)

const dropped: Record<string, string> = {
  script: '脚本',
  noscript: '脚本',
  style: '样式表与页面头部信息',
  link: '样式表与页面头部信息',
  meta: '样式表与页面头部信息',
  base: '样式表与页面头部信息',
  title: '样式表与页面头部信息',
  xml: '样式表与页面头部信息',
  template: '样式表与页面头部信息',
  iframe: '嵌入对象',
  frame: '嵌入对象',
  frameset: '嵌入对象',
  object: '嵌入对象',
  embed: '嵌入对象',
  applet: '嵌入对象',
  portal: '嵌入对象',
  svg: '矢量图（SVG）',
  math: '公式',
  canvas: '画布',
  audio: '音视频',
  video: '音视频',
  bgsound: '音视频',
  input: '表单控件',
  select: '表单控件',
  button: '表单控件',
  textarea: '表单控件',
  datalist: '表单控件',
  map: '图像热区',
  rt: '注音',
  rp: '注音',
  dialog: '嵌入对象',
}

const paragraphs = new Set([
  'p',
  'dt',
  'dd',
  'address',
  'figcaption',
  'caption',
  'legend',
  'summary',
  'pre',
  'listing',
  'xmp',
  'plaintext',
])
const containers = new Set(
  'div section article main header footer nav aside body html center form fieldset figure details dl hgroup search tr td th tbody thead tfoot head'.split(
    ' ',
  ),
)

/** Marks a list level's bullet: symbols, and the letters that Word's symbol fonts turn into one. */
const bulletSign = /^[·•●○■□◆◇▪▫‣⁃∙–—\-*➢✓✔★☆►▶❖※\uf000-\uf0ff]$|^[olnuqvØü§]$/

/** Walks the tree; one instance per import. */
export class HtmlReader {
  readonly tally: Tally
  private options: HtmlOptions
  private footnotes: Map<string, string>

  constructor(options: HtmlOptions, tally: Tally, footnotes: Map<string, string>) {
    this.options = options
    this.tally = tally
    this.footnotes = footnotes
  }

  children(element: Element, flow: Flow, context: Context) {
    for (const child of element.children) {
      if (typeof child === 'string') this.words(child, flow, context)
      else this.element(child, flow, context)
    }
  }

  private words(text: string, flow: Flow, context: Context) {
    const lines = context.preformatted ? text.split(/\r\n?|\n/) : [text]
    for (const [index, line] of lines.entries()) {
      if (index) flow.inline({ type: 'hardBreak' }, context.align)
      if (line)
        flow.inline({ type: 'text', text: line, ...(context.marks.length && { marks: context.marks }) }, context.align)
    }
  }

  private element(element: Element, flow: Flow, context: Context) {
    const { name, style } = element
    const what = dropped[name] ?? this.oddity(element)
    if (what !== undefined) {
      this.tally.drop(what)
      return
    }
    if (/footnote-list|endnote-list/i.test(style['mso-element'] ?? '')) return
    if (hasLooks(element)) this.tally.drop('字体、字号、颜色等样式')
    const inside: Context = {
      ...context,
      marks: marksInside(element, context.marks),
      align: alignOf(element) ?? context.align,
    }
    if (/ignore/i.test(style['mso-list'] ?? '') && flow.inListParagraph) this.listMarker(element, flow)
    else if (name === 'br') this.lineBreak(element, flow, context)
    else if (name === 'hr') flow.block({ type: 'horizontalRule' })
    else if (name === 'img' || name === 'v:imagedata' || name === 'image') this.image(element, flow)
    else if (name === 'a') this.link(element, flow, inside)
    else if (name === 'ul' || name === 'ol' || name === 'menu' || name === 'dir') this.list(element, flow, inside)
    else if (name === 'table') this.table(element, flow, inside)
    else if (name === 'blockquote') this.quote(element, flow, inside)
    else if (/^h[1-6]$/.test(name) || paragraphs.has(name) || name === 'li') this.paragraph(element, flow, inside)
    else if (containers.has(name)) this.container(element, flow, inside)
    else this.children(element, flow, inside)
  }

  /** Things that are told by their looks and not by their name. */
  private oddity(element: Element): string | undefined {
    const { name, attrs, style } = element
    if (
      /comment/i.test(style['mso-element'] ?? '') ||
      /mso-?comment|msocomanchor|msocomoff/i.test(attrs['class'] ?? '')
    )
      return '批注'
    if (name === 'del' && ('datetime' in attrs || 'cite' in attrs)) return '修订中已删除的文字'
    if (isHidden(element) && wordsOf(element).trim() !== '') return '隐藏文字'
    if (name === 'ins') this.tally.note('原文带有修订痕迹：新增的文字已按接受处理，请核对。')
    return undefined
  }

  private paragraph(element: Element, flow: Flow, context: Context) {
    const { name, style, attrs } = element
    const level = /^h([1-6])$/.exec(name)?.[1]
    if (/always|page/i.test(style['page-break-before'] ?? style['break-before'] ?? '')) this.pageBreak(flow, context)
    const list = /\b(l\d+)\s+level(\d+)\s*(lfo\d+)?/i.exec(style['mso-list'] ?? '')
    flow.open({
      align: context.align,
      indent: indentOf(element),
      heading: level ? (Math.min(Number(level), 4) as 1 | 2 | 3 | 4) : headingClass(attrs['class']),
      list: list ? { marker: '', bullet: false, level: Number(list[2]), id: `${list[1]} ${list[3] ?? ''}` } : undefined,
    })
    this.children(element, flow, {
      ...context,
      preformatted: name === 'pre' || name === 'xmp' || /^pre/i.test(style['white-space'] ?? ''),
    })
    flow.close()
  }

  private container(element: Element, flow: Flow, context: Context) {
    if (/always|page/i.test(element.style['page-break-before'] ?? '')) this.pageBreak(flow, context)
    flow.open({ align: context.align, indent: indentOf(element) }, true)
    this.children(element, flow, context)
    flow.close()
  }

  private listMarker(element: Element, flow: Flow) {
    const marker = wordsOf(element).replace(/[\s\u00a0\u3000]+/g, '')
    const symbolFont = /symbol|wingdings|courier/i.test(fontInside(element))
    flow.marker(marker, marker === '' || bulletSign.test(marker) || (symbolFont && marker.length === 1))
  }

  private lineBreak(element: Element, flow: Flow, context: Context) {
    if (/always|page/i.test(element.style['page-break-before'] ?? '')) this.pageBreak(flow, context)
    else flow.inline({ type: 'hardBreak' }, context.align)
  }

  private pageBreak(flow: Flow, context: Context) {
    if (context.place === 'body') flow.block({ type: 'pageBreak' })
  }

  private image({ attrs, style }: Element, flow: Flow) {
    const src = (attrs['src'] || attrs['data-src'] || '').trim()
    const taken = src && this.options.image ? this.options.image(src) : null
    if (!taken) {
      this.tally.drop(missingImage(src))
      return
    }
    const said = Math.round(Number.parseFloat(attrs['width'] ?? style['width'] ?? ''))
    const width =
      taken.width ??
      (said >= 16 && said <= 4000 && !/%/.test(attrs['width'] ?? style['width'] ?? '') ? said : undefined)
    const alt = (attrs['alt'] ?? '').replace(/\s+/g, ' ').trim().slice(0, 500)
    flow.block({ type: 'image', attrs: { digest: taken.digest, ...(alt && { alt }), ...(width && { width }) } })
  }

  private link(element: Element, flow: Flow, context: Context) {
    const href = (element.attrs['href'] ?? '').trim().replaceAll(' ', '%20')
    const note = this.footnotes.get(/#_?((?:ftn|edn)\d+|(?:footnote|endnote)-\d+)$/.exec(href)?.[1] ?? '')
    if (note) {
      flow.inline({ type: 'footnote', attrs: { text: note } }, context.align)
      return
    }
    const marks = context.marks.filter(mark => mark.type !== 'link')
    if (href.length <= 2048 && isSafeHref(href)) {
      this.children(element, flow, { ...context, marks: [...marks, { type: 'link', attrs: { href } }] })
      return
    }
    if (href.startsWith('#')) this.tally.drop('页内链接（文字已保留）')
    else if (href) this.tally.drop('无效或不安全的链接（文字已保留）')
    this.children(element, flow, context)
  }

  private list(element: Element, flow: Flow, context: Context) {
    const items = this.items(element, context)
    if (items.length === 0) return
    const start = Number.parseInt(element.attrs['start'] ?? '', 10)
    if (element.name !== 'ol') flow.block({ type: 'bulletList', content: items })
    else {
      const attrs = start > 1 && start <= 9999 ? { attrs: { start } } : {}
      flow.block({ type: 'orderedList', ...attrs, content: items })
    }
  }

  private items(element: Element, context: Context) {
    const items: ReturnType<typeof listItem>[] = []
    for (const child of element.children) {
      if (typeof child === 'string' && child.trim() === '') continue
      const flow = new Flow()
      const inside: Context = { ...context, place: 'item', depth: context.depth + 1, align: undefined }
      if (typeof child !== 'string' && child.name === 'li')
        this.children(child, flow, { ...inside, marks: marksInside(child, inside.marks) })
      else this.children({ name: '#item', attrs: {}, style: {}, children: [child] }, flow, inside)
      const blocks = assemble(splitAtBreaks(flow.finish()), 'item', this.tally, 'collapse')
      if (blocks.length === 0) continue
      const last = items.at(-1)
      const onlyLists = blocks.every(block => block.type === 'bulletList' || block.type === 'orderedList')
      if (context.depth >= 6 && onlyLists)
        items.push(...blocks.flatMap(block => ('content' in block ? (block.content as typeof items) : [])))
      else if (onlyLists && last) last.content.push(...blocks)
      else items.push(listItem(blocks))
    }
    return items
  }

  private table(element: Element, flow: Flow, context: Context) {
    if (context.place === 'cell') {
      this.tally.drop('嵌套表格（已展开为单元格内的段落）')
      this.children({ ...element, name: '#stray', children: strays(element) }, flow, context)
      for (const row of seenOf(rowsOf(element), this.tally)) {
        flow.open({ align: context.align }, true)
        for (const cell of seenOf(cellsOf(row), this.tally)) {
          this.children(cell, flow, context)
          flow.inline({ type: 'text', text: ' ' }, context.align)
        }
        flow.close()
      }
      return
    }
    for (const part of htmlTable(element, this, { ...context, marks: context.marks })) {
      if (part.kind === 'block') flow.block(part.block)
      else flow.paragraph(part)
    }
  }

  private quote(element: Element, flow: Flow, context: Context) {
    if (context.depth > 0 || context.place === 'cell') {
      this.container(element, flow, context)
      return
    }
    const inner = new Flow()
    this.children(element, inner, { ...context, place: 'item', depth: context.depth + 1 })
    const blocks = assemble(splitAtBreaks(inner.finish()), 'item', this.tally, 'collapse')
    if (blocks.length) flow.block({ type: 'blockquote', content: blocks })
  }
}

/** Rows of a table in order, through thead, tbody and tfoot, but not of a table inside it. */
export function rowsOf(table: Element): Element[] {
  const rows: Element[] = []
  for (const child of table.children) {
    if (typeof child === 'string') continue
    if (child.name === 'tr') rows.push(child)
    else if (['thead', 'tbody', 'tfoot'].includes(child.name)) rows.push(...rowsOf(child))
  }
  return rows
}

function missingImage(src: string): string {
  if (/^file:/i.test(src) || /^[a-z]:\\/i.test(src)) return '本机剪贴板中的图片（WPS 或 Word 粘贴，需另行插入）'
  if (/^data:/i.test(src)) return '内嵌图片（需另行插入）'
  return /^https?:/i.test(src) ? '网络图片（需另行插入）' : '无法读取的图片（需另行插入）'
}

function headingClass(name: string | undefined): 1 | 2 | 3 | 4 | undefined {
  const level = /^(?:Mso)?Heading([1-9])$/i.exec(name ?? '')?.[1]
  return level ? (Math.min(Number(level), 4) as 1 | 2 | 3 | 4) : undefined
}

const fontInside = (element: Element): string =>
  (element.style['font-family'] ?? '') +
  element.children.map(child => (typeof child === 'string' ? '' : fontInside(child))).join(' ')

/** What the source itself calls the title. */
function titleOf(root: Element): string | undefined {
  const words = (element: Element | null) =>
    element
      ? wordsOf(element)
          .replace(/[\s\u00a0]+/g, ' ')
          .trim()
      : ''
  const styled = words(findElement(root, e => e.name === 'p' && /^(Mso)?Title$/i.test(e.attrs['class'] ?? '')))
  const named = [
    styled,
    words(findElement(root, e => e.name === 'h1')),
    words(findElement(root, e => e.name === 'title')),
  ]
  return named.find(name => name !== '' && !officialNumber(name))
}
