import type { Editor } from '@tiptap/core'
import { Button, Popover } from 'antd'
import { useState } from 'react'

const groups: readonly { zh: string; signs: readonly string[] }[] = [
  { zh: '括号引号', signs: ['〔', '〕', '【', '】', '《', '》', '〈', '〉', '「', '」', '“', '”', '‘', '’', '（', '）', '［', '］'] },
  { zh: '标点', signs: ['、', '·', '——', '……', '～', '－', '／', '※', '→', '○', '●', '□', '■', '△', '▲', '★', '☆', '√'] },
  { zh: '单位', signs: ['№', '℃', '％', '‰', '°', '′', '″', '㎡', '㎥', '㎏', '㎞', '㎜', '￥', '＄', '€', '元', '亩', 'μ'] },
  { zh: '数学', signs: ['×', '÷', '±', '＋', '＝', '≠', '≈', '≤', '≥', '＜', '＞', '∶', '∞', '∑', '½', '¼', '²', '³'] },
  { zh: '序号', signs: ['〇', '①', '②', '③', '④', '⑤', '⑥', '⑦', '⑧', '⑨', '⑩', 'Ⅰ', 'Ⅱ', 'Ⅲ', 'Ⅳ', 'Ⅴ', '㈠', '㈡'] },
]

/** 符号: signs that keyboards do not have, by what they are for. The sheet stays open for more than one. */
export function Signs({ editor }: { editor: Editor }) {
  const [open, setOpen] = useState(false)
  const put = (sign: string) => editor.chain().focus().insertContent(sign).run()
  const sheet = (
    <div className="signs">
      {groups.map(({ zh, signs }) => (
        <div key={zh} role="group" aria-label={zh}>
          <span className="quiet">{zh}</span>
          <div>
            {signs.map(sign => (
              <button key={sign} type="button" aria-label={`插入 ${sign}`} onMouseDown={event => event.preventDefault()} onClick={() => put(sign)}>
                {sign}
              </button>
            ))}
          </div>
        </div>
      ))}
    </div>
  )
  return (
    <Popover trigger="click" open={open} onOpenChange={setOpen} content={sheet} placement="bottom">
      <Button type="text" className="tool-more" title="特殊符号" aria-expanded={open}>
        符号
      </Button>
    </Popover>
  )
}
