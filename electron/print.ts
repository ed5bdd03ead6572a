import { randomUUID } from 'node:crypto'
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { type BrowserWindow, dialog, shell } from 'electron'
import type { DesktopReply } from '#core/desktop'
import { no, ok } from '#core/result'
import type { Desk } from './desk.ts'
import { safeFileName } from './files.ts'

/** How long a page of ours may take to be ready for print. */
const READY_SECONDS = 15
/** 党政机关公文 and everything else here is printed on A4; the page's own @page decides margins. */
const PAPER = { pageSize: 'A4', printBackground: true, preferCSSPageSize: true } as const

export type PrintRequest = { to: 'pdf' | 'preview' | 'paper'; name: string; route?: string | undefined }

/** Prints what is on the screen, or the route given, to a PDF file, to the system's viewer (打印预览), or on paper. */
export async function print(
  desk: Desk,
  window: BrowserWindow,
  request: PrintRequest,
): Promise<DesktopReply<'desktop.print'>> {
  if (request.route === undefined) return deliver(desk, window, window, request)
  const hidden = desk.windows.openHidden()
  try {
    await desk.windows.load(hidden, request.route)
    if (!(await isReady(hidden))) return no({ code: 'file-refused', zh: '版面没有准备好，没有打印。请稍后再试。' })
    return await deliver(desk, window, hidden, request)
  } finally {
    if (!hidden.isDestroyed()) hidden.destroy()
  }
}

/** Removes previews: they hold text of articles and are only for looking at. */
export function clearPreviews(folder: string): void {
  try {
    for (const f of readdirSync(previews(folder))) rmSync(join(previews(folder), f), { force: true })
  } catch {
    // none yet, or one still open in a viewer: the next start tries again
  }
}

const previews = (folder: string): string => join(folder, 'preview')

async function deliver(
  desk: Desk,
  parent: BrowserWindow,
  source: BrowserWindow,
  { to, name }: PrintRequest,
): Promise<DesktopReply<'desktop.print'>> {
  if (to === 'paper') return onPaper(source, name)
  const fileName = `${safeFileName(name)}.pdf`
  if (to === 'preview') {
    mkdirSync(previews(desk.folder), { recursive: true, mode: 0o700 })
    const file = join(previews(desk.folder), `${randomUUID().slice(0, 8)}-${fileName}`)
    writeFileSync(file, await source.webContents.printToPDF(PAPER), { mode: 0o600 })
    const failure = await shell.openPath(file)
    return failure === ''
      ? ok({ name: fileName })
      : no({ code: 'file-refused', zh: '这台电脑没有能打开 PDF 的程序。可以改用“导出 PDF”。' })
  }
  const { canceled, filePath } = await dialog.showSaveDialog(parent, {
    title: '导出 PDF',
    defaultPath: fileName,
    filters: [{ name: 'PDF 文件', extensions: ['pdf'] }],
  })
  if (canceled || !filePath) return ok(null)
  try {
    writeFileSync(filePath, await source.webContents.printToPDF(PAPER))
  } catch (why) {
    desk.logs.incident('print', why)
    return no({
      code: 'file-refused',
      zh: `“${basename(filePath)}”写不进去，可能正被其他程序打开，或没有权限。请换一个名字或位置。`,
    })
  }
  return ok({ name: basename(filePath) })
}

function onPaper(source: BrowserWindow, name: string): Promise<DesktopReply<'desktop.print'>> {
  return new Promise(resolve => {
    source.webContents.print({ printBackground: true, pageSize: 'A4' }, (done, reason) => {
      if (done || reason === 'Print job canceled') resolve(ok(done ? { name } : null))
      else resolve(no({ code: 'file-refused', zh: '打印没有成功，请检查打印机。也可以先“导出 PDF”再打印。' }))
    })
  })
}

/** A route for printing says that it is laid out by `<html data-print-ready="yes">`. */
async function isReady(window: BrowserWindow): Promise<boolean> {
  const until = Date.now() + READY_SECONDS * 1000
  while (Date.now() < until) {
    if ((await window.webContents.executeJavaScript('document.documentElement.dataset.printReady ?? ""')) === 'yes')
      return true
    await new Promise(r => setTimeout(r, 100))
  }
  return false
}
