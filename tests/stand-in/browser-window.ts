import { EventEmitter } from 'node:events'
import { absent, onlyKnownEvents, stoppable } from './absent.ts'
import { app } from './app.ts'
import type { Answer } from './cdp.ts'
import type { Menu } from './menu.ts'
import { running } from './runtime.ts'
import { WebContents } from './web-contents.ts'

type Bounds = { x: number; y: number; width: number; height: number }
const EMITTED = [
  'ready-to-show',
  'page-title-updated',
  'close',
  'closed',
  'show',
  'hide',
  'focus',
  'blur',
  'minimize',
  'maximize',
  'unmaximize',
  'restore',
  'enter-full-screen',
  'leave-full-screen',
  'resize',
  'resized',
  'move',
  'moved',
  'newListener',
  'removeListener',
]
// Of Windows alone, or of a person's hand: they may be listened for, and never come.
const NEVER = ['session-end', 'query-session-end', 'unresponsive', 'responsive', 'always-on-top-changed']
const ALWAYS: (string | symbol)[] = [
  'isDestroyed',
  'id',
  'self',
  '_kept',
  'then',
  'constructor',
  Symbol.toStringTag,
  Symbol.toPrimitive,
]
const windows = new Map<number, BrowserWindow>()
let focused: BrowserWindow | null = null
let nextId = 1

/** A window. It has no frame that could be seen: its size, state and title are kept, the page is real. */
export class BrowserWindow extends EventEmitter {
  readonly id = nextId++
  readonly webContents: WebContents
  readonly self: this
  _kept = false
  #bounds: Bounds
  #title: string
  #visible: boolean
  #state: 'normal' | 'minimized' | 'maximized' | 'full-screen' = 'normal'
  #gone = false
  #shownOnce = false
  _menu: Menu | null | undefined

  constructor(o: Answer = {}) {
    super()
    this.setMaxListeners(0)
    if (!running.ready) throw new Error('Cannot create BrowserWindow before app is ready')
    this.self = whileAlive(absent(this, 'BrowserWindow', true), () => this.#gone)
    this.#bounds = { x: o.x ?? 0, y: o.y ?? 0, width: o.width ?? 800, height: o.height ?? 600 }
    this.#title = o.title ?? app.getName()
    this.#visible = o.show !== false
    this.webContents = new WebContents(o.webPreferences ?? {}, {
      width: this.#bounds.width,
      height: this.#bounds.height,
    })
    const paint = () => {
      if (this.#shownOnce || this.#gone) return
      this.#shownOnce = true
      this.emit('ready-to-show')
    }
    this.webContents.once('_painted', paint)
    this.webContents.once('did-finish-load', () => setTimeout(paint, 250))
    this.webContents.on('page-title-updated', (e: ReturnType<typeof stoppable>, title: string) => {
      this.emit('page-title-updated', e, title, true)
      if (!e.defaultPrevented) this.#title = title
    })
    this.webContents.once('destroyed', () => this.#closed())
    windows.set(this.id, this.self)
    if (this.#visible) focused = this.self
    app.emit('browser-window-created', {}, this.self)
    app.emit('web-contents-created', {}, this.webContents)
    return this.self
  }

  override on(event: string | symbol, listener: (...a: never[]) => void): this {
    onlyKnownEvents('BrowserWindow', [...EMITTED, ...NEVER], event)
    return super.on(event, listener as () => void)
  }

  #closed(): void {
    if (this.#gone) return
    this.#gone = true
    windows.delete(this.id)
    if (focused === this.self) focused = [...windows.values()].at(-1) ?? null
    this.emit('closed')
    if (windows.size > 0 || running.quitting) return
    if (app.listenerCount('window-all-closed') > 0) app.emit('window-all-closed')
    else app.quit()
  }

  loadURL = (url: string) => this.webContents.loadURL(url)
  loadFile = (file: string, o?: { hash?: string }) => this.webContents.loadFile(file, o)
  close(): void {
    if (this.#gone) return
    const e = stoppable()
    this.emit('close', e)
    this._kept = e.defaultPrevented
    if (!e.defaultPrevented) this.destroy()
  }
  destroy(): void {
    this.webContents.close()
    this.webContents._destroyed()
  }
  isDestroyed = () => this.#gone
  show(): void {
    this.#visible = true
    this.emit('show')
    this.focus()
  }
  showInactive(): void {
    this.#visible = true
    this.emit('show')
  }
  hide(): void {
    this.#visible = false
    if (focused === this.self) focused = null
    this.emit('hide')
  }
  focus(): void {
    focused = this.self
    this.webContents.focus()
    this.emit('focus')
  }
  blur(): void {
    if (focused === this.self) focused = null
    this.emit('blur')
  }
  isVisible = () => this.#visible
  isFocused = () => focused === this.self
  #become(state: 'normal' | 'minimized' | 'maximized' | 'full-screen', event: string): void {
    if (this.#state === state) return
    this.#state = state
    this.emit(event)
  }
  minimize = () => this.#become('minimized', 'minimize')
  maximize = () => this.#become('maximized', 'maximize')
  unmaximize = () => this.#become('normal', 'unmaximize')
  restore = () => this.#become('normal', 'restore')
  isMinimized = () => this.#state === 'minimized'
  isMaximized = () => this.#state === 'maximized'
  isFullScreen = () => this.#state === 'full-screen'
  setFullScreen = (on: boolean) =>
    on ? this.#become('full-screen', 'enter-full-screen') : this.#become('normal', 'leave-full-screen')
  getTitle = () => this.#title
  setTitle = (title: string) => void (this.#title = title)
  getBounds = () => ({ ...this.#bounds })
  getNormalBounds = () => ({ ...this.#bounds })
  getContentBounds = () => ({ ...this.#bounds })
  getSize = () => [this.#bounds.width, this.#bounds.height]
  setBounds(b: Partial<Bounds>): void {
    const { x, y } = this.#bounds
    Object.assign(this.#bounds, b)
    if (this.#bounds.x !== x || this.#bounds.y !== y) this.emit('move')
    this.emit('resize')
  }
  setSize = (width: number, height: number) => this.setBounds({ width, height })
  setMinimumSize(_width: number, _height: number) {}
  center() {}
  setMenu = (menu: Menu | null) => void (this._menu = menu)
  removeMenu = () => void (this._menu = null)
  setMenuBarVisibility(_on: boolean) {}
  setProgressBar(_part: number) {}
  setContentProtection(_on: boolean) {}
  flashFrame(_on: boolean) {}
  setOverlayIcon(_image: unknown, _description: string) {}
  moveTop() {}
  capturePage = () => this.webContents.capturePage()
  static getAllWindows = () => [...windows.values()]
  static getFocusedWindow = () => focused
  static fromWebContents = (wc: WebContents) => [...windows.values()].find(w => w.webContents === wc) ?? null
  static fromId = (id: number) => windows.get(id) ?? null
}

/** As Electron: a destroyed window answers only whether it is destroyed. */
function whileAlive<T extends object>(target: T, isGone: () => boolean): T {
  return new Proxy(target, {
    get(t, key) {
      if (isGone() && !ALWAYS.includes(key)) throw new TypeError('Object has been destroyed')
      return Reflect.get(t, key, t)
    },
  })
}
