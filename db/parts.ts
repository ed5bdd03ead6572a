import type Database from 'better-sqlite3'
import type { Content } from '#core/article/content'
import { articleObject, OFFICE_OBJECT } from '#core/audit/entry'
import type { Office } from '#core/office/office'
import { Lists } from '#db/lists'
import { Notices } from '#db/notices'
import { OfficeRows } from '#db/office-rows'
import type { OfficeDatabase } from '#db/open'
import { OutgoingChannels } from '#db/outgoing'
import { frozen, Recent } from '#db/recent'
import { ArticleRows, type Loaded } from '#db/rows'
import { SearchIndex, searchedOf } from '#db/search'
import { SideTables } from '#db/side'
import { Texts } from '#db/texts'
import { Trail } from '#db/trail'

/** Articles kept in memory between commands, about 10 kB each. */
const recentArticles = 500
/** Texts kept in memory as they were read, and the longest that is, in bytes. */
const recentTexts = 200
const longestRecentText = 200_000

/** Every prepared statement on one connection, and what is remembered of what it read. */
export type Parts = {
  sqlite: Database.Database
  sql: Record<'read' | 'begin' | 'commit' | 'rollback', Database.Statement<unknown[]>>
  meta: { log: string; epoch: number }
  trail: Trail
  articles: ArticleRows
  offices: OfficeRows
  texts: Texts
  side: SideTables
  notices: Notices
  index: SearchIndex
  lists: Lists
  outgoing: OutgoingChannels
  /** The office as of its last entry; with the head given, what is in memory serves while it is still the head. */
  office(head?: number): Office | null
  /** The office as last committed, for reading. */
  knownOffice(): Office | null
  remember(now: Office, last: number): void
  /** An article as of its last entry, to decide on; with the head as for the office. */
  loaded(id: string, head?: number): Loaded | null
  /** An article as last committed, for reading. */
  known(id: string): Loaded | null
  keepRecent(id: string, now: Loaded, last: number): void
  contentOf(id: string, hash: string): Content | null
  saltOf(id: string): string | null
  /** The head after a commit made here. */
  committed(head: number): void
}

/** Every prepared statement, on the connection as it is now. */
export function assemble(database: OfficeDatabase, now: () => string, report: (bug: unknown) => void): Parts {
  const { sqlite } = database
  const trail = new Trail(sqlite)
  const articles = new ArticleRows(sqlite)
  const offices = new OfficeRows(sqlite)
  const texts = new Texts(sqlite)
  const side = new SideTables(sqlite)
  const notices = new Notices(sqlite)
  const meta = side.meta()
  const sql: Parts['sql'] = {
    read: sqlite.prepare('BEGIN'),
    begin: sqlite.prepare('BEGIN IMMEDIATE'),
    commit: sqlite.prepare('COMMIT'),
    rollback: sqlite.prepare('ROLLBACK'),
  }
  /** Several reads under one lock of the file, which costs more than most of them; inside a command they are that already. */
  const atOnce = <T>(reads: () => T): T => {
    if (sqlite.inTransaction) return reads()
    sql.read.run()
    try {
      return reads()
    } finally {
      sql.commit.run()
    }
  }
  let cached: { last: number; office: Office | null } | null = null
  /** The head after the last commit made here; while it is still the head, what is remembered is what is on disk. */
  let seen = -1
  /** The office as of its last entry; loaded anew when there is a later one. What decisions are made on. */
  const office = (head?: number): Office | null => {
    if (cached && head === seen) return cached.office
    const last = trail.lastOf(OFFICE_OBJECT)
    if (cached?.last !== last) cached = { last, office: offices.load() }
    return cached.office
  }
  const committed = (head: number) => {
    seen = head
  }
  /** The office as last committed: nobody else may write (db/open.ts), so that reading it asks the disk nothing. */
  const knownOffice = (): Office | null => (cached ? cached.office : office())
  const remember = (now: Office, last: number) => {
    cached = { last, office: now }
  }
  /** `last` is null for what was loaded to be read: a decision loads it anew. */
  const recent = new Recent<{ last: number | null; loaded: Loaded }>(recentArticles)
  /** An article as of its last entry; loaded anew when there is a later one. What decisions are made on. */
  const loaded = (id: string, head?: number): Loaded | null => {
    const held = recent.get(id)
    if (held && held.last !== null && head === seen) return held.loaded
    const last = trail.lastOf(articleObject(id))
    if (held?.last === last) return held.loaded
    const fresh = articles.load(id)
    if (fresh) recent.set(id, { last, loaded: fresh })
    return fresh
  }
  /** An article as last committed, for reading. The last few are kept in memory. */
  const known = (id: string): Loaded | null => {
    const held = recent.get(id)
    if (held) return held.loaded
    const fresh = atOnce(() => articles.load(id))
    if (fresh) recent.set(id, { last: null, loaded: fresh })
    return fresh
  }
  const keepRecent = (id: string, now: Loaded, last: number) => recent.set(id, { last, loaded: now })
  const read = new Recent<Content>(recentTexts)
  /** A version of an article, whoever asks gets the same one, frozen: it never changes. */
  const contentOf = (id: string, hash: string): Content | null => {
    const key = `${id}\n${hash}`
    const held = read.get(key)
    if (held) return held
    const bytes = atOnce(() => texts.read(id, hash))
    if (!bytes) return null
    const { content } = frozen(JSON.parse(bytes.toString('utf8')) as { content: Content })
    if (bytes.length <= longestRecentText) read.set(key, content)
    return content
  }
  const salts = new Recent<string>(recentArticles)
  const saltOf = (id: string): string | null => {
    const salt = salts.get(id) ?? side.saltOf(id)
    if (salt !== null) salts.set(id, salt)
    return salt
  }
  const index = new SearchIndex(sqlite, n => {
    const id = side.idOf(n)
    const article = id === null ? null : loaded(id)!.article
    return article && searchedOf(article, contentOf(article.id, article.hash)!, office())
  }, report)
  const outgoing = new OutgoingChannels(sqlite, texts)
  const lists = new Lists(sqlite, now, outgoing)
  return { sqlite, sql, meta, trail, articles, offices, texts, side, notices, index, lists, outgoing, office, knownOffice, remember, loaded, known, keepRecent, contentOf, saltOf, committed }
}
