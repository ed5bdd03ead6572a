import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { factsAtOnce } from '#db/entry-facts'
import { openDatabase } from '#db/open'
import { waitingQuery } from '#db/lists'
import { matchOf } from '#db/search'
import { databaseFile } from '#server/backups'
import { keep, measured, actsOf, type Figures } from './bench-measure.ts'
import { rareName } from './bench-text.ts'

type Row = Record<string, unknown>
/** The rows one command wrote, by table. */
type Written = [table: string, rows: Row[]][]

const stored: Record<string, string[]> = {
  entry: ['seq', 'body', 'hash', 'signature'],
  entryFact: ['seq', 'act', 'actor', 'ts', 'obj'],
  revision: ['article', 'hash', 'by', 'at', 'seq', 'base', 'bytes'],
  exhibit: ['digest', 'bytes'],
  articleSalt: ['article', 'salt'],
  run: ['article', 'n', 'submitted', 'by', 'at', 'template', 'road', 'switches', 'ended'],
  pass: ['article', 'n', 'run', 'stage', 'by', 'capacity', 'received', 'released', 'opinion', 'answers', 'opened', 'at', 'change', 'exhibit', 'checks', 'voided'],
}

/**
 * The very rows an office wrote and reads, by bare better-sqlite3: the same tables, indexes and durability, one transaction a command,
 * no rule, no hash, no parsing. What the office costs above this is what it does.
 */
export async function bareRows(offices: readonly { data: string; size: number }[], out: Figures): Promise<void> {
  for (const { data, size } of offices) await bareRowsOf(data, out, size)
}

async function bareRowsOf(data: string, out: Figures, size: number): Promise<void> {
  const office = new Database(databaseFile(data), { readonly: true })
  const folder = mkdtempSync(join(tmpdir(), 'shenjiao-bare-'))
  try {
    await bareReads(office, out, size)
    const fresh = openDatabase(join(folder, 'bare.db'))
    // rows of chosen commands do not follow one another, so that the guard of the chain is left out, and foreign keys with it
    fresh.sqlite.exec('DROP TRIGGER entry_follows; PRAGMA foreign_keys = OFF')
    const write = writer(fresh.sqlite)
    for (const [name, act] of [['create', 'article-created'], ['save', 'revision-saved'], ['pass', 'stage-passed']] as const) {
      const perRound = 30
      const commands = commandsOf(office, act, actsOf(perRound))
      keep(out, `bare_${name}`, await measured(Math.floor(commands.length / 6), n => write(commands[n]!)), size)
    }
    const roads = roadsOf(office, 36)
    const read = reader(office)
    const road = (n: number) => {
      for (const { id, written } of roads[n]!) {
        if (written.some(([table]) => table === 'pass')) read(id)
        write(written)
      }
    }
    keep(out, 'bare_wholeRoad', await measured(3, road), size)
    // the same without waiting for the disk, which no office does: what is saved is what syncing takes of the processor
    fresh.sqlite.pragma('synchronous = OFF')
    keep(out, 'bare_wholeRoadUnsynced', await measured(3, n => road(18 + n)), size)
    fresh.close()
  } finally {
    office.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

function writer(sqlite: Database.Database) {
  const statements = new Map<string, Database.Statement<unknown[]>>()
  const statement = (table: string, row: Row) => {
    let known = statements.get(table)
    if (!known) {
      const columns = Object.keys(row)
      known = sqlite.prepare(`INSERT OR REPLACE INTO "${table}" (${columns.map(c => `"${c}"`).join(', ')}) VALUES (${columns.map(c => `@${c}`).join(', ')})`)
      statements.set(table, known)
    }
    return known
  }
  // the guards would refuse a row that is there already, as they should
  for (const table of ['article', 'run', 'pass', 'entryFact']) sqlite.exec(`DROP TRIGGER ${table}_no_delete`)
  return sqlite.transaction((written: Written) => {
    for (const [table, rows] of written) for (const row of rows) statement(table, row).run(row)
  }).immediate
}

/** What an article's own row, runs, passes and current text are read with when it is opened. */
function reader(sqlite: Database.Database) {
  const article = sqlite.prepare<[string], { hash: string }>('SELECT * FROM article WHERE id = ?')
  const parts = ['run', 'pass', 'correction', 'release'].map(table => sqlite.prepare(`SELECT * FROM "${table}" WHERE article = ? ORDER BY n`))
  const text = sqlite.prepare('SELECT * FROM revision WHERE article = ? AND hash = ?')
  return sqlite.transaction((id: string) => {
    const { hash } = article.get(id)!
    for (const part of parts) part.all(id)
    text.get(id, hash)
  })
}

async function bareReads(office: Database.Database, out: Figures, size: number) {
  const ids = office.prepare<[], string>('SELECT id FROM article ORDER BY n').pluck().all()
  const read = reader(office)
  keep(out, 'bare_open', await measured(100, n => read(ids[(n * 37) % ids.length]!)), size)
  const seats = [{ role: 'confidentiality-officer' as const, section: '', person: 'chenjing' }]
  const waiting = waitingQuery({ person: 'chenjing', seats, limit: 50 })
  const list = office.prepare(waiting.sql)
  keep(out, 'bare_list50', await measured(60, () => list.all(waiting.parameters)), size)
  const busiest = office.prepare<[], string>(`SELECT obj FROM entry WHERE act = 'revision-saved' GROUP BY obj ORDER BY count(*) DESC LIMIT 1`).pluck().get()!
  const history = office.prepare('SELECT seq, body, hash, signature FROM entry WHERE obj = ? ORDER BY seq')
  keep(out, 'bare_history10', await measured(60, () => history.all(busiest)), size)
  const hits = 'SELECT rowid FROM search WHERE search MATCH @match ORDER BY rowid DESC LIMIT 20'
  const search = office.prepare(`SELECT * FROM article WHERE n IN (${hits}) ORDER BY n DESC`)
  const name = (n: number) => rareName((n * 7) % (size - 400))
  keep(out, 'bare_searchRare2', await measured(60, n => search.all({ match: matchOf(name(n).slice(0, 2)) })), size)
  keep(out, 'bare_searchRare4', await measured(60, n => search.all({ match: matchOf(name(n)) })), size)
}

/** The rows of the commands that wrote such an event. */
function commandsOf(office: Database.Database, act: string, most: number): Written[] {
  const keys = office.prepare<[string, number], { cmd: string; obj: string }>('SELECT DISTINCT cmd, obj FROM entry WHERE act = ? ORDER BY seq LIMIT ?').all(act, most)
  return keys.map(({ cmd, obj }) => writtenBy(office, cmd, obj.slice('article:'.length)))
}

/** Whole roads, command by command, newest first. */
function roadsOf(office: Database.Database, most: number): { id: string; written: Written }[][] {
  const walked = office.prepare<[number], string>(`SELECT id FROM article WHERE phase = 'cleared' ORDER BY n DESC LIMIT ?`).pluck().all(most)
  return walked.map(id =>
    office
      .prepare<[string], string>('SELECT DISTINCT cmd FROM entry WHERE obj = ? ORDER BY seq')
      .pluck()
      .all(`article:${id}`)
      .map(cmd => ({ id, written: writtenBy(office, cmd, id) })),
  )
}

function writtenBy(office: Database.Database, cmd: string, id: string): Written {
  const rows = (table: string, where: string, ...values: unknown[]) =>
    office.prepare<unknown[], Row>(`SELECT ${stored[table]!.map(c => `"${c}"`).join(', ')} FROM "${table}" WHERE ${where}`).all(...values)
  const entries = rows('entry', 'cmd = ?', cmd)
  const written: Written = [['entry', entries], ['article', office.prepare<[string], Row>('SELECT * FROM article WHERE id = ?').all(id)]]
  for (const { body, seq } of entries) {
    const { act, ts, data } = JSON.parse(String(body)) as { act: string; ts: string; data: { run?: number; stage?: string; checks?: { exhibit: string } } }
    const texts = rows('revision', 'article = ? AND seq = ?', id, seq)
    if (Number(seq) % factsAtOnce === 0) written.push(['entryFact', rows('entryFact', 'seq > ? AND seq <= ?', Number(seq) - factsAtOnce, seq)])
    if (texts.length) written.push(['revision', texts], ['searchTodo', office.prepare<[string], Row>('SELECT n FROM article WHERE id = ?').all(id)])
    if (act === 'article-created') written.push(['articleSalt', rows('articleSalt', 'article = ?', id)])
    if (act === 'article-submitted') written.push(['run', rows('run', 'article = ? AND n = ?', id, data.run)])
    if (act !== 'stage-passed') continue
    written.push(['pass', rows('pass', 'article = ? AND stage = ? AND at = ?', id, data.stage, ts)])
    written.push(['barred', office.prepare<[string], Row>('SELECT * FROM barred WHERE article = ?').all(id)])
  }
  return written
}
