import { useEffect, useRef } from 'react'
import { useLocation, useSearchParams } from 'react-router'
import { useMe } from './me.tsx'
import { remember, remembered } from './preferences.ts'

/** The lists on the screen that remember their address, by path. */
const lists = new Map<string, { place: string; names: readonly string[] }>()

/** Remembers at once what a list is asked for: whoever leaves quicker than it is drawn finds it again all the same. */
export function keepAddress(params: URLSearchParams): void {
  const list = lists.get(window.location.pathname)
  if (list) remember(list.place, list.names.flatMap(name => params.getAll(name).map(value => [name, value])))
}

/**
 * Every list remembers its filters and its order: an address that says nothing gets those this person used last on this machine.
 * `names` are what is remembered; a chosen row, a page and words searched for once are not among them. An address that leads
 * elsewhere on the screen leaves what is remembered as it is.
 */
export function useKeptAddress(list: string, names: readonly string[]): void {
  const me = useMe()
  const { pathname } = useLocation()
  const [params, setParams] = useSearchParams()
  const place = `shenjiao.filters.${me.person.id}.${list}`
  const arrived = useRef(false)
  const empty = params.size === 0
  const now = JSON.stringify(names.flatMap(name => params.getAll(name).map(value => [name, value])))
  const drawn = params.toString()
  useEffect(() => {
    lists.set(pathname, { place, names })
    return () => void lists.delete(pathname)
  }, [pathname, place, names])
  useEffect(() => {
    // What is drawn may be behind a quick hand: another filter is chosen already, or another screen.
    if (window.location.pathname !== pathname || new URLSearchParams(window.location.search).toString() !== drawn) return
    const first = !arrived.current
    arrived.current = true
    // Only on arrival: filters emptied on the spot are a wish.
    if (!first || now !== '[]') return remember(place, JSON.parse(now))
    const kept = empty ? remembered<[string, string][]>(place, []) : []
    if (kept.length > 0) setParams(kept, { replace: true })
  }, [place, now, drawn, empty, pathname, setParams])
}
