import type { QueryClient } from '@tanstack/react-query'
import { setConnected } from './connection.ts'

/** Several events in one moment are one refresh. Milliseconds. */
const gatherMs = 250

/** Refreshes what is on the screen whenever the office says that something changed. Returns how to stop. */
export function followChanges(queries: QueryClient): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined
  const refresh = () => {
    timer ??= setTimeout(() => {
      timer = undefined
      void queries.invalidateQueries()
    }, gatherMs)
  }
  const stop = window.desktop ? window.desktop.on('changed', refresh) : followStream(refresh)
  return () => {
    clearTimeout(timer)
    stop()
  }
}

function followStream(refresh: () => void): () => void {
  const stream = new EventSource('/events', { withCredentials: true })
  let broken = false
  stream.addEventListener('open', () => {
    setConnected(true)
    // What changed while the stream was broken was not heard.
    if (broken) refresh()
    broken = false
  })
  stream.addEventListener('error', () => {
    broken = true
  })
  stream.addEventListener('message', refresh)
  stream.addEventListener('changed', refresh)
  return () => stream.close()
}
