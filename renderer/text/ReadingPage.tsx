import { EditorContent, useEditor } from '@tiptap/react'
import { useEffect, type ReactNode } from 'react'
import type { Content } from '#core/article/content'
import { documentOf } from './body.ts'
import { schemaExtensions } from './schema.ts'
import './text.css'

/** To who hears the page: words to be read, no field. */
export const readOnly = { role: 'document', 'aria-label': '正文' }

/** A text as it stands, on its page of 34 characters, for reading. `children` stand under the title. */
export function ReadingPage({ content, children }: { content: Pick<Content, 'title' | 'subtitle' | 'body'>; children?: ReactNode }) {
  const editor = useEditor({ extensions: schemaExtensions(), content: documentOf(content.body), editable: false, editorProps: { attributes: readOnly } })
  useEffect(() => {
    editor.commands.setContent(documentOf(content.body), { emitUpdate: false })
  }, [editor, content.body])
  return (
    <article className="page">
      <h1 className="page-title">{content.title || '（未填写标题）'}</h1>
      {content.subtitle && <p className="page-subtitle">{content.subtitle}</p>}
      {children}
      <EditorContent editor={editor} className="page-text" />
    </article>
  )
}
