import type { PlainText } from '#core/article/plain-text'

/** A sentence of a plain text: UTF-16 offsets, and its words without white space around them. */
export type Sentence = { start: number; end: number; text: string }

/** The sentences of an article in reading order, the title first. Blank ones are none. */
export function sentencesOf(plain: PlainText): Sentence[] {
  return plain.blocks.flatMap(({ start, end }) => {
    const pieces = plain.text.slice(start, end).match(/[^。！？；!?;]+[。！？；!?;]*[”’』」）)》]*/g) ?? []
    let at = start
    return pieces.flatMap(piece => {
      const from = plain.text.indexOf(piece, at)
      at = from + piece.length
      return piece.trim() === '' ? [] : [{ start: from, end: at, text: piece.trim() }]
    })
  })
}
