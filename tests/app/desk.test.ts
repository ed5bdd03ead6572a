import BetterSqlite from 'better-sqlite3'
import { describe, expect, test } from 'vitest'
import { evolve, type Article } from '#core/article/article'
import { emptyContent } from '#core/article/content'
import type { ArticleEvent } from '#core/article/events'
import { plainText } from '#core/article/plain-text'
import { replaceWords } from '#core/article/replace'
import { articleObject, OFFICE_OBJECT, type EntryBody } from '#core/audit/entry'
import { noticesOf } from '#core/notices'
import type { OfficeEvent } from '#core/office/events'
import { evolveOffice, type Office } from '#core/office/office'
import { databaseFile } from '#server/backups'
import { demoPassword, passNext } from '#server/demo/build'
import { announcement, code, key, office, value } from '#tests/office'

type House = Awaited<ReturnType<typeof office>>
/** A Monday morning in office hours; each test moves it on. */
const monday = '2026-11-16T01:30:00.000Z'
const later = (hours: number) => new Date(Date.parse(monday) + hours * 3_600_000).toISOString()

async function house() {
  const clock = { at: monday }
  const o = await office({ now: () => clock.at })
  const acts = { as: o.as, key, now: () => clock.at }
  const submitted = async (text?: string) => {
    const made = value(await o.as('wangfang')('article.create', { key: key(), content: announcement(text) }))
    value(await o.as('wangfang')('article.submit', { key: key(), id: made.id, saw: made.hash }))
    return made.id
  }
  const passed = async (id: string, times: number) => {
    for (let i = 0; i < times; i++) await passNext(acts, id)
  }
  return { o, clock, acts, submitted, passed }
}
const open = async (o: House, who: string, id: string) => value(await o.as(who)('article.open', { id }))
const unread = async (o: House, who: string) => value(await o.as(who)('notice.list', { limit: 50, unreadOnly: true })).items.map(({ kind, words }) => (words ? `${kind}:${words}` : kind))

describe('无人可办', () => {
  test('is told to the writer and the office clerk when the last entitled person is disabled, and is over when somebody deputises', async () => {
    const { o, submitted, passed } = await house()
    const id = await submitted()
    await passed(id, 7)
    const lacking = async (who: string) => value(await o.as(who)('desk.lacking', {})).items
    expect(await lacking('xuhong')).toEqual([])
    const { mustChange: _, hasPassword: __, ...leader } = value(await o.as('admin')('people.list', {})).people.find(one => one.id === 'lijianguo')!
    const delegation = { principal: 'lijianguo', deputy: 'hanmei', roles: ['leader' as const], from: '2026-11-16', to: '2026-11-30', basis: '外出学习' }
    value(await o.as('admin')('people.change', { key: key(), person: { ...leader, away: [{ from: '2026-11-16', to: '2026-11-20' }] } }))
    const said = [{ id, title: expect.any(String) as string, here: true, stages: ['签发'] }]
    expect([await lacking('wangfang'), await lacking('xuhong'), await lacking('liuyang')]).toEqual([said, said, []])
    value(await o.as('xuhong')('delegation.grant', { key: key(), delegation }))
    expect([await lacking('wangfang'), await lacking('xuhong')]).toEqual([[], []])
  })
})

describe('a stage in the hands of somebody who cannot act any more', () => {
  const change = async (o: House, id: string, changed: object) => {
    const { mustChange: _, hasPassword: __, ...person } = value(await o.as('admin')('people.list', {})).people.find(one => one.id === id)!
    value(await o.as('admin')('people.change', { key: key(), person: { ...person, ...changed } }))
  }
  const waits = async (o: House, who: string) => value(await o.as(who)('desk.waiting', { limit: 10 })).items.map(({ id, holder }) => ({ id, holder }))

  test.each([
    ['is disabled', { disabled: true }],
    ['loses the role', { roles: ['editor' as const] }],
    ['goes on leave', { away: [{ from: '2026-11-16', to: '2026-11-18' }] }],
  ])('falls back to its pool when the person it was assigned to %s', async (_, changed) => {
    const { o, submitted, passed } = await house()
    const id = await submitted()
    await passed(id, 1)
    value(await o.as('xuhong')('stage.assign', { key: key(), id, stage: 'first-review', person: 'zhangmin', reason: '熟悉情况' }))
    expect([await waits(o, 'zhangmin'), await waits(o, 'zhaolei'), (await open(o, 'zhaolei', id)).may.pass]).toEqual([
      [{ id, holder: 'zhangmin' }], [], { code: 'assigned-to-other', person: 'zhangmin' },
    ])
    await change(o, 'zhangmin', changed)
    expect(await waits(o, 'zhaolei')).toEqual([{ id, holder: null }])
    expect(await open(o, 'zhaolei', id)).toMatchObject({ assignee: null, may: { pass: null } })
    await passNext({ as: account => o.as(account === 'zhangmin' ? 'zhaolei' : account), key, now: () => monday }, id)
    expect((await o.verify()).failures).toEqual([])
  })

  test('a claim bars nobody once its holder is disabled or has lost the role', async () => {
    const { o, submitted, passed } = await house()
    const id = await submitted()
    await passed(id, 1)
    value(await o.as('zhangmin')('stage.claim', { key: key(), id, stage: 'first-review' }))
    expect((await open(o, 'zhaolei', id)).may.pass).toMatchObject({ code: 'claimed-by-other' })
    await change(o, 'zhangmin', { roles: ['editor'] })
    expect(await open(o, 'zhaolei', id)).toMatchObject({ claim: null, may: { pass: null } })
    expect(await waits(o, 'zhaolei')).toEqual([{ id, holder: null }])
    value(await o.as('zhaolei')('stage.claim', { key: key(), id, stage: 'first-review' }))
    await change(o, 'zhangmin', { roles: ['first-reviewer'] })
    expect((await open(o, 'zhangmin', id)).may.pass).toMatchObject({ code: 'claimed-by-other', person: 'zhaolei' })
  })
})

describe('征求意见', () => {
  test('reaches the colleague’s desk, is answered on the text read, and comes back to whoever asked, with the words beside the chain', async () => {
    const { o, submitted } = await house()
    const id = await submitted()
    const view = await open(o, 'chenjing', id)
    const ask = { key: key(), id, stage: 'confidentiality-review', saw: view.summary.hash, people: ['xuhong', 'wangfang'], question: '“相互转告”是否妥当?', replyBy: '2026-11-17' }
    expect(value(await o.as('chenjing')('opinion.ask', ask))).toEqual({ asked: 2 })
    expect(value(await o.as('chenjing')('opinion.ask', ask))).toEqual({ asked: 2 })
    expect(value(await o.as('xuhong')('desk.asked', { limit: 10 })).items.map(item => item.id)).toEqual([id])
    expect(value(await o.as('xuhong')('desk.counts', {})).asked).toBe(1)
    expect(await unread(o, 'xuhong')).toEqual(['opinion-asked:“相互转告”是否妥当?'])
    const seen = await open(o, 'xuhong', id)
    expect(seen.may.pass).toMatchObject({ code: 'not-your-role' })
    const question = seen.opinions.find(one => one.asked === 'xuhong')!
    expect(question).toMatchObject({ by: 'chenjing', stageName: '保密审查', state: 'open', question: ask.question, answer: null })
    value(await o.as('xuhong')('opinion.give', { key: key(), id, request: question.id, saw: seen.summary.hash, words: '妥当。' }))
    expect((await open(o, 'chenjing', id)).opinions.find(one => one.asked === 'xuhong')).toMatchObject({ state: 'answered', answer: '妥当。' })
    expect(await unread(o, 'chenjing')).toEqual(expect.arrayContaining(['opinion-given:妥当。']))
    expect([await unread(o, 'xuhong'), value(await o.as('xuhong')('desk.counts', {})).asked]).toEqual([[], 0])
    const chain = (await o.store.entriesOf(id)).map(entry => entry.body).join('\n')
    expect(chain).toContain('opinion-given')
    expect(chain).not.toContain('妥当')
    expect((await o.verify()).failures).toEqual([])
  })

  test('holds nothing up: the stage passes with a question open, which then is no work for anybody', async () => {
    const { o, submitted, passed } = await house()
    const id = await submitted()
    const { summary } = await open(o, 'chenjing', id)
    value(await o.as('chenjing')('opinion.ask', { key: key(), id, stage: 'confidentiality-review', saw: summary.hash, people: ['xuhong'], question: '如何?', replyBy: null }))
    await passed(id, 1)
    expect(value(await o.as('xuhong')('desk.counts', {})).asked).toBe(0)
    expect(await unread(o, 'xuhong')).toEqual([])
    expect((await open(o, 'xuhong', id)).opinions[0]).toMatchObject({ state: 'lapsed' })
  })
})

describe('转办与催办', () => {
  test('whoever holds the stage hands it on; who lost it and who got it hear of it, and the candidates say who cannot', async () => {
    const { o, submitted, passed } = await house()
    const id = await submitted()
    await passed(id, 3)
    const { people } = value(await o.as('fengwei')('stage.candidates', { id }))
    expect(people.filter(one => one.refusal === null).map(one => one.person)).toEqual(['fengwei', 'hanmei'])
    value(await o.as('fengwei')('stage.claim', { key: key(), id, stage: 'second-review' }))
    expect(code(await o.as('hanmei')('stage.handOn', { key: key(), id, stage: 'second-review', person: 'fengwei', reason: '外出' }))).toBe('claimed-by-other')
    value(await o.as('xuhong')('stage.assign', { key: key(), id, stage: 'second-review', person: 'hanmei', reason: '冯伟出差' }))
    expect(await unread(o, 'fengwei')).toContain('taken-away')
    value(await o.as('hanmei')('stage.handOn', { key: key(), id, stage: 'second-review', person: 'fengwei', reason: '外出调研' }))
    expect(await unread(o, 'fengwei')).toContain('assigned')
    expect((await open(o, 'fengwei', id)).assignee).toBe('fengwei')
    expect(code(await o.as('hanmei')('stage.handOn', { key: key(), id, stage: 'second-review', person: 'fengwei', reason: '外出' }))).toBe('assigned-to-other')
  })

  test('the author chases the holder once in two hours of office time, not of the clock', async () => {
    const { o, clock, submitted } = await house()
    const id = await submitted()
    const remind = () => o.as('wangfang')('stage.remind', { key: key(), id, stage: 'confidentiality-review' })
    expect(value(await remind())).toEqual({ to: ['chenjing'] })
    expect(await unread(o, 'chenjing')).toContain('reminded')
    expect((await open(o, 'wangfang', id)).may.remind).toMatchObject({ code: 'reminded-already', by: 'wangfang' })
    // 11:31: two hours and a minute later by the clock and in office time
    clock.at = later(1.9)
    expect(code(await remind())).toBe('reminded-already')
    clock.at = later(2.1)
    expect(code(await remind())).toBe('allowed')
    // 13:45 is two hours later by the clock, but one and a half of them were noon
    clock.at = later(4.25)
    expect(code(await remind())).toBe('reminded-already')
    const { settings } = value(await o.as('xuhong')('settings.get', {}))
    value(await o.as('admin')('settings.save', { key: key(), settings: { ...settings, remindHours: 0.5 } }))
    expect(code(await remind())).toBe('allowed')
  })
})

describe('通知', () => {
  test('tells of arrival, return, voiding with the words, sign-off and release, each to whom it concerns', async () => {
    const { o, submitted, passed } = await house()
    const id = await submitted('办理时限为15个工作日。')
    expect(await unread(o, 'chenjing')).toEqual(['arrived'])
    await passed(id, 3)
    expect(await unread(o, 'chenjing')).toEqual([])
    const view = await open(o, 'fengwei', id)
    const judgement = { key: key(), id, stage: 'second-review', saw: view.summary.hash, opened: monday }
    value(await o.as('fengwei')('stage.return', { ...judgement, category: '事实数据', reason: '时限请核对', passages: [], outcome: 'return' }))
    expect(await unread(o, 'wangfang')).toEqual(['returned:事实数据：时限请核对'])
    const start = plainText(view.content).text.indexOf('15')
    const content = replaceWords(view.content, [{ start, end: start + 2, text: '10' }]).content
    const { hash } = value(await o.as('wangfang')('article.save', { key: key(), id, base: view.summary.hash, content }))
    value(await o.as('wangfang')('article.submit', { key: key(), id, saw: hash }))
    expect(await unread(o, 'zhangmin')).toEqual(['voided:“15个工作日”→“10个工作日”'])
    await passed(id, 8)
    expect(await unread(o, 'heping')).toEqual(['cleared'])
    value(await o.as('heping')('release.export', { key: key(), id, channel: 'website', saw: hash }))
    expect(await unread(o, 'wangfang')).toEqual(expect.arrayContaining(['released', 'cleared']))
  })

  test('a deadline is told when half of a short limit is left, and when it has passed; read once it stays read', async () => {
    const { o, clock, submitted } = await house()
    await submitted()
    value(await o.as('chenjing')('notice.markRead', {}))
    const unreadNow = async () => value(await o.as('chenjing')('notice.counts', {})).unread
    clock.at = later(2)
    expect([await unread(o, 'chenjing'), await unreadNow()]).toEqual([[], 0])
    clock.at = later(6.5)
    expect([await unread(o, 'chenjing'), await unreadNow()]).toEqual([['due-soon'], 1])
    value(await o.as('chenjing')('notice.markRead', {}))
    expect([await unread(o, 'chenjing'), await unreadNow()]).toEqual([[], 0])
    clock.at = later(30)
    expect(await unread(o, 'chenjing')).toEqual(['overdue'])
    expect(value(await o.as('chenjing')('notice.list', { limit: 10 })).items[0]).toMatchObject({ kind: 'overdue', sentence: '“保密审查”已于 2026-11-17 10:30 超期' })
  })

  test('a comment tells whom it names and whom it charges, and an answer tells whoever made it', async () => {
    const { o, submitted } = await house()
    const id = await submitted()
    const { summary } = await open(o, 'chenjing', id)
    const said = { key: key(), id, hash: summary.hash, span: null, category: 'fact' as const, words: '请核对', assignee: 'wangfang', mentions: ['zhangmin'] }
    const { thread } = value(await o.as('chenjing')('comment.make', said))
    expect(await unread(o, 'wangfang')).toEqual(['comment-assigned:请核对'])
    expect(await unread(o, 'zhangmin')).toEqual(['mentioned:请核对'])
    value(await o.as('wangfang')('comment.reply', { key: key(), id, thread, words: '已核', mentions: [] }))
    expect(await unread(o, 'chenjing')).toContain('replied:已核')
  })

  test('pages by the entry, newest first, and nobody hears of their own acts', async () => {
    const { o, submitted } = await house()
    const ids = [await submitted(), await submitted(), await submitted()]
    const first = value(await o.as('chenjing')('notice.list', { limit: 2 }))
    const second = value(await o.as('chenjing')('notice.list', { limit: 2, before: first.next! }))
    expect([...first.items, ...second.items].map(({ article }) => article)).toEqual(ids.reverse())
    expect(second.next).toBeNull()
    expect(value(await o.as('wangfang')('notice.list', { limit: 10 })).items).toEqual([])
  })

  test('are a reading of the chain: folding it anew gives the very rows that are kept', async () => {
    const { o, submitted, passed } = await house()
    value(await o.as('xuhong')('delegation.grant', { key: key(), delegation: { principal: 'zhangmin', deputy: 'zhaolei', from: '2026-11-16', to: '2026-11-20', roles: ['first-reviewer'], basis: '办公室通知' } }))
    const one = await submitted()
    await passed(one, 2)
    value(await o.as('admin')('people.change', { key: key(), person: { id: 'zhengqiang', account: 'zhengqiang', name: '郑强', title: '校对员', section: 'general', roles: ['proofreader'], disabled: true, away: [] } }))
    const two = await submitted()
    await passed(two, 3)
    value(await o.as('wangfang')('stage.remind', { key: key(), id: one, stage: 'first-proofread' }))
    await passed(one, 6)
    const sqlite = new BetterSqlite(databaseFile(o.data), { readonly: true })
    const kept = sqlite.prepare('SELECT person, seq, kind, article, stage, by, at, exhibit FROM notice ORDER BY seq, person, kind').all()
    const bodies = sqlite.prepare<[], string>('SELECT body FROM entry ORDER BY seq').pluck().all().map(body => JSON.parse(body) as EntryBody)
    sqlite.close()
    expect(kept.length).toBeGreaterThan(20)
    expect(folded(bodies)).toEqual(kept)
  })
})

function folded(bodies: readonly EntryBody[]) {
  let now: Office | null = null
  const articles = new Map<string, Article>()
  const rows = bodies.flatMap(({ seq, obj, actor, ts: at, data }) => {
    const act = { by: actor.uid, at }
    if (obj === OFFICE_OBJECT) {
      now = evolveOffice(now, act, data as unknown as OfficeEvent)
      return []
    }
    const id = obj.slice(articleObject('').length)
    const before = articles.get(id) ?? null
    const after = evolve(before, { id, ...act }, data as unknown as ArticleEvent)
    articles.set(id, after)
    return noticesOf(before, after, act, data as unknown as ArticleEvent, now!).map(notice => ({ ...notice, seq, article: id, ...act }))
  })
  const order = (row: (typeof rows)[number]) => `${String(row.seq).padStart(9, '0')} ${row.person} ${row.kind}`
  return rows.sort((a, b) => (order(a) < order(b) ? -1 : 1))
}

describe('批量通过', () => {
  const withBatch = async (o: House, stage: string) => {
    const { templates } = value(await o.as('admin')('template.list', {}))
    const { version: _, ...standard } = templates.find(t => t.id === 'standard')!
    return o.as('admin')('template.save', { key: key(), template: { ...standard, stages: standard.stages.map(s => (s.id === stage ? { ...s, batch: true } : s)) } })
  }
  const answers = (view: Awaited<ReturnType<typeof open>>) => view.run!.stages.find(s => s.id === view.summary.stage)!.checklist.map(q => ({ question: q.id, answer: 'yes' as const, note: '' }))

  test('passes each article that was opened, as a pass of its own, and says of each other why not', async () => {
    const { o, clock, submitted, passed } = await house()
    const before = await submitted()
    value(await withBatch(o, 'second-review'))
    const [one, two, unopened, moved] = [await submitted(), await submitted(), await submitted(), await submitted()]
    for (const id of [before, one, two, unopened, moved]) await passed(id, 3)
    const views: Awaited<ReturnType<typeof open>>[] = []
    for (const id of [before, one, two, moved]) views.push(await open(o, 'fengwei', id))
    const stale = { id: moved, stage: 'second-review', saw: '0'.repeat(64) }
    const items = [...[before, one, two, unopened].map((id, i) => ({ id, stage: 'second-review', saw: (views[i] ?? views[0]!).summary.hash })), stale]
    items[3]!.saw = (await open(o, 'xuhong', unopened)).summary.hash
    const listed = value(await o.as('fengwei')('desk.batch', { ids: items.map(({ id }) => id) }))
    expect(listed.items.map(({ refusal }) => refusal?.code ?? null)).toEqual(['batch-not-allowed', null, null, 'not-opened', null])
    clock.at = later(1)
    const command = { key: key(), items, opinion: '同意。', answers: answers(views[1]!) }
    const { results } = value(await o.as('fengwei')('stage.passMany', command))
    expect(results.map(({ refusal, next }) => refusal?.code ?? next)).toEqual(['batch-not-allowed', 'second-proofread', 'second-proofread', 'not-opened', 'not-opened'])
    for (const id of [one, two]) {
      expect((await open(o, 'fengwei', id)).passes.at(-1)).toMatchObject({ by: 'fengwei', stage: 'second-review', opinion: '同意。', opened: monday, at: later(1) })
    }
    // the same command once more carries nothing out twice
    value(await o.as('fengwei')('stage.passMany', command))
    expect((await open(o, 'fengwei', one)).passes).toHaveLength(4)
    expect((await o.verify()).failures).toEqual([])
  })

  test('asks for the checklist of each, and for the password once where the stage is signed', async () => {
    const { o, submitted, passed } = await house()
    value(await withBatch(o, 'final-review'))
    const ids = [await submitted(), await submitted()]
    for (const id of ids) await passed(id, 5)
    const views = [await open(o, 'yangtao', ids[0]!), await open(o, 'yangtao', ids[1]!)]
    const command = { items: views.map(({ summary }) => ({ id: summary.id, stage: 'final-review', saw: summary.hash })), opinion: '同意。', answers: answers(views[0]!) }
    expect(code(await o.as('yangtao')('stage.passMany', { ...command, key: key() }))).toBe('password-wrong')
    const without = value(await o.as('yangtao')('stage.passMany', { ...command, key: key(), answers: [], password: demoPassword }))
    expect(without.results.map(({ refusal }) => refusal?.code)).toEqual(['unanswered', 'unanswered'])
    const done = value(await o.as('yangtao')('stage.passMany', { ...command, key: key(), password: demoPassword }))
    expect(done.results.map(({ next }) => next)).toEqual(['third-proofread', 'third-proofread'])
  })

  test('cannot be switched on for 保密审查 or 签发, by anybody', async () => {
    const { o } = await house()
    for (const stage of ['confidentiality-review', 'sign-off']) expect(await withBatch(o, stage)).toMatchObject({ refusal: { code: 'template-breaks-floor', rule: 'F5' } })
  })
})

test('the calendar shows what is due for me, what is due of mine, and what I am asked by a day', async () => {
  const { o, submitted } = await house()
  const id = await submitted()
  const { summary } = await open(o, 'chenjing', id)
  value(await o.as('chenjing')('opinion.ask', { key: key(), id, stage: 'confidentiality-review', saw: summary.hash, people: ['xuhong'], question: '如何?', replyBy: '2026-11-18' }))
  const month = async (who: string) => value(await o.as(who)('desk.calendar', { from: '2026-11-01', to: '2026-11-30' })).items.map(({ kind, at }) => [kind, at])
  expect(await month('chenjing')).toEqual([['due', '2026-11-17T02:30:00.000Z']])
  expect(await month('wangfang')).toEqual([['mine', '2026-11-17T02:30:00.000Z']])
  expect(await month('xuhong')).toEqual([['reply', '2026-11-17T16:00:00.000Z']])
  expect(value(await o.as('chenjing')('desk.calendar', { from: '2026-11-18', to: '2026-11-30' })).items).toEqual([])
})

test('a draft typed and not yet made a version stands on its writer’s desk under the title and words on the page', async () => {
  const { o } = await house()
  const as = o.as('wangfang')
  const blank = emptyContent('notice', '云溪区人民政府办公室')
  const { id, hash } = value(await as('article.create', { key: key(), content: blank }))
  const typed = announcement('各单位要认真落实。')
  value(await as('workingCopy.put', { id, base: hash, content: typed }))
  const row = async () => value(await as('desk.mine', { limit: 50 })).items.find(item => item.id === id)!.title
  expect(await row()).toBe(typed.title)
  const card = value(await as('desk.card', { id }))
  expect([card.summary.title, card.lines]).toEqual([typed.title, '各单位要认真落实。'])
  value(await as('workingCopy.drop', { id }))
  expect([await row(), value(await as('desk.card', { id })).lines]).toEqual(['', ''])
})
