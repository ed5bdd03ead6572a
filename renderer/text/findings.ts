import { Extension } from '@tiptap/core'
import type { Editor } from '@tiptap/core'
import { Plugin, PluginKey, type EditorState, type Transaction } from '@tiptap/pm/state'
import { Decoration, DecorationSet } from '@tiptap/pm/view'
import { startTransition, useEffect, useMemo, useRef, useState } from 'react'
import type { Content } from '#core/article/content'
import { bodyRange, plainText, type PlainText } from '#core/article/plain-text'
import type { Output } from '#core/api/contract'
import type { CheckRequest, CheckReply } from './check-worker.ts'
import { draw } from './drawing.ts'
import { atRest, inAGap } from './idle.ts'
import { useModel, useSetup, type Setup } from './setup.ts'
import { useSuggestions, withSuggestions } from './suggestions.ts'

export type Found = Output<'check.run'>['findings'][number]
/** The findings of a text, and the plain text their offsets are in. */
export type Checked = { findings: Found[]; plain: PlainText; ruleset: string }

/** Milliseconds of rest in typing before the text is checked again. */
const restMs = 700

/**
 * Checks a text in a worker by the office's lists, rules and model, never in the way of typing; the last text wins. `null`: nothing to check
 * here. `checking`: that nothing was found is said of an earlier text, or without the model that is on its way. `typing`: more is being typed than `content` has.
 */
export function useChecks(content: Content | null, typing = false): { checked: Checked | null; checking: boolean } {
  const [{ checked, of, by }, setDone] = useState<{ checked: Checked | null; of: Content | null; by: string | null }>({ checked: null, of: null, by: null })
  const setup = useSetup()
  const { base64: model, waiting } = useModel(setup?.model?.digest ?? null)
  const worker = useRef<{ thread: Worker; setup: Setup | null; model: string | null } | null>(null)
  const asked = useRef(0)
  const callOff = useRef(() => {})
  const needed = content !== null
  useEffect(() => {
    if (!needed) return
    const thread = new Worker(new URL('./check-worker.ts', import.meta.url), { type: 'module' })
    worker.current = { thread, setup: null, model: null }
    return () => {
      thread.terminate()
      callOff.current()
    }
  }, [needed])
  useEffect(() => {
    if (!content || !setup) return
    return inAGap(() => {
      const plain = plainText(content)
      const n = (asked.current += 1)
      const at = worker.current!
      const send = (request: CheckRequest) => at.thread.postMessage(request)
      at.thread.onmessage = ({ data }: MessageEvent<CheckReply>) => {
        if (data.n !== asked.current) return
        callOff.current()
        callOff.current = atRest(() => startTransition(() => setDone({ checked: { findings: data.findings, ruleset: setup.ruleset, plain }, of: content, by: model })))
      }
      if (at.setup !== setup) send({ setup: { profile: setup.profile, rules: setup.rules } })
      if (at.model !== model) send({ model })
      Object.assign(at, { setup, model })
      send({ n, text: plain.text, blocks: plain.blocks })
    }, restMs)
  }, [content, setup, model])
  const suggested = useSuggestions(needed ? (checked?.plain.text ?? null) : null, setup?.plugin ?? false)
  const all = useMemo(() => (checked && suggested.length > 0 ? { ...checked, findings: withSuggestions(checked.findings, suggested) } : checked), [checked, suggested])
  const pending = typing || of !== content || by !== model || waiting
  return { checked: all, checking: pending && all?.findings.length === 0 }
}

/**
 * The marks in the text, and the reading of it that they were made from. They move with the words while typing goes on. A mark
 * that stands where a later reading wants it is left alone: `drawnFor` says for which finding of an earlier one it was drawn. That
 * is no change of what is seen, and is noted without a step.
 */
type Marks = { set: DecorationSet; of: Reading }
type Reading = { checked: Checked | null; drawnFor: ReadonlyMap<Found, Found> }
type Spec = { finding: Found; look: string }
const marksKey = new PluginKey<Marks>('findings')
const none = (): Marks => ({ set: DecorationSet.empty, of: { checked: null, drawnFor: new Map() } })

/** Underlines in the text where the machine noticed something. */
export const FindingMarks = Extension.create({
  name: 'findingMarks',
  addProseMirrorPlugins: () => [
    new Plugin<Marks>({
      key: marksKey,
      state: {
        init: none,
        apply: (tr, marks) => (tr.getMeta(marksKey) as Marks | undefined) ?? (tr.docChanged && marks.of.checked ? { ...marks, set: marks.set.map(tr.mapping, tr.doc) } : marks),
      },
      props: { decorations: state => marksKey.getState(state)?.set },
    }),
  ],
})

type Place = { from: number; to: number }

/** Where the words of each finding stand now; null for those that are no longer there. */
function placesIn(state: EditorState, checked: Checked): (finding: Found) => Place | null {
  const { doc } = state
  const { set, of } = marksKey.getState(state) ?? none()
  const { drawnFor } = of
  const moved = new Map(of.checked === checked ? set.find().map(mark => [(mark.spec as Spec).finding, mark]) : [])
  return finding => {
    const place = moved.get(drawnFor.get(finding) ?? finding) ?? bodyRange(checked.plain, finding.start, finding.end)
    if (!place || place.to > doc.content.size) return null
    const words = () => doc.textBetween(place.from, place.to, '', '')
    return finding.text.includes('\n') || words() === finding.text ? { from: place.from, to: place.to } : null
  }
}

/** Draws the findings in the editor; `current` is the one the panel stands on. */
export const showFindings = (editor: Editor, checked: Checked, current: Found | null): void => draw(editor, 'findings', () => findingsDrawn(editor.state, checked, current))

/** The step that draws the findings; null where every mark stands as it should, and is known for what it now is. */
export function findingsDrawn(state: EditorState, checked: Checked, current: Found | null): Transaction | null {
  const placeOf = placesIn(state, checked)
  const wanted = checked.findings.flatMap(finding => {
    const place = placeOf(finding)
    if (!place || place.from >= place.to) return []
    const attributes = { class: `finding finding-${finding.level}${finding === current ? ' finding-current' : ''}`, title: finding.message }
    const spec: Spec = { finding, look: `${attributes.class} ${attributes.title}` }
    return [{ ...place, attributes, spec }]
  })
  const { set, of } = marksKey.getState(state) ?? none()
  const there = set.find().toSorted(inText)
  const sorted = wanted.toSorted(inText)
  if (there.length === sorted.length && there.every((mark, i) => inText(mark, sorted[i]!) === 0)) {
    Object.assign(of, { checked, drawnFor: new Map(sorted.map(({ spec }, i) => [spec.finding, (there[i]!.spec as Spec).finding])) })
    return null
  }
  const next: Marks = {
    set: DecorationSet.create(state.doc, wanted.map(({ from, to, attributes, spec }) => Decoration.inline(from, to, attributes, spec))),
    of: { checked, drawnFor: new Map() },
  }
  return state.tr.setMeta(marksKey, next).setMeta('addToHistory', false)
}

type Mark = Place & { spec: unknown }

/** In the order of the text; what looks the same at the same place is the same. */
function inText(a: Mark, b: Mark): number {
  const [one, other] = [(a.spec as Spec).look, (b.spec as Spec).look]
  return a.from - b.from || a.to - b.to || (one < other ? -1 : Number(one > other))
}

/** Selects a finding in the text and brings it into view. */
export function goTo(editor: Editor, checked: Checked, finding: Found) {
  const place = placesIn(editor.state, checked)(finding)
  if (place) editor.chain().setTextSelection(place).scrollIntoView().run()
}

/** Puts the suggestion in the place of the words, where they still stand; one step of undo. */
export function fix(editor: Editor, checked: Checked, found: readonly Found[]) {
  const placeOf = placesIn(editor.state, checked)
  const places = found.flatMap(finding => {
    const place = placeOf(finding)
    const [words] = finding.suggestions
    return place && words !== undefined ? [{ ...place, words }] : []
  })
  editor
    .chain()
    .command(({ tr }) => {
      for (const { from, to, words } of places.sort((a, b) => b.from - a.from)) {
        if (words === '') tr.delete(from, to)
        else tr.insertText(words, from, to)
      }
      return tr.docChanged
    })
    .run()
}
