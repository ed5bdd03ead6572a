import { SearchOutlined } from '@ant-design/icons'
import { Input, Modal, type InputRef } from 'antd'
import { useDeferredValue, useEffect, useEffectEvent, useRef, useState } from 'react'
import { useNavigate } from 'react-router'
import { kindZh } from '#core/article/content'
import { useAsk } from '../ask.ts'
import { pathOf } from './links.ts'
import { useMe } from './me.tsx'
import { useNewArticle } from './new-article.tsx'
import { commandsFor, newKindsFor, recentOf } from './palette-commands.ts'
import { PersonName } from './names.tsx'
import { KindTag, PhaseTag } from './tags.tsx'

/** Leads to `to`, or carries out `act`. */
type Hit = { key: string; to?: string; act?(): void; main: string; side: React.ReactNode }

/** Ctrl+K: any article by its words, any screen or list by its name or its pinyin initials, a new article; before anything is typed, what was open last. */
export function SearchPalette({ open, onClose }: { open: boolean; onClose(): void }) {
  const [text, setText] = useState('')
  const [at, setAt] = useState(0)
  const input = useRef<InputRef>(null)
  const navigate = useNavigate()
  const [was, setWas] = useState(open)
  if (was !== open) {
    setWas(open)
    setText('')
    setAt(0)
  }
  const { hits, waiting } = useHits(open ? text.trim() : '')
  const sent = useRef(false)
  const go = (hit: Hit | undefined) => {
    if (!hit) return
    onClose()
    if (hit.to === undefined) hit.act?.()
    else void navigate(hit.to)
  }
  // Who types fast presses Enter before the list answers to the words: it is opened when it does.
  const arrive = useEffectEvent(() => go(hits[at]))
  useEffect(() => {
    if (waiting || !sent.current) return
    sent.current = false
    arrive()
  }, [waiting])
  // At once, not after the motion: what is typed meanwhile must not land in the text below.
  useEffect(() => {
    if (!open) return
    input.current?.focus()
    const onKey = (event: KeyboardEvent) => {
      const field = input.current?.input
      if (!field || document.activeElement === field) return
      field.focus()
      // Where it is not on the page yet it cannot have the focus: the letter is put into it by hand.
      if (document.activeElement === field || event.key.length !== 1 || event.ctrlKey || event.metaKey || event.altKey) return
      event.preventDefault()
      setText(before => before + event.key)
    }
    window.addEventListener('keydown', onKey, true)
    return () => window.removeEventListener('keydown', onKey, true)
  }, [open])
  const onKeyDown = (event: React.KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return
    if (event.key === 'ArrowDown') setAt(i => Math.min(i + 1, hits.length - 1))
    else if (event.key === 'ArrowUp') setAt(i => Math.max(i - 1, 0))
    else if (event.key === 'Enter' && waiting) sent.current = true
    else if (event.key === 'Enter') go(hits[at])
    else return
    event.preventDefault()
  }
  return (
    <Modal
      open={open}
      onCancel={onClose}
      footer={null}
      closable={false}
      width={640}
      className="palette"
      title={null}
      afterOpenChange={now => now && input.current?.focus()}
    >
      <Input
        ref={input}
        size="large"
        variant="borderless"
        prefix={<SearchOutlined />}
        placeholder="标题、正文、文号或人名中的两个字以上；页面名称或拼音首字母"
        aria-label="搜索"
        role="combobox"
        aria-expanded={hits.length > 0}
        aria-controls="palette-hits"
        aria-activedescendant={hits[at] ? `hit-${at}` : undefined}
        value={text}
        onChange={event => {
          setText(event.target.value)
          setAt(0)
          sent.current = false
        }}
        onKeyDown={onKeyDown}
      />
      <ul className="palette-hits" id="palette-hits" role="listbox" aria-label="搜索结果">
        {hits.map((hit, i) => (
          <li
            key={hit.key}
            id={`hit-${i}`}
            role="option"
            aria-selected={i === at}
            onMouseEnter={() => setAt(i)}
            onClick={() => go(hit)}
          >
            <span className="ellipsis">{hit.main}</span>
            <span className="palette-side">{hit.side}</span>
          </li>
        ))}
        {hits.length === 0 && text.trim().length > 1 && <li className="quiet palette-none">没有找到“{text.trim()}”</li>}
      </ul>
      <p className="palette-help">↑↓ 选择 · 回车打开 · Esc 关闭</p>
    </Modal>
  )
}

/** What answers to the words; `waiting` while it still answers to those before. */
function useHits(typed: string): { hits: Hit[]; waiting: boolean } {
  const me = useMe()
  const text = useDeferredValue(typed)
  const searched = text.length >= 2 && me.may.library === null
  const found = useAsk('article.list', { text, limit: 8 }, { enabled: searched, placeholderData: before => before })
  const waiting = text !== typed || (searched && !found.error && (found.isPending || found.isPlaceholderData))
  const { start } = useNewArticle()
  const fresh = newKindsFor(me, text).map(kind => ({ key: `new ${kind}`, act: () => start(kind), main: `新建稿件：${kindZh[kind]}`, side: <span className="quiet">新建</span> }))
  const screens = commandsFor(me, text).map(({ to, zh }) => ({ key: to, to, main: zh, side: <span className="quiet">前往</span> }))
  const recent = recentOf(me.person.id)
    .filter(one => text === '' || one.title.includes(text))
    .map(one => ({ key: `recent ${one.id}`, to: one.to, main: one.title || '（无标题）', side: <span className="quiet">最近打开</span> }))
  if (text.length < 2) return { hits: [...recent, ...fresh, ...screens], waiting }
  const articles = (found.data?.items ?? []).map(item => ({
    key: item.id,
    to: pathOf(item, me.person.id),
    main: item.title || '（无标题）',
    side: (
      <>
        <KindTag kind={item.kind} />
        <PhaseTag phase={item.phase} stage={item.stageName} channels={item.channels} />
        <PersonName id={item.author} />
      </>
    ),
  }))
  return { hits: [...articles, ...fresh, ...screens], waiting }
}
