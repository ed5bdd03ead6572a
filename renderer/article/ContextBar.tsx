import type { Editor } from '@tiptap/core'
import { NodeSelection } from '@tiptap/pm/state'
import { useEditorState } from '@tiptap/react'
import { Button, Input, Segmented } from 'antd'
import { memo, useEffect, useRef, useState } from 'react'
import { pictureColumn } from '../text/schema.ts'
import { onError } from './kept-editors.ts'
import { putPicture } from './editor.ts'
import { useRoving } from './tool.tsx'

type Picture = { digest: string; alt: string; caption: string; width: number | null }
type Place = { kind: 'none' } | { kind: 'table'; merge: boolean; split: boolean } | { kind: 'image'; pos: number; attrs: Picture } | { kind: 'footnote'; pos: number; text: string }

/** The tools for what the caret is in – a table, a picture, a footnote – at the foot of the page, where they move nothing. */
export const ContextBar = memo(function ContextBar({ editor }: { editor: Editor }) {
  const place = useEditorState({
    editor,
    selector: ({ editor: e }): Place => {
      const { selection } = e.state
      if (selection instanceof NodeSelection && selection.node.type.name === 'image') return { kind: 'image', pos: selection.from, attrs: selection.node.attrs as Picture }
      if (selection instanceof NodeSelection && selection.node.type.name === 'footnote') return { kind: 'footnote', pos: selection.from, text: (selection.node.attrs as { text: string }).text }
      for (let depth = selection.$from.depth; depth > 0; depth--) {
        if (selection.$from.node(depth).type.name === 'table') return { kind: 'table', merge: e.can().mergeCells(), split: e.can().splitCell() }
      }
      return { kind: 'none' }
    },
    equalityFn: (a, b) => b !== null && JSON.stringify(a) === JSON.stringify(b),
  })
  useEffect(() => {
    // The bar must not lie on what it is about.
    if (place.kind === 'table' || place.kind === 'footnote') editor.commands.scrollIntoView()
  }, [editor, place.kind])
  if (place.kind === 'none' || !editor.isEditable) return null
  return (
    <div className="context-place">
      {place.kind === 'table' && <TableBar editor={editor} {...place} />}
      {place.kind === 'image' && <PictureBar key={`${place.pos} ${place.attrs.digest}`} editor={editor} {...place} />}
      {place.kind === 'footnote' && <FootnoteBar key={`${place.pos} ${place.text}`} editor={editor} {...place} />}
    </div>
  )
})

function TableBar({ editor, merge, split }: { editor: Editor; merge: boolean; split: boolean }) {
  const roving = useRoving()
  const chain = () => editor.chain().focus()
  const acts: { zh: string; full: string; why?: string | false; danger?: boolean; run(): unknown }[] = [
    { zh: '上插行', full: '在上方插入一行', run: () => chain().addRowBefore().run() },
    { zh: '下插行', full: '在下方插入一行', run: () => chain().addRowAfter().run() },
    { zh: '删行', full: '删除行', run: () => chain().deleteRow().run() },
    { zh: '左插列', full: '在左侧插入一列', run: () => chain().addColumnBefore().run() },
    { zh: '右插列', full: '在右侧插入一列', run: () => chain().addColumnAfter().run() },
    { zh: '删列', full: '删除列', run: () => chain().deleteColumn().run() },
    { zh: '合并', full: '合并单元格', why: !merge && '先拖选要合并的几个单元格', run: () => chain().mergeCells().run() },
    { zh: '拆分', full: '拆分单元格', why: !split && '光标所在的不是合并过的单元格', run: () => chain().splitCell().run() },
    { zh: '标题行', full: '第一行是不是标题行', run: () => chain().toggleHeaderRow().run() },
    { zh: '匀列宽', full: '各列一样宽', run: () => evenColumns(editor) },
    { zh: '删表格', full: '删除表格', danger: true, run: () => chain().deleteTable().run() },
  ]
  return (
    <div className="context-bar" role="toolbar" aria-label="表格工具" {...roving}>
      {acts.map(({ zh, full, why, danger, run }) => (
        <Button key={zh} size="small" type="text" danger={danger ?? false} disabled={Boolean(why)} title={why || full} aria-label={full} onMouseDown={event => event.preventDefault()} onClick={() => run()}>
          {zh}
        </Button>
      ))}
    </div>
  )
}

/** Takes the widths set by dragging away: all columns are as wide again. */
function evenColumns(editor: Editor): boolean {
  return editor
    .chain()
    .focus()
    .command(({ tr }) => {
      const { $from } = tr.selection
      for (let depth = $from.depth; depth > 0; depth--) {
        if ($from.node(depth).type.name !== 'table') continue
        const start = $from.start(depth)
        $from.node(depth).descendants((node, pos) => {
          if (node.type.name === 'tableRow') return true
          if (node.type.name === 'tableCell' || node.type.name === 'tableHeader') tr.setNodeAttribute(start + pos, 'colwidth', null)
          return false
        })
        return true
      }
      return false
    })
    .run()
}

const steps = [25, 50, 75, 100]

function PictureBar({ editor, pos, attrs }: { editor: Editor; pos: number; attrs: Picture }) {
  const [caption, setCaption] = useState(attrs.caption)
  const [alt, setAlt] = useState(attrs.alt)
  const input = useRef<HTMLInputElement>(null)
  const set = (part: Partial<Picture>) =>
    editor.chain().command(({ tr }) => Boolean(tr.setNodeMarkup(pos, null, { ...attrs, caption, alt, ...part }))).setNodeSelection(pos).run()
  const keep = () => (caption !== attrs.caption || alt !== attrs.alt) && set({})
  const replace = async (file: File | undefined) => {
    if (!file) return
    try {
      set({ digest: (await putPicture(file)).digest })
    } catch (error) {
      onError(editor)(error)
    }
  }
  const percent = attrs.width === null ? 0 : Math.round((attrs.width / pictureColumn) * 100)
  return (
    <div className="context-bar" role="group" aria-label="图片工具">
      <Input size="small" className="context-words" aria-label="图注" placeholder="图注（印在图片下方）" maxLength={500} value={caption} onChange={event => setCaption(event.target.value)} onBlur={keep} onPressEnter={keep} />
      <Input size="small" className="context-words" aria-label="替代文字" placeholder="替代文字（读屏用）" maxLength={500} value={alt} onChange={event => setAlt(event.target.value)} onBlur={keep} onPressEnter={keep} />
      <span className="quiet">宽度</span>
      <Segmented
        size="small" aria-label="图片宽度" value={percent}
        options={[{ value: 0, label: '原始' }, ...steps.map(step => ({ value: step, label: `${step}%` }))]}
        onChange={step => set({ width: step === 0 ? null : Math.round((Number(step) / 100) * pictureColumn) })}
      />
      <Button size="small" type="text" onClick={() => input.current?.click()}>
        更换
      </Button>
      <Button size="small" type="text" danger onClick={() => editor.chain().focus().setNodeSelection(pos).deleteSelection().run()}>
        删除图片
      </Button>
      <input ref={input} type="file" hidden accept="image/*" aria-label="选择更换的图片" onChange={event => void replace(event.target.files?.[0])} />
    </div>
  )
}

function FootnoteBar({ editor, pos, text }: { editor: Editor; pos: number; text: string }) {
  const [words, setWords] = useState(text)
  const keep = () => {
    const next = words.trim()
    if (next === text || next === '') return
    editor.chain().command(({ tr }) => Boolean(tr.setNodeMarkup(pos, null, { text: next }))).setNodeSelection(pos).run()
  }
  return (
    <div className="context-bar" role="group" aria-label="脚注工具">
      <span className="quiet">脚注</span>
      <Input.TextArea autoSize aria-label="修改脚注" style={{ width: 380 }} maxLength={1000} value={words} onChange={event => setWords(event.target.value)} onBlur={keep} />
      <Button size="small" type="text" danger onMouseDown={event => event.preventDefault()} onClick={() => editor.chain().focus().setNodeSelection(pos).deleteSelection().run()}>
        删除脚注
      </Button>
    </div>
  )
}
