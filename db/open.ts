import Database from 'better-sqlite3'
import { randomBytes } from 'node:crypto'
import { accessSync, constants, existsSync, mkdirSync, rmSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { applicationId, applyMigrations, schemaVersion } from '#db/migrations'
import { placeRefused } from '#db/place'
import {
  AlreadyOpen,
  DamagedDatabase,
  DiskFull,
  isBeyondReading,
  NewerSchema,
  NoSuchDatabase,
  NotAnOffice,
  OpenRefused,
  ReadOnlyFolder,
  UnsafeStorage,
} from '#db/refused'

/** An open office. `sqlite` changes after `reopen`, which a store calls when a commit's outcome is unknown. */
export type OfficeDatabase = {
  readonly path: string
  readonly readonly: boolean
  readonly sqlite: Database.Database
  /** Closes the connection without mercy and opens a new one; the right to write stays held. */
  reopen(): void
  close(): void
}

export type OpenOptions = {
  /** For verification and search by others: allowed beside a writer, changes nothing. */
  readonly?: boolean
}

const openForWriting = new Set<string>()

/** Opens (and where needed creates and migrates) the office at `path`, or throws an `OpenRefused`. */
export function openDatabase(path: string, options: OpenOptions = {}): OfficeDatabase {
  const file = resolve(path)
  const refused = placeRefused(path) ?? placeRefused(file)
  if (refused) throw refused
  return options.readonly ? openReader(file) : openWriter(file)
}

function openReader(file: string): OfficeDatabase {
  if (!existsSync(file)) throw new NoSuchDatabase(`没有找到数据库 ${file}。请检查路径。`)
  const connect = () => connection(file, true)
  let sqlite = connect()
  const reopen = () => {
    sqlite.close()
    sqlite = connect()
  }
  return { path: file, readonly: true, get sqlite() { return sqlite }, reopen, close: () => void sqlite.close() } // prettier-ignore
}

function openWriter(file: string): OfficeDatabase {
  makeFolder(dirname(file))
  const unlock = lock(file)
  try {
    let sqlite = connection(file, false)
    const reopen = () => {
      sqlite.close()
      sqlite = connection(file, false)
    }
    const close = () => {
      sqlite.close()
      unlock()
    }
    return { path: file, readonly: false, get sqlite() { return sqlite }, reopen, close } // prettier-ignore
  } catch (error) {
    unlock()
    throw error
  }
}

function connection(file: string, readonly: boolean): Database.Database {
  let sqlite: Database.Database | null = null
  try {
    sqlite = new Database(file, { readonly, fileMustExist: readonly })
    prepare(sqlite, file, readonly)
    return sqlite
  } catch (error) {
    sqlite?.close()
    throw understood(error, file)
  }
}

/** Sets what every connection needs and asserts it after the first read: WAL falls back to NORMAL otherwise (domain/reliability 0.1). */
function prepare(sqlite: Database.Database, file: string, readonly: boolean): void {
  sqlite.pragma('busy_timeout = 5000')
  sqlite.pragma('trusted_schema = OFF')
  const application = sqlite.pragma('application_id', { simple: true })
  const version = Number(sqlite.pragma('user_version', { simple: true }))
  const empty = sqlite.prepare('SELECT count(*) FROM sqlite_schema').pluck().get() === 0
  if (application !== applicationId && !(empty && !readonly)) {
    throw new NotAnOffice(`${file} 不是审校台的数据库，没有打开，文件未改动。请检查路径。`)
  }
  if (version > schemaVersion) {
    throw new NewerSchema(
      `数据库由更新版本的程序写入（数据版本 ${version}，本程序只认识到 ${schemaVersion}），没有打开，数据未改动。请升级本程序后再打开。`,
    )
  }
  if (!readonly) sqlite.pragma('journal_mode = WAL')
  sqlite.pragma('synchronous = FULL')
  sqlite.pragma('foreign_keys = ON')
  sqlite.pragma('recursive_triggers = ON')
  sqlite.pragma('checkpoint_fullfsync = ON')
  sqlite.pragma('wal_autocheckpoint = 4000')
  sqlite.pragma('cache_size = -16000')
  sqlite.pragma('temp_store = MEMORY')
  if (!readonly) {
    migrate(sqlite, version)
    probe(sqlite)
  }
  sqlite.prepare('SELECT count(*) FROM meta').get()
  assertSafe(sqlite, readonly)
}

function assertSafe(sqlite: Database.Database, readonly: boolean): void {
  const wanted = { synchronous: 2, foreign_keys: 1, recursive_triggers: 1, trusted_schema: 0, ...(!readonly && { journal_mode: 'wal' }) }
  for (const [name, value] of Object.entries(wanted)) {
    const got = sqlite.pragma(name, { simple: true })
    if (got !== value) {
      throw new UnsafeStorage(`这里的磁盘不能可靠保存数据（${name} 为 ${String(got)}），没有打开，数据未改动。请把数据放到本机硬盘。`)
    }
  }
}

function migrate(sqlite: Database.Database, from: number): void {
  if (from === schemaVersion) return
  sqlite.exec('BEGIN IMMEDIATE')
  try {
    applyMigrations(sqlite, from)
    if (from === 0) {
      sqlite.pragma(`application_id = ${applicationId}`)
      const meta = sqlite.prepare('INSERT INTO meta (key, value) VALUES (?, ?)')
      meta.run('log', randomBytes(8).toString('hex'))
      meta.run('epoch', '1')
    }
    sqlite.pragma(`user_version = ${schemaVersion}`)
    sqlite.exec('COMMIT')
  } catch (error) {
    if (sqlite.inTransaction) sqlite.exec('ROLLBACK')
    throw error
  }
}

/** A real write: some file systems accept WAL and fail only here. */
function probe(sqlite: Database.Database): void {
  const write = sqlite.prepare(
    `INSERT INTO meta (key, value) VALUES ('opened', ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value`,
  )
  write.run(`${new Date().toISOString()} ${process.pid}`)
}

/** Makes a folder of this user only, with those above it, or says why it cannot be written to. */
export function makeFolder(folder: string): void {
  try {
    makeFolders(folder)
    accessSync(folder, constants.W_OK)
  } catch (error) {
    throw understood(error, folder)
  }
}

/** Step by step: the platform's own recursive way never ends where a folder can be neither found nor made (/proc). */
function makeFolders(folder: string): void {
  if (existsSync(folder)) return
  if (dirname(folder) !== folder) makeFolders(dirname(folder))
  mkdirSync(folder, { mode: 0o700 })
}

/**
 * One writer at a time: a side file whose reserved lock is held by the operating system, so that a crash frees it.
 * Readers may still read who holds it. It has nothing to lose: where a power cut left it broken, it is made again.
 */
function lock(file: string): () => void {
  try {
    return locked(file)
  } catch (error) {
    if (!isBeyondReading((error as Error).cause)) throw error
    rmSync(`${file}.lock`, { force: true })
    return locked(file)
  }
}

function locked(file: string): () => void {
  const busy = (pid: number) =>
    new AlreadyOpen(`另一个程序（进程 ${pid || '未知'}）正在使用这个数据库，没有打开，数据未受影响。请先关闭那个程序，或连接到它。`, pid)
  if (openForWriting.has(file)) throw busy(process.pid)
  let side: Database.Database | null = null
  try {
    side = new Database(`${file}.lock`, { timeout: 0 })
    side.exec('CREATE TABLE IF NOT EXISTS holder (one INTEGER PRIMARY KEY CHECK (one = 1), pid INTEGER NOT NULL) STRICT')
    side.exec(`BEGIN IMMEDIATE; INSERT OR REPLACE INTO holder VALUES (1, ${process.pid}); COMMIT; BEGIN IMMEDIATE`)
  } catch (error) {
    const held = (error as { code?: string }).code?.startsWith('SQLITE_BUSY') ?? false
    const pid = held ? holderOf(file) : 0
    side?.close()
    throw held ? busy(pid) : understood(error, file)
  }
  openForWriting.add(file)
  const held = side
  return () => {
    openForWriting.delete(file)
    held.close()
  }
}

function holderOf(file: string): number {
  try {
    const side = new Database(`${file}.lock`, { readonly: true, fileMustExist: true, timeout: 200 })
    const pid = side.prepare('SELECT pid FROM holder').pluck().get()
    side.close()
    return Number(pid ?? 0)
  } catch {
    return 0
  }
}

/** A SQLite or file system error as one of our own, where it is one that people can do something about. */
export function understood(error: unknown, file: string): unknown {
  if (error instanceof OpenRefused) return error
  const code = String((error as { code?: string }).code ?? '')
  const options = { cause: error }
  if (code === 'SQLITE_FULL' || code === 'ENOSPC' || code === 'EDQUOT') {
    return new DiskFull(`磁盘已满，没有打开 ${file}，已保存的内容没有丢失。请腾出空间后再试。`, options)
  }
  if (/^(SQLITE_READONLY|SQLITE_CANTOPEN|SQLITE_PERM|EACCES|EPERM|EROFS|ENOTDIR|ENOENT|EEXIST)/.test(code)) {
    return new ReadOnlyFolder(`不能在 ${dirname(file)} 写入（目录不存在、只读或没有权限），没有打开，数据未受影响。请换一个可写的目录。`, options)
  }
  if (code === 'SQLITE_NOTADB') return new NotAnOffice(`${file} 不是审校台的数据库，没有打开，文件未改动。请检查路径。`, options)
  if (code.startsWith('SQLITE_CORRUPT')) {
    return new DamagedDatabase(`数据库 ${file} 已损坏，没有打开。请不要继续使用这个文件，用最近一份备份恢复到新的位置。`, options)
  }
  if (code.startsWith('SQLITE_IOERR')) {
    return new UnsafeStorage(`磁盘读写出错（${code}），没有打开 ${file}。请检查磁盘，或把数据放到另一块本机硬盘。`, options)
  }
  return error
}
