import { expect, test } from 'vitest'
import { demoPassword, passNext } from '#server/demo/build'
import { announcement, key, office, value } from '#tests/office'

const firstPassword = 'Chushi@20261127'

/** An office whose clock the test sets forward, by hours, with an article waiting for its first stage. */
async function started() {
  let at = Date.parse('2026-11-02T01:00:00.000Z')
  const now = () => new Date(at).toISOString()
  const o = await office({ now })
  const made = value(await o.as('wangfang')('article.create', { key: key(), content: announcement() }))
  value(await o.as('wangfang')('article.submit', { key: key(), id: made.id, saw: made.hash }))
  return {
    o, id: made.id,
    later: (hours: number) => void (at += hours * 3_600_000),
    passes: () => passNext({ as: o.as, key, now }, made.id),
    resets: async (person: string) => {
      value(await o.as('admin')('people.resetPassword', { key: key(), person, password: firstPassword }))
      value(await o.as(person)('session.setPassword', { key: key(), old: firstPassword, new: demoPassword }))
      return now()
    },
    told: async () => value(await o.as('lijianguo')('article.resets', { id: made.id })).resets,
  }
}

test('a pass given within a week after an administrator set that person’s password says so, with who and when', async () => {
  const s = await started()
  await s.resets('zhangmin')
  s.later(24 * 8)
  const chenjing = await s.resets('chenjing')
  s.later(2)
  await s.passes()
  await s.passes()
  s.later(1)
  const again = await s.resets('zhangmin')
  await s.passes()
  expect(await s.told()).toEqual([{ run: 1, stage: 'confidentiality-review', by: 'admin', at: chenjing }])
  expect(again > chenjing).toBe(true)
  const { entries } = value(await s.o.as('auditor')('audit.search', { type: 'password-set', limit: 2 }))
  expect(entries.map(({ sentence }) => sentence.slice(-9))).toEqual([expect.stringContaining('修改本人的密码'), expect.stringContaining('的密码')])
})

test('a password of one’s own, and the first one of a new person, are no resets', async () => {
  const s = await started()
  value(await s.o.as('chenjing')('session.setPassword', { key: key(), old: demoPassword, new: firstPassword }))
  value(await s.o.as('chenjing')('session.setPassword', { key: key(), old: firstPassword, new: demoPassword }))
  const person = { account: 'baomi2', name: '钱宁', title: '', section: '', roles: ['confidentiality-officer' as const], disabled: false, away: [] }
  value(await s.o.as('admin')('people.add', { key: key(), person, password: firstPassword }))
  await s.passes()
  expect(await s.told()).toEqual([])
})
