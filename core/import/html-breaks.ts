import type { Inline } from '#core/article/content'
import type { Rough, RoughParagraph } from '#core/import/assemble'

/**
 * Web pages make paragraphs with line breaks: two in a row, or one before a line that begins with blanks. Such a paragraph is
 * taken apart; a single break inside a paragraph stays a break.
 */
export function splitAtBreaks(rough: Rough[]): Rough[] {
  return rough.flatMap((one): Rough[] => (one.kind === 'block' ? [one] : split(one)))
}

function split(paragraph: RoughParagraph): RoughParagraph[] {
  const groups: Inline[][] = [[]]
  const pieces = paragraph.inline.filter(
    (piece, index, all) => !(isBlank(piece) && isBreak(all[index - 1]) && isBreak(all[index + 1])),
  )
  for (const [index, piece] of pieces.entries()) {
    const next = pieces[index + 1]
    const parts =
      isBreak(piece) &&
      (isBreak(next) ||
        isBreak(pieces[index - 1]) ||
        (next?.type === 'text' && /^[ \t\r\n]*[\u00a0\u3000]{2}/.test(next.text)))
    if (!parts) groups.at(-1)!.push(piece)
    else if (groups.at(-1)!.length) groups.push([])
  }
  const filled = groups.filter(group => group.length)
  if (filled.length < 2) return [{ ...paragraph, inline: filled[0] ?? [] }]
  return filled.map((inline, index) => ({
    ...paragraph,
    inline,
    ...(index > 0 && { list: undefined, heading: undefined }),
  }))
}

const isBreak = (piece: Inline | undefined): boolean => piece?.type === 'hardBreak'
const isBlank = (piece: Inline): boolean => piece.type === 'text' && /^[ \t\r\n]*$/.test(piece.text)
