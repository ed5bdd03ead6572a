import { Extension } from '@tiptap/core'
import type { Editor } from '@tiptap/core'
import { Plugin, PluginKey, type Transaction } from '@tiptap/pm/state'
import { Decoration, DecorationSet } from '@tiptap/pm/view'
import { startTransition, useEffect, useMemo, useRef, useState } from 'react'
import type { Content } from '#core/article/content'
import { bodyRange, plainText, type PlainText } from '#core/article/plain-text'
import type { Output } from '#core/api/contract'
import type { CheckRequest, CheckReply } from './check-worker.ts'
import { draw } from './drawing.ts'
import { useModel, useSetup, type Setup } from './setup.ts'
import { useSuggestions, withSuggestions } from './suggestions.ts'

export type Found = Output<'check.run'>['findings'][number]
/** The findings of a text, and the plain text their offsets are in. */
export type Checked = { findings: Found[]; plain: PlainText; ruleset: string }

/** Milliseconds of rest in typing before the text is checked again. */
const restMs = 700

/** Checks a text in a worker by the office's lists, rules and model, never in the way of typing; the last text wins. `null`: nothing to check here. */
export function useChecks(content: Content | null): Checked | null {
  const [checked, setChecked] = useState<Checked | null>(null)
  const setup = useSetup()
  const model = useModel(setup?.model?.digest ?? null)
  const worker = useRef<{ thread: Worker; setup: Setup | null; model: string | null } | null>(null)
  const asked = useRef(0)
  const needed = content !== null
  useEffect(() => {
    if (!needed) return
    const thread = new Worker(new URL('./check-worker.ts', import.meta.url), { type: 'module' })
    worker.current = { thread, setup: null, model: null }
    return () => thread.terminate()
  }, [needed])
  useEffect(() => {
    if (!content || !setup) return
    const timer = window.setTimeout(() => {
      const plain = plainText(content)
      const n = (asked.current += 1)
      const at = worker.current!
      const send = (request: CheckRequest) => at.thread.postMessage(request)
      at.thread.onmessage = ({ data }: MessageEvent<CheckReply>) => {
        if (data.n === asked.current) startTransition(() => setChecked({ findings: data.findings, ruleset: setup.ruleset, plain }))
      }
      if (at.setup !== setup) send({ setup: { profile: setup.profile, rules: setup.rules } })
      if (at.model !== model) send({ model })
      Object.assign(at, { setup, model })
      send({ n, text: plain.text, blocks: plain.blocks })
    }, restMs)
    return () => window.clearTimeout(timer)
  }, [content, setup, model])
  const suggested = useSuggestions(needed ? (checked?.plain.text ?? null) : null, setup?.plugin ?? false)
  return useMemo(() => (checked && suggested.length > 0 ? { ...checked, findings: withSuggestions(checked.findings, suggested) } : checked), [checked, suggested])
}

/** The marks in the text, and the reading of it that they were made from. They move with the words while typing goes on. */
type Marks = { set: DecorationSet; checked: Checked | null }
const marksKey = new PluginKey<Marks>('findings')
const none: Marks = { set: DecorationSet.empty, checked: null }

/** Underlines in the text where the machine noticed something. */
export const FindingMarks = Extension.create({
  name: 'findingMarks',
  addProseMirrorPlugins: () => [
    new Plugin<Marks>({
      key: marksKey,
      state: {
        init: () => none,
        apply: (tr, marks) => (tr.getMeta(marksKey) as Marks | undefined) ?? (tr.docChanged && marks.checked ? { ...marks, set: marks.set.map(tr.mapping, tr.doc) } : marks),
      },
      props: { decorations: state => marksKey.getState(state)?.set },
    }),
  ],
})

type Place = { from: number; to: number }

/** Where the words of each finding stand now; null for those that are no longer there. */
function placesIn(editor: Editor, checked: Checked): (finding: Found) => Place | null {
  const { doc } = editor.state
  const marks = marksKey.getState(editor.state) ?? none
  const moved = new Map(marks.checked === checked ? marks.set.find().map(mark => [mark.spec['finding'] as Found, mark]) : [])
  return finding => {
    const place = moved.get(finding) ?? bodyRange(checked.plain, finding.start, finding.end)
    if (!place || place.to > doc.content.size) return null
    const words = () => doc.textBetween(place.from, place.to, '', '')
    return finding.text.includes('\n') || words() === finding.text ? { from: place.from, to: place.to } : null
  }
}

/** Draws the findings in the editor; `current` is the one the panel stands on. */
export const showFindings = (editor: Editor, checked: Checked, current: Found | null): void => draw(editor, 'findings', () => drawn(editor, checked, current))

function drawn(editor: Editor, checked: Checked, current: Found | null): Transaction {
  const placeOf = placesIn(editor, checked)
  const marks = checked.findings.flatMap(finding => {
    const place = placeOf(finding)
    if (!place || place.from >= place.to) return []
    const shown = finding === current ? ' finding-current' : ''
    return [Decoration.inline(place.from, place.to, { class: `finding finding-${finding.level}${shown}`, title: finding.message }, { finding })]
  })
  const next: Marks = { set: DecorationSet.create(editor.state.doc, marks), checked }
  return editor.state.tr.setMeta(marksKey, next).setMeta('addToHistory', false)
}

/** Selects a finding in the text and brings it into view. */
export function goTo(editor: Editor, checked: Checked, finding: Found) {
  const place = placesIn(editor, checked)(finding)
  if (place) editor.chain().setTextSelection(place).scrollIntoView().run()
}

/** Puts the suggestion in the place of the words, where they still stand; one step of undo. */
export function fix(editor: Editor, checked: Checked, found: readonly Found[]) {
  const placeOf = placesIn(editor, checked)
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
