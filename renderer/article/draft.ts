import { startTransition, useEffect, useMemo, useState } from 'react'
import type { Content } from '#core/article/content'
import type { Output } from '#core/api/contract'
import { api } from '../api.ts'
import { queries } from '../ask.ts'
import { useMe } from '../ui/me.tsx'
import { forgetAside, putAside } from './aside.ts'
import { keeping, sameContent, type Saving, type Written } from './keeping.ts'

/**
 * The text being written: what is on the screen, autosaved as this person's working copy, and saved as a version when asked.
 * A save on a text that has moved on keeps both versions and says whose the other is.
 */
export function useDraft(view: Output<'article.open'>, working: Content | null) {
  const person = useMe().person.id
  const [start] = useState<Written>(() => ({
    content: working ?? view.content,
    base: working ? (view.working?.base ?? view.summary.hash) : view.summary.hash,
    saved: view.content,
    saving: { state: working ? 'kept' : 'clean', at: view.working?.at ?? null },
    conflict: null,
  }))
  const [written, setWritten] = useState(start)
  const [saving] = useState(() => savingNow(start.saving))
  const [kept] = useState(() => {
    let shown = start
    return keeping(view.summary.id, start, api, (now, leisurely) => {
      saving.tell(now.saving, leisurely)
      follow(view.summary.id, person, now)
      if (now.content === shown.content && now.base === shown.base && now.saved === shown.saved && now.conflict === shown.conflict) return
      shown = now
      setWritten(now)
    })
  })
  useEffect(() => {
    window.addEventListener('pagehide', kept.leave)
    return () => {
      window.removeEventListener('pagehide', kept.leave)
      kept.flush()
    }
  }, [kept])
  const { content, base, saved, conflict } = written
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
  return { content, base, saving, conflict, differs, acts, ...acts }
}
export type Draft = ReturnType<typeof useDraft>

/** A session that has ended takes no words with it: they wait in this window while the person signs in again. */
function follow(id: string, person: string, { saving, base, content }: Written) {
  if (saving.state === 'kept' || saving.state === 'clean') return forgetAside(id, person)
  if (saving.why?.code === 'not-signed-in' && putAside(id, person, { base, content })) void queries.invalidateQueries({ queryKey: ['session.me'] })
}

/** How far the text has been kept, for those who follow it: it changes with every rest in typing, and they alone are drawn anew for it. */
export type SavingNow = ReturnType<typeof savingNow>

function savingNow(start: Saving) {
  let now = start
  const followers = new Set<(saving: Saving) => void>()
  return {
    now: () => now,
    tell(next: Saving, leisurely: boolean) {
      if (next === now) return
      now = next
      const tellAll = () => followers.forEach(follow => follow(next))
      // A keystroke goes first.
      if (leisurely) startTransition(tellAll)
      else tellAll()
    },
    /** Told at once how it is, and then of every change. */
    follow(follower: (saving: Saving) => void) {
      followers.add(follower)
      follower(now)
      return () => void followers.delete(follower)
    },
  }
}

/** Something was typed that has not been collected and kept yet. */
export const isTyping = ({ state }: Saving): boolean => state === 'typing'

/** What `read` makes of how far the text has been kept. */
export function useSaving<T>({ now, follow }: SavingNow, read: (saving: Saving) => T): T {
  const [seen, setSeen] = useState(() => read(now()))
  useEffect(() => follow(saving => setSeen(() => read(saving))), [follow, read])
  return seen
}
