import { closeSync, fsyncSync, mkdirSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { z } from 'zod'
import { DeskSettings } from '#core/desktop'

const WindowState = z.object({
  x: z.number().int().optional(),
  y: z.number().int().optional(),
  width: z.number().int().min(400).max(20_000),
  height: z.number().int().min(300).max(20_000),
  maximized: z.boolean(),
})
export type WindowState = z.infer<typeof WindowState>

const Backup = z.object({
  folder: z.string().nullable(),
  lastAt: z.string().nullable(),
  lastError: z.string().nullable(),
})
const Server = z.object({ address: z.string(), fingerprint: z.string().nullable(), office: z.string() })
const LanSettings = z.object({ on: z.boolean(), port: z.number().int(), allowed: z.array(z.string()) })
const Recent = z.object({ path: z.string(), at: z.string() })

/** What this PC remembers between two starts. A part that cannot be read falls back to its own default, the rest is kept. */
const DeskState = z.object({
  window: WindowState.catch({ width: 1280, height: 860, maximized: false }),
  settings: DeskSettings.catch({ zoom: 1, largeType: false, notifications: true, closeToTray: false, keepBackups: 14 }),
  recent: z.array(Recent).max(20).catch([]),
  backup: Backup.catch({ folder: null, lastAt: null, lastError: null }),
  /** The server this user works with; null is 本机库. */
  server: Server.nullable().catch(null),
  /** Certificates confirmed at first contact, by address: trust on first use outlives a change of office. */
  trusted: z.record(z.string(), z.string()).catch({}),
  lan: LanSettings.catch({ on: false, port: 8787, allowed: [] }),
  /** The folder of 本机库 in this user's own folder; another one after a restore. */
  office: z
    .string()
    .regex(/^[\w-]+$/)
    .catch('office'),
})
export type DeskState = z.infer<typeof DeskState>
export type StateFile = {
  readonly now: DeskState
  /** Puts parts in place and writes the whole file; false when the disk refused, and then only this run knows. */
  change(parts: Partial<DeskState>): boolean
}

/** Opens `desktop.json` in the user's folder. A broken file is put aside, never overwritten. */
export function openState(folder: string): StateFile {
  const file = join(folder, 'desktop.json')
  let now = DeskState.parse(readOrPutAside(file))
  return {
    get now() {
      return now
    },
    change(parts) {
      now = { ...now, ...parts }
      return writeWhole(file, `${JSON.stringify(now, null, 2)}\n`)
    },
  }
}

/** The newest first, each file once, at most twenty. */
export function withRecent(recent: DeskState['recent'], path: string, at: string): DeskState['recent'] {
  return [{ path, at }, ...recent.filter(r => r.path !== path)].slice(0, 20)
}

/** The name of a recent file as people see it; where it lies is not shown to the page. */
export const recentName = (r: { path: string }): string => basename(r.path)

/** Where a window opens; without a position the system chooses. */
export type PlacedWindow = { x?: number; y?: number; width: number; height: number; maximized: boolean }
type Area = { x: number; y: number; width: number; height: number }

/** A remembered window that would open on a display that is gone, or larger than any, is brought back to where it can be reached. */
export function onSomeDisplay(state: WindowState, areas: readonly Area[]): PlacedWindow {
  const { x, y } = state
  const largest = areas.reduce(
    (a, b) => (b.width * b.height > a.width * a.height ? b : a),
    areas[0] ?? { x: 0, y: 0, width: 1280, height: 860 },
  )
  const size = {
    width: Math.min(state.width, largest.width),
    height: Math.min(state.height, largest.height),
    maximized: state.maximized,
  }
  if (x === undefined || y === undefined) return size
  const reachable = areas.some(
    a => x + state.width > a.x + 80 && x < a.x + a.width - 80 && y >= a.y - 10 && y < a.y + a.height - 40,
  )
  return reachable ? { ...size, x, y } : size
}

function readOrPutAside(file: string): unknown {
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch {
    return {} // the first start
  }
  try {
    const value: unknown = JSON.parse(text)
    if (typeof value === 'object' && value !== null) return value
  } catch {
    // not JSON: put aside below
  }
  try {
    renameSync(file, `${file}.broken`)
  } catch {
    // a read-only folder: the defaults still work
  }
  return {}
}

/** All or nothing: written beside, flushed, then put in place. */
function writeWhole(file: string, text: string): boolean {
  const part = `${file}.part`
  try {
    mkdirSync(dirname(file), { recursive: true })
    const fd = openSync(part, 'w', 0o600)
    try {
      writeSync(fd, text)
      fsyncSync(fd)
    } finally {
      closeSync(fd)
    }
    renameSync(part, file)
    return true
  } catch {
    return false
  }
}
