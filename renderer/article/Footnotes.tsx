import type { Editor } from '@tiptap/core'
import type { Node } from '@tiptap/pm/model'
import { useEditorState } from '@tiptap/react'
import { memo } from 'react'

type Note = { text: string; pos: number }

/** Notes inside one block with their places in it; a block that did not change is not walked again. */
const inside = new WeakMap<Node, readonly Note[]>()
const none: readonly Note[] = []

function notesIn(block: Node): readonly Note[] {
  const before = inside.get(block)
  if (before) return before
  const found: Note[] = []
  block.descendants((node, pos) => {
    if (node.type.name === 'footnote') found.push({ text: (node.attrs as { text: string }).text, pos })
  })
  const notes = found.length ? found : none
  inside.set(block, notes)
  return notes
}

/** The footnotes of the text in their order, at its foot as they are printed; each leads to its mark. */
export const Footnotes = memo(function Footnotes({ editor }: { editor: Editor }) {
  const notes = useEditorState({
    editor,
    selector: ({ editor: e }) => {
      const found: Note[] = []
      e.state.doc.forEach((block, at) => {
        for (const { text, pos } of notesIn(block)) found.push({ text, pos: at + 1 + pos })
      })
      return found
    },
    equalityFn: (a, b) => b !== null && a.length === b.length && a.every((note, i) => note.text === b[i]!.text && note.pos === b[i]!.pos),
  })
  if (notes.length === 0) return null
  return (
    <section className="footnotes" aria-label="脚注">
      <ol>
        {notes.map(({ text, pos }, i) => (
          <li key={pos}>
            <button type="button" onClick={() => editor.chain().focus().setNodeSelection(pos).scrollIntoView().run()}>
              [{i + 1}] {text}
            </button>
          </li>
        ))}
      </ol>
    </section>
  )
})
