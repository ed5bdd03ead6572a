import type Database from 'better-sqlite3'
import { getTableConfig, type SQLiteTable } from 'drizzle-orm/sqlite-core'
import type { InferSelectModel } from 'drizzle-orm'

/** The columns of a table that are stored, and those of its primary key, in the order of the schema. */
export function shapeOf(table: SQLiteTable) {
  const { name, columns, primaryKeys } = getTableConfig(table)
  const stored = columns.filter(column => !column.generated).map(column => column.name)
  const own = columns.filter(column => column.primary).map(column => column.name)
  const key = own.length ? own : (primaryKeys[0]?.columns.map(column => column.name) ?? [])
  return { name, stored, key }
}

const list = (names: readonly string[], write: (name: string) => string) => names.map(write).join(', ')
const quoted = (name: string) => `"${name}"`

type Write<T extends SQLiteTable> = { run(row: Partial<InferSelectModel<T>>): unknown }

/** `INSERT` of a whole row, columns by name. */
export function insertInto<T extends SQLiteTable>(sqlite: Database.Database, table: T): Write<T> {
  const { name, stored } = shapeOf(table)
  return sqlite.prepare<unknown[]>(`INSERT INTO ${quoted(name)} (${list(stored, quoted)}) VALUES (${list(stored, c => `@${c}`)})`)
}

/** `INSERT` of a whole row, or the new values where its key is there already. */
export function upsertInto<T extends SQLiteTable>(sqlite: Database.Database, table: T): Write<T> {
  const { name, stored, key } = shapeOf(table)
  const rest = stored.filter(column => !key.includes(column))
  const insert = `INSERT INTO ${quoted(name)} (${list(stored, quoted)}) VALUES (${list(stored, c => `@${c}`)})`
  return sqlite.prepare<unknown[]>(
    `${insert} ON CONFLICT (${list(key, quoted)}) DO UPDATE SET ${list(rest, c => `${quoted(c)} = excluded.${quoted(c)}`)}`,
  )
}

/** The rows whose columns have these values, whole; `tail` is an ORDER BY. */
export function selectFrom<T extends SQLiteTable>(
  sqlite: Database.Database,
  table: T,
  by: readonly string[],
  tail = '',
): Database.Statement<unknown[], InferSelectModel<T>> {
  const { name, stored } = shapeOf(table)
  const where = by.length ? `WHERE ${by.map(c => `${quoted(c)} = ?`).join(' AND ')}` : ''
  return sqlite.prepare(`SELECT ${list(stored, quoted)} FROM ${quoted(name)} ${where} ${tail}`)
}
