import { Extension, type Editor } from '@tiptap/core'
import { Plugin, PluginKey } from '@tiptap/pm/state'
import { Decoration, DecorationSet } from '@tiptap/pm/view'
import { noWord, type Finder } from '#core/article/find'

/** A hit in the editor, with what is to be written in its place. */
export type Place = { from: number; to: number; by: string }

/** Where the words stand in the text, in order; words that run over the end of a paragraph are none. */
export function placesOf(editor: Editor, finder: Finder, by: string): Place[] {
  const found: Place[] = []
  editor.state.doc.descendants((node, pos) => {
    if (!node.isTextblock) return true
    // one character for each position, so that places in the string are places in the node
    const line = node.textBetween(0, node.content.size, noWord, noWord)
    for (const hit of finder.find(line)) found.push({ from: pos + 1 + hit.from, to: pos + 1 + hit.to, by: finder.replacement(hit, by) })
    return false
  })
  return found
}

const key = new PluginKey<DecorationSet>('hits')

/** Every hit of a search on its ground while the search is open. */
export const Hits = Extension.create({
  name: 'hits',
  addProseMirrorPlugins: () => [
    new Plugin<DecorationSet>({
      key,
      state: {
        init: () => DecorationSet.empty,
        apply: (tr, set) => (tr.getMeta(key) as DecorationSet | undefined) ?? set.map(tr.mapping, tr.doc),
      },
      props: { decorations: state => key.getState(state) },
    }),
  ],
})

/** Draws the hits; `current` is the one the search stands on. */
export function showHits(editor: Editor, places: readonly Place[], current: number): void {
  const marks = places.map(({ from, to }, i) => Decoration.inline(from, to, { class: i === current ? 'hit hit-on' : 'hit' }))
  editor.view.dispatch(editor.state.tr.setMeta(key, DecorationSet.create(editor.state.doc, marks)).setMeta('addToHistory', false))
}

/** Puts the words in place of every hit: one step of undo. */
export function replaceAll(editor: Editor, places: readonly Place[]): void {
  editor
    .chain()
    .command(({ tr }) => {
      for (const { from, to, by } of places.toReversed()) {
        if (by === '') tr.delete(from, to)
        else tr.insertText(by, from, to)
      }
      return true
    })
    .run()
}
