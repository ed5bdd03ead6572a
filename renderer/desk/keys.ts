import { useEffect, useRef } from 'react'

/** What the keys of the desk do, in the words of its help. */
export const deskKeys: readonly { keys: string; zh: string }[] = [
  { keys: 'J 或 ↓', zh: '下一件' },
  { keys: 'K 或 ↑', zh: '上一件' },
  { keys: 'Enter', zh: '打开' },
  { keys: 'A', zh: '打开并准备通过（还要回答检查项、填写意见、确认）' },
  { keys: 'R', zh: '打开并退回' },
  { keys: 'C', zh: '认领' },
  { keys: 'X', zh: '选入或移出批量（先按“批量通过”）' },
  { keys: '?', zh: '显示本表' },
]

export type DeskActs = Record<'next' | 'previous' | 'open' | 'pass' | 'return' | 'claim' | 'pick' | 'help', () => void>

const actOf: Record<string, keyof DeskActs> = {
  j: 'next', ArrowDown: 'next', k: 'previous', ArrowUp: 'previous', Enter: 'open', a: 'pass', r: 'return', c: 'claim', x: 'pick', '?': 'help', '？': 'help',
}

/** The keys of the desk, while nobody types and no window lies over it. */
export function useDeskKeys(acts: DeskActs): void {
  const live = useRef(acts)
  useEffect(() => {
    live.current = acts
  })
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const act = actOf[event.key.length === 1 ? event.key.toLowerCase() : event.key]
      if (!act || event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.defaultPrevented) return
      const at = event.target instanceof HTMLElement ? event.target : null
      if (at?.closest('input, textarea, select, [contenteditable="true"], [role="combobox"], [role="dialog"]')) return
      // Arrows and Enter belong to whatever else has the focus; to the list when it has it, or nothing has.
      if (event.key.length > 1 && at && at !== document.body && !at.closest('.tasks, #content:focus')) return
      if (document.querySelector('.ant-modal-wrap:not([style*="display: none"]), .ant-drawer-open')) return
      event.preventDefault()
      live.current[act]()
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [])
}
