import { Extension, type Editor } from '@tiptap/core'
import { Plugin, PluginKey, type Transaction } from '@tiptap/pm/state'
import { Decoration, DecorationSet } from '@tiptap/pm/view'
import type { SuggestionKind } from '#core/article/suggest'
import type { PersonColour } from '../ui/person-colours.ts'

/** A remark as it is drawn in the text: its range in the document, who made it, and for a proposal the words it would put there. */
export type Mark = {
  id: string
  from: number
  to: number
  /** Said on hover: colour is never the only sign of who speaks. */
  title: string
  colour: PersonColour
  proposal: { kind: SuggestionKind; words: string } | null
}

type Drawn = { set: DecorationSet; current: string | null }
const remarkKey = new PluginKey<Drawn>('remarks')

/** Comments underlined and proposals as deletion and insertion; between two drawings they follow the edits by mapping alone. */
export const RemarkMarks = Extension.create({
  name: 'remarkMarks',
  addProseMirrorPlugins: () => [
    new Plugin<Drawn>({
      key: remarkKey,
      state: {
        init: () => ({ set: DecorationSet.empty, current: null }),
        apply: (tr, drawn) => {
          const given = tr.getMeta(remarkKey) as Drawn | undefined
          if (given) return given
          return tr.docChanged ? { ...drawn, set: drawn.set.map(tr.mapping, tr.doc) } : drawn
        },
      },
      props: { decorations: state => remarkKey.getState(state)?.set },
    }),
  ],
})

type Spec = { remark: string }
const specOf = (decoration: Decoration): string => (decoration.spec as Spec).remark

/** The step that draws the remarks anew; `current` is the one the panel stands on. Nothing of it is a step of undo. */
export function remarksDrawn(editor: Editor, marks: readonly Mark[], current: string | null): Transaction {
  const { doc } = editor.state
  const size = doc.content.size
  const drawn = marks.filter(mark => mark.from <= mark.to && mark.to <= size).flatMap(mark => decorationsOf(mark, mark.id === current))
  return editor.state.tr.setMeta(remarkKey, { set: DecorationSet.create(doc, drawn), current }).setMeta('addToHistory', false)
}

/** Where each remark stands in the document now; those whose text was taken away since are not among them. */
export function placesOf(editor: Editor): Map<string, { from: number; to: number }> {
  const places = new Map<string, { from: number; to: number }>()
  for (const decoration of remarkKey.getState(editor.state)?.set.find() ?? []) {
    const id = specOf(decoration)
    const known = places.get(id)
    places.set(id, known ? { from: Math.min(known.from, decoration.from), to: Math.max(known.to, decoration.to) } : { from: decoration.from, to: decoration.to })
  }
  return places
}

function decorationsOf({ id, from, to, title, colour, proposal }: Mark, current: boolean): Decoration[] {
  const on = current ? ' remark-on' : ''
  const look = `--remark-ink:${colour.ink};--remark-ground:${colour.ground};--remark-line:${colour.line}`
  const attributes = (kind: string) => ({ class: `remark remark-${kind}${on}`, 'data-remark': id, title, style: look })
  if (!proposal) return [Decoration.inline(from, to, attributes('comment'), { remark: id })]
  const removed = from < to ? [Decoration.inline(from, to, attributes('delete'), { remark: id })] : []
  if (proposal.kind === 'delete') return removed
  const inserted = (): HTMLElement => {
    const words = document.createElement('ins')
    words.textContent = proposal.words
    words.contentEditable = 'false'
    for (const [name, value] of Object.entries(attributes('insert'))) words.setAttribute(name, value)
    return words
  }
  return [...removed, Decoration.widget(to, inserted, { side: -1, key: `${id}${on}`, remark: id, ignoreSelection: true })]
}
