import { getSchema } from '@tiptap/core'
import { EditorState, type Transaction } from '@tiptap/pm/state'
import type { DecorationSet } from '@tiptap/pm/view'
import { expect, test } from 'vitest'
import { emptyContent } from '#core/article/content'
import { plainText } from '#core/article/plain-text'
import { bodyOf } from '../../renderer/text/body.ts'
import { FindingMarks, findingsDrawn, type Checked, type Found } from '../../renderer/text/findings.ts'
import { schemaExtensions } from '../../renderer/text/schema.ts'

const schema = getSchema(schemaExtensions())
const plugins = (FindingMarks.config.addProseMirrorPlugins as () => EditorState['plugins'])()
const opened = (...lines: string[]) => EditorState.create({ plugins, doc: schema.nodeFromJSON({ type: 'doc', content: lines.map(text => ({ type: 'paragraph', content: [{ type: 'text', text }] })) }) })
const marksOf = (state: EditorState) => plugins[0]!.props.decorations!.call(plugins[0]!, state) as DecorationSet
const shown = (state: EditorState) => marksOf(state).find().map(({ from, to }) => `${state.doc.textBetween(from, to)}@${from}`)

/** A check that finds every one of these words. */
function checked(state: EditorState, ...words: string[]): Checked {
  const plain = plainText({ ...emptyContent(), title: '通知', body: bodyOf(state.doc) })
  const findings = words.flatMap(text => [...plain.text.matchAll(new RegExp(text, 'g'))].map(({ index }) => ({ rule: 'r', level: 'warning', start: index, end: index + text.length, text, suggestions: [], message: `${text}？` }) as unknown as Found))
  return { findings, plain, ruleset: '' }
}
function after(state: EditorState, act: (state: EditorState) => Transaction | null): EditorState {
  const step = act(state)
  return step ? state.apply(step) : state
}
const drawn = (state: EditorState, of: Checked, current: Found | null = null) => after(state, now => findingsDrawn(now, of, current))

test('marks that stand where the next check wants them are not drawn anew, and are known for its findings all the same', () => {
  let state = opened('布署工作，布署任务。', '按装设备。')
  state = drawn(state, checked(state, '布署', '按装'))
  state = after(state, now => now.tr.insertText('各单位', 1))
  const moved = marksOf(state)
  const next = checked(state, '布署', '按装')
  state = drawn(state, next)
  expect(marksOf(state)).toBe(moved)
  expect(shown(state)).toEqual(['布署@4', '布署@9', '按装@16'])
  state = after(state, now => now.tr.insertText('请', 1))
  state = drawn(state, next, next.findings[1]!)
  expect(marksOf(state)).not.toBe(moved)
  expect(shown(state)).toEqual(['布署@5', '布署@10', '按装@17'])
})

test('what was put right is no longer marked, and what is new is', () => {
  let state = opened('布署工作，布署任务。')
  state = drawn(state, checked(state, '布署'))
  state = after(state, now => now.tr.insertText('部署', 1, 3))
  state = drawn(state, checked(state, '布署', '任务'))
  expect(shown(state)).toEqual(['布署@6', '任务@8'])
})
