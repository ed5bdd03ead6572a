import type Database from 'better-sqlite3'
import type { Article } from '#core/article/article'
import type { Content } from '#core/article/content'
import { plainText } from '#core/article/plain-text'
import type { Office } from '#core/office/office'

/**
 * What is searched, one string each: `text` title, subtitle and body as plain text, `number` 发文字号, `people` the names of author
 * and co-authors. Every string ends with a line feed. A search finds an article exactly when one of the three, folded,
 * includes the folded query.
 */
export type Searched = { text: string; number: string; people: string }

export function searchedOf(article: Article, content: Content, office: Office | null): Searched {
  const names = [article.author, ...article.coauthors].map(id => office?.people[id]?.name ?? '')
  return { text: plainText(content).text, number: `${content.publication.documentNumber}\n`, people: names.map(n => `${n}\n`).join('') }
}

/** Case does not matter in Latin, Greek and Cyrillic; one UTF-16 unit stays one unit, so that places stay comparable. */
export function fold(text: string): string {
  let out = ''
  for (let i = 0; i < text.length; i++) out += foldUnit(text[i]!)
  return out
}
const foldUnit = (unit: string): string => {
  const lower = unit.toLowerCase()
  return lower.length === 1 ? lower : unit
}

/**
 * Each UTF-16 unit as characters the index keeps inside a token: its ASCII tokeniser splits at every ASCII character but letters
 * and digits, and cannot see half a surrogate pair. Those go to private-use characters, one each.
 */
function spell(code: number): string {
  const unit = foldUnit(String.fromCharCode(code))
  const folded = unit.charCodeAt(0)
  if ((folded >= 0x30 && folded <= 0x39) || (folded >= 0x61 && folded <= 0x7a)) return unit
  if (folded < 0x80) return String.fromCharCode(0xe000 + folded)
  const halfOrTaken = (folded >= 0xd800 && folded <= 0xdfff) || (folded >= 0xe000 && folded <= 0xe07f)
  return halfOrTaken ? String.fromCodePoint(0xf0000 + folded) : unit
}
const spelt: string[] = []
const spelling = (text: string, i: number): string => {
  const code = text.charCodeAt(i)
  return (spelt[code] ??= spell(code))
}

/** Overlapping tokens of two units: their positions count the text's units, so a phrase of tokens is an exact substring. */
export function tokens(text: string): string {
  const out: string[] = []
  let before = text.length ? spelling(text, 0) : ''
  for (let i = 1; i < text.length; i++) {
    const now = spelling(text, i)
    out.push(before + now)
    before = now
  }
  return out.join(' ')
}

/** The index's question for a string of one or more units: a phrase of its tokens, or for one unit every token it begins. */
export function matchOf(query: string): string {
  return query.length === 1 ? `"${spelling(query, 0)}"*` : `"${tokens(query)}"`
}

/** How long nobody must have written before the index is tidied, ms, and the pause between two steps of it. */
const quiet = 20_000
const pause = 50
/** Pages of the index one step rewrites: some five milliseconds. */
const pagesAtOnce = 64
/** Pieces a search may well ask one after another. */
const fewPieces = 4
/** Tidying rewrites the whole index: worth it once this part of the articles was taken in since the last time. */
const worthTidying = 0.05

/** Loads what is searched of the article in row `n`; null when there is none. */
export type LoadSearched = (n: number) => Searched | null

/**
 * 全文索引. Commands only note which articles changed; the words follow within a second, and before any search. What is
 * noted is on disk with the command itself, so a crash loses nothing: start-up takes the rest in.
 */
export class SearchIndex {
  private readonly sqlite: Database.Database
  private readonly report: (bug: unknown) => void
  private readonly load: LoadSearched
  private readonly todo: Database.Statement<[number], number>
  private readonly done: Database.Statement<[number]>
  private readonly noteOne: Database.Statement<[number]>
  private readonly remove: Database.Statement<[number]>
  private readonly insert: Database.Statement<[number, string, string, string]>
  private readonly merge: Database.Statement<[number]>
  private readonly changes: Database.Statement<[], number>
  private timer: NodeJS.Timeout | null = null
  private tidying: NodeJS.Timeout | null = null
  /** Articles taken in since the index was last in one piece; unknown at start-up. */
  private taken = Number.POSITIVE_INFINITY

  constructor(sqlite: Database.Database, load: LoadSearched, report: (bug: unknown) => void) {
    this.sqlite = sqlite
    this.load = load
    this.report = report
    this.todo = sqlite.prepare<[number], number>('SELECT n FROM searchTodo ORDER BY n LIMIT ?').pluck()
    this.done = sqlite.prepare('DELETE FROM searchTodo WHERE n = ?')
    this.noteOne = sqlite.prepare('INSERT INTO searchTodo (n) VALUES (?) ON CONFLICT DO NOTHING')
    this.remove = sqlite.prepare('DELETE FROM search WHERE rowid = ?')
    this.insert = sqlite.prepare('INSERT INTO search (rowid, text, number, people) VALUES (?, ?, ?, ?)')
    this.merge = sqlite.prepare(`INSERT INTO search (search, rank) VALUES ('merge', ?)`)
    this.changes = sqlite.prepare<[], number>('SELECT total_changes()').pluck()
  }

  /** Inside the command's transaction: the words of this row must be taken in. */
  note(n: number): void {
    this.noteOne.run(n)
  }

  /** After a commit: takes the words in within half a second, a few articles at a time. */
  soon(delay = 400): void {
    this.timer ??= setTimeout(() => {
      this.timer = null
      if (this.sqlite.open) this.drainSome()
    }, delay)
    this.timer.unref()
  }

  /** Nobody waits for this, and what it could not take in stays noted: the next commit or search tries again, and a search says why it cannot. */
  private drainSome(): void {
    try {
      if (this.drain(10) === 10) this.soon(10)
      else this.tidyLater(quiet)
    } catch (error) {
      this.report(error)
    }
  }

  stop(): void {
    if (this.timer) clearTimeout(this.timer)
    if (this.tidying) clearTimeout(this.tidying)
    this.timer = null
    this.tidying = null
  }

  /** Takes in up to `limit` articles in one transaction; returns how many. */
  drain(limit = 500): number {
    const rows = this.todo.all(limit)
    if (rows.length === 0) return 0
    this.sqlite.exec('BEGIN IMMEDIATE')
    try {
      for (const n of rows) this.take(n)
      this.sqlite.exec('COMMIT')
    } catch (error) {
      if (this.sqlite.inTransaction) this.sqlite.exec('ROLLBACK')
      throw error
    }
    return rows.length
  }

  drainAll(): void {
    while (this.drain() > 0);
  }

  /**
   * Brings the pieces that writing leaves behind together, so that a search asks one instead of a dozen: all at once. By itself it
   * happens while nobody writes, in steps that nobody notices.
   */
  tidy(): void {
    this.drainAll()
    for (let first = true; this.mergeSome(first); first = false);
  }

  private tidyLater(delay: number, first = true): void {
    if (this.tidying) clearTimeout(this.tidying)
    this.tidying = setTimeout(() => {
      this.tidying = null
      if (!this.sqlite.open || this.timer) return
      try {
        if ((!first || this.scattered()) && this.mergeSome(first)) this.tidyLater(pause, false)
      } catch (error) {
        // a full disk, or somebody else's lock: the index is whole as it is, and the next quiet time tries again
        this.report(error)
      }
    }, delay)
    this.tidying.unref()
  }

  private scattered(): boolean {
    const pieces = this.sqlite.prepare<[], number>('SELECT count(DISTINCT segid) FROM search_idx').pluck().get()!
    return pieces > fewPieces && this.taken > worthTidying * this.sqlite.prepare<[], number>('SELECT count(*) FROM article').pluck().get()!
  }

  /** One step; false when there is nothing more to bring together. A negative number begins a merge of everything (SQLite, FTS5 6.8). */
  private mergeSome(first: boolean): boolean {
    const before = this.changes.get()!
    this.merge.run(first ? -pagesAtOnce : pagesAtOnce)
    const more = this.changes.get()! - before >= 2
    if (!more) this.taken = 0
    return more
  }

  private take(n: number): void {
    this.taken += 1
    const searched = this.load(n)
    this.remove.run(n)
    if (searched) this.insert.run(n, tokens(searched.text), tokens(searched.number), tokens(searched.people))
    this.done.run(n)
  }
}
