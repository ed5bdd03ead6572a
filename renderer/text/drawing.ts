import { Extension, type Editor } from '@tiptap/core'
import { Plugin, type Transaction } from '@tiptap/pm/state'
import type { EditorView } from '@tiptap/pm/view'

/** Milliseconds until it is tried again to draw while a hand is at the text. */
const againMs = 120

/** With which step marks are drawn; null when there is nothing to draw any more. */
type Act = () => Transaction | null

const pressed = new WeakSet<EditorView>()
const waiting = new WeakMap<Editor, Map<string, number>>()
const ends = ['pointerup', 'pointercancel', 'dragend', 'blur']

/** Knows when a mouse or a finger is selecting in the text. Belongs into every editor in which marks are drawn. */
export const Drawing = Extension.create({
  name: 'drawing',
  addProseMirrorPlugins: () => [
    new Plugin({
      view: view => {
        const down = () => pressed.add(view)
        const up = () => pressed.delete(view)
        view.dom.addEventListener('pointerdown', down)
        for (const end of ends) window.addEventListener(end, up, true)
        return {
          destroy: () => {
            view.dom.removeEventListener('pointerdown', down)
            for (const end of ends) window.removeEventListener(end, up, true)
          },
        }
      },
    }),
  ],
})

/**
 * Draws marks in a text: `act` says with which step, and changes no word. Not under a hand: while words are being selected or
 * composed by an input method it waits, and of several drawings of one `kind` only the last is made. A selection that the editor
 * has not heard of yet is heard first; drawing would put the one before it back.
 */
export function draw(editor: Editor, kind: string, act: Act): void {
  const mine = waiting.get(editor) ?? new Map<string, number>()
  waiting.set(editor, mine)
  window.clearTimeout(mine.get(kind))
  if (editor.isDestroyed) return
  const { view } = editor
  if (pressed.has(view) || view.composing) {
    mine.set(kind, window.setTimeout(() => draw(editor, kind, act), againMs))
    return
  }
  // The editor hears of a selection by this event, which the browser sends a task after the selection.
  document.dispatchEvent(new Event('selectionchange'))
  const step = act()
  if (step) view.dispatch(step)
}
