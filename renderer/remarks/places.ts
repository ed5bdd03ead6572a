import type { Editor } from '@tiptap/core'
import { anchorAt, carried, passageBetween, type Place } from '#core/article/anchor'
import { canonicalJson, normalise } from '#core/article/canonical'
import type { Content } from '#core/article/content'
import { bodyRange, offsetAt, plainText, type PlainText } from '#core/article/plain-text'
import { bodyOf } from '../text/body.ts'

/** The kept text remarks are made on, and the text on the screen, which somebody may be changing. */
export type Texts = { kept: Content; shown: Content }

const sameText = ({ kept, shown }: Texts): boolean => kept === shown || canonicalJson(normalise(kept)) === canonicalJson(normalise(shown))

/** Carries places of the kept text onto the screen. */
export function ontoScreen(texts: Texts): { plain: PlainText; place(place: Place): Place } {
  const plain = plainText(normalise(texts.shown))
  if (sameText(texts)) return { plain, place: place => place }
  const way = passageBetween(texts.kept, texts.shown)
  return { plain, place: place => place && carried(anchorAt(way.was, place.start, place.end), way) }
}

/** What the person has selected, as the office takes it: a passage of the kept text with its words. */
export type Selected = { span: { start: number; end: number }; quote: string; where: 'title' | 'subtitle' | 'body' }

/** The text as it stands in the editor at this moment, typed words included. */
export const liveContent = (editor: Editor, shown: Content): Content => ({ ...shown, body: bodyOf(editor.state.doc) })

/** The selection in the plain text of what is on the screen; null when nothing is selected there, or only what is no text. */
export function selectedOnScreen(editor: Editor, shown: Content, plain: PlainText): (Selected & { point: boolean }) | null {
  const title = titleSelection()
  if (title) {
    const block = plain.blocks.find(one => one.kind === title.where)
    if (!block) return null
    const span = { start: block.start + title.start, end: Math.min(block.end, block.start + title.end) }
    return { span, quote: plain.text.slice(span.start, span.end), where: title.where, point: span.start === span.end }
  }
  const { from, to } = selectedRange(editor)
  const [start, end] = [startAt(plain, from), endAt(plain, to)]
  if (start === null || end === null || end < start) return null
  return { span: { start, end }, quote: plain.text.slice(start, end), where: 'body', point: start === end }
}

/** What is selected in the document as it is seen: an editor that is only read learns of it a moment later. */
export function selectedRange(editor: Editor): { from: number; to: number } {
  const seen = window.getSelection()
  const { view, state } = editor
  if (!seen || seen.isCollapsed || !seen.anchorNode || !seen.focusNode) return state.selection
  if (!view.dom.contains(seen.anchorNode) || !view.dom.contains(seen.focusNode)) return state.selection
  const ends = [view.posAtDOM(seen.anchorNode, seen.anchorOffset), view.posAtDOM(seen.focusNode, seen.focusOffset)]
  return { from: Math.min(...ends), to: Math.max(...ends) }
}

/** A selection that begins or ends on a picture or a rule begins and ends with the text beside it. */
const startAt = (plain: PlainText, pos: number): number | null =>
  offsetAt(plain, pos) ?? plain.segments.find(one => one.where === 'body' && one.pos >= pos)?.start ?? null
const endAt = (plain: PlainText, pos: number): number | null =>
  offsetAt(plain, pos) ?? plain.segments.findLast(one => one.where === 'body' && one.pos <= pos)?.end ?? null

/** A selection in the title or subtitle: in its field, or in the heading that is shown for reading. */
function titleSelection(): { where: 'title' | 'subtitle'; start: number; end: number } | null {
  const field = document.activeElement
  if ((field instanceof HTMLTextAreaElement || field instanceof HTMLInputElement) && field.closest('.page')) {
    const where = field.closest('.page-title') ? 'title' : field.closest('.page-subtitle') ? 'subtitle' : null
    return where && { where, start: field.selectionStart ?? 0, end: field.selectionEnd ?? 0 }
  }
  const selection = window.getSelection()
  if (!selection || selection.isCollapsed || !selection.anchorNode || !selection.focusNode) return null
  const heading = selection.anchorNode.parentElement?.closest<HTMLElement>('.page > .page-title, .page > .page-subtitle')
  if (!heading?.contains(selection.focusNode) || selection.anchorNode !== selection.focusNode) return null
  const [start, end] = [selection.anchorOffset, selection.focusOffset].sort((a, b) => a - b) as [number, number]
  return { where: heading.classList.contains('page-title') ? 'title' : 'subtitle', start, end }
}

/** A passage of the screen as a passage of the kept text; null when its words are not there yet. */
export function intoKept(texts: Texts, selected: Selected): Selected | null {
  if (sameText(texts)) return selected
  const way = passageBetween(texts.shown, texts.kept)
  const place = carried(anchorAt(way.was, selected.span.start, selected.span.end), way)
  if (!place || way.is.slice(place.start, place.end) !== selected.quote) return null
  return { ...selected, span: place }
}

/** Where a place of the screen's text lies in the document; null in the title, a caption or a note. */
export const rangeOf = (plain: PlainText, place: { start: number; end: number }): { from: number; to: number } | null => bodyRange(plain, place.start, place.end)
