import { Extension, type Editor } from '@tiptap/core'
import type { EditorState, Transaction } from '@tiptap/pm/state'
import { Plugin, PluginKey } from '@tiptap/pm/state'
import { Decoration, DecorationSet, type EditorView } from '@tiptap/pm/view'
import { isStandIn } from './read-html.ts'

/** A picture that stood in a pasted text and could not be taken along: where it belongs and what its file was called. */
export type MissingPicture = { pos: number; name: string }
type Change = { add: MissingPicture[] } | { remove: symbol }

const key = new PluginKey<DecorationSet>('missingPictures')

/** Takes the stand-ins out of a transaction that put them in, and marks where they stood. */
export function markStandIns(tr: Transaction, nameOf: (digest: string) => string): void {
  const found: { pos: number; size: number; digest: string }[] = []
  tr.doc.descendants((node, pos) => {
    const { digest = '' } = node.attrs as { digest?: string }
    if (node.type.name === 'image' && isStandIn(digest)) found.push({ pos, size: node.nodeSize, digest })
  })
  const gone: { pos: number; steps: number; name: string }[] = []
  for (const { pos, size, digest } of found.toReversed()) {
    const alone = tr.doc.resolve(pos).parent.childCount === 1
    if (alone) tr.replaceWith(pos, pos + size, tr.doc.type.schema.nodes['paragraph']!.create())
    else tr.delete(pos, pos + size)
    gone.push({ pos, steps: tr.mapping.maps.length, name: nameOf(digest) })
  }
  const add = gone.map(({ pos, steps, name }): MissingPicture => ({ pos: tr.mapping.slice(steps).map(pos), name })).reverse()
  if (add.length) tr.setMeta(key, { add } satisfies Change)
}

/** How many pictures of pasted texts are still to be put in. */
export const missingPictures = (state: EditorState): number => key.getState(state)?.find().length ?? 0

type Options = { put: (file: File) => Promise<{ digest: string }>; onError: (error: unknown) => void }

/** Places of missing pictures, each with a button to choose the file and room to drop it. They are of the screen only, never of the text. */
export const MissingPictures = Extension.create<Options>({
  name: 'missingPictures',
  addOptions: () => ({ put: () => Promise.reject(new Error('no way to put a picture')), onError: () => {} }),
  addProseMirrorPlugins() {
    const { editor, options } = this
    return [
      new Plugin<DecorationSet>({
        key,
        state: {
          init: () => DecorationSet.empty,
          apply: (tr, before) => {
            const set = before.map(tr.mapping, tr.doc)
            const change = tr.getMeta(key) as Change | undefined
            if (!change) return set
            if ('add' in change) return set.add(tr.doc, change.add.map(({ pos, name }) => placeOf(pos, name, editor, options)))
            return set.remove(set.find(undefined, undefined, spec => spec['id'] === change.remove))
          },
        },
        props: { decorations: state => key.getState(state) },
      }),
    ]
  },
})

function placeOf(pos: number, name: string, editor: Editor, options: Options): Decoration {
  const id = Symbol(name)
  return Decoration.widget(pos, view => slip(view, name, { editor, options, id }), { id, side: -1, stopEvent: () => true, ignoreSelection: true })
}

type Slip = { editor: Editor; options: Options; id: symbol }

function slip(view: EditorView, name: string, { editor, options, id }: Slip): HTMLElement {
  const box = document.createElement('div')
  box.className = 'missing-picture'
  box.contentEditable = 'false'
  const words = box.appendChild(document.createElement('span'))
  words.textContent = `图片 ${name} 没有带进来`
  const input = document.createElement('input')
  Object.assign(input, { type: 'file', accept: 'image/png,image/jpeg,image/webp', hidden: true })
  const remove = () => view.dispatch(view.state.tr.setMeta(key, { remove: id } satisfies Change))
  const take = async (file: File | undefined) => {
    if (!file) return
    try {
      const { digest } = await options.put(file)
      const [place] = key.getState(view.state)?.find(undefined, undefined, spec => spec['id'] === id) ?? []
      if (!place) return
      const picture = editor.schema.nodes['image']!.create({ digest, alt: '' })
      view.dispatch(view.state.tr.insert(place.from, picture).setMeta(key, { remove: id } satisfies Change))
    } catch (error) {
      options.onError(error)
    }
  }
  const button = (zh: string, run: () => void) => {
    const one = box.appendChild(document.createElement('button'))
    Object.assign(one, { type: 'button', textContent: zh })
    one.setAttribute('aria-label', `${zh} ${name}`)
    one.addEventListener('click', run)
  }
  button('选择图片', () => input.click())
  button('不要了', remove)
  box.append(input)
  input.addEventListener('change', () => void take(input.files?.[0]))
  box.addEventListener('dragover', event => event.preventDefault())
  box.addEventListener('drop', event => {
    event.preventDefault()
    event.stopPropagation()
    void take([...(event.dataTransfer?.files ?? [])].find(file => file.type.startsWith('image/')))
  })
  return box
}
