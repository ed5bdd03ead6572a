import type { Editor } from '@tiptap/core'
import { Slice, type Node } from '@tiptap/pm/model'
import { Mapping, StepMap, Transform } from '@tiptap/pm/transform'
import { editsOf } from '#core/article/diff-text'
import { noWord } from '#core/article/find'
import type { Body } from '#core/article/content'
import { documentOf } from './body.ts'

/** A stretch of one document, and what stands in its place in another, there beginning at `begin` of its parent. */
type Change = { from: number; to: number; slice: Slice; begin: number }

/**
 * Puts what became of a text elsewhere into its editor: `next` was made of `before`, which the editor showed then. What was typed
 * since stays where it is, and only what differs is replaced, so that the cursor, the marks and undo keep their places.
 */
export function bringIn(editor: Editor, before: Body, next: Body): void {
  const { schema, tr } = editor.state
  const node = (body: Body) => schema.nodeFromJSON(documentOf(body))
  bringInto(tr, node(before), node(next))
  if (tr.docChanged) editor.view.dispatch(tr)
}

/** The same on a document: nothing that `tr.doc` has beyond `before` goes. */
export function bringInto<T extends Transform>(tr: T, before: Node, next: Node): T {
  const typed = changesBetween(before, tr.doc)
  const way = new Mapping([new StepMap(typed.flatMap(({ from, to, slice }) => [from, to - from, slice.size]))])
  for (const { from, to, slice } of changesBetween(before, next).toReversed()) {
    // What was typed in the middle of the words that go stays behind those that come.
    const inside = typed.filter(one => one.from < to && one.to > from && one.slice.size > 0)
    const ends = [from, ...inside.flatMap(one => [one.from, one.to]), to]
    for (let i = ends.length - 2; i >= 0; i -= 2) {
      const start = way.map(ends[i]!, 1)
      const end = Math.max(start, way.map(ends[i + 1]!, -1))
      tr.replace(start, end, i === 0 ? slice : Slice.empty)
    }
  }
  return tr
}

/** What makes `next` of `before`, in order; block by block and word by word where both have the same shape. */
function changesBetween(before: Node, next: Node, at = 0): Change[] {
  if (before.eq(next)) return []
  if (before.isTextblock) return wordsBetween(before, next, at) ?? stretch(before, next, at)
  if (before.childCount !== next.childCount || !before.children.every((child, i) => child.sameMarkup(next.child(i)))) return stretch(before, next, at)
  const out: Change[] = []
  before.forEach((child, offset, i) => out.push(...changesBetween(child, next.child(i), at + offset + 1)))
  return out
}

/** The one stretch outside which two nodes have the same content. */
function stretch(before: Node, next: Node, at: number): Change[] {
  const start = before.content.findDiffStart(next.content)
  const end = before.content.findDiffEnd(next.content)
  if (start === null || !end) return []
  // Where the same letters stand on both sides of a change the two ends overlap.
  const overlap = Math.max(0, start - Math.min(end.a, end.b))
  return [{ from: at + start, to: at + end.a + overlap, slice: next.slice(start, end.b + overlap), begin: start }]
}

/** The edits of a paragraph's words; null where more than words changed. */
function wordsBetween(before: Node, next: Node, at: number): Change[] | null {
  const [was, is] = [before, next].map(node => node.textBetween(0, node.content.size, noWord, noWord)) as [string, string]
  const out: Change[] = []
  let [a, b, open] = [0, 0, false]
  for (const { op, text } of editsOf(was, is)) {
    const [from, to, start] = [a, op === 'insert' ? a : a + text.length, b]
    const last = out.at(-1)
    a = to
    b = op === 'delete' ? start : start + text.length
    if (op === 'equal') open = false
    else if (open && last) Object.assign(last, { to: at + to, slice: next.slice(last.begin, b) })
    else out.push({ from: at + from, to: at + to, slice: next.slice(start, b), begin: start })
    if (op !== 'equal') open = true
  }
  const made = new Transform(before)
  for (const { from, to, slice } of out.toReversed()) made.replace(from - at, to - at, slice)
  return made.doc.eq(next) ? out : null
}
