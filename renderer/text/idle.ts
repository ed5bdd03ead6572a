/** Milliseconds after which what waits for a gap, and what waits for a rest, is done all the same. */
const [longestMs, longestTypingMs] = [1000, 3000]
/** Milliseconds without a key that are a rest. */
const restMs = 250
/** Milliseconds that a gap must still last to be worth beginning in. */
const enoughMs = 12

/**
 * After so many milliseconds does `act` when the page has nothing else to do: in the gap between two keystrokes, not in one of them.
 * Returns how to call it off.
 */
export function inAGap(act: () => void, afterMs = 0): () => void {
  const until = performance.now() + afterMs + longestMs
  let asked = 0
  const wait = () => {
    asked = window.requestIdleCallback(
      gap => {
        if (gap.didTimeout || performance.now() >= until || gap.timeRemaining() >= enoughMs) act()
        else wait()
      },
      { timeout: Math.max(1, until - performance.now()) },
    )
  }
  const timer = window.setTimeout(wait, afterMs)
  return () => {
    window.clearTimeout(timer)
    window.cancelIdleCallback(asked)
  }
}

/** When a key was pressed last; null before anybody asked. */
let lastKey: number | null = null

function keyed(): number {
  if (lastKey === null) window.addEventListener('keydown', () => (lastKey = performance.now()), { capture: true, passive: true })
  return (lastKey ??= 0)
}

/** Does `act` in a gap, when nobody is typing at the moment. Returns how to call it off. */
export function atRest(act: () => void): () => void {
  const until = performance.now() + longestTypingMs
  let timer = 0
  let callOff = () => {}
  const wait = () => {
    const now = performance.now()
    const left = Math.min(keyed() + restMs, until) - now
    if (left > 0) timer = window.setTimeout(wait, left)
    else callOff = inAGap(act)
  }
  wait()
  return () => {
    window.clearTimeout(timer)
    callOff()
  }
}
