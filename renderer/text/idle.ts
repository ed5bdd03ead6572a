/** Milliseconds after which what waits for a gap is done all the same. */
const longestMs = 1000
/** Milliseconds that a gap must still last to be worth beginning in. */
const enoughMs = 12

/** Does `act` when the page has nothing else to do: in the gap between two keystrokes, not in one of them. Returns how to call it off. */
export function inAGap(act: () => void): () => void {
  const until = performance.now() + longestMs
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
  wait()
  return () => window.cancelIdleCallback(asked)
}
