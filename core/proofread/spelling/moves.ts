import type { Edit, Sentence } from './scorer.ts'

/** What a slip of the hand leaves behind: two neighbours swapped, or a character or pair written twice. */
export type Move = {
  readonly kind: 'swapped' | 'doubled'
  /** First position concerned, from 0; a swap concerns `length` 2, a doubling the superfluous `length` characters. */
  readonly at: number
  readonly length: number
  readonly features: Float64Array
}

/** Number of features of a move. */
export const moveFeatureCount = 13
/** The feature that holds the nats the best reading as words gains when the slip is undone. */
export const wordGainFeature = 1
/** The feature that is 1 where what is written, the superfluous part included, is one word. */
export const inOneWordFeature = 12

/** All slips of a sentence that would read clearly better when undone. */
export function movesOf(sentence: Sentence): Move[] {
  const out: Move[] = []
  for (let at = 0; at + 1 < sentence.length; at++) {
    if (!sentence.han[at] || !sentence.han[at + 1]) continue
    if (sentence.units[at] === sentence.units[at + 1]) doubled(sentence, at, 1, out)
    else swapped(sentence, at, out)
    if (at + 3 < sentence.length && sentence.han[at + 2] && sentence.han[at + 3] && sentence.units[at] !== sentence.units[at + 1]
      && sentence.units[at] === sentence.units[at + 2] && sentence.units[at + 1] === sentence.units[at + 3]) doubled(sentence, at, 2, out)
  }
  return out
}

/** Identifiers of a swap as an edit of two characters. */
export function swapOf(sentence: Sentence, at: number): readonly number[] {
  return [sentence.ids[at + 2]!, sentence.ids[at + 1]!]
}

function swapped(sentence: Sentence, at: number, out: Move[]): void {
  if (sentence.nats[at + 1]! + sentence.nats[at + 2]! + Math.max(-9, sentence.nats[at + 3]!) > -9) return
  const replaced = swapOf(sentence, at)
  if (sentence.fixed(at) || sentence.fixed(at + 1)) return
  const gain = sentence.gain(at, replaced)
  if (gain < 2) return
  const wordGain = sentence.wordGain(at, replaced)
  if (gain + wordGain < 3) return
  out.push({ kind: 'swapped', at, length: 2, features: features(sentence, at, gain, wordGain, sentence.fitGain(at, replaced), 0) })
}

function doubled(sentence: Sentence, at: number, length: number, out: Move[]): void {
  // numerals meet as they will: “十五五”, 一一对应
  if (length === 1 && sentence.fixed(at)) return
  const gain = sentence.gainWithout(at + length, length)
  if (gain < 0) return
  const wordGain = sentence.wordGainWithout(at + length, length)
  out.push({ kind: 'doubled', at: at + length, length, features: features(sentence, at, gain, wordGain, 0, length) })
}

function features(sentence: Sentence, at: number, gain: number, wordGain: number, fitGain: number, length: number): Float64Array {
  return Float64Array.of(
    gain, wordGain, Math.min(gain, wordGain), fitGain, Math.min(gain, wordGain, fitGain), length,
    sentence.nats[at + 1]!, sentence.nats[at + 2]!, at + 3 < sentence.length + 2 ? sentence.nats[at + 3]! : 0,
    sentence.knows(at, at + 1) ? 1 : 0, sentence.knows(at + 1, at + 2) ? 1 : 0, sentence.knows(at + 2, at + 3) ? 1 : 0,
    sentence.inOneWord(at, length === 0 ? 2 : 2 * length) ? 1 : 0,
  )
}

/** A swap put as an edit, so that it can be applied to the sentence. */
export function editOf(sentence: Sentence, move: Move): Edit {
  return { at: move.at, replaced: swapOf(sentence, move.at), features: move.features }
}
