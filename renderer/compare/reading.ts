import { useCallback, useEffect, useMemo, useState } from 'react'
import { beginningOf, type Beginning, type Between, betweenOf, type Comparison, toldOf } from '#core/article/comparison'
import type { Content } from '#core/article/content'
import type { Step } from '#core/article/authorship'
import { type Read, read } from '#core/article/units'
import type { Layout } from './views.ts'
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

/** Letters that fill a screen in the smallest type, for each CSS pixel of its height. */
const screenLetters = 2

/**
 * The same from the top: of a long text first what fills the screen, and the whole with its count when that is painted. `onWhole` is
 * for whoever cannot wait. What shows only the changes fills the screen from all of the text, and texts that come in the place of
 * those on the screen are compared whole: somebody may stand far down in them.
 */
export function useComparisonFromTop(before: Content, after: Content, steps: readonly Step[] | null, layout: Layout): { comparison: Comparison | Beginning; onWhole(): void } {
  const between = useMemo(() => compared(before, after), [before, after])
  const [asked, setAsked] = useState(false)
  const comparison = useMemo(() => {
    const beginning = asked || layout === 'only' ? null : beginningOf(between, steps ?? [], window.innerHeight * screenLetters)
    return beginning ?? toldOf(between, steps ?? [])
  }, [between, steps, asked, layout])
  const left = comparison.count === null
  const onWhole = useCallback(() => setAsked(true), [])
  useEffect(() => {
    if (!left) return
    let timer = 0
    const frame = requestAnimationFrame(() => (timer = window.setTimeout(onWhole)))
    return () => {
      cancelAnimationFrame(frame)
      window.clearTimeout(timer)
    }
  }, [left, onWhole])
  return { comparison, onWhole }
}
