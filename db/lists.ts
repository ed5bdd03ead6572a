import type Database from 'better-sqlite3'
import type { Article } from '#core/article/article'
import type { AddressedFor } from '#core/article/remarks'
import type { Summary } from '#core/api/schema/common'
import type { ArticleFilter, RemarksFor, WaitingFilter } from '#core/store'
import { foundBranches } from '#db/entry-facts'
import { rangeEnd, rangeStart } from '#db/days'
import type { OutgoingChannels } from '#db/outgoing'
import { summaryOf, type ArticleRow } from '#db/rows'
import { matchOf } from '#db/search'

/** Columns of a list's row: everything but the long ones. */
const columns = `n, id, author, section, kind, grade, urgent, hash, phase, stage, since, due, claimPerson, claimUntil, assignee,
  updatedAt, title, documentNumber, stageName, passed, roadLength`
/** By the partial index, or not at all: the planner would take the one of everything a person ever did. */
const handled = foundBranches(
  'obj, seq',
  `actor = @person AND act IN ('stage-passed', 'stage-returned', 'stage-referred', 'article-withheld')`,
  'INDEXED BY entryFact_handled',
).join(' UNION ALL ')
export const handledQuery = `${handled} ORDER BY seq DESC`
/** Counted no further than this: the desk asks often, and a long life in the office must not slow it. */
const handledCounted = 1000
export const handledCountQuery = `SELECT count(*) AS total FROM (SELECT DISTINCT obj FROM (${handled}) LIMIT ${handledCounted})`

const remarksFrom = `FROM addressed a
  LEFT JOIN remarksRead r ON r.article = a.article AND r.person = a.person WHERE a.person = @person`
const isUnread = '(r.at IS NULL OR a.at > r.at)'
/** Open threads that wait for a person, the newest first. */
export const remarksQuery = `SELECT a.article, (SELECT id FROM thread t WHERE t.article = a.article AND t.n = a.thread) AS thread, a.why, a.at, ${isUnread} AS unread
  ${remarksFrom} ORDER BY a.at DESC LIMIT @limit`
const remarksCountQuery = `SELECT count(*) AS open, sum(${isUnread}) AS unread ${remarksFrom}`

type Parameters_ = Record<string, string | number>
type Facts = Pick<Article, 'phase' | 'kind' | 'grade' | 'section' | 'author'>

/** Lists, by indexes whose cost does not grow with the number of articles (query plans: tests/store/plans). */
export class Lists {
  private readonly sqlite: Database.Database
  private readonly now: () => string
  private readonly outgoing: OutgoingChannels
  private readonly prepared = new Map<string, Database.Statement<unknown[], unknown>>()
  /** How many articles share the same five facts: totals of filters without reading rows. */
  private counts: Map<string, { facts: Facts; count: number }> | null = null

  constructor(sqlite: Database.Database, now: () => string, outgoing: OutgoingChannels) {
    this.sqlite = sqlite
    this.now = now
    this.outgoing = outgoing
  }

  private statement(sql: string): Database.Statement<unknown[], unknown> {
    let known = this.prepared.get(sql)
    if (!known) {
      if (this.prepared.size > 300) this.prepared.clear()
      known = this.sqlite.prepare(sql)
      this.prepared.set(sql, known)
    }
    return known
  }

  private summaries(sql: string, parameters: Parameters_): Summary[] {
    const now = this.now()
    return (this.statement(sql).all(parameters) as ArticleRow[]).map(row => summaryOf(row, now, this.outgoing.of(row)))
  }

  one(id: string): Summary | null {
    return this.summaries(`SELECT ${columns} FROM article WHERE id = @id`, { id })[0] ?? null
  }

  list(filter: ArticleFilter): { items: Summary[]; total: number } {
    const { sql, parameters } = listQuery(filter)
    return { items: this.summaries(sql, parameters), total: this.total(filter) }
  }

  private total(filter: ArticleFilter): number {
    if (filter.text || filter.from || filter.to || filter.releasedFrom || filter.releasedTo || filter.writer) {
      const { where, parameters } = conditions(filter)
      const branches = writerBranches(filter).map(branch => `SELECT n FROM ${sourceOf(filter)} ${clause([...where, ...phaseIn(filter), ...branch])}`)
      return (this.statement(`SELECT count(*) AS total FROM (${branches.join(' UNION ')})`).get(parameters) as { total: number }).total
    }
    let total = 0
    for (const { facts, count } of this.loadedCounts().values()) if (fits(facts, filter)) total += count
    return total
  }

  private loadedCounts() {
    if (this.counts) return this.counts
    this.counts = new Map()
    const sql = 'SELECT phase, kind, grade, section, author, count(*) AS count FROM article GROUP BY 1, 2, 3, 4, 5'
    for (const { count, ...facts } of this.statement(sql).all() as (Facts & { count: number })[]) {
      this.counts.set(keyOf(facts), { facts, count })
    }
    return this.counts
  }

  /** After a commit. */
  moved(before: Article | null, after: Article): void {
    if (!this.counts) return
    if (before) this.count(before, -1)
    this.count(after, 1)
  }

  private count({ phase, kind, grade, section, author }: Facts, by: number): void {
    const facts = { phase, kind, grade, section, author }
    const key = keyOf(facts)
    const known = this.counts!.get(key)
    if (known) known.count += by
    else this.counts!.set(key, { facts, count: by })
  }

  waiting(filter: WaitingFilter): Summary[] {
    const { sql, parameters } = waitingQuery(filter)
    return this.summaries(sql, parameters)
  }

  countWaiting(filter: Omit<WaitingFilter, 'limit'>): number {
    const { branches, parameters } = waitingBranches(filter)
    const ids = branches.map(branch => `SELECT n FROM article ${branch}`).join(' UNION ')
    return (this.statement(`SELECT count(*) AS total FROM (${ids})`).get(parameters) as { total: number }).total
  }

  asked(person: string, limit: number): Summary[] {
    const open = `SELECT article, max(at) AS asked FROM consultation WHERE asked = @person AND state = 'open' GROUP BY article`
    return this.summaries(`SELECT ${columns} FROM (${open}) AS question JOIN article ON article.id = question.article ORDER BY question.asked DESC LIMIT @limit`, { person, limit })
  }

  countAsked(person: string): number {
    return (this.statement(`SELECT count(DISTINCT article) AS total FROM consultation WHERE asked = ? AND state = 'open'`).get(person) as { total: number }).total
  }

  handledBy(person: string, limit: number): Summary[] {
    const found = new Set<string>()
    for (const row of this.statement(handledQuery).iterate({ person }) as Iterable<{ obj: string }>) {
      found.add(row.obj)
      if (found.size >= limit) break
    }
    return [...found].flatMap(obj => this.one(obj.slice('article:'.length)) ?? [])
  }

  countHandledBy(person: string): number {
    return (this.statement(handledCountQuery).get({ person }) as { total: number }).total
  }

  remarksFor(person: string, limit: number): RemarksFor {
    const { open, unread } = this.statement(remarksCountQuery).get({ person }) as { open: number; unread: number | null }
    const rows = this.statement(remarksQuery).all({ person, limit }) as { article: string; thread: string; why: AddressedFor; at: string; unread: number }[]
    const items = rows.flatMap(({ article: id, unread: fresh, ...rest }) => {
      const article = this.one(id)
      return article ? [{ article, ...rest, unread: fresh === 1 }] : []
    })
    return { items, open, unread: unread ?? 0 }
  }

  /** Newest article first. */
  search(text: string, limit: number): Summary[] {
    if (text === '') return []
    const hits = 'SELECT rowid FROM search WHERE search MATCH @match ORDER BY rowid DESC LIMIT @limit'
    return this.summaries(`SELECT ${columns} FROM article WHERE n IN (${hits}) ORDER BY n DESC`, { match: matchOf(text), limit })
  }
}

const keyOf = ({ phase, kind, grade, section, author }: Facts): string => [phase, kind, grade, section, author].join('\n')
const fits = (facts: Facts, filter: ArticleFilter): boolean =>
  (!filter.phases || filter.phases.includes(facts.phase)) &&
  (filter.sort !== 'released' || facts.phase === 'released') &&
  (!filter.kinds || filter.kinds.includes(facts.kind)) &&
  (!filter.grades || filter.grades.includes(facts.grade)) &&
  (filter.section === undefined || filter.section === facts.section) &&
  (filter.author === undefined || filter.author === facts.author)

const clause = (where: readonly string[]): string => (where.length ? `WHERE ${where.join(' AND ')}` : '')
/** Values of closed sets, spelt out: they come from the contract's enums, and the statement stays the same for the same choice. */
const among = (column: string, values: readonly string[]): string =>
  `${column} IN (${values.map(value => `'${value.replaceAll("'", "''")}'`).join(', ')})`
const phaseIn = (filter: ArticleFilter): string[] => (filter.phases ? [among('phase', filter.phases)] : [])

/** The author's own and the co-author's share are two branches, each with its index. */
const writerBranches = (filter: ArticleFilter): string[][] =>
  filter.writer === undefined ? [[]] : [['author = @writer'], ['id IN (SELECT article FROM coauthor WHERE person = @writer)']]

function conditions(filter: ArticleFilter): { where: string[]; parameters: Parameters_ } {
  const where: string[] = []
  const parameters: Parameters_ = {}
  const add = (condition: string, name: string, value: string) => {
    where.push(condition)
    parameters[name] = value
  }
  if (filter.kinds) where.push(among('kind', filter.kinds))
  if (filter.grades) where.push(among('grade', filter.grades))
  if (filter.section !== undefined) add('section = @section', 'section', filter.section)
  if (filter.author !== undefined) add('author = @author', 'author', filter.author)
  if (filter.writer !== undefined) parameters.writer = filter.writer
  if (filter.from) add('updatedAt >= @from', 'from', rangeStart(filter.from))
  if (filter.to) add('updatedAt < @to', 'to', rangeEnd(filter.to))
  if (filter.releasedFrom) add('releasedAt >= @releasedFrom', 'releasedFrom', rangeStart(filter.releasedFrom))
  if (filter.releasedTo) add('releasedAt < @releasedTo', 'releasedTo', rangeEnd(filter.releasedTo))
  if (filter.text) add('n IN (SELECT rowid FROM search WHERE search MATCH @match)', 'match', matchOf(filter.text))
  return { where, parameters }
}

const orders = { updated: ['updatedAt', 'n'], due: [`coalesce(due, '~')`, 'n'], title: ['title', 'n'], released: ['releasedAt', 'releasedArticle'] } as const

/** Nothing goes back behind its first release: whatever has one is released, and is found by the index of first releases. */
const firstReleases = '(SELECT article AS releasedArticle, at AS releasedAt FROM "release" WHERE n = 0) CROSS JOIN article ON article.id = releasedArticle'
const byRelease = (filter: ArticleFilter): boolean => filter.sort === 'released' || !!filter.releasedFrom || !!filter.releasedTo
const sourceOf = (filter: ArticleFilter): string => (byRelease(filter) ? firstReleases : 'article')

/** One branch a way of being a writer, each read in index order up to the page, then merged. */
export function listQuery(filter: ArticleFilter): { sql: string; parameters: Parameters_ } {
  const { where, parameters } = conditions(filter)
  const direction = filter.descending ? 'DESC' : 'ASC'
  const order = `ORDER BY ${orders[filter.sort].map(column => `${column} ${direction}`).join(', ')}`
  const source = sourceOf(filter)
  const read = byRelease(filter) ? `${columns}, releasedAt, releasedArticle` : columns
  const branches = writerBranches(filter).map(writer => clause([...phaseIn(filter), ...writer, ...where]))
  const page = { ...parameters, limit: filter.limit, offset: filter.offset }
  if (branches.length === 1) {
    return { sql: `SELECT ${read} FROM ${source} ${branches[0]} ${order} LIMIT @limit OFFSET @offset`, parameters: page }
  }
  const parts = branches.map(branch => `SELECT * FROM (SELECT ${read} FROM ${source} ${branch} ${order} LIMIT @limit + @offset)`)
  return { sql: `SELECT * FROM (${parts.join(' UNION ')}) ${order} LIMIT @limit OFFSET @offset`, parameters: page }
}

/** Each branch read in the order of its index up to the page, and only the page's own rows read whole. */
export function waitingQuery(filter: WaitingFilter): { sql: string; parameters: Parameters_ } {
  const { branches, parameters } = waitingBranches(filter)
  const order = `ORDER BY urgent DESC, coalesce(due, '~'), n LIMIT @limit`
  const parts = branches.map(branch => `SELECT * FROM (SELECT n FROM article ${branch} ${order})`)
  const sql = `SELECT ${columns} FROM article WHERE n IN (${parts.join(' UNION ALL ')}) ${order}`
  return { sql, parameters: { ...parameters, limit: filter.limit } }
}

/** One branch a seat, and one for what is assigned to the person by name. */
export function waitingBranches(filter: Omit<WaitingFilter, 'limit'>): { branches: string[]; parameters: Parameters_ } {
  const parameters: Parameters_ = { person: filter.person }
  const notBarred = (names: string) => `NOT EXISTS (SELECT 1 FROM barred WHERE article = article.id AND person IN (${names}))`
  const soon = filter.dueBefore === undefined ? [] : [`coalesce(due, '~') < @dueBefore`]
  if (filter.dueBefore !== undefined) parameters.dueBefore = filter.dueBefore
  if (filter.assignable) parameters.assignable = JSON.stringify(filter.assignable)
  const reached = filter.assignable ? [`assignee || ':' || waitsRole IN (SELECT value FROM json_each(@assignable))`] : []
  const released = filter.assignable ? ` OR assignee || ':' || waitsRole NOT IN (SELECT value FROM json_each(@assignable))` : ''
  const branches = [clause(['assignee = @person', 'waitsRole IS NOT NULL', ...reached, ...soon, notBarred('@person')])]
  for (const [i, seat] of filter.seats.entries()) {
    Object.assign(parameters, { [`role${i}`]: seat.role, [`section${i}`]: seat.section, [`seat${i}`]: seat.person })
    branches.push(
      clause([
        `waitsRole = @role${i}`,
        `(waitsSection IS NULL OR waitsSection = @section${i})`,
        `(assignee IS NULL OR assignee IN (@person, @seat${i})${released})`,
        ...soon,
        notBarred(`@person, @seat${i}`),
      ]),
    )
  }
  return { branches, parameters }
}
