import { beginId, endId, firstCharacterId, frozenCharacters, isHan } from './alphabet.ts'
import type { Alphabet } from './alphabet.ts'
import { besideOf } from './beside.ts'
import type { Beside } from './beside.ts'
import type { CandidateTable } from './candidates.ts'
import { childIndex, quantumNats, Walk } from './character-model.ts'
import type { CharacterModel } from './character-model.ts'
import { contextRows, contextVector, emptyRows, fit, width } from './context-model.ts'
import type { ContextModel } from './context-model.ts'
import { featuresOf, longestWord } from './features.ts'
import { Lattice } from './word-model.ts'
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
  /** Where the model has seen each character with the one, and with the two, before it; −1 where it has not. */
  readonly pairs: Int32Array
  readonly triples: Int32Array
  readonly knowledge: Knowledge
  readonly walk: Walk
  readonly beside: Beside
  #lattice: Lattice | undefined
  readonly #rows = emptyRows()
  readonly #around = new Float32Array(width)
  #aroundAt = -1

  constructor(knowledge: Knowledge, text: string) {
    this.knowledge = knowledge
    this.walk = new Walk(knowledge.characters)
    this.beside = besideOf(knowledge)
    this.length = text.length
    this.ids = new Uint16Array(text.length + 2)
    this.units = new Uint16Array(text.length)
    this.han = new Uint8Array(text.length)
    this.nats = new Float64Array(text.length + 2)
    this.pairs = new Int32Array(text.length + 3).fill(-1)
    this.triples = new Int32Array(text.length + 3).fill(-1)
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
      this.units[edit.at + k] = this.knowledge.characters.alphabet.characters[id - firstCharacterId]!.charCodeAt(0)
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
    const walk = this.walk
    walk.resume(this.ids[at]!, this.pairs[at]!, this.triples[at]!)
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
    const walk = this.walk
    walk.resume(this.ids[at]!, this.pairs[at]!, this.triples[at]!)
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
    const without = new Lattice(this.knowledge.words, rest, new Uint8Array(rest.length).fill(1), rest.length)
    return without.best(0) - this.#words.best(at)
  }

  /** Whether the `length` characters from a place on stand inside one word. */
  inOneWord(at: number, length: number): boolean {
    return longestWord(this, at, length, undefined).length > 0
  }

  /** Whether the model has seen the two identifiers side by side; positions count the begin mark as 0. */
  knows(left: number, right: number): boolean {
    return this.beside.seen(this.ids[left]!, this.ids[right]!)
  }

  /** As `gain` for one character, or two when `second` is not −1; −∞ as soon as the rest could not lift it over `floor`. */
  #boundedGain(at: number, first: number, second: number, floor: number): number {
    const last = Math.min(this.length + 1, at + (second < 0 ? 4 : 5))
    let room = 0
    for (let j = at + 1; j <= last; j++) room -= this.nats[j]!
    if (room <= floor) return -Infinity
    const walk = this.walk
    walk.resume(this.ids[at]!, this.pairs[at]!, this.triples[at]!)
    let sum = walk.step(first)
    for (let j = at + 2; j <= last && sum + room > floor; j++) sum += walk.step(j === at + 2 && second >= 0 ? second : this.ids[j]!)
    return sum + room > floor ? sum + room : -Infinity
  }

  #rate(from: number): void {
    const walk = this.walk
    walk.resume(this.ids[from]!, this.pairs[from]!, this.triples[from]!)
    for (let j = from + 1; j <= this.length + 1; j++) {
      this.nats[j] = walk.step(this.ids[j]!)
      this.pairs[j] = walk.pair
      this.triples[j] = walk.triple
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
    this.#lattice ??= new Lattice(this.knowledge.words, this.ids.subarray(1, this.length + 1), this.han, this.length)
    return this.#lattice
  }

  #singles(at: number, out: Edit[]): void {
    const { table } = this.knowledge
    const before = this.ids[at]!
    const after = this.ids[at + 2]!
    const hasBefore = at > 0 && this.han[at - 1] === 1
    const hasAfter = at + 1 < this.length && this.han[at + 1] === 1
    const found: { id: number; kind: number; gain: number; word: boolean }[] = []
    const leading = new Float64Array(keepPerPlace).fill(-1)
    const isWord = (id: number): boolean => (hasBefore && this.beside.word(before, id)) || (hasAfter && this.beside.word(id, after))
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
      out.push({ at, replaced: [candidate.id], features: featuresOf(this, at, [candidate.id], candidate.gain, wordGain, candidate.kind, margin) })
    })
  }

  #seenBeside(before: number, id: number, after: number): boolean {
    return this.beside.seen(before, id) || this.beside.seenBefore(after, id)
  }

  #free(at: number, before: number, after: number, found: { id: number; kind: number; gain: number; word: boolean }[]): void {
    const { characters, table, proposable } = this.knowledge
    const { child, start, cost } = characters
    const unit = this.units[at]!
    const known = table.id.subarray(table.start[unit]!, table.start[unit + 1]!)
    const free: typeof found = []
    for (let k = start[0][before]!; k < start[0][before + 1]!; k++) {
      const id = child[0][k]!
      if (!this.beside.seenBefore(after, id) || cost[0][k]! > rareCode || !proposable[id] || id === this.ids[at + 1]) continue
      if (cost[0][childIndex(child[0], start[0], id, after)]! > rareCode) continue
      const gain = this.#boundedGain(at, id, -1, 5)
      if (gain > 5 && !known.includes(id)) free.push({ id, kind: freeKind, gain, word: true })
    }
    free.sort((a, b) => b.gain - a.gain)
    found.push(...free.slice(0, 3))
  }

  #doubles(at: number, out: Edit[]): void {
    const { table, words } = this.knowledge
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
      out.push({ at, replaced: candidate.replaced, features: featuresOf(this, at, candidate.replaced, candidate.gain, wordGain, candidate.kind, margin) })
    })
  }

  /** How much better the characters fit what stands around them than those that stand there now. */
  fitGain(at: number, replaced: readonly number[]): number {
    const { context } = this.knowledge
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
}

const likelyNats = -3
const freeNats = -5.5
/** Code of the least likely pair a free candidate may make with its neighbours: e⁻⁸. */
const rareCode = 8 / quantumNats
const frozenUnits: ReadonlySet<number> = new Set([...frozenCharacters].map((c) => c.charCodeAt(0)))

/** 1 for identifiers that may be proposed: listed Han characters that are no numerals. */
export function proposableIds(alphabet: Alphabet, mayPropose: ReadonlySet<string>): Uint8Array {
  const out = new Uint8Array(8192)
  alphabet.characters.forEach((character, index) => {
    if (isHan(character) && mayPropose.has(character) && !frozenCharacters.has(character)) out[index + firstCharacterId] = 1
  })
  return out
}
