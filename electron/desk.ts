import type { BrowserWindow } from 'electron'
import type { DesktopEvents } from '#core/desktop'
import type { Host } from './host.ts'
import type { LanDesk } from './lan.ts'
import type { OfficeInUse } from './office-in-use.ts'
import type { Door } from './ipc.ts'
import type { Logs } from './logs.ts'
import type { StateFile } from './state.ts'
import type { OurWindows } from './window.ts'
import type { dailyBackups } from './backup-schedule.ts'

/** What the parts of the desktop program share while it runs. */
export type Desk = {
  readonly host: OfficeInUse
  readonly lan: LanDesk
  readonly door: Door
  readonly logs: Logs
  readonly state: StateFile
  readonly windows: OurWindows
  readonly backups: ReturnType<typeof dailyBackups>
  /** This user's own folder for data. */
  readonly folder: string
  readonly resources: string
  /** Opens 本机库, or throws with a sentence. */
  openLocal(): Promise<Host>
  /** Puts a verified backup into the folder `data`, which is new; absent in programs without an office of their own. */
  readonly restore: ((backup: string, data: string) => Promise<{ name: string; entries: number }>) | undefined
  /** Shows the first screen anew: another office is in use. */
  startOver(): void
  /** Titles of what would be lost if the window closed now. */
  unsaved: string[]
  window(): BrowserWindow | null
  /** Brings the window up, whatever it was. */
  raise(): void
  /** Tells the page; nobody is told while there is no page. */
  tell<E extends keyof DesktopEvents>(event: E, payload: DesktopEvents[E]): void
  /** Puts zoom, menus and tray in step with the settings. */
  refresh(): void
}
