import { beginId, endId, firstCharacterId, frozenCharacters, isHan, unknownId } from './alphabet.ts'
import type { Alphabet } from './alphabet.ts'
import type { CandidateTable } from './candidates.ts'
import { childIndex, quantumNats, unknownNats, Walk } from './character-model.ts'
import type { CharacterModel } from './character-model.ts'
import { contextRows, contextVector, emptyRows, fit, width } from './context-model.ts'
import type { ContextModel } from './context-model.ts'
import { Lattice, trieStep } from './word-model.ts'
import type { WordModel } from './word-model.ts'

/** What the scorer works with. */
export type Knowledge = {
  readonly characters: CharacterModel
  readonly words: WordModel
  readonly context: ContextModel
  readonly table: CandidateTable
  /** 1 for identifiers that may be proposed at all. */
  readonly proposable: Uint8Array
}

/** One possible change of a sentence: `replaced` instead of the characters from `at` on (positions from 0). */
export type Edit = {
  readonly at: number
  readonly replaced: readonly number[]
  readonly features: Float64Array
}

/** Number of features of an edit. */
export const featureCount = 44

const freeKind = 4
const keepPerPlace = 5
const moreWordsPerPlace = 8

/** A sentence under examination; characters are identifiers, `units` the UTF-16 units they stand for. */
export class Sentence {
  readonly length: number
  readonly ids: Uint16Array
  readonly units: Uint16Array
  /** 1 where the unit is a Han character. */
  readonly han: Uint8Array
  /** ln probability of each identifier from 0 (begin) to length + 1 (end). */
  readonly nats: Float64Array
  readonly #pairs: Int32Array
  readonly #triples: Int32Array
  readonly #knowledge: Knowledge
  readonly #walk: Walk
  readonly #beside: Beside
  #lattice: Lattice | undefined
  readonly #rows = emptyRows()
  readonly #around = new Float32Array(width)
  #aroundAt = -1

  constructor(knowledge: Knowledge, text: string) {
    this.#knowledge = knowledge
    this.#walk = new Walk(knowledge.characters)
    this.#beside = besideOf(knowledge)
    this.length = text.length
    this.ids = new Uint16Array(text.length + 2)
    this.units = new Uint16Array(text.length)
    this.han = new Uint8Array(text.length)
    this.nats = new Float64Array(text.length + 2)
    this.#pairs = new Int32Array(text.length + 3).fill(-1)
    this.#triples = new Int32Array(text.length + 3).fill(-1)
    const { idByUnit } = knowledge.characters.alphabet
    this.ids[0] = beginId
    this.ids[text.length + 1] = endId
    for (let i = 0; i < text.length; i++) {
      const unit = text.charCodeAt(i)
      this.units[i] = unit
      this.ids[i + 1] = idByUnit[unit]!
      this.han[i] = unit >= 0x4e00 && unit <= 0x9fff ? 1 : 0
    }
    this.#rate(0)
  }

  /** Puts an edit into effect. */
  apply(edit: Edit): void {
    edit.replaced.forEach((id, k) => {
      this.ids[edit.at + k + 1] = id
      this.units[edit.at + k] = this.#knowledge.characters.alphabet.characters[id - firstCharacterId]!.charCodeAt(0)
    })
    this.#lattice = undefined
    this.#aroundAt = -1
    this.#rate(edit.at)
  }

  /** All edits worth weighing whose place lies in [from, to). */
  edits(from = 0, to = this.length): Edit[] {
    const out: Edit[] = []
    for (let at = Math.max(0, from); at < Math.min(this.length, to); at++) {
      if (!this.han[at] || this.#frozen(at)) continue
      if (this.#likely(at)) continue
      this.#singles(at, out)
      this.#doubles(at, out)
    }
    return out
  }

  /** ln probability the place and the three after it would have with other characters, less what they have now. */
  gain(at: number, replaced: readonly number[]): number {
    const last = Math.min(this.length + 1, at + replaced.length + 3)
    const walk = this.#walk
    walk.resume(this.ids[at]!, this.#pairs[at]!, this.#triples[at]!)
    let gain = 0
    for (let j = at + 1; j <= last; j++) {
      const id = j - at - 1 < replaced.length ? replaced[j - at - 1]! : this.ids[j]!
      gain += walk.step(id) - this.nats[j]!
    }
    return gain
  }

  /** ln probability the text from a place on would gain if `length` characters there were not written. */
  gainWithout(at: number, length: number): number {
    const last = Math.min(this.length + 1, at + length + 3)
    const walk = this.#walk
    walk.resume(this.ids[at]!, this.#pairs[at]!, this.#triples[at]!)
    let gain = 0
    for (let j = at + 1; j <= last; j++) {
      if (j > at + length) gain += walk.step(this.ids[j]!)
      gain -= this.nats[j]!
    }
    return gain
  }

  /** Gain of the best reading as words when characters are replaced. */
  wordGain(at: number, replaced: readonly number[]): number {
    return this.#words.bestWith(at, replaced) - this.#words.best(at)
  }

  /** Gain of the best reading as words of the run around a place if `length` characters there were not written. */
  wordGainWithout(at: number, length: number): number {
    let from = at
    let to = at + length
    while (from > 0 && this.han[from - 1]) from--
    while (to < this.length && this.han[to]) to++
    if (to - from === length) return 0
    const rest = [...this.ids.subarray(from + 1, at + 1), ...this.ids.subarray(at + length + 1, to + 1)]
    const without = new Lattice(this.#knowledge.words, rest, new Uint8Array(rest.length).fill(1), rest.length)
    return without.best(0) - this.#words.best(at)
  }

  /** Whether the `length` characters from a place on stand inside one word. */
  inOneWord(at: number, length: number): boolean {
    return this.#longestWord(at, length, undefined).length > 0
  }

  /** Whether the model has seen the two identifiers side by side; positions count the begin mark as 0. */
  knows(left: number, right: number): boolean {
    return this.#seen(this.ids[left]!, this.ids[right]!)
  }

  /** As `gain` for one character, or two when `second` is not −1; −∞ as soon as the rest could not lift it over `floor`. */
  #boundedGain(at: number, first: number, second: number, floor: number): number {
    const last = Math.min(this.length + 1, at + (second < 0 ? 4 : 5))
    let room = 0
    for (let j = at + 1; j <= last; j++) room -= this.nats[j]!
    if (room <= floor) return -Infinity
    const walk = this.#walk
    walk.resume(this.ids[at]!, this.#pairs[at]!, this.#triples[at]!)
    let sum = walk.step(first)
    for (let j = at + 2; j <= last && sum + room > floor; j++) sum += walk.step(j === at + 2 && second >= 0 ? second : this.ids[j]!)
    return sum + room > floor ? sum + room : -Infinity
  }

  #rate(from: number): void {
    const walk = this.#walk
    walk.resume(this.ids[from]!, this.#pairs[from]!, this.#triples[from]!)
    for (let j = from + 1; j <= this.length + 1; j++) {
      this.nats[j] = walk.step(this.ids[j]!)
      this.#pairs[j] = walk.pair
      this.#triples[j] = walk.triple
    }
  }

  /** Whether a place is never questioned: a numeral, or a character the model does not know. */
  fixed(at: number): boolean {
    return this.ids[at + 1]! < firstCharacterId || frozenUnits.has(this.units[at]!)
  }

  #frozen(at: number): boolean {
    return frozenUnits.has(this.units[at]!)
  }

  /** True where the text reads so well that no change can be worth it. */
  #likely(at: number): boolean {
    return this.nats[at + 1]! > likelyNats && this.nats[at + 2]! > likelyNats && (at + 3 > this.length + 1 || this.nats[at + 3]! > likelyNats - 1.5)
  }

  get #words(): Lattice {
    this.#lattice ??= new Lattice(this.#knowledge.words, this.ids.subarray(1, this.length + 1), this.han, this.length)
    return this.#lattice
  }

  #singles(at: number, out: Edit[]): void {
    const { table } = this.#knowledge
    const before = this.ids[at]!
    const after = this.ids[at + 2]!
    const hasBefore = at > 0 && this.han[at - 1] === 1
    const hasAfter = at + 1 < this.length && this.han[at + 1] === 1
    const found: { id: number; kind: number; gain: number; word: boolean }[] = []
    const leading = new Float64Array(keepPerPlace).fill(-1)
    const isWord = (id: number): boolean => (hasBefore && this.#beside.word(before, id)) || (hasAfter && this.#beside.word(id, after))
    const unit = this.units[at]!
    for (let k = table.start[unit]!; k < table.start[unit + 1]!; k++) {
      const id = table.id[k]!
      const word = isWord(id)
      if (!word && !this.#seenBeside(before, id, after)) continue
      // Without a word only the best few are kept, so a rival below all of those need not be followed to its end.
      const gain = this.#boundedGain(at, id, -1, word ? -6 : leading[keepPerPlace - 1]!)
      if (gain === -Infinity) continue
      found.push({ id, kind: table.kind[k]!, gain, word })
      let place = keepPerPlace - 1
      if (gain <= leading[place]!) continue
      for (; place > 0 && leading[place - 1]! < gain; place--) leading[place] = leading[place - 1]!
      leading[place] = gain
    }
    if (this.nats[at + 1]! < freeNats) this.#free(at, before, after, found)
    if (found.length === 0) return
    found.sort((a, b) => b.gain - a.gain)
    const best = found[0]!.gain
    const second = found[1]?.gain ?? best - 4
    const now = this.#words.best(at)
    let extra = 0
    found.forEach((candidate, rank) => {
      if (rank >= keepPerPlace && !(candidate.word && extra++ < moreWordsPerPlace)) return
      const wordGain = this.#words.bestWith(at, [candidate.id]) - now
      if (candidate.gain + wordGain < 0.5) return
      const margin = candidate.gain - (rank === 0 ? second : best)
      out.push({ at, replaced: [candidate.id], features: this.#features(at, [candidate.id], candidate.gain, wordGain, candidate.kind, margin) })
    })
  }

  #seenBeside(before: number, id: number, after: number): boolean {
    return this.#beside.seen(before, id) || this.#beside.seenBefore(after, id)
  }

  #free(at: number, before: number, after: number, found: { id: number; kind: number; gain: number; word: boolean }[]): void {
    const { characters, table, proposable } = this.#knowledge
    const { child, start, cost } = characters
    const unit = this.units[at]!
    const known = table.id.subarray(table.start[unit]!, table.start[unit + 1]!)
    const free: typeof found = []
    for (let k = start[0][before]!; k < start[0][before + 1]!; k++) {
      const id = child[0][k]!
      if (!this.#beside.seenBefore(after, id) || cost[0][k]! > rareCode || !proposable[id] || id === this.ids[at + 1]) continue
      if (cost[0][childIndex(child[0], start[0], id, after)]! > rareCode) continue
      const gain = this.#boundedGain(at, id, -1, 5)
      if (gain > 5 && !known.includes(id)) free.push({ id, kind: freeKind, gain, word: true })
    }
    free.sort((a, b) => b.gain - a.gain)
    found.push(...free.slice(0, 3))
  }

  #doubles(at: number, out: Edit[]): void {
    const { table, words } = this.#knowledge
    if (at + 1 >= this.length || !this.han[at + 1] || this.#frozen(at + 1)) return
    if (this.nats[at + 1]! + this.nats[at + 2]! > -9) return
    const unit = this.units[at]!
    const next = this.units[at + 1]!
    const found: { replaced: number[]; gain: number; kind: number }[] = []
    for (let k = table.start[unit]!; k < table.start[unit + 1]!; k++) {
      const node = childIndex(words.child, words.start, 0, table.id[k]!) + 1
      if (node === 0) continue
      const from = words.start[node]!
      const to = words.start[node + 1]!
      let z = table.start[next]!
      const end = table.start[next + 1]!
      for (let c = from; c < to && z < end; c++) {
        while (z < end && table.id[z]! < words.child[c]!) z++
        if (z >= end || table.id[z] !== words.child[c] || words.wordAt[c + 1]! < 0) continue
        const gain = this.#boundedGain(at, table.id[k]!, table.id[z]!, 2)
        if (gain > 2) found.push({ replaced: [table.id[k]!, table.id[z]!], gain, kind: Math.max(table.kind[k]!, table.kind[z]!) })
      }
    }
    if (found.length === 0) return
    found.sort((a, b) => b.gain - a.gain)
    const best = found[0]!.gain
    const second = found[1]?.gain ?? best - 4
    const now = this.#words.best(at)
    found.slice(0, 4).forEach((candidate, rank) => {
      const wordGain = this.#words.bestWith(at, candidate.replaced) - now
      if (candidate.gain + wordGain < 1) return
      const margin = candidate.gain - (rank === 0 ? second : best)
      out.push({ at, replaced: candidate.replaced, features: this.#features(at, candidate.replaced, candidate.gain, wordGain, candidate.kind, margin) })
    })
  }

  #features(at: number, replaced: readonly number[], gain: number, wordGain: number, kind: number, margin: number): Float64Array {
    const { characters } = this.#knowledge
    const a = clip(gain, -8, 20) / 4
    const b = clip(wordGain, -8, 20) / 4
    const old = this.ids[at + 1]!
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
    f[11] = clip(two ? (this.nats[at + 1]! + this.nats[at + 2]!) / 2 : this.nats[at + 1]!, -14, 0) / 4
    f[12] = two ? 0 : clip(usual(replaced[0]!) - usual(old), -8, 8) / 4
    f[13] = a > 0 && b > 0 ? 1 : 0
    f[14] = !two && old === unknownId ? 1 : 0
    f[15] = Math.min(this.#runLength(at), 12) / 6
    f[16] = clip(margin, -6, 6) / 4
    const after = at + replaced.length + 1
    f[17] = this.#seen(this.ids[at]!, old) ? 1 : 0
    f[18] = this.#seen(this.ids[after - 1]!, this.ids[after]!) ? 1 : 0
    f[19] = this.#seen(this.ids[at]!, replaced[0]!) ? 1 : 0
    f[20] = this.#seen(replaced[replaced.length - 1]!, this.ids[after]!) ? 1 : 0
    f[21] = clip(this.nats[after]!, -14, 0) / 4
    f[22] = this.#triples[after]! >= 0 ? 1 : 0
    f[23] = this.#triples[at + 1]! >= 0 ? 1 : 0
    const c = clip(this.fitGain(at, replaced), -16, 16) / 4
    f[24] = c
    f[25] = Math.min(a, b, c)
    f[26] = Math.min(a, c)
    f[27] = Math.max(a, c)
    f[28] = a > 0 && b > 0 && c > 0 ? 1 : 0
    const stands = this.#longestWord(at, replaced.length, undefined)
    const meant = this.#longestWord(at, replaced.length, replaced)
    f[29] = stands.length
    f[30] = meant.length
    this.#sides(at, replaced, f)
    f[38] = stands.cost
    f[39] = meant.cost
    f[40] = clip(usual(replaced[0]!), -14, 0) / 4
    f[41] = Math.min(this.length, 80) / 20
    this.#elsewhere(at, replaced.length, f)
    return f
  }

  /** What speaks for an edit on its left and on its right, and the weakest place with and without it. */
  #sides(at: number, replaced: readonly number[], f: Float64Array): void {
    const last = Math.min(this.length + 1, at + replaced.length + 3)
    const walk = this.#walk
    walk.resume(this.ids[at]!, this.#pairs[at]!, this.#triples[at]!)
    const sides = [0, 0]
    let weakest = 0
    let weakestNow = 0
    let triples = 0
    let triplesNow = 0
    for (let j = at + 1; j <= last; j++) {
      const inside = j - at - 1 < replaced.length
      const nats = walk.step(inside ? replaced[j - at - 1]! : this.ids[j]!)
      sides[inside ? 0 : 1]! += nats - this.nats[j]!
      weakest = Math.min(weakest, nats)
      weakestNow = Math.min(weakestNow, this.nats[j]!)
      if (walk.triple >= 0) triples++
      if (this.#triples[j]! >= 0) triplesNow++
    }
    f[31] = clip(sides[0]!, -8, 12) / 4
    f[32] = clip(sides[1]!, -8, 16) / 4
    f[33] = weakest / 4
    f[34] = weakestNow / 4
    f[35] = triples
    f[36] = triplesNow
  }

  /** How well the rest of the sentence reads: in a text the model does not know, little is worth doubting. */
  #elsewhere(at: number, length: number, f: Float64Array): void {
    let sum = 0
    let count = 0
    let strange = 0
    for (let j = 1; j <= this.length; j++) {
      if (!this.han[j - 1] || (j > at - 2 && j < at + length + 4)) continue
      sum += this.nats[j]!
      count++
      if (this.nats[j]! < strangeNats) strange++
    }
    f[37] = count === 0 ? -1 : clip(sum / count, -8, 0) / 2
    f[42] = count === 0 ? 0 : strange / count
    f[43] = Math.min(strange, 8)
  }

  /** How much better the characters fit what stands around them than those that stand there now. */
  fitGain(at: number, replaced: readonly number[]): number {
    const { context } = this.#knowledge
    const key = at * 4 + replaced.length
    if (this.#aroundAt !== key) {
      contextRows(this.ids.subarray(1, this.length + 1), this.length, at, replaced.length, this.#rows)
      contextVector(context, this.#rows, this.#around)
      this.#aroundAt = key
    }
    let gain = 0
    replaced.forEach((id, k) => { gain += fit(context, this.#around, id) - fit(context, this.#around, this.ids[at + k + 1]!) })
    return gain
  }

  #seen(a: number, b: number): boolean {
    return this.#beside.seen(a, b)
  }

  /** The longest word that covers the place, as it stands or with other characters: its length and its ln probability, quartered. */
  #longestWord(at: number, length: number, replaced: readonly number[] | undefined): { length: number; cost: number } {
    const { words } = this.#knowledge
    let longest = 0
    let cost = -6
    for (let from = Math.max(0, at + length - 5); from <= at; from++) {
      let node = 0
      for (let to = from; to < this.length && to - from < 5 && node >= 0; to++) {
        if (!this.han[to]) break
        const id = replaced !== undefined && to >= at && to < at + length ? replaced[to - at]! : this.ids[to + 1]!
        node = trieStep(words, node, id)
        const word = node >= 0 && to + 1 >= at + length ? words.wordAt[node]! : -1
        if (word < 0 || to + 1 - from < longest) continue
        cost = Math.max(to + 1 - from > longest ? -Infinity : cost, -words.cost[word]! * quantumNats / 4)
        longest = to + 1 - from
      }
    }
    return { length: longest, cost }
  }

  #runLength(at: number): number {
    let from = at
    let to = at
    while (from > 0 && this.han[from - 1] && at - from < 12) from--
    while (to < this.length && this.han[to] && to - at < 12) to++
    return to - from
  }
}

/** Which two identifiers the text has side by side, and which two make a word, answered in one look. */
type Beside = {
  /** Both ask the same; the first is quick when many right characters are tried, the second when many left ones are. */
  seen(left: number, right: number): boolean
  seenBefore(right: number, left: number): boolean
  word(left: number, right: number): boolean
}

const besides = new WeakMap<CharacterModel, { words: WordModel; beside: Beside }>()

/** The tables of a model, made at its first sentence: three bits for every pair of its characters. */
function besideOf({ characters, words }: Knowledge): Beside {
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

const likelyNats = -3
const freeNats = -5.5
/** Below this a character is one the model did not expect. */
const strangeNats = -8
/** Code of the least likely pair a free candidate may make with its neighbours: e⁻⁸. */
const rareCode = 8 / quantumNats
const frozenUnits: ReadonlySet<number> = new Set([...frozenCharacters].map((c) => c.charCodeAt(0)))

function clip(value: number, low: number, high: number): number {
  return value < low ? low : value > high ? high : value
}

/** 1 for identifiers that may be proposed: listed Han characters that are no numerals. */
export function proposableIds(alphabet: Alphabet, mayPropose: ReadonlySet<string>): Uint8Array {
  const out = new Uint8Array(8192)
  alphabet.characters.forEach((character, index) => {
    if (isHan(character) && mayPropose.has(character) && !frozenCharacters.has(character)) out[index + firstCharacterId] = 1
  })
  return out
}
