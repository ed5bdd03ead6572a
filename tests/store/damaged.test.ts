import { copyFileSync, existsSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ChainWalk } from '#core/audit/chain'
import { Failures } from '#core/audit/failures'
import { named } from '#core/audit/names.zh'
import type { Report } from '#core/audit/verify'
import { BackupFailed, makeBackup, restoreBackup } from '#db/backup'
import { openDatabase } from '#db/open'
import { AlreadyOpen, OpenRefused } from '#db/refused'
import { sqliteStore } from '#db/store'
import { sha256 } from '#db/texts'
import { damagePage, pagesOf } from '#tests/damage'
import '#tests/property-seed'
import { tampered, verified, wholeOffice } from './whole.ts'

const pageSize = 4096
let office: Awaited<ReturnType<typeof wholeOffice>>
let pages: Map<string, number[]>
beforeAll(async () => {
  office = await wholeOffice()
  pages = pagesOf(office.place.file)
})
afterAll(() => office.place.remove())

/** A copy of the office with one page changed. */
function damaged(page: number, change: (page: Buffer) => void): string {
  const file = join(office.place.path, 'damaged.db')
  for (const end of ['-wal', '-shm']) rmSync(file + end, { force: true })
  copyFileSync(office.place.file, file)
  damagePage(file, page, change)
  return file
}

const reported = (file: string): Promise<Report | OpenRefused> =>
  verified(file).catch((error: unknown) => {
    if (error instanceof OpenRefused) return error
    throw error
  })

/** Bytes without an order, the same for the same seed. */
function noise(page: Buffer, seed: number): void {
  let state = seed + 1
  for (let i = 0; i < page.length; i++) {
    state = Math.imul(state ^ (state >>> 15), 0x2c1b3c6d) + i
    page[i] = state >>> 11
  }
}

const sentences = ({ failures }: Report) => failures.map(({ sentence }) => sentence)

describe('an office on a disk that gives something else back', () => {
  test('is reported on, whatever page says whatever, or refused at the door', async () => {
    const total = statSync(office.place.file).size / pageSize
    const bits = fc.array(fc.tuple(fc.nat(pageSize - 1), fc.nat(7)), { minLength: 1, maxLength: 30 })
    const change = fc.oneof(
      fc.constantFrom(0x00, 0xff).map(byte => (page: Buffer) => void page.fill(byte)),
      fc.nat().map(seed => (page: Buffer) => noise(page, seed)),
      bits.map(all => (page: Buffer) => all.forEach(([at, bit]) => (page[at]! ^= 1 << bit))),
    )
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: total }), change, async (page, act) => {
        const report = await reported(damaged(page, act))
        const said = report instanceof OpenRefused ? report.zh : report.integrity.sentence
        expect(said).toMatch(/\p{Script=Han}.*。$/su)
      }),
      { numRuns: 150 },
    )
  })

  test('is never whole with a page of any table or index of the evidence gone, and the report names the table', async () => {
    for (const [name, [root]] of pages) {
      if (name.startsWith('sqlite_') && !name.startsWith('sqlite_autoindex')) continue
      const report = await reported(damaged(root!, page => void page.fill(0xff)))
      if (report instanceof OpenRefused) expect(['meta']).toContain(name)
      else {
        expect(report.whole, name).toBe(false)
        const table = name.replace(/^sqlite_autoindex_(\w+)_\d+$/, '$1').replace(/_.*/, '')
        expect(sentences(report).join(), name).toContain(table === 'search' ? '检索' : named(table))
        expect(report.failures.map(failure => failure.table), name).toContain(table === 'search' ? name : table)
      }
    }
  })

  test('with the trail unreadable nothing else is accused, and a checkpoint decides nothing', async () => {
    const file = damaged(pages.get('entry')![0]!, page => void page.fill(0))
    const report = await verified(file, office.checkpoint)
    expect(report.failures.every(({ kind }) => kind === 'storage')).toBe(true)
    expect(sentences(report)).toContain('审计记录表有一部分读不出来，以后的记录没有核对，各表也没有核对。')
    expect(report.completeness).toEqual({ ok: null, sentence: expect.stringContaining('无法判断') as string })
    expect(report.integrity.sentence).toMatch(/^发现 \d+ 处问题。/)
  })

  test('goes on with what can be read: the articles beside an unreadable list of people', async () => {
    const report = await verified(damaged(pages.get('person')![0]!, page => void page.fill(0)))
    expect(sentences(report)).toContain('人员表有一部分读不出来，没有核对。')
    expect([report.entries, report.articles]).toEqual([office.head.seq, expect.any(Number)])
    expect(report.articles).toBeGreaterThan(0)
  })

  test('with the attachments unreadable no text is accused of lacking them', async () => {
    const report = await verified(damaged(pages.get('file')![0]!, page => void page.fill(0)))
    expect(sentences(report)).toContain('附件表有一部分读不出来，其余附件没有核对。')
    expect(report.failures.every(({ kind }) => kind === 'storage')).toBe(true)
  })

  test('gives no backup, and says that it is the data in use that cannot be read', async () => {
    const database = openDatabase(damaged(pages.get('revision')![0]!, page => void page.fill(0)), { readonly: true })
    const target = join(office.place.path, 'no-backup.db')
    const error = await makeBackup(database, target, { now: () => new Date().toISOString() }).catch((bug: unknown) => bug)
    database.close()
    expect(error).toBeInstanceOf(BackupFailed)
    expect((error as BackupFailed).zh).toContain('使用中的数据文件有一部分读不出来')
    expect(existsSync(target)).toBe(false)
  })
})

describe('a backup of an office whose indexes are damaged', () => {
  const indexes = () => [...pages].filter(([name]) => /^(sqlite_autoindex_|entry_|article_|entryFact_|addressed_|search_data|search_docsize)/.test(name))

  test('is made of the tables, whole, with the same head, and says what is wrong with the data in use', async () => {
    expect(indexes().length).toBeGreaterThan(20)
    const now = () => new Date().toISOString()
    let read = 0
    for (const [name, [root]] of indexes()) {
      const database = openDatabase(damaged(root!, page => void page.fill(0)), { readonly: true })
      const target = join(office.place.path, `backup-of-${name}.db`)
      const backup = await makeBackup(database, target, { now })
      database.close()
      expect([backup.report.whole, backup.head], name).toEqual([true, office.head])
      // an index is made anew where a copy does not read it
      if (backup.warning === null) continue
      read += 1
      expect(backup.warning).toContain('用这份备份恢复到好的硬盘上的新位置')
    }
    expect(read).toBeGreaterThan(0)
  })

  test('is restored, and everything is found in it', async () => {
    const database = openDatabase(damaged(pages.get('search_data')![0]!, page => void page.fill(0)), { readonly: true })
    const run = { now: () => new Date().toISOString() }
    const backup = await makeBackup(database, join(office.place.path, 'rescued.db'), run)
    database.close()
    expect(backup.warning).not.toBeNull()
    const restored = await restoreBackup(backup.path, join(office.place.path, '新位置', 'office.db'), run)
    const store = sqliteStore(openDatabase(restored.path), run)
    const { items } = await store.list({ limit: 50, offset: 0, sort: 'updated', descending: true })
    expect(items.length).toBeGreaterThan(1)
    for (const { id, title } of items) expect((await store.search(title.slice(0, 4), 50)).map(found => found.id)).toContain(id)
    store.close()
  })
})

test.each(['exhibit', 'pass', 'person', 'file', 'credential', 'entryFact'])('the table %s taken away is found and named', async table => {
  const file = tampered(office.place.file, office.place.path, () => {})
  const sqlite = new Database(file)
  sqlite.pragma('foreign_keys = OFF')
  sqlite.exec(`DROP TABLE "${table}"`)
  sqlite.close()
  const report = await verified(file)
  expect(report.whole).toBe(false)
  expect(sentences(report)).toContain(`数据库的结构“${named(table)}”被改动、删去或添加。`)
  expect(report.failures.map(failure => failure.table)).toContain(table)
})

test('a gap names the entry before it, and guards taken off are one line that hides nothing else', async () => {
  const gap = await verified(tampered(office.place.file, office.place.path, sqlite => sqlite.exec('DELETE FROM entry WHERE seq = 20')))
  expect(sentences(gap)).toContain('审计记录表：第 19 条之后是第 21 条：中间的记录被删去，或次序被改动。')
  const start = await verified(tampered(office.place.file, office.place.path, sqlite => sqlite.exec('DELETE FROM entry WHERE seq = 1')))
  expect(sentences(start).join()).toContain('开头是第 2 条')
  const file = tampered(office.place.file, office.place.path, sqlite => sqlite.exec(`UPDATE person SET title = '另一职务' WHERE id = 'leader'`))
  const sqlite = new Database(file)
  sqlite.exec('DROP TRIGGER entry_no_update; DROP TRIGGER entry_no_delete')
  sqlite.close()
  const report = await verified(file)
  expect(sentences(report).filter(sentence => sentence.includes('保护规则'))).toEqual([expect.stringMatching(/^数据库的保护规则有 2 条被改动、删去或添加：entry_no_\w+、entry_no_\w+。$/)])
  expect(report.integrity.sentence).toContain('第一处：人员表')
})

test('entries that lead to what no table can hold are reported, not stumbled over', async () => {
  const without = (act: string, path: string) => (sqlite: Database.Database) => {
    const seqs = sqlite.prepare<[string], number>('SELECT seq FROM entry WHERE act = ? ORDER BY seq').pluck().all(act)
    expect(seqs.length).toBeGreaterThan(0)
    for (const seq of seqs) sqlite.prepare('UPDATE entry SET body = json_remove(body, ?) WHERE seq = ?').run(path, seq)
  }
  for (const [act, path] of [['person-added', '$.data.person'], ['article-created', '$.data.section'], ['article-submitted', '$.data.road'], ['office-founded', '$.data']] as const) {
    const report = await verified(tampered(office.place.file, office.place.path, without(act, path)))
    expect([report.whole, report.integrity.ok], act).toEqual([false, false])
  }
})

test.each([
  ['zeros', Buffer.alloc(8192)],
  ['noise', Buffer.from('不是数据库'.repeat(900))],
])('a lock that a power cut left as %s is made again, and still locks', (_what, bytes) => {
  const file = tampered(office.place.file, office.place.path, () => {})
  writeFileSync(`${file}.lock`, bytes)
  const database = openDatabase(file)
  expect(() => openDatabase(file)).toThrow(AlreadyOpen)
  const side = new Database(`${file}.lock`, { timeout: 0 })
  expect(() => side.exec('BEGIN IMMEDIATE')).toThrow(/locked/)
  side.close()
  database.close()
})

test('an entry whose text is no text is one that cannot be read', () => {
  const failures = new Failures()
  new ChainWalk({ log: 'x', epoch: 1 }, failures, sha256).take({ seq: 1, body: null as never, hash: '', signature: null })
  expect(failures.all.map(({ sentence }) => sentence)).toContain('审计记录表：第 1 条读不懂：内容不是 JSON。')
})
