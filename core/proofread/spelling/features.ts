import { unknownId } from './alphabet.ts'
import { quantumNats, unknownNats } from './character-model.ts'
import type { Sentence } from './scorer.ts'
import { trieStep } from './word-model.ts'

/** Number of features of an edit. */
export const featureCount = 44

/** Below this a character is one the model did not expect. */
const strangeNats = -8

function clip(value: number, low: number, high: number): number {
  return value < low ? low : value > high ? high : value
}

/** What the judge weighs of an edit; what each figure is stands where it is set. */
export function featuresOf(sentence: Sentence, at: number, replaced: readonly number[], gain: number, wordGain: number, kind: number, margin: number): Float64Array {
  const { characters } = sentence.knowledge
  const a = clip(gain, -8, 20) / 4
  const b = clip(wordGain, -8, 20) / 4
  const old = sentence.ids[at + 1]!
  const two = replaced.length === 2
  const usual = (id: number): number => id === unknownId ? unknownNats : characters.unigram[id]!
  const f = new Float64Array(featureCount)
  f[0] = 1
  f[1] = a
  f[2] = b
  f[3] = Math.min(a, b)
  f[4] = Math.max(a, b)
  f[5 + kind] = 1
  f[10] = two ? 1 : 0
  f[11] = clip(two ? (sentence.nats[at + 1]! + sentence.nats[at + 2]!) / 2 : sentence.nats[at + 1]!, -14, 0) / 4
  f[12] = two ? 0 : clip(usual(replaced[0]!) - usual(old), -8, 8) / 4
  f[13] = a > 0 && b > 0 ? 1 : 0
  f[14] = !two && old === unknownId ? 1 : 0
  f[15] = Math.min(runLength(sentence, at), 12) / 6
  f[16] = clip(margin, -6, 6) / 4
  const after = at + replaced.length + 1
  f[17] = sentence.beside.seen(sentence.ids[at]!, old) ? 1 : 0
  f[18] = sentence.beside.seen(sentence.ids[after - 1]!, sentence.ids[after]!) ? 1 : 0
  f[19] = sentence.beside.seen(sentence.ids[at]!, replaced[0]!) ? 1 : 0
  f[20] = sentence.beside.seen(replaced[replaced.length - 1]!, sentence.ids[after]!) ? 1 : 0
  f[21] = clip(sentence.nats[after]!, -14, 0) / 4
  f[22] = sentence.triples[after]! >= 0 ? 1 : 0
  f[23] = sentence.triples[at + 1]! >= 0 ? 1 : 0
  const c = clip(sentence.fitGain(at, replaced), -16, 16) / 4
  f[24] = c
  f[25] = Math.min(a, b, c)
  f[26] = Math.min(a, c)
  f[27] = Math.max(a, c)
  f[28] = a > 0 && b > 0 && c > 0 ? 1 : 0
  const stands = longestWord(sentence, at, replaced.length, undefined)
  const meant = longestWord(sentence, at, replaced.length, replaced)
  f[29] = stands.length
  f[30] = meant.length
  sides(sentence, at, replaced, f)
  f[38] = stands.cost
  f[39] = meant.cost
  f[40] = clip(usual(replaced[0]!), -14, 0) / 4
  f[41] = Math.min(sentence.length, 80) / 20
  elsewhere(sentence, at, replaced.length, f)
  return f
}

/** What speaks for an edit on its left and on its right, and the weakest place with and without it. */
function sides(sentence: Sentence, at: number, replaced: readonly number[], f: Float64Array): void {
  const last = Math.min(sentence.length + 1, at + replaced.length + 3)
  const walk = sentence.walk
  walk.resume(sentence.ids[at]!, sentence.pairs[at]!, sentence.triples[at]!)
  const gained = [0, 0]
  let weakest = 0
  let weakestNow = 0
  let triples = 0
  let triplesNow = 0
  for (let j = at + 1; j <= last; j++) {
    const inside = j - at - 1 < replaced.length
    const nats = walk.step(inside ? replaced[j - at - 1]! : sentence.ids[j]!)
    gained[inside ? 0 : 1]! += nats - sentence.nats[j]!
    weakest = Math.min(weakest, nats)
    weakestNow = Math.min(weakestNow, sentence.nats[j]!)
    if (walk.triple >= 0) triples++
    if (sentence.triples[j]! >= 0) triplesNow++
  }
  f[31] = clip(gained[0]!, -8, 12) / 4
  f[32] = clip(gained[1]!, -8, 16) / 4
  f[33] = weakest / 4
  f[34] = weakestNow / 4
  f[35] = triples
  f[36] = triplesNow
}

/** How well the rest of the sentence reads: in a text the model does not know, little is worth doubting. */
function elsewhere(sentence: Sentence, at: number, length: number, f: Float64Array): void {
  let sum = 0
  let count = 0
  let strange = 0
  for (let j = 1; j <= sentence.length; j++) {
    if (!sentence.han[j - 1] || (j > at - 2 && j < at + length + 4)) continue
    sum += sentence.nats[j]!
    count++
    if (sentence.nats[j]! < strangeNats) strange++
  }
  f[37] = count === 0 ? -1 : clip(sum / count, -8, 0) / 2
  f[42] = count === 0 ? 0 : strange / count
  f[43] = Math.min(strange, 8)
}

/** The longest word that covers the place, as it stands or with other characters: its length and its ln probability, quartered. */
export function longestWord(sentence: Sentence, at: number, length: number, replaced: readonly number[] | undefined): { length: number; cost: number } {
  const { words } = sentence.knowledge
  let longest = 0
  let cost = -6
  for (let from = Math.max(0, at + length - 5); from <= at; from++) {
    let node = 0
    for (let to = from; to < sentence.length && to - from < 5 && node >= 0; to++) {
      if (!sentence.han[to]) break
      const id = replaced !== undefined && to >= at && to < at + length ? replaced[to - at]! : sentence.ids[to + 1]!
      node = trieStep(words, node, id)
      const word = node >= 0 && to + 1 >= at + length ? words.wordAt[node]! : -1
      if (word < 0 || to + 1 - from < longest) continue
      cost = Math.max(to + 1 - from > longest ? -Infinity : cost, -words.cost[word]! * quantumNats / 4)
      longest = to + 1 - from
    }
  }
  return { length: longest, cost }
}

function runLength(sentence: Sentence, at: number): number {
  let from = at
  let to = at
  while (from > 0 && sentence.han[from - 1] && at - from < 12) from--
  while (to < sentence.length && sentence.han[to] && to - at < 12) to++
  return to - from
}
