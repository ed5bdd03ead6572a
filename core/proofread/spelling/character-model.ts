import { unknownId } from './alphabet.ts'
import type { Alphabet } from './alphabet.ts'

/** Natural-log probabilities are stored in steps of this size; a code of 255 is −31.875. */
export const quantumNats = 0.125

/** Natural-log probability of a character the model has never seen. */
export const unknownNats = -14

/**
 * A back-off model of character n-grams up to four, as a trie in flat arrays. Level k lists (k+2)-grams: the children of
 * node n of the level above are `child[k][start[k][n] … start[k][n+1])`, in rising order of identifier. The nodes of the
 * first level are the identifiers themselves.
 */
export type CharacterModel = {
  readonly alphabet: Alphabet
  /** Probability of each identifier without context, in nats. */
  readonly unigram: Float32Array
  readonly start: readonly [Uint32Array, Uint32Array, Uint32Array]
  readonly child: readonly [Uint16Array, Uint16Array, Uint16Array]
  /** Codes of −ln p, in steps of `quantumNats`. */
  readonly cost: readonly [Uint8Array, Uint8Array, Uint8Array]
  /** Codes of −ln of the back-off weight of a context of one, two and three characters. */
  readonly backOff: readonly [Uint8Array, Uint8Array, Uint8Array]
}

/**
 * Walks a model along a sentence. `nodes` after a step are the trie nodes of the last one, two and three characters
 * (−1 where the model has no such context); a walk is resumed from any earlier place by giving those nodes back.
 */
export class Walk {
  /** Node of the last two characters, level 0. */
  pair = -1
  /** Node of the last three characters, level 1. */
  triple = -1
  /** The last character. */
  last = 0
  // Plain fields: this is the innermost loop of the check, and look-ups through tuples cost a third of its time.
  private readonly pairStart: Uint32Array
  private readonly pairChild: Uint16Array
  private readonly pairCost: Uint8Array
  private readonly pairBackOff: Uint8Array
  private readonly tripleStart: Uint32Array
  private readonly tripleChild: Uint16Array
  private readonly tripleCost: Uint8Array
  private readonly tripleBackOff: Uint8Array
  private readonly fourStart: Uint32Array
  private readonly fourChild: Uint16Array
  private readonly fourCost: Uint8Array
  private readonly fourBackOff: Uint8Array
  private readonly unigram: Float32Array

  constructor({ start, child, cost, backOff, unigram }: CharacterModel) {
    this.pairStart = start[0]
    this.pairChild = child[0]
    this.pairCost = cost[0]
    this.pairBackOff = backOff[0]
    this.tripleStart = start[1]
    this.tripleChild = child[1]
    this.tripleCost = cost[1]
    this.tripleBackOff = backOff[1]
    this.fourStart = start[2]
    this.fourChild = child[2]
    this.fourCost = cost[2]
    this.fourBackOff = backOff[2]
    this.unigram = unigram
  }

  /** Goes back to a context. */
  resume(last: number, pair: number, triple: number): void {
    this.last = last
    this.pair = pair
    this.triple = triple
  }

  /** Takes one character and returns its ln probability in the context so far. */
  step(id: number): number {
    const pair = childIndex(this.pairChild, this.pairStart, this.last, id)
    const triple = this.pair >= 0 && pair >= 0 ? childIndex(this.tripleChild, this.tripleStart, this.pair, id) : -1
    let cost = 0
    if (this.triple >= 0) {
      const four = triple >= 0 ? childIndex(this.fourChild, this.fourStart, this.triple, id) : -1
      if (four >= 0) {
        this.last = id
        this.pair = pair
        this.triple = triple
        return -this.fourCost[four]! * quantumNats
      }
      cost = this.fourBackOff[this.triple]!
    }
    if (triple >= 0) cost += this.tripleCost[triple]!
    else {
      if (this.pair >= 0) cost += this.tripleBackOff[this.pair]!
      if (pair >= 0) cost += this.pairCost[pair]!
      else cost += this.pairBackOff[this.last]!
    }
    const nats = pair >= 0 || triple >= 0 ? 0 : id === unknownId ? unknownNats : this.unigram[id]!
    this.last = id
    this.pair = pair
    this.triple = triple
    return nats - cost * quantumNats
  }
}

/** Whether the model has seen two identifiers side by side. */
export function pairSeen(model: CharacterModel, left: number, right: number): boolean {
  return childIndex(model.child[0], model.start[0], left, right) >= 0
}

/** Index of the child `id` of a node in its level, or −1. */
export function childIndex(child: Uint16Array, start: Uint32Array, node: number, id: number): number {
  let low = start[node]!
  let high = start[node + 1]! - 1
  while (low <= high) {
    const middle = (low + high) >>> 1
    const value = child[middle]!
    if (value === id) return middle
    if (value < id) low = middle + 1
    else high = middle - 1
  }
  return -1
}

/** Code of a natural-log value ≤ 0. */
export function codeOf(nats: number): number {
  return Math.max(0, Math.min(255, Math.round(-nats / quantumNats)))
}
