import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openDatabase } from '#db/open'
import { placeRefused } from '#db/place'
import { AlreadyOpen, DamagedDatabase, NetworkFolder, NewerSchema, NoSuchDatabase, NotAnOffice, OpenRefused, ReadOnlyFolder, SynchronisedFolder } from '#db/refused'
import { verified } from './whole.ts'
import { folder } from './build.ts'

let place: ReturnType<typeof folder>
beforeEach(() => {
  place = folder()
})
afterEach(() => place.remove())

function refusal(act: () => unknown): OpenRefused {
  try {
    act()
  } catch (error) {
    if (error instanceof OpenRefused) return error
    throw error
  }
  throw new Error('was not refused')
}

test('every connection is WAL with full synchronisation, guards on, after the first read and after reopening', () => {
  const database = openDatabase(place.file)
  const settings = () =>
    ['journal_mode', 'synchronous', 'foreign_keys', 'recursive_triggers', 'trusted_schema', 'busy_timeout'].map(name => database.sqlite.pragma(name, { simple: true }))
  const wanted = ['wal', 2, 1, 1, 0, 5000]
  expect(settings()).toEqual(wanted)
  database.reopen()
  database.sqlite.prepare('SELECT * FROM meta').all()
  expect(settings()).toEqual(wanted)
  database.close()
})

test('one chain, one log: opening again does not begin another', () => {
  const log = () => {
    const database = openDatabase(place.file)
    const value = database.sqlite.prepare(`SELECT value FROM meta WHERE key = 'log'`).pluck().get()
    database.close()
    return value
  }
  expect(log()).toBe(log())
})

describe('is refused with a sentence:', () => {
  test('a second writer in this process, while a reader may look', () => {
    const first = openDatabase(place.file)
    const error = refusal(() => openDatabase(place.file))
    expect(error).toBeInstanceOf(AlreadyOpen)
    expect(error.zh).toContain(String(process.pid))
    const reader = openDatabase(place.file, { readonly: true })
    expect(() => reader.sqlite.exec(`DELETE FROM meta`)).toThrow('readonly')
    reader.close()
    first.close()
    openDatabase(place.file).close()
  })

  test('a second process that writes; after it was killed the place is free', async () => {
    openDatabase(place.file).close()
    const script = `import { openDatabase } from '#db/open'; openDatabase(process.argv[1]); console.log('open'); setInterval(() => {}, 1000)`
    const child = spawn(process.execPath, ['--input-type=module', '-e', script, place.file], { cwd: join(import.meta.dirname, '../..'), stdio: ['ignore', 'pipe', 'inherit'] })
    await once(child.stdout, 'data')
    const error = refusal(() => openDatabase(place.file)) as AlreadyOpen
    expect([error.code, error.pid]).toEqual(['already-open', child.pid])
    openDatabase(place.file, { readonly: true }).close()
    expect((await verified(place.file)).whole).toBe(true)
    child.kill('SIGKILL')
    await once(child, 'close')
    openDatabase(place.file).close()
  })

  test('a newer schema, left as it is', () => {
    openDatabase(place.file).close()
    const raw = new Database(place.file)
    raw.pragma('user_version = 99')
    raw.close()
    expect(refusal(() => openDatabase(place.file))).toBeInstanceOf(NewerSchema)
    expect(refusal(() => openDatabase(place.file, { readonly: true })).zh).toContain('99')
  })

  test('a file of another program, a file that is no database, a damaged one, a missing one', () => {
    const raw = new Database(place.file)
    raw.exec('CREATE TABLE notes (x)')
    raw.close()
    expect(refusal(() => openDatabase(place.file))).toBeInstanceOf(NotAnOffice)
    writeFileSync(join(place.path, 'text.db'), '这不是数据库。'.repeat(500))
    expect(refusal(() => openDatabase(join(place.path, 'text.db')))).toBeInstanceOf(NotAnOffice)
    const broken = join(place.path, 'broken.db')
    openDatabase(broken).close()
    const bytes = new Database(broken).serialize()
    bytes.fill(0x5a, 4096, 8192 * 3)
    writeFileSync(broken, bytes)
    rmSync(`${broken}-wal`, { force: true })
    expect(refusal(() => openDatabase(broken))).toBeInstanceOf(DamagedDatabase)
    expect(refusal(() => openDatabase(join(place.path, 'none.db'), { readonly: true }))).toBeInstanceOf(NoSuchDatabase)
  })

  test('a place that cannot be written to', () => {
    expect(refusal(() => openDatabase('/proc/审校/office.db'))).toBeInstanceOf(ReadOnlyFolder)
    writeFileSync(join(place.path, 'file'), '')
    expect(refusal(() => openDatabase(join(place.path, 'file', 'office.db'))).zh).toContain('没有打开')
  })

  test.each(['OneDrive', 'OneDrive - 台州市人民政府', '坚果云', '我的坚果云', 'Nutstore Files', 'Dropbox', '百度网盘', 'BaiduNetdiskWorkspace', 'WPS云盘', 'iCloud Drive'])(
    'the synchronised folder %s',
    name => {
      const error = refusal(() => openDatabase(join(place.path, name, '数据', 'office.db')))
      expect(error).toBeInstanceOf(SynchronisedFolder)
      expect(error.zh).toContain(name)
    },
  )

  test('a link into a synchronised folder', () => {
    mkdirSync(join(place.path, 'Dropbox'))
    symlinkSync(join(place.path, 'Dropbox'), join(place.path, '数据'))
    expect(refusal(() => openDatabase(join(place.path, '数据', 'office.db')))).toBeInstanceOf(SynchronisedFolder)
  })
})

describe('a place on another machine is refused', () => {
  const windows = (real: (path: string) => string = path => path) => ({ platform: 'win32' as const, mounts: '', real })
  test.each(['\\\\server\\share\\office.db', '//server/share/office.db', '\\\\?\\UNC\\server\\share\\office.db'])('%s', path => {
    expect(placeRefused(path, windows())).toBeInstanceOf(NetworkFolder)
  })
  test('a mapped drive, which shows itself as its share', () => {
    expect(placeRefused('Z:\\数据\\office.db', windows(() => '\\\\server\\share\\数据'))).toBeInstanceOf(NetworkFolder)
    expect(placeRefused('D:\\审校台 数据\\office.db', windows())).toBeNull()
    expect(placeRefused('\\\\?\\D:\\office.db', windows())).toBeNull()
  })
  const mounts = ['/dev/sda1 / ext4 rw 0 0', 'server:/x /mnt/nfs nfs4 rw 0 0', '//s/x /mnt/有\\040空格 cifs rw 0 0', 'me@host: /mnt/ssh fuse.sshfs rw 0 0', '/dev/sdb1 /mnt/nfs/local xfs rw 0 0'].join('\n')
  const linux = { platform: 'linux' as const, mounts, real: (path: string) => path }
  test.each([['/mnt/nfs/数据/office.db', true], ['/mnt/有 空格/office.db', true], ['/mnt/ssh/office.db', true], ['/mnt/nfs/local/office.db', false], ['/mnt/nfs2/office.db', false], ['/home/李明/office.db', false]])(
    '%s: %s',
    (path, refused) => expect(placeRefused(path, linux) !== null).toBe(refused),
  )
})
