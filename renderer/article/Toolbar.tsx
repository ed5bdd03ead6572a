import {
  AlignCenterOutlined, AlignLeftOutlined, AlignRightOutlined, BoldOutlined, ItalicOutlined, MenuUnfoldOutlined, OrderedListOutlined,
  RedoOutlined, StrikethroughOutlined, UnderlineOutlined, UndoOutlined, UnorderedListOutlined,
} from '@ant-design/icons'
import type { Editor } from '@tiptap/core'
import { redoDepth, undoDepth } from '@tiptap/pm/history'
import { useEditorState } from '@tiptap/react'
import { Divider, Select } from 'antd'
import type { ReactNode } from 'react'
import type { Level } from '#core/article/numbering'
import { InsertTools } from './InsertTools.tsx'
import { NumberingMenu } from './NumberingMenu.tsx'
import { Signs } from './Signs.tsx'
import { ToolButton, useRoving, useToolbarKeys, type Tool } from './tool.tsx'
import { WidthMenu } from './WidthMenu.tsx'

const styles = [
  { value: 'paragraph', label: '正文' },
  { value: '1', label: '一级标题 一、' },
  { value: '2', label: '二级标题（一）' },
  { value: '3', label: '三级标题 1.' },
  { value: '4', label: '四级标题（1）' },
]

/** What stands where the caret is, read once per change of it. */
function useCaret(editor: Editor) {
  return useEditorState({
    editor,
    selector: ({ editor: e }) => {
      const { $from, empty } = e.state.selection
      const marks = new Set((e.state.storedMarks ?? (empty ? $from.marks() : [])).map(mark => mark.type.name))
      const has = (name: string) => (empty ? marks.has(name) : e.isActive(name))
      const { level, textAlign, firstLine } = $from.parent.attrs as { level?: number; textAlign?: string | null; firstLine?: boolean }
      const around = new Set<string>()
      for (let depth = $from.depth; depth > 0; depth--) around.add($from.node(depth).type.name)
      return {
        style: $from.parent.type.name === 'heading' ? String(level) : 'paragraph',
        bold: has('bold'),
        italic: has('italic'),
        underline: has('underline'),
        strike: has('strike'),
        superscript: has('superscript'),
        subscript: has('subscript'),
        bullet: around.has('bulletList'),
        ordered: around.has('orderedList'),
        center: textAlign === 'center',
        right: textAlign === 'right',
        indent: $from.parent.type.name === 'paragraph' && firstLine !== false,
        link: has('link'),
        inTable: around.has('table'),
        empty,
        undo: undoDepth(e.state) > 0,
        redo: redoDepth(e.state) > 0,
      }
    },
    equalityFn: (a, b) => b !== null && Object.entries(a).every(([name, value]) => b[name as keyof typeof a] === value),
  })
}

/**
 * One row, grouped as WPS groups it: undo, style, letters, paragraph, insert; beside a narrow page two, of which the second inserts. `limited` is the proofreader's: nothing that sets
 * or numbers. `children` are what the screen has of its own.
 */
export function Toolbar({ editor, limited = false, children }: { editor: Editor; limited?: boolean; children?: ReactNode }) {
  const at = useCaret(editor)
  const roving = useRoving()
  const chain = () => editor.chain().focus()
  useToolbarKeys(editor, roving.ref)
  const style = (value: string) => chain().setOfficialHeading(value === 'paragraph' ? null : (Number(value) as Level)).run()
  const undo: Tool[] = [
    { zh: '撤销', keys: 'Ctrl+Z', icon: <UndoOutlined />, why: at.undo ? null : '没有可以撤销的修改', run: () => chain().undo().run() },
    { zh: '重做', keys: 'Ctrl+Y', icon: <RedoOutlined />, why: at.redo ? null : '没有可以重做的修改', run: () => chain().redo().run() },
  ]
  const letters: Tool[] = [
    { zh: '加粗', keys: 'Ctrl+B', icon: <BoldOutlined />, active: at.bold, run: () => chain().toggleBold().run() },
    { zh: '倾斜', keys: 'Ctrl+I', icon: <ItalicOutlined />, active: at.italic, run: () => chain().toggleItalic().run() },
    { zh: '下划线', keys: 'Ctrl+U', icon: <UnderlineOutlined />, active: at.underline, run: () => chain().toggleUnderline().run() },
    { zh: '删除线', icon: <StrikethroughOutlined />, active: at.strike, run: () => chain().toggleStrike().run() },
    { zh: '上标', icon: <b className="tool-text tool-raised" />, active: at.superscript, run: () => chain().toggleMark('superscript').run() },
    { zh: '下标', icon: <b className="tool-text tool-lowered" />, active: at.subscript, run: () => chain().toggleMark('subscript').run() },
  ]
  const paragraph: Tool[] = [
    { zh: '左对齐', icon: <AlignLeftOutlined />, active: !at.center && !at.right, run: () => chain().unsetTextAlign().run() },
    { zh: '居中', icon: <AlignCenterOutlined />, active: at.center, run: () => chain().setTextAlign('center').run() },
    { zh: '右对齐', icon: <AlignRightOutlined />, active: at.right, run: () => chain().setTextAlign('right').run() },
    { zh: '首行缩进', icon: <MenuUnfoldOutlined />, active: at.indent, run: () => chain().updateAttributes('paragraph', { firstLine: !at.indent }).run() },
    { zh: '项目符号', icon: <UnorderedListOutlined />, active: at.bullet, run: () => chain().toggleBulletList().run() },
    { zh: '编号列表', icon: <OrderedListOutlined />, active: at.ordered, run: () => chain().toggleOrderedList().run() },
  ]
  return (
    <div className="toolbar" role="toolbar" aria-label="编辑工具" {...roving}>
      {undo.map(tool => <ToolButton key={tool.zh} {...tool} />)}
      {!limited && (
        <>
          <Divider orientation="vertical" />
          <Select className="tool-style" aria-label="段落样式" value={at.style} options={styles} onSelect={style} popupMatchSelectWidth={false} />
          <NumberingMenu editor={editor} />
        </>
      )}
      <Divider orientation="vertical" />
      {letters.map(tool => <ToolButton key={tool.zh} {...tool} />)}
      {!limited && (
        <>
          <Divider orientation="vertical" />
          {paragraph.map(tool => <ToolButton key={tool.zh} {...tool} />)}
          <Divider orientation="vertical" className="tool-gap" />
          <i className="tool-break" />
          <InsertTools editor={editor} link={at.link} inTable={at.inTable} />
        </>
      )}
      <Signs editor={editor} />
      {!limited && <WidthMenu editor={editor} empty={at.empty} />}
      {children}
    </div>
  )
}
