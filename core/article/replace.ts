import type { Block, Body, Content, Inline } from '#core/article/content'
import { plainText } from '#core/article/plain-text'

/** One replacement in the plain text of an article, in UTF-16 offsets. */
export type Replacement = { start: number; end: number; text: string }

/**
 * The content with pieces of its words replaced, marks and structure untouched. Replacements lie in the plain text of the
 * content as it is; those that overlap an earlier one, or lie in a caption, a footnote or across a block's end, are left out
 * and counted in `skipped`.
 */
export function replaceWords(content: Content, replacements: readonly Replacement[]): { content: Content; done: number; skipped: number } {
  const plain = plainText(content)
  const wanted = [...replacements].sort((a, b) => a.start - b.start)
  const fits: Replacement[] = []
  for (const r of wanted) {
    const segments = plain.segments.filter(s => s.start < r.end && s.end > r.start)
    const covered = segments.reduce((sum, s) => sum + Math.min(s.end, r.end) - Math.max(s.start, r.start), 0)
    const whole = covered === r.end - r.start && segments.every(s => s.where !== 'attribute')
    if (whole && r.start >= (fits.at(-1)?.end ?? 0)) fits.push(r)
  }
  const startByPos = new Map(plain.segments.filter(s => s.where === 'body').map(s => [s.pos, s.start]))
  const head = (where: 'title' | 'subtitle', text: string) => {
    const segment = plain.segments.find(s => s.where === where)
    return segment ? edited(text, segment.start, fits) : text
  }
  const body: Body = { type: 'doc', content: walk(content.body.content, 0, startByPos, fits).blocks }
  const next = { ...content, title: head('title', content.title), subtitle: head('subtitle', content.subtitle), body }
  return { content: next, done: fits.length, skipped: wanted.length - fits.length }
}

/** A text that begins at `offset`, with the replacements that touch it; the one in which a replacement begins takes its words. */
function edited(text: string, offset: number, fits: readonly Replacement[]): string {
  let out = ''
  let at = 0
  for (const { start, end, text: words } of fits) {
    const from = Math.max(0, start - offset)
    const to = Math.min(text.length, end - offset)
    if (to < 0 || from > text.length || (to === 0 && start < offset) || (from === text.length && start !== end)) continue
    if (to <= from && start !== end) continue
    out += text.slice(at, from) + (start >= offset ? words : '')
    at = to
  }
  return out + text.slice(at)
}

type Walked = { blocks: Block[]; pos: number }

function walk(blocks: readonly Block[], from: number, starts: Map<number, number>, fits: readonly Replacement[]): Walked {
  let pos = from
  const out: Block[] = []
  for (const block of blocks) {
    const walked = walkBlock(block, pos, starts, fits)
    out.push(walked.block)
    pos = walked.pos
  }
  return { blocks: out, pos }
}

function walkBlock(block: Block, pos: number, starts: Map<number, number>, fits: readonly Replacement[]): { block: Block; pos: number } {
  const inside = (children: readonly Block[], at: number) => {
    const walked = walk(children, at + 1, starts, fits)
    return { content: walked.blocks, pos: walked.pos + 1 }
  }
  switch (block.type) {
    case 'paragraph':
    case 'heading': {
      const { content, pos: behind } = walkInline(block.content ?? [], pos + 1, starts, fits)
      return { block: block.content ? { ...block, content } : block, pos: behind + 1 }
    }
    case 'blockquote': {
      const { content, pos: behind } = inside(block.content, pos)
      return { block: { ...block, content }, pos: behind }
    }
    case 'bulletList':
    case 'orderedList': {
      let at = pos + 1
      const content = block.content.map(item => {
        const walked = inside(item.content, at)
        at = walked.pos
        return { ...item, content: walked.content }
      })
      return { block: { ...block, content }, pos: at + 1 }
    }
    case 'table': {
      let at = pos + 1
      const content = block.content.map(row => {
        at += 1
        const cells = row.content.map(cell => {
          const walked = inside(cell.content, at)
          at = walked.pos
          return { ...cell, content: walked.content }
        })
        at += 1
        return { ...row, content: cells }
      })
      return { block: { ...block, content }, pos: at + 1 }
    }
    default:
      return { block, pos: pos + 1 }
  }
}

function walkInline(pieces: readonly Inline[], from: number, starts: Map<number, number>, fits: readonly Replacement[]): { content: Inline[]; pos: number } {
  let pos = from
  const content: Inline[] = []
  for (const piece of pieces) {
    if (piece.type !== 'text') {
      content.push(piece)
      pos += 1
      continue
    }
    const start = starts.get(pos)
    const text = start === undefined ? piece.text : edited(piece.text, start, fits)
    if (text !== '') content.push({ ...piece, text })
    pos += piece.text.length
  }
  return { content, pos }
}
