/**
 * What one key cost, in milliseconds. `waited`: from the key until the page began with it. `busy`: what the page then did because
 * of it – handlers, what they put off to the next tasks, style, layout and paint of the next frame – without the wait for that
 * frame. `script`: the handlers and the next tasks alone.
 */
export type Stroke = { waited: number; busy: number; script: number }

declare global {
  interface Window {
    strokes: Stroke[]
  }
}

/** In the page: notes every keystroke from now on. */
export function watch(): void {
  window.strokes = []
  /** Runs after so many tasks. */
  const after = (hops: number, done: () => void) => {
    const channel = new MessageChannel()
    channel.port1.onmessage = () => (--hops > 0 ? channel.port2.postMessage(null) : done())
    channel.port2.postMessage(null)
  }
  window.addEventListener(
    'keydown',
    event => {
      const from = performance.now()
      let [tasks, frame] = [0, [0, 0] as [number, number]]
      const note = () => {
        if (tasks === 0 || frame[1] === 0) return
        const [begin, end] = frame
        const drawn = end <= tasks ? 0 : end - Math.max(begin, tasks)
        window.strokes.push({ waited: Math.max(0, from - event.timeStamp), busy: tasks - from + drawn, script: tasks - from })
      }
      after(4, () => {
        tasks = performance.now()
        note()
      })
      requestAnimationFrame(() => {
        const begin = performance.now()
        after(1, () => {
          frame = [begin, performance.now()]
          note()
        })
      })
    },
    true,
  )
}
