import fc from 'fast-check'
import '#tests/property-seed'
import { expect, test } from 'vitest'
import { arrange, arranged, arrangeGroups } from '#core/article/arrange'
import { normaliseBody } from '#core/article/canonical'
import { Body, type Block } from '#core/article/content'
import { plainText } from '#core/article/plain-text'
import { outline } from '#tests/core/import/outline'
import { randomContent } from '#tests/core/random-content'

const bodyOf = (...texts: string[]): Body => ({ type: 'doc', content: texts.map((text): Block => (text ? { type: 'paragraph', content: [{ type: 'text', text }] } : { type: 'paragraph' })) })
const wordsOf = (body: Body) => plainText({ title: '', subtitle: '', body }).text.replace(/\s/gu, '')

const messy = bodyOf('　　为做好  信息公开工作，现通知如下。  ', '', '一、总体要求', '　　坚持公开,依法办理.', '(一)目标', '1、近期', '到2027年完成。', '第二章 附则', '云溪区人民政府办公室', '2026年11月20日')

test('blanks become an indent, empty lines go, numbered lines become headings, signature and chapter take their places', () => {
  expect(outline(arrange(messy).body)).toEqual([
    'paragraph: 为做好 信息公开工作，现通知如下。',
    'heading {"level":1}: 一、总体要求',
    'paragraph: 坚持公开,依法办理.',
    'heading {"level":2}: (一)目标',
    'heading {"level":3}: 1、近期',
    'paragraph: 到2027年完成。',
    'paragraph {"textAlign":"center"}: 第二章 附则',
    'paragraph {"textAlign":"right"}: 云溪区人民政府办公室',
    'paragraph {"textAlign":"right"}: 2026年11月20日',
  ])
})

test('numbers and marks are only proposed, and changed where the author ticks them', () => {
  const once = arrange(messy).body
  const asked = arrange(once).changes
  expect(asked.map(({ group, before, after }) => [group, before, after])).toEqual([
    ['marks', '坚持公开,依法办理.', '坚持公开，依法办理。'],
    ['number', '(一)目标', '（一）目标'],
    ['number', '1、近期', '1.近期'],
  ])
  expect(outline(arranged(once, new Set(asked.map(change => change.id)))).slice(2, 5)).toEqual(['paragraph: 坚持公开，依法办理。', 'heading {"level":2}: （一）目标', 'heading {"level":3}: 1.近期'])
})

test('footnotes, marks and links inside a line stay where they are', () => {
  const body: Body = { type: 'doc', content: [{ type: 'paragraph', content: [{ type: 'text', text: '　　' }, { type: 'text', text: '重点', marks: [{ type: 'bold' }] }, { type: 'footnote', attrs: { text: '注' } }, { type: 'text', text: '工作  安排  ' }] }] }
  expect(outline(arrange(body).body)).toEqual(['paragraph: {bold|重点}[注:注]工作 安排'])
})

const anyLine = fc.array(fc.constantFrom('　　', '  ', '一、', '（二）', '3.', '总体要求', '坚持公开', ',', '。', ' ', 'A1', '第一章', '云溪区办公室', '2026年11月8日', '𠮷'), { maxLength: 6 }).map(parts => parts.join(''))
const anyBody = fc.oneof(fc.array(anyLine, { minLength: 1, maxLength: 12 }).map(texts => bodyOf(...texts)), randomContent.map(content => normaliseBody(content.body)))

test('what is done silently changes no sign of the text, gives a valid body, and has nothing left to do the second time', () => {
  fc.assert(
    fc.property(anyBody, body => {
      const { body: after } = arrange(body)
      expect(wordsOf(after)).toBe(wordsOf(body))
      expect(Body.safeParse(after).error).toBeUndefined()
      const again = arrange(after)
      expect(again.changes.filter(({ group }) => arrangeGroups[group].silent)).toEqual([])
      expect(again.body).toEqual(after)
    }),
  )
})

test('choosing nothing changes nothing, and every change is one of its own', () => {
  fc.assert(
    fc.property(anyBody, body => {
      expect(arranged(body, new Set())).toEqual(body)
      const { changes } = arrange(body)
      expect(new Set(changes.map(change => change.id)).size).toBe(changes.length)
    }),
  )
})
