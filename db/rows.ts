import type Database from 'better-sqlite3'
import type { InferSelectModel } from 'drizzle-orm'
import type { Article } from '#core/article/article'
import type { Suggestion } from '#core/article/remarks'
import { derive, type Shown } from '#core/article/summary'
import type { Summary } from '#core/api/schema/common'
import {
  addressedRows,
  articleRow,
  consultationRow,
  correctionRow,
  passRow,
  releaseRow,
  replyRow,
  runRow,
  suggestionRow,
  threadRow,
} from '#core/audit/rows'
import { barredPeople } from '#core/workflow/rules'
import type { Stage } from '#core/workflow/stages'
import * as schema from '#db/schema'
import { insertInto, selectFrom, upsertInto } from '#db/table'

export type ArticleRow = InferSelectModel<typeof schema.articleTable>
/** An article as loaded: `n` its row, `shown` what lists show of its text. */
export type Loaded = { article: Article; n: number; shown: Shown }

/** A column of JSON as its value. */
export const parsed = <T>(text: string): T => JSON.parse(text) as T
/** Roads, which many runs share word for word and nobody changes: read once. */
const roads = new Map<string, Stage[]>()
function roadOf(text: string): Stage[] {
  let road = roads.get(text)
  if (road) return road
  if (roads.size >= 64) roads.clear()
  road = parsed<Stage[]>(text)
  roads.set(text, road)
  return road
}
/** The same where the column may be empty. */
export const parsedOrNull = <T>(text: string | null): T | null => (text === null ? null : (JSON.parse(text) as T))

/** Articles as rows, and back. */
export class ArticleRows {
  private readonly select
  private readonly runs
  private readonly passes
  private readonly corrections
  private readonly releases
  private readonly threads
  private readonly replies
  private readonly suggestions
  private readonly consultations
  private readonly has: Database.Statement<[{ id: string }], Has>
  private readonly write
  private readonly noAddressed: Database.Statement<[string]>
  private readonly bar: Database.Statement<[string, string]>
  private readonly unbar: Database.Statement<[string, string]>
  private readonly coauthor: Database.Statement<[string, string]>
  private readonly noCoauthor: Database.Statement<[string, string]>
  private readonly sqlite: Database.Database
  private readonly updates = new Map<string, Database.Statement<unknown[]>>()
  /** The row an article in memory was last written as: articles never change. */
  private readonly written = new WeakMap<Article, ReturnType<typeof articleRow>>()

  constructor(sqlite: Database.Database) {
    this.sqlite = sqlite
    this.select = selectFrom(sqlite, schema.articleTable, ['id'])
    this.runs = selectFrom(sqlite, schema.runTable, ['article'], 'ORDER BY n')
    this.passes = selectFrom(sqlite, schema.passTable, ['article'], 'ORDER BY n')
    this.corrections = selectFrom(sqlite, schema.correctionTable, ['article'], 'ORDER BY n')
    this.releases = selectFrom(sqlite, schema.releaseTable, ['article'], 'ORDER BY n')
    this.threads = selectFrom(sqlite, schema.threadTable, ['article'], 'ORDER BY n')
    this.replies = selectFrom(sqlite, schema.replyTable, ['article'], 'ORDER BY thread, n')
    this.suggestions = selectFrom(sqlite, schema.suggestionTable, ['article'], 'ORDER BY n')
    this.noAddressed = sqlite.prepare('DELETE FROM addressed WHERE article = ?')
    this.consultations = selectFrom(sqlite, schema.consultationTable, ['article'], 'ORDER BY n')
    this.has = sqlite.prepare(`SELECT ${seldom.map(table => `EXISTS (SELECT 1 FROM "${table}" WHERE article = @id) AS "${table}"`).join(', ')}`)
    this.write = {
      insert: insertInto(sqlite, schema.articleTable),
      run: upsertInto(sqlite, schema.runTable),
      pass: upsertInto(sqlite, schema.passTable),
      correction: upsertInto(sqlite, schema.correctionTable),
      release: upsertInto(sqlite, schema.releaseTable),
      thread: upsertInto(sqlite, schema.threadTable),
      reply: upsertInto(sqlite, schema.replyTable),
      suggestion: upsertInto(sqlite, schema.suggestionTable),
      addressed: insertInto(sqlite, schema.addressedTable),
      consultation: upsertInto(sqlite, schema.consultationTable),
    }
    this.bar = sqlite.prepare('INSERT INTO barred (article, person) VALUES (?, ?)')
    this.unbar = sqlite.prepare('DELETE FROM barred WHERE article = ? AND person = ?')
    this.coauthor = sqlite.prepare('INSERT INTO coauthor (article, person) VALUES (?, ?)')
    this.noCoauthor = sqlite.prepare('DELETE FROM coauthor WHERE article = ? AND person = ?')
  }

  row(id: string): ArticleRow | null {
    return this.select.get(id) ?? null
  }

  load(id: string): Loaded | null {
    const row = this.row(id)
    if (!row) return null
    const shown = { title: row.title, documentNumber: row.documentNumber }
    return { article: this.article(row), n: row.n, shown }
  }

  private article(row: ArticleRow): Article {
    const { id, author, section, hash, stage, since, due, assignee, withheldGround, createdAt, updatedAt } = row
    const has = this.has.get({ id })!
    return {
      id,
      author,
      coauthors: parsed(row.coauthors),
      wrote: parsed(row.wrote),
      section,
      kind: row.kind as Article['kind'],
      grade: row.grade as Article['grade'],
      urgent: row.urgent === 1,
      hash,
      phase: row.phase as Article['phase'],
      stage,
      since,
      due,
      claim: row.claimPerson === null ? null : { person: row.claimPerson, until: row.claimUntil! },
      assignee,
      reminded: parsedOrNull(row.reminded),
      withheldGround,
      returned: parsedOrNull(row.returned),
      referral: parsedOrNull(row.referral),
      createdAt,
      updatedAt,
      runs: this.runs.all(id).map(run => ({
        n: run.n,
        submitted: run.submitted,
        by: run.by,
        at: run.at,
        template: parsed(run.template),
        road: roadOf(run.road),
        switches: parsed(run.switches),
        ended: run.ended as Article['runs'][number]['ended'],
      })),
      passes: this.passes.all(id).map(pass => ({
        run: pass.run,
        n: pass.n,
        stage: pass.stage,
        by: pass.by,
        received: pass.received,
        released: pass.released,
        opinion: pass.opinion,
        opened: pass.opened,
        at: pass.at,
        exhibit: pass.exhibit,
        capacity: parsedOrNull(pass.capacity),
        answers: parsed(pass.answers),
        change: pass.change as 'none' | 'correction',
        checks: parsedOrNull(pass.checks),
        voided: parsedOrNull(pass.voided),
      })),
      corrections: (has.correction ? this.corrections.all(id) : []).map(({ n, run, stage, by, at, fromHash: from, toHash: to, exhibit }) => {
        return { n, run, stage, by, at, from, to, exhibit }
      }),
      releases: (has.release ? this.releases.all(id) : []).map(({ id: release, channel, hash: text, manifest, exporter, by, at, run }) => {
        return { id: release, channel, hash: text, manifest, exporter, by, at, run }
      }),
      ...this.remarks(id, has),
      consultations: (has.consultation ? this.consultations.all(id) : []).map(one => ({
        id: one.id,
        run: one.run,
        stage: one.stage,
        by: one.by,
        capacity: parsedOrNull(one.capacity),
        asked: one.asked,
        hash: one.hash,
        at: one.at,
        question: one.question,
        replyBy: one.replyBy,
        state: one.state as Article['consultations'][number]['state'],
        closedAt: one.closedAt,
        answer: one.answer,
      })),
    }
  }

  private remarks(article: string, has: Has): Pick<Article, 'threads' | 'suggestions'> {
    const replies = Map.groupBy(has.thread ? this.replies.all(article) : [], row => row.thread)
    const threads = (has.thread ? this.threads.all(article) : []).map(({ n, ...row }) => ({
      ...said(row),
      category: row.category as Article['threads'][number]['category'],
      span: parsedOrNull<NonNullable<Article['threads'][number]['span']>>(row.span),
      assigned: parsedOrNull<NonNullable<Article['threads'][number]['assigned']>>(row.assigned),
      mentions: parsed<string[]>(row.mentions),
      resolved: parsedOrNull<NonNullable<Article['threads'][number]['resolved']>>(row.resolved),
      replies: (replies.get(n) ?? []).map(({ by, at, mentions, exhibit }) => ({ by, at, mentions: parsed<string[]>(mentions), exhibit })),
    }))
    const suggestions = (has.suggestion ? this.suggestions.all(article) : []).map(row => ({
      ...said(row),
      kind: row.kind as Article['suggestions'][number]['kind'],
      span: parsed<Article['suggestions'][number]['span']>(row.span),
      settled: parsedOrNull<NonNullable<Article['suggestions'][number]['settled']>>(row.settled),
    }))
    return { threads, suggestions }
  }

  /** Writes what differs between the two; parts that `evolve` left alone are the same objects. */
  save(before: Article | null, after: Article, n: number, shown: Shown, shownBefore = shown): void {
    const { id } = after
    const row = articleRow(after, n, shown)
    if (before) this.update(this.written.get(before) ?? articleRow(before, n, shownBefore), row)
    else this.write.insert.run(row)
    this.written.set(after, row)
    for (const run of changed(before?.runs, after.runs)) this.write.run.run(runRow(id, run))
    for (const pass of changed(before?.passes, after.passes)) this.write.pass.run(passRow(id, pass))
    for (const correction of changed(before?.corrections, after.corrections)) this.write.correction.run(correctionRow(id, correction))
    for (const release of changed(before?.releases, after.releases)) {
      this.write.release.run(releaseRow(id, after.releases.indexOf(release), release))
    }
    if (before?.consultations !== after.consultations) {
      for (const one of changed(before?.consultations, after.consultations)) {
        this.write.consultation.run(consultationRow(id, after.consultations.indexOf(one), one))
      }
    }
    const were = before?.coauthors ?? []
    for (const person of were.filter(p => !after.coauthors.includes(p))) this.noCoauthor.run(id, person)
    for (const person of after.coauthors.filter(p => !were.includes(p))) this.coauthor.run(id, person)
    this.saveBarred(before, after)
    this.saveRemarks(before, after)
  }

  private saveRemarks(before: Article | null, after: Article): void {
    const { id, threads, suggestions } = after
    for (const [n, suggestion] of suggestions.entries()) {
      if (before?.suggestions[n] !== suggestion) this.write.suggestion.run(suggestionRow(id, n, suggestion))
    }
    if (threads === before?.threads) return
    for (const [n, thread] of threads.entries()) {
      const was = before?.threads[n]
      if (was === thread) continue
      this.write.thread.run(threadRow(id, n, thread))
      for (const [i, reply] of thread.replies.entries()) if (was?.replies[i] !== reply) this.write.reply.run(replyRow(id, n, i, reply))
    }
    this.noAddressed.run(id)
    for (const row of addressedRows(after)) this.write.addressed.run(row)
  }

  /** Writes the columns that differ, so that the indexes of the others are left alone. */
  private update(before: Partial<ArticleRow>, after: ReturnType<typeof articleRow>): void {
    const changed = (Object.keys(after) as (keyof typeof after)[]).filter(column => before[column] !== after[column])
    if (changed.length === 0) return
    const columns = changed.join()
    let statement = this.updates.get(columns)
    if (!statement) {
      if (this.updates.size > 100) this.updates.clear()
      statement = this.sqlite.prepare(`UPDATE article SET ${changed.map(column => `"${column}" = @${column}`).join(', ')} WHERE n = @n`)
      this.updates.set(columns, statement)
    }
    statement.run(after)
  }

  private saveBarred(before: Article | null, after: Article): void {
    const [were, now] = [before ? barredPeople(before) : [], barredPeople(after)]
    for (const person of were) if (!now.includes(person)) this.unbar.run(after.id, person)
    for (const person of now) if (!were.includes(person)) this.bar.run(after.id, person)
  }
}

/** Tables in which most articles have no row: asked about in one go, and read only where there is one. */
const seldom = ['correction', 'release', 'consultation', 'thread', 'suggestion'] as const
type Has = Record<(typeof seldom)[number], 0 | 1>

/** What threads and proposals have in common, as it is kept. */
const said = ({ id, hash, by, at, stage, run, exhibit }: Pick<Suggestion, 'id' | 'hash' | 'by' | 'at' | 'stage' | 'run' | 'exhibit'>) => ({ id, hash, by, at, stage, run, exhibit })

const changed = <T>(before: readonly T[] = [], after: readonly T[]): T[] => after.filter((one, i) => before[i] !== one)

/** A row of a list. A claim that has run out is no holder. */
export function summaryOf(row: ArticleRow, now: string, channels: Summary['channels']): Summary {
  const { id, title, author, section, stage, stageName, since, due, documentNumber, hash, updatedAt, passed, roadLength } = row
  const claimed = row.claimUntil !== null && row.claimUntil > now ? row.claimPerson : null
  return {
    id,
    title,
    kind: row.kind as Summary['kind'],
    grade: row.grade as Summary['grade'],
    urgent: row.urgent === 1,
    author,
    section,
    phase: row.phase as Summary['phase'],
    stage,
    stageName,
    since,
    due,
    holder: claimed ?? row.assignee,
    documentNumber,
    hash,
    updatedAt,
    passed,
    roadLength,
    channels,
  }
}

/** The same of an article in memory: what its row would say. */
export function summaryOfLoaded({ article, shown }: Loaded, now: string, channels: Summary['channels']): Summary {
  const { title, documentNumber, stageName, passed, roadLength } = derive(article, shown)
  const { id, kind, grade, urgent, author, section, phase, stage, since, due, hash, updatedAt, claim, assignee } = article
  const holder = claim && claim.until > now ? claim.person : assignee
  return { id, title, kind, grade, urgent, author, section, phase, stage, stageName, since, due, holder, documentNumber, hash, updatedAt, passed, roadLength, channels }
}
