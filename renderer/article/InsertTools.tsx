import { LinkOutlined, PictureOutlined, TableOutlined } from '@ant-design/icons'
import type { Editor } from '@tiptap/core'
import { Button, Checkbox, Dropdown, Input, InputNumber, Popover, Space } from 'antd'
import { useRef, useState } from 'react'
import { isSafeHref } from '#core/article/content'
import { onError } from './kept-editors.ts'
import { insertPictures } from './paste.ts'
import { ToolButton } from './tool.tsx'

/** What is put into a text: link, picture, table, footnote, quotation, rule, page break. */
export function InsertTools({ editor, link, inTable }: { editor: Editor; link: boolean; inTable: boolean }) {
  const run = (act: string) => {
    const chain = editor.chain().focus()
    if (act === 'quote') chain.toggleBlockquote().run()
    else if (act === 'rule') chain.setHorizontalRule().run()
    else chain.insertContent({ type: 'pageBreak' }).run()
  }
  return (
    <>
      <LinkTool editor={editor} active={link} />
      <PictureTool editor={editor} />
      <TableTool editor={editor} inTable={inTable} />
      <FootnoteTool editor={editor} />
      <Dropdown trigger={['click']} menu={{ items: [{ key: 'quote', label: '引文' }, { key: 'rule', label: '分隔线' }, { key: 'page', label: '分页' }], onClick: ({ key }) => run(key) }}>
        <Button type="text" className="tool-more" title="引文、分隔线、分页">
          插入
        </Button>
      </Dropdown>
    </>
  )
}

function PictureTool({ editor }: { editor: Editor }) {
  const input = useRef<HTMLInputElement>(null)
  return (
    <>
      <ToolButton zh="插入图片" icon={<PictureOutlined />} run={() => input.current?.click()} />
      <input
        ref={input} type="file" hidden multiple aria-label="选择图片" accept="image/*"
        onChange={event => {
          void insertPictures(editor, [...(event.target.files ?? [])], onError(editor))
          event.target.value = ''
        }}
      />
    </>
  )
}

const most = { rows: 8, columns: 8 }

/** 表格: a grid to point at, or two numbers. */
function TableTool({ editor, inTable }: { editor: Editor; inTable: boolean }) {
  const [open, setOpen] = useState(false)
  const [rows, setRows] = useState(3)
  const [columns, setColumns] = useState(3)
  const [header, setHeader] = useState(true)
  const insert = (r: number, c: number) => {
    setOpen(false)
    editor.chain().focus().insertTable({ rows: r, cols: c, withHeaderRow: header }).run()
  }
  const sheet = (
    <div className="table-size">
      <div className="table-grid" aria-hidden>
        {Array.from({ length: most.rows * most.columns }, (_, i) => {
          const [r, c] = [Math.floor(i / most.columns) + 1, (i % most.columns) + 1]
          return (
            <i
              key={i} className={r <= rows && c <= columns ? 'on' : ''}
              onMouseEnter={() => { setRows(r); setColumns(c) }}
              onClick={() => insert(r, c)}
            />
          )
        })}
      </div>
      <Space>
        <InputNumber aria-label="行数" min={1} max={200} value={rows} onChange={value => setRows(value ?? 1)} suffix="行" className="table-number" />
        <InputNumber aria-label="列数" min={1} max={30} value={columns} onChange={value => setColumns(value ?? 1)} suffix="列" className="table-number" />
      </Space>
      <Checkbox checked={header} onChange={event => setHeader(event.target.checked)}>
        第一行是标题行
      </Checkbox>
      <Button type="primary" block onClick={() => insert(rows, columns)}>
        插入 {rows}×{columns} 表格
      </Button>
    </div>
  )
  if (inTable) return <ToolButton zh="插入表格" icon={<TableOutlined />} why="表格中不再插入表格；增减行列请用下方的表格工具" run={() => {}} />
  return (
    <Popover trigger="click" open={open} onOpenChange={setOpen} content={sheet} title="插入表格">
      <Button type="text" className="tool" aria-label="插入表格" title="插入表格" icon={<TableOutlined />} />
    </Popover>
  )
}

function FootnoteTool({ editor }: { editor: Editor }) {
  const [open, setOpen] = useState(false)
  const [text, setText] = useState('')
  const insert = () => {
    const words = text.trim()
    if (words === '') return
    editor.chain().focus().setTextSelection(editor.state.selection.to).insertContent({ type: 'footnote', attrs: { text: words } }).run()
    setText('')
    setOpen(false)
  }
  const form = (
    <div className="footnote-form">
      <Input.TextArea aria-label="脚注文字" autoFocus autoSize={{ minRows: 2 }} maxLength={1000} value={text} placeholder="脚注写在光标处，序号自动排" onChange={event => setText(event.target.value)} />
      <Button type="primary" size="small" disabled={text.trim() === ''} onClick={insert}>
        插入脚注
      </Button>
    </div>
  )
  return (
    <Popover trigger="click" open={open} onOpenChange={setOpen} content={form} title="脚注" destroyOnHidden>
      <Button type="text" className="tool-more" title="插入脚注">
        脚注
      </Button>
    </Popover>
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
