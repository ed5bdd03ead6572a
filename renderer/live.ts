import type { QueryClient } from '@tanstack/react-query'
import type { DesktopBridge } from '#core/desktop'
import { setConnected } from './connection.ts'

/** Several events in one moment are one refresh. Milliseconds. */
const gatherMs = 250

/** What an article's change cannot touch: asked again only when the office itself changes. */
const ofOffice = /^(office|people|section|template|delegation|settings|backup)\./

/** Refreshes what is on the screen whenever the office says that something changed. Returns how to stop. */
export function followChanges(queries: QueryClient): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined
  let wide = false
  const refresh = (topic: string) => {
    wide ||= !topic.startsWith('article:')
    timer ??= setTimeout(() => {
      const all = wide
      timer = undefined
      wide = false
      void queries.invalidateQueries(all ? {} : { predicate: query => !ofOffice.test(String(query.queryKey[0])) })
    }, gatherMs)
  }
  const stop = window.desktop ? followDesktop(window.desktop, refresh) : followStream(refresh)
  return () => {
    clearTimeout(timer)
    stop()
  }
}

function followDesktop(desktop: DesktopBridge, refresh: (topic: string) => void): () => void {
  const stops = [
    desktop.on('changed', ({ type }) => refresh(type)),
    desktop.on('connection', ({ connected }) => setConnected(connected)),
  ]
  return () => stops.forEach(stop => stop())
}

function followStream(refresh: (topic: string) => void): () => void {
  const stream = new EventSource('/events', { withCredentials: true })
  let broken = false
  stream.addEventListener('open', () => {
    setConnected(true)
    // What changed while the stream was broken was not heard.
    if (broken) refresh('office')
    broken = false
  })
  stream.addEventListener('error', () => {
    broken = true
  })
  stream.addEventListener('message', ({ data }) => refresh(String(data)))
  return () => stream.close()
}
