import type Database from 'better-sqlite3'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { is } from 'drizzle-orm'
import { SQLiteTable } from 'drizzle-orm/sqlite-core'
import { entryHash, link, type EntryBody } from '#core/audit/entry'
import { articleTables, officeTables } from '#core/audit/evidence'
import { columnNamed, tableZh } from '#core/audit/names.zh'
import { verification } from '#core/audit/verify'
import { evidenceOf } from '#db/evidence'
import * as schema from '#db/schema'
import { openDatabase } from '#db/open'
import { sqliteStore } from '#db/store'
import { shapeOf } from '#db/table'
import { sha256 } from '#db/texts'
import { content, Hand } from './build.ts'
import { checkpointOf, tampered, verified, wholeOffice } from './whole.ts'

/** By what entries are looked for, and the line that says which chain it is: each has its own test below. What is no evidence is in `#db/scratch-schema`. */
const testedBelow = new Set(['meta', 'entryFact'])
/** As first uploaded; what was signed is in the content. */
const notSigned = new Set(['file.name', 'file.mediaType'])

const tables = Object.values(schema)
  .filter(table => is(table, SQLiteTable))
  .map(table => shapeOf(table))
  .filter(({ name }) => !testedBelow.has(name))

/** Tables whose every row follows from the entries: a finding there says which column. */
const folded = new Set<string>([...articleTables, ...officeTables])

let office: Awaited<ReturnType<typeof wholeOffice>>
beforeAll(async () => {
  office = await wholeOffice()
})
afterAll(() => office.place.remove())

const after = (act: (sqlite: Database.Database) => void) => verified(tampered(office.place.file, office.place.path, act))

/** The report must not be whole, must blame the table, and must say so in Chinese with a name for it. */
async function expectFound(table: string, act: (sqlite: Database.Database) => void, what: string) {
  const report = await after(act)
  expect(report.whole, what).toBe(false)
  expect(report.integrity.ok, what).toBe(false)
  const named = report.failures.filter(failure => failure.table === table)
  expect(named.length, `${what}: ${JSON.stringify(report.failures.slice(0, 3))}`).toBeGreaterThan(0)
  expect(named[0]!.sentence).toMatch(/\p{Script=Han}/u)
  expect(named[0]!.sentence).toContain(tableZh[table])
  return named
}

/** Another value of the same type, so that STRICT tables take it. */
function other(held: unknown): unknown {
  // An index reads JSON from an entry's body, so SQL takes only JSON there.
  if (typeof held === 'string' && held.startsWith('{"act"')) return held.replace('"v":1', '"v":2')
  if (Buffer.isBuffer(held)) {
    const bytes = Buffer.from(held)
    bytes[bytes.length >> 1]! ^= 1
    return bytes
  }
  if (typeof held === 'number') return held + 1000
  return `${String(held ?? '')}x`
}

/** The row to change: one whose column is filled where there is one. */
const pick = (sqlite: Database.Database, table: string, column: string) =>
  table === 'entry' ? middle(sqlite) : sqlite.prepare(`SELECT rowid AS r, * FROM "${table}" ORDER BY "${column}" IS NULL, rowid DESC LIMIT 1`).get() as Record<string, unknown>

/** The last entry of all is another matter: that is a cut tail. */
const middle = (sqlite: Database.Database) => sqlite.prepare('SELECT * FROM entry WHERE seq = 20').get() as Record<string, unknown>

const withoutRowid = new Set(['coauthor', 'barred', 'articleSalt'])
const firstOf = (sqlite: Database.Database, table: string, column: string) =>
  withoutRowid.has(table)
    ? (sqlite.prepare(`SELECT * FROM "${table}" LIMIT 1`).get() as Record<string, unknown>)
    : pick(sqlite, table, column)
const where = (row: Record<string, unknown>, key: readonly string[]) => key.map(k => `"${k}" = '${String(row[k])}'`).join(' AND ')

describe.each(tables)('the table $name', ({ name, stored, key }) => {
  const columns = stored.filter(column => !notSigned.has(`${name}.${column}`))

  test.each(columns)('%s changed', async column => {
    const found = await expectFound(name, sqlite => {
      const row = firstOf(sqlite, name, column)
      // The only number its check allows: the row is told apart by nothing else.
      if (name === 'office' && column === 'one') sqlite.pragma('ignore_check_constraints = ON')
      const done = sqlite.prepare(`UPDATE "${name}" SET "${column}" = ? WHERE ${where(row, key)}`).run(other(row[column]))
      expect(done.changes).toBe(1)
    }, `${name}.${column}`) // prettier-ignore
    for (const failure of found.filter(one => one.column !== null)) expect(failure.sentence).toContain(`“${columnNamed(name, failure.column!)}”`)
    // an article told by another id is one row too many and one too few
    if (folded.has(name) && !key.includes(column) && `${name}.${column}` !== 'article.id') expect(found.map(failure => failure.column)).toContain(column)
  })

  test('a row deleted', () =>
    expectFound(name, sqlite => {
      const row = firstOf(sqlite, name, key[0]!)
      expect(sqlite.prepare(`DELETE FROM "${name}" WHERE ${where(row, key)}`).run().changes).toBe(1)
    }, `${name} deleted`)) // prettier-ignore

  test('a row inserted', () =>
    expectFound(name, sqlite => {
      const row = firstOf(sqlite, name, key[0]!)
      if (name === 'office') sqlite.pragma('ignore_check_constraints = ON')
      const last = key.at(-1)!
      const fresh = typeof row[last] === 'number' ? row[last] + 1000 : `${String(row[last])}y`
      const values = stored.map(column => (column === last ? fresh : column === 'id' && name === 'article' ? 'forged' : row[column]))
      const list = stored.map(column => `"${column}"`).join(', ')
      sqlite.prepare(`INSERT INTO "${name}" (${list}) VALUES (${stored.map(() => '?').join(', ')})`).run(...values)
    }, `${name} inserted`)) // prettier-ignore

  test('two rows exchanged', async () => {
    const rest = stored.filter(column => !key.includes(column))
    if (rest.length === 0 || name === 'office') return
    await expectFound(name, sqlite => {
      const rows = sqlite.prepare(`SELECT * FROM "${name}"`).all() as Record<string, unknown>[]
      const differ = (a: Record<string, unknown>, b: Record<string, unknown>) => rest.some(column => String(a[column]) !== String(b[column]))
      const one = rows[0]!
      const two = name === 'credential' || name === 'articleSalt' ? rows[1] : rows.find(row => differ(one, row))
      if (name === 'credential' || name === 'articleSalt') sqlite.prepare(`UPDATE "${name}" SET "${rest[0]!}" = ? WHERE ${where(two!, key)}`).run('other')
      else exchange(sqlite, name, rest, key, one, two!)
    }, `${name} exchanged`) // prettier-ignore
  })
})

function exchange(
  sqlite: Database.Database,
  table: string,
  rest: readonly string[],
  key: readonly string[],
  one: Record<string, unknown>,
  two: Record<string, unknown>,
) {
  const columns = rest.filter(column => !(table === 'article' && column === 'id'))
  const set = sqlite.prepare(`UPDATE "${table}" SET ${columns.map(c => `"${c}" = ?`).join(', ')} WHERE ${where(one, key)}`)
  const back = sqlite.prepare(`UPDATE "${table}" SET ${columns.map(c => `"${c}" = ?`).join(', ')} WHERE ${where(two, key)}`)
  set.run(...columns.map(column => two[column]))
  back.run(...columns.map(column => one[column]))
}

describe('the chain', () => {
  /** Writes every entry from `from` on anew with right numbers, links and hashes, as someone with the program would. */
  function rechain(sqlite: Database.Database, entries: EntryBody[]) {
    sqlite.exec('DELETE FROM entry')
    const insert = sqlite.prepare('INSERT INTO entry (seq, body, hash) VALUES (?, ?, ?)')
    let head = null as { seq: number; hash: string } | null
    for (const { v: _, seq: _s, prev: _p, ...rest } of entries) {
      const entry = link(head, rest)
      insert.run(entry.seq, entry.body, entry.hash)
      head = { seq: entry.seq, hash: entry.hash }
    }
  }
  const bodies = (sqlite: Database.Database) =>
    sqlite.prepare<[], string>('SELECT body FROM entry ORDER BY seq').pluck().all().map(body => JSON.parse(body) as EntryBody) // prettier-ignore

  test('an opinion rewritten and every later hash made anew does not match the tables', async () => {
    const report = await after(sqlite => {
      const all = bodies(sqlite)
      all.find(body => body.act === 'stage-passed')!.data.opinion = '不同意。'
      rechain(sqlite, all)
    })
    expect(report.failures.map(failure => failure.table)).toContain('pass')
    expect(report.failures[0]!.sentence).toContain('“意见”被改为')
  })

  test('a rewriting of chain and tables alike is found by a checkpoint kept elsewhere, and only by it', async () => {
    const forged = tampered(office.place.file, office.place.path, sqlite => {
      const all = bodies(sqlite)
      all.find(body => body.act === 'stage-passed')!.data.opinion = '不同意。'
      rechain(sqlite, all)
      sqlite.exec(`UPDATE pass SET opinion = '不同意。' WHERE article = 'a1' AND n = 0`)
    })
    expect((await verified(forged)).whole).toBe(true)
    const report = await verified(forged, office.checkpoint)
    expect(report.whole).toBe(false)
    expect(report.integrity.ok).toBe(true)
    expect(report.completeness).toEqual({ ok: false, sentence: expect.stringContaining('被改写') as string })
  })

  test('an entry that speaks of nothing an article could be found by is found, every hash made anew', async () => {
    const report = await after(sqlite => {
      const all = bodies(sqlite)
      const last = all.findLast(body => body.act === 'coauthor-added')!
      rechain(sqlite, [...all, { ...last, cmd: 'forged', obj: 'elsewhere:a2' }])
    })
    expect(report.whole).toBe(false)
    expect(report.failures).toEqual([expect.objectContaining({ table: 'entry', sentence: expect.stringContaining('索引与内容不符') as string })])
  })

  test('two entries in exchanged places are found at the first of them', async () => {
    const report = await after(sqlite => {
      sqlite.exec(`UPDATE entry SET seq = -1 WHERE seq = 20; UPDATE entry SET seq = 20 WHERE seq = 21; UPDATE entry SET seq = 21 WHERE seq = -1`)
    })
    expect(report.failures.find(({ kind }) => kind === 'chain')).toMatchObject({ seq: 20, table: 'entry' })
  })

  test('JSON written otherwise but meaning the same is found', async () => {
    const report = await after(sqlite => {
      const body = sqlite.prepare<[], string>('SELECT body FROM entry WHERE seq = 5').pluck().get()!
      const spaced = body.replace('{', '{ ')
      sqlite.prepare('UPDATE entry SET body = ?, hash = ? WHERE seq = 5').run(spaced, entryHash(spaced))
    })
    expect(report.failures.some(({ seq, sentence }) => seq === 5 && sentence.includes('规范写法'))).toBe(true)
  })

  test.each([
    ['a key out of its place', (body: string) => body.replace(/"prev":("[0-9a-f]+"),"seq":(\d+)/, '"seq":$2,"prev":$1')],
    ['a space behind a road that is known', (body: string) => body.replace('"v":1}', '"v":1 }'), 'article-submitted'],
    ['a space in a road that is known', (body: string) => body.replace('"road":[{', '"road":[{ '), 'article-submitted'],
    ['a key of the event out of its place', (body: string) => body.replace(/"data":\{("\w+":[^,{}]+),([^{}]+)\}/, '"data":{$2,$1}')],
    ['a key twice', (body: string) => body.replace('"v":1', '"v":1,"v":1')],
    ['a number written otherwise', (body: string) => body.replace('"v":1', '"v":1.0')],
    ['a letter escaped', (body: string) => body.replace('"type":"a', '"type":"\\u0061')],
    ['half a letter', (body: string) => body.replace('"cmd":"', '"cmd":"\\ud800')],
  ] as [string, (body: string) => string, string?][])('JSON with %s is found', async (_, rewrite, act = 'article-created') => {
    const report = await after(sqlite => {
      const { seq, body } = sqlite.prepare<[], { seq: number; body: string }>(`SELECT seq, body FROM entry WHERE act = '${act}' ORDER BY seq DESC LIMIT 1`).get()!
      const rewritten = rewrite(body)
      expect(rewritten).not.toBe(body)
      sqlite.prepare('UPDATE entry SET body = ?, hash = ? WHERE seq = ?').run(rewritten, entryHash(rewritten), seq)
    })
    expect(report.failures.some(({ table, sentence }) => table === 'entry' && sentence.includes('规范写法')), JSON.stringify(report.failures)).toBe(true)
    // what it says is what it said: nothing but its letters, and the link that follows from them, may be blamed
    expect(new Set(report.failures.map(({ table }) => table))).toEqual(new Set(['entry']))
  })

  test.each([['log'], ['epoch']])('the line %s of meta changed is found', async key => {
    const report = await after(sqlite => sqlite.prepare(`UPDATE meta SET value = '7' WHERE key = ?`).run(key))
    expect(report.whole).toBe(false)
    expect(report.failures[0]!.sentence).toContain('数据库标识表')
  })

  test('a guard taken away is found', async () => {
    const path = tampered(office.place.file, office.place.path, () => {})
    const { default: Raw } = await import('better-sqlite3')
    const sqlite = new Raw(path)
    sqlite.exec('DROP TRIGGER entry_no_update')
    sqlite.close()
    const report = await verified(path)
    expect(report.failures).toEqual([expect.objectContaining({ kind: 'storage', sentence: expect.stringContaining('entry_no_update') as string })])
  })
})

describe('the search index, which is no evidence but must find every article', () => {
  test('an article taken out of it is missed, and one that waits to be taken in is not', async () => {
    const taken = await after(sqlite => sqlite.exec('DELETE FROM searchTodo WHERE n = (SELECT min(n) FROM article); DELETE FROM search WHERE rowid = (SELECT min(n) FROM article)'))
    expect(taken.failures).toEqual([expect.objectContaining({ kind: 'storage', sentence: '检索索引缺少 1 篇稿件：这些稿件搜不到。' })])
    const waiting = await after(sqlite => sqlite.exec('INSERT OR IGNORE INTO searchTodo SELECT min(n) FROM article; DELETE FROM search WHERE rowid = (SELECT min(n) FROM article)'))
    expect(waiting.failures).toEqual([])
  })
})

describe('the table by which entries are looked for, which is no evidence but must lead to every entry', () => {
  const wrong = (n: number) => [expect.objectContaining({ kind: 'storage', sentence: `审计记录查找表与审计记录不符：按人员、动作、时间查找会漏掉或错列 ${n} 条。` })]
  test.each(['act', 'actor', 'ts', 'obj'])('%s changed', async column => {
    const report = await after(sqlite => expect(sqlite.prepare(`UPDATE entryFact SET "${column}" = 'x' WHERE seq = 20`).run().changes).toBe(1))
    expect(report.failures).toEqual(wrong(1))
    const empty = await after(sqlite => sqlite.exec(`UPDATE entryFact SET "${column}" = NULL WHERE seq = 20`))
    expect(empty.failures).toEqual(wrong(1))
  })
  test.each([
    ['one taken out', 'DELETE FROM entryFact WHERE seq = 1', 1],
    ['the last taken out', 'DELETE FROM entryFact WHERE seq = (SELECT max(seq) FROM entryFact)', 1],
    ['all taken out', 'DELETE FROM entryFact WHERE true', null],
    ['one put in that no entry is', `INSERT INTO entryFact VALUES (100000, 'stage-passed', 'x', '', '')`, 1],
    ['two exchanged', 'UPDATE entryFact SET seq = -1 WHERE seq = 20; UPDATE entryFact SET seq = 20 WHERE seq = 10; UPDATE entryFact SET seq = 10 WHERE seq = -1', 2],
  ])('%s', async (_, sql, n) => {
    let full = 0
    const report = await after(sqlite => {
      full = sqlite.prepare<[], number>('SELECT count(*) FROM entryFact').pluck().get()!
      sqlite.exec(sql)
    })
    expect(full).toBeGreaterThan(20)
    expect(report.failures).toEqual(wrong(n ?? full))
  })
})

describe('with room for the entries of a few articles only, or of none', () => {
  test.each([0, 1, 8_000, 20_000])('what is whole is whole, and what is not is found (%i characters)', async room => {
    const whole = await verified(office.place.file, office.checkpoint, room)
    expect(whole).toMatchObject({ whole: true, failures: [], articles: 3 })
    for (const id of ['a1', 'a2', 'a3']) {
      const path = tampered(office.place.file, office.place.path, sqlite => sqlite.prepare(`UPDATE article SET urgent = 1 - urgent WHERE id = ?`).run(id))
      expect((await verified(path, undefined, room)).failures).toEqual([expect.objectContaining({ table: 'article', row: id })])
    }
  })
})

describe('what was not touched', () => {
  test('is whole, with its checkpoint too', async () => {
    const report = await verified(office.place.file, office.checkpoint)
    expect(report.failures).toEqual([])
    expect(report).toMatchObject({ whole: true, head: office.head, articles: 3, completeness: { ok: true } })
  })

  test('is whole after VACUUM and after indexes were made anew', async () => {
    const report = await after(sqlite => sqlite.exec('VACUUM; REINDEX; ANALYZE; DROP TABLE sqlite_stat1'))
    expect(report.failures).toEqual([])
    expect(report.whole).toBe(true)
  })

  test('is whole while somebody else goes on writing', async () => {
    const copy = tampered(office.place.file, office.place.path, () => {})
    const store = sqliteStore(openDatabase(copy), { now: office.now })
    const verifying = verified(copy)
    const hand = await new Hand(store, 'later', office.now).creates(content('后来的通知', ['正文']))
    await hand.saves(content('后来的通知', ['正文改']))
    expect((await verifying).whole).toBe(true)
    store.close()
  })
})

describe('a verification lets others in', () => {
  /** How often, before each of these is read to its end. */
  function pauses(): Record<'damage' | 'files' | 'exhibits', number> {
    const { sqlite } = openDatabase(office.place.file, { readonly: true })
    const counted = { damage: 0, files: 0, exhibits: 0 }
    let reading = null as keyof typeof counted | null
    function* watched<T>(part: keyof typeof counted, rows: Iterable<T>) {
      reading = part
      yield* rows
      reading = null
    }
    const evidence = evidenceOf(sqlite)
    const { damage, files, exhibits } = evidence
    Object.assign(evidence, { damage: () => watched('damage', damage()), files: () => watched('files', files()), exhibits: () => watched('exhibits', exhibits()) })
    for (const steps = verification(evidence, { now: office.now, sha256 }); !steps.next().done; ) if (reading !== null) counted[reading] += 1
    sqlite.close()
    return counted
  }

  test('after each table SQLite looks through, each thousand entries looked for, each attachment and each exhibit', () => {
    const { sqlite } = openDatabase(office.place.file, { readonly: true })
    const count = (from: string) => sqlite.prepare<[], number>(`SELECT count(*) FROM ${from}`).pluck().get()!
    const ought = {
      damage: count(`sqlite_schema WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL %'`) + Math.ceil(count('entryFact') / 1000),
      files: count('file'),
      exhibits: count('exhibit'),
    }
    sqlite.close()
    expect(Math.min(...Object.values(ought))).toBeGreaterThan(0)
    expect(pauses()).toEqual(ought)
  })
})

test('a cut tail is found against a later checkpoint, and only against one', async () => {
  const copy = tampered(office.place.file, office.place.path, () => {})
  const earlier = tampered(copy, office.place.path, () => {})
  const store = sqliteStore(openDatabase(copy), { now: office.now })
  await new Hand(store, 'later', office.now).creates(content('后来的通知', ['正文']))
  const later = await checkpointOf(store)
  store.close()
  expect((await verified(copy, later)).whole).toBe(true)
  expect((await verified(copy, office.checkpoint)).whole).toBe(true)
  const alone = await verified(earlier)
  expect([alone.whole, alone.completeness.ok]).toEqual([true, null])
  const against = await verified(earlier, later)
  expect(against).toMatchObject({ whole: false, integrity: { ok: true }, completeness: { ok: false } })
  expect(against.completeness.sentence).toContain('截去')
})
