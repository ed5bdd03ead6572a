import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { app, BrowserWindow, dialog, ipcMain, powerMonitor, shell } from 'electron'
import { dailyBackups } from './backup-schedule.ts'
import { guardClose } from './close.ts'
import { openingFailure, watchCrashes } from './crash.ts'
import type { Desk } from './desk.ts'
import { documentArgument } from './files.ts'
import type { OpenHost } from './host.ts'
import { type Door, serveIpc } from './ipc.ts'
import { lanDesk } from './lan.ts'
import { type Logs, openLogs } from './logs.ts'
import { setMenus } from './menu.ts'
import { watchWork } from './notifier.ts'
import { type OfficeInUse, officeInUse } from './office-in-use.ts'
import { serverHost } from './place.ts'
import { ORIGIN, registerScheme, serveApp } from './protocol.ts'
import { desktopCalls, openDocument, openRecent, saveDiagnostics } from './shell.ts'
import { claimInstance } from './single-instance.ts'
import { openState, type StateFile } from './state.ts'
import { openTray } from './tray.ts'
import { denyPermissions, ourWindows } from './window.ts'

export type DesktopOptions = {
  openHost: OpenHost
  /** Puts a verified backup into the new folder `data`; throws with a sentence when it cannot. */
  restore?: (backup: string, data: string) => Promise<{ name: string; entries: number }>
  /** The built preload, the folder of the built page, and the folder of icons. */
  preload: string
  renderer: string
  resources: string
}

const BACKUP_LOOK_MINUTES = 10
const LARGE_TYPE = 1.25

/** Starts the desktop program. Returns at once: Electron is ready only when the main module has been read. */
export function startDesktop(options: DesktopOptions): void {
  registerScheme()
  app.setAppUserModelId('cn.shenjiao.desk') // Windows shows notifications only of programs it knows by this name
  let desk: Desk | null = null
  let early: string | null = null
  const second = (document: string | null) => {
    desk?.raise()
    if (document === null) return
    if (desk) openDocument(desk, document)
    else early = document
  }
  if (!claimInstance(second)) return app.quit()
  const logs = openLogs(join(app.getPath('userData'), 'logs'))
  let leave = async (): Promise<void> => {}
  watchCrashes(logs, () => leave())
  app
    .whenReady()
    .then(async () => {
      const folder = app.getPath('userData')
      mkdirSync(folder, { recursive: true })
      const state = openState(folder)
      const { server, office } = state.now
      const first = server ? serverHost(server, folder) : await options.openHost(folder, logs, office)
      const host = officeInUse(first)
      leave = closeOnce(host)
      desk = open(options, { host, state }, logs, early ?? documentArgument(process.argv, process.cwd()))
      closeBeforeQuit(leave)
    })
    .catch((why: unknown) => {
      const number = logs.incident('start', why)
      dialog.showErrorBox('审校台没有打开', `${openingFailure(why)}\n事故编号 ${number}`)
      app.exit(1)
    })
}

function open(
  options: DesktopOptions,
  { host, state }: { host: OfficeInUse; state: StateFile },
  logs: Logs,
  document: string | null,
): Desk {
  const folder = app.getPath('userData')
  const door: Door = { token: null, usedAt: 0 }
  const origin = (!app.isPackaged && process.env['ELECTRON_RENDERER_URL']) || ORIGIN
  const icon = join(options.resources, 'icon.png')
  const windows = ourWindows({ origin, preload: options.preload, logs, state, icon })
  let window: BrowserWindow | null = null
  let quitting = false
  app.on('before-quit', () => (quitting = true))
  app.on('window-all-closed', () => app.quit())

  const desk: Desk = {
    host,
    door,
    logs,
    state,
    windows,
    folder,
    resources: options.resources,
    lan: lanDesk(host, state, logs),
    openLocal: () => options.openHost(folder, logs, state.now.office),
    restore: options.restore,
    // the answer to the page goes first
    startOver: () => void setTimeout(() => window && void windows.load(window, '/'), 100),
    unsaved: [],
    backups: backupsOf(host, state, logs, zh => desk.tell('notice', { level: 'warning', zh })),
    window: () => window,
    raise() {
      if (window === null) return
      if (window.isMinimized()) window.restore()
      window.show()
      window.focus()
    },
    tell: (event, payload) => void window?.webContents.send('event', event, payload),
    refresh: () => refresh(desk),
  }

  denyPermissions()
  serveApp(options.renderer, host, door)
  const tray = openTray(desk)
  let saved = (_ok: boolean) => {}
  const answer = desktopCalls(desk, { pending: tray.pending, savedBeforeClose: ok => saved(ok) })
  serveIpc(ipcMain, {
    host,
    door,
    logs,
    signedIn: watchWork(desk),
    isOurs: event => windows.isOurs(event),
    desktop: (name, input, event) => answer(name, input, BrowserWindow.fromWebContents(event.sender) ?? window!),
  })
  host.events(event => {
    if (event.type === 'connection') desk.tell('connection', { connected: event['connected'] === true })
    else desk.tell('changed', event)
  })
  desk.lan.resume().catch(why => logs.incident('lan', why))

  const opened = windows.openMain('/')
  window = opened
  saved = guardClose(opened, desk, () => quitting).saved
  opened.on('close', event => event.defaultPrevented && (quitting = false))
  opened.on('closed', () => (window = null))
  followPage(desk, opened, document)
  scheduleBackups(desk)
  logs.write('info', 'started', { version: app.getVersion(), electron: process.versions.electron ?? '' })
  return desk
}

/** A page that has just been loaded holds nothing unsaved, has the zoom of the settings, and is shown the document of the start. */
function followPage(desk: Desk, window: BrowserWindow, document: string | null): void {
  window.webContents.on('did-finish-load', () => {
    desk.unsaved = []
    refresh(desk)
    if (document !== null) openDocument(desk, document)
    document = null
  })
  refresh(desk)
}

/** Brings menus and zoom in step with the settings. */
function refresh(desk: Desk): void {
  const { zoom, largeType } = desk.state.now.settings
  desk.window()?.webContents.setZoomFactor(zoom * (largeType ? LARGE_TYPE : 1))
  const settings = (change: Partial<Desk['state']['now']['settings']>) => {
    desk.state.change({ settings: { ...desk.state.now.settings, ...change } })
    refresh(desk)
  }
  const inWindow = (act: (w: BrowserWindow) => Promise<unknown>) => () => {
    const w = desk.window()
    if (w) act(w).catch(why => desk.logs.incident('menu', why))
  }
  setMenus(desk, {
    openRecent: i => {
      openRecent(desk, i)
        .then(r => {
          if (r.ok) desk.tell('file-opened', r.value)
          else if (r.refusal.code === 'file-refused') desk.tell('notice', { level: 'warning', zh: r.refusal.zh })
        })
        .catch(why => desk.logs.incident('menu', why))
    },
    backupNow: inWindow(async () => {
      const { lastError } = await desk.backups.run()
      desk.tell(
        'notice',
        lastError === null ? { level: 'info', zh: '备份已完成。' } : { level: 'warning', zh: lastError },
      )
    }),
    diagnostics: inWindow(w => saveDiagnostics(desk, {}, w)),
    openLogs: () => void shell.openPath(desk.logs.folder),
    zoom: factor => settings({ zoom: Math.min(3, Math.max(0.5, Math.round(factor * 10) / 10)) }),
    largeType: on => settings({ largeType: on }),
  })
}

function backupsOf(host: OfficeInUse, state: Desk['state'], logs: Desk['logs'], failed: (zh: string) => void) {
  return dailyBackups({
    backup: async to => {
      if (!host.local?.backup) throw Object.assign(new Error('the office lies elsewhere'), { code: 'ELSEWHERE' })
      return host.local.backup(to)
    },
    state: () => state.now.backup,
    remember: backup => void state.change({ backup }),
    keep: () => state.now.settings.keepBackups,
    now: () => new Date(),
    failed: (zh, why) => {
      logs.incident('backup', why)
      failed(zh)
    },
  })
}

function scheduleBackups(desk: Desk): void {
  const look = () => {
    if (desk.host.local === null) return
    desk.backups.look().catch(why => desk.logs.incident('backup', why))
  }
  setInterval(look, BACKUP_LOOK_MINUTES * 60_000).unref()
  powerMonitor.on('resume', look)
  look()
}

/** Closes the office once, however the program ends. */
function closeOnce(host: OfficeInUse): () => Promise<void> {
  let closing: Promise<void> | null = null
  return () => (closing ??= host.close())
}

/** Electron does not wait for promises at the end, so the end is held up until the office is closed. */
function closeBeforeQuit(leave: () => Promise<void>): void {
  let left = false
  app.on('will-quit', event => {
    if (left) return
    event.preventDefault()
    void leave().finally(() => {
      left = true
      app.quit()
    })
  })
}
