import { startTransition, useEffect, useState, type RefObject } from 'react'
import { flushSync } from 'react-dom'
import type { Layout } from './views.ts'

const wholeEvent = 'compare-whole'

/** Draws a comparison to its end at once: who goes to a place in it must find it there. */
export const drawWhole = (diff: Element | null | undefined): void => void diff?.dispatchEvent(new Event(wholeEvent))

/** Runs that are drawn in one idle moment. */
const runsAtOnce = 16

/**
 * How many runs of a comparison are drawn: the first, which fills the screen, before it is painted; the rest in idle moments
 * right behind it, or at once when the page is printed or somebody goes to a place further down. `onWhole` asks for the runs of a
 * text of which only the beginning is there.
 */
export function useDrawn(page: RefObject<HTMLElement | null>, runs: number, whole: boolean, onWhole?: () => void): number {
  const [drawn, setDrawn] = useState(whole ? Number.POSITIVE_INFINITY : 1)
  const more = !onWhole && drawn < runs
  useEffect(() => {
    if (!more) return
    let idle = 0
    // Not before the screen is painted: an effect of what came over the wire runs ahead of that.
    const frame = requestAnimationFrame(() => {
      idle = requestIdleCallback(() => startTransition(() => setDrawn(drawn + runsAtOnce)), { timeout: 100 })
    })
    return () => {
      cancelAnimationFrame(frame)
      cancelIdleCallback(idle)
    }
  }, [more, drawn])
  useEffect(() => {
    const diff = page.current
    if (!diff) return
    const all = () =>
      flushSync(() => {
        onWhole?.()
        setDrawn(Number.POSITIVE_INFINITY)
      })
    diff.addEventListener(wholeEvent, all)
    window.addEventListener('beforeprint', all)
    return () => {
      diff.removeEventListener(wholeEvent, all)
      window.removeEventListener('beforeprint', all)
    }
  }, [page, onWhole])
  return Math.min(drawn, runs)
}

/** Letters in a row of text, before it is measured. */
const lettersBefore: Record<Layout, number> = { inline: 33, side: 28, only: 33 }

/** How many Han letters a row of text holds, as wide as the page is now. */
export function useLetters(page: RefObject<HTMLElement | null>, layout: Layout): number {
  const [letters, setLetters] = useState<{ layout: Layout; n: number } | null>(null)
  useEffect(() => {
    const diff = page.current
    if (!diff) return
    const seen = new ResizeObserver(() => {
      const line = diff.querySelector('.diff-line:not(.kind-title)')
      const width = line?.clientWidth ?? 0
      if (line && width > 0) setLetters({ layout, n: Math.max(1, Math.floor(width / Number.parseFloat(getComputedStyle(line).fontSize))) })
    })
    seen.observe(diff)
    return () => seen.disconnect()
  }, [page, layout])
  return letters?.layout === layout ? letters.n : lettersBefore[layout]
}
