import { getSchema } from '@tiptap/core'
import type { Node } from '@tiptap/pm/model'
import { Transform } from '@tiptap/pm/transform'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { normaliseBody } from '#core/article/canonical'
import { bodyOf } from '../../renderer/text/body.ts'
import { bringInto } from '../../renderer/text/bring-in.ts'
import { schemaExtensions } from '../../renderer/text/schema.ts'
import { randomContent } from '../core/random-content.ts'

const schema = getSchema(schemaExtensions())
const text = (...lines: string[]): Node => schema.nodeFromJSON({ type: 'doc', content: lines.map(line => ({ type: 'paragraph', ...(line && { content: [{ type: 'text', text: line }] }) })) })
const lines = (doc: Node): string[] => doc.children.map(line => line.textContent)
const brought = (before: Node, typed: Node, next: Node): Node => bringInto(new Transform(typed), before, next).doc

test('what was typed stands beside what came from elsewhere, in the same paragraph and in others', () => {
  const before = text('关于开展检查的通知', '各单位要高度重视，认真落实。', '请于月底前报送。')
  const next = text('关于开展检查的通知', '各单位要高度重视，抓好落实。', '请于12月底前书面报送。')
  expect(lines(brought(before, text('关于开展检查的通知', '各单位要高度重视，认真落实到位。', '请于月底前报送。联系人：王芳'), next))).toEqual([
    '关于开展检查的通知', '各单位要高度重视，抓好落实到位。', '请于12月底前书面报送。联系人：王芳',
  ])
  expect(lines(brought(before, text('关于开展检查的通知', '各单位要高度重视，', '认真落实。', '请于月底前报送。'), next))).toEqual([
    '关于开展检查的通知', '各单位要高度重视，', '抓好落实。', '请于12月底前书面报送。',
  ])
})

test('what was typed in the middle of words that were replaced stays behind the new ones', () => {
  expect(lines(brought(text('甲乙丙丁'), text('甲乙子丙丁'), text('甲天地丁')))).toEqual(['甲天地子丁'])
  expect(lines(brought(text('甲乙丙丁'), text('甲乙子丙丁'), text('甲丁')))).toEqual(['甲子丁'])
})

test('where nothing was typed the text is what came, whatever it was', () => {
  fc.assert(
    fc.property(randomContent, randomContent, (a, b) => {
      const [before, next] = [a, b].map(({ body }) => schema.nodeFromJSON(normaliseBody(body))) as [Node, Node]
      expect(bodyOf(brought(before, before, next))).toEqual(bodyOf(next))
    }),
  )
})

test('nothing that was typed is lost, whatever came', () => {
  const line = fc.array(fc.constantFrom('政务', '公开', '通知', '，', '。', '15'), { maxLength: 8 }).map(words => words.join(''))
  const replaced = fc.record({ at: fc.nat(40), gone: fc.nat(6), come: line })
  const inserted = fc.array(fc.record({ at: fc.nat(60), words: fc.constantFrom('α', 'βγ', 'δ') }), { minLength: 1, maxLength: 4 })
  fc.assert(
    fc.property(fc.array(line, { minLength: 1, maxLength: 4 }), fc.array(replaced, { maxLength: 4 }), inserted, (start, changes, typing) => {
      const next = [...start]
      changes.forEach(({ at, gone, come }, i) => {
        const n = i % next.length
        next[n] = next[n]!.slice(0, at) + come + next[n]!.slice(at + gone)
      })
      const typed = [...start]
      typing.forEach(({ at, words }, i) => {
        const n = i % typed.length
        typed[n] = typed[n]!.slice(0, at) + words + typed[n]!.slice(at)
      })
      const doc = brought(text(...start), text(...typed), text(...next))
      doc.check()
      const letters = (all: string[]) => [...all.join('').replace(/[^α-ω]/g, '')].sort().join('')
      expect(letters(lines(doc))).toBe(letters(typed))
      expect(lines(doc).map(one => one.replace(/[α-ω]/g, ''))).toEqual(next)
    }),
  )
})
