import type { Editor } from '@tiptap/core'
import { Button, Dropdown, Tooltip } from 'antd'
import { changeWidth, type WidthChange } from '#core/article/width'

const items: { key: WidthChange; label: string }[] = [
  { key: 'letters-half', label: '字母、数字转为半角' },
  { key: 'letters-full', label: '字母、数字转为全角' },
  { key: 'marks-full', label: '标点转为全角（，。；：？！（））' },
  { key: 'marks-half', label: '标点转为半角' },
]

/** 全半角: the selected words in the other width, as one step of undo. Whole lines are looked at, so that a mark knows its neighbours. */
export function WidthMenu({ editor, empty }: { editor: Editor; empty: boolean }) {
  const run = (change: WidthChange) =>
    editor
      .chain()
      .focus()
      .command(({ tr }) => {
        const { from, to } = tr.selection
        tr.doc.nodesBetween(from, to, (node, pos) => {
          if (!node.isText) return true
          const text = node.text!
          const [start, end] = [Math.max(from, pos) - pos, Math.min(to, pos + node.nodeSize) - pos]
          const next = changeWidth(text, change).slice(start, end)
          if (next !== text.slice(start, end)) tr.replaceWith(pos + start, pos + end, tr.doc.type.schema.text(next, node.marks))
          return false
        })
        return tr.docChanged
      })
      .setTextSelection(editor.state.selection)
      .run()
  return (
    <Tooltip title={empty ? '先选中要转换的文字' : '全角与半角互换'} mouseEnterDelay={0.4}>
      <Dropdown trigger={['click']} disabled={empty} menu={{ items, onClick: ({ key }) => run(key as WidthChange) }}>
        <Button type="text" className="tool-more" disabled={empty}>
          全半角
        </Button>
      </Dropdown>
    </Tooltip>
  )
}
