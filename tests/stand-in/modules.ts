import { EventEmitter } from 'node:events'
import { readFileSync, rmSync } from 'node:fs'
import { absent } from './absent.ts'

const unanswered = (name: string) => async (): Promise<never> => {
  throw new Error(
    `electron stand-in: dialog.${name} has no answer; the spec must set one (electronApp.evaluate(({ dialog }) => { dialog.${name} = … }))`,
  )
}

/** A person answers a dialog; here the spec does, by putting its own function in place. */
export const dialog: Record<string, unknown> = absent(
  {
    showOpenDialog: unanswered('showOpenDialog'),
    showSaveDialog: unanswered('showSaveDialog'),
    showMessageBox: unanswered('showMessageBox'),
    showErrorBox: (title: string, content: string) => console.error(`[showErrorBox] ${title}: ${content}`),
  },
  'dialog',
)

/** Everything handed to the operating system, in order. */
const opened: string[] = []
export const shell = absent(
  {
    _opened: opened,
    openExternal: async (url: string) => void opened.push(url),
    openPath: async (path: string) => {
      opened.push(path)
      return ''
    },
    showItemInFolder: (path: string) => void opened.push(path),
    trashItem: async (path: string) => rmSync(path, { recursive: true, force: true }),
    beep() {},
  },
  'shell',
)

let clip = ''
export const clipboard = absent(
  {
    readText: () => clip,
    writeText: (text: string) => void (clip = text),
    clear: () => void (clip = ''),
  },
  'clipboard',
)

export const nativeTheme = absent(
  Object.assign(new EventEmitter(), {
    shouldUseDarkColors: false,
    shouldUseHighContrastColors: false,
    themeSource: 'system',
  }),
  'nativeTheme',
)

const display = {
  id: 1,
  scaleFactor: 1,
  bounds: { x: 0, y: 0, width: 1920, height: 1080 },
  workArea: { x: 0, y: 0, width: 1920, height: 1040 },
  workAreaSize: { width: 1920, height: 1040 },
  size: { width: 1920, height: 1080 },
}
/** One display of 1920 × 1080 with a bar of 40 at the bottom. */
export const screen = absent(
  Object.assign(new EventEmitter(), {
    getPrimaryDisplay: () => display,
    getAllDisplays: () => [display],
    getDisplayMatching: () => display,
  }),
  'screen',
)

export const safeStorage = absent(
  { isEncryptionAvailable: () => false, getSelectedStorageBackend: () => 'basic_text' },
  'safeStorage',
)

/** Nothing sleeps here by itself; a spec emits 'suspend', 'resume', 'lock-screen' … */
export const powerMonitor = absent(new EventEmitter(), 'powerMonitor')

export const net = absent({ fetch: (...a: Parameters<typeof fetch>) => fetch(...a), isOnline: () => true }, 'net')

/** Started, and never sent anything: dumps are not emulated. */
export const crashReporter = absent({ start(_o: unknown) {} }, 'crashReporter')

const shown: Notification[] = []
export class Notification extends EventEmitter {
  static isSupported = () => true
  /** Every notification shown so far. */
  static _shown = shown
  title: string
  body: string
  silent: boolean
  constructor(o: { title?: string; body?: string; silent?: boolean } = {}) {
    super()
    this.title = o.title ?? ''
    this.body = o.body ?? ''
    this.silent = o.silent ?? false
    return absent(this, 'Notification')
  }
  show(): void {
    shown.push(this)
    this.emit('show', {})
  }
  close(): void {
    this.emit('close', {})
  }
}

/** A picture that can be measured and handed on, not drawn. Only PNG is read. */
export class NativeImage {
  #png: Buffer
  constructor(png: Buffer) {
    const isPng = png.length > 24 && png.readUInt32BE(0) === 0x89504e47
    this.#png = isPng ? png : Buffer.alloc(0)
    return absent(this, 'NativeImage', true)
  }
  isEmpty = () => this.#png.length === 0
  toPNG = () => this.#png
  toDataURL = () => `data:image/png;base64,${this.#png.toString('base64')}`
  getSize = () =>
    this.isEmpty() ? { width: 0, height: 0 } : { width: this.#png.readUInt32BE(16), height: this.#png.readUInt32BE(20) }
}
export const nativeImage = absent(
  {
    createEmpty: () => new NativeImage(Buffer.alloc(0)),
    createFromPath(path: string) {
      try {
        return new NativeImage(readFileSync(path))
      } catch {
        return new NativeImage(Buffer.alloc(0)) // as Electron: a missing or unreadable file gives an empty image
      }
    },
    createFromBuffer: (buffer: Buffer) => new NativeImage(buffer),
    createFromDataURL: (url: string) => new NativeImage(Buffer.from(url.slice(url.indexOf(',') + 1), 'base64')),
  },
  'nativeImage',
)
