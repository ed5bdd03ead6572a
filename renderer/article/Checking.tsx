import type { Editor } from '@tiptap/core'
import { createContext, use, useMemo, type ReactNode } from 'react'
import type { Content } from '#core/article/content'
import { ChecksPanel } from '../text/ChecksPanel.tsx'
import { useChecks, type Checked } from '../text/findings.ts'
import { isTyping, useSaving, type SavingNow } from './draft.ts'

const Checks = createContext<{ checked: Checked | null; checking: boolean }>({ checked: null, checking: false })

/** Checks the text as it is written. What was found reaches those inside who show it, and nothing else is drawn anew for it. */
export function Checking({ content, saving, children }: { content: Content; saving: SavingNow; children: ReactNode }) {
  const { checked, checking } = useChecks(content, useSaving(saving, isTyping))
  const value = useMemo(() => ({ checked, checking }), [checked, checking])
  return <Checks value={value}>{children}</Checks>
}

/** 机检 with how many findings there are, once that is known. */
export function ChecksLabel() {
  const { checked, checking } = use(Checks)
  return <>{checked && !checking ? `机检（${checked.findings.length}）` : '机检'}</>
}

const noDismissals: ReadonlyMap<string, string> = new Map()

/** The panel of findings for whoever writes: they are put right here, and dismissed only at a proofread. */
export function WritersChecks({ article, editor }: { article: string; editor: Editor }) {
  const { checked, checking } = use(Checks)
  return <ChecksPanel article={article} checked={checked} checking={checking} editor={editor} fixable dismissals={noDismissals} />
}
