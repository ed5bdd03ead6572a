import { useEffect, useRef } from 'react'
import { useSearchParams } from 'react-router'
import { useMe } from './me.tsx'
import { remember, remembered } from './preferences.ts'

/**
 * Every list remembers its filters: an address that says nothing gets those this person used last on this machine.
 * `names` are the filters; a chosen row or a page is not one of them.
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
    const kept = first && empty ? remembered<[string, string][]>(place, []) : []
    if (kept.length > 0) setParams(kept, { replace: true })
    else remember(place, JSON.parse(now))
  }, [place, now, empty, setParams])
}
