import type { Editor } from '@tiptap/core'
import { EditorContent } from '@tiptap/react'
import { Button, Input } from 'antd'
import { normalise } from '#core/article/canonical'
import type { Content } from '#core/article/content'
import { offsetAt, plainText } from '#core/article/plain-text'
import { HeadingRemarks } from '../remarks/HeadingRemarks.tsx'
import { SelectionBar } from '../remarks/SelectionBar.tsx'
import type { Remarks } from '../remarks/use-remarks.ts'
import type { Passage } from './judgement.ts'

type Props = { editor: Editor; content: Content; remarks: Remarks; editable: boolean; onTitle(change: Partial<Pick<Content, 'title' | 'subtitle'>>): void; onMark: ((passage: Passage) => void) | null }

/** The text on its page: as received for those who judge, with its words open to those who correct. */
export function TextPane({ editor, content, remarks, editable, onTitle, onMark }: Props) {
  return (
    <article className="page review-page">
      {editable ? (
        <>
          <Input.TextArea className="page-title" variant="borderless" autoSize aria-label="标题" value={content.title} onChange={event => onTitle({ title: event.target.value.replace(/\n/g, '') })} />
          {content.subtitle && <Input className="page-subtitle" variant="borderless" aria-label="副标题" value={content.subtitle} onChange={event => onTitle({ subtitle: event.target.value })} />}
        </>
      ) : (
        <>
          <h1 className="page-title">{content.title || '（未填写标题）'}</h1>
          {content.subtitle && <p className="page-subtitle">{content.subtitle}</p>}
        </>
      )}
      <HeadingRemarks content={content} remarks={remarks} />
      <EditorContent editor={editor} className="page-text" />
      <SelectionBar editor={editor} remarks={remarks} more={onMark ? close => <MarkButton editor={editor} content={content} onMark={passage => (onMark(passage), close())} /> : undefined} />
    </article>
  )
}

/** Beside a selection: takes it up as a passage of the return that may follow. */
function MarkButton({ editor, content, onMark }: { editor: Editor; content: Content; onMark(passage: Passage): void }) {
  const take = () => {
    const plain = plainText(normalise(content))
    const { from, to } = editor.state.selection
    const [start, end] = [offsetAt(plain, from), offsetAt(plain, to)]
    if (start === null || end === null || end <= start) return
    onMark({ start, end, quote: plain.text.slice(start, end).slice(0, 2000), note: '' })
    editor.commands.setTextSelection(to)
  }
  return (
    <Button size="small" type="text" danger onClick={take}>
      标为问题
    </Button>
  )
}
