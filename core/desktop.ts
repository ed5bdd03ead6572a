import { z } from 'zod'
import type { Refusal } from '#core/refusal'
import type { Result } from '#core/result'

const short = z.string().trim().max(200)

/** What a person may be asked to pick. 20 MB is the limit of an import, 60 MB that of an attachment (core/import). */
export const fileKinds = {
  document: { zh: 'Word 文稿', extensions: ['docx'], limitMB: 20 },
  picture: { zh: '图片', extensions: ['png', 'jpg', 'jpeg', 'gif', 'webp'], limitMB: 20 },
  page: { zh: '网页文件', extensions: ['html', 'htm', 'mht', 'mhtml'], limitMB: 20 },
  attachment: { zh: '附件', extensions: ['*'], limitMB: 60 },
} as const
export type FileKind = keyof typeof fileKinds

/** A file read on behalf of the page: its name and its bytes, never where it lies on the disk. */
export type PickedFile = { name: string; bytes: Uint8Array }

/** A picture that Word or WPS left for a paste, or the sentence why it was not read. The media type is what the bytes show. */
export type PastedImage = { name: string; mediaType: string; base64: string } | { refused: string }

/** Settings of this PC alone; the office's own settings are in the office. */
export const DeskSettings = z.object({
  /** 1 is 100 %. */
  zoom: z.number().min(0.5).max(3),
  /** 大字版 */
  largeType: z.boolean(),
  notifications: z.boolean(),
  /** Closing the window leaves the program in the notification area. */
  closeToTray: z.boolean(),
  /** How many daily backups are kept; besides, the last one of each of twelve months. */
  keepBackups: z.number().int().min(3).max(90),
})
export type DeskSettings = z.infer<typeof DeskSettings>

/** An address of the LAN, with or without a scheme; `placeOf` in electron/remote-host.ts says what it means. */
const serverAddress = z.string().trim().min(1).max(200)
/** A path of the renderer: never an address of its own, never another host. */
const route = z
  .string()
  .max(400)
  .regex(/^\/(?!\/)[^\\]*$/)
const fingerprint = z.string().regex(/^[0-9a-f]{64}$/)

/** How people compare a certificate: the first 24 hex digits of its SHA-256 in six groups of four; 96 bits, nobody can aim at them. */
export const fingerprintGroups = (sha256: string): string[] =>
  [0, 4, 8, 12, 16, 20].map(at => sha256.slice(at, at + 4).toUpperCase())

/** Calls that the desktop itself answers, over the same channel as the office's. Their names begin with `desktop.`; the office has none such. */
export const desktopInputs = {
  'desktop.info': z.object({}),
  'desktop.pickFile': z.object({ kind: z.enum(['document', 'picture', 'page', 'attachment']) }),
  'desktop.saveFile': z.object({ name: short.min(1), bytes: z.instanceof(Uint8Array) }),
  /** The address of a picture in pasted text, as Word or WPS wrote it. */
  'desktop.readPastedImage': z.object({ url: z.string().min(1).max(4000) }),
  'desktop.recent': z.object({}),
  'desktop.openRecent': z.object({ index: z.number().int().min(0).max(19) }),
  /** Prints a page of our own: `route` is a path of the renderer, absent for the page on the screen. */
  'desktop.print': z.object({ to: z.enum(['pdf', 'paper']), name: short.min(1), route: route.optional() }),
  /** 打印预览: the pages as `desktop.print` would print them. */
  'desktop.printPages': z.object({ route: route.optional() }),
  /** What would be lost if the window closed now, by title; an empty list when nothing. */
  'desktop.unsaved': z.object({ titles: z.array(short).max(50) }),
  /** The page's answer to the event `save-before-close`. */
  'desktop.savedBeforeClose': z.object({ ok: z.boolean() }),
  /** 待办 for the tray. */
  'desktop.pending': z.object({ count: z.number().int().min(0).max(9999), overdue: z.number().int().min(0).max(9999) }),
  'desktop.openExternal': z.object({ url: z.string().max(2000) }),
  'desktop.openLogs': z.object({}),
  'desktop.diagnostics': z.object({}),
  'desktop.settings': z.object({}),
  'desktop.setSettings': DeskSettings.partial(),
  'desktop.chooseBackupFolder': z.object({}),
  'desktop.backupNow': z.object({}),
  /** Which office this window works in. */
  'desktop.place': z.object({}),
  /** Looks at a server without trusting it yet. */
  'desktop.probe': z.object({ address: serverAddress }),
  /**
   * Works with a server from now on. `fingerprint` is the one the person compared, null for a server without encryption. `replace` says that
   * the administrator confirmed a new certificate.
   */
  'desktop.connect': z.object({ address: serverAddress, fingerprint: fingerprint.nullable(), replace: z.boolean() }),
  'desktop.useLocal': z.object({}),
  /** 本机作为服务器. Changing it needs the right to 管理. */
  'desktop.lan': z.object({}),
  'desktop.lanStart': z.object({
    port: z.number().int().min(1024).max(65_535),
    allowed: z.array(z.string().trim().min(1).max(60)).max(200),
  }),
  'desktop.lanStop': z.object({}),
  /** Restores a backup into a new place after verifying it, and works there from now on; the present data stays. */
  'desktop.restore': z.object({}),
}
export type DesktopName = keyof typeof desktopInputs
export type DesktopInput<N extends DesktopName> = z.input<(typeof desktopInputs)[N]>

export type BackupState = { folder: string | null; lastAt: string | null; lastError: string | null }
/** 本机库, or the department's server. */
export type Place = { kind: 'local' } | { kind: 'server'; address: string; office: string; fingerprint: string | null }
/** `known`: never seen, the certificate of last time, or another one than last time. */
export type Probe = {
  address: string
  fingerprint: string | null
  office: string
  version: string
  known: 'new' | 'same' | 'changed'
}
export type LanState = {
  running: boolean
  port: number
  allowed: string[]
  addresses: string[]
  fingerprint: string | null
  guests: { address: string; person: string | null; at: string }[]
  /** Why it does not run though it should. */
  error: string | null
}
export type DesktopOutputs = {
  'desktop.info': { version: string; electron: string; platform: string; logs: string }
  'desktop.pickFile': PickedFile | null
  'desktop.saveFile': { name: string } | null
  'desktop.readPastedImage': PastedImage
  'desktop.recent': { name: string; at: string }[]
  'desktop.openRecent': PickedFile
  'desktop.print': { name: string } | null
  'desktop.printPages': { pdf: Uint8Array }
  'desktop.unsaved': Record<string, never>
  'desktop.savedBeforeClose': Record<string, never>
  'desktop.pending': Record<string, never>
  'desktop.openExternal': { opened: boolean }
  'desktop.openLogs': Record<string, never>
  'desktop.diagnostics': { name: string } | null
  'desktop.settings': { settings: DeskSettings; backup: BackupState }
  'desktop.setSettings': DeskSettings
  'desktop.chooseBackupFolder': BackupState
  'desktop.backupNow': BackupState
  'desktop.place': Place
  'desktop.probe': Probe
  'desktop.connect': Place
  'desktop.useLocal': Place
  'desktop.lan': LanState
  'desktop.lanStart': LanState
  'desktop.lanStop': LanState
  /** Null when the person chose no file. */
  'desktop.restore': { name: string; entries: number } | null
}
export type DesktopReply<N extends DesktopName> = Result<DesktopOutputs[N], Refusal>

/** What the desktop tells the page. */
export type DesktopEvents = {
  /** A menu item or its shortcut; the ids of `deskCommands`. */
  command: { id: CommandId }
  /** A .docx arrived by double click, from the command line or from the list of recent files. */
  'file-opened': PickedFile
  /** Something in the office changed: screens ask again. */
  changed: { type: string; [fact: string]: unknown }
  /** The department's server went away, or is back. */
  connection: { connected: boolean }
  /** Someone clicked a notification. */
  navigate: { route: string }
  /** The window is about to close and the person chose to save first; answer with `savedBeforeClose`. */
  'save-before-close': Record<string, never>
  /** The desktop says something that is no answer: a backup failed, a file could not be opened. */
  notice: { level: 'info' | 'warning'; zh: string }
}

/** `window.desktop`: everything the page can reach of the desktop program. Every answer is a value; nothing is thrown. */
export type DesktopBridge = {
  /** A call of the office's contract. Who asks is known to the desktop and is never sent. */
  call(name: string, input: unknown): Promise<unknown>
  /** Listens to one event; the result takes the listener away again. */
  on<E extends keyof DesktopEvents>(event: E, listener: (payload: DesktopEvents[E]) => void): () => void
  info(): Promise<DesktopReply<'desktop.info'>>
  pickFile(kind: FileKind): Promise<DesktopReply<'desktop.pickFile'>>
  saveFile(name: string, bytes: Uint8Array): Promise<DesktopReply<'desktop.saveFile'>>
  /** Reads the picture behind a `file:` address in text pasted from Word or WPS; any other file is refused. */
  readPastedImage(url: string): Promise<PastedImage>
  recent(): Promise<DesktopReply<'desktop.recent'>>
  openRecent(index: number): Promise<DesktopReply<'desktop.openRecent'>>
  print(request: DesktopInput<'desktop.print'>): Promise<DesktopReply<'desktop.print'>>
  printPages(route?: string): Promise<DesktopReply<'desktop.printPages'>>
  unsaved(titles: string[]): Promise<DesktopReply<'desktop.unsaved'>>
  savedBeforeClose(ok: boolean): Promise<DesktopReply<'desktop.savedBeforeClose'>>
  pending(count: number, overdue: number): Promise<DesktopReply<'desktop.pending'>>
  openExternal(url: string): Promise<DesktopReply<'desktop.openExternal'>>
  openLogs(): Promise<DesktopReply<'desktop.openLogs'>>
  diagnostics(): Promise<DesktopReply<'desktop.diagnostics'>>
  settings(): Promise<DesktopReply<'desktop.settings'>>
  setSettings(change: Partial<DeskSettings>): Promise<DesktopReply<'desktop.setSettings'>>
  chooseBackupFolder(): Promise<DesktopReply<'desktop.chooseBackupFolder'>>
  backupNow(): Promise<DesktopReply<'desktop.backupNow'>>
  place(): Promise<DesktopReply<'desktop.place'>>
  probe(address: string): Promise<DesktopReply<'desktop.probe'>>
  connect(server: DesktopInput<'desktop.connect'>): Promise<DesktopReply<'desktop.connect'>>
  useLocal(): Promise<DesktopReply<'desktop.useLocal'>>
  lan(): Promise<DesktopReply<'desktop.lan'>>
  lanStart(port: number, allowed: string[]): Promise<DesktopReply<'desktop.lanStart'>>
  lanStop(): Promise<DesktopReply<'desktop.lanStop'>>
  restore(): Promise<DesktopReply<'desktop.restore'>>
}

/**
 * Menu items that the page carries out, with their shortcuts. The menus of the desktop and the sheet 快捷键一览 are made from this list,
 * so they cannot differ. `keys` is written as Electron writes accelerators.
 */
export const deskCommands = [
  { id: 'new-article', menu: '文件', zh: '新建稿件', keys: 'Ctrl+N' },
  { id: 'import-document', menu: '文件', zh: '打开 Word 文稿…', keys: 'Ctrl+O' },
  { id: 'save', menu: '文件', zh: '保存', keys: 'Ctrl+S' },
  { id: 'submit', menu: '文件', zh: '送审', keys: 'Ctrl+Shift+Enter' },
  { id: 'print', menu: '文件', zh: '打印…', keys: 'Ctrl+P' },
  { id: 'print-preview', menu: '文件', zh: '打印预览…', keys: 'Ctrl+Alt+P' },
  { id: 'export-pdf', menu: '文件', zh: '导出 PDF…', keys: 'Ctrl+Shift+P' },
  { id: 'find', menu: '编辑', zh: '查找与替换', keys: 'Ctrl+F' },
  { id: 'check', menu: '编辑', zh: '机器校对', keys: 'Ctrl+F8' },
  { id: 'next-finding', menu: '编辑', zh: '下一处问题', keys: 'F8' },
  { id: 'previous-finding', menu: '编辑', zh: '上一处问题', keys: 'Shift+F8' },
  { id: 'search', menu: '前往', zh: '全库检索', keys: 'Ctrl+K' },
  { id: 'go-desk', menu: '前往', zh: '工作台', keys: 'Ctrl+1' },
  { id: 'go-articles', menu: '前往', zh: '稿件库', keys: 'Ctrl+2' },
  { id: 'go-release', menu: '前往', zh: '发布', keys: 'Ctrl+3' },
  { id: 'go-ledger', menu: '前往', zh: '台账', keys: 'Ctrl+4' },
  { id: 'go-audit', menu: '前往', zh: '审计', keys: 'Ctrl+5' },
  { id: 'go-admin', menu: '前往', zh: '管理', keys: 'Ctrl+6' },
  { id: 'show-shortcuts', menu: '帮助', zh: '快捷键一览', keys: 'F1' },
  { id: 'about', menu: '帮助', zh: '关于审校台', keys: '' },
] as const
export type CommandId = (typeof deskCommands)[number]['id']

/** Shortcuts that the desktop carries out by itself; they too stand on the sheet. */
export const windowShortcuts = [
  { zh: '放大', keys: 'Ctrl+Plus' },
  { zh: '缩小', keys: 'Ctrl+-' },
  { zh: '实际大小', keys: 'Ctrl+0' },
  { zh: '大字版', keys: 'Ctrl+Shift+0' },
  { zh: '全屏', keys: 'F11' },
  { zh: '重新载入', keys: 'F5' },
  { zh: '退出', keys: 'Ctrl+Q' },
] as const
