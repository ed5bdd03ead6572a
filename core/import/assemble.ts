import type { Block, Inline, List, ListItem, Paragraph } from '#core/article/content'
import type { Tally } from '#core/import/import'
import { textOf, tidyInline, type Spaces } from '#core/import/inline'
import { isHeadingLike, officialNumber } from '#core/import/numbering'

type Align = 'left' | 'center' | 'right' | 'justify'

/** A paragraph as its source had it, before it is known whether it is a heading, a list item or plain. */
export type RoughParagraph = {
  kind: 'paragraph'
  inline: Inline[]
  align?: Align | undefined
  /** First-line indent: true or false when the source says so, undefined when it says nothing. */
  indent?: boolean | undefined
  /** The source calls it a heading of this level. */
  heading?: 1 | 2 | 3 | 4 | undefined
  /** The source numbers it: the number or bullet as printed, the nesting from 1, and which list it belongs to. */
  list?: { marker: string; bullet: boolean; level: number; id: string } | undefined
}
export type Rough = RoughParagraph | { kind: 'block'; block: Block }

/** Deepest list that is kept as nested; anything deeper joins the level above. */
const deepestList = 6
/** Most blocks a body may hold (the schema's own limit). */
const mostBlocks = 20_000

type Line = RoughParagraph & { text: string; blankIndent: boolean }
type Known = Line | { kind: 'block'; block: Block }

/** Rough paragraphs and ready blocks → blocks of the closed schema. `place` says what may stand there. */
export function assemble(rough: Rough[], place: 'body' | 'cell' | 'item', tally: Tally, spaces: Spaces): Block[] {
  const known: Known[] = []
  let empty = 0
  for (const one of rough) {
    if (one.kind === 'block') known.push(one)
    else {
      const { inline, blankIndent } = tidyInline(one.inline, tally, spaces)
      if (inline.length === 0) empty += 1
      else known.push({ ...one, inline, blankIndent, text: textOf(inline) })
    }
  }
  if (place === 'body') tally.drop('空段落', empty)
  const blankIndents = known.filter(one => one.kind === 'paragraph' && one.blankIndent).length
  if (place === 'body') tally.drop('段首空格（改由首行缩进表示）', blankIndents)
  const indented =
    place === 'body' && known.some(one => one.kind === 'paragraph' && (one.blankIndent || one.indent === true))
  const blocks = toBlocks(known, place, indented)
  if (blocks.length > mostBlocks) {
    tally.drop(`超出上限的段落（一篇最多 ${mostBlocks} 段，其后的内容未导入）`, blocks.length - mostBlocks)
    blocks.length = mostBlocks
  }
  return blocks
}

function toBlocks(known: Known[], place: 'body' | 'cell' | 'item', indented: boolean): Block[] {
  const blocks: Block[] = []
  const lists = new ListStack(blocks)
  const sentences = listsOfSentences(known)
  const enumerations = listsWithoutGaps(known)
  for (const [index, one] of known.entries()) {
    if (one.kind === 'block') {
      lists.end()
      if (!joins(blocks.at(-1), one.block)) blocks.push(one.block)
      continue
    }
    const numbered = withMarker(one)
    const enumerated = one.list !== undefined && enumerations.has(one.list.id)
    const level = place === 'body' ? headingLevel(numbered, known[index + 1], enumerated) : null
    if (level) {
      lists.end()
      blocks.push({ type: 'heading', attrs: { level, ...aligned(one.align) }, content: numbered.inline })
    } else if (one.list && isListItem(one.list, sentences)) {
      lists.add(one, { type: 'paragraph', content: one.inline })
    } else {
      lists.end()
      blocks.push(plainParagraph(numbered, indented))
    }
  }
  return blocks
}

/** Word online writes every item as a list of its own that goes on counting: such lists become one. */
function joins(before: Block | undefined, list: Block): boolean {
  if (before?.type !== 'orderedList' || list.type !== 'orderedList') return false
  if (list.attrs?.start !== (before.attrs?.start ?? 1) + before.content.length) return false
  before.content.push(...list.content)
  return true
}

/** Numbered lists whose items are sentences: in official texts these are numbered paragraphs, and their number is part of the text. */
function listsOfSentences(known: Known[]): Set<string> {
  const ids = known.map(one =>
    one.kind === 'paragraph' && one.list && !one.list.bullet && /[。；]/.test(one.text) ? one.list.id : '',
  )
  return new Set(ids.filter(Boolean))
}

/** Automatic lists with an item directly under an item: they enumerate, they do not head anything. */
function listsWithoutGaps(known: Known[]): Set<string> {
  const ids = known.map((one, index) => {
    const below = known[index + 1]
    return one.kind === 'paragraph' && one.list && below?.kind === 'paragraph' && below.list ? one.list.id : ''
  })
  return new Set(ids.filter(Boolean))
}

const isListItem = (list: NonNullable<RoughParagraph['list']>, sentences: Set<string>): boolean =>
  list.bullet || (/^\d{1,4}[.．]$/.test(list.marker) && !sentences.has(list.id))

/** The literal number put back before the words, as it was printed. */
function withMarker(line: Line): Line {
  if (!line.list || line.list.bullet || line.list.marker === '') return line
  const { marker } = line.list
  const gap = officialNumber(marker) || /[、.．）)]$/.test(marker) ? '' : '　'
  const [first, ...rest] = line.inline
  const inline: Inline[] =
    first?.type === 'text'
      ? [{ ...first, text: marker + gap + first.text }, ...rest]
      : [{ type: 'text', text: marker + gap }, ...line.inline]
  return { ...line, inline, text: textOf(inline) }
}

function headingLevel(line: Line, next: Known | undefined, enumerated: boolean): 1 | 2 | 3 | 4 | null {
  const official = officialNumber(line.text)
  if (line.heading) return official?.level ?? line.heading
  if (!official || !isHeadingLike(line.text) || line.text.includes('\n')) return null
  if (line.align === 'center' || line.align === 'right') return null
  if (official.level <= 2) return official.level
  // 1. 2. 3. one after another are items of an enumeration; a heading has something under it.
  if (next?.kind !== 'paragraph' || enumerated) return null
  const below = officialNumber(withMarker(next).text)
  return below === null || below.level > official.level ? official.level : null
}

function plainParagraph(line: Line, indented: boolean): Paragraph {
  const flush =
    indented && !line.blankIndent && line.indent !== true && line.align !== 'center' && line.align !== 'right'
  const attrs = { ...aligned(line.align), ...(flush && { firstLine: false }) }
  return { type: 'paragraph', ...(Object.keys(attrs).length && { attrs }), content: line.inline }
}

const aligned = (align: Align | undefined): { textAlign?: Align } =>
  align && align !== 'left' ? { textAlign: align } : {}

/** Builds nested lists out of flat items that only know their depth. */
class ListStack {
  private open: { list: List; level: number; id: string }[] = []
  private blocks: Block[]

  constructor(blocks: Block[]) {
    this.blocks = blocks
  }

  end() {
    this.open = []
  }

  add(line: Line, paragraph: Paragraph) {
    const { bullet, id, marker } = line.list!
    const level = Math.min(Math.max(1, line.list!.level), deepestList)
    const type = bullet ? 'bulletList' : 'orderedList'
    while (this.open.length && (this.open.at(-1)!.level > level || !this.continues(level, type, id))) this.open.pop()
    let top = this.open.at(-1)
    if (!top || top.level < level) {
      const start = bullet ? 1 : Number.parseInt(marker, 10) || 1
      const list: List = { type, ...(start !== 1 && { attrs: { start } }), content: [] } as List
      const parent = top?.list.content.at(-1)
      if (parent) parent.content.push(list)
      else this.blocks.push(list)
      top = { list, level, id }
      this.open.push(top)
    }
    top.list.content.push({ type: 'listItem', content: [paragraph] })
  }

  private continues(level: number, type: List['type'], id: string): boolean {
    const top = this.open.at(-1)!
    return top.level < level || (top.list.type === type && top.id === id)
  }
}

/** A list item must begin with a paragraph; one that begins with a picture or an inner list gets an empty one. */
export function listItem(blocks: Block[]): ListItem {
  const [first] = blocks
  if (first?.type === 'paragraph') return { type: 'listItem', content: blocks }
  if (first?.type === 'heading') {
    return {
      type: 'listItem',
      content: [{ type: 'paragraph', ...(first.content && { content: first.content }) }, ...blocks.slice(1)],
    }
  }
  return { type: 'listItem', content: [{ type: 'paragraph' }, ...blocks] }
}
