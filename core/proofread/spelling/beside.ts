import { firstCharacterId } from './alphabet.ts'
import type { CharacterModel } from './character-model.ts'
import type { Knowledge } from './scorer.ts'
import type { WordModel } from './word-model.ts'

/** Which two identifiers the text has side by side, and which two make a word, answered in one look. */
export type Beside = {
  /** Both ask the same; the first is quick when many right characters are tried, the second when many left ones are. */
  seen(left: number, right: number): boolean
  seenBefore(right: number, left: number): boolean
  word(left: number, right: number): boolean
}

const besides = new WeakMap<CharacterModel, { words: WordModel; beside: Beside }>()

/** The tables of a model, made at its first sentence: three bits for every pair of its characters. */
export function besideOf({ characters, words }: Pick<Knowledge, 'characters' | 'words'>): Beside {
  const made = besides.get(characters)
  if (made !== undefined && made.words === words) return made.beside
  const side = characters.alphabet.characters.length + firstCharacterId
  const seen = new Uint8Array(Math.ceil((side * side) / 8))
  const seenBefore = new Uint8Array(Math.ceil((side * side) / 8))
  const word = new Uint8Array(Math.ceil((side * side) / 8))
  const { child, start } = characters
  for (let left = 0; left < side; left++) {
    for (let at = start[0][left]!; at < start[0][left + 1]!; at++) {
      const bit = left * side + child[0][at]!
      seen[bit >>> 3]! |= 1 << (bit & 7)
      const back = child[0][at]! * side + left
      seenBefore[back >>> 3]! |= 1 << (back & 7)
    }
  }
  for (let at = words.start[0]!; at < words.start[1]!; at++) {
    for (let next = words.start[at + 1]!; next < words.start[at + 2]!; next++) {
      if (words.wordAt[next + 1]! < 0) continue
      const bit = words.child[at]! * side + words.child[next]!
      word[bit >>> 3]! |= 1 << (bit & 7)
    }
  }
  const has = (bits: Uint8Array, row: number, column: number): boolean => {
    const bit = row * side + column
    return (bits[bit >>> 3]! & (1 << (bit & 7))) !== 0
  }
  const beside: Beside = {
    seen: (left, right) => has(seen, left, right), seenBefore: (right, left) => has(seenBefore, right, left),
    word: (left, right) => has(word, left, right),
  }
  besides.set(characters, { words, beside })
  return beside
}
