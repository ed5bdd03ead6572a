import { useIsFetching } from '@tanstack/react-query'
import { startTransition, useEffect, useState, type ReactNode } from 'react'
import { Loading } from '../ui/states.tsx'

/** What stands beside the text waits for it no longer than this. */
const longestMs = 400

/** Drawn when the texts that were asked for are on the screen: whoever opens two versions looks at the words first. */
export function AfterTheText({ children }: { children: ReactNode }) {
  const waiting = useIsFetching({ queryKey: ['revision'] }) > 0
  const [drawn, setDrawn] = useState(false)
  useEffect(() => {
    const draw = () => startTransition(() => setDrawn(true))
    const late = setTimeout(draw, longestMs)
    const idle = waiting ? 0 : requestIdleCallback(draw)
    return () => {
      clearTimeout(late)
      cancelIdleCallback(idle)
    }
  }, [waiting])
  return drawn ? children : <Loading />
}
