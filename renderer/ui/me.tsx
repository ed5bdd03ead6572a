import { createContext, useContext } from 'react'
import type { Output } from '#core/api/contract'

export type Me = Output<'session.me'>

const MeContext = createContext<Me | null>(null)
export const MeProvider = MeContext.Provider

/** Who is signed in. Only inside the frame, which opens for nobody else. */
export function useMe(): Me {
  const me = useContext(MeContext)
  if (!me) throw new Error('useMe outside the frame')
  return me
}
