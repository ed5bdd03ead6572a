import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { backupName, BackupFailed, makeBackup, restoreBackup, rotateBackups } from '#db/backup'
import { openDatabase } from '#db/open'
import { sqliteStore } from '#db/store'
import { content, Hand } from './build.ts'
import { verified, wholeOffice } from './whole.ts'

let office: Awaited<ReturnType<typeof wholeOffice>>
beforeAll(async () => {
  office = await wholeOffice()
})
afterAll(() => office.place.remove())
const run = { now: () => new Date().toISOString() }

test('a backup taken while the office writes is whole, and restores to a new place', async () => {
  const database = openDatabase(office.place.file)
  const store = sqliteStore(database, { now: office.now })
  const target = join(office.place.path, '备份', backupName('2026-11-21T08:00:00.000Z'))
  const making = makeBackup(database, target, run)
  const hand = await new Hand(store, 'during', office.now).creates(content('备份时新建', ['正文']))
  const backup = await making
  await hand.saves(content('备份时新建', ['又改']))
  expect(backup).toMatchObject({ head: office.head, report: { whole: true } })
  expect(readdirSync(join(office.place.path, '备份'))).toEqual([backup.name])
  const restored = await restoreBackup(target, join(office.place.path, '恢复 处', 'office.db'), run)
  expect(restored.head).toEqual(backup.head)
  const again = sqliteStore(openDatabase(restored.path), { now: office.now })
  expect((await again.search('防汛工作', 5)).map(({ id }) => id)).toEqual(['a1'])
  expect(await again.article('a1')).toEqual(await store.article('a1'))
  again.close()
  store.close()
  expect((await verified(office.place.file)).whole).toBe(true)
})

test('nothing is ever written over: not a backup, not an office', async () => {
  const database = openDatabase(office.place.file)
  const target = join(office.place.path, 'once.db')
  await makeBackup(database, target, run)
  const before = readFileSync(target)
  await expect(makeBackup(database, target, run)).rejects.toThrow(BackupFailed)
  expect(readFileSync(target).equals(before)).toBe(true)
  await expect(restoreBackup(target, office.place.file, run)).rejects.toThrow('已存在')
  database.close()
})

test('a backup that was changed is not restored', async () => {
  const database = openDatabase(office.place.file)
  const target = join(office.place.path, 'changed.db')
  await makeBackup(database, target, run)
  database.close()
  const bytes = readFileSync(target)
  // Everywhere: the first place may be slack space of a page, which no row uses.
  for (let at = bytes.indexOf('同意。'); at >= 0; at = bytes.indexOf('同意。', at)) bytes.write('不行。', at)
  writeFileSync(target, bytes)
  const place = join(office.place.path, '不该有.db')
  await expect(restoreBackup(target, place, run)).rejects.toThrow('校验不通过')
  expect([existsSync(place), existsSync(`${place}.part`)]).toEqual([false, false])
})

test('a backup is named by the clock in China', () => {
  expect(backupName('2026-11-28T16:30:38.123Z')).toBe('审校台备份-20261129-003038.db')
})

test('rotation keeps the newest and the last of each month', () => {
  const folder = join(office.place.path, '备份')
  const days = ['2026-08-30', '2026-08-31', '2026-09-30', '2026-10-31', '2026-11-18', '2026-11-19', '2026-11-20']
  const named = (day: string) => (day < '2026-10' ? `审校台备份-${day}T010000Z.db` : backupName(`${day}T01:00:00.000Z`))
  for (const day of days) writeFileSync(join(folder, named(day)), '')
  writeFileSync(join(folder, '别人的文件.db'), '')
  const gone = rotateBackups(folder, { daily: 2, monthly: 3 })
  expect(gone).toEqual(['2026-11-19', '2026-11-18', '2026-08-31', '2026-08-30'].map(named))
  expect(readdirSync(folder)).toContain('别人的文件.db')
})
