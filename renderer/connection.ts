import { useSyncExternalStore } from 'react'

let connected = true
const listeners = new Set<() => void>()

/** Told by every call and by the event stream. */
export function setConnected(now: boolean): void {
  if (now === connected) return
  connected = now
  for (const listener of listeners) listener()
}

const subscribe = (listener: () => void) => {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** Whether the office answered last time it was asked. */
export const useConnected = (): boolean => useSyncExternalStore(subscribe, () => connected)
