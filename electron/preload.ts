import { contextBridge, ipcRenderer } from 'electron'
import type { DesktopBridge, DesktopName, DesktopReply } from '#core/desktop'

const REFUSED = { ok: false, refusal: { code: 'invalid-input', issues: [{ field: '', zh: '数据格式不正确' }] } }

/** What cannot even be copied to the main process comes back as a refusal too: nothing is ever thrown at the page. */
const send = (name: string, input: unknown): Promise<unknown> => {
  try {
    return ipcRenderer.invoke('call', name, input).catch(() => REFUSED)
  } catch {
    return Promise.resolve(REFUSED)
  }
}
const desktop = <N extends DesktopName>(name: N, input: unknown) => send(name, input) as Promise<DesktopReply<N>>

/** What happened before the page was listening – a document opened by double click – is kept until it is. A menu item chosen at a screen that takes none is not: it would come true after signing in. */
const KEPT = 5
const PASSING = new Set(['command', 'changed'])
const listeners = new Map<string, Set<(payload: unknown) => void>>()
const waiting = new Map<string, unknown[]>()
ipcRenderer.on('event', (_event, name: string, payload: unknown) => {
  const heard = listeners.get(name)
  if (heard !== undefined && heard.size > 0) for (const listener of heard) listener(payload)
  else if (!PASSING.has(name)) waiting.set(name, [...(waiting.get(name) ?? []), payload].slice(-KEPT))
})

const bridge = {
  call: send,
  on(event, listener) {
    const heard = (payload: unknown) => listener(payload as never)
    const set = listeners.get(event) ?? new Set()
    listeners.set(event, set.add(heard))
    for (const payload of waiting.get(event) ?? []) heard(payload)
    waiting.delete(event)
    return () => void set.delete(heard)
  },
  info: () => desktop('desktop.info', {}),
  pickFile: kind => desktop('desktop.pickFile', { kind }),
  saveFile: (name, bytes) => desktop('desktop.saveFile', { name, bytes }),
  readPastedImage: async url => {
    const reply = await desktop('desktop.readPastedImage', { url })
    return reply.ok ? reply.value : { refused: '粘贴的图片没有读取。请把图片另存后用“插入图片”。' }
  },
  recent: () => desktop('desktop.recent', {}),
  openRecent: index => desktop('desktop.openRecent', { index }),
  print: request => desktop('desktop.print', request),
  printPages: route => desktop('desktop.printPages', route === undefined ? {} : { route }),
  unsaved: titles => desktop('desktop.unsaved', { titles }),
  savedBeforeClose: ok => desktop('desktop.savedBeforeClose', { ok }),
  pending: (count, overdue) => desktop('desktop.pending', { count, overdue }),
  openExternal: url => desktop('desktop.openExternal', { url }),
  openLogs: () => desktop('desktop.openLogs', {}),
  diagnostics: () => desktop('desktop.diagnostics', {}),
  settings: () => desktop('desktop.settings', {}),
  setSettings: change => desktop('desktop.setSettings', change),
  chooseBackupFolder: () => desktop('desktop.chooseBackupFolder', {}),
  backupNow: () => desktop('desktop.backupNow', {}),
  place: () => desktop('desktop.place', {}),
  probe: address => desktop('desktop.probe', { address }),
  connect: server => desktop('desktop.connect', server),
  useLocal: () => desktop('desktop.useLocal', {}),
  lan: () => desktop('desktop.lan', {}),
  lanStart: (port, allowed) => desktop('desktop.lanStart', { port, allowed }),
  lanStop: () => desktop('desktop.lanStop', {}),
  restore: () => desktop('desktop.restore', {}),
} satisfies DesktopBridge

contextBridge.exposeInMainWorld('desktop', bridge)
