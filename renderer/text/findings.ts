import { Extension } from '@tiptap/core'
import type { Editor } from '@tiptap/core'
import { Plugin, PluginKey } from '@tiptap/pm/state'
import { Decoration, DecorationSet } from '@tiptap/pm/view'
import { useEffect, useRef, useState } from 'react'
import type { Content } from '#core/article/content'
import { bodyRange, plainText, type PlainText } from '#core/article/plain-text'
import type { Output } from '#core/api/contract'
import type { CheckRequest, CheckReply } from './check-worker.ts'
import { useModel, useSetup, type Setup } from './setup.ts'

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
        if (data.n === asked.current) setChecked({ findings: data.findings, ruleset: setup.ruleset, plain })
      }
      if (at.setup !== setup) send({ setup: { profile: setup.profile, rules: setup.rules } })
      if (at.model !== model) send({ model })
      Object.assign(at, { setup, model })
      send({ n, text: plain.text, blocks: plain.blocks })
    }, restMs)
    return () => window.clearTimeout(timer)
  }, [content, setup, model])
  return checked
}

const marksKey = new PluginKey<DecorationSet>('findings')

/** Underlines in the text where the machine noticed something. */
export const FindingMarks = Extension.create({
  name: 'findingMarks',
  addProseMirrorPlugins: () => [
    new Plugin<DecorationSet>({
      key: marksKey,
      state: {
        init: () => DecorationSet.empty,
        apply: (tr, set) => (tr.getMeta(marksKey) as DecorationSet | undefined) ?? set.map(tr.mapping, tr.doc),
      },
      props: { decorations: state => marksKey.getState(state) },
    }),
  ],
})

/** Draws the findings in the editor; `current` is the one the panel stands on. */
export function showFindings(editor: Editor, { findings, plain }: Checked, current: Found | null) {
  const { doc } = editor.state
  const marks = findings.flatMap(finding => {
    const range = bodyRange(plain, finding.start, finding.end)
    if (!range || range.to > doc.content.size || range.from >= range.to) return []
    const shown = finding === current ? ' finding-current' : ''
    return [Decoration.inline(range.from, range.to, { class: `finding finding-${finding.level}${shown}`, title: finding.message })]
  })
  editor.view.dispatch(editor.state.tr.setMeta(marksKey, DecorationSet.create(doc, marks)).setMeta('addToHistory', false))
}

/** Selects a finding in the text and brings it into view. */
export function goTo(editor: Editor, { plain }: Pick<Checked, 'plain'>, finding: Pick<Found, 'start' | 'end'>) {
  const range = bodyRange(plain, finding.start, finding.end)
  if (!range) return
  editor.chain().setTextSelection(range).scrollIntoView().run()
}

/** Puts the suggestion in the place of the words; one step of undo. */
export function fix(editor: Editor, { plain }: Pick<Checked, 'plain'>, found: readonly Found[]) {
  const chain = editor.chain()
  for (const finding of [...found].sort((a, b) => b.start - a.start)) {
    const range = bodyRange(plain, finding.start, finding.end)
    const [words] = finding.suggestions
    if (!range || words === undefined) continue
    if (words === '') chain.deleteRange(range)
    else
      chain.command(({ tr, state }) => {
        tr.insertText(words, range.from, range.to)
        return state.doc !== null
      })
  }
  chain.run()
}
