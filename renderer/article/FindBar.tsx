import { CloseOutlined, DownOutlined, UpOutlined } from '@ant-design/icons'
import type { Editor } from '@tiptap/core'
import { Button, Checkbox, Input, Space, type InputRef } from 'antd'
import { memo, useEffect, useMemo, useRef, useState } from 'react'
import { finderOf, type FindOptions } from '#core/article/find'
import { placesOf, replaceAll, showHits, type Place } from './hits.ts'

const optionZh: readonly [keyof FindOptions, string][] = [
  ['width', '区分全半角'],
  ['regex', '正则'],
  ['whole', '整词'],
]

/** 查找与替换, over the page. Enter goes on, Shift+Enter goes back, Esc closes. */
export const FindBar = memo(function FindBar({ editor, open, onClose }: { editor: Editor; open: boolean; onClose(): void }) {
  return open ? <Bar editor={editor} onClose={onClose} /> : null
})

function Bar({ editor, onClose }: { editor: Editor; onClose(): void }) {
  const [words, setWords] = useState(() => selectedWords(editor))
  const [other, setOther] = useState('')
  const [options, setOptions] = useState<FindOptions>({ width: false, regex: false, whole: false })
  const [said, setSaid] = useState('')
  const input = useRef<InputRef>(null)
  const finder = useMemo(() => finderOf(words, options), [words, options])
  useEffect(() => {
    input.current?.focus({ cursor: 'all' })
    return () => {
      if (!editor.isDestroyed) showHits(editor, [], -1)
    }
  }, [editor])
  const places = (): Place[] => ('refused' in finder ? [] : placesOf(editor, finder, other))
  const tell = (found: readonly Place[], at: number) => {
    showHits(editor, found, at)
    if ('refused' in finder) setSaid(words === '' ? '' : finder.refused)
    else setSaid(found.length === 0 ? '没有找到' : at < 0 ? `共 ${found.length} 处` : `第 ${at + 1} 处，共 ${found.length} 处`)
  }
  useEffect(() => {
    const found = 'refused' in finder ? [] : placesOf(editor, finder, '')
    tell(found, -1)
    // Told anew only when what is looked for changes; afterwards the steps tell.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [editor, finder])
  const go = (by: 1 | -1) => {
    const found = places()
    if (found.length === 0) return tell(found, -1)
    const { from, to } = editor.state.selection
    const next = by === 1 ? found.findIndex(p => p.from >= to) : found.findLastIndex(p => p.to <= from)
    const at = next < 0 ? (by === 1 ? 0 : found.length - 1) : next
    editor.chain().setTextSelection(found[at]!).scrollIntoView().run()
    tell(found, at)
  }
  const replace = () => {
    const { from, to } = editor.state.selection
    const here = places().find(p => p.from === from && p.to === to)
    if (here) replaceAll(editor, [here])
    go(1)
  }
  const all = () => {
    const found = places()
    if (found.length === 0) return tell(found, -1)
    replaceAll(editor, found)
    showHits(editor, [], -1)
    setSaid(`已替换 ${found.length} 处，按一次 Ctrl+Z 全部撤销`)
  }
  const onKeyDown = (event: React.KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return
    if (event.key === 'Escape') {
      onClose()
      editor.commands.focus()
    }
    if (event.key === 'Enter' && event.target instanceof HTMLInputElement && event.target.type !== 'checkbox') go(event.shiftKey ? -1 : 1)
  }
  const off = 'refused' in finder
  return (
    <div className="find-bar" role="search" aria-label="查找与替换" onKeyDown={onKeyDown}>
      <Space size={4} wrap>
        <Input ref={input} size="small" aria-label="查找" placeholder="查找" value={words} status={off && words !== '' ? 'warning' : ''} onChange={e => setWords(e.target.value)} />
        <Button size="small" icon={<UpOutlined />} aria-label="上一处" disabled={off} onClick={() => go(-1)} />
        <Button size="small" icon={<DownOutlined />} aria-label="下一处" disabled={off} onClick={() => go(1)} />
        <Input size="small" aria-label="替换为" placeholder="替换为" value={other} onChange={e => setOther(e.target.value)} />
        <Button size="small" disabled={off} onClick={replace}>
          替换
        </Button>
        <Button size="small" disabled={off} onClick={all}>
          全部替换
        </Button>
        <Button size="small" type="text" icon={<CloseOutlined />} aria-label="关闭查找" onClick={onClose} />
      </Space>
      <Space size={8} wrap className="find-options">
        {optionZh.map(([name, zh]) => (
          <Checkbox key={name} checked={options[name]} onChange={event => setOptions(before => ({ ...before, [name]: event.target.checked }))}>
            {zh}
          </Checkbox>
        ))}
        <span className="quiet" role="status">
          {said}
        </span>
      </Space>
    </div>
  )
}

/** Words selected on one line are what one wants to look for. */
function selectedWords(editor: Editor): string {
  const { from, to } = editor.state.selection
  const words = to - from <= 60 ? editor.state.doc.textBetween(from, to, '\n', '') : ''
  return words.includes('\n') ? '' : words
}
