import { randomBytes } from 'node:crypto'
import { appendFileSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs'
import { homedir } from 'node:os'
import { basename, join } from 'node:path'
import { strToU8, zipSync } from 'fflate'

export type Level = 'info' | 'warning' | 'error'
export type Fact = string | number | boolean | null
export type Logs = {
  readonly folder: string
  write(level: Level, event: string, facts?: Record<string, Fact>): void
  /** Writes what went wrong and gives the number people see. */
  incident(where: string, why: unknown): string
  /** Writes what went wrong under a number that someone else has given. */
  note(number: string, where: string, why: unknown): void
  /** 诊断包: the log files and the facts given, as a zip. No content is in either. */
  diagnostics(about: Record<string, unknown>): Uint8Array
}

const NAME = 'shenjiao'
const ROTATE_BYTES = 1024 * 1024
const KEPT = 5

/** Opens the log of the desktop program. A disk that refuses the log never stops the work. */
export function openLogs(folder: string, now: () => Date = () => new Date()): Logs {
  const current = join(folder, `${NAME}.log`)
  const line = (record: Record<string, unknown>) => {
    try {
      mkdirSync(folder, { recursive: true })
      if (existsSync(current) && statSync(current).size > ROTATE_BYTES) rotate(folder)
      appendFileSync(current, `${JSON.stringify(record)}\n`, { mode: 0o600 })
    } catch {
      console.error('日志写不进去：', folder)
    }
  }
  const write = (level: Level, event: string, facts: Record<string, Fact> = {}) =>
    line({ at: now().toISOString(), level, event, ...withoutContent(facts) })
  const note = (number: string, where: string, why: unknown) =>
    write('error', 'incident', { number, where, ...errorFacts(why) })
  return {
    folder,
    write,
    incident(where, why) {
      const number = incidentNumber(now())
      note(number, where, why)
      return number
    },
    note,
    diagnostics(about) {
      const files: Record<string, Uint8Array> = { 'about.json': strToU8(JSON.stringify(about, null, 2)) }
      for (const name of logFiles(folder)) files[name] = readFileSync(join(folder, name))
      return zipSync(files)
    },
  }
}

/** `SJ-20261121-4F09A2`: the day in China and six random digits, short enough to be read out on the telephone. */
export function incidentNumber(at: Date): string {
  const day = new Date(at.getTime() + 8 * 3_600_000).toISOString().slice(0, 10).replaceAll('-', '')
  return `SJ-${day}-${randomBytes(3).toString('hex').toUpperCase()}`
}

/**
 * Strips facts of anything that could be text of an article: a value with Han characters is replaced by its length, a long one is cut,
 * and the user's folder becomes `~`.
 */
export function withoutContent(facts: Record<string, Fact>): Record<string, Fact> {
  return Object.fromEntries(
    Object.entries(facts).map(([key, value]) => [key, typeof value === 'string' ? bare(value) : value]),
  )
}

function bare(value: string): string {
  const text = value.replaceAll(homedir(), '~')
  if (/\p{Script=Han}/u.test(text)) return `[${text.length} 字，不记录]`
  return text.length > 400 ? `${text.slice(0, 400)}…` : text
}

/** The kind of an error and where in the program it arose; of its message only what holds no content. */
function errorFacts(why: unknown): Record<string, Fact> {
  if (!(why instanceof Error)) return { error: typeof why }
  const frames = (why.stack ?? '')
    .split('\n')
    .filter(l => /^\s+at /.test(l))
    .slice(0, 8)
  const stack = frames.map(l => l.trim().replace(/\(?(?:file:\/\/)?[^\s()]*[/\\]([^\s()/\\]+)\)?$/, '$1')).join(' | ')
  return { error: why.name, code: (why as { code?: string }).code ?? null, message: why.message, stack }
}

function logFiles(folder: string): string[] {
  if (!existsSync(folder)) return []
  return readdirSync(folder).filter(f => /^shenjiao(\.\d+)?\.log$/.test(basename(f)))
}

function rotate(folder: string): void {
  const at = (n: number) => join(folder, n === 0 ? `${NAME}.log` : `${NAME}.${n}.log`)
  rmSync(at(KEPT - 1), { force: true })
  for (let n = KEPT - 2; n >= 0; n--) if (existsSync(at(n))) renameSync(at(n), at(n + 1))
}
