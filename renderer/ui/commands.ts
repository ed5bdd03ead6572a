import { useEffect, useRef } from 'react'
import type { CommandId } from '#core/desktop'

type Handler = () => void
const handlers = new Map<CommandId, Handler[]>()

/** While the component is there, it carries out this command of the menus; the one that came last goes first. */
export function useCommand(id: CommandId, handler: Handler): void {
  const live = useRef(handler)
  useEffect(() => {
    live.current = handler
  })
  useEffect(() => {
    const mine = () => live.current()
    handlers.set(id, [...(handlers.get(id) ?? []), mine])
    return () => void handlers.set(id, handlers.get(id)?.filter(one => one !== mine) ?? [])
  }, [id])
}

/** Carries out a command; false when nothing on the screen takes it. */
export function carryOut(id: CommandId): boolean {
  const handler = handlers.get(id)?.at(-1)
  handler?.()
  return handler !== undefined
}

/** The commands about findings, wherever a panel of them is: `show` brings it up, and it walks by F8, which a menu item presses once it is there. */
export function useFindingCommands(show: () => void): void {
  const walk = (back: boolean) => {
    show()
    const pressed = new KeyboardEvent('keydown', { key: 'F8', shiftKey: back, cancelable: true })
    window.setTimeout(() => window.dispatchEvent(pressed), 60)
  }
  useCommand('check', show)
  useCommand('next-finding', () => walk(false))
  useCommand('previous-finding', () => walk(true))
}
