import { describe, expect, test } from 'vitest'
import { canonicalJson } from '#core/article/canonical'
import { compare } from '#core/article/change'
import { textToBody } from '#core/import/text'
import { emptyContent } from '#core/article/content'
import { checkingOf, rowsOfOffice } from '#core/audit/rows'
import { changeLexicon, proposeWord, setRegion, setRules, settleWord } from '#core/office/decide-lexicon'
import { guardedNames, profileOf } from '#core/office/lexicon'
import { evolveOffice, type Office } from '#core/office/office'
import type { OfficeDecision } from '#core/store'
import { detectors } from '#core/screening/index'
import { migrations } from '#db/migrations'
import { at, standardOffice } from '#tests/core/people'

const office = standardOffice()
const clerk = office.people['clerk']!
const author = office.people['author']!
function after(before: Office, decision: OfficeDecision): Office {
  if (!decision.ok) throw new Error(JSON.stringify(decision.refusal))
  return decision.value.events.reduce((now, event) => evolveOffice(now, { by: 'clerk', at: at(5) }, event), before)
}
const refused = (decision: OfficeDecision) => (decision.ok ? null : decision.refusal)
const edit = (before: Office, list: 'names' | 'leaders' | 'exceptions', add: readonly unknown[], remove: readonly string[] = []) =>
  changeLexicon(before, clerk, { list, add, remove, source: '' })

describe('the lexicon', () => {
  test('an edit leaves only its difference on the trail', () => {
    const now = after(office, edit(office, 'names', ['云溪码头', ' 李明远 ']))
    const next = edit(now, 'names', ['李明远', '溪谷公园'], ['云溪码头', '没有的词'])
    expect(next.ok && next.value.events).toEqual([{ type: 'lexicon-changed', version: 2, list: 'names', add: ['溪谷公园'], remove: ['云溪码头'], source: '' }])
    expect([...after(now, next).lexicon.lists.names.keys()]).toEqual(['李明远', '溪谷公园'])
    expect(refused(edit(now, 'names', ['李明远']))).toEqual({ code: 'nothing-changed' })
  })

  test('a changed leader takes the place of the same post and time', () => {
    const now = after(office, edit(office, 'leaders', [{ name: '王建国', title: '区长', order: 2 }, { name: '李志强', title: '区委书记', order: 1 }]))
    const next = after(now, edit(now, 'leaders', [{ name: '王建国', title: '区长', aliases: ['区委副书记、区长'], order: 2 }]))
    expect(profileOf(next).leaders.map(({ name, aliases }) => [name, aliases])).toEqual([['李志强', []], ['王建国', ['区委副书记、区长']]])
  })

  test('is kept by the clerk and the administrators, and holds each list to its own shape', () => {
    expect(refused(changeLexicon(office, author, { list: 'names', add: ['云溪'], remove: [], source: '' }))).toMatchObject({ code: 'not-your-role' })
    expect(refused(edit(office, 'leaders', ['云溪']))).toMatchObject({ code: 'invalid-input' })
    expect(refused(edit(office, 'names', ['云']))).toMatchObject({ code: 'invalid-input' })
    expect(refused(edit(office, 'leaders', [{ name: '王建国', title: '区长', from: '2024-01-01', to: '2023-01-01' }]))).toMatchObject({ code: 'invalid-input' })
  })

  test('names, leaders and organisations may not be touched by a correction', () => {
    const text = (words: string) => ({ ...emptyContent('news', '测试单位'), title: '公告', body: textToBody(words).body })
    const [from, to] = [text('欢迎来到云溪玛头参观。'), text('欢迎来到云溪码头参观。')]
    expect(compare(from, to, guardedNames(office)).class).toBe('correction')
    const now = after(office, edit(office, 'names', ['云溪码头']))
    expect(compare(from, to, guardedNames(now)).class).toBe('substantive')
    const led = after(office, edit(office, 'leaders', [{ name: '王建国', title: '区长' }]))
    expect(guardedNames(led)).toContain('王建国')
    expect(guardedNames(after(led, setRegion(led, clerk, { province: '', city: '', county: '云溪区' }, { name: '云溪区民政局', short: ['区民政局'], former: [] })))).toContain('区民政局')
  })
})

describe('the rules', () => {
  test('no detector of classification marks can be switched off, by anyone', () => {
    for (const { id } of detectors.filter(detector => detector.family === 'classified')) {
      expect(refused(setRules(office, office.people['admin']!, { setting: 'standard', disabled: [id], levels: {} }))).toMatchObject({ code: 'check-not-optional' })
    }
    const set = after(office, setRules(office, clerk, { setting: 'strict', disabled: ['mobile', 'leaders.order'], levels: { 'leaders.name-and-title': 'warning', 'leaders.order': 'warning' } }))
    expect(set.rules).toEqual({ setting: 'strict', disabled: ['leaders.order', 'mobile'], levels: { 'leaders.name-and-title': 'warning' } })
    expect(refused(setRules(office, clerk, { setting: 'standard', disabled: ['no-such-rule'], levels: {} }))).toMatchObject({ code: 'not-found' })
    expect(refused(setRules(office, clerk, { setting: 'standard', disabled: [], levels: { mobile: 'info' } }))).toMatchObject({ code: 'invalid-input' })
  })
})

describe('a proposed word', () => {
  const input = { proposal: 'w1', word: '云溪码头', article: 'a1', rule: 'spelling.char', reason: '地名' }
  const asked = after(office, proposeWord(office, author, input))
  test('waits for the clerk, and enters the lexicon with the answer', () => {
    const settled = settleWord(asked, clerk, 'w1', 'names', '')
    expect(settled.ok && settled.value.events.map(event => event.type)).toEqual(['word-settled', 'lexicon-changed'])
    const now = after(asked, settled)
    expect(profileOf(now).exceptions).toContain('云溪码头')
    expect(now.proposals['w1']!.settled).toMatchObject({ outcome: 'names', by: 'clerk' })
    expect(refused(settleWord(now, clerk, 'w1', 'names', ''))).toEqual({ code: 'remark-settled', by: 'clerk' })
    expect(refused(proposeWord(now, author, { ...input, proposal: 'w2' }))).toMatchObject({ code: 'invalid-input' })
  })
  test('may be rejected with a reason only, and only by who keeps the lexicon', () => {
    expect(refused(settleWord(asked, clerk, 'w1', 'rejected', ' '))).toEqual({ code: 'reason-missing' })
    expect(refused(settleWord(asked, author, 'w1', 'rejected', '不采纳'))).toMatchObject({ code: 'not-your-role' })
    expect(after(asked, settleWord(asked, clerk, 'w1', 'rejected', '不采纳')).lexicon.version).toBe(0)
  })
  test('is not taken twice, from an administrator, or when it is personal data', () => {
    expect(refused(proposeWord(asked, author, { ...input, proposal: 'w2' }))).toMatchObject({ code: 'invalid-input' })
    expect(refused(proposeWord(office, office.people['admin']!, input))).toMatchObject({ code: 'not-your-role' })
    expect(refused(proposeWord(office, author, { ...input, word: '13812345678' }))).toMatchObject({ code: 'invalid-input' })
  })
})

test('an office of the first release, brought up to date, has the row its trail leads to', () => {
  expect(migrations[1]!.sql).toContain(`DEFAULT '${canonicalJson(checkingOf(office))}'`)
  expect(rowsOfOffice(office)['office']![0]!['checking']).toBe(canonicalJson(checkingOf(office)))
})
