import BetterSqlite from 'better-sqlite3'
import { applicationId, applyMigrations } from '#db/migrations'

/**
 * The office of a file that cannot be copied as it lies, written anew at `into`: every table read from its first row to its last in one
 * transaction, every index and the search index made again. Throws as SQLite does where a table itself cannot be read.
 */
export function copyTableByTable(from: string, into: string): void {
  const sqlite = new BetterSqlite(into)
  try {
    sqlite.pragma('foreign_keys = OFF')
    sqlite.prepare('ATTACH ? AS damaged').run(from)
    const version = Number(sqlite.pragma('damaged.user_version', { simple: true }))
    sqlite.transaction(() => {
      applyMigrations(sqlite, 0, version)
      const guards = sqlite.prepare<[], { name: string; sql: string }>(`SELECT name, sql FROM main.sqlite_schema WHERE type = 'trigger'`).all()
      for (const { name } of guards) sqlite.exec(`DROP TRIGGER main."${name}"`)
      for (const { name, wr } of tablesOf(sqlite)) copyTable(sqlite, name, wr === 1 ? '' : 'NOT INDEXED ORDER BY rowid')
      sqlite.exec('INSERT INTO main.searchTodo (n) SELECT n FROM main.article WHERE true ON CONFLICT DO NOTHING')
      for (const { sql } of guards) sqlite.exec(sql)
    })()
    sqlite.pragma(`main.application_id = ${applicationId}`)
    sqlite.pragma(`main.user_version = ${version}`)
  } finally {
    sqlite.close()
  }
}

/** Those that hold something of their own: the search index is made from the others. `wr`: 1 for a table without row ids. */
const tablesOf = (sqlite: BetterSqlite.Database) =>
  sqlite.prepare<[], { name: string; wr: number }>(`SELECT name, wr FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'`).all()

function copyTable(sqlite: BetterSqlite.Database, table: string, order: string): void {
  const columns = sqlite.prepare<[string], string>(`SELECT name FROM pragma_table_xinfo(?, 'main') WHERE hidden = 0`).pluck().all(table)
  const listed = columns.map(name => `"${name}"`).join(', ')
  sqlite.exec(`INSERT INTO main."${table}" (${listed}) SELECT ${listed} FROM damaged."${table}" ${order}`)
}
