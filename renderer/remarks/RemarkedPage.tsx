import { EditorContent, useEditor } from '@tiptap/react'
import { useEffect } from 'react'
import type { Content } from '#core/article/content'
import { Drawing } from '../text/drawing.ts'
import { documentOf } from '../text/body.ts'
import { schemaExtensions } from '../text/schema.ts'
import { readOnly } from '../text/ReadingPage.tsx'
import '../text/text.css'
import { HeadingRemarks } from './HeadingRemarks.tsx'
import { useRemarkKeys } from './keys.ts'
import { RemarkMarks } from './marks.ts'
import { RemarksPanel } from './RemarksPanel.tsx'
import { SelectionBar } from './SelectionBar.tsx'
import { useRemarks } from './use-remarks.ts'

const stay = () => {}

/** A text for reading, with what is said of it beside it: those who may not change it now may still comment and answer. */
export function RemarkedPage({ id, hash, content }: { id: string; hash: string; content: Content }) {
  const editor = useEditor({ extensions: [...schemaExtensions(), Drawing, RemarkMarks], content: documentOf(content.body), editable: false, editorProps: { attributes: readOnly } })
  useEffect(() => {
    editor.commands.setContent(documentOf(content.body), { emitUpdate: false })
  }, [editor, content.body])
  const remarks = useRemarks({ id, hash, kept: content, shown: content, editor, onOpen: stay })
  useRemarkKeys(remarks, editor, null)
  return (
    <div className="reading-with-remarks">
      <article className="page review-page">
        <h1 className="page-title">{content.title || '（未填写标题）'}</h1>
        {content.subtitle && <p className="page-subtitle">{content.subtitle}</p>}
        <HeadingRemarks content={content} remarks={remarks} />
        <EditorContent editor={editor} className="page-text" />
        <SelectionBar editor={editor} remarks={remarks} />
      </article>
      <aside aria-label="批注">
        <h2>批注</h2>
        <RemarksPanel remarks={remarks} settling={null} />
      </aside>
    </div>
  )
}
