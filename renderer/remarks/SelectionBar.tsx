import { CommentOutlined, EditOutlined } from '@ant-design/icons'
import type { Editor } from '@tiptap/core'
import { Button } from 'antd'
import { memo, useEffect, useRef, useState, type ReactNode } from 'react'
import { selectedRange } from './places.ts'
import type { Remarks } from './use-remarks.ts'

type At = { top: number; left: number; title: boolean }

/** Beside a selection on the page: what may be said of it. `more` gets how to put the bar away, and is for words of the body only. */
export const SelectionBar = memo(function SelectionBar({ editor, remarks, more }: { editor: Editor; remarks: Remarks; more?: ((close: () => void) => ReactNode) | undefined }) {
  const [at, setAt] = useState<At | null>(null)
  const bar = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const text = editor.view.dom
    const page = text.closest<HTMLElement>('.page')
    if (!page) return
    const hide = () => setAt(null)
    const place = () => setAt(placeIn(page, editor))
    // Only where the person selected: a step to a finding selects too, and is no wish to speak of it.
    const onPointer = ({ target }: Event) => {
      if (!(target instanceof Node && bar.current?.contains(target))) window.setTimeout(place, 0)
    }
    const onKey = (event: KeyboardEvent) => {
      if (event.key === 'Escape') hide()
      else if (event.shiftKey && event.key.startsWith('Arrow')) place()
    }
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
  const may = remarks.list?.may
  const extra = !at?.title && more?.(() => setAt(null))
  if (!at || !may || (may.comment !== null && may.suggest !== null && !extra)) return null
  const compose = (kind: 'comment' | 'suggestion') => {
    remarks.compose(kind)
    setAt(null)
  }
  return (
    // The selection must survive the press on a button.
    <div className="selection-bar" ref={bar} role="toolbar" aria-label="对选中的文字" style={{ top: at.top, left: at.left }} onMouseDown={event => event.preventDefault()}>
      {may.comment === null && (
        <Button size="small" type="text" icon={<CommentOutlined />} title="Ctrl+Alt+M" onClick={() => compose('comment')}>
          批注
        </Button>
      )}
      {may.suggest === null && (
        <Button size="small" type="text" icon={<EditOutlined />} title="Ctrl+Alt+E" onClick={() => compose('suggestion')}>
          建议修改
        </Button>
      )}
      {extra}
    </div>
  )
})

const barWidth = 280

/** Under the end of the selection, within the page. */
function placeIn(page: HTMLElement, editor: Editor): At | null {
  const frame = page.getBoundingClientRect()
  const fit = (left: number) => Math.max(8, Math.min(left - frame.left - 40, frame.width - barWidth))
  const field = document.activeElement
  if ((field instanceof HTMLTextAreaElement || field instanceof HTMLInputElement) && page.contains(field)) {
    const box = field.getBoundingClientRect()
    return field.selectionStart === field.selectionEnd ? null : { top: box.bottom - frame.top + 4, left: fit(box.left + box.width / 2), title: true }
  }
  const selection = window.getSelection()
  const heading = selection?.isCollapsed === false ? selection.anchorNode?.parentElement?.closest('.page-title, .page-subtitle') : null
  if (selection && heading && page.contains(heading)) {
    const box = selection.getRangeAt(0).getBoundingClientRect()
    return { top: box.bottom - frame.top + 4, left: fit(box.right), title: true }
  }
  const { from, to } = selectedRange(editor)
  if (from === to) return null
  const end = editor.view.coordsAtPos(to)
  return { top: end.bottom - frame.top + 4, left: fit(end.left), title: false }
}
