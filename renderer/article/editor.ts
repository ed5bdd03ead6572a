import type { Editor } from '@tiptap/core'
import { Placeholder } from '@tiptap/extensions'
import { useEditor } from '@tiptap/react'
import { useEffect, useRef } from 'react'
import type { Attachment, Body } from '#core/article/content'
import { canonicalJson } from '#core/article/canonical'
import { htmlToBody } from '#core/import/html'
import type { ImportReport } from '#core/import/import'
import { ask } from '../api.ts'
import { bodyOf, documentOf } from '../text/body.ts'
import { FindingMarks } from '../text/findings.ts'
import { schemaExtensions } from '../text/schema.ts'

export type EditorHandlers = {
  onChange(body: Body): void
  /** What a paste left out; silent when nothing was. */
  onReport(report: ImportReport): void
  onError(error: unknown): void
}

const emptyReport = ({ dropped, notes }: ImportReport): boolean => dropped.length === 0 && notes.length === 0

/** Brings a picture or file to the office and gives what the text needs to name it. */
export async function putFile(file: File): Promise<Attachment> {
  const bytes = new Uint8Array(await file.arrayBuffer())
  return ask('file.put', { name: file.name || '图片.png', mediaType: file.type, base64: base64Of(bytes) })
}

export function base64Of(bytes: Uint8Array): string {
  let binary = ''
  for (let i = 0; i < bytes.length; i += 32_768) binary += String.fromCharCode(...bytes.subarray(i, i + 32_768))
  return btoa(binary)
}

const pictures = (list: FileList | undefined | null): File[] => [...(list ?? [])].filter(file => file.type.startsWith('image/'))

async function insertPictures(editor: Editor, files: readonly File[], onError: (error: unknown) => void) {
  for (const file of files) {
    try {
      const { digest } = await putFile(file)
      editor.chain().focus().insertContent({ type: 'image', attrs: { digest, alt: '' } }).run()
    } catch (error) {
      onError(error)
    }
  }
}

/**
 * The editor of an article's text. A paste from Word, WPS or a web page goes through the same reader as an imported file,
 * so that what is kept and what is left out is the same, and is said.
 */
export function useTextEditor(body: Body, handlers: EditorHandlers, editable = true): Editor {
  const live = useRef(handlers)
  useEffect(() => {
    live.current = handlers
  })
  const shown = useRef(canonicalJson(body))
  const editorRef = useRef<Editor | null>(null)
  const editor = useEditor({
    extensions: [...schemaExtensions(), FindingMarks, Placeholder.configure({ placeholder: '在此录入正文,或从 Word、WPS 粘贴' })],
    content: documentOf(body),
    editable,
    shouldRerenderOnTransaction: false,
    onUpdate: ({ editor: now }) => {
      const next = bodyOf(now.getJSON())
      const text = canonicalJson(next)
      if (text === shown.current) return
      shown.current = text
      live.current.onChange(next)
    },
    editorProps: {
      attributes: { 'aria-label': '正文', role: 'textbox', 'aria-multiline': 'true', spellcheck: 'false' },
      handlePaste: (_view, event) => paste(editorRef.current, event.clipboardData, live.current),
      handleDrop: (_view, event) => {
        const files = pictures(event.dataTransfer?.files)
        if (files.length === 0 || !editorRef.current) return false
        void insertPictures(editorRef.current, files, live.current.onError)
        return true
      },
    },
  })
  useEffect(() => {
    editorRef.current = editor
  }, [editor])
  useEffect(() => {
    const text = canonicalJson(body)
    if (text === shown.current) return
    shown.current = text
    editor.commands.setContent(documentOf(body), { emitUpdate: false })
  }, [editor, body])
  useEffect(() => {
    editor.setEditable(editable, false)
  }, [editor, editable])
  return editor
}

function paste(editor: Editor | null, data: DataTransfer | null, handlers: EditorHandlers): boolean {
  if (!editor || !data) return false
  const html = data.getData('text/html')
  const files = pictures(data.files)
  if (html.trim() === '') {
    if (files.length === 0) return false
    void insertPictures(editor, files, handlers.onError)
    return true
  }
  if (html.includes('data-pm-slice')) return false
  const { body, report } = htmlToBody(html)
  editor.chain().focus().insertContent(documentOf(body).content ?? []).run()
  if (files.length > 0 && !html.includes('<table')) void insertPictures(editor, files, handlers.onError)
  if (!emptyReport(report)) handlers.onReport(report)
  return true
}
