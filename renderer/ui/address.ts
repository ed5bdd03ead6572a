import { useSearchParams } from 'react-router'
import { keepAddress } from './kept-address.ts'

type Change = Record<string, string | readonly string[] | undefined>

/** The filters of a screen as its address holds them. Setting one goes back to the first page unless the page itself is set. */
export function useAddress() {
  const [params, setParams] = useSearchParams()
  const set = (change: Change, { replace = true }: { replace?: boolean } = {}) => {
    // From the address itself: what is drawn may be one change behind a quick hand, and would undo it.
    const next = new URLSearchParams(window.location.search)
    if (!('page' in change)) next.delete('page')
    for (const [name, value] of Object.entries(change)) {
      next.delete(name)
      for (const one of typeof value === 'string' ? [value] : (value ?? [])) if (one) next.append(name, one)
    }
    keepAddress(next)
    setParams(next, { replace })
  }
  return {
    get: (name: string): string => params.get(name) ?? '',
    all: (name: string): string[] => params.getAll(name),
    set,
    params,
    clear: () => {
      keepAddress(new URLSearchParams())
      setParams({})
    },
  }
}

/** Those values of an address that are known ones. */
export const known = <T extends string>(values: readonly string[], of: readonly T[]): T[] =>
  of.filter(value => values.includes(value))
