import { expect, test } from 'vitest'
import { sentencesOf } from '#core/proofread/sentences'
import { plainText } from '#core/article/plain-text'
import { passNext } from '#server/demo/build'
import { demoSeats } from '#server/demo/people'
import { announcement, key, office, value } from '#tests/office'

const read = { sentences: 3, from: '2026-11-20T02:00:00.000Z', to: '2026-11-20T02:09:00.000Z', aloud: false, correctedAfter: false }

/** An article that waits at its first proofread, and what its proofreader hands in. */
async function atProofread(text: string) {
  const house = await office()
  const { id, hash } = value(await house.as('wangfang')('article.create', { key: key(), content: announcement(text) }))
  value(await house.as('wangfang')('article.submit', { key: key(), id, saw: hash }))
  const acts = { as: house.as, key, now: () => new Date().toISOString() }
  for (let i = 0; i < 2; i++) await passNext(acts, id)
  const who = house.as(demoSeats['first-proofread']!)
  const view = value(await who('article.open', { id }))
  const stage = view.run!.stages.find(one => one.id === view.summary.stage)!
  const input = { key: key(), id, stage: stage.id, saw: hash, opened: read.from, opinion: '已校对。', answers: stage.checklist.map(({ id: question }) => ({ question, answer: 'yes' as const, note: '' })) }
  return { house, who, id, input, view }
}

test('that a text was read to its end is a fact of the pass, in the trail and in every table', async () => {
  const { house, who, id, input } = await atProofread('为方便群众办事，现将有关事项公告如下。\n请相互转告。')
  value(await who('stage.pass', { ...input, read }))
  const pass = value(await who('article.open', { id })).passes.at(-1)!
  expect(pass.checks).toMatchObject({ read: { ...read, of: 3 }, perMillion: 0 })
  expect(pass.opinion).toBe('已校对。')
  expect(await house.verify()).toMatchObject({ whole: true, failures: [] })
})

test('nobody has read more sentences than there are, and who read nothing says nothing', async () => {
  const { who, id, input, view } = await atProofread('为方便群众办事，现将有关事项公告如下。')
  const of = sentencesOf(plainText(view.content)).length
  value(await who('stage.pass', { ...input, read: { ...read, sentences: 400 } }))
  const passes = value(await who('article.open', { id })).passes
  expect(passes.map(({ checks }) => checks?.read?.sentences)).toEqual([undefined, undefined, of])
})

test('the rate of errors on the record leaves out what was dismissed with a reason', async () => {
  const { who, id, input } = await atProofread('各单位要做好通迅保障工作，确保信息畅通。')
  const { findings } = value(await who('check.run', { id, hash: input.saw }))
  const counted = findings.filter(({ source, level }) => source === 'proofread' && level !== 'info')
  expect(counted.length).toBeGreaterThan(0)
  const dispositions = findings.map(({ rule, text, start }) => ({ rule, text, start, act: 'dismissed' as const, reason: '引用原文' }))
  value(await who('stage.pass', { ...input, dispositions }))
  expect(value(await who('article.open', { id })).passes.at(-1)!.checks).toMatchObject({ perMillion: 0, dismissed: findings.length })
})

test('a warning nobody answered counts in the rate', async () => {
  const { who, id, input } = await atProofread('根据(国办发[2026]5号)文件要求,请抓好落实,确保信息畅通。')
  const { findings } = value(await who('check.run', { id, hash: input.saw }))
  expect(findings.filter(({ level, source }) => level === 'warning' && source === 'proofread').length).toBeGreaterThan(0)
  const dispositions = findings.filter(({ level }) => level === 'error').map(({ rule, text, start }) => ({ rule, text, start, act: 'dismissed' as const, reason: '引用原文' }))
  value(await who('stage.pass', { ...input, dispositions }))
  expect(value(await who('article.open', { id })).passes.at(-1)!.checks!.perMillion).toBeGreaterThan(0)
})
