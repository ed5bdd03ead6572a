import { rmSync } from 'node:fs'
import type Database from 'better-sqlite3'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Report } from '#core/audit/verify'
import { openDatabase } from '#db/open'
import { sqliteStore } from '#db/store'
import { verifyDatabase, VerificationStopped } from '#db/verification'
import { content, Hand } from './build.ts'
import { tampered, wholeOffice } from './whole.ts'

let office: Awaited<ReturnType<typeof wholeOffice>>
beforeAll(async () => {
  office = await wholeOffice()
})
afterAll(() => office.place.remove())

const now = () => '2026-11-28T10:00:00.000Z'
const by = (thread: boolean, file: string) => verifyDatabase(file, { now, thread, checkpoint: office.checkpoint })

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

describe('what is found is the same, in the same order and words, in slices and in a thread', () => {
  test.each(Object.entries(tamperings))('%s', async (name, act) => {
    const file = tampered(office.place.file, office.place.path, act)
    const [slices, thread] = await Promise.all([by(false, file), by(true, file)])
    expect(slices!.whole).toBe(name === 'nothing changed')
    if (!slices!.whole) expect(new Set(slices!.failures.map(({ kind }) => kind)).size).toBeGreaterThan(1)
    expect(thread).toEqual(slices)
  })
})

describe('a verification in a thread', () => {
  test('is of one state, while somebody goes on writing', async () => {
    const file = tampered(office.place.file, office.place.path, () => {})
    const store = sqliteStore(openDatabase(file), { now: office.now })
    let done = false
    const progress: number[] = []
    const verifying = verifyDatabase(file, { now, thread: true, onProgress: at => progress.push(at.done) }).finally(() => (done = true))
    for (let n = 0; !done; n++) {
      await new Hand(store, `later-${n}`, office.now).creates(content('后来的通知', ['正文']))
      await new Promise(resolve => setImmediate(resolve))
    }
    store.close()
    const report = (await verifying) as Report
    expect(progress).toEqual([...progress].sort((a, b) => a - b))
    expect([report.whole, report.integrity.sentence]).toEqual([true, expect.stringContaining('没有发现改动')])
  })

  test('says nothing of the office when the thread cannot go on', async () => {
    const file = tampered(office.place.file, office.place.path, () => {})
    const running = by(true, file).catch((bug: unknown) => bug)
    rmSync(file)
    const error = await running
    expect(error).toBeInstanceOf(VerificationStopped)
    expect((error as VerificationStopped).zh).toContain('没有得出结果')
  })

  test('ends without a report when it is cancelled', async () => {
    let asked = 0
    const report = await verifyDatabase(office.place.file, { now, thread: true, cancelled: () => (asked += 1) > 0 })
    expect([report, asked]).toEqual([null, 1])
  })
})
