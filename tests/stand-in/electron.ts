// A STAND-IN for the `electron` module, for machines that cannot have the Electron binary. Main runs in plain Node;
// windows are targets of a real Chromium; the preload runs in a real isolated world. What is not emulated throws.
import { nothing } from './absent.ts'
import { app } from './app.ts'
import { BrowserWindow } from './browser-window.ts'
import { ipcMain } from './ipc-main.ts'
import { Menu, MenuItem, Tray } from './menu.ts'
import {
  clipboard,
  crashReporter,
  dialog,
  nativeImage,
  nativeTheme,
  net,
  Notification,
  powerMonitor,
  safeStorage,
  screen,
  shell,
} from './modules.ts'
import { markReady, running, startChromium } from './runtime.ts'
import { protocol } from './scheme.ts'
import { session } from './session.ts'
import { webContents } from './web-contents.ts'

export {
  app,
  BrowserWindow,
  clipboard,
  crashReporter,
  dialog,
  ipcMain,
  Menu,
  MenuItem,
  nativeImage,
  nativeTheme,
  net,
  Notification,
  powerMonitor,
  protocol,
  safeStorage,
  screen,
  session,
  shell,
  Tray,
  webContents,
}
export const autoUpdater = nothing('autoUpdater')
export const BaseWindow = nothing('BaseWindow')
export const contentTracing = nothing('contentTracing')
export const desktopCapturer = nothing('desktopCapturer')
export const globalShortcut = nothing('globalShortcut')
export const inAppPurchase = nothing('inAppPurchase')
export const MessageChannelMain = nothing('MessageChannelMain')
export const powerSaveBlocker = nothing('powerSaveBlocker')
export const pushNotifications = nothing('pushNotifications')
export const ShareMenu = nothing('ShareMenu')
export const systemPreferences = nothing('systemPreferences')
export const utilityProcess = nothing('utilityProcess')
export const View = nothing('View')
export const webFrameMain = nothing('webFrameMain')
export const WebContentsView = nothing('WebContentsView')

/** Called by launch.ts: Chromium starts while main is being read. */
export async function _launch(): Promise<void> {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => app.quit())
  const browser = await startChromium().catch((why: unknown) => {
    if (!running.quitting) throw why
    return new Promise<never>(() => {}) // a second instance: the program ends before Chromium answers
  })
  browser.on('Target.targetDestroyed', ({ targetId }) => webContents.fromDevToolsTargetId(targetId)?._destroyed())
  browser.on('Target.targetCreated', ({ targetInfo: t }) => {
    if (t.type !== 'page' || !t.openerId) return
    const opener = webContents.fromDevToolsTargetId(t.openerId)
    if (opener?._opened(t.url) !== 'deny') return
    browser.send('Target.closeTarget', { targetId: t.targetId }).catch(() => {}) // it may have closed by itself
  })
  await browser.send('Target.setDiscoverTargets', { discover: true })
}

/** Called by launch.ts when main has been read and Chromium answers. */
export function _ready(): void {
  markReady()
  app.emit('ready', {}, {})
  process.stderr.write(`DevTools listening on ${running.browser?.endpoint}\n`)
}

export default {
  app,
  autoUpdater,
  BaseWindow,
  BrowserWindow,
  clipboard,
  crashReporter,
  dialog,
  globalShortcut,
  ipcMain,
  Menu,
  MenuItem,
  nativeImage,
  nativeTheme,
  net,
  Notification,
  powerMonitor,
  protocol,
  safeStorage,
  screen,
  session,
  shell,
  Tray,
  utilityProcess,
  webContents,
}
