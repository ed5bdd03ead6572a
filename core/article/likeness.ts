/** Counts of neighbouring character pairs, hashed into a table as large as the texts need, so that few share a place. */
export type Bigrams = { counts: Uint16Array; total: number }

/** A table for texts of at most `most` characters: tables of one size can be compared. */
export const bigramTable = (most: number): number => {
  let size = 512
  while (size < most * 8 && size < 524_288) size *= 2
  return size
}

export function bigramsOf(text: string, size: number): Bigrams {
  const counts = new Uint16Array(size)
  let last = 0
  for (let i = 0; i <= text.length; i++) {
    const unit = i < text.length ? text.charCodeAt(i) : 0
    const place = (Math.imul(last * 31 + unit, 0x9e37_79b1) >>> 8) & (size - 1)
    counts[place] = counts[place]! + 1
    last = unit
  }
  return { counts, total: text.length + 1 }
}

/** 0 nothing shared … 1 the same pairs. */
export function likeness(x: Bigrams, y: Bigrams): number {
  let shared = 0
  for (let i = 0; i < x.counts.length; i++) shared += Math.min(x.counts[i]!, y.counts[i]!)
  return (2 * shared) / (x.total + y.total)
}

/** How alike two texts are, 0 … 1, in time linear in their length. */
export function textLikeness(x: string, y: string): number {
  const size = bigramTable(Math.max(x.length, y.length))
  return likeness(bigramsOf(x, size), bigramsOf(y, size))
}
