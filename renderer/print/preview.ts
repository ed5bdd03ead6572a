import { useSyncExternalStore } from 'react'
import type { Pair, Paper } from './paper.ts'

/** What is previewed: an article on one of its papers, or the screen as it was when its pages were made. */
export type Previewed =
  | { of: 'article'; id: string; title: string; paper: Paper; pair?: Pair }
  | { of: 'screen'; title: string; pdf: Uint8Array }

let shown: Previewed | null = null
const listeners = new Set<() => void>()

/** Opens 打印预览, or closes it with null. */
export function showPreview(next: Previewed | null): void {
  shown = next
  for (const listener of listeners) listener()
}

const subscribe = (listener: () => void) => {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** What 打印预览 shows at the moment. */
export const usePreviewed = (): Previewed | null => useSyncExternalStore(subscribe, () => shown)
