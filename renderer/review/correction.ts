import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import type { Editor } from '@tiptap/core'
import { normalise } from '#core/article/canonical'
import type { Change, Hunk } from '#core/article/change'
import type { Content } from '#core/article/content'
import { bodyRange, plainText } from '#core/article/plain-text'
import { api, ConnectionLost } from '../api.ts'
import { queries } from '../ask.ts'
import { forgetAside, putAside } from '../article/aside.ts'
import { useMe } from '../ui/me.tsx'
import { restMs, retryMs, type Saving } from '../article/keeping.ts'
import { turns } from '../article/turns.ts'
import { documentOf } from '../text/body.ts'
import { useDifference } from './difference.ts'
import type { View } from './judgement.ts'

export type Copy = { base: string; at: string; content: Content } | null

/**
 * The proofreader's text: what was received, what it is now, and live what the difference counts as. Kept as a working
 * copy while typing; one made on a text that has moved on is not put in silently but handed back as `orphan`.
 */
export function useCorrection(view: View, copy: Copy, names: readonly string[]) {
  const { id, hash } = view.summary
  const person = useMe().person.id
  const received = view.content
  const mine = copy?.base === hash ? copy : null
  const [content, setContent] = useState<Content>(mine?.content ?? received)
  const [saving, setSaving] = useState<Saving>({ state: mine ? 'kept' : 'clean', at: mine?.at ?? null })
  const latest = useRef(content)
  useEffect(() => {
    latest.current = content
  }, [content])
  const timer = useRef<number | null>(null)

  /** One after the other, so that no older copy arrives behind a newer one, nor any behind the word that it is done with. */
  const [inTurn] = useState(turns)

  /** Keeps what was typed last; false when it could not be kept anywhere. */
  const flush = useCallback(function keep(): Promise<boolean> {
    return inTurn(put)
    async function put(): Promise<boolean> {
      if (timer.current === null) return true
      window.clearTimeout(timer.current)
      timer.current = null
      try {
        const reply = await api('workingCopy.put', { id, base: hash, content: latest.current })
        setSaving(reply.ok ? { state: 'kept', at: reply.value.at } : { state: 'refused', at: null, why: reply.refusal })
        if (reply.ok) forgetAside(id, person)
        else if (reply.refusal.code === 'not-signed-in' && putAside(id, person, { base: hash, content: latest.current })) void queries.invalidateQueries({ queryKey: ['session.me'] })
        return reply.ok
      } catch (error) {
        if (!(error instanceof ConnectionLost)) throw error
        setSaving({ state: error.kept ? 'kept-here' : 'lost', at: error.kept })
        timer.current ??= window.setTimeout(() => void keep(), retryMs)
        return error.kept !== null
      }
    }
  }, [id, hash, person, inTurn])

  const change = useCallback(
    (update: (before: Content) => Content) => {
      setContent(update)
      setSaving(before => ({ state: 'typing', at: before.at }))
      if (timer.current !== null) window.clearTimeout(timer.current)
      timer.current = window.setTimeout(() => void flush(), restMs)
    },
    [flush],
  )

  /** Takes the working copy away: the text was passed or given up. */
  const drop = useCallback(async () => {
    if (timer.current !== null) window.clearTimeout(timer.current)
    timer.current = null
    setSaving({ state: 'clean', at: null })
    forgetAside(id, person)
    await inTurn(() => api('workingCopy.drop', { id }))
  }, [id, person, inTurn])

  useEffect(() => {
    const onHide = () => void flush()
    window.addEventListener('pagehide', onHide)
    return () => {
      window.removeEventListener('pagehide', onHide)
      void flush()
    }
  }, [flush])

  const { difference, behind } = useDifference(received, content, names)
  const orphan = useMemo(() => (copy && copy.base !== hash ? copy : null), [copy, hash])
  return { received, content, difference, behind, saving, change, flush, drop, setContent, orphan }
}
export type Correction = ReturnType<typeof useCorrection>

/** What stands in the way of passing a corrected text, in one sentence; null when nothing does. */
export function changeStop({ class: kind, hunks }: Change): string | null {
  if (kind !== 'substantive') return null
  const at = hunks.findIndex(hunk => hunk.class === 'substantive')
  return `第 ${at + 1} 处${hunks[at]!.reason}，属实质性修改，只能退回作者。`
}

/** Can a single change be put back by itself? */
export const mayUndo = (hunk: Hunk, received: Content, edited: Content): boolean => undoOf(hunk, normalise(received), normalise(edited)) !== null

type Undo = { in: 'title'; text: string } | { in: 'subtitle'; text: string } | { in: 'body'; from: number; to: number; text: string } | { in: 'block'; at: number }

/** How one change is put back: its words where it is only words, else the whole paragraph, where the paragraphs still match. */
function undoOf(hunk: Hunk, received: Content, edited: Content): Undo | null {
  if (hunk.where === 'title') return { in: 'title', text: received.title }
  if (hunk.where === 'subtitle') return { in: 'subtitle', text: received.subtitle }
  if (hunk.where === 'metadata' || hunk.where === 'channel' || hunk.where === 'attachment') return null
  const [was, is] = [plainText(received), plainText(edited)]
  const { before, after } = hunk.at
  const words = was.text.slice(before.start, before.end)
  const there = is.text.slice(after.start, after.end)
  const range = bodyRange(is, after.start, after.end)
  if (range && words !== there && !words.includes('\n') && !there.includes('\n')) return { in: 'body', ...range, text: words }
  if (received.body.content.length !== edited.body.content.length || !range) return null
  return { in: 'block', at: range.from }
}

/** Puts one change back as it was received: one step of undo. */
export function undoHunk(editor: Editor, hunk: Hunk, { received, content, change }: Pick<Correction, 'received' | 'content' | 'change'>): void {
  const undo = undoOf(hunk, normalise(received), normalise(content))
  if (!undo) return
  if (undo.in === 'title' || undo.in === 'subtitle') {
    change(before => ({ ...before, [undo.in]: undo.text }))
    return
  }
  if (undo.in === 'body') {
    const { from, to, text } = undo
    editor.chain().focus().command(({ tr }) => Boolean(text === '' ? tr.delete(from, to) : tr.insertText(text, from, to))).setTextSelection(from).scrollIntoView().run()
    return
  }
  const { doc } = editor.state
  const place = doc.resolve(undo.at)
  const block = documentOf(received.body).content?.[place.index(0)]
  if (!block) return
  const from = place.posAtIndex(place.index(0), 0)
  editor.chain().focus().insertContentAt({ from, to: from + doc.child(place.index(0)).nodeSize }, block).run()
}

/** Selects a change in the text and brings it into view. */
export function showHunk(editor: Editor, hunk: Hunk, content: Content): void {
  const range = bodyRange(plainText(normalise(content)), hunk.at.after.start, hunk.at.after.end)
  if (range && range.to <= editor.state.doc.content.size) editor.chain().focus().setTextSelection(range).scrollIntoView().run()
}
