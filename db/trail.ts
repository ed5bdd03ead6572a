import type Database from 'better-sqlite3'
import { articleObject, GENESIS, OFFICE_OBJECT, type Entry, type Head } from '#core/audit/entry'
import type { EntryFilter } from '#core/store'
import { factsAtOnce, foundBranches, takeInQuery } from '#db/entry-facts'
import { rangeEnd, rangeStart } from '#db/days'
import { entryTable } from '#db/schema'
import { insertInto } from '#db/table'

const columns = 'seq, body, hash, signature'

/** The chain as kept: entries in order, found by actor, act, object, command or time. */
export class Trail {
  private readonly sqlite: Database.Database
  private readonly insert
  private readonly takeIn: Database.Statement<[{ last: number }]>
  private readonly last: Database.Statement<[], Head>
  private readonly one: Database.Statement<[number], Entry>
  private readonly of: Database.Statement<[string], Entry>
  private readonly byCommand: Database.Statement<[string], Entry>
  private readonly newestOf: Database.Statement<[string], number | null>
  private readonly upTo: Database.Statement<[number], string>

  constructor(sqlite: Database.Database) {
    this.sqlite = sqlite
    this.insert = insertInto(sqlite, entryTable)
    this.takeIn = sqlite.prepare(takeInQuery)
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
    if (entry.seq % factsAtOnce === 0) this.takeIn.run({ last: entry.seq })
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
    const { page, count, parameters } = entriesQuery(filter)
    const total = count === null ? this.headOrStart().seq : this.sqlite.prepare<unknown[], number>(count).pluck().get(parameters)!
    return { entries: this.sqlite.prepare<unknown[], Entry>(page).all(parameters), total }
  }
}

/**
 * A page of the entries that fit and, unless that is all of them, how many they are. One article's are few and found by the article;
 * others by their facts, each branch read in the order of its index up to the page, and only the page's own entries read whole.
 */
export function entriesQuery(filter: EntryFilter): { page: string; count: string | null; parameters: Record<string, string | number> } {
  const parameters: Record<string, string | number> = { limit: filter.limit }
  const fits: string[] = []
  const add = (where: string[], condition: string, name: string, value: string | number | undefined) => {
    if (value === undefined) return
    where.push(condition)
    parameters[name] = value
  }
  add(fits, 'actor = @by', 'by', filter.by)
  add(fits, 'act = @act', 'act', filter.act)
  add(fits, 'obj = @obj', 'obj', filter.article === undefined ? undefined : articleObject(filter.article))
  add(fits, 'ts >= @from', 'from', filter.from && rangeStart(filter.from))
  add(fits, 'ts < @to', 'to', filter.to && rangeEnd(filter.to))
  const shown = [...fits]
  add(shown, 'seq < @before', 'before', filter.before)
  const order = 'ORDER BY seq DESC LIMIT @limit'
  if (filter.article !== undefined || fits.length === 0) {
    const from = (where: string[]) => `FROM entry${where.length ? ` WHERE ${where.join(' AND ')}` : ''}`
    return { page: `SELECT ${columns} ${from(shown)} ${order}`, count: fits.length ? `SELECT count(*) ${from(fits)}` : null, parameters }
  }
  const parts = foundBranches('seq', shown.join(' AND ')).map(branch => `SELECT * FROM (${branch} ${order})`)
  return {
    page: `SELECT ${columns} FROM entry WHERE seq IN (${parts.join(' UNION ALL ')}) ${order}`,
    count: `SELECT count(*) FROM (${foundBranches('seq', fits.join(' AND ')).join(' UNION ALL ')})`,
    parameters,
  }
}
