import { normalise } from '#core/article/canonical'
import type { Block, Cell, Content, Image, Inline } from '#core/article/content'
import { plainText, type PlainText, type TextBlock } from '#core/article/plain-text'

/** One thing a reader meets going down the page: a paragraph, a heading, a cell's paragraph, a picture, a rule, a note. */
export type Unit = {
  kind: TextBlock['kind'] | 'image' | 'rule' | 'page-break'
  text: string
  /** Where `text` begins in the plain text. */
  start: number
  /** What its place means to a reader (level, list, cell and its spans). Relative to its neighbours: a new row above does not change it. */
  shape: string
  /** Alignment, indent, column widths: seen, but without meaning. */
  layout: string
  pieces: Inline[]
  /** Offsets in `text` at which footnote marks stand. */
  notes: number[]
  /** What stands before the words of a list's item: ●, ○, ■ by depth, or its number. It follows from its place and is no part of the text. */
  marker?: string
  image?: Image['attrs']
  level?: number
  /** Counted from 0; for cells only. */
  cell?: { table: number; row: number; column: number }
}

/** The units of a normalised content, in the order of its plain text. A blank paragraph at top level is white space, not a unit. */
export function unitsOf(content: Content): {
  plain: PlainText
  title: Unit
  subtitle: Unit
  body: Unit[]
  blankLines: string[]
} {
  const plain = plainText(content)
  const reader = new Reader(plain)
  const title = reader.line('title', 'title')
  const subtitle = content.subtitle ? reader.line('subtitle', 'subtitle') : reader.absent('subtitle', title)
  for (const block of content.body.content) reader.block(block, '')
  while (reader.next < plain.blocks.length) reader.units.push(reader.line('footnote', 'footnote'))
  return { plain, title, subtitle, body: reader.units, blankLines: reader.blankLines }
}

/** A content in its normal form with its units: read once, however often it is compared. */
export type Read = { content: Content; units: ReturnType<typeof unitsOf> }
export function read(content: Content): Read {
  const normal = normalise(content)
  return { content: normal, units: unitsOf(normal) }
}

/** Title, subtitle and body, in the order of the text. */
export const unitsInOrder = ({ units: { title, subtitle, body } }: Read): Unit[] => [title, subtitle, ...body]

/** A unit as `align` takes it. */
export type Side = { sort: string; text: string; unit: Unit }

/** Paragraphs, headings and list items may stand side by side; cells only with cells, pictures with pictures. */
export function alignable(unit: Unit): Side {
  const sort = ['image', 'rule', 'page-break', 'footnote', 'cell'].includes(unit.kind) ? unit.kind : 'text'
  return { sort, text: unit.kind === 'image' ? JSON.stringify(unit.image) : unit.text, unit }
}

class Reader {
  units: Unit[] = []
  blankLines: string[] = []
  next = 0
  plain: PlainText
  /** How many lists are around the block. */
  depth = 0
  /** What stands before the words that come next. */
  marker: string | undefined

  constructor(plain: PlainText) {
    this.plain = plain
  }

  line(kind: Unit['kind'], shape: string): Unit {
    const { start, end, level, table, row = 0, column = 0 } = this.plain.blocks[this.next++]!
    return {
      kind,
      text: this.plain.text.slice(start, end),
      start,
      shape,
      layout: '',
      pieces: [],
      notes: [],
      ...(level !== undefined && { level }),
      ...(table !== undefined && { cell: { table, row, column } }),
    }
  }

  absent(kind: Unit['kind'], after: Unit): Unit {
    return {
      kind,
      text: '',
      start: after.start + after.text.length + 1,
      shape: kind,
      layout: '',
      pieces: [],
      notes: [],
    }
  }

  /** `place` says what encloses the block; `first` marks the first block of an item, a cell, a list or a table. */
  block(block: Block, place: string, cellLayout = ''): void {
    switch (block.type) {
      case 'paragraph': {
        if (!block.attrs) return this.words(block.content ?? [], `${place}p{}`, cellLayout === '' ? plainLayout : json({ cellLayout }))
        const { textAlign, firstLine, ...rest } = block.attrs
        return this.words(block.content ?? [], `${place}p${json(rest)}`, json({ textAlign, firstLine, cellLayout }))
      }
      case 'heading': {
        const { textAlign, ...rest } = block.attrs
        return this.words(block.content ?? [], `${place}h${json(rest)}`, json({ textAlign, cellLayout }))
      }
      case 'image': {
        const captions = [block.attrs.caption, block.attrs.alt].filter(Boolean).map(() => this.line('caption', ''))
        const start = captions[0]?.start ?? this.plain.blocks[this.next]?.start ?? this.plain.text.length
        const text = captions.map(caption => caption.text).join('\n')
        this.units.push({
          kind: 'image',
          text,
          start,
          shape: `${place}image`,
          layout: json({ cellLayout }),
          pieces: [],
          notes: [],
          image: block.attrs,
        })
        return
      }
      case 'horizontalRule':
      case 'pageBreak': {
        const kind = block.type === 'pageBreak' ? 'page-break' : 'rule'
        const start = this.plain.blocks[this.next]?.start ?? this.plain.text.length
        this.units.push({
          kind,
          text: '',
          start,
          shape: place + kind,
          layout: json({ cellLayout }),
          pieces: [],
          notes: [],
        })
        return
      }
      case 'blockquote':
        return block.content.forEach((child, i) => this.block(child, `${place}quote${first(i)}>`, cellLayout))
      case 'bulletList':
      case 'orderedList': {
        const list = block.type === 'bulletList' ? 'ul' : `ol${json(block.attrs ?? {})}`
        const start = block.type === 'orderedList' ? (block.attrs?.start ?? 1) : null
        const bullet = bullets[this.depth % bullets.length]!
        this.depth += 1
        block.content.forEach((item, i) => {
          this.marker = start === null ? bullet : `${start + i}.`
          item.content.forEach((child, j) => this.block(child, `${place}${list}${first(i + j)}>item${first(j)}>`, cellLayout))
        })
        this.depth -= 1
        this.marker = undefined
        return
      }
      case 'table':
        return block.content.forEach((row, i) =>
          row.content.forEach((cell, j) => this.cell(cell, `${place}table${first(i + j)}>row${first(j)}>`)),
        )
    }
  }

  cell({ type, attrs, content }: Cell, place: string): void {
    const { colwidth, ...spans } = attrs ?? {}
    content.forEach((child, i) => this.block(child, `${place}${type}${json(spans)}${first(i)}>`, json({ colwidth })))
  }

  words(pieces: Inline[], shape: string, layout: string): void {
    const unit: Unit = { ...this.line(this.plain.blocks[this.next]!.kind, shape), layout, pieces }
    if (this.marker !== undefined) unit.marker = this.marker
    this.marker = undefined
    let at = 0
    for (const piece of pieces) {
      if (piece.type === 'footnote') unit.notes.push(at)
      else at += piece.type === 'text' ? piece.text.length : 1
    }
    const blank =
      shape === 'p{}' && pieces.every(piece => piece.type !== 'footnote' && !piece.marks && unit.text.trim() === '')
    if (blank) this.blankLines.push(`${this.units.length} ${unit.text} ${layout}`)
    else this.units.push(unit)
  }
}

const bullets = ['●', '○', '■'] as const
const plainLayout = JSON.stringify({ cellLayout: '' })
const first = (i: number): string => (i === 0 ? '^' : '')
const json = (value: object): string => JSON.stringify(value)
