import { editsOf } from '#core/article/diff-text'
import { type Bigrams, bigramsOf, bigramTable, likeness } from '#core/article/likeness'

/** One side of a pair is missing where something was added or taken away. */
export type Pair<T> = { before: T; after: T } | { before: T; after?: never } | { before?: never; after: T }

/** What can be put side by side: things of different `sort` never are; `text` says how alike two of a sort are. */
export type Alignable = { sort: string; text: string }

/**
 * Puts two sequences side by side, in order: what is the same first (the parts without repetition as anchors,
 * as in a patience diff), then between the anchors what is most alike. Every element appears exactly once.
 */
export function align<T extends Alignable>(before: readonly T[], after: readonly T[]): Pair<T>[] {
  const out: Pair<T>[] = []
  alignRange(before, after, out)
  return out
}

function alignRange<T extends Alignable>(before: readonly T[], after: readonly T[], out: Pair<T>[]): void {
  let head = 0
  while (head < before.length && head < after.length && same(before[head]!, after[head]!)) head++
  let tail = 0
  const most = Math.min(before.length, after.length) - head
  while (tail < most && same(before[before.length - 1 - tail]!, after[after.length - 1 - tail]!)) tail++

  for (let i = 0; i < head; i++) out.push({ before: before[i]!, after: after[i]! })
  const b = before.slice(head, before.length - tail)
  const a = after.slice(head, after.length - tail)
  const anchors = b.length && a.length ? findAnchors(b, a) : []
  if (anchors.length) {
    let [i, j] = [0, 0]
    for (const [x, y] of [...anchors, [b.length, a.length] as const]) {
      if (i < x || j < y) alignRange(b.slice(i, x), a.slice(j, y), out)
      if (x < b.length) out.push({ before: b[x]!, after: a[y]! })
      ;[i, j] = [x + 1, y + 1]
    }
  } else pairAlike(b, a, out)
  for (let i = tail; i > 0; i--) out.push({ before: before[before.length - i]!, after: after[after.length - i]! })
}

/** No text holds the sign that sets other sorts apart, so that a paragraph's words can stand as they are. */
const key = (x: Alignable): string => (x.sort === 'text' ? x.text : `\u0000${x.sort}\n${x.text}`)
const same = (x: Alignable, y: Alignable): boolean => x.sort === y.sort && x.text === y.text

/** Elements that occur exactly once on both sides, in the longest order they share. */
function findAnchors(before: readonly Alignable[], after: readonly Alignable[]): (readonly [number, number])[] {
  const places = new Map<string, { b: number; a: number; count: number }>()
  before.forEach((x, i) => {
    const seen = places.get(key(x))
    places.set(key(x), { b: i, a: -1, count: seen ? 9 : 0 })
  })
  after.forEach((x, i) => {
    const seen = places.get(key(x))
    if (seen) Object.assign(seen, { a: i, count: seen.count + 1 })
  })
  // What occurs once stands in the order of the text before, as it was put in.
  const shared = [...places.values()].filter(p => p.count === 1)
  return longestRising(shared.map(p => p.a)).map(i => [shared[i]!.b, shared[i]!.a] as const)
}

/** Indexes of the longest rising run of values, by patience sorting. */
function longestRising(values: readonly number[]): number[] {
  if (values.every((value, i) => i === 0 || values[i - 1]! < value)) return values.map((_, i) => i)
  const tops: number[] = []
  const back: number[] = []
  values.forEach((value, i) => {
    let [low, high] = [0, tops.length]
    while (low < high) {
      const middle = (low + high) >> 1
      if (values[tops[middle]!]! < value) low = middle + 1
      else high = middle
    }
    back[i] = low > 0 ? tops[low - 1]! : -1
    tops[low] = i
  })
  const run: number[] = []
  for (let i = tops.at(-1) ?? -1; i >= 0; i = back[i]!) run.push(i)
  return run.reverse()
}

/** Beyond this many comparisons it is cheaper to compare the whole stretches by characters. */
const mostComparisons = 2500

/** Between anchors: the pairing with the greatest likeness; what finds no partner stands alone. */
function pairAlike<T extends Alignable>(before: readonly T[], after: readonly T[], out: Pair<T>[]): void {
  // One of a sort on either side, or none on one: nothing to choose from.
  if (before.length * after.length === 0 || (before.length === 1 && after.length === 1)) return pairByPlace(before, after, out)
  if (before.length * after.length > mostComparisons) return pairByCharacters(before, after, out)
  const [n, m] = [before.length, after.length]
  const size = Math.min(4096, bigramTable(Math.max(0, ...before.map(lengthOf), ...after.map(lengthOf))))
  const [bigramsB, bigramsA] = [before, after].map(side => side.map(x => bigramsOf(x.text, size))) as [
    Bigrams[],
    Bigrams[],
  ]
  const gains = new Float64Array(n * m)
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < m; j++) {
      const alike = before[i]!.sort === after[j]!.sort
      gains[i * m + j] = alike ? 0.05 + likeness(bigramsB[i]!, bigramsA[j]!) : Number.NEGATIVE_INFINITY
    }
  }
  const width = m + 1
  const best = new Float64Array((n + 1) * width)
  for (let i = n - 1; i >= 0; i--) {
    for (let j = m - 1; j >= 0; j--) {
      const paired = gains[i * m + j]! + best[(i + 1) * width + j + 1]!
      best[i * width + j] = Math.max(paired, best[(i + 1) * width + j]!, best[i * width + j + 1]!)
    }
  }
  let [i, j] = [0, 0]
  while (i < n || j < m) {
    const here = best[i * width + j]
    if (i < n && j < m && here === gains[i * m + j]! + best[(i + 1) * width + j + 1]!) {
      out.push({ before: before[i++]!, after: after[j++]! })
    } else if (i < n && (j === m || here === best[(i + 1) * width + j])) out.push({ before: before[i++]! })
    else out.push({ after: after[j++]! })
  }
}

const lengthOf = (x: Alignable): number => x.text.length

/** Long stretches: each element goes to the one with which a comparison by characters lets it share most. */
function pairByCharacters<T extends Alignable>(before: readonly T[], after: readonly T[], out: Pair<T>[]): void {
  const [endsB, endsA] = [endsOf(before), endsOf(after)]
  const partner = before.map(() => ({ j: -1, shared: 0 }))
  let [b, a, i, j] = [0, 0, 0, 0]
  for (const { op, text } of editsOf(joined(before), joined(after), 0.3)) {
    if (op === 'insert') a += text.length
    else if (op === 'delete') b += text.length
    else {
      for (let left = text.length; left > 0;) {
        while (endsB[i]! <= b) i++
        while (endsA[j]! <= a) j++
        const step = Math.min(left, endsB[i]! - b, endsA[j]! - a)
        if (step > partner[i]!.shared && before[i]!.sort === after[j]!.sort) partner[i] = { j, shared: step }
        b += step
        a += step
        left -= step
      }
    }
  }
  let [nextB, nextA] = [0, 0]
  partner.forEach(({ j: to }, from) => {
    if (to < nextA) return
    pairByPlace(before.slice(nextB, from), after.slice(nextA, to), out)
    out.push({ before: before[from]!, after: after[to]! })
    ;[nextB, nextA] = [from + 1, to + 1]
  })
  pairByPlace(before.slice(nextB), after.slice(nextA), out)
}

const joined = (side: readonly Alignable[]): string => side.map(x => `${x.text}\n`).join('')
function endsOf(side: readonly Alignable[]): number[] {
  let end = 0
  return side.map(x => (end += x.text.length + 1))
}

function pairByPlace<T extends Alignable>(before: readonly T[], after: readonly T[], out: Pair<T>[]): void {
  for (let i = 0; i < Math.max(before.length, after.length); i++) {
    const [b, a] = [before[i], after[i]]
    if (b && a && b.sort === a.sort) out.push({ before: b, after: a })
    else {
      if (b) out.push({ before: b })
      if (a) out.push({ after: a })
    }
  }
}
