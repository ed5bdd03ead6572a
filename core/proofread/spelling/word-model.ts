import { childIndex, quantumNats } from './character-model.ts'

/** Longest word in characters. */
export const longestWord = 7

/** Cost in nats of a character that is no word at all. */
export const strangerNats = 17

/**
 * A back-off model of words and word pairs. Words are found in a trie of character identifiers; word 0 is the boundary
 * of a run of Han characters.
 */
export type WordModel = {
  /** Children of trie node n: `child[start[n] … start[n+1])`; child c leads to node `c + 1`; node 0 is the root. */
  readonly start: Uint32Array
  readonly child: Uint16Array
  /** Word that ends at a trie node, or −1. */
  readonly wordAt: Int32Array
  /** Codes of −ln p and of −ln back-off weight by word. */
  readonly cost: Uint8Array
  readonly backOff: Uint8Array
  /** Words that follow word w: `next[pairStart[w] … pairStart[w+1])`, rising, with the code of −ln p. */
  readonly pairStart: Uint32Array
  readonly next: Uint32Array
  readonly pairCost: Uint8Array
}

/** ln probability of a word after another; a stranger is −1. */
export function followNats(model: WordModel, previous: number, word: number): number {
  if (word < 0) return -strangerNats
  if (previous < 0) return -model.cost[word]! * quantumNats
  let low = model.pairStart[previous]!
  let high = model.pairStart[previous + 1]! - 1
  while (low <= high) {
    const middle = (low + high) >>> 1
    const value = model.next[middle]!
    if (value === word) return -model.pairCost[middle]! * quantumNats
    if (value < word) low = middle + 1
    else high = middle - 1
  }
  return -(model.backOff[previous]! + model.cost[word]!) * quantumNats
}

/** The trie node reached from `node` by a character, or −1. */
export function trieStep(model: WordModel, node: number, id: number): number {
  const at = childIndex(model.child, model.start, node, id)
  return at < 0 ? -1 : at + 1
}

/** The word spelled by two characters, or −1. */
export function wordOfTwo(model: WordModel, first: number, second: number): number {
  const node = trieStep(model, 0, first)
  if (node < 0) return -1
  const end = trieStep(model, node, second)
  return end < 0 ? -1 : model.wordAt[end]!
}

/**
 * All ways of reading a sentence as words, with the best score up to and from every place, so that the change of one
 * place is scored by looking at the words that cover it only. `ids[0…n)` are the characters; `han` tells which are Han.
 */
export class Lattice {
  readonly #model: WordModel
  readonly #ids: ArrayLike<number>
  readonly #han: ArrayLike<number>
  readonly #n: number
  /** Best readings that end at a place: the last word and the score, as pairs. */
  readonly #left: number[][]
  /** Words that begin at a place and the best score of what follows them, as pairs. */
  readonly #right: number[][]

  constructor(model: WordModel, ids: ArrayLike<number>, han: ArrayLike<number>, n: number) {
    this.#model = model
    this.#ids = ids
    this.#han = han
    this.#n = n
    this.#left = Array.from({ length: n + 1 }, () => [])
    this.#right = Array.from({ length: n + 1 }, () => [])
    this.#forward()
    this.#backward()
  }

  /** Best ln probability of the run of Han characters around a place, as it stands. */
  best(at: number): number {
    let end = at
    while (end < this.#n && this.#han[end]) end++
    return this.#close(this.#left[end]!)
  }

  /**
   * Best ln probability of the run around `at` when the characters from there on are replaced by `replaced` (one or two
   * identifiers), everything else unchanged.
   */
  bestWith(at: number, replaced: readonly number[]): number {
    const end = at + replaced.length
    let best = -Infinity
    let between: number[] = []
    for (let from = at; from >= 0 && from > at - longestWord && (from === at || this.#han[from]); from--) {
      if (from < at && !this.#han[from]) break
      const left = from === 0 || !this.#han[from - 1] ? boundary : this.#left[from]!
      let node = 0
      for (let to = from; to < this.#n && to - from < longestWord && this.#han[to]; to++) {
        const id = to >= at && to < end ? replaced[to - at]! : this.#ids[to]!
        node = trieStep(this.#model, node, id)
        const whole = node >= 0 ? this.#model.wordAt[node]! : -1
        if (to >= at && (whole >= 0 || to === from)) {
          const score = this.#arrive(left, whole)
          if (to + 1 >= end) best = Math.max(best, score + this.#leave(whole, to + 1))
          else between.push(whole, score)
        }
        if (node < 0) break
      }
    }
    if (between.length > 0) best = Math.max(best, this.#second(at + 1, between, end, replaced))
    return best
  }

  #second(from: number, left: number[], end: number, replaced: readonly number[]): number {
    let best = -Infinity
    let node = 0
    for (let to = from; to < this.#n && to - from < longestWord && this.#han[to]; to++) {
      const id = to < end ? replaced[to - from + 1]! : this.#ids[to]!
      node = trieStep(this.#model, node, id)
      const whole = node >= 0 ? this.#model.wordAt[node]! : -1
      if (to + 1 >= end && (whole >= 0 || to === from)) best = Math.max(best, this.#arrive(left, whole) + this.#leave(whole, to + 1))
      if (node < 0) break
    }
    return best
  }

  #arrive(left: readonly number[], word: number): number {
    let best = -Infinity
    for (let k = 0; k < left.length; k += 2) best = Math.max(best, left[k + 1]! + followNats(this.#model, left[k]!, word))
    return best
  }

  #leave(word: number, at: number): number {
    if (at >= this.#n || !this.#han[at]) return followNats(this.#model, word, 0)
    const right = this.#right[at]!
    let best = -Infinity
    for (let k = 0; k < right.length; k += 2) best = Math.max(best, right[k + 1]! + followNats(this.#model, word, right[k]!))
    return best
  }

  #close(left: readonly number[]): number {
    let best = -Infinity
    for (let k = 0; k < left.length; k += 2) best = Math.max(best, left[k + 1]! + followNats(this.#model, left[k]!, 0))
    return best
  }

  #forward(): void {
    for (let from = 0; from < this.#n; from++) {
      if (!this.#han[from]) continue
      const left = from === 0 || !this.#han[from - 1] ? boundary : this.#left[from]!
      let node = 0
      for (let to = from; to < this.#n && to - from < longestWord && this.#han[to]; to++) {
        node = trieStep(this.#model, node, this.#ids[to]!)
        const word = node >= 0 ? this.#model.wordAt[node]! : -1
        if (word >= 0 || to === from) this.#left[to + 1]!.push(word, this.#arrive(left, word))
        if (node < 0) break
      }
    }
  }

  #backward(): void {
    for (let from = this.#n - 1; from >= 0; from--) {
      if (!this.#han[from]) continue
      let node = 0
      for (let to = from; to < this.#n && to - from < longestWord && this.#han[to]; to++) {
        node = trieStep(this.#model, node, this.#ids[to]!)
        const word = node >= 0 ? this.#model.wordAt[node]! : -1
        if (word >= 0 || to === from) this.#right[from]!.push(word, this.#leave(word, to + 1))
        if (node < 0) break
      }
    }
  }
}

/** The only reading that ends at the boundary of a run. */
const boundary: readonly number[] = [0, 0]
