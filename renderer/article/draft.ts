import { startTransition, useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { canonicalJson, normalise } from '#core/article/canonical'
import type { Content } from '#core/article/content'
import type { Output } from '#core/api/contract'
import type { Refusal } from '#core/refusal'
import { api, ask, ConnectionLost, key } from '../api.ts'
import { queries } from '../ask.ts'
import { sameBody } from '../text/body.ts'

/** Milliseconds of rest in typing before the working copy is kept. */
const restMs = 1200
/** Milliseconds of typing without a rest after which it is kept all the same. */
const longestMs = 10_000

/** `kept-here`: put aside on this PC by the desktop, because the server cannot be reached. */
export type Saving = { state: 'clean' | 'typing' | 'kept' | 'kept-here' | 'lost'; at: string | null }
export type Conflict = { mine: Content; theirs: Content; by: string; at: string; now: string }

const noBody: Content['body'] = { type: 'doc', content: [] }
const aside = (content: Content): string => canonicalJson(normalise({ ...content, body: noBody }))
const same = (a: Content, b: Content): boolean => sameBody(a.body, b.body) && aside(a) === aside(b)

/**
 * The text being written: what is on the screen, autosaved as this person's working copy, and saved as a version when asked.
 * A save on a text that has moved on keeps both versions and says whose the other is.
 */
export function useDraft(view: Output<'article.open'>, working: Content | null) {
  const { id } = view.summary
  const [content, setContent] = useState<Content>(working ?? view.content)
  const [base, setBase] = useState(working ? (view.working?.base ?? view.summary.hash) : view.summary.hash)
  const [saved, setSaved] = useState(view.content)
  const [saving, setSaving] = useState<Saving>({ state: working ? 'kept' : 'clean', at: view.working?.at ?? null })
  const [conflict, setConflict] = useState<Conflict | null>(null)
  /** What is kept and saved: ahead of what is drawn, which comes at leisure. */
  const latest = useRef({ content, base })
  useEffect(() => {
    latest.current.base = base
  }, [base])
  const timer = useRef<number | undefined>(undefined)
  const since = useRef(0)
  const collect = useRef(() => {})
  /** Whoever has an editor says how to bring what was typed last out of it. */
  const collectFrom = useCallback((bring: () => void) => void (collect.current = bring), [])

  /** While the office makes a version: was there something not yet kept when it began? */
  const held = useRef<{ pending: boolean } | null>(null)
  const putting = useRef<Promise<unknown>>(Promise.resolve())

  const keep = useCallback(async function keep(): Promise<void> {
    collect.current()
    window.clearTimeout(timer.current)
    timer.current = undefined
    if (held.current) return
    try {
      const sent = api('workingCopy.put', { id, ...latest.current })
      putting.current = sent.catch(() => {})
      const reply = await sent
      startTransition(() => setSaving(reply.ok ? { state: 'kept', at: reply.value.at } : { state: 'lost', at: null }))
    } catch (error) {
      if (!(error instanceof ConnectionLost)) throw error
      setSaving({ state: error.kept ? 'kept-here' : 'lost', at: error.kept })
      timer.current = window.setTimeout(() => void keep(), 4000)
    }
  }, [id])

  /** Something is being typed that `change` will bring. */
  const touch = useCallback(() => {
    // Said at leisure, like everything about keeping: a keystroke goes first.
    startTransition(() => setSaving(before => (before.state === 'typing' ? before : { ...before, state: 'typing' })))
    const now = performance.now()
    if (timer.current === undefined) since.current = now
    else window.clearTimeout(timer.current)
    timer.current = window.setTimeout(() => void keep(), Math.max(0, Math.min(restMs, since.current + longestMs - now)))
  }, [keep])

  const show = useCallback((next: Content) => {
    latest.current.content = next
    setContent(next)
  }, [])

  const change = useCallback(
    (update: (before: Content) => Content) => {
      show(update(latest.current.content))
      touch()
    },
    [show, touch],
  )

  /** Whether there is anything to save, the last keystroke included. */
  const unsaved = useCallback((): boolean => {
    collect.current()
    return !same(latest.current.content, saved)
  }, [saved])

  const save = useCallback(async (): Promise<{ hash: string } | { refusal: Refusal }> => {
    collect.current()
    window.clearTimeout(timer.current)
    timer.current = undefined
    const sent = { ...latest.current }
    const reply = await api('article.save', { key: key(), id, base: sent.base, content: sent.content })
    if (!reply.ok) {
      await keep()
      if (reply.refusal.code === 'stale-base') setConflict(await conflictOf(id, sent.content, reply.refusal))
      return { refusal: reply.refusal }
    }
    latest.current.base = reply.value.hash
    setBase(reply.value.hash)
    setSaved(sent.content)
    if (!reply.value.changed) await api('workingCopy.drop', { id })
    setSaving({ state: 'clean', at: new Date().toISOString() })
    await queries.invalidateQueries()
    return { hash: reply.value.hash }
  }, [id, keep])

  /** Settles a conflict: go on from their text, or put mine on top of it as a new version. */
  const settle = useCallback(
    async (whose: 'theirs' | 'mine') => {
      if (!conflict) return
      setBase(conflict.now)
      setSaved(conflict.theirs)
      if (whose === 'theirs') {
        show(conflict.theirs)
        await api('workingCopy.drop', { id })
        setSaving({ state: 'clean', at: null })
      }
      setConflict(null)
    },
    [conflict, id, show],
  )

  /**
   * The text with what was typed last, for the office to make a version of. Until `adopt` or `release` no working copy is kept:
   * one that came after the version would bring the older words back.
   */
  const hold = useCallback(async () => {
    collect.current()
    held.current = { pending: timer.current !== undefined }
    window.clearTimeout(timer.current)
    timer.current = undefined
    await putting.current
    return { ...latest.current }
  }, [])
  const release = useCallback(() => {
    const pending = held.current?.pending
    held.current = null
    if (pending) touch()
  }, [touch])
  /** A version that the office made of the text held is what is being written now. */
  const adopt = useCallback((next: Content, hash: string) => {
    collect.current()
    latest.current = { content: next, base: hash }
    held.current = null
    window.clearTimeout(timer.current)
    timer.current = undefined
    setContent(next)
    setSaved(next)
    setBase(hash)
    setSaving({ state: 'clean', at: new Date().toISOString() })
  }, [])

  const discard = useCallback(async () => {
    window.clearTimeout(timer.current)
    await api('workingCopy.drop', { id })
    const fresh = await ask('article.open', { id })
    show(fresh.content)
    setSaved(fresh.content)
    setBase(fresh.summary.hash)
    setSaving({ state: 'clean', at: null })
  }, [id, show])

  useEffect(() => {
    const flush = () => {
      if (timer.current !== undefined) void keep()
    }
    window.addEventListener('pagehide', flush)
    return () => {
      window.removeEventListener('pagehide', flush)
      flush()
    }
  }, [keep])

  const differs = useMemo(() => !same(content, saved), [content, saved])
  return { content, base, saving, conflict, dirty: saving.state === 'typing' || differs, change, touch, unsaved, collectFrom, save, settle, hold, release, adopt, discard }
}
export type Draft = ReturnType<typeof useDraft>

async function conflictOf(id: string, mine: Content, stale: Extract<Refusal, { code: 'stale-base' }>): Promise<Conflict> {
  const theirs = await ask('history.revision', { id, hash: stale.now })
  return { mine, theirs: theirs.content, by: theirs.by, at: theirs.at, now: stale.now }
}
