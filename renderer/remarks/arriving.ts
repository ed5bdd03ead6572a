import { useEffect, useEffectEvent } from 'react'
import { useAddress } from '../ui/address.ts'
import type { RemarkList } from './use-remarks.ts'

/** Whoever comes by a notice stands before the very thread: `?remark=ID` of the address is opened once, and taken out of it. */
export function useArriving(list: RemarkList | undefined, open: (remark: string) => void, show: (remark: string) => void): void {
  const { get, set } = useAddress()
  const wanted = get('remark')
  const there = wanted !== '' && list !== undefined
  const arrive = useEffectEvent(() => {
    set({ remark: undefined })
    if (![...list!.threads, ...list!.suggestions].some(({ id }) => id === wanted)) return
    open(wanted)
    // The marks are drawn by then.
    window.setTimeout(() => show(wanted), 100)
  })
  useEffect(() => {
    if (there) arrive()
  }, [there])
}
