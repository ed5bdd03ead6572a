import Raw from 'better-sqlite3'
import { expect, test } from 'vitest'
import type { EntryBody } from '#core/audit/entry'
import type { EntryFilter } from '#core/store'
import { factsAtOnce } from '#db/entry-facts'
import { openDatabase } from '#db/open'
import { sqliteStore, type SqliteStore } from '#db/store'
import { clock, content, folder, Hand, newOffice } from './build.ts'
import { verified } from './whole.ts'

const handledActs = ['stage-passed', 'stage-returned', 'stage-referred', 'article-withheld']

/** What every search finds, against what is found by reading the whole trail. */
async function expectAllFound(store: SqliteStore) {
  const all = (await store.entries({ limit: 10_000 })).entries.map(({ seq, body }) => ({ ...(JSON.parse(body) as EntryBody), seq }))
  const found = async (filter: Omit<EntryFilter, 'limit'>, fits: (body: EntryBody) => boolean) => {
    const ought = all.filter(fits).map(({ seq }) => seq)
    const { entries, total } = await store.entries({ ...filter, limit: 10_000 })
    expect(entries.map(({ seq }) => seq), JSON.stringify(filter)).toEqual(ought)
    expect(total).toBe(ought.length)
    const [page, before] = [await store.entries({ ...filter, limit: 3 }), ought[1] ?? 0]
    expect(page.entries.map(({ seq }) => seq)).toEqual(ought.slice(0, 3))
    const behind = await store.entries({ ...filter, before, limit: 3 })
    expect(behind.entries.map(({ seq }) => seq)).toEqual(ought.filter(seq => seq < before).slice(0, 3))
    expect(behind.total).toBe(ought.length)
  }
  for (const by of ['author', 'first', 'system', 'nobody']) await found({ by }, body => body.actor.uid === by)
  for (const act of ['stage-passed', 'person-added']) await found({ act }, body => body.act === act)
  await found({ act: 'stage-passed', by: 'first' }, body => body.act === 'stage-passed' && body.actor.uid === 'first')
  const middle = all[all.length >> 1]!.ts
  await found({ from: middle }, body => body.ts >= middle)
  await found({ to: middle, act: 'stage-passed' }, body => body.ts < middle && body.act === 'stage-passed')
  await found({ article: 'a1', by: 'author' }, body => body.obj === 'article:a1' && body.actor.uid === 'author')
  const handled = [...new Set(all.filter(body => body.actor.uid === 'first' && handledActs.includes(body.act)).map(({ obj }) => obj.slice('article:'.length)))]
  expect((await store.handledBy('first', 100)).map(({ id }) => id)).toEqual(handled)
  expect((await store.handledBy('first', 2)).map(({ id }) => id)).toEqual(handled.slice(0, 2))
  expect(await store.countHandledBy('first')).toBe(handled.length)
}

test('every entry is found by person, act and time whether it was taken in or is one of the last few, and after the clock was set back', async () => {
  const place = folder()
  const { store, database } = await newOffice(place.file, clock())
  const taken = () => database.sqlite.prepare<[], number>('SELECT count(*) FROM entryFact').pluck().get()!
  const lengths = new Set<number>()
  for (let n = 1; (await store.head())!.seq <= 2 * factsAtOnce + 3; n++) {
    // every second article is of a day before the last one's
    const hand = await new Hand(store, `a${n}`, clock(n % 2 ? '2026-11-02T01:00:00.000Z' : '2026-10-08T01:00:00.000Z')).creates(content(`第 ${n} 篇`, ['正文。']))
    await expectAllFound(store)
    await hand.submits()
    for (let passed = 0; passed < 3; passed++) {
      await hand.passes(1)
      const { seq } = (await store.head())!
      expect(taken()).toBe(seq - (seq % factsAtOnce))
      lengths.add(seq % factsAtOnce)
      await expectAllFound(store)
    }
  }
  expect(lengths.size).toBeGreaterThan(20)
  store.close()
  expect(await verified(place.file)).toMatchObject({ whole: true, failures: [] })
  place.remove()
})

test('the entries of an office of the version before are taken in when it opens, and it verifies before and after', async () => {
  const place = folder()
  const now = clock()
  const { store } = await newOffice(place.file, now)
  for (let n = 1; n <= 10; n++) await (await (await new Hand(store, `a${n}`, now).creates(content('通知', ['正文。']))).submits()).passes(4)
  const { seq } = (await store.head())!
  store.close()
  const raw = new Raw(place.file)
  raw.exec(`DROP TABLE entryFact; DROP INDEX release_first; PRAGMA user_version = 5;
    CREATE INDEX entry_act ON entry (act, seq); CREATE INDEX entry_actor ON entry (actor, seq); CREATE INDEX entry_ts ON entry (ts, seq);
    CREATE INDEX entry_handled ON entry (actor, seq, obj)\n  WHERE act IN ('stage-passed', 'stage-returned', 'stage-referred', 'article-withheld')`)
  raw.close()
  expect(await verified(place.file)).toMatchObject({ whole: true, failures: [] })
  const database = openDatabase(place.file)
  const again = sqliteStore(database, { now })
  expect(database.sqlite.prepare('SELECT max(seq) FROM entryFact').pluck().get()).toBe(seq - (seq % factsAtOnce))
  await expectAllFound(again)
  again.close()
  expect(await verified(place.file)).toMatchObject({ whole: true, failures: [] })
  place.remove()
})
