import { writeFileSync } from 'node:fs'
import { basename } from 'node:path'
import { type BrowserWindow, dialog } from 'electron'
import type { DesktopReply } from '#core/desktop'
import type { Refusal } from '#core/refusal'
import { no, ok, type Result } from '#core/result'
import type { Desk } from './desk.ts'
import { safeFileName } from './files.ts'

/** How long a page of ours may take to be ready for print. */
const READY_SECONDS = 15
/** 党政机关公文 and everything else here is printed on A4; the page's own @page decides margins. */
const PAPER = { pageSize: 'A4', printBackground: true, preferCSSPageSize: true } as const

export type PrintRequest = { to: 'pdf' | 'paper'; name: string; route?: string | undefined }

/** Prints what is on the screen, or the route given, to a PDF file or on paper. */
export const print = (
  desk: Desk,
  window: BrowserWindow,
  request: PrintRequest,
): Promise<DesktopReply<'desktop.print'>> =>
  laidOut(desk, window, request.route, source =>
    request.to === 'paper' ? onPaper(source, request.name) : toFile(desk, window, source, request.name),
  )

/** 打印预览: the pages as they would be printed, for the page to show. Nothing of them is written to the disk. */
export const printPages = (
  desk: Desk,
  window: BrowserWindow,
  route: string | undefined,
): Promise<DesktopReply<'desktop.printPages'>> =>
  laidOut(desk, window, route, async source => ok({ pdf: new Uint8Array(await source.webContents.printToPDF(PAPER)) }))

/** What is printed is in the window itself, or in one that nobody sees, where the route is laid out first. */
async function laidOut<T>(
  desk: Desk,
  window: BrowserWindow,
  route: string | undefined,
  act: (source: BrowserWindow) => Promise<Result<T, Refusal>>,
): Promise<Result<T, Refusal>> {
  if (route === undefined) return act(window)
  const hidden = desk.windows.openHidden()
  try {
    await desk.windows.load(hidden, route)
    if (!(await isReady(hidden))) return no({ code: 'file-refused', zh: '版面没有准备好，没有打印。请稍后再试。' })
    return await act(hidden)
  } finally {
    if (!hidden.isDestroyed()) hidden.destroy()
  }
}

async function toFile(
  desk: Desk,
  parent: BrowserWindow,
  source: BrowserWindow,
  name: string,
): Promise<DesktopReply<'desktop.print'>> {
  const { canceled, filePath } = await dialog.showSaveDialog(parent, {
    title: '导出 PDF',
    defaultPath: `${safeFileName(name)}.pdf`,
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
