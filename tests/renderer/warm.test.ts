import { afterEach, beforeEach, expect, test, vi } from 'vitest'

type Gap = { act: IdleRequestCallback; at: number }
const gaps: Gap[] = []

/** A browser that is idle when the test says so. */
beforeEach(() => {
  vi.useFakeTimers()
  vi.resetModules()
  gaps.length = 0
  const requestIdleCallback = (act: IdleRequestCallback) => gaps.push({ act, at: performance.now() })
  vi.stubGlobal('window', { setTimeout: globalThis.setTimeout, clearTimeout: globalThis.clearTimeout, requestIdleCallback, cancelIdleCallback: () => {} })
})
afterEach(() => {
  vi.unstubAllGlobals()
  vi.useRealTimers()
})

/** Lets the page be idle for so long at a time, until nothing waits for it any more; says how often something did. */
function idle(ms: number, most = 100): number {
  let times = 0
  for (; times < most; times++) {
    vi.advanceTimersByTime(500)
    const next = gaps.shift()
    if (!next) return times
    next.act({ didTimeout: false, timeRemaining: () => ms })
  }
  return times
}

test('comparing is warmed in gaps, not before half a second is over, a fixed number of times, and once for each window', async () => {
  const { warmComparing } = await import('../../renderer/compare/warm.ts')
  warmComparing()
  vi.advanceTimersByTime(499)
  expect(gaps).toHaveLength(0)
  // after the last the one that finds nothing left
  expect(idle(50)).toBe(25)
  warmComparing()
  expect(idle(50)).toBe(0)
})

test('a gap too short to begin in is waited out', async () => {
  const { warmComparing } = await import('../../renderer/compare/warm.ts')
  warmComparing()
  vi.advanceTimersByTime(500)
  gaps.shift()!.act({ didTimeout: false, timeRemaining: () => 3 })
  expect(gaps).toHaveLength(1)
  expect(idle(50)).toBe(25)
})

test('a long text compared meanwhile has warmed better than all of it: the rest is left out', async () => {
  const { comparedForReal, warmComparing } = await import('../../renderer/compare/warm.ts')
  warmComparing()
  expect(idle(50, 3)).toBe(3)
  comparedForReal()
  expect(idle(50)).toBe(1)
})
