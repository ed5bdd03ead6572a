import type { Editor } from '@tiptap/core'
import type { Body } from '#core/article/content'
import { sameBody } from '../text/body.ts'
import type { EditorHandlers } from './editor.ts'

/** Who is told what happens in an editor: the screen that shows it, or that showed it last. */
export type Live = { current: EditorHandlers | null }
/** What an editor showed last as its screen knows it, the bodies it has given out, and whether it is on a screen. */
type Kept = { shown: Body; sent: WeakSet<Body>; live: Live; onScreen: boolean }

const byName = new Map<string, Editor>()
const facts = new WeakMap<Editor, Kept>()

/** Editors of texts left longer ago are given up, and their undo histories with them. */
const mostKept = 6

export const keptOf = (editor: Editor): Kept => facts.get(editor)!

/** Says on the screen of an editor what went wrong in it. */
export const onError =
  (editor: Editor) =>
  (error: unknown): void =>
    keptOf(editor).live.current?.onError(error)

/** The editor of this text as it was left, with its undo history; a new one where it would show other words than `body`. */
export function keptEditor(name: string, body: Body, make: (live: Live) => Editor): Editor {
  const before = byName.get(name)
  byName.delete(name)
  if (before && !before.isDestroyed && sameBody(keptOf(before).shown, body)) {
    byName.set(name, before)
    keptOf(before).sent = new WeakSet()
    return before
  }
  if (before && !keptOf(before).onScreen) before.destroy()
  const live: Live = { current: null }
  const editor = make(live)
  facts.set(editor, { shown: body, sent: new WeakSet(), live, onScreen: false })
  byName.set(name, editor)
  for (const [old, one] of byName) {
    if (byName.size <= mostKept || one === editor || keptOf(one).onScreen) continue
    byName.delete(old)
    one.destroy()
  }
  return editor
}
