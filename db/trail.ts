import type Database from 'better-sqlite3'
import { articleObject, GENESIS, OFFICE_OBJECT, type Entry, type EntryBody, type Head } from '#core/audit/entry'
import type { EntryFilter } from '#core/store'
import { rangeEnd, rangeStart } from '#db/days'
import { entryTable } from '#db/schema'
import { insertInto } from '#db/table'

const columns = 'seq, body, hash, signature'

/** The chain as kept: entries in order, found by actor, act, object, command or time. */
export class Trail {
  private readonly sqlite: Database.Database
  private readonly insert
  private readonly last: Database.Statement<[], Head>
  private readonly one: Database.Statement<[number], Entry>
  private readonly of: Database.Statement<[string], Entry>
  private readonly byCommand: Database.Statement<[string], Entry>
  private readonly newestOf: Database.Statement<[string], number | null>
  private readonly upTo: Database.Statement<[number], string>

  constructor(sqlite: Database.Database) {
    this.sqlite = sqlite
    this.insert = insertInto(sqlite, entryTable)
    this.last = sqlite.prepare('SELECT seq, hash FROM entry ORDER BY seq DESC LIMIT 1')
    this.one = sqlite.prepare(`SELECT ${columns} FROM entry WHERE seq = ?`)
    this.of = sqlite.prepare(`SELECT ${columns} FROM entry WHERE obj = ? ORDER BY seq`)
    this.byCommand = sqlite.prepare(`SELECT ${columns} FROM entry WHERE cmd = ? ORDER BY seq`)
    this.newestOf = sqlite.prepare<[string], number | null>('SELECT max(seq) FROM entry WHERE obj = ?').pluck()
    this.upTo = sqlite.prepare<[number], string>('SELECT hash FROM entry WHERE seq <= ? ORDER BY seq').pluck()
  }

  head(): Head | null {
    return this.last.get() ?? null
  }
  /** The head, or the place before the first entry. */
  headOrStart(): Head {
    return this.head() ?? { seq: 0, hash: GENESIS }
  }
  append(entry: Entry): void {
    this.insert.run(entry)
  }
  entry(seq: number): Entry | null {
    return this.one.get(seq) ?? null
  }
  ofArticle(id: string): Entry[] {
    return this.of.all(articleObject(id))
  }
  ofOffice(): Entry[] {
    return this.of.all(OFFICE_OBJECT)
  }
  ofCommand(key: string): Entry[] {
    return this.byCommand.all(key)
  }
  /** Seq of the last entry about this object; 0 when there is none. */
  lastOf(obj: string): number {
    return this.newestOf.get(obj) ?? 0
  }
  hashes(upTo: number): string[] {
    return this.upTo.all(upTo)
  }

  /** Newest first; `total` counts all that fit, without regard to `before` and `limit`. */
  search(filter: EntryFilter): { entries: Entry[]; total: number } {
    const where: string[] = []
    const values: (string | number)[] = []
    const add = (condition: string, value: string | number | undefined) => {
      if (value === undefined) return
      where.push(condition)
      values.push(value)
    }
    add('actor = ?', filter.by)
    add('act = ?', filter.act)
    add('obj = ?', filter.article === undefined ? undefined : articleObject(filter.article))
    add('ts >= ?', filter.from && rangeStart(filter.from))
    add('ts < ?', filter.to && rangeEnd(filter.to))
    const total = where.length
      ? this.sqlite.prepare<unknown[], number>(`SELECT count(*) FROM entry WHERE ${where.join(' AND ')}`).pluck().get(...values)!
      : this.headOrStart().seq
    add('seq < ?', filter.before)
    const fits = where.length ? `WHERE ${where.join(' AND ')}` : ''
    const page = this.sqlite.prepare<unknown[], Entry>(`SELECT ${columns} FROM entry ${fits} ORDER BY seq DESC LIMIT ?`)
    return { entries: page.all(...values, filter.limit), total }
  }
}

/** The body of a kept entry. */
export const bodyOf = (entry: Entry): EntryBody => JSON.parse(entry.body) as EntryBody
