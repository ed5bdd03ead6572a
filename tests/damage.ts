import { closeSync, openSync, readSync, writeSync } from 'node:fs'
import Database from 'better-sqlite3'

const pageSize = 4096

/** Page numbers, from 1, by the table or index they belong to; the first is its root. The office is closed. */
export function pagesOf(file: string): Map<string, number[]> {
  const sqlite = new Database(file)
  sqlite.pragma('wal_checkpoint(TRUNCATE)')
  const rows = sqlite.prepare<[], [string, number]>('SELECT name, pageno FROM dbstat ORDER BY name, path').raw().all()
  sqlite.close()
  return new Map([...Map.groupBy(rows, ([name]) => name)].map(([name, own]) => [name, own.map(([, page]) => page)]))
}

/** Changes one page of a file, as a bad disk gives it back. */
export function damagePage(file: string, page: number, change: (bytes: Buffer) => void = bytes => void bytes.fill(0xff)): void {
  const handle = openSync(file, 'r+')
  try {
    const bytes = Buffer.alloc(pageSize)
    readSync(handle, bytes, 0, pageSize, (page - 1) * pageSize)
    change(bytes)
    writeSync(handle, bytes, 0, pageSize, (page - 1) * pageSize)
  } finally {
    closeSync(handle)
  }
}
