import {
  app,
  BrowserWindow,
  type IpcMainInvokeEvent,
  Menu,
  screen,
  session,
  shell,
  type WebContents,
  dialog,
} from 'electron'
import type { Logs } from './logs.ts'
import { onSomeDisplay, type StateFile } from './state.ts'

export type OurWindows = ReturnType<typeof ourWindows>
export type WindowOptions = { origin: string; preload: string; logs: Logs; state: StateFile; icon: string }

/** Permissions a page of ours may have: copying to the clipboard at a click. Everything else is denied. */
const GRANTED = new Set(['clipboard-sanitized-write'])

/** The windows of this program and the only way to make one. */
export function ourWindows(options: WindowOptions) {
  const ours = new Set<WebContents>()
  return {
    /** Is the message from the top frame of one of our windows, showing our own page? */
    isOurs(event: Pick<IpcMainInvokeEvent, 'sender' | 'senderFrame'>): boolean {
      const frame = event.senderFrame
      return frame !== null && ours.has(event.sender) && frame.parent === null && isWithin(frame.url, options.origin)
    },
    /** The window people work in, where it was last time. */
    openMain(path: string): BrowserWindow {
      const kept = onSomeDisplay(
        options.state.now.window,
        screen.getAllDisplays().map(d => d.workArea),
      )
      const { maximized, ...bounds } = kept
      const window = make(options, ours, { ...bounds, minWidth: 900, minHeight: 600 })
      if (maximized) window.maximize()
      window.once('ready-to-show', () => window.show())
      rememberBounds(window, options.state)
      void window.loadURL(`${options.origin}${path}`).catch(why => options.logs.incident('load', why))
      return window
    },
    /** A window nobody sees, for printing a route of our own page. */
    openHidden: (): BrowserWindow => make(options, ours, { width: 1000, height: 1400 }),
    load: (window: BrowserWindow, path: string): Promise<void> => window.loadURL(`${options.origin}${path}`),
  }
}

/** Nothing that a page asks for is granted but what is in the list above. */
export function denyPermissions(): void {
  session.defaultSession.setPermissionRequestHandler((_contents, permission, answer) => answer(GRANTED.has(permission)))
  session.defaultSession.setPermissionCheckHandler((_contents, permission) => GRANTED.has(permission))
  session.defaultSession.setDevicePermissionHandler(() => false)
}

/** Opens a web address in the system's browser, if the person at the PC agrees. Only http and https; never two questions at once. */
export async function openExternal(url: string, window: BrowserWindow | null, logs: Logs): Promise<boolean> {
  const target = URL.canParse(url) ? new URL(url) : null
  if (target === null || !['http:', 'https:'].includes(target.protocol) || target.username !== '' || asking)
    return false
  asking = true
  try {
    const question = {
      type: 'question' as const,
      message: '要用浏览器打开这个网址吗？',
      detail: target.href,
      buttons: ['打开', '取消'],
      defaultId: 1,
      cancelId: 1,
      noLink: true,
    }
    const { response } = await (window ? dialog.showMessageBox(window, question) : dialog.showMessageBox(question))
    if (response !== 0) return false
    await shell.openExternal(target.href)
    return true
  } catch (why) {
    logs.incident('open-external', why)
    return false
  } finally {
    asking = false
  }
}
let asking = false

function make(
  options: WindowOptions,
  ours: Set<WebContents>,
  bounds: Electron.BrowserWindowConstructorOptions,
): BrowserWindow {
  const window = new BrowserWindow({
    ...bounds,
    show: false,
    title: '审校台',
    icon: options.icon,
    backgroundColor: '#ffffff',
    webPreferences: {
      preload: options.preload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webSecurity: true,
      webviewTag: false,
      spellcheck: false,
      devTools: !app.isPackaged,
    },
  })
  const { webContents } = window
  ours.add(webContents)
  webContents.once('destroyed', () => ours.delete(webContents))
  confine(window, options)
  return window
}

/** A window stays on our own page: no navigation, no second window, no webview; links outward are asked about. */
function confine(window: BrowserWindow, { origin, logs }: WindowOptions): void {
  const { webContents } = window
  const outward = (url: string) => {
    logs.write('info', 'navigation-denied', { scheme: URL.canParse(url) ? new URL(url).protocol : '' })
    if (!isWithin(url, origin)) void openExternal(url, window, logs)
  }
  webContents.setWindowOpenHandler(({ url }) => {
    outward(url)
    return { action: 'deny' }
  })
  webContents.on('will-frame-navigate', event => {
    if (isHarmless(event, webContents.getURL())) return
    event.preventDefault()
    if (event.isMainFrame) outward(event.url)
  })
  webContents.on('will-redirect', event => event.preventDefault())
  webContents.on('will-attach-webview', event => event.preventDefault())
  webContents.on('context-menu', (_event, { isEditable, selectionText }) => {
    const copy = { role: 'copy' as const, label: '复制', enabled: selectionText !== '' }
    const edit = [
      { role: 'cut' as const, label: '剪切' },
      copy,
      { role: 'paste' as const, label: '粘贴' },
      { role: 'selectAll' as const, label: '全选' },
    ]
    Menu.buildFromTemplate(isEditable ? edit : [copy]).popup({ window })
  })
}

/** Loading the same page once more, or a preview that is written into the page itself and obeys its policy. */
function isHarmless(event: { url: string; isMainFrame: boolean }, current: string): boolean {
  const bare = (url: string) => url.split('#')[0]
  return event.isMainFrame ? bare(event.url) === bare(current) : event.url === 'about:srcdoc'
}

function rememberBounds(window: BrowserWindow, state: StateFile): void {
  let timer: NodeJS.Timeout | undefined
  const save = () => {
    clearTimeout(timer)
    if (window.isDestroyed() || window.isMinimized()) return
    state.change({ window: { ...window.getNormalBounds(), maximized: window.isMaximized() } })
  }
  const later = () => {
    clearTimeout(timer)
    timer = setTimeout(save, 400)
  }
  window.on('resize', later)
  window.on('move', later)
  window.on('maximize', save)
  window.on('unmaximize', save)
  window.on('close', save)
}

/** Same scheme and host: Node gives no origin for schemes of our own. */
function isWithin(url: string, origin: string): boolean {
  if (!URL.canParse(url)) return false
  const [a, b] = [new URL(url), new URL(origin)]
  return a.protocol === b.protocol && a.host === b.host && a.username === '' && a.password === ''
}
