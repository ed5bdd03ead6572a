import { Editor, type Extensions } from '@tiptap/core'
import { Placeholder } from '@tiptap/extensions'
import { useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react'
import { largestFileMB, type Attachment, type Body } from '#core/article/content'
import type { ImportReport } from '#core/import/import'
import { ask, Refused } from '../api.ts'
import { RemarkMarks } from '../remarks/marks.ts'
import { bodyOf, documentOf, sameBody } from '../text/body.ts'
import { Drawing } from '../text/drawing.ts'
import { FindingMarks } from '../text/findings.ts'
import { inAGap } from '../text/idle.ts'
import { schemaExtensions } from '../text/schema.ts'
import { Hits } from './hits.ts'
import { keptEditor, keptOf, type Live } from './kept-editors.ts'
import { MissingPictures } from './missing-pictures.ts'
import { OfficialNumbering } from './numbering.ts'
import { drop, paste } from './paste.ts'

export type EditorHandlers = {
  /** The text, after a moment's rest in typing, when `collect` is called, and when the editor leaves the screen. */
  onChange(body: Body): void
  /** The first keystroke after the last `onChange`, and every one after it: there is something to collect. */
  onTyping?(): void
  /** What a paste left out; silent when nothing was. */
  onReport(report: ImportReport): void
  onError(error: unknown): void
  /** Something takes a while; the result says that it is over. */
  onWait?(): () => void
}

/** `keep`: what text this is; its editor with its undo history is there again when the person comes back to the same text. */
export type EditorOptions = {
  keep: string
  editable?: boolean
  /** The author's own tools, which no proofread has; and `onChange` waits for a rest in typing. */
  writing?: boolean
}

/** Milliseconds of rest in typing before the text is read out of the editor. */
const restMs = 500
/** Milliseconds of typing without a rest after which it is read all the same. */
const longestMs = 3000

/** Refuses before it is read what the office would refuse: turning a film into text and sending it holds the page for seconds. */
export function refuseTooLarge({ size }: File): void {
  if (size > largestFileMB * 1024 * 1024) throw new Refused({ code: 'too-large', limitMB: largestFileMB })
}

/** Brings a picture or file to the office and gives what the text needs to name it. */
export async function putFile(file: File): Promise<Attachment> {
  refuseTooLarge(file)
  const bytes = new Uint8Array(await file.arrayBuffer())
  return ask('file.put', { name: file.name || '图片.png', mediaType: file.type, base64: base64Of(bytes) })
}

/** Brings a picture to the office. What no browser shows is not sent: it would be kept as it is, place and time of its making included. */
export async function putPicture(file: File): Promise<Attachment> {
  const head = new Uint8Array(await file.slice(0, 12).arrayBuffer())
  const sign = String.fromCharCode(...head)
  const shown = sign.startsWith('\x89PNG') || sign.startsWith('\xff\xd8\xff') || sign.startsWith('GIF8') || (sign.startsWith('RIFF') && sign.endsWith('WEBP'))
  if (!shown) throw new Refused({ code: 'file-refused', zh: `“${file.name}”不是 PNG、JPEG、WebP、GIF 图片，网页上不能显示。请另存为 JPEG 或 PNG 再插入。` })
  return putFile(file)
}

export function base64Of(bytes: Uint8Array): string {
  let binary = ''
  for (let i = 0; i < bytes.length; i += 32_768) binary += String.fromCharCode(...bytes.subarray(i, i + 32_768))
  return btoa(binary)
}

const nobody: EditorHandlers = { onChange: () => {}, onReport: () => {}, onError: () => {} }

function newEditor(body: Body, live: Live, writing: boolean): Editor {
  const handlers = () => live.current ?? nobody
  const own: Extensions = writing
    ? [OfficialNumbering, Hits, MissingPictures.configure({ put: putPicture, onError: error => handlers().onError(error) })]
    : []
  const editor: Editor = new Editor({
    extensions: [...schemaExtensions(), Drawing, FindingMarks, RemarkMarks, ...own, Placeholder.configure({ placeholder: '在此录入正文，或从 Word、WPS 粘贴' })],
    content: documentOf(body),
    // Nobody asks what was deleted, and to know it costs something at every key.
    enableCoreExtensions: { delete: false },
    // Only official numbers are understood while typing: a line that begins with 1. or - is meant as it is typed.
    enableInputRules: [OfficialNumbering],
    editorProps: {
      // Neither the toolbar above nor the bar of tools below may lie on the caret's line.
      scrollMargin: { top: 110, bottom: 72, left: 8, right: 8 },
      scrollThreshold: { top: 90, bottom: 60, left: 0, right: 0 },
      attributes: { 'aria-label': '正文', role: 'textbox', 'aria-multiline': 'true', spellcheck: 'false' },
      handlePaste: (_view, event) => paste(editor, event.clipboardData, handlers()),
      handleDrop: (view, event) => drop(editor, event, view.posAtCoords({ left: event.clientX, top: event.clientY })?.pos ?? null, handlers()),
    },
  })
  keepsItsSelection(editor.view.dom)
  return editor
}

/**
 * React walks through every word of an editable element that has the focus, at each drawing of whatever stands beside it, to be able
 * to put its selection back. This editor looks after its own; what React asks by is answered so that it leaves it alone.
 */
function keepsItsSelection(dom: HTMLElement): void {
  Object.defineProperty(dom, 'contentEditable', {
    get: () => (dom.isContentEditable ? 'plaintext-only' : 'false'),
    set(value: string) {
      dom.setAttribute('contenteditable', value)
    },
  })
}

/**
 * The editor of an article's text. Reading its text out costs more than a keystroke may, so that `onChange` waits for a rest in
 * typing; `collect` has it at once, and must be called before the text is saved.
 */
export function useTextEditor(body: Body, handlers: EditorHandlers, { keep, editable = true, writing = false }: EditorOptions): { editor: Editor; collect: () => void } {
  const [editor] = useState(() => keptEditor(keep, body, live => newEditor(body, live, writing)))
  useLayoutEffect(() => {
    keptOf(editor).live.current = handlers
  })
  const timer = useRef<{ callOff: () => void; since: number } | null>(null)
  const rest = useCallback(() => {
    timer.current?.callOff()
    timer.current = null
  }, [])
  const collect = useCallback(() => {
    if (timer.current === null) return
    rest()
    const mine = keptOf(editor)
    const next = bodyOf(editor.state.doc)
    if (sameBody(next, mine.shown)) return
    mine.shown = next
    mine.sent.add(next)
    mine.live.current?.onChange(next)
  }, [editor, rest])
  useEffect(() => {
    const mine = keptOf(editor)
    mine.onScreen = true
    const onUpdate = () => {
      const now = performance.now()
      const since = timer.current?.since ?? now
      rest()
      timer.current = { callOff: inAGap(collect, Math.max(0, Math.min(restMs, since + longestMs - now))), since }
      if (writing) mine.live.current?.onTyping?.()
      else collect()
    }
    editor.on('update', onUpdate)
    return () => {
      editor.off('update', onUpdate)
      collect()
      mine.onScreen = false
    }
  }, [editor, writing, collect, rest])
  useEffect(() => {
    const mine = keptOf(editor)
    // A screen that draws at leisure may show a body that is no longer the last: it came from here and is no news.
    if (mine.sent.has(body) || sameBody(body, mine.shown)) return
    rest()
    mine.shown = body
    editor.commands.setContent(documentOf(body), { emitUpdate: false })
  }, [editor, body, rest])
  useEffect(() => {
    if (editor.isEditable !== editable) editor.setEditable(editable, false)
  }, [editor, editable])
  return { editor, collect }
}
