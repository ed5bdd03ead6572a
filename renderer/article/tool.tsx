import type { Editor } from '@tiptap/core'
import { Button, Tooltip } from 'antd'
import { useEffect, useRef, type KeyboardEvent, type ReactNode, type RefObject } from 'react'

/** One act of the toolbar. `why`: the sentence that says why it cannot be done now. */
export type Tool = { zh: string; keys?: string; icon: ReactNode; active?: boolean; why?: string | null; run(): void }

/** A button of the toolbar with its name; pressing it leaves the selection in the text as it is. */
export function ToolButton({ zh, keys, icon, active, why = null, run }: Tool) {
  return (
    <Tooltip title={why ?? (keys ? `${zh}(${keys})` : zh)} mouseEnterDelay={0.4}>
      <Button
        type="text" className={active ? 'tool tool-on' : 'tool'} aria-label={zh} {...(active !== undefined && { 'aria-pressed': active })}
        disabled={why !== null} icon={icon} onMouseDown={event => event.preventDefault()} onClick={run}
      />
    </Tooltip>
  )
}

const stops = 'button:not(:disabled), input:not(:disabled)'

/** One stop of the Tab key for a whole toolbar: arrows, Home and End walk inside it. */
export function useRoving(): { ref: RefObject<HTMLDivElement | null>; onKeyDown(event: KeyboardEvent): void } {
  const ref = useRef<HTMLDivElement>(null)
  const at = useRef<Element | null>(null)
  useEffect(() => {
    const all = [...(ref.current?.querySelectorAll<HTMLElement>(stops) ?? [])]
    if (!at.current || !all.includes(at.current as HTMLElement)) at.current = all[0] ?? null
    for (const one of all) one.tabIndex = one === at.current ? 0 : -1
  })
  const onKeyDown = (event: KeyboardEvent) => {
    const all = [...(ref.current?.querySelectorAll<HTMLElement>(stops) ?? [])]
    const here = all.indexOf(event.target as HTMLElement)
    if (here < 0) return
    const to = { ArrowRight: here + 1, ArrowLeft: here - 1, Home: 0, End: all.length - 1 }[event.key]
    if (to === undefined) return
    event.preventDefault()
    const next = all[(to + all.length) % all.length]!
    for (const one of all) one.tabIndex = one === next ? 0 : -1
    at.current = next
    next.focus()
  }
  return { ref, onKeyDown }
}

/** Alt+F10 goes from the text to its toolbar, Esc from the toolbar back to the text. */
export function useToolbarKeys(editor: Editor, toolbar: RefObject<HTMLDivElement | null>): void {
  useEffect(() => {
    const onKey = (event: globalThis.KeyboardEvent) => {
      const inside = toolbar.current?.contains(document.activeElement) ?? false
      if (event.key === 'F10' && event.altKey) {
        event.preventDefault()
        toolbar.current?.querySelector<HTMLElement>('[tabindex="0"]')?.focus()
      } else if (event.key === 'Escape' && inside) {
        event.preventDefault()
        editor.commands.focus()
      }
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [editor, toolbar])
}
