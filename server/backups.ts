import { existsSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { Backups } from '#core/ports'
import { no, ok } from '#core/result'
import { BackupFailed, backupName, makeBackup, rotateBackups } from '#db/backup'
import type { OfficeDatabase } from '#db/open'

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
        const { name, size, digest, head } = await makeBackup(db, join(folder, backupName(now())), { now })
        rotateBackups(folder, kept)
        return ok({ name, size, digest, head: head.hash })
      } catch (error) {
        if (error instanceof BackupFailed) return no({ code: 'backup-failed', zh: error.zh })
        throw error
      }
    },
  }
}
