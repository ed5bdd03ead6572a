import type { Editor } from '@tiptap/core'
import { useEditorState } from '@tiptap/react'
import { Tag } from 'antd'
import { memo, useEffect, useMemo, useState } from 'react'
import type { Block, Body } from '#core/article/content'
import { plainText } from '#core/article/plain-text'
import { countWords } from '#core/article/width'
import { api, ConnectionLost, key } from '../api.ts'
import { useMe } from '../ui/me.tsx'
import { useDirectory } from '../ui/names.tsx'
import { timeZh } from '../ui/time.tsx'
import { isTyping, useSaving, type SavingNow } from './draft.ts'
import { refusalZh } from '#core/refusals.zh'
import type { Saving } from './keeping.ts'
import { missingPictures } from './missing-pictures.ts'

type Heading = { text: string; level: number; pos: number }

/** 大纲: the headings, each a way to its place; the one the caret stands under is marked. `floating`: over the text, where the window has no room beside it. */
export const Outline = memo(function Outline({ editor, floating = false, onGone }: { editor: Editor; floating?: boolean; onGone?: () => void }) {
  const { headings, here } = useEditorState({
    editor,
    selector: ({ editor: e }) => {
      const found: Heading[] = []
      const caret = e.state.selection.from
      let at = -1
      e.state.doc.forEach((node, pos) => {
        if (node.type.name !== 'heading') return
        if (pos < caret) at = found.length
        found.push({ text: node.textContent, level: (node.attrs as { level: number }).level, pos })
      })
      return { headings: found, here: at }
    },
    equalityFn: (a, b) =>
      b !== null && a.here === b.here && a.headings.length === b.headings.length &&
      a.headings.every(({ text, level, pos }, i) => text === b.headings[i]!.text && level === b.headings[i]!.level && pos === b.headings[i]!.pos),
  })
  return (
    <nav className={floating ? 'outline outline-floating' : 'outline'} aria-label="大纲" onKeyDown={event => event.key === 'Escape' && onGone?.()}>
      <h2>大纲</h2>
      {headings.length === 0 ? (
        <p className="quiet">设为标题的段落会列在这里。</p>
      ) : (
        <ul>
          {headings.map(({ text, level, pos }, i) => (
            <li key={i} className={`outline-${level}`}>
              <button
                type="button" title={text} {...(i === here && { className: 'outline-here', 'aria-current': 'location' as const })}
                onClick={() => {
                  editor.chain().focus().setTextSelection(pos + 1).scrollIntoView().run()
                  onGone?.()
                }}
              >
                {text || '（空标题）'}
              </button>
            </li>
          ))}
        </ul>
      )}
    </nav>
  )
})

const savingZh: Record<Saving['state'], (at: string | null) => string> = {
  clean: at => (at ? `已保存版本 ${timeZh(at).slice(11)}` : '没有未保存的修改'),
  typing: () => '正在输入……',
  kept: at => (at ? `已自动保存 ${new Date(Date.parse(at) + 8 * 3_600_000).toISOString().slice(11, 19)}` : '已自动保存'),
  'kept-here': at => `连不上服务器，修改已于 ${at ? timeZh(at).slice(11) : ''} 存在本机，连上后自动交回`,
  lost: () => '连接中断，修改仍在本页，恢复后自动保存',
  refused: () => '没有自动保存，修改仍在本页',
}

/** The words are nowhere but in this window, or on this PC. */
const unkept: ReadonlySet<Saving['state']> = new Set(['lost', 'refused', 'kept-here'])

type Counts = ReturnType<typeof countWords>
const counted = new WeakMap<Block, Counts>()

/** 字数 of a body; a block that was counted before is not counted again. */
function countsOf(body: Body): Counts {
  const sum = { words: 0, han: 0, characters: 0 }
  for (const block of body.content) {
    let one = counted.get(block)
    if (!one) counted.set(block, (one = countWords(plainText({ title: '', subtitle: '', body: { type: 'doc', content: [block] } }).text)))
    sum.words += one.words
    sum.han += one.han
    sum.characters += one.characters
  }
  return sum
}

/** Milliseconds of rest after which words are counted again. */
const countMs = 300

/** 字数 of the body and of what is selected, counted at rest. */
function useCounts(editor: Editor, body: Body) {
  const all = useMemo(() => countsOf(body), [body])
  const [part, setPart] = useState<number | null>(null)
  useEffect(() => {
    let timer: number | undefined
    const count = () => {
      const { from, to, empty } = editor.state.selection
      setPart(empty ? null : countWords(editor.state.doc.textBetween(from, to, '\n', '')).words)
    }
    const later = () => {
      window.clearTimeout(timer)
      timer = window.setTimeout(count, countMs)
    }
    editor.on('selectionUpdate', later)
    return () => {
      window.clearTimeout(timer)
      editor.off('selectionUpdate', later)
    }
  }, [editor])
  return { all, part }
}

const asItIs = (saving: Saving): Saving => saving

/** The bottom line: 字数, autosave, version. `differs`: the text is not the version's. */
export function StatusLine({ editor, body, saving: now, differs, hash }: { editor: Editor; body: Body; saving: SavingNow; differs: boolean; hash: string }) {
  const { all, part } = useCounts(editor, body)
  const saving = useSaving(now, asItIs)
  const lacking = useEditorState({ editor, selector: ({ editor: e }) => missingPictures(e.state) })
  return (
    <footer className="status">
      <span title="汉字、中文标点各计一字，一串字母或数字计一字；不含标题">
        字数 {all.words}
        {part !== null && `（已选 ${part}）`}
      </span>
      <span>汉字 {all.han}</span>
      <span>不计空格 {all.characters} 字符</span>
      <span role="status" className={unkept.has(saving.state) ? 'due-over' : ''}>
        {savingZh[saving.state](saving.at)}
        {saving.why && `：${refusalZh(saving.why)}`}
      </span>
      {lacking > 0 && <span className="due-over">还有 {lacking} 幅图片没有补上</span>}
      {(differs || isTyping(saving)) && <span>有修改未存为版本（Ctrl+S）</span>}
      <span className="status-end">版本 {hash.slice(0, 8)}</span>
    </footer>
  )
}

/** What this window calls itself: the same after it was loaded anew. */
function thisWindow(): string {
  const known = sessionStorage.getItem('window')
  if (known !== null) return known
  const made = key()
  sessionStorage.setItem('window', made)
  return made
}

/** Milliseconds between two words that this person still has the article open. */
const touchMs = 15_000

/** Who else has it open: told to both. */
export const Others = memo(function Others({ id }: { id: string }) {
  const [others, setOthers] = useState<{ person: string; editing: boolean }[]>([])
  const names = useDirectory()
  const me = useMe()
  useEffect(() => {
    const touch = async (leaving = false) => {
      try {
        const reply = await api('presence.touch', { id, editing: true, window: thisWindow(), leaving })
        if (reply.ok && !leaving) setOthers(reply.value.others)
      } catch (error) {
        if (!(error instanceof ConnectionLost)) throw error
      }
    }
    void touch()
    const timer = window.setInterval(() => void touch(), touchMs)
    const leave = () => void touch(true)
    window.addEventListener('pagehide', leave)
    return () => {
      window.clearInterval(timer)
      window.removeEventListener('pagehide', leave)
      leave()
    }
  }, [id])
  if (others.length === 0) return null
  return (
    <Tag color="orange" className="tag">
      {others.map(other => (other.person === me.person.id ? '您在另一个窗口也打开了本稿' : `${names.person(other.person)}${other.editing ? '正在编辑' : '正在查看'}`)).join('、')}
    </Tag>
  )
})
