import { useEffect, useRef } from 'react'
import { useSearchParams } from 'react-router'
import { useMe } from './me.tsx'
import { remember, remembered } from './preferences.ts'

/**
 * Every list remembers its filters and its order: an address that says nothing gets those this person used last on this machine.
 * `names` are what is remembered; a chosen row, a page and words searched for once are not among them. An address that leads
 * elsewhere on the screen leaves what is remembered as it is.
 */
export function useKeptAddress(list: string, names: readonly string[]): void {
  const me = useMe()
  const [params, setParams] = useSearchParams()
  const place = `shenjiao.filters.${me.person.id}.${list}`
  const arrived = useRef(false)
  const empty = params.size === 0
  const now = JSON.stringify(names.flatMap(name => params.getAll(name).map(value => [name, value])))
  useEffect(() => {
    const first = !arrived.current
    arrived.current = true
    // Only on arrival: filters emptied on the spot are a wish.
    if (!first || now !== '[]') return remember(place, JSON.parse(now))
    const kept = empty ? remembered<[string, string][]>(place, []) : []
    if (kept.length > 0) setParams(kept, { replace: true })
  }, [place, now, empty, setParams])
}
