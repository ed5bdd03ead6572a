import { useMemo } from 'react'
import { betweenOf, type Comparison, toldOf } from '#core/article/comparison'
import type { Content } from '#core/article/content'
import type { Step } from '#core/article/authorship'
import { type Read, read } from '#core/article/units'

const readings = new WeakMap<Content, Read>()

/** A text as it is compared, read once for as long as it is kept; what the office answered is never changed in place. */
export function readingOf(content: Content): Read {
  const known = readings.get(content)
  if (known) return known
  const reading = read(content)
  readings.set(content, reading)
  return reading
}

/** What became of a text, computed once for as long as the texts are the same; when it becomes known who changed what, only that. */
export function useComparison(before: Content, after: Content, steps: readonly Step[] | null): Comparison {
  const between = useMemo(() => betweenOf(readingOf(before), readingOf(after)), [before, after])
  return useMemo(() => toldOf(between, steps ?? []), [between, steps])
}
