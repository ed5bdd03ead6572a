import { expect, test } from 'vitest'
import { demoPassword } from '#server/demo/build'
import { announcement, code, key, office, value } from '#tests/office'

/** An office whose clock the test sets forward, by minutes. */
async function clocked() {
  let at = Date.parse('2026-11-27T01:00:00.000Z')
  const now = () => new Date(at).toISOString()
  return Object.assign(await office({ now }), { now, later: (minutes: number) => void (at += minutes * 60_000) })
}
type Office = Awaited<ReturnType<typeof clocked>>

/** An article that the confidentiality officer ruled 不予公开, after one change of its text. */
async function withheld(o: Office) {
  const first = value(await o.as('wangfang')('article.create', { key: key(), content: announcement('内部事务信息一。') }))
  const made = value(await o.as('wangfang')('article.save', { key: key(), id: first.id, base: first.hash, content: announcement('内部事务信息二。') }))
  value(await o.as('wangfang')('article.submit', { key: key(), id: first.id, saw: made.hash }))
  const { run } = value(await o.as('chenjing')('article.open', { id: first.id }))
  const answers = run!.stages[0]!.checklist.map(q => ({ question: q.id, answer: 'yes' as const, note: '' }))
  const judgement = { id: first.id, stage: run!.stages[0]!.id, saw: made.hash, opened: o.now(), opinion: '不宜公开。', password: demoPassword, answers }
  value(await o.as('chenjing')('stage.withhold', { ...judgement, key: key(), ground: '政府信息公开条例第十六条：内部事务信息', note: '' }))
  return { id: first.id, versions: [first.hash, made.hash] as const }
}

const readings = async (o: Office) => {
  const { entries } = value(await o.as('auditor')('audit.search', { type: 'withheld-read', limit: 50 }))
  return entries.map(({ by, article, sentence }) => ({ by, article, sentence })).toReversed()
}

test('who opens a withheld text, or an earlier version of it, leaves a record that names the article, and the trail verifies', async () => {
  const o = await clocked()
  const { id, versions } = await withheld(o)
  expect(await readings(o)).toEqual([])
  value(await o.as('zhangmin')('article.open', { id }))
  value(await o.as('zhangmin')('history.revision', { id, hash: versions[0] }))
  value(await o.as('auditor')('article.open', { id }))
  const sentence = (who: string) => `${who} 查阅了不予公开的稿件 《${announcement().title}》`
  expect(await readings(o)).toEqual([
    { by: 'zhangmin', article: id, sentence: sentence('张敏') },
    { by: 'zhangmin', article: id, sentence: sentence('张敏') },
    { by: 'auditor', article: id, sentence: expect.stringContaining('查阅了不予公开的稿件') as string },
  ])
  expect((await o.verify()).whole).toBe(true)
})

test('a screen that asks again within the hour is one reading; a later look is another', async () => {
  const o = await clocked()
  const { id } = await withheld(o)
  const open = async (minutes: number) => {
    o.later(minutes)
    value(await o.as('zhangmin')('article.open', { id }))
    return (await readings(o)).length
  }
  expect([await open(1), await open(1), await open(50), await open(10), await open(1)]).toEqual([1, 1, 1, 2, 2])
})

test('any other text is read without a record, and nothing is recorded of one that is not there', async () => {
  const o = await clocked()
  const { id, hash } = value(await o.as('wangfang')('article.create', { key: key(), content: announcement('正文。') }))
  value(await o.as('zhangmin')('article.open', { id }))
  value(await o.as('zhangmin')('history.revision', { id, hash }))
  const { id: kept } = await withheld(o)
  expect(code(await o.as('zhangmin')('history.revision', { id: kept, hash: '0'.repeat(64) }))).toBe('not-found')
  expect(await readings(o)).toEqual([])
})
