import { startTransition, useEffect, useMemo, useState } from 'react'
import type { Content } from '#core/article/content'
import type { Output } from '#core/api/contract'
import { api } from '../api.ts'
import { queries } from '../ask.ts'
import { keeping, sameContent, type Written } from './keeping.ts'

/**
 * The text being written: what is on the screen, autosaved as this person's working copy, and saved as a version when asked.
 * A save on a text that has moved on keeps both versions and says whose the other is.
 */
export function useDraft(view: Output<'article.open'>, working: Content | null) {
  const [written, setWritten] = useState<Written>(() => ({
    content: working ?? view.content,
    base: working ? (view.working?.base ?? view.summary.hash) : view.summary.hash,
    saved: view.content,
    saving: { state: working ? 'kept' : 'clean', at: view.working?.at ?? null },
    conflict: null,
  }))
  // About keeping is told at leisure: a keystroke goes first.
  const [kept] = useState(() => keeping(view.summary.id, written, api, (now, leisurely) => (leisurely ? startTransition(() => setWritten(now)) : setWritten(now))))
  useEffect(() => {
    window.addEventListener('pagehide', kept.leave)
    return () => {
      window.removeEventListener('pagehide', kept.leave)
      kept.flush()
    }
  }, [kept])
  const { content, base, saved, saving, conflict } = written
  const differs = useMemo(() => !sameContent(content, saved), [content, saved])
  const acts = useMemo(() => {
    const { now, save, change, touch, unsaved, collectFrom, settle, hold, release, adopt, discard } = kept
    const saveAndTell = async () => {
      const done = await save()
      if ('hash' in done) await queries.invalidateQueries()
      return done
    }
    return { now, save: saveAndTell, change, touch, unsaved, collectFrom, settle, hold, release, adopt, discard }
  }, [kept])
  return { content, base, saving, conflict, dirty: saving.state === 'typing' || differs, acts, ...acts }
}
export type Draft = ReturnType<typeof useDraft>
