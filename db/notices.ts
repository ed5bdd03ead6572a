import type Database from 'better-sqlite3'
import type { Notice } from '#core/notices'
import type { KeptNotice, NoticeFilter } from '#core/store'

/** Beyond this many of a person's newest notices nothing counts as unread. */
const unreadAmong = 200

/** Is the work a notice asks for still there? The article waits where the notice says, and for an answer still wanted. */
const live = `CASE
  WHEN n.kind IN ('arrived', 'assigned', 'reminded') THEN article.stage IS n.stage AND article.phase = 'reviewing' AND article.since <= n.at
  WHEN n.kind = 'opinion-asked' THEN EXISTS (SELECT 1 FROM consultation WHERE article = n.article AND asked = n.person AND question = n.exhibit AND state = 'open')
  ELSE 1 END`
const id = `n.seq || ':' || n.kind`
const seen = `EXISTS (SELECT 1 FROM noticeMark WHERE person = n.person AND notice = ${id})`
const joined = `FROM (SELECT * FROM notice WHERE person = @person AND seq < @before ORDER BY seq DESC LIMIT @among) AS n JOIN article ON article.id = n.article`

/** 通知: kept with the event that caused them, and what each person has seen of them. */
export class Notices {
  private readonly insert
  private readonly select
  private readonly unread
  private readonly count
  private readonly mark
  private readonly marks
  private readonly read
  private readonly setRead
  private readonly sqlite: Database.Database

  constructor(sqlite: Database.Database) {
    this.sqlite = sqlite
    this.insert = sqlite.prepare(
      'INSERT INTO notice (person, seq, kind, article, stage, by, at, exhibit) VALUES (@person, @seq, @kind, @article, @stage, @by, @at, @exhibit)',
    )
    const columns = `${id} AS id, n.seq, n.kind, n.article, n.stage, n.by, n.at, n.exhibit, article.title, article.urgent, ${live} AS live, ${seen} AS seen`
    this.select = sqlite.prepare(`SELECT ${columns} ${joined} ORDER BY n.seq DESC LIMIT @limit`)
    this.unread = sqlite.prepare(`SELECT * FROM (SELECT ${columns} ${joined}) WHERE live AND NOT seen ORDER BY seq DESC LIMIT @limit`)
    this.count = sqlite.prepare(`SELECT count(*) AS total ${joined} WHERE ${live} AND NOT ${seen}`)
    this.mark = sqlite.prepare('INSERT INTO noticeMark (person, notice, at) VALUES (?, ?, ?) ON CONFLICT DO NOTHING')
    this.marks = sqlite.prepare<[string, string], string>('SELECT notice FROM noticeMark WHERE person = ? AND notice IN (SELECT value FROM json_each(?))').pluck()
    this.read = sqlite.prepare<[string, string, string], string>('SELECT at FROM readMark WHERE article = ? AND person = ? AND hash = ?').pluck()
    this.setRead = sqlite.prepare(
      'INSERT INTO readMark (article, person, hash, at) VALUES (?, ?, ?, ?) ON CONFLICT (article, person) DO UPDATE SET hash = excluded.hash, at = excluded.at WHERE hash <> excluded.hash',
    )
  }

  /** Inside the transaction of the event. */
  keep(notices: readonly Notice[], from: { seq: number; article: string; by: string; at: string }): void {
    for (const notice of notices) this.insert.run({ ...from, ...notice })
  }

  list({ person, before, unreadOnly, limit }: NoticeFilter): KeptNotice[] {
    const page = { person, before: before ?? Number.MAX_SAFE_INTEGER, limit, among: unreadOnly ? unreadAmong : limit }
    const rows = (unreadOnly ? this.unread : this.select).all(page) as (Omit<KeptNotice, 'live' | 'seen' | 'urgent'> & Record<'live' | 'seen' | 'urgent', number>)[]
    return rows.map(row => ({ ...row, urgent: row.urgent === 1, live: row.live === 1, seen: row.seen === 1 }))
  }

  unreadOf(person: string): number {
    return (this.count.get({ person, before: Number.MAX_SAFE_INTEGER, among: unreadAmong }) as { total: number }).total
  }

  marked(person: string, ids: readonly string[]): string[] {
    return this.marks.all(person, JSON.stringify(ids))
  }

  markSeen(person: string, ids: readonly string[], at: string): void {
    this.sqlite.transaction(() => {
      for (const one of ids) this.mark.run(person, one, at)
    })()
  }

  /** When this text of the article was first laid before the person, if it was the last one. */
  opened(article: string, person: string, hash: string): string | null {
    return this.read.get(article, person, hash) ?? null
  }

  markOpened(article: string, person: string, hash: string, at: string): void {
    if (this.opened(article, person, hash) === null) this.setRead.run(article, person, hash, at)
  }
}
