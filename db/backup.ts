import { createHash } from 'node:crypto'
import { closeSync, copyFileSync, existsSync, fsyncSync, openSync, readdirSync, readSync, renameSync, rmSync, statSync } from 'node:fs'
import { basename, dirname, join, resolve } from 'node:path'
import type { Report } from '#core/audit/verify'
import { instantMs, shanghaiIso } from '#core/calendar/shanghai'
import { verifyDatabase, type VerifyRun } from '#db/verification'
import { makeFolder, understood, type OfficeDatabase } from '#db/open'
import { placeRefused } from '#db/place'
import { copyTableByTable } from '#db/table-copy'
import { isBeyondReading, OpenRefused } from '#db/refused'

/** A backup that was made, or restored, and found whole. `warning`: what is wrong with the data in use, that the backup was made in spite of. */
export type Backup = { name: string; path: string; size: number; digest: string; head: { seq: number; hash: string }; report: Report; warning: string | null }

/** Why a backup was not made or not restored. The database in use is untouched. */
export class BackupFailed extends Error {
  readonly zh: string
  constructor(zh: string, options?: ErrorOptions) {
    super(zh, options)
    this.name = 'BackupFailed'
    this.zh = zh
  }
}

/**
 * Writes the whole office into a new file while it is in use (`VACUUM INTO`; copying the files would corrupt it), then opens that
 * file again and verifies it: pages, chain, every table, and that it ends at the head it was taken at. Only then does it get its name.
 * Where a page of an index is damaged, the tables are read one by one: what can be read is worth keeping while it can.
 */
export async function makeBackup(database: OfficeDatabase, target: string, run: VerifyRun): Promise<Backup> {
  const path = resolve(target)
  if (existsSync(path)) throw new BackupFailed(`${path} 已存在，没有备份。请换一个文件名。`)
  const partial = `${path}.part`
  try {
    makeFolder(dirname(path))
    rmSync(partial, { force: true })
    const { head, warning } = snapshot(database, partial)
    const report = await whole(partial, run, head)
    flush(partial)
    renameSync(partial, path)
    return { name: basename(path), path, size: statSync(path).size, digest: digestOf(path), head: report.head, report, warning }
  } catch (error) {
    throw failed(error, path, '没有备份成功，使用中的数据未受影响')
  } finally {
    for (const end of ['', '-wal', '-shm']) rmSync(partial + end, { force: true })
  }
}

function snapshot({ sqlite, path }: OfficeDatabase, into: string): { head: string; warning: string | null } {
  try {
    const head = sqlite.prepare<[], string>('SELECT hash FROM entry ORDER BY seq DESC LIMIT 1').pluck().get() ?? ''
    return { head, warning: copied(sqlite, path, into) }
  } catch (error) {
    if (isBeyondReading(error)) throw new BackupFailed(sourceDamaged, { cause: error })
    throw error
  }
}

/** What is wrong with the source; null when it could be copied as it lies. */
function copied(sqlite: OfficeDatabase['sqlite'], path: string, into: string): string | null {
  try {
    sqlite.prepare('VACUUM INTO ?').run(into)
    return null
  } catch (error) {
    if (!isBeyondReading(error)) throw error
    rmSync(into, { force: true })
    copyTableByTable(path, into)
    return sourceReadable
  }
}

const sourceReadable =
  '使用中的数据文件有损坏：坏在查找和检索用的部分，各表的内容都读得出来，已经逐表备份并校验通过。请停止编辑，原样留下这份数据，用这份备份恢复到好的硬盘上的新位置。'
const sourceDamaged =
  '没有备份成功：使用中的数据文件有一部分读不出来（磁盘或文件损坏），以前的备份没有动。请停止编辑，原样留下这份数据，用“审计—校验全库”查明损坏的是哪一部分，再用最近一份备份恢复到新的位置。'

async function whole(path: string, run: VerifyRun, head: string | null): Promise<Report> {
  const report = await verifyDatabase(path, run)
  if (!report) throw new BackupFailed('已取消。')
  if (!report.whole) throw new BackupFailed(`备份文件校验不通过：${report.integrity.ok ? report.completeness.sentence : report.integrity.sentence}`)
  if (head !== null && head !== '' && report.head.hash !== head) throw new BackupFailed('备份文件的末尾与使用中的数据不一致。')
  return report
}

/**
 * Verifies a backup and puts it at a new place. Never over an office that is there: a restore leaves the old one to be looked at.
 * The caller opens the new place and records `backup-restored`.
 */
export async function restoreBackup(backup: string, target: string, run: VerifyRun): Promise<Backup> {
  const path = resolve(target)
  const refused = placeRefused(path)
  if (refused) throw refused
  const inTheWay = ['', '-wal', '-shm', '.lock'].map(end => path + end).find(existsSync)
  if (inTheWay) throw new BackupFailed(`${inTheWay} 已存在，没有恢复，原有数据未受影响。请恢复到一个新的位置。`)
  const partial = `${path}.part`
  try {
    await whole(resolve(backup), run, null)
    makeFolder(dirname(path))
    copyFileSync(resolve(backup), partial)
    const report = await whole(partial, run, null)
    flush(partial)
    renameSync(partial, path)
    return { name: basename(backup), path, size: statSync(path).size, digest: digestOf(path), head: report.head, report, warning: null }
  } catch (error) {
    throw failed(error, path, '没有恢复，原有数据未受影响')
  } finally {
    for (const end of ['', '-wal', '-shm']) rmSync(partial + end, { force: true })
  }
}

function failed(error: unknown, path: string, safe: string): unknown {
  const known = understood(error, path)
  if (known instanceof OpenRefused) return new BackupFailed(`${safe}。${known.zh}`, { cause: error })
  return error
}

function flush(path: string): void {
  const file = openSync(path, 'r+')
  try {
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
}

function digestOf(path: string): string {
  const hash = createHash('sha256')
  const file = openSync(path, 'r')
  const buffer = Buffer.alloc(1 << 20)
  try {
    for (let read = readSync(file, buffer); read > 0; read = readSync(file, buffer)) hash.update(buffer.subarray(0, read))
  } finally {
    closeSync(file)
  }
  return hash.digest('hex')
}

/** The name of a backup taken at this UTC instant, by the clock of the people who read it; names sort by time. */
export const backupName = (at: string): string => `审校台备份-${shanghaiIso(instantMs(at)).slice(0, 19).replaceAll(/[-:]/g, '').replace('T', '-')}.db`
/** Those of earlier versions too, which were named by UTC and sort before. */
const ours = /^审校台备份-(\d{4})-?(\d{2})-?\d{2}[-T]\d{6}Z?\.db$/

/** Keeps the newest `daily` backups and the last one of each of the newest `monthly` months; removes the others and returns their names. */
export function rotateBackups(folder: string, { daily, monthly }: { daily: number; monthly: number }): string[] {
  const names = readdirSync(folder).filter(name => ours.test(name)).sort().reverse() // prettier-ignore
  const lastOfMonth = new Map<string, string>()
  for (const name of names) {
    const month = ours.exec(name)!.slice(1).join('')
    if (!lastOfMonth.has(month)) lastOfMonth.set(month, name)
  }
  const kept = new Set([...names.slice(0, daily), ...[...lastOfMonth.values()].slice(0, monthly)])
  const gone = names.filter(name => !kept.has(name))
  for (const name of gone) rmSync(join(folder, name))
  return gone
}
