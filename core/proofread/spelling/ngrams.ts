import { beginId, idSpace } from './alphabet.ts'

/** Distinct n-grams in rising order of their key (identifiers as base-8192 digits) with their counts. */
export type Counted = { readonly keys: Float64Array; readonly counts: Uint32Array }

/** Counts the n-grams of `size` 1…4 in a stream of identifiers; one that runs across a sentence boundary is left out. */
export function countNgrams(stream: Uint16Array, length: number, size: number): Counted {
  const all = new Float64Array(length)
  let used = 0
  for (let at = 0; at + size <= length; at++) {
    let key = stream[at] ?? 0
    let whole = true
    for (let j = 1; j < size; j++) {
      const id = stream[at + j] ?? 0
      if (id === beginId) { whole = false; break }
      key = key * idSpace + id
    }
    if (whole) all[used++] = key
  }
  return tally(all.subarray(0, used).sort())
}

/**
 * Counts for an order below the highest as Kneser and Ney have them: in how many contexts an n-gram occurs, taken from
 * the n-grams one longer; n-grams that begin a sentence keep their plain counts, since nothing can stand before them.
 */
export function continuationCounts(longer: Counted, plain: Counted, size: number): Counted {
  const modulus = idSpace ** size
  const lead = idSpace ** (size - 1)
  const tails = new Float64Array(longer.keys.length)
  for (let i = 0; i < tails.length; i++) tails[i] = (longer.keys[i] ?? 0) % modulus
  const contexts = tally(tails.sort())
  const keys = new Float64Array(plain.keys.length)
  const counts = new Uint32Array(plain.keys.length)
  let used = 0
  for (let i = 0, j = 0; i < plain.keys.length; i++) {
    const key = plain.keys[i] ?? 0
    while (j < contexts.keys.length && (contexts.keys[j] ?? 0) < key) j++
    const found = contexts.keys[j] === key ? contexts.counts[j] ?? 0 : 0
    const count = Math.floor(key / lead) === beginId ? plain.counts[i] ?? 0 : found
    if (count === 0) continue
    keys[used] = key
    counts[used++] = count
  }
  return { keys: keys.slice(0, used), counts: counts.slice(0, used) }
}

/** The absolute discount for one order: n1 / (n1 + 2·n2), from the number of n-grams seen once and twice. */
export function discountOf(counted: Counted): number {
  let once = 0
  let twice = 0
  for (const count of counted.counts) {
    if (count === 1) once++
    else if (count === 2) twice++
  }
  return once === 0 ? 0.5 : once / (once + 2 * twice)
}

function tally(sorted: Float64Array): Counted {
  let distinct = 0
  for (let i = 0; i < sorted.length; i++) if (i === 0 || sorted[i] !== sorted[i - 1]) distinct++
  const keys = new Float64Array(distinct)
  const counts = new Uint32Array(distinct)
  let at = -1
  for (let i = 0; i < sorted.length; i++) {
    if (i === 0 || sorted[i] !== sorted[i - 1]) keys[++at] = sorted[i] ?? 0
    counts[at] = (counts[at] ?? 0) + 1
  }
  return { keys, counts }
}
