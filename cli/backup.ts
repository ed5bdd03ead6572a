import { existsSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Command } from 'commander'
import { backupName, makeBackup } from '#db/backup'
import { openDatabase } from '#db/open'
import { databaseFile, restoreOffice } from '#server/backups'
import { sentence } from './serve.ts'
import { refuseFolder, say, Stop } from './say.ts'

const now = () => new Date().toISOString()

async function backup({ data, out }: { data: string; out: string }) {
  if (!existsSync(databaseFile(data))) throw new Stop(`目录“${data}”中没有审校台的数据。`)
  const database = openDatabase(databaseFile(data), { readonly: true })
  try {
    mkdirSync(out, { recursive: true })
    const made = await makeBackup(database, join(out, backupName(now())), { now })
    say(`已备份到“${made.path}”，并已打开校验：${made.report.integrity.sentence}`)
    if (made.warning) say(made.warning)
  } catch (error) {
    throw new Stop(sentence(error), 1)
  } finally {
    database.close()
  }
}

async function restore({ backup: file, data }: { backup: string; data: string }) {
  if (!existsSync(file)) throw new Stop(`没有找到备份文件“${file}”。`)
  refuseFolder(file, '备份文件')
  const restored = await restoreOffice(file, data, now).catch((error: unknown) => {
    throw new Stop(sentence(error))
  })
  say(`已恢复到“${data}”，并已校验：${restored.report.integrity.sentence}`)
}

/** backup / restore: verified copies, never over a live office. */
export function registerBackup(program: Command) {
  program.command('backup').description('备份数据并校验备份').requiredOption('--data <目录>', '数据目录').requiredOption('--out <目录>', '备份放到哪个目录').action(backup)
  program.command('restore').description('把备份恢复到一个新的目录').requiredOption('--backup <文件>', '备份文件').requiredOption('--data <目录>', '新的数据目录').action(restore)
}
