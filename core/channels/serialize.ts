import type { Block, Body, Cell, Inline, List, ListItem, Mark, Row, Table } from '#core/article/content'

/** Words made safe to stand in HTML text and in a quoted attribute. */
export const escapeHtml = (text: string): string =>
  text.replace(
    /[&<>"'\u00a0]/g,
    sign => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;', '\u00a0': '&nbsp;' })[sign]!,
  )

export type Align = 'center' | 'right' | 'justify' | undefined
/** Where a block stands; a channel may dress it differently. A header cell may hold no heading and no quote (HTML5). */
export type Place = 'body' | 'item' | 'cell' | 'header' | 'quote'

/** How a channel writes each thing a body may hold. Strings named `inner` are finished HTML; everything else is raw. */
export type Dress = {
  paragraph: (inner: string, looks: { align: Align; firstLine: boolean; place: Place }) => string
  /** `rank` counts from 0 without gaps whatever levels are used; `level` is the official one. */
  heading: (inner: string, looks: { level: number; rank: number; align: Align }) => string
  image: (image: { digest: string; alt: string; caption: string; width: number | null }) => string
  list: (list: { ordered: boolean; start: number; items: string[]; depth: number }) => string
  /** `lists` are the lists inside the item, already written. */
  item: (inner: string, lists: string) => string
  table: (rows: string[], table: Table, index: number) => string
  cell: (
    inner: string,
    cell: { header: boolean; colspan: number; rowspan: number; firstRow: boolean; align: Align },
  ) => string
  quote: (inner: string) => string
  rule: () => string
  pageBreak: () => string
  footnote: (number: number) => string
  mark: (inner: string, mark: Mark) => string
  /** A list nested deeper than this is written as paragraphs of the item it stands in: no wrong numbers, no lost word. */
  deepestList: number
}

export type Serialized = { html: string; footnotes: string[] }

/** A body in a channel's dress. The set of nodes is closed and all words are escaped: nothing can come out that the dress does not write. */
export function serialize(body: Body, dress: Dress): Serialized {
  const writer = new Writer(dress)
  const html = writer.blocks(body.content, 'body', 0)
  return { html, footnotes: writer.footnotes }
}

class Writer {
  footnotes: string[] = []
  private dress: Dress
  private headings: number[] = []
  private tables = 0

  constructor(dress: Dress) {
    this.dress = dress
  }

  blocks(blocks: Block[], place: Place, depth: number): string {
    return blocks.map(block => this.block(block, place, depth)).join('')
  }

  private block(block: Block, place: Place, depth: number): string {
    switch (block.type) {
      case 'paragraph': {
        const looks = { align: alignOf(block.attrs?.textAlign), firstLine: block.attrs?.firstLine !== false, place }
        return this.dress.paragraph(this.inline(block.content), looks)
      }
      case 'heading': {
        const inner = this.inline(block.content)
        const { level } = block.attrs
        if (place === 'header')
          return this.dress.paragraph(inner, { align: alignOf(block.attrs.textAlign), firstLine: true, place })
        return inner === ''
          ? ''
          : this.dress.heading(inner, { level, rank: this.rank(level), align: alignOf(block.attrs.textAlign) })
      }
      case 'image': {
        const { digest, alt = '', caption = '', width } = block.attrs
        return this.dress.image({ digest, alt, caption, width: width ?? null })
      }
      case 'bulletList':
      case 'orderedList':
        return this.list(block, depth)
      case 'table':
        return this.table(block)
      case 'blockquote':
        return place === 'header'
          ? this.blocks(block.content, place, depth)
          : this.dress.quote(this.blocks(block.content, 'quote', depth))
      case 'horizontalRule':
        return this.dress.rule()
      case 'pageBreak':
        return this.dress.pageBreak()
    }
  }

  private rank(level: number): number {
    while (this.headings.length && this.headings.at(-1)! >= level) this.headings.pop()
    return this.headings.push(level) - 1
  }

  private list(list: List, depth: number): string {
    if (depth >= this.dress.deepestList)
      return list.content.map(item => this.blocks(item.content, 'item', depth)).join('')
    const items = list.content.map(item => this.item(item, depth + 1))
    const start = list.type === 'orderedList' ? (list.attrs?.start ?? 1) : 1
    return this.dress.list({ ordered: list.type === 'orderedList', start, items: items.flat(), depth })
  }

  /** An item; what follows a list inside it becomes an item of its own, so that the order of the words stays. */
  private item(item: ListItem, depth: number): string[] {
    const items: string[] = []
    let [inner, lists] = ['', '']
    const flush = () => {
      if (inner !== '' || lists !== '') items.push(this.dress.item(inner, lists))
      ;[inner, lists] = ['', '']
    }
    for (const [index, block] of item.content.entries()) {
      const isList = block.type === 'bulletList' || block.type === 'orderedList'
      if (isList && depth < this.dress.deepestList) lists += this.list(block, depth)
      else {
        if (lists !== '') flush()
        const plain = index === 0 && block.type === 'paragraph' && !alignOf(block.attrs?.textAlign)
        inner += plain ? this.inline(block.content) : this.block(block, 'item', depth)
      }
    }
    flush()
    return items.length ? items : [this.dress.item('', '')]
  }

  private table(table: Table): string {
    const index = this.tables++
    return this.dress.table(
      table.content.map((row, at) => this.row(row, at === 0)),
      table,
      index,
    )
  }

  private row(row: Row, firstRow: boolean): string {
    return row.content.map(cell => this.cell(cell, firstRow)).join('')
  }

  private cell(cell: Cell, firstRow: boolean): string {
    const [only] = cell.content
    const plain = cell.content.length === 1 && only?.type === 'paragraph'
    const inner = plain
      ? this.inline(only.content)
      : this.blocks(cell.content, cell.type === 'tableHeader' ? 'header' : 'cell', 0)
    const { colspan = 1, rowspan = 1 } = cell.attrs ?? {}
    const align = plain ? alignOf(only.attrs?.textAlign) : undefined
    return this.dress.cell(inner, { header: cell.type === 'tableHeader', colspan, rowspan, firstRow, align })
  }

  private inline(pieces: Inline[] | undefined): string {
    return (pieces ?? []).map(piece => this.piece(piece)).join('')
  }

  private piece(piece: Inline): string {
    if (piece.type === 'hardBreak') return '<br>'
    if (piece.type === 'footnote') return this.dress.footnote(this.footnotes.push(piece.attrs.text))
    return (piece.marks ?? []).reduce((inner, mark) => this.dress.mark(inner, mark), escapeHtml(piece.text))
  }
}

const alignOf = (align: 'left' | 'center' | 'right' | 'justify' | null | undefined): Align =>
  align && align !== 'left' ? align : undefined

const tagOf: Record<Exclude<Mark['type'], 'link'>, string> = {
  bold: 'strong',
  italic: 'em',
  underline: 'u',
  strike: 's',
  superscript: 'sup',
  subscript: 'sub',
}

/** The element of a mark, the same in every channel; links are each channel's own matter. */
export const plainMark = (inner: string, type: Exclude<Mark['type'], 'link'>): string =>
  `<${tagOf[type]}>${inner}</${tagOf[type]}>`
