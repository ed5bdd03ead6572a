import { CheckOutlined } from '@ant-design/icons'
import type { Editor } from '@tiptap/core'
import { Button, Dropdown } from 'antd'
import { useState } from 'react'
import { numbersInOrder, switchNumbering } from './numbering.ts'

/** 编号: whether headings are numbered by themselves in this text while it is open, and putting the numbers in order. */
export function NumberingMenu({ editor }: { editor: Editor }) {
  const [open, setOpen] = useState(false)
  const { on } = editor.storage.officialNumbering
  const ordered = open && numbersInOrder(editor)
  const run = (key: string) => {
    if (key === 'renumber') editor.chain().focus().renumberHeadings().run()
    else switchNumbering(editor)
  }
  const items = [
    { key: 'automatic', icon: <CheckOutlined style={{ visibility: on ? 'visible' : 'hidden' }} />, label: '自动编号', extra: on ? '已开启' : '已关闭' },
    { key: 'renumber', label: ordered ? '重新编号（各级编号都是连续的）' : '重新编号', disabled: ordered },
  ]
  return (
    <Dropdown trigger={['click']} open={open} onOpenChange={setOpen} menu={{ items, onClick: ({ key }) => run(key) }}>
      <Button type="text" className="tool-more" title="标题编号">
        编号
      </Button>
    </Dropdown>
  )
}
