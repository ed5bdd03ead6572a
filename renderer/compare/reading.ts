import { useMemo } from 'react'
import { type Between, betweenOf, type Comparison, toldOf } from '#core/article/comparison'
import type { Content } from '#core/article/content'
import type { Step } from '#core/article/authorship'
import { type Read, read } from '#core/article/units'
import { comparedForReal } from './warm.ts'

const readings = new WeakMap<Content, Read>()

/** A text as it is compared, read once for as long as it is kept; what the office answered is never changed in place. */
export function readingOf(content: Content): Read {
  const known = readings.get(content)
  if (known) return known
  const reading = read(content)
  readings.set(content, reading)
  return reading
}

/** Lines of a comparison after which the browser has compiled what comparing runs through. */
const manyLines = 300

function compared(before: Content, after: Content): Between {
  const between = betweenOf(readingOf(before), readingOf(after))
  if (between.found.length >= manyLines) comparedForReal()
  return between
}

/** What became of a text, computed once for as long as the texts are the same; when it becomes known who changed what, only that. */
export function useComparison(before: Content, after: Content, steps: readonly Step[] | null): Comparison {
  const between = useMemo(() => compared(before, after), [before, after])
  return useMemo(() => toldOf(between, steps ?? []), [between, steps])
}
