import type { Editor } from '@tiptap/core'
import type { Body } from '#core/article/content'
import type { ImportReport } from '#core/import/import'
import { textToBody } from '#core/import/text'
import { documentOf } from '../text/body.ts'
import { putPicture, type EditorHandlers } from './editor.ts'
import { markStandIns } from './missing-pictures.ts'
import { readHtml, type ReadHtml, type ReadRequest } from './read-html.ts'

const emptyReport = ({ dropped, notes }: ImportReport): boolean => dropped.length === 0 && notes.length === 0

const pictures = (list: FileList | undefined | null): File[] => [...(list ?? [])].filter(file => file.type.startsWith('image/'))

/** Brings pictures to the office and puts them in at `pos`, or where the caret is. */
export async function insertPictures(editor: Editor, files: readonly File[], onError: (error: unknown) => void, pos: number | null = null): Promise<void> {
  for (const file of files) {
    try {
      const { digest } = await putPicture(file)
      const image = { type: 'image', attrs: { digest, alt: '' } }
      if (pos === null) editor.chain().focus().insertContent(image).run()
      else editor.chain().focus().insertContentAt(Math.min(pos, editor.state.doc.content.size), image).run()
    } catch (error) {
      onError(error)
    }
  }
}

/** Pictures dropped from the desktop; anything else is the editor's own affair. */
export function drop(editor: Editor, event: DragEvent, pos: number | null, { onError }: Pick<EditorHandlers, 'onError'>): boolean {
  const files = pictures(event.dataTransfer?.files)
  if (files.length === 0) return false
  event.preventDefault()
  void insertPictures(editor, files, onError, pos)
  return true
}

/**
 * A paste from Word, WPS or a web page goes through the same reader as an imported file, so that what is kept and what is left
 * out is the same, and is said. Words copied inside an editor stay as they are.
 */
export function paste(editor: Editor, data: DataTransfer | null, handlers: EditorHandlers): boolean {
  if (!data) return false
  const html = data.getData('text/html')
  const files = pictures(data.files)
  if (html.includes('data-pm-slice')) return false
  if (html.trim() !== '') {
    void pasteHtml(editor, html, files, handlers)
    return true
  }
  if (files.length > 0) {
    void insertPictures(editor, files, handlers.onError)
    return true
  }
  const text = data.getData('text/plain')
  if (!/[\r\n]/.test(text.trim())) return false
  put(editor, textToBody(text).body)
  return true
}

/** Inserts blocks as one step of undo; a single paragraph joins the one the caret is in. */
function put(editor: Editor, body: Body, nameOf: (digest: string) => string = () => '') {
  const blocks = documentOf(body).content ?? []
  const [only] = blocks
  const words = blocks.length === 1 && only?.type === 'paragraph' ? (only.content ?? []) : blocks
  editor
    .chain()
    .focus()
    .insertContent(words)
    .command(({ tr }) => {
      markStandIns(tr, nameOf)
      tr.setMeta('uiEvent', 'paste')
      return true
    })
    .run()
}

async function pasteHtml(editor: Editor, html: string, files: File[], handlers: EditorHandlers) {
  const first = await read({ html, taken: new Map() }, handlers)
  const { found } = first
  const taken = found.length > 0 ? await takeAll(found, files, handlers) : new Map<string, string>()
  const { body, report } = taken.size === 0 ? first : await read({ html, taken }, handlers)
  if (editor.isDestroyed) return
  put(editor, body, digest => nameOf(found[Number.parseInt(digest, 16)] ?? ''))
  const missing = found.filter(src => !taken.has(src))
  if (missing.length > 0) report.notes.push(`有 ${missing.length} 幅图片没有带进来：${missing.map(nameOf).join('、')}。请在正文中标出的位置选择或拖入图片。`)
  if (found.length === 0 && files.length > 0 && !html.includes('<table')) await insertPictures(editor, files, handlers.onError)
  if (!emptyReport(report)) handlers.onReport(report)
}

/** Characters of HTML above which it is read beside the page, so that the page does not stand still. */
const longPaste = 300_000

async function read(request: ReadRequest, { onWait }: EditorHandlers): Promise<ReadHtml> {
  if (request.html.length < longPaste) return readHtml(request)
  const done = onWait?.()
  const thread = new Worker(new URL('./paste-worker.ts', import.meta.url), { type: 'module' })
  try {
    return await new Promise((resolve, reject) => {
      thread.onmessage = ({ data }: MessageEvent<ReadHtml>) => resolve(data)
      thread.onerror = reject
      thread.postMessage(request)
    })
  } finally {
    thread.terminate()
    done?.()
  }
}

const nameOf = (src: string): string => (/^data:/i.test(src) ? '内嵌图片' : decoded(/[^\\/]*$/.exec(src)![0]) || '图片')

function decoded(name: string): string {
  try {
    return decodeURIComponent(name)
  } catch {
    return name
  }
}

/** Most pictures of one paste that are brought along. */
const mostPictures = 60

/** Source → digest, for every picture that could be had: from the paste, from the clipboard's only file, or by the desktop. */
async function takeAll(sources: readonly string[], files: readonly File[], { onError }: EditorHandlers): Promise<Map<string, string>> {
  const taken = new Map<string, string>()
  for (const src of sources.slice(0, mostPictures)) {
    try {
      const file = sources.length === 1 && files.length === 1 ? files[0]! : await fileOf(src)
      if (file) taken.set(src, (await putPicture(file)).digest)
    } catch (error) {
      onError(error)
    }
  }
  return taken
}

async function fileOf(src: string): Promise<File | null> {
  const data = /^data:(image\/[\w.+-]+);base64,([A-Za-z0-9+/=\s]+)$/i.exec(src)
  if (data) return new File([bytesOf(data[2]!.replace(/\s/g, ''))], `内嵌图片.${data[1]!.slice(6)}`, { type: data[1]! })
  const read = await window.desktop?.readPastedImage(src)
  return read && 'base64' in read ? new File([bytesOf(read.base64)], read.name, { type: read.mediaType }) : null
}

const bytesOf = (base64: string): Uint8Array<ArrayBuffer> => Uint8Array.from(atob(base64), char => char.charCodeAt(0))
