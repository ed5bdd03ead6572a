import { mkdirSync, writeFileSync } from 'node:fs'
import { totalmem, release } from 'node:os'
import { basename } from 'node:path'
import { app, type BrowserWindow, dialog, shell } from 'electron'
import type { z } from 'zod'
import { type DesktopName, type DesktopReply, desktopInputs, fileKinds } from '#core/desktop'
import { no, ok } from '#core/result'
import type { Desk } from './desk.ts'
import { readChosen, safeFileName } from './files.ts'
import type { Reply } from './host.ts'
import { managing } from './lan.ts'
import { readPastedImage } from './pasted-image.ts'
import { connect, lookAt, placeOf, restore, useLocal } from './place.ts'
import { print, printPages } from './print.ts'
import { recentName, withRecent } from './state.ts'
import { openExternal } from './window.ts'

type Input<N extends DesktopName> = z.output<(typeof desktopInputs)[N]>
type Handlers = { [N in DesktopName]: (desk: Desk, input: Input<N>, window: BrowserWindow) => Promise<DesktopReply<N>> }
export type ShellParts = { pending(count: number, overdue: number): void; savedBeforeClose(ok: boolean): void }

/** Answers the calls that concern this PC and not the office. Input is parsed here; a name of no such call is refused. */
export function desktopCalls(desk: Desk, parts: ShellParts) {
  const handlers = table(parts)
  return async (name: string, input: unknown, window: BrowserWindow): Promise<Reply> => {
    if (!Object.hasOwn(desktopInputs, name)) return no({ code: 'no-such-call', name })
    const known = name as DesktopName
    const parsed = desktopInputs[known].safeParse(input)
    if (!parsed.success)
      return no({
        code: 'invalid-input',
        issues: parsed.error.issues.map(i => ({ field: i.path.join('.'), zh: '填写的内容不符合要求' })),
      })
    const handler = handlers[known] as (desk: Desk, input: unknown, window: BrowserWindow) => Promise<Reply>
    return handler(desk, parsed.data, window)
  }
}

const done = ok<Record<string, never>>({})

function table(parts: ShellParts): Handlers {
  return {
    'desktop.info': async desk =>
      ok({
        version: app.getVersion(),
        electron: process.versions.electron ?? '',
        platform: `${process.platform}-${process.arch}`,
        logs: desk.logs.folder,
      }),
    'desktop.pickFile': pickFile,
    'desktop.saveFile': saveFile,
    'desktop.readPastedImage': async (_desk, { url }) => ok(readPastedImage(url)),
    'desktop.recent': async desk => ok(desk.state.now.recent.map(r => ({ name: recentName(r), at: r.at }))),
    'desktop.openRecent': async (desk, { index }) => openRecent(desk, index),
    'desktop.print': (desk, input, window) => print(desk, window, input),
    'desktop.printPages': (desk, { route }, window) => printPages(desk, window, route),
    'desktop.unsaved': async (desk, { titles }) => {
      desk.unsaved = titles
      return done
    },
    'desktop.savedBeforeClose': async (_desk, { ok: saved }) => {
      parts.savedBeforeClose(saved)
      return done
    },
    'desktop.pending': async (_desk, { count, overdue }) => {
      parts.pending(count, overdue)
      return done
    },
    'desktop.openExternal': async (desk, { url }, window) => ok({ opened: await openExternal(url, window, desk.logs) }),
    'desktop.openLogs': async desk => {
      mkdirSync(desk.logs.folder, { recursive: true })
      await shell.openPath(desk.logs.folder)
      return done
    },
    'desktop.diagnostics': saveDiagnostics,
    'desktop.settings': async desk => ok({ settings: desk.state.now.settings, backup: desk.state.now.backup }),
    'desktop.setSettings': async (desk, change) => {
      const given = Object.fromEntries(Object.entries(change).filter(([, v]) => v !== undefined))
      desk.state.change({ settings: { ...desk.state.now.settings, ...given } })
      desk.refresh()
      return ok(desk.state.now.settings)
    },
    'desktop.chooseBackupFolder': chooseBackupFolder,
    'desktop.backupNow': async desk => ok(await desk.backups.run()),
    'desktop.place': async desk => ok(placeOf(desk.state.now)),
    'desktop.probe': (desk, { address }) => lookAt(desk, address),
    'desktop.connect': (desk, input) => connect(desk, input),
    'desktop.useLocal': desk => useLocal(desk),
    'desktop.lan': desk => managing(desk.host, desk.door, '开启服务', async () => desk.lan.view()),
    'desktop.lanStart': (desk, { port, allowed }) =>
      managing(desk.host, desk.door, '开启服务', () => desk.lan.start(port, allowed)),
    'desktop.lanStop': desk => managing(desk.host, desk.door, '停止服务', () => desk.lan.stop()),
    'desktop.restore': (desk, _input, window) => restore(desk, window),
  }
}

async function pickFile(
  desk: Desk,
  { kind }: Input<'desktop.pickFile'>,
  window: BrowserWindow,
): Promise<DesktopReply<'desktop.pickFile'>> {
  const { zh, extensions } = fileKinds[kind]
  const { canceled, filePaths } = await dialog.showOpenDialog(window, {
    title: `选择${zh}`,
    properties: ['openFile'],
    filters: [{ name: zh, extensions: [...extensions] }],
  })
  const path = filePaths[0]
  if (canceled || path === undefined) return ok(null)
  const read = readChosen(path, kind)
  if (read.ok && kind === 'document') remember(desk, path)
  return read
}

async function saveFile(
  desk: Desk,
  { name, bytes }: Input<'desktop.saveFile'>,
  window: BrowserWindow,
): Promise<DesktopReply<'desktop.saveFile'>> {
  const { canceled, filePath } = await dialog.showSaveDialog(window, { title: '保存', defaultPath: safeFileName(name) })
  return canceled || !filePath ? ok(null) : written(desk, filePath, bytes)
}

function written(desk: Desk, path: string, bytes: Uint8Array): DesktopReply<'desktop.saveFile'> {
  try {
    writeFileSync(path, bytes)
    return ok({ name: basename(path) })
  } catch (why) {
    desk.logs.incident('save-file', why)
    const full = (why as { code?: string }).code === 'ENOSPC'
    const zh = full
      ? '磁盘已满，文件没有保存。请清理后再试，或换一个位置。'
      : `“${basename(path)}”写不进去，可能正被其他程序打开，或没有权限。请换一个名字或位置。`
    return no({ code: 'file-refused', zh })
  }
}

/** Opens one of the recent files; one that is gone leaves the list. */
export async function openRecent(desk: Desk, index: number): Promise<DesktopReply<'desktop.openRecent'>> {
  const entry = desk.state.now.recent[index]
  if (entry === undefined) return no({ code: 'not-found', what: '最近打开的文件' })
  const read = readChosen(entry.path, 'document')
  if (read.ok) remember(desk, entry.path)
  else desk.state.change({ recent: desk.state.now.recent.filter(r => r.path !== entry.path) })
  desk.refresh()
  return read
}

/** Hands a .docx to the page, or says why not. */
export function openDocument(desk: Desk, path: string): void {
  const read = readChosen(path, 'document')
  if (!read.ok)
    return desk.tell('notice', {
      level: 'warning',
      zh: read.refusal.code === 'file-refused' ? read.refusal.zh : '文件打不开。',
    })
  remember(desk, path)
  desk.tell('file-opened', read.value)
}

function remember(desk: Desk, path: string): void {
  desk.state.change({ recent: withRecent(desk.state.now.recent, path, new Date().toISOString()) })
  desk.refresh()
}

/** 诊断包: versions, settings, logs. No text of an article is in any of them. */
export async function saveDiagnostics(
  desk: Desk,
  _input: unknown,
  window: BrowserWindow,
): Promise<DesktopReply<'desktop.diagnostics'>> {
  const day = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10)
  const { canceled, filePath } = await dialog.showSaveDialog(window, {
    title: '生成诊断包',
    defaultPath: `审校台诊断包-${day}.zip`,
    filters: [{ name: '压缩文件', extensions: ['zip'] }],
  })
  if (canceled || !filePath) return ok(null)
  const { settings, backup, recent } = desk.state.now
  const about = {
    version: app.getVersion(),
    electron: process.versions.electron,
    node: process.versions.node,
    platform: `${process.platform} ${release()} ${process.arch}`,
    memoryMB: Math.round(totalmem() / 2 ** 20),
    packaged: app.isPackaged,
    settings,
    recentFiles: recent.length,
    backup: { chosen: backup.folder !== null, lastAt: backup.lastAt, failed: backup.lastError !== null },
  }
  return written(desk, filePath, desk.logs.diagnostics(about))
}

async function chooseBackupFolder(
  desk: Desk,
  _input: unknown,
  window: BrowserWindow,
): Promise<DesktopReply<'desktop.chooseBackupFolder'>> {
  const { canceled, filePaths } = await dialog.showOpenDialog(window, {
    title: '选择备份文件夹',
    properties: ['openDirectory', 'createDirectory'],
  })
  const folder = filePaths[0]
  if (!canceled && folder !== undefined) desk.state.change({ backup: { folder, lastAt: null, lastError: null } })
  return ok(desk.state.now.backup)
}
