import BetterSqlite from 'better-sqlite3'
import { expect, test } from 'vitest'
import { columnNamed, columnZh, named, tableZh } from '#core/audit/names.zh'
import { applyMigrations, migrations } from '#db/migrations'

/** Every table there is with its columns, the computed ones too, as the database itself lists them. */
function tablesOf(): Map<string, string[]> {
  const sqlite = new BetterSqlite(':memory:')
  applyMigrations(sqlite, 0, migrations.length)
  const names = sqlite.prepare<[], string>("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'").pluck().all()
  const columnsOf = sqlite.prepare<[string], string>('SELECT name FROM pragma_table_xinfo(?)').pluck()
  const found = new Map(names.map(name => [name, columnsOf.all(name)]))
  sqlite.close()
  return found
}
/** The search index is asked about as a whole: nothing is said of its columns. */
const isSearch = (table: string) => table === 'search' || table.startsWith('search_')

test('auditors read of every table by a Chinese name of its own', () => {
  const tables = [...tablesOf().keys()]
  expect(tables).toEqual(expect.arrayContaining(['entry', 'article', 'workingCopy', 'search_data']))
  expect(tables.filter(table => !/^\p{Script=Han}+表$/u.test(named(table)))).toEqual([])
  expect(new Set(tables.map(named)).size).toBe(tables.length)
  expect(Object.keys(tableZh).filter(table => !tables.includes(table))).toEqual([])
})

test('and of every column, by one that no other column of the table has', () => {
  const columns = [...tablesOf()].filter(([table]) => !isSearch(table))
  const unnamed = columns.flatMap(([table, names]) => names.filter(column => !/^\p{Script=Han}+$/u.test(columnNamed(table, column))).map(column => `${table}.${column}`))
  expect(unnamed).toEqual([])
  for (const [table, names] of columns) expect([table, new Set(names.map(column => columnNamed(table, column))).size]).toEqual([table, names.length])
})

test('no name is kept for a column that is no more', () => {
  const tables = tablesOf()
  const gone = Object.entries(columnZh).flatMap(([table, names]) => Object.keys(names).filter(column => !tables.get(table)?.includes(column)).map(column => `${table}.${column}`))
  expect(gone).toEqual([])
})
