import { afterEach, describe, expect, test } from 'vitest'
import { evolve, type Article } from '#core/article/article'
import type { ArticleEvent } from '#core/article/events'
import type { EntryBody } from '#core/audit/entry'
import { evolveOffice, type Office } from '#core/office/office'
import type { OfficeEvent } from '#core/office/events'
import { defaultSettings } from '#core/office/settings'
import { no, ok } from '#core/result'
import type { ArticleFilter } from '#core/store'
import { openDatabase } from '#db/open'
import { sqliteStore } from '#db/store'
import { content, folder, Hand, newOffice, person, revisionOf, salt, value } from './build.ts'
import { verified } from './whole.ts'

const closing: (() => void)[] = []
afterEach(() => {
  for (const close of closing.splice(0).reverse()) close()
})
async function open() {
  const place = folder()
  const made = await newOffice(place.file)
  closing.push(place.remove, () => made.database.sqlite.open && made.store.close())
  return { ...made, place }
}
const text = (title: string, ...lines: string[]) => content(title, lines.length ? lines : ['正文第一段。', '正文第二段。'])
const everything: ArticleFilter = { sort: 'updated', descending: true, limit: 50, offset: 0 }
const at = '2026-11-10T01:00:00.000Z'

describe('a command', () => {
  test('leaves the tables as its events fold to, all the way down the road', async () => {
    const { store } = await open()
    const hand = await new Hand(store, 'a1').creates(text('关于做好防汛工作的通知'))
    await hand.saves(text('关于做好防汛工作的通知', '改过的正文'))
    await hand.submits()
    await hand.passes(2)
    await hand.corrects(text('关于做好防汛工作的通知', '改过的正文。'))
    await hand.passes(5)
    await hand.isReleased()
    const kept = await store.article('a1')
    expect(kept).toEqual(hand.state)
    const folded = (await store.entriesOf('a1')).reduce<Article | null>((article, { body }) => {
      const { actor, ts, data } = JSON.parse(body) as EntryBody
      return evolve(article, { id: 'a1', by: actor.uid, at: ts }, data as ArticleEvent)
    }, null)
    expect(folded).toEqual(kept)
    expect(await store.summary('a1')).toMatchObject({ phase: 'released', passed: 8, roadLength: 8, title: '关于做好防汛工作的通知' })
  })

  test('that is refused, or throws, leaves nothing', async () => {
    const { store, database } = await open()
    await new Hand(store, 'a1').creates(text('一'))
    const dump = () => database.sqlite.serialize().equals(before)
    database.sqlite.pragma('wal_checkpoint(TRUNCATE)')
    const before = database.sqlite.serialize()
    const revision = revisionOf(text('二'))
    const command = { id: 'a1', key: 'refused-1', by: 'author', at, revision }
    expect(await store.change(command, () => no({ code: 'not-author' }))).toEqual(no({ code: 'not-author' }))
    const decideWrongly = () => {
      throw new Error('a bug')
    }
    await expect(store.change(command, decideWrongly)).rejects.toThrow('a bug')
    const forgotten = { type: 'revision-saved', from: revision.hash, hash: 'a'.repeat(64), kind: 'notice', grade: 'ordinary' } as const
    await expect(store.change(command, () => ok({ events: [forgotten] }))).rejects.toThrow('was not handed in')
    const misshapen = { type: 'urgency-set', urgent: 'yes', reason: '' } as unknown as ArticleEvent
    await expect(store.change(command, () => ok({ events: [misshapen] }))).rejects.toThrow()
    expect(dump()).toBe(true)
  })

  test('that decides nothing writes nothing and is not remembered', async () => {
    const { store } = await open()
    await new Hand(store, 'a1').creates(text('一'))
    const head = await store.head()
    const done = value(await store.change({ id: 'a1', key: 'nothing-1', by: 'author', at }, () => ok({ events: [] })))
    expect([done.replayed, done.head, await store.head()]).toEqual([false, head, head])
  })

  test('carried out twice is carried out once, and answers as it did', async () => {
    const { store } = await open()
    const hand = await new Hand(store, 'a1').creates(text('一'))
    const command = { id: 'a1', key: 'twice-0001', by: 'author', at }
    const urgent = () => ok({ events: [{ type: 'urgency-set' as const, urgent: true, reason: '汛期' }] })
    const first = value(await store.change(command, urgent))
    await hand.saves(text('一', '后来又改'))
    const second = value(await store.change(command, urgent))
    expect(second).toEqual({ ...first, replayed: true })
    expect(await store.change({ ...command, by: 'second' }, urgent)).toEqual(no({ code: 'command-replayed', by: 'author' }))
    expect(await store.change({ ...command, id: 'a2' }, urgent)).toEqual(no({ code: 'command-replayed', by: 'author' }))
    const create = { id: 'a9', key: 'create-9', by: 'author', at, salt, revision: revisionOf(text('九')) }
    const created = () => ok({ events: [{ type: 'article-created' as const, kind: 'notice' as const, grade: 'ordinary' as const, section: 'office', hash: create.revision.hash }] })
    value(await store.change(create, created))
    expect(value(await store.change({ ...create, id: 'another' }, created)).state.id).toBe('a9')
    expect(await store.article('another')).toBeNull()
  })

  test('may concern the office too, in the same transaction', async () => {
    const { store } = await open()
    await new Hand(store, 'a1').creates(text('一'))
    const number = { type: 'number-taken', article: 'a1', scope: '2026', serial: 1, number: 'X/2026-00001' } as const
    value(
      await store.change({ id: 'a1', key: 'number-01', by: 'author', at }, (_, office) => {
        expect(office.counters).toEqual({})
        return ok({ events: [], office: [number] })
      }),
    )
    expect((await store.office())!.counters).toEqual({ '2026': 1 })
  })

  test('before the office is founded is refused', async () => {
    const place = folder()
    closing.push(place.remove)
    const { sqliteStore } = await import('#db/store')
    const { openDatabase } = await import('#db/open')
    const store = sqliteStore(openDatabase(place.file), { now: () => at })
    closing.push(store.close)
    expect(await store.change({ id: 'a1', key: 'k-000001', by: 'x', at }, () => ok({ events: [] }))).toEqual(no({ code: 'not-set-up' }))
    expect([await store.office(), await store.head(), await store.article('a1')]).toEqual([null, null, null])
  })
})

describe('the office', () => {
  test('is what its events fold to, and survives closing', async () => {
    const { store, place } = await open()
    const events: OfficeEvent[] = [
      { type: 'person-changed', person: { ...person('second', ['publisher'], '王晓雅'), disabled: true, away: [{ from: '2026-11-03', to: '2026-11-04' }] } },
      { type: 'settings-saved', settings: { ...defaultSettings, leaseMinutes: 60 } },
      { type: 'templates-activated', active: [] },
    ]
    const { state } = value(await store.changeOffice({ key: 'office-002', by: 'system', at }, () => ok({ events })))
    const folded = (await store.entries({ limit: 100 })).entries.reverse().reduce<Office | null>((office, { body }) => {
      const { actor, ts, data } = JSON.parse(body) as EntryBody
      return evolveOffice(office, { by: actor.uid, at: ts }, data as OfficeEvent)
    }, null)
    expect(state).toEqual(folded)
    store.close()
    const { sqliteStore } = await import('#db/store')
    const { openDatabase } = await import('#db/open')
    const again = sqliteStore(openDatabase(place.file), { now: () => at })
    closing.push(again.close)
    expect(await again.office()).toEqual(folded)
  })

  test('keeps a password only in the form its event names', async () => {
    const { store } = await open()
    const events: OfficeEvent[] = [{ type: 'password-set', person: 'author', credential: 'a'.repeat(64), mustChange: false }]
    const set = store.changeOffice({ key: 'password-1', by: 'system', at }, () => ok({ events, credentials: { author: 'form' } }))
    await expect(set).rejects.toThrow('stored form')
    expect(await store.credential('author')).toBeNull()
  })
})

describe('evidence', () => {
  const guarded = [
    `UPDATE entry SET body = body WHERE seq = 1`,
    `DELETE FROM entry WHERE seq = 1`,
    `INSERT OR REPLACE INTO entry (seq, body, hash) SELECT seq, body, 'x' FROM entry WHERE seq = 1`,
    `INSERT INTO entry (seq, body, hash) SELECT 1000, body, hash FROM entry WHERE seq = 1`,
    `INSERT INTO entry (seq, body, hash) SELECT max(seq) + 1, body, hash FROM entry`,
    `UPDATE revision SET by = 'x'`,
    `DELETE FROM revision`,
    `INSERT OR REPLACE INTO revision SELECT * FROM revision`,
    `INSERT INTO revision SELECT * FROM revision WHERE 1 ON CONFLICT DO UPDATE SET by = 'x'`,
    `UPDATE exhibit SET bytes = x''`,
    `DELETE FROM exhibit`,
    `INSERT OR REPLACE INTO exhibit SELECT * FROM exhibit`,
    `UPDATE articleSalt SET salt = ''`,
    `INSERT OR REPLACE INTO articleSalt SELECT * FROM articleSalt`,
    `INSERT OR REPLACE INTO file SELECT * FROM file`,
    `UPDATE file SET bytes = x''`,
    ...['article', 'run', 'pass', 'release', 'office', 'person', 'section', 'template', 'credential'].map(table => `DELETE FROM ${table}`),
    `INSERT OR REPLACE INTO article SELECT * FROM article`,
  ]
  test('cannot be changed by a slip in SQL', async () => {
    const { store, database, place } = await open()
    const hand = await new Hand(store, 'a1').creates(text('一'))
    await hand.submits()
    await hand.passes(1)
    await hand.isReturned()
    await hand.isReleased()
    const { sha256 } = await import('#db/texts')
    await store.putFile({ digest: sha256(Buffer.from('x')), mediaType: 'text/plain', size: 1, name: 'x' }, Buffer.from('x'))
    const form = 'form'
    value(
      await store.changeOffice({ key: 'password-2', by: 'system', at }, () =>
        ok({ events: [{ type: 'password-set', person: 'author', credential: sha256(Buffer.from(form)), mustChange: false }], credentials: { author: form } }),
      ),
    )
    for (const sql of guarded) expect(() => database.sqlite.exec(sql), sql).toThrow(/not allowed|kept already|does not follow/)
    store.close()
    expect((await verified(place.file)).failures).toEqual([])
  })

  test('ten versions of a 3,000-character article cost at most 60 KB, and each comes back byte for byte', async () => {
    const { store, database } = await open()
    const size = () => Number(database.sqlite.pragma('page_count', { simple: true })) * 4096
    const lines = Array.from({ length: 30 }, (_, i) => `${i}、${'各县(市、区)要切实加强组织领导,压实工作责任,确保各项任务落到实处并取得成效,防止走过场。'.repeat(2)}${i * 7919}号文件执行。`)
    const before = size()
    for (let a = 0; a < 10; a++) {
      const versions = Array.from({ length: 10 }, (_, v) => content(`关于第${a}号工作的通知`, lines.map((line, i) => (i === v ? `${line}第${v}次补充。` : `${line}${a}`))))
      const hand = await new Hand(store, `a${a}`).creates(versions[0]!)
      for (const version of versions.slice(1)) await hand.saves(version)
      await hand.submits()
      for (const version of versions) expect(await store.content(`a${a}`, revisionOf(version).hash)).toEqual(revisionOf(version).content)
      expect(await store.revisions(`a${a}`)).toHaveLength(10)
    }
    store.drainSearch()
    expect((size() - before) / 10 / 1024).toBeLessThan(60)
  })

  test('a text written from nothing does not lean on the old one', async () => {
    const { store } = await open()
    const hand = await new Hand(store, 'a1').creates(text('一'))
    const long = text('二', ...Array.from({ length: 200 }, (_, i) => `第${i}条 ${String(i * 7919)}`))
    await hand.saves(long)
    await hand.saves(text('一'))
    await hand.saves({ ...long, title: '三' })
    expect((await store.content('a1', hand.state.hash))!.title).toBe('三')
    expect(await store.revisions('a1')).toHaveLength(3)
  })
})

describe('lists', () => {
  async function some() {
    const opened = await open()
    const hands: Hand[] = []
    for (let i = 0; i < 6; i++) {
      const hand = await new Hand(opened.store, `a${i}`).creates(text(`第${i}号通知`), i % 2 ? 'second' : 'author')
      if (i >= 2) await hand.submits()
      hands.push(hand)
    }
    await hands[2]!.saves(text('第2号通知', '共同作者改'), 'second')
    return { ...opened, hands }
  }
  const ids = (items: { id: string }[]) => items.map(({ id }) => id)

  test('filter, sort, page and count', async () => {
    const { store } = await some()
    const list = async (filter: Partial<ArticleFilter>) => {
      const { items, total } = await store.list({ ...everything, ...filter })
      return [ids(items).join(' '), total]
    }
    expect(await list({})).toEqual(['a2 a5 a4 a3 a1 a0', 6])
    expect(await list({ limit: 2, offset: 1 })).toEqual(['a5 a4', 6])
    expect(await list({ phases: ['drafting'] })).toEqual(['a1 a0', 2])
    expect(await list({ phases: ['drafting', 'reviewing'], limit: 3 })).toEqual(['a2 a5 a4', 6])
    expect(await list({ phases: [] })).toEqual(['', 0])
    expect(await list({ author: 'author' })).toEqual(['a2 a4 a0', 3])
    expect(await list({ writer: 'second' })).toEqual(['a2 a5 a3 a1', 4])
    expect(await list({ writer: 'second', phases: ['reviewing'] })).toEqual(['a2 a5 a3', 3])
    expect(await list({ sort: 'title', descending: false, limit: 2 })).toEqual(['a0 a1', 6])
    expect(await list({ text: '共同作者', kinds: ['notice'] })).toEqual(['a2', 1])
    expect(await list({ grades: ['sensitive'] })).toEqual(['', 0])
    expect(await list({ from: '2026-11-02', to: '2026-11-02', section: 'office' })).toEqual(['a2 a5 a4 a3 a1 a0', 6])
    expect(await list({ from: '2026-11-03' })).toEqual(['', 0])
  })

  test('what has left is found by the day it left for the first time, whatever happened to it later', async () => {
    const { store } = await open()
    let now = ''
    const at = (day: string, hour: string) => void (now = `2026-11-${day}T${hour}:30:00.000Z`)
    const released = async (id: string, ...when: [day: string, hour: string][]) => {
      at('02', '01')
      const hand = await new Hand(store, id, () => now).creates(text(`${id}号通知`))
      await hand.submits()
      for (const [i, [day, hour]] of when.entries()) {
        at(day, hour)
        await hand.isReleased(i ? 'wechat' : 'website')
      }
    }
    await released('a', ['05', '01'], ['20', '01'])
    await released('b', ['10', '15'])
    await released('c', ['10', '16'])
    await released('never')
    const list = async (filter: Partial<ArticleFilter>) => {
      const { items, total } = await store.list({ ...everything, sort: 'released', ...filter })
      return [ids(items).join(' '), total]
    }
    expect(await list({})).toEqual(['c b a', 3])
    expect(await list({ phases: ['released'], descending: false, limit: 2 })).toEqual(['a b', 3])
    expect(await list({ phases: ['reviewing'] })).toEqual(['', 0])
    expect(await list({ releasedFrom: '2026-11-05', releasedTo: '2026-11-05' })).toEqual(['a', 1])
    expect(await list({ releasedFrom: '2026-11-20' })).toEqual(['', 0])
    expect(await list({ releasedFrom: '2026-11-06', releasedTo: '2026-11-10' })).toEqual(['b', 1])
    expect(await list({ releasedFrom: '2026-11-11', sort: 'updated' })).toEqual(['c', 1])
    expect(await list({ releasedTo: '2026-11-30', writer: 'author', text: 'b号' })).toEqual(['b', 1])
  })

  test('say over how many channels an article has left, and go on when its text can no longer be read', async () => {
    const { store, database, place } = await open()
    const both = text('双渠道通知')
    const hand = await new Hand(store, 'both').creates({ ...both, channels: { website: {}, wechat: { title: '', digest: '', author: '', cover: '' } } })
    await hand.submits()
    const channels = async () => (await store.list(everything)).items[0]!.channels
    expect(await channels()).toBe(null)
    await hand.isReleased('website')
    expect([await channels(), (await store.summary('both'))!.channels]).toEqual([{ sent: 1, meant: 2 }, { sent: 1, meant: 2 }])
    await hand.isReleased('website')
    expect(await channels()).toEqual({ sent: 1, meant: 2 })
    await hand.isReleased('wechat')
    expect(await channels()).toEqual({ sent: 2, meant: 2 })
    database.sqlite.exec(`DROP TRIGGER revision_no_update; UPDATE revision SET bytes = x'07'`)
    store.close()
    const again = sqliteStore(openDatabase(place.file), { now: () => at })
    closing.push(() => again.close())
    expect((await again.list(everything)).items).toMatchObject([{ id: 'both', phase: 'released', channels: { sent: 2, meant: 0 } }])
  })

  test('count on as articles move', async () => {
    const { store, hands } = await some()
    const drafting = async () => (await store.list({ ...everything, phases: ['drafting'] })).total
    expect(await drafting()).toBe(2)
    await hands[0]!.submits()
    expect(await drafting()).toBe(1)
    await new Hand(store, 'new').creates(text('新'))
    expect(await drafting()).toBe(2)
  })

  test('waiting holds what a person may act on: role, section, nobody barred, assigned by name', async () => {
    const { store, hands } = await some()
    const seat = { role: 'confidentiality-officer' as const, section: 'office', person: 'secrecy' }
    const waiting = async (who: string, seats = [{ ...seat, person: who }]) => {
      const filter = { person: who, seats, limit: 20 }
      const items = await store.waiting(filter)
      expect(await store.countWaiting(filter)).toBe(items.length)
      return ids(items).sort().join(' ')
    }
    expect(await waiting('secrecy')).toBe('a2 a3 a4 a5')
    expect(await waiting('author')).toBe('a3 a5')
    expect(await waiting('secrecy', [])).toBe('')
    await hands[3]!.does('leader', [{ type: 'stage-assigned', run: 1, stage: 'confidentiality-review', person: 'spare', reason: '' }])
    expect(await waiting('secrecy')).toBe('a2 a4 a5')
    expect(await waiting('spare', [])).toBe('a3')
    expect((await store.summary('a3'))!.holder).toBe('spare')
    await hands[4]!.does('author', [{ type: 'urgency-set', urgent: true, reason: '汛期' }])
    expect(ids(await store.waiting({ person: 'secrecy', seats: [seat, seat], limit: 2 }))[0]).toBe('a4')
    await hands[4]!.does('secrecy', [hands[4]!.passed('first-review')])
    expect(await waiting('secrecy')).toBe('a2 a5')
  })

  test('handledBy is newest first and says each article once', async () => {
    const { store, hands } = await some()
    await hands[2]!.passes(1)
    await hands[3]!.passes(1)
    await hands[2]!.does('secrecy', [{ type: 'stage-claimed', run: 1, stage: 'first-review', until: at }])
    expect(ids(await store.handledBy('secrecy', 10))).toEqual(['a3', 'a2'])
    expect(ids(await store.handledBy('secrecy', 1))).toEqual(['a3'])
    expect(await store.handledBy('author', 10)).toEqual([])
    expect([await store.countHandledBy('secrecy'), await store.countHandledBy('author')]).toEqual([2, 0])
  })

  test('a claim that has run out holds nobody', async () => {
    const { store, hands } = await some()
    await hands[2]!.does('secrecy', [{ type: 'stage-claimed', run: 1, stage: 'confidentiality-review', until: '2099-01-01T00:00:00.000Z' }])
    expect((await store.summary('a2'))!.holder).toBe('secrecy')
    await hands[2]!.does('secrecy', [{ type: 'stage-claimed', run: 1, stage: 'confidentiality-review', until: '2000-01-01T00:00:00.000Z' }])
    expect((await store.summary('a2'))!.holder).toBeNull()
  })
})

describe('the trail', () => {
  test('is searched by person, act, article and day, newest first', async () => {
    const { store } = await open()
    const hand = await new Hand(store, 'a1').creates(text('一'))
    await hand.submits()
    await hand.passes(2)
    const acts = async (filter: object) => {
      const { entries, total } = await store.entries({ limit: 3, ...filter })
      return [entries.map(({ body }) => (JSON.parse(body) as EntryBody).act), total]
    }
    expect(await acts({ article: 'a1' })).toEqual([['stage-passed', 'stage-passed', 'article-submitted'], 4])
    expect(await acts({ by: 'author', limit: 1 })).toEqual([['article-submitted'], 2])
    expect(await acts({ act: 'stage-passed', by: 'first' })).toEqual([['stage-passed'], 1])
    expect(await acts({ from: '2026-11-03' })).toEqual([[], 0])
    const { seq } = (await store.head())!
    expect((await acts({ article: 'a1', before: seq }))[0]).toEqual(['stage-passed', 'article-submitted', 'article-created'])
    expect((await store.entries({ limit: 1 })).total).toBe(seq)
    expect((await store.entry(seq))!.hash).toBe((await store.hashes(seq)).at(-1))
  })
})

test('working copies come and go beside the trail', async () => {
  const { store } = await open()
  await new Hand(store, 'a1').creates(text('一'))
  const head = await store.head()
  const copy = { base: revisionOf(text('一')).hash, at, content: text('草稿') }
  await store.putWorkingCopy('a1', 'author', copy)
  await store.putWorkingCopy('a1', 'author', { ...copy, content: text('草稿二') })
  expect((await store.workingCopy('a1', 'author'))!.content.title).toBe('草稿二')
  expect(await store.workingCopy('a1', 'second')).toBeNull()
  await store.dropWorkingCopy('a1', 'author')
  expect([await store.workingCopy('a1', 'author'), await store.head()]).toEqual([null, head])
})
