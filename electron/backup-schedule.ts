import { existsSync, readdirSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { BackupState } from '#core/desktop'

const PREFIX = '审校台备份-'
const SUFFIX = '.sjbackup'
const NAME = /^审校台备份-(\d{8})-(\d{6})\.sjbackup$/
const MONTHS_KEPT = 12

export type BackupOptions = {
  /** Writes a consistent copy of the office into a file that does not exist yet; what it answers is wrong with the office itself. */
  backup(to: string): Promise<string | null>
  state(): BackupState
  remember(state: BackupState): void
  keep(): number
  now(): Date
  /** Called with a sentence when a backup failed, or was made of an office that is damaged. */
  failed(zh: string, why: unknown): void
}

/** Backs up once a day (the day of China) as long as the program runs, and at any time on demand. */
export function dailyBackups(options: BackupOptions) {
  let running: Promise<BackupState> | null = null
  const run = (): Promise<BackupState> => (running ??= once(options).finally(() => (running = null)))
  const look = async (): Promise<void> => {
    const { folder, lastAt } = options.state()
    if (folder !== null && isDue(lastAt, options.now())) await run()
  }
  return { run, look }
}

/** Is the last backup of an earlier day? */
export const isDue = (lastAt: string | null, now: Date): boolean =>
  lastAt === null || dayOf(new Date(lastAt)) < dayOf(now)

/** Which backups go: all but the newest `keep` and the last of each of the twelve newest months. Files of other names are never touched. */
export function outdated(names: readonly string[], keep: number): string[] {
  const ours = names
    .filter(n => NAME.test(n))
    .toSorted()
    .toReversed()
  const months = new Map<string, string>()
  for (const n of ours) {
    const month = NAME.exec(n)![1]!.slice(0, 6)
    if (!months.has(month) && months.size < MONTHS_KEPT) months.set(month, n)
  }
  const kept = new Set([...ours.slice(0, keep), ...months.values()])
  return ours.filter(n => !kept.has(n))
}

async function once(options: BackupOptions): Promise<BackupState> {
  const { folder } = options.state()
  if (folder === null) return settle(options, { lastError: '还没有选择备份文件夹。请在“设置 → 备份”里选择。' })
  const name = `${PREFIX}${stamp(options.now())}${SUFFIX}`
  const part = join(folder, `${name}.part`)
  let warning: string | null
  try {
    if (!existsSync(folder)) throw Object.assign(new Error('the folder is gone'), { code: 'ENOENT' })
    rmSync(part, { recursive: true, force: true })
    warning = await options.backup(part)
    if (!existsSync(part)) throw new Error('the backup wrote no file')
    renameSync(part, join(folder, name))
  } catch (why) {
    rmSync(part, { recursive: true, force: true })
    const zh = sentence(why)
    options.failed(zh, why)
    return settle(options, { lastError: zh })
  }
  for (const old of outdated(readdirSync(folder), options.keep()))
    rmSync(join(folder, old), { recursive: true, force: true })
  if (warning !== null) options.failed(warning, new Error('the office in use is damaged'))
  return settle(options, { lastAt: options.now().toISOString(), lastError: warning })
}

function settle(options: BackupOptions, change: Partial<BackupState>): BackupState {
  const state = { ...options.state(), ...change }
  options.remember(state)
  return state
}

const SENTENCES: Record<string, string> = {
  ELSEWHERE: '现在连接的是科室服务器，数据由服务器备份',
  ENOSPC: '备份文件夹所在的磁盘已满，请清理或换一个文件夹',
  EACCES: '没有权限写备份文件夹，请换一个文件夹',
  EPERM: '没有权限写备份文件夹，请换一个文件夹',
  EROFS: '备份文件夹是只读的，请换一个文件夹',
  ENOENT: '找不到备份文件夹（移动硬盘可能没有接上）',
  SQLITE_FULL: '备份文件夹所在的磁盘已满，请清理或换一个文件夹',
}
/** An error may bring its own sentence as `zh`. */
const sentence = (why: unknown): string => {
  const { zh, code } = why as { zh?: string; code?: string }
  return zh ?? `自动备份没有成功：${SENTENCES[code ?? ''] ?? '备份文件夹暂时写不进去'}。库里的数据没有受影响。`
}

/** Digits of the time in China, which has had one zone and no summer time since 1991. */
const china = (at: Date): string => new Date(at.getTime() + 8 * 3_600_000).toISOString()
const dayOf = (at: Date): string => china(at).slice(0, 10)
const stamp = (at: Date): string => china(at).slice(0, 19).replaceAll(/[-:]/g, '').replace('T', '-')
