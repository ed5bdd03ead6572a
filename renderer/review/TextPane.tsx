import type { Editor } from '@tiptap/core'
import { EditorContent } from '@tiptap/react'
import { Button, Input } from 'antd'
import { useEffect, useState } from 'react'
import { normalise } from '#core/article/canonical'
import type { Content } from '#core/article/content'
import { offsetAt, plainText } from '#core/article/plain-text'
import type { Passage } from './judgement.ts'

type Props = { editor: Editor; content: Content; editable: boolean; onTitle(change: Partial<Pick<Content, 'title' | 'subtitle'>>): void; onMark: ((passage: Passage) => void) | null }

/** The text on its page: as received for those who judge, with its words open to those who correct. */
export function TextPane({ editor, content, editable, onTitle, onMark }: Props) {
  return (
    <article className="page review-page">
      {editable ? (
        <>
          <Input.TextArea className="page-title" variant="borderless" autoSize aria-label="标题" value={content.title} onChange={event => onTitle({ title: event.target.value.replace(/\n/g, '') })} />
          {content.subtitle && <Input className="page-subtitle" variant="borderless" aria-label="副标题" value={content.subtitle} onChange={event => onTitle({ subtitle: event.target.value })} />}
        </>
      ) : (
        <>
          <h1 className="page-title">{content.title || '(未填写标题)'}</h1>
          {content.subtitle && <p className="page-subtitle">{content.subtitle}</p>}
        </>
      )}
      <EditorContent editor={editor} className="page-text" />
      {onMark && <MarkButton editor={editor} content={content} onMark={onMark} />}
    </article>
  )
}

/** Beside a selection: takes it up as a passage of the return that may follow. */
function MarkButton({ editor, content, onMark }: { editor: Editor; content: Content; onMark(passage: Passage): void }) {
  const [at, setAt] = useState<{ top: number; left: number } | null>(null)
  useEffect(() => {
    const place = () => {
      const { from, to } = editor.state.selection
      const page = editor.view.dom.closest('.page')?.getBoundingClientRect()
      if (from === to || !page) return setAt(null)
      const end = editor.view.coordsAtPos(to)
      setAt({ top: end.bottom - page.top + 4, left: Math.max(8, Math.min(end.left - page.left - 40, page.width - 120)) })
    }
    // Only where the person selected: a step to a finding selects too, and is no wish to mark it.
    const hide = () => setAt(null)
    const onKey = (event: KeyboardEvent) => {
      if (event.shiftKey && event.key.startsWith('Arrow')) place()
    }
    const page = editor.view.dom
    const onPointer = () => window.setTimeout(place, 0)
    editor.on('selectionUpdate', hide)
    page.addEventListener('mouseup', onPointer)
    page.addEventListener('touchend', onPointer)
    page.addEventListener('keyup', onKey)
    return () => {
      editor.off('selectionUpdate', hide)
      page.removeEventListener('mouseup', onPointer)
      page.removeEventListener('touchend', onPointer)
      page.removeEventListener('keyup', onKey)
    }
  }, [editor])
  if (!at) return null
  const take = () => {
    const plain = plainText(normalise(content))
    const { from, to } = editor.state.selection
    const [start, end] = [offsetAt(plain, from), offsetAt(plain, to)]
    if (start === null || end === null || end <= start) return
    onMark({ start, end, quote: plain.text.slice(start, end).slice(0, 2000), note: '' })
    editor.commands.setTextSelection(to)
    setAt(null)
  }
  return (
    <div className="mark-button" style={at}>
      <Button size="small" danger onMouseDown={event => event.preventDefault()} onClick={take}>
        标为问题
      </Button>
    </div>
  )
}
