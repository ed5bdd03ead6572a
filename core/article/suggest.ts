import type { Content } from '#core/article/content'
import { plainText, type PlainText } from '#core/article/plain-text'
import { replaceWords } from '#core/article/replace'

export const suggestionKinds = ['insert', 'delete', 'replace'] as const
export type SuggestionKind = (typeof suggestionKinds)[number]
export const suggestionKindZh: Record<SuggestionKind, string> = { insert: '增加', delete: '删去', replace: '改为' }

/** What a proposed change does: its words in the place of a passage; none of either is an insertion or a deletion. */
export type Proposal = { start: number; end: number; words: string }

export const kindOf = ({ start, end, words }: Proposal): SuggestionKind => (start === end ? 'insert' : words === '' ? 'delete' : 'replace')

/**
 * Why no change can be proposed at a range of this text, in Chinese; null when it can: it acts on words of one line of one
 * paragraph, cell or title – not on captions and notes, and not across a line's end.
 */
export function unfit(plain: PlainText, { start, end, words }: Proposal): string | null {
  if (start === end && words === '') return '没有写出要增加的文字'
  if (plain.text.slice(start, end) === words) return '建议的文字与原文相同'
  const block = plain.blocks.find(one => one.start <= start && end <= one.end)
  if (!block || plain.text.slice(start, end).includes('\n')) return '一处建议只能在同一段之内，请逐段提出'
  if (block.kind === 'caption' || block.kind === 'footnote') return '图片说明和脚注不能用修改建议改动，请用批注提出'
  if (start === end && hold(plain, block, start) === null) return '空行处不能增加文字，请用批注提出'
  return null
}

/** The content with one proposed change made; the words take the look of those they replace or stand beside. Null when it does not fit. */
export function applied(content: Content, proposal: Proposal): Content | null {
  const plain = plainText(content)
  if (unfit(plain, proposal) !== null) return null
  const block = plain.blocks.find(one => one.start <= proposal.start && proposal.end <= one.end)!
  const range = proposal.start === proposal.end ? held(plain, block, proposal) : proposal
  const { content: next, done } = replaceWords(content, [{ start: range.start, end: range.end, text: range.words }])
  return done === 1 ? next : null
}

type Line = { start: number; end: number }

/** An insertion is a replacement of the character it stands behind – or before, at a line's beginning – by that character and the words. */
function held(plain: PlainText, line: Line, { start, words }: Proposal): Proposal {
  const letter = hold(plain, line, start)!
  const text = plain.text.slice(letter.start, letter.end)
  return { ...letter, words: letter.start < start ? text + words : words + text }
}

function hold({ text }: PlainText, line: Line, at: number): Line | null {
  if (at > line.start && text[at - 1] !== '\n') return { start: at - (isLow(text[at - 1]!) ? 2 : 1), end: at }
  if (at < line.end && text[at] !== '\n') return { start: at, end: at + (isHigh(text[at]!) ? 2 : 1) }
  return null
}

const isLow = (unit: string): boolean => unit >= '\udc00' && unit <= '\udfff'
const isHigh = (unit: string): boolean => unit >= '\ud800' && unit <= '\udbff'
