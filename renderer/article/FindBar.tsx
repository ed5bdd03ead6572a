import { CloseOutlined, DownOutlined, UpOutlined } from '@ant-design/icons'
import type { Editor } from '@tiptap/core'
import { Button, Input, Space, type InputRef } from 'antd'
import { useEffect, useRef, useState } from 'react'

type Place = { from: number; to: number }

/** Where the words stand in the text, in order; words that run over the end of a paragraph are none. */
export function placesOf(editor: Editor, words: string): Place[] {
  const found: Place[] = []
  if (words === '') return found
  editor.state.doc.descendants((node, pos) => {
    if (!node.isTextblock) return true
    // one character for each position, so that places in the string are places in the node
    const text = node.textBetween(0, node.content.size, '\uFFFC', '\uFFFC')
    for (let at = text.indexOf(words); at >= 0; at = text.indexOf(words, at + words.length)) {
      found.push({ from: pos + 1 + at, to: pos + 1 + at + words.length })
    }
    return false
  })
  return found
}

/** 查找与替换, over the page. Enter goes on, Esc closes. */
export function FindBar({ editor, open, onClose }: { editor: Editor; open: boolean; onClose(): void }) {
  const [words, setWords] = useState('')
  const [other, setOther] = useState('')
  const [said, setSaid] = useState('')
  const input = useRef<InputRef>(null)
  useEffect(() => {
    if (open) input.current?.focus({ cursor: 'all' })
  }, [open])
  if (!open) return null
  const go = (by: 1 | -1) => {
    const places = placesOf(editor, words)
    if (places.length === 0) return setSaid('没有找到')
    const { from, to } = editor.state.selection
    const next = by === 1 ? places.findIndex(p => p.from >= to) : places.findLastIndex(p => p.to <= from)
    const at = next < 0 ? (by === 1 ? 0 : places.length - 1) : next
    editor.chain().setTextSelection(places[at]!).scrollIntoView().run()
    setSaid(`第 ${at + 1} 处,共 ${places.length} 处`)
  }
  const replace = () => {
    const { from, to } = editor.state.selection
    if (placesOf(editor, words).some(p => p.from === from && p.to === to))
      editor.commands.insertContentAt({ from, to }, other)
    go(1)
  }
  const replaceAll = () => {
    const places = placesOf(editor, words)
    editor
      .chain()
      .command(({ tr }) => {
        for (const { from, to } of places.toReversed()) tr.insertText(other, from, to)
        return true
      })
      .run()
    setSaid(places.length ? `已替换 ${places.length} 处,可以撤销` : '没有找到')
  }
  const onKeyDown = (event: React.KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return
    if (event.key === 'Escape') onClose()
    if (event.key === 'Enter') go(event.shiftKey ? -1 : 1)
  }
  return (
    <div className="find-bar" role="search" aria-label="查找与替换" onKeyDown={onKeyDown}>
      <Space size={4} wrap>
        <Input
          ref={input}
          size="small"
          aria-label="查找"
          placeholder="查找"
          value={words}
          onChange={e => setWords(e.target.value)}
        />
        <Button size="small" icon={<UpOutlined />} aria-label="上一处" onClick={() => go(-1)} />
        <Button size="small" icon={<DownOutlined />} aria-label="下一处" onClick={() => go(1)} />
        <Input
          size="small"
          aria-label="替换为"
          placeholder="替换为"
          value={other}
          onChange={e => setOther(e.target.value)}
        />
        <Button size="small" onClick={replace}>
          替换
        </Button>
        <Button size="small" onClick={replaceAll}>
          全部替换
        </Button>
        <span className="quiet" role="status">
          {said}
        </span>
        <Button size="small" type="text" icon={<CloseOutlined />} aria-label="关闭查找" onClick={onClose} />
      </Space>
    </div>
  )
}
