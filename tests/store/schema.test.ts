import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { is } from 'drizzle-orm'
import { getTableConfig, SQLiteTable } from 'drizzle-orm/sqlite-core'
import { expect, test } from 'vitest'
import { applyMigrations, migrations, schemaVersion } from '#db/migrations'
import * as evidence from '#db/schema'
import * as scratch from '#db/scratch-schema'

const schema = { ...evidence, ...scratch }

function made(): Database.Database {
  const sqlite = new Database(':memory:')
  applyMigrations(sqlite, 0)
  return sqlite
}
const tablesOf = (sqlite: Database.Database) =>
  sqlite.prepare<[], string>(`SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name`).pluck().all()
type Column = { name: string; type: string; notnull: number; pk: number; hidden: number }
const columnsOf = (sqlite: Database.Database, table: string) => sqlite.prepare<[string], Column>('SELECT * FROM pragma_table_xinfo(?)').all(table)

test('the schema that code reads is the schema that the migrations make', () => {
  const sqlite = made()
  const declared = Object.values(schema).filter(table => is(table, SQLiteTable)).map(getTableConfig) // prettier-ignore
  expect(declared.map(({ name }) => name).sort()).toEqual(tablesOf(sqlite).filter(name => !name.startsWith('search') || name === 'searchTodo').sort())
  for (const { name, columns, indexes } of declared) {
    const are = columnsOf(sqlite, name).map(({ name: column, type, hidden }) => [column, type, hidden === 0])
    const ought = columns.map(column => [column.name, column.getSQLType().toUpperCase(), !column.generated])
    expect(are, name).toEqual(ought)
    const own = sqlite.prepare<[string], string>(`SELECT name FROM sqlite_schema WHERE type = 'index' AND tbl_name = ? AND sql IS NOT NULL ORDER BY name`)
    expect(own.pluck().all(name), name).toEqual(indexes.map(index => index.config.name).sort())
    const keys = columnsOf(sqlite, name).filter(({ pk }) => pk > 0).sort((a, b) => a.pk - b.pk).map(column => column.name) // prettier-ignore
    const { primaryKeys } = getTableConfig(Object.values(schema).find(table => is(table, SQLiteTable) && getTableConfig(table).name === name) as SQLiteTable)
    expect(keys, name).toEqual(primaryKeys[0]?.columns.map(column => column.name) ?? columns.filter(column => column.primary).map(column => column.name))
  }
})

test('every table of ours is STRICT', () => {
  const loose = made().prepare<[], string>(`SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND strict = 0 AND name NOT LIKE 'sqlite_%'`).pluck().all()
  expect(loose).toEqual([])
})

const golden = join(import.meta.dirname, '../golden/schema.json')

test('no released column, table or guard has gone or changed', () => {
  const sqlite = made()
  const now = Object.fromEntries(
    sqlite.prepare<[], [string, string]>(`SELECT name, sql FROM sqlite_schema WHERE sql IS NOT NULL AND name NOT LIKE 'search\\_%' ESCAPE '\\' ORDER BY name`).raw().all(),
  )
  const kept = { version: schemaVersion, columns: Object.fromEntries(tablesOf(sqlite).map(table => [table, columnsOf(sqlite, table).map(c => `${c.name} ${c.type}${c.notnull ? ' NOT NULL' : ''}`)])), sql: now }
  if (!existsSync(golden) || process.env.GOLDEN) writeFileSync(golden, `${JSON.stringify(kept, null, 2)}\n`)
  expect(kept).toEqual(JSON.parse(readFileSync(golden, 'utf8')))
})

test('migrations are numbered without gaps', () => {
  expect(migrations.map(({ version }) => version)).toEqual(migrations.map((_, i) => i + 1))
})
