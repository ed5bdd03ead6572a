import { describe, expect, it } from 'vitest'
import { families, proofread, rules } from '#core/proofread/index'
import { profileSchema } from '#core/proofread/profile'
import type { Rule } from '#core/proofread/rule'

const found = (rule: Rule, text: string) => {
  const profile = profileSchema.parse(rule.example?.profile ?? {})
  return proofread(text, { level: 'sensitive', profile, today: rule.example?.today ?? '2026-11-22' }).filter(f => f.rule === rule.id)
}

describe('every rule stands by its own examples', () => {
  for (const rule of rules) {
    it(`${rule.id} (${rule.zh})`, () => {
      expect(rule.hits.length).toBeGreaterThan(0)
      expect(rule.misses.length).toBeGreaterThan(0)
      expect(rule.hits.filter(text => found(rule, text).length === 0)).toEqual([])
      expect(rule.misses.flatMap(text => found(rule, text).map(f => `${text} → ${f.text}`))).toEqual([])
    })
  }
})

it('rule ids are unique and belong to a known family', () => {
  expect(new Set(rules.map(r => r.id)).size).toBe(rules.length)
  expect(rules.filter(r => !(r.family in families)).map(r => r.id)).toEqual([])
})

it('a rule that says its fix is certain gives one for each of its examples or none at all', () => {
  const odd = rules.filter(r => r.certain && r.hits.every(text => found(r, text).every(f => f.suggestions.length === 0)))
  expect(odd.map(r => r.id)).toEqual([])
})
