import { once } from 'node:events'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import Database from 'better-sqlite3'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Report } from '#core/audit/verify'
import { openDatabase } from '#db/open'
import { leads, meeting } from '#db/same-state'
import { sqliteStore } from '#db/store'
import { verifyDatabase, VerificationStopped } from '#db/verification'
import type { Seen, Task } from './same-state-worker.ts'
import { content, Hand } from './build.ts'
import { tampered, wholeOffice } from './whole.ts'

let office: Awaited<ReturnType<typeof wholeOffice>>
beforeAll(async () => {
  office = await wholeOffice()
})
afterAll(() => office.place.remove())

const now = () => '2026-11-28T10:00:00.000Z'
const by = (threads: 0 | 1 | 2, file: string) => verifyDatabase(file, { now, threads, checkpoint: office.checkpoint })

/** Damage of every sort at once, so that the order of what is found can be told. */
const tamperings: Record<string, (sqlite: Database.Database) => void> = {
  'nothing changed': () => {},
  'rows deleted from each table': sqlite => {
    const tables = sqlite.prepare<[], string>(`SELECT name FROM sqlite_schema WHERE type = 'table' AND sql LIKE 'CREATE TABLE%' AND name NOT LIKE 'search\\_%' ESCAPE '\\' AND name NOT IN ('meta', 'sqlite_sequence')`).pluck().all()
    for (const name of tables) sqlite.exec(`DELETE FROM "${name}" WHERE ${name === 'entry' ? 'seq = 20' : `"${columnOf(sqlite, name)}" = (SELECT max("${columnOf(sqlite, name)}") FROM "${name}")`}`)
  },
  'a word changed in the chain, a text, an attachment and an exhibit, and a guard taken away': sqlite => {
    sqlite.exec(`UPDATE entry SET body = replace(body, '"v":1', '"v":2') WHERE seq = 7`)
    sqlite.exec(`UPDATE revision SET bytes = zeroblob(40) WHERE rowid = 2; UPDATE file SET bytes = zeroblob(9); UPDATE exhibit SET bytes = zeroblob(9)`)
    sqlite.exec(`UPDATE article SET title = '改过' WHERE n = (SELECT min(n) FROM article); CREATE INDEX added ON article (title)`)
  },
  'more than a report holds': sqlite => {
    const insert = sqlite.prepare(`INSERT INTO file (digest, mediaType, size, name, bytes) VALUES (?, 'image/png', 1, '', x'00')`)
    for (let n = 0; n < 150; n++) insert.run(`forged-${n}`)
    sqlite.exec(`UPDATE entry SET signature = 'x'; DELETE FROM exhibit`)
  },
}

const columnOf = (sqlite: Database.Database, table: string) => sqlite.prepare<[string], string>('SELECT name FROM pragma_table_info(?)').pluck().get(table)!

describe('what is found is the same, in the same order and words, however many threads look', () => {
  test.each(Object.entries(tamperings))('%s', async (name, act) => {
    const file = tampered(office.place.file, office.place.path, act)
    const [none, one, two] = await Promise.all([by(0, file), by(1, file), by(2, file)])
    expect(none!.whole).toBe(name === 'nothing changed')
    if (!none!.whole) expect(new Set(none!.failures.map(({ kind }) => kind)).size).toBeGreaterThan(1)
    expect([one, two]).toEqual([none, none])
  })
})

describe('a verification in threads', () => {
  test('is of one state, while somebody goes on writing', async () => {
    const file = tampered(office.place.file, office.place.path, () => {})
    const store = sqliteStore(openDatabase(file), { now: office.now })
    let done = false
    const progress: number[] = []
    const verifying = verifyDatabase(file, { now, threads: 2, onProgress: at => progress.push(at.done) }).finally(() => (done = true))
    for (let n = 0; !done; n++) {
      await new Hand(store, `later-${n}`, office.now).creates(content('后来的通知', ['正文']))
      await new Promise(resolve => setImmediate(resolve))
    }
    store.close()
    const report = (await verifying) as Report
    expect(progress).toEqual([...progress].sort((a, b) => a - b))
    expect([report.whole, report.integrity.sentence]).toEqual([true, expect.stringContaining('没有发现改动')])
  })

  test('says nothing of the office when a thread cannot go on', async () => {
    const file = tampered(office.place.file, office.place.path, () => {})
    const sqlite = new Database(file)
    sqlite.exec('DROP TABLE exhibit')
    sqlite.close()
    const errors = await Promise.all(([1, 2] as const).map(threads => by(threads, file).catch((bug: unknown) => bug)))
    for (const error of errors) {
      expect(error).toBeInstanceOf(VerificationStopped)
      expect((error as VerificationStopped).zh).toContain('没有得出结果')
    }
  })

  test('ends without a report when it is cancelled', async () => {
    let asked = 0
    const report = await verifyDatabase(office.place.file, { now, threads: 2, cancelled: () => (asked += 1) > 0 })
    expect([report, asked]).toEqual([null, 1])
  })
})

describe('two readers that meet', () => {
  const start = (task: Task) => new Worker(new URL('./same-state-worker.ts', import.meta.url), { workerData: task, execArgv: [], env: {} })

  function rows() {
    const file = join(office.place.path, `meeting-${Math.random()}.db`)
    const sqlite = new Database(file)
    sqlite.pragma('journal_mode = WAL')
    sqlite.pragma('synchronous = OFF')
    sqlite.exec('CREATE TABLE meta (n INTEGER PRIMARY KEY, key TEXT)')
    return { file, sqlite, observer: new Database(file, { readonly: true }) }
  }

  test('see the same rows each time, while another thread commits without a pause', async () => {
    const { file, sqlite, observer } = rows()
    const stop = new SharedArrayBuffer(4)
    const writer = start({ does: 'write', file, stop })
    await once(writer, 'message')
    const meetings = Array.from({ length: 40 }, meeting)
    const follower = start({ does: 'follow', file, meetings })
    const answer = once(follower, 'message')
    const seen: Seen = meetings.map(place => {
      const met = leads(place, sqlite, observer, 100_000)
      const count = sqlite.prepare<[], number>('SELECT count(*) FROM meta').pluck().get()!
      sqlite.exec('COMMIT')
      const rowsNow = observer.prepare<[], number>('SELECT count(*) FROM meta').pluck()
      while (rowsNow.get() === count);
      return met ? count : null
    })
    const [followed] = (await answer) as [Seen]
    Atomics.store(new Int32Array(stop), 0, 1)
    await once(writer, 'exit')
    expect(followed).toEqual(seen)
    expect(new Set(seen).size).toBe(meetings.length)
    sqlite.close()
    observer.close()
  })

  test('part when there is no quiet moment: the leader reads alone', async () => {
    const { file, sqlite, observer } = rows()
    const place = meeting()
    const answer = once(start({ does: 'follow', file, meetings: [place] }), 'message')
    expect(leads(place, sqlite, observer, 0)).toBe(false)
    expect(sqlite.inTransaction).toBe(true)
    expect(await answer).toEqual([[null]])
    sqlite.close()
    observer.close()
  })
})
