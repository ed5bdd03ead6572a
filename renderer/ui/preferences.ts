import { useSyncExternalStore } from 'react'

/** What a person sets for their own screen; kept on this machine, of no meaning to the office. */
export type Preferences = { large: boolean; railFolded: boolean }

const place = 'shenjiao.preferences'
const initial: Preferences = { large: false, railFolded: false }
let current = read()
const listeners = new Set<() => void>()

function read(): Preferences {
  return { ...initial, ...remembered<Partial<Preferences>>(place, {}) }
}

const subscribe = (listener: () => void) => {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

export const usePreferences = (): Preferences => useSyncExternalStore(subscribe, () => current)

export function prefer(change: Partial<Preferences>): void {
  current = { ...current, ...change }
  remember(place, current)
  for (const listener of listeners) listener()
}

/** A value kept on this machine, or `otherwise` when there is none or it cannot be read. */
export function remembered<T>(name: string, otherwise: T): T {
  try {
    const text = localStorage.getItem(name)
    return text === null ? otherwise : (JSON.parse(text) as T)
  } catch {
    return otherwise
  }
}

/** Keeps a value on this machine; a full or forbidden storage is no reason to stop working. */
export function remember(name: string, value: unknown): void {
  try {
    localStorage.setItem(name, JSON.stringify(value))
  } catch {
    // The layout simply is not remembered.
  }
}
