import { expect, it } from 'vitest'
import { createProofreader, rules } from '#core/proofread/index'
import { glanceOf, type ParagraphRule } from '#core/proofread/rule'
import { readDocument } from '#core/proofread/document'
import { emptyProfile } from '#core/proofread/profile'

const ctx = { profile: emptyProfile, today: '2026-11-21', current: false }
const examples = rules.flatMap(rule => [...rule.hits, ...rule.misses]).flatMap(text => text.split('\n'))
const paragraphRules = rules.filter((rule): rule is ParagraphRule => rule.scope === 'paragraph')

it('finds in a paragraph among many others just what it finds in it alone', () => {
  const { paragraphs, text } = readDocument(examples.join('\n'))
  let narrowed = 0
  for (const rule of paragraphRules) {
    const check = rule.narrow?.(text)
    if (check === undefined) continue
    narrowed++
    for (const paragraph of paragraphs) expect([rule.id, paragraph.text, [...(check?.(paragraph, ctx) ?? [])]]).toEqual([rule.id, paragraph.text, [...rule.check(paragraph, ctx)]])
  }
  expect(narrowed).toBeGreaterThan(50)
})

it('lays a rule aside for a text in which it can find nothing', () => {
  const quiet = '各单位要认真抓好落实。'
  const laidAside = paragraphRules.filter(rule => rule.narrow?.(quiet) === null)
  expect(laidAside.length).toBeGreaterThan(50)
  expect(createProofreader({ level: 'sensitive' }).check(quiet)).toEqual([])
})

it('does not glance with an expression that forbids what may stand on the next line', () => {
  expect([/(?<![^的])通知/g, /完成(?!\s)/g].map(glanceOf)).toEqual([undefined, undefined])
  expect(glanceOf(/^附件(?![一二])/g)?.test('正文\n附件三')).toBe(true)
  expect(glanceOf(/^附件(?![一二])/g)?.test('正文\n附件一')).toBe(false)
})
