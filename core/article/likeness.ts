/** Counts of neighbouring character pairs, hashed into a table as large as the texts need, so that few share a place; `places` are those that hold one. */
export type Bigrams = { counts: Uint16Array; places: number[]; total: number }

/** A table for texts of at most `most` characters: tables of one size can be compared. */
export const bigramTable = (most: number): number => {
  let size = 512
  while (size < most * 8 && size < 524_288) size *= 2
  return size
}

export function bigramsOf(text: string, size: number): Bigrams {
  const counts = new Uint16Array(size)
  const places: number[] = []
  let last = 0
  for (let i = 0; i <= text.length; i++) {
    const unit = i < text.length ? text.charCodeAt(i) : 0
    const place = (Math.imul(last * 31 + unit, 0x9e37_79b1) >>> 8) & (size - 1)
    const seen = counts[place]!
    if (seen === 0) places.push(place)
    counts[place] = seen + 1
    last = unit
  }
  return { counts, places, total: text.length + 1 }
}

/** What the likeness of two texts of these lengths can be at most. */
export const mostLikeness = (x: string, y: string): number => (2 * Math.min(x.length + 1, y.length + 1)) / (x.length + y.length + 2)

/** 0 nothing shared … 1 the same pairs. */
export function likeness(x: Bigrams, y: Bigrams): number {
  let shared = 0
  for (const place of x.places) shared += Math.min(x.counts[place]!, y.counts[place]!)
  return (2 * shared) / (x.total + y.total)
}

/** How alike two texts are, 0 … 1, in time linear in their length. */
export function textLikeness(x: string, y: string): number {
  const size = bigramTable(Math.max(x.length, y.length))
  return likeness(bigramsOf(x, size), bigramsOf(y, size))
}

/** How many letters two texts have in common at their beginning, and at their end behind that. */
export function commonEnds(a: string, b: string): { head: number; tail: number } {
  const short = Math.min(a.length, b.length)
  const head = longest(short, n => a.startsWith(b.slice(0, n)))
  return { head, tail: longest(short - head, n => a.endsWith(b.slice(b.length - n))) }
}

/** The greatest number up to `most` that holds, when every smaller one does. */
function longest(most: number, holds: (n: number) => boolean): number {
  let [low, high] = [0, most]
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if (holds(middle)) low = middle
    else high = middle - 1
  }
  return low
}

/** Whether two texts begin and end alike over so much of their length that they cannot be unlike: told without looking between. */
export function sharesEnds(a: string, b: string): boolean {
  const { head, tail } = commonEnds(a, b)
  return head + tail >= Math.max(a.length, b.length) / 2 + 4
}
