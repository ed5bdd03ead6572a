import type Database from 'better-sqlite3'
import { Unreadable, type Damage, type Evidence } from '#core/audit/evidence'
import { articleObject, type Entry } from '#core/audit/entry'
import { named, tableZh } from '#core/audit/names.zh'
import type { Row } from '#core/audit/rows'
import { unfound } from '#db/entry-facts'
import { texts, textsQuery, unpacked, type KeptEvidence } from '#db/evidence-texts'
import { applyMigrations } from '#db/migrations'
import { shapeOf } from '#db/table'
import * as schema from '#db/schema'
import BetterSqlite from 'better-sqlite3'

const tables = {
  article: schema.articleTable,
  run: schema.runTable,
  pass: schema.passTable,
  correction: schema.correctionTable,
  release: schema.releaseTable,
  consultation: schema.consultationTable,
  coauthor: schema.coauthorTable,
  barred: schema.barredTable,
  thread: schema.threadTable,
  reply: schema.replyTable,
  suggestion: schema.suggestionTable,
  addressed: schema.addressedTable,
  office: schema.officeTable,
  person: schema.personTable,
  section: schema.sectionTable,
  template: schema.templateTable,
  delegation: schema.delegationTable,
  counter: schema.counterTable,
  lexicon: schema.lexiconTable,
  proposal: schema.proposalTable,
}

/** What verification reads, from a database opened read-only. The caller holds one read transaction open for the whole walk. */
export function evidenceOf(sqlite: Database.Database): Evidence {
  const stream = <T>(table: string, sql: string) => rowByRow(table, () => sqlite.prepare<unknown[], T>(sql).iterate())
  const rowsOf = (key: keyof typeof tables, order: string) => {
    const { name, stored } = shapeOf(tables[key])
    return stream<Row>(key, `SELECT ${stored.map(column => `"${column}"`).join(', ')} FROM "${name}" ${order}`)
  }
  let oneArticle: Database.Statement<[string], { seq: number; body: string }> | undefined
  return {
    damage: () => damaged(sqlite),
    meta: () =>
      atOnce('meta', () => {
        const meta = new Map(sqlite.prepare<[], [string, string]>('SELECT key, value FROM meta').raw().all())
        return { log: meta.get('log') ?? '', epoch: Number(meta.get('epoch')) }
      }),
    size: () => atOnce('entry', () => sqlite.prepare<[], number>('SELECT count(*) FROM entry').pluck().get()!),
    entries: () => stream<Entry>('entry', 'SELECT seq, body, hash, signature FROM entry ORDER BY seq'),
    articleEntries: () =>
      atOnce('entry', () =>
        sqlite.prepare<[], number>(`SELECT count(*) FROM entry INDEXED BY entry_obj WHERE obj >= 'article:' AND obj < 'article;'`).pluck().get()!,
      ),
    entriesOf: article =>
      atOnce('entry', () =>
        (oneArticle ??= sqlite.prepare('SELECT seq, body FROM entry INDEXED BY entry_obj WHERE obj = ? ORDER BY seq')).all(articleObject(article)),
      ),
    articleRows: table => rowsOf(table, table === 'article' ? 'ORDER BY id' : 'ORDER BY article'),
    officeRows: table => rowsOf(table, ''),
    salts: () => stream('articleSalt', 'SELECT article, salt FROM articleSalt ORDER BY article'),
    texts: () => texts(stream<KeptEvidence>('revision', textsQuery)),
    exhibits: () => exhibits(stream<{ digest: string; bytes: Buffer }>('exhibit', 'SELECT digest, bytes FROM exhibit')),
    files: () => stream('file', 'SELECT digest, size, bytes FROM file'),
    credentials: () => stream('credential', 'SELECT person, form FROM credential'),
  }
}

/** Whatever SQLite cannot give, a damaged page or a table taken away: the looks at storage and schema say more of it. */
function unreadable(table: string, error: unknown): unknown {
  return error instanceof BetterSqlite.SqliteError ? new Unreadable(table, { cause: error }) : error
}

function atOnce<T>(table: string, read: () => T): T {
  try {
    return read()
  } catch (error) {
    throw unreadable(table, error)
  }
}

function* rowByRow<T>(table: string, rows: () => Iterable<T>): Generator<T> {
  try {
    yield* rows()
  } catch (error) {
    throw unreadable(table, error)
  }
}

function* damaged(sqlite: Database.Database): Generator<Damage | null> {
  yield* brokenPages(sqlite)
  const changed = changedSchema(sqlite)
  yield* changed
  if (changed.length > 0) return
  yield* told('search', unsearchable(sqlite))
  yield* told('entryFact', unfound(sqlite))
}

/** What a look through a part of the storage says; that SQLite makes nothing of what is there is what it says then. */
function* told(table: string, look: Iterable<string | null>): Generator<Damage | null> {
  try {
    for (const sentence of look) yield sentence === null ? null : { table, sentence }
  } catch (error) {
    if (!(error instanceof BetterSqlite.SqliteError)) throw error
    yield { table, sentence: `${named(table)}有一部分读不出来，没有核对完。` }
  }
}

function* exhibits(rows: Iterable<{ digest: string; bytes: Buffer }>) {
  for (const { digest, bytes } of rows) yield { digest, bytes: unpacked(bytes) }
}

/**
 * Every table and its indexes as SQLite reads them; of the search index only that each article is in it or waits to be: it is made
 * from the texts and can be made again, and comparing it word by word would cost more than all else.
 */
function* brokenPages(sqlite: Database.Database): Generator<Damage | null> {
  const tables = sqlite.prepare<[], string>(`SELECT name FROM sqlite_schema WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL %'`).pluck().all()
  let left = mostBroken
  for (const name of tables) {
    const broken = brokenIn(sqlite, name).slice(0, left)
    const advice = left === mostBroken ? '请原样留下这份数据，用最近一份备份恢复到新的位置。' : ''
    left -= broken.length
    yield* broken.map((detail, i) => ({ table: name, sentence: `数据库文件有损坏：${named(name)}${detail}。${i === 0 ? advice : ''}` }))
    yield null
  }
}

/** What SQLite says of one table, of each line that it has; none when all is well. */
function brokenIn(sqlite: Database.Database, table: string): string[] {
  const said = (words: string) => `（SQLite 报告：${words}）`
  try {
    const lines = sqlite.prepare<[], string>(`PRAGMA integrity_check("${table.replaceAll('"', '""')}")`).pluck().all()
    return lines.flatMap(line => line.split('\n')).filter(line => line !== 'ok' && !line.startsWith('***')).map(said)
  } catch (error) {
    if (!(error instanceof BetterSqlite.SqliteError)) throw error
    return [error.code === 'SQLITE_CORRUPT' ? '' : said(error.message)]
  }
}

/** How many of SQLite's own lines are passed on. */
const mostBroken = 20

function* unsearchable(sqlite: Database.Database): Generator<string> {
  const lost = sqlite
    .prepare<[], number>('SELECT count(*) FROM article WHERE n NOT IN (SELECT id FROM search_docsize) AND n NOT IN (SELECT n FROM searchTodo)')
    .pluck()
    .get()!
  if (lost > 0) yield `检索索引缺少 ${lost} 篇稿件：这些稿件搜不到。`
}

/** Tables and indexes that are not as the migrations make them, a sentence each, and one of all guards: who takes one off often takes them all. */
function changedSchema(sqlite: Database.Database): Damage[] {
  const [is, ought] = [schemaOf(sqlite), schemaAt(Number(sqlite.pragma('user_version', { simple: true })))]
  const changed = [...new Set([...is.keys(), ...ought.keys()])].filter(name => is.get(name) !== ought.get(name))
  const isGuard = (name: string) => /^CREATE TRIGGER/i.test(is.get(name) ?? ought.get(name)!)
  const guards = changed.filter(isGuard)
  return [
    ...changed.filter(name => !isGuard(name)).map(name => ({ table: tableOf(name), sentence: `数据库的结构“${structureZh(name)}”被改动、删去或添加。` })),
    ...(guards.length > 0 ? [{ table: tableOf(guards[0]!), sentence: `数据库的保护规则有 ${guards.length} 条被改动、删去或添加：${guards.join('、')}。` }] : []),
  ]
}

/** Indexes and guards begin with the name of their table. */
const tableOf = (name: string): string => (tableZh[name] ? name : name.replace(/_.*/, ''))
const structureZh = (name: string): string => (tableZh[name] ? named(name) : tableZh[tableOf(name)] ? `${named(tableOf(name))}的 ${name}` : name)

/** What the migrations make, by version: the same for as long as the program runs. */
const made = new Map<number, ReadonlyMap<string, string>>()

function schemaAt(version: number): ReadonlyMap<string, string> {
  const known = made.get(version)
  if (known) return known
  const fresh = new BetterSqlite(':memory:')
  try {
    applyMigrations(fresh, 0, version)
    const schema = schemaOf(fresh)
    made.set(version, schema)
    return schema
  } finally {
    fresh.close()
  }
}

const schemaOf = (sqlite: Database.Database): Map<string, string> =>
  new Map(sqlite.prepare<[], [string, string]>(`SELECT name, coalesce(sql, '') FROM sqlite_schema WHERE name NOT LIKE 'sqlite_%'`).raw().all())
