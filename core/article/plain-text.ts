import type { Block, Content, Inline } from '#core/article/content'

export type BlockKind =
  'title' | 'subtitle' | 'paragraph' | 'heading' | 'list-item' | 'cell' | 'quote' | 'caption' | 'footnote'

/** One line of the plain text and what it was. `table`, `row`, `column` count from 0 and are there for cells only. */
export type TextBlock = {
  start: number
  end: number
  kind: BlockKind
  level?: number
  table?: number
  row?: number
  column?: number
}

/** A stretch of plain text that lies in one piece in the editor. `pos` is a ProseMirror position in the body (0 for the title lines). */
export type Segment = { start: number; end: number; where: 'title' | 'subtitle' | 'body' | 'attribute'; pos: number }

/** The words of an article as one string, one block a line, with the way back to the editor. */
export type PlainText = { text: string; blocks: TextBlock[]; segments: Segment[] }

type Place = { kind: BlockKind; table?: number; row?: number; column?: number }

/** What proofreading, screening, search and comparison read. Title and subtitle come first; every block ends with a line feed. */
export function plainText(content: Pick<Content, 'title' | 'subtitle' | 'body'>): PlainText {
  const lines = new Lines()
  lines.block({ kind: 'title' }, () => lines.words(content.title, 'title', 0))
  if (content.subtitle) lines.block({ kind: 'subtitle' }, () => lines.words(content.subtitle, 'subtitle', 0))
  let pos = 0
  for (const block of content.body.content) pos = writeBlock(lines, block, pos, { kind: 'paragraph' })
  for (const note of lines.footnotes)
    lines.block({ kind: 'footnote' }, () => lines.words(note.text, 'attribute', note.pos))
  return { text: lines.parts.join(''), blocks: lines.blocks, segments: lines.segments }
}

/**
 * Where a range of the plain text lies in the body, as ProseMirror positions; null when it is in the title, an attribute,
 * or nowhere. A range that is only the end of a line goes from the end of that line to the beginning of the next.
 */
export function bodyRange(plain: PlainText, start: number, end: number): { from: number; to: number } | null {
  const { segments } = plain
  const first = segments[firstWhere(segments, s => (start === end ? s.end >= start : s.end > start))]
  const last = start === end ? first : segments[firstWhere(segments, s => s.start >= end) - 1]
  if (!first || !last || first.where !== 'body' || last.where !== 'body' || (start === end && first.start > start)) return null
  const from = first.pos + Math.max(0, start - first.start)
  const to = last.pos + Math.min(end, last.end) - last.start
  return from <= to ? { from, to } : { from: to, to: from }
}

/** Where among segments, which stand in the order of the text, the first one is of which this holds, as it does of all behind it; their number when of none. */
function firstWhere(segments: readonly Segment[], holds: (segment: Segment) => boolean): number {
  let [low, high] = [0, segments.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if (holds(segments[middle]!)) high = middle
    else low = middle + 1
  }
  return low
}

/** The offset in the plain text of a body position; null when no text lies there. */
export function offsetAt(plain: PlainText, pos: number): number | null {
  const hit = plain.segments.find(s => s.where === 'body' && s.pos <= pos && pos <= s.pos + (s.end - s.start))
  return hit ? hit.start + pos - hit.pos : null
}

class Lines {
  parts: string[] = []
  length = 0
  blocks: TextBlock[] = []
  segments: Segment[] = []
  footnotes: { text: string; pos: number }[] = []
  tables = 0

  words(text: string, where: Segment['where'], pos: number) {
    if (text === '') return
    this.segments.push({ start: this.length, end: this.length + text.length, where, pos })
    this.parts.push(text)
    this.length += text.length
  }

  block(place: Place & { level?: number }, write: () => void) {
    const start = this.length
    write()
    this.blocks.push({ start, end: this.length, ...place })
    this.parts.push('\n')
    this.length += 1
  }
}

/** Writes a block that begins at `pos` and returns the position behind it. */
function writeBlock(lines: Lines, block: Block, pos: number, place: Place): number {
  switch (block.type) {
    case 'paragraph':
    case 'heading': {
      let behind = pos
      const level = block.type === 'heading' ? { kind: 'heading' as const, level: block.attrs.level } : {}
      lines.block({ ...place, ...level }, () => {
        behind = writeInline(lines, block.content ?? [], pos + 1)
      })
      return behind + 1
    }
    case 'image': {
      const words = [block.attrs.caption, block.attrs.alt].filter(Boolean)
      for (const text of words) lines.block({ kind: 'caption' }, () => lines.words(text!, 'attribute', pos))
      return pos + 1
    }
    case 'horizontalRule':
    case 'pageBreak':
      return pos + 1
    case 'blockquote':
      return inside(lines, block.content, pos, { ...place, kind: 'quote' })
    case 'bulletList':
    case 'orderedList': {
      let at = pos + 1
      for (const item of block.content) at = inside(lines, item.content, at, { ...place, kind: 'list-item' })
      return at + 1
    }
    case 'table': {
      const table = lines.tables++
      let at = pos + 1
      for (const [row, { content: cells }] of block.content.entries()) {
        at += 1
        for (const [column, cell] of cells.entries())
          at = inside(lines, cell.content, at, { kind: 'cell', table, row, column })
        at += 1
      }
      return at + 1
    }
  }
}

/** Writes the blocks of a node that begins at `pos`, and returns the position behind the node. */
function inside(lines: Lines, blocks: Block[], pos: number, place: Place): number {
  let at = pos + 1
  for (const block of blocks) at = writeBlock(lines, block, at, place)
  return at + 1
}

function writeInline(lines: Lines, pieces: Inline[], pos: number): number {
  let at = pos
  for (const piece of pieces) {
    if (piece.type === 'text') {
      lines.words(piece.text, 'body', at)
      at += piece.text.length
    } else if (piece.type === 'hardBreak') {
      lines.words('\n', 'body', at)
      at += 1
    } else {
      lines.footnotes.push({ text: piece.attrs.text, pos: at })
      at += 1
    }
  }
  return at
}
