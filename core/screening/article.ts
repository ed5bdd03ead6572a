import type { PlainText } from '../article/plain-text.ts'
import type { ScreeningFinding } from './finding.ts'
import { screen, type ScreeningOptions } from './index.ts'

/**
 * Screens an article's plain text. Each cell of a table is a line of its own there; the cells of one row are read as one line, so
 * that names and numbers that stand beside each other are seen together, and a level in a table about levels is not taken for a
 * mark at the head. Offsets are those of `plain.text`.
 */
export const screenArticle = (plain: Pick<PlainText, 'text' | 'blocks'>, options: ScreeningOptions = {}): ScreeningFinding[] => {
  const pieces: string[] = []
  let at = 0
  plain.blocks.forEach((block, index) => {
    const next = plain.blocks[index + 1]
    if (block.kind !== 'cell' || next?.kind !== 'cell' || next.table !== block.table || next.row !== block.row) return
    pieces.push(plain.text.slice(at, block.end), '\t')
    at = block.end + 1
  })
  pieces.push(plain.text.slice(at))
  return screen(pieces.join(''), options).map((finding) => ({ ...finding, text: plain.text.slice(finding.start, finding.end) }))
}
