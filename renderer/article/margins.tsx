import type { Editor } from '@tiptap/core'
import { useEditorState } from '@tiptap/react'
import { Tag } from 'antd'
import { useEffect, useState } from 'react'
import { api, ConnectionLost } from '../api.ts'
import { useDirectory } from '../ui/names.tsx'
import { timeZh } from '../ui/time.tsx'
import type { Saving } from './draft.ts'

type Heading = { text: string; level: number; pos: number }

/** 大纲: the headings, each a way to its place. */
export function Outline({ editor }: { editor: Editor }) {
  const headings = useEditorState({
    editor,
    selector: ({ editor: e }) => {
      const found: Heading[] = []
      e.state.doc.descendants((node, pos) => {
        if (node.type.name === 'heading') found.push({ text: node.textContent, level: (node.attrs as { level: number }).level, pos })
        return node.type.name === 'doc'
      })
      return found
    },
    equalityFn: (a, b) => JSON.stringify(a) === JSON.stringify(b),
  })
  return (
    <nav className="outline" aria-label="大纲">
      <h2>大纲</h2>
      {headings.length === 0 ? (
        <p className="quiet">设为标题的段落会列在这里。</p>
      ) : (
        <ul>
          {headings.map(({ text, level, pos }) => (
            <li key={pos} className={`outline-${level}`}>
              <button type="button" title={text} onClick={() => editor.chain().focus().setTextSelection(pos + 1).scrollIntoView().run()}>
                {text || '(空标题)'}
              </button>
            </li>
          ))}
        </ul>
      )}
    </nav>
  )
}

const han = /\p{Script=Han}/gu
const savingZh: Record<Saving['state'], (at: string | null) => string> = {
  clean: at => (at ? `已保存版本 ${timeZh(at).slice(11)}` : '没有未保存的修改'),
  typing: () => '正在输入……',
  kept: at => (at ? `已自动保存 ${new Date(Date.parse(at) + 8 * 3_600_000).toISOString().slice(11, 19)}` : '已自动保存'),
  'kept-here': at => `连不上服务器,修改已于 ${at ? timeZh(at).slice(11) : ''} 存在本机,连上后自动交回`,
  lost: () => '连接中断,修改仍在本页,恢复后自动保存',
}

/** The bottom line: 字数, autosave, version. */
export function StatusLine({ words, saving, dirty, hash }: { words: string; saving: Saving; dirty: boolean; hash: string }) {
  const count = words.match(han)?.length ?? 0
  const all = words.replace(/\s/g, '').length
  return (
    <footer className="status" aria-live="polite">
      <span>汉字 {count} 字</span>
      <span>不计空格 {all} 字符</span>
      <span className={saving.state === 'lost' || saving.state === 'kept-here' ? 'due-over' : ''}>{savingZh[saving.state](saving.at)}</span>
      {dirty && <span>有修改未存为版本(Ctrl+S)</span>}
      <span className="status-end">版本 {hash.slice(0, 8)}</span>
    </footer>
  )
}

/** Milliseconds between two words that this person still has the article open. */
const touchMs = 15_000

/** Who else has it open: told to both. */
export function Others({ id }: { id: string }) {
  const [others, setOthers] = useState<{ person: string; editing: boolean }[]>([])
  const names = useDirectory()
  useEffect(() => {
    const touch = async () => {
      try {
        const reply = await api('presence.touch', { id, editing: true })
        if (reply.ok) setOthers(reply.value.others)
      } catch (error) {
        if (!(error instanceof ConnectionLost)) throw error
      }
    }
    void touch()
    const timer = window.setInterval(() => void touch(), touchMs)
    return () => window.clearInterval(timer)
  }, [id])
  if (others.length === 0) return null
  return (
    <Tag color="orange" className="tag">
      {others.map(other => `${names.person(other.person)}${other.editing ? '正在编辑' : '正在查看'}`).join('、')}
    </Tag>
  )
}
