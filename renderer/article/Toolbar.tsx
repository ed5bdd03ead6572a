import {
  AlignCenterOutlined, AlignLeftOutlined, AlignRightOutlined, BoldOutlined, ItalicOutlined, LinkOutlined, MenuOutlined, OrderedListOutlined,
  PictureOutlined, RedoOutlined, StrikethroughOutlined, TableOutlined, UnderlineOutlined, UndoOutlined, UnorderedListOutlined,
} from '@ant-design/icons'
import type { Editor } from '@tiptap/core'
import { useEditorState } from '@tiptap/react'
import { App, Button, Divider, Dropdown, Input, Popover, Select, Space, Tooltip } from 'antd'
import { useRef, useState, type ReactNode } from 'react'
import { isSafeHref } from '#core/article/content'
import { useSentence } from '../ui/names.tsx'
import { putFile } from './editor.ts'

const styles = [
  { value: 'paragraph', label: '正文' },
  { value: '1', label: '一级标题 一、' },
  { value: '2', label: '二级标题（一）' },
  { value: '3', label: '三级标题 1.' },
  { value: '4', label: '四级标题（1）' },
]
const specials = ['〔', '〕', '【', '】', '《', '》', '№', '℃', '％', '‰', '㎡', '～', '——', '……', '·']

type Tool = { zh: string; keys?: string; icon: ReactNode; active?: boolean; disabled?: boolean; run(): void }

function ToolButton({ zh, keys, icon, active = false, disabled = false, run }: Tool) {
  return (
    <Tooltip title={keys ? `${zh}(${keys})` : zh} mouseEnterDelay={0.4}>
      <Button type="text" className={active ? 'tool tool-on' : 'tool'} aria-label={zh} aria-pressed={active} disabled={disabled} icon={icon} onMouseDown={event => event.preventDefault()} onClick={run} />
    </Tooltip>
  )
}

/** What stands where the caret is, read once per change of it. */
function useCaret(editor: Editor) {
  return useEditorState({
    editor,
    selector: ({ editor: e }) => ({
      style: e.isActive('heading') ? String((e.getAttributes('heading') as { level: number }).level) : 'paragraph',
      bold: e.isActive('bold'),
      italic: e.isActive('italic'),
      underline: e.isActive('underline'),
      strike: e.isActive('strike'),
      superscript: e.isActive('superscript'),
      subscript: e.isActive('subscript'),
      bullet: e.isActive('bulletList'),
      ordered: e.isActive('orderedList'),
      center: e.isActive({ textAlign: 'center' }),
      right: e.isActive({ textAlign: 'right' }),
      noIndent: e.isActive('paragraph', { firstLine: false }),
      link: e.isActive('link'),
      table: e.isActive('table'),
      undo: e.can().undo(),
      redo: e.can().redo(),
    }),
  })
}

/** One row, grouped as WPS groups it: undo, style, letters, paragraph, insert. */
export function Toolbar({ editor, limited = false }: { editor: Editor; limited?: boolean }) {
  const at = useCaret(editor)
  const chain = () => editor.chain().focus()
  const style = (value: string) =>
    value === 'paragraph' ? chain().setParagraph().run() : chain().setHeading({ level: Number(value) as 1 | 2 | 3 | 4 }).run()
  const undo: Tool[] = [
    { zh: '撤销', keys: 'Ctrl+Z', icon: <UndoOutlined />, disabled: !at.undo, run: () => chain().undo().run() },
    { zh: '重做', keys: 'Ctrl+Y', icon: <RedoOutlined />, disabled: !at.redo, run: () => chain().redo().run() },
  ]
  const letters: Tool[] = [
    { zh: '加粗', keys: 'Ctrl+B', icon: <BoldOutlined />, active: at.bold, run: () => chain().toggleBold().run() },
    { zh: '倾斜', keys: 'Ctrl+I', icon: <ItalicOutlined />, active: at.italic, run: () => chain().toggleItalic().run() },
    { zh: '下划线', keys: 'Ctrl+U', icon: <UnderlineOutlined />, active: at.underline, run: () => chain().toggleUnderline().run() },
    { zh: '删除线', icon: <StrikethroughOutlined />, active: at.strike, run: () => chain().toggleStrike().run() },
    { zh: '上标', icon: <b className="tool-text">x²</b>, active: at.superscript, run: () => chain().toggleMark('superscript').run() },
    { zh: '下标', icon: <b className="tool-text">x₂</b>, active: at.subscript, run: () => chain().toggleMark('subscript').run() },
  ]
  const paragraph: Tool[] = [
    { zh: '左对齐', icon: <AlignLeftOutlined />, active: !at.center && !at.right, run: () => chain().unsetTextAlign().run() },
    { zh: '居中', icon: <AlignCenterOutlined />, active: at.center, run: () => chain().setTextAlign('center').run() },
    { zh: '右对齐', icon: <AlignRightOutlined />, active: at.right, run: () => chain().setTextAlign('right').run() },
    { zh: '首行缩进', icon: <MenuOutlined />, active: !at.noIndent, run: () => chain().updateAttributes('paragraph', { firstLine: at.noIndent }).run() },
    { zh: '项目符号', icon: <UnorderedListOutlined />, active: at.bullet, run: () => chain().toggleBulletList().run() },
    { zh: '编号列表', icon: <OrderedListOutlined />, active: at.ordered, run: () => chain().toggleOrderedList().run() },
  ]
  return (
    <div className="toolbar" role="toolbar" aria-label="编辑工具">
      {undo.map(tool => <ToolButton key={tool.zh} {...tool} />)}
      {!limited && (
        <>
          <Divider orientation="vertical" />
          <Select className="tool-style" aria-label="段落样式" value={at.style} options={styles} onChange={style} popupMatchSelectWidth={false} />
        </>
      )}
      <Divider orientation="vertical" />
      {letters.map(tool => <ToolButton key={tool.zh} {...tool} />)}
      {!limited && (
        <>
          <Divider orientation="vertical" />
          {paragraph.map(tool => <ToolButton key={tool.zh} {...tool} />)}
          <Divider orientation="vertical" />
          <InsertTools editor={editor} link={at.link} table={at.table} />
        </>
      )}
      <Specials editor={editor} />
    </div>
  )
}

function InsertTools({ editor, link, table }: { editor: Editor; link: boolean; table: boolean }) {
  const input = useRef<HTMLInputElement>(null)
  const { message } = App.useApp()
  const sentence = useSentence()
  const insert = async (files: FileList | null) => {
    for (const file of files ?? []) {
      try {
        const { digest } = await putFile(file)
        editor.chain().focus().insertContent({ type: 'image', attrs: { digest, alt: '' } }).run()
      } catch (error) {
        void message.error(sentence(error), 8)
      }
    }
  }
  const run = (act: string) => {
    const c = editor.chain().focus()
    const acts: Record<string, () => unknown> = {
      insert: () => c.insertTable({ rows: 3, cols: 3, withHeaderRow: true }).run(),
      'row-below': () => c.addRowAfter().run(),
      'row-above': () => c.addRowBefore().run(),
      'row-off': () => c.deleteRow().run(),
      'column-after': () => c.addColumnAfter().run(),
      'column-before': () => c.addColumnBefore().run(),
      'column-off': () => c.deleteColumn().run(),
      merge: () => c.mergeOrSplit().run(),
      header: () => c.toggleHeaderRow().run(),
      off: () => c.deleteTable().run(),
      rule: () => c.setHorizontalRule().run(),
      page: () => c.insertContent({ type: 'pageBreak' }).run(),
      quote: () => c.toggleBlockquote().run(),
    }
    acts[act]?.()
  }
  const inTable = [
    { key: 'row-above', label: '在上方插入行' }, { key: 'row-below', label: '在下方插入行' }, { key: 'row-off', label: '删除行' },
    { key: 'column-before', label: '在左侧插入列' }, { key: 'column-after', label: '在右侧插入列' }, { key: 'column-off', label: '删除列' },
    { key: 'merge', label: '合并或拆分单元格' }, { key: 'header', label: '切换标题行' }, { key: 'off', label: '删除表格' },
  ]
  return (
    <>
      <LinkTool editor={editor} active={link} />
      <ToolButton zh="插入图片" icon={<PictureOutlined />} run={() => input.current?.click()} />
      <input ref={input} type="file" hidden multiple accept="image/png,image/jpeg,image/gif,image/webp" onChange={event => void insert(event.target.files).then(() => (event.target.value = ''))} />
      <Dropdown trigger={['click']} menu={{ items: table ? inTable : [{ key: 'insert', label: '插入 3×3 表格' }], onClick: ({ key }) => run(key) }}>
        <Button type="text" className={table ? 'tool tool-on' : 'tool'} aria-label="表格" title="表格" icon={<TableOutlined />} />
      </Dropdown>
      <Dropdown trigger={['click']} menu={{ items: [{ key: 'quote', label: '引文' }, { key: 'rule', label: '分隔线' }, { key: 'page', label: '分页' }], onClick: ({ key }) => run(key) }}>
        <Button type="text" className="tool-more">
          更多
        </Button>
      </Dropdown>
    </>
  )
}

function LinkTool({ editor, active }: { editor: Editor; active: boolean }) {
  const [open, setOpen] = useState(false)
  const [href, setHref] = useState('')
  const wrong = href !== '' && !isSafeHref(href)
  const show = (next: boolean) => {
    if (next) setHref((editor.getAttributes('link')['href'] as string | undefined) ?? '')
    setOpen(next)
  }
  const set = () => {
    if (wrong) return
    if (href === '') editor.chain().focus().extendMarkRange('link').unsetLink().run()
    else editor.chain().focus().extendMarkRange('link').setLink({ href }).run()
    setOpen(false)
  }
  const form = (
    <Space.Compact>
      <Input value={href} status={wrong ? 'warning' : ''} placeholder="https:// 开头的网址" aria-label="网址" onChange={event => setHref(event.target.value.trim())} onPressEnter={set} style={{ width: 280 }} />
      <Button type="primary" disabled={wrong} onClick={set}>
        {href === '' ? '取消链接' : '确定'}
      </Button>
    </Space.Compact>
  )
  return (
    <Popover trigger="click" open={open} onOpenChange={show} content={form} title={wrong ? '网址须以 http:// 或 https:// 开头' : '链接'}>
      <Button type="text" className={active ? 'tool tool-on' : 'tool'} aria-label="链接" title="链接" icon={<LinkOutlined />} />
    </Popover>
  )
}

function Specials({ editor }: { editor: Editor }) {
  return (
    <Dropdown
      trigger={['click']}
      menu={{ items: specials.map(sign => ({ key: sign, label: sign })), onClick: ({ key }) => editor.chain().focus().insertContent(key).run(), className: 'specials' }}
    >
      <Button type="text" className="tool-more">
        符号
      </Button>
    </Dropdown>
  )
}
