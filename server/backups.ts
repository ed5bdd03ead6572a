import { randomUUID } from 'node:crypto'
import { existsSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { Backups } from '#core/ports'
import { no, ok } from '#core/result'
import { type Backup, BackupFailed, backupName, makeBackup, restoreBackup, rotateBackups } from '#db/backup'
import { openDatabase, type OfficeDatabase } from '#db/open'
import { sqliteStore } from '#db/store'

/** The one file of an office in its folder. */
export const databaseFile = (data: string): string => join(data, 'office.db')

/** How many backups of the office's own folder are kept: the newest, and the last one of each month. */
const kept = { daily: 30, monthly: 24 }

/** Backups beside the data, each opened and verified before it gets its name. */
export function backupDesk(db: OfficeDatabase, folder: string, now: () => string): Backups {
  return {
    async list() {
      if (!existsSync(folder)) return []
      const names = readdirSync(folder).filter(name => name.endsWith('.db'))
      const rows = names.map(name => {
        const { size, mtimeMs } = statSync(join(folder, name))
        // a file only ever gets this name after it was verified; rotation and hands may remove it, nothing renames it
        return { name, size, at: new Date(mtimeMs).toISOString(), verified: true }
      })
      return rows.sort((a, b) => (a.at < b.at ? 1 : -1))
    },
    async make() {
      try {
        const { name, size, digest, head, warning } = await makeBackup(db, join(folder, backupName(now())), { now })
        rotateBackups(folder, kept)
        return ok({ name, size, digest, head: head.hash, warning })
      } catch (error) {
        if (error instanceof BackupFailed) return no({ code: 'backup-failed', zh: error.zh })
        throw error
      }
    },
  }
}

/**
 * Restores a backup into a folder that holds no office yet, verified before and after, and puts the restoring itself on the
 * trail. Throws `BackupFailed` with its sentence; an office that is there is never overwritten.
 */
export async function restoreOffice(backup: string, data: string, now: () => string): Promise<Backup> {
  const file = databaseFile(data)
  const restored = await restoreBackup(backup, file, { now })
  const store = sqliteStore(openDatabase(file), { now })
  try {
    const event = { type: 'backup-restored' as const, name: restored.name, head: restored.head.hash, abandoned: null }
    await store.changeOffice({ key: randomUUID(), by: 'system', at: now() }, () => ok({ events: [event] }))
  } finally {
    store.close()
  }
  return restored
}
