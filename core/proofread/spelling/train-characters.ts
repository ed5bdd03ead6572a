import { alphabetOf, beginId, endId, firstCharacterId, idSpace, normalise } from './alphabet.ts'
import type { Alphabet } from './alphabet.ts'
import { codeOf } from './character-model.ts'
import type { CharacterModel } from './character-model.ts'
import { continuationCounts, countNgrams, discountOf } from './ngrams.ts'
import type { Counted } from './ngrams.ts'

/** How a character model is cut to size. The weight of an n-gram is its count × the nats it saves over backing off. */
export type CharacterTraining = {
  /** Characters seen less often are unknown to the model. */
  readonly leastCharacterCount: number
  /** Four-character strings seen less often are left out. */
  readonly leastFourCount: number
  /** Least weight of a four-, three- and two-character string that is kept. */
  readonly leastWeight: readonly [four: number, three: number, two: number]
}

/** The setting the shipped model is trained with. */
export const shippedCharacterTraining: CharacterTraining = {
  leastCharacterCount: 3, leastFourCount: 2, leastWeight: [0.4, 0.15, 0],
}

/** Trains the character model from sentences: interpolated Kneser–Ney, cut by weight, back-off weights made anew after the cut. */
export function trainCharacters(lines: readonly string[], options: CharacterTraining, alphabet?: Alphabet): CharacterModel {
  const letters = alphabet ?? alphabetOf(commonCharacters(lines, options.leastCharacterCount))
  const { stream, length } = streamOf(lines, letters)
  const four = countNgrams(stream, length, 4)
  const plainThree = countNgrams(stream, length, 3)
  const plainTwo = countNgrams(stream, length, 2)
  const plainOne = countNgrams(stream, length, 1)
  const three = continuationCounts(four, plainThree, 3)
  const two = continuationCounts(plainThree, plainTwo, 2)
  const one = continuationCounts(plainTwo, plainOne, 1)
  const unigram = unigramOf(one, letters.characters.length)
  const orders = [orderOf(two, 2), orderOf(three, 3), orderOf(four, 4)] as const
  interpolate(orders[0], (key) => unigram[key] ?? 0)
  interpolate(orders[1], (key) => probabilityOf(orders[0], key))
  interpolate(orders[2], (key) => probabilityOf(orders[1], key))
  cut(orders, unigram, options)
  return pack(letters, unigram, orders)
}

/** Characters of the lines that occur at least `least` times, most frequent first (ties by code unit). */
export function commonCharacters(lines: readonly string[], least: number): string[] {
  const seen = new Uint32Array(65536)
  for (const line of lines) for (let i = 0; i < line.length; i++) seen[line.charCodeAt(i)]!++
  const counts = new Map<string, number>()
  seen.forEach((count, unit) => {
    if (count === 0 || (unit >= 0xd800 && unit <= 0xdfff)) return
    const character = normalise(String.fromCharCode(unit))
    counts.set(character, (counts.get(character) ?? 0) + count)
  })
  return [...counts].filter(([, count]) => count >= least)
    .sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
    .slice(0, idSpace - firstCharacterId).map(([character]) => character)
}

function streamOf(lines: readonly string[], alphabet: Alphabet): { stream: Uint16Array; length: number } {
  let length = 0
  for (const line of lines) if (line.length > 0) length += line.length + 2
  const stream = new Uint16Array(length)
  let at = 0
  for (const line of lines) {
    if (line.length === 0) continue
    stream[at++] = beginId
    for (let i = 0; i < line.length; i++) stream[at++] = alphabet.idByUnit[line.charCodeAt(i)]!
    stream[at++] = endId
  }
  return { stream, length }
}

function unigramOf(one: Counted, characters: number): Float64Array {
  const discount = discountOf(one)
  let total = 0
  one.keys.forEach((key, i) => { if (key !== beginId) total += one.counts[i]! })
  const known = characters + firstCharacterId
  const unigram = new Float64Array(idSpace)
  for (let id = 0; id < known; id++) unigram[id] = (discount * one.keys.length) / total / known
  one.keys.forEach((key, i) => { if (key !== beginId) unigram[key]! += (one.counts[i]! - discount) / total })
  unigram[beginId] = 1e-10
  return unigram
}

/** One order while it is being trained: parallel to `keys`. */
export type Order = {
  readonly size: number
  readonly keys: Float64Array
  readonly counts: Uint32Array
  readonly discount: number
  readonly probability: Float64Array
  /** Natural probability of the next lower order for the same last character. */
  readonly lower: Float64Array
  readonly kept: Uint8Array
  /** First index of the keys that begin with an identifier. */
  readonly first: Uint32Array
}

/** An empty order over given keys, without counts. */
export function orderOfKeys(keys: Float64Array, size: number): Order {
  return orderOf({ keys, counts: new Uint32Array(keys.length) }, size)
}

function orderOf(counted: Counted, size: number): Order {
  const lead = idSpace ** (size - 1)
  const first = new Uint32Array(idSpace + 1)
  for (const key of counted.keys) first[Math.floor(key / lead) + 1]!++
  for (let id = 0; id < idSpace; id++) first[id + 1]! += first[id]!
  const n = counted.keys.length
  return {
    size, keys: counted.keys, counts: counted.counts, discount: discountOf(counted), first,
    probability: new Float64Array(n), lower: new Float64Array(n), kept: new Uint8Array(n),
  }
}

/** Where a key stands in an order, or −1. */
export function indexIn(order: Order, key: number): number {
  const id = Math.floor(key / idSpace ** (order.size - 1))
  let low = order.first[id]!
  let high = order.first[id + 1]! - 1
  while (low <= high) {
    const middle = (low + high) >>> 1
    const value = order.keys[middle]!
    if (value === key) return middle
    if (value < key) low = middle + 1
    else high = middle - 1
  }
  return -1
}

function probabilityOf(order: Order, key: number): number {
  const at = indexIn(order, key)
  return at < 0 ? 0 : order.probability[at]!
}

function eachContext(order: Order, visit: (from: number, to: number, context: number) => void): void {
  const { keys } = order
  for (let from = 0; from < keys.length;) {
    const context = Math.floor(keys[from]! / idSpace)
    let to = from + 1
    while (to < keys.length && Math.floor(keys[to]! / idSpace) === context) to++
    visit(from, to, context)
    from = to
  }
}

function interpolate(order: Order, lower: (tail: number) => number): void {
  const modulus = idSpace ** (order.size - 1)
  eachContext(order, (from, to) => {
    let sum = 0
    for (let i = from; i < to; i++) sum += order.counts[i]!
    const left = (order.discount * (to - from)) / sum
    for (let i = from; i < to; i++) {
      const below = lower(order.keys[i]! % modulus)
      order.lower[i] = below
      order.probability[i] = (order.counts[i]! - order.discount) / sum + left * below
    }
  })
}

/** Marks what is kept, longest strings first; whatever a kept string begins or ends with is kept too. */
function cut(orders: readonly [Order, Order, Order], unigram: Float64Array, options: CharacterTraining): void {
  for (let level = 2; level >= 0; level--) {
    const order = orders[level]!
    const least = options.leastWeight[2 - level]!
    const leastCount = level === 2 ? options.leastFourCount : 1
    const below = level > 0 ? orders[level - 1]! : undefined
    const modulus = idSpace ** (order.size - 1)
    eachContext(order, (from, to) => {
      let sum = 0
      for (let i = from; i < to; i++) sum += order.counts[i]!
      const left = (order.discount * (to - from)) / sum
      for (let i = from; i < to; i++) {
        const backedOff = left * Math.max(order.lower[i]!, 1e-12)
        const weight = order.counts[i]! * Math.log(order.probability[i]! / backedOff)
        if (!order.kept[i] && (order.counts[i]! < leastCount || weight < least)) continue
        order.kept[i] = 1
        if (below === undefined) continue
        const head = indexIn(below, Math.floor(order.keys[i]! / idSpace))
        const tail = indexIn(below, order.keys[i]! % modulus)
        if (head >= 0) below.kept[head] = 1
        if (tail >= 0) below.kept[tail] = 1
      }
    })
  }
}

/** Lays trained orders out as a model; back-off weights follow from what is kept. */
export function pack(alphabet: Alphabet, unigram: Float64Array, orders: readonly [Order, Order, Order]): CharacterModel {
  const starts: Uint32Array[] = []
  const children: Uint16Array[] = []
  const costs: Uint8Array[] = []
  const backOffs: Uint8Array[] = []
  let nodeKeys: Float64Array = Float64Array.from({ length: idSpace }, (_, id) => id)
  for (const order of orders) {
    const size = order.kept.reduce((sum, kept) => sum + kept, 0)
    const keys = new Float64Array(size)
    const child = new Uint16Array(size)
    const cost = new Uint8Array(size)
    const start = new Uint32Array(nodeKeys.length + 1)
    const backOff = new Uint8Array(nodeKeys.length)
    let used = 0
    let node = 0
    eachContext(order, (from, to, context) => {
      while (node < nodeKeys.length && nodeKeys[node]! < context) start[++node] = used
      let mass = 0
      let lowerMass = 0
      for (let i = from; i < to; i++) {
        if (!order.kept[i]) continue
        keys[used] = order.keys[i]!
        child[used] = order.keys[i]! % idSpace
        cost[used++] = codeOf(Math.log(order.probability[i]!))
        mass += order.probability[i]!
        lowerMass += order.lower[i]!
      }
      if (nodeKeys[node] === context && mass > 0) {
        backOff[node] = codeOf(Math.min(0, Math.log(Math.max(1e-7, 1 - mass) / Math.max(1e-7, 1 - lowerMass))))
      }
    })
    while (node < nodeKeys.length) start[++node] = used
    starts.push(start)
    children.push(child)
    costs.push(cost)
    backOffs.push(backOff)
    nodeKeys = keys
  }
  const logs = Float32Array.from(unigram, (p) => Math.log(Math.max(p, 1e-12)))
  return {
    alphabet, unigram: logs, start: triple(starts), child: triple(children), cost: triple(costs), backOff: triple(backOffs),
  }
}

function triple<T>(list: readonly T[]): readonly [T, T, T] {
  return [list[0]!, list[1]!, list[2]!]
}
