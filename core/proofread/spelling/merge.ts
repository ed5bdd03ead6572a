import { idSpace } from './alphabet.ts'
import { Walk } from './character-model.ts'
import type { CharacterModel } from './character-model.ts'
import { indexIn, orderOfKeys, pack } from './train-characters.ts'
import type { Order } from './train-characters.ts'

/**
 * Mixes two character models over the same alphabet: every string either of them lists gets the weighted mean of the two
 * probabilities (each with its own back-off), and the back-off weights are made anew. `share` is that of the second.
 */
export function mergeCharacters(base: CharacterModel, other: CharacterModel, share: number): CharacterModel {
  const unigram = new Float64Array(idSpace)
  for (let id = 0; id < idSpace; id++) unigram[id] = (1 - share) * Math.exp(base.unigram[id]!) + share * Math.exp(other.unigram[id]!)
  const orders: Order[] = []
  for (let level = 0; level < 3; level++) {
    const order = orderOfKeys(union(keysOf(base, level), keysOf(other, level)), level + 2)
    const below = orders[level - 1]
    const modulus = idSpace ** (level + 1)
    const walks = [new Walk(base), new Walk(other)] as const
    order.keys.forEach((key, i) => {
      const first = probability(walks[0], key, level + 2)
      const second = probability(walks[1], key, level + 2)
      order.probability[i] = (1 - share) * first + share * second
      const tail = key % modulus
      order.lower[i] = below === undefined ? unigram[tail]! : below.probability[indexIn(below, tail)] ?? 0
    })
    order.kept.fill(1)
    orders.push(order)
  }
  return pack(base.alphabet, unigram, [orders[0]!, orders[1]!, orders[2]!])
}

/** Probability of the last character of a string after the others. */
function probability(walk: Walk, key: number, size: number): number {
  walk.resume(Math.floor(key / idSpace ** (size - 1)), -1, -1)
  let nats = 0
  for (let k = size - 2; k >= 0; k--) nats = walk.step(Math.floor(key / idSpace ** k) % idSpace)
  return Math.exp(nats)
}

/** All strings of a level, as keys in rising order. */
function keysOf(model: CharacterModel, level: number): Float64Array {
  let keys: Float64Array = Float64Array.from({ length: idSpace }, (_, id) => id)
  for (let k = 0; k <= level; k++) {
    const start = model.start[k]!
    const child = model.child[k]!
    const below = new Float64Array(child.length)
    keys.forEach((key, node) => {
      for (let at = start[node]!; at < start[node + 1]!; at++) below[at] = key * idSpace + child[at]!
    })
    keys = below
  }
  return keys
}

function union(a: Float64Array, b: Float64Array): Float64Array {
  const out = new Float64Array(a.length + b.length)
  let used = 0
  for (let i = 0, j = 0; i < a.length || j < b.length;) {
    const next = j >= b.length || (i < a.length && a[i]! <= b[j]!) ? a[i]! : b[j]!
    if (a[i] === next) i++
    if (b[j] === next) j++
    out[used++] = next
  }
  return out.slice(0, used)
}
