import type { Editor } from '@tiptap/core'
import { Plugin, PluginKey } from '@tiptap/pm/state'
import { Decoration, DecorationSet } from '@tiptap/pm/view'
import { Button, Progress } from 'antd'
import { useEffect, useMemo, useState } from 'react'
import { normalise } from '#core/article/canonical'
import type { Content } from '#core/article/content'
import { bodyRange, plainText, type PlainText } from '#core/article/plain-text'

export type Sentence = { start: number; end: number; text: string }

/** The sentences of an article in reading order, the title first. Blank ones are none. */
export function sentencesOf(plain: PlainText): Sentence[] {
  return plain.blocks.flatMap(({ start, end }) => {
    const pieces = plain.text.slice(start, end).match(/[^。！？；!?;]+[。！？；!?;]*[”’』」）)》]*/g) ?? []
    let at = start
    return pieces.flatMap(piece => {
      const from = plain.text.indexOf(piece, at)
      at = from + piece.length
      return piece.trim() === '' ? [] : [{ start: from, end: at, text: piece.trim() }]
    })
  })
}

const key = new PluginKey<DecorationSet>('readThrough')

/** Everything but one sentence is dimmed while this stands in the editor. */
function useRuler(editor: Editor, plain: PlainText, sentence: Sentence | undefined) {
  useEffect(() => {
    editor.registerPlugin(
      new Plugin<DecorationSet>({
        key,
        state: { init: () => DecorationSet.empty, apply: (tr, set) => (tr.getMeta(key) as DecorationSet | undefined) ?? set.map(tr.mapping, tr.doc) },
        props: { decorations: state => key.getState(state), attributes: { class: 'read-dim' } },
      }),
    )
    return () => {
      if (!editor.isDestroyed) editor.unregisterPlugin(key)
    }
  }, [editor])
  useEffect(() => {
    const { doc, tr } = editor.state
    const range = sentence && bodyRange(plain, sentence.start, sentence.end)
    const marks = range && range.to <= doc.content.size ? [Decoration.inline(range.from, range.to, { class: 'read-on' })] : []
    editor.view.dispatch(tr.setMeta(key, DecorationSet.create(doc, marks)).setMeta('addToHistory', false))
    const mark = editor.view.dom.querySelector('.read-on')
    if (mark) mark.scrollIntoView({ block: 'center' })
    else if (sentence) editor.view.dom.closest('.page')?.scrollIntoView({ block: 'start' })
  }, [editor, plain, sentence])
}

type Props = { editor: Editor; content: Content; from: number; onAt(index: number): void; onDone(count: number): void; onClose(): void }

/** 通读: one sentence after the other, nothing skipped; leaving keeps the place, the end is put on the record. */
export function ReadThrough({ editor, content, from, onAt, onDone, onClose }: Props) {
  const plain = useMemo(() => plainText(normalise(content)), [content])
  const sentences = useMemo(() => sentencesOf(plain), [plain])
  const [at, setAt] = useState(() => Math.min(from, Math.max(0, sentences.length - 1)))
  const [aloud, setAloud] = useState(false)
  const last = at >= sentences.length - 1
  const sentence = sentences[at]
  useRuler(editor, plain, sentence)
  useEffect(() => {
    const title = editor.view.dom.closest('.page')?.querySelector('.page-title')
    title?.classList.toggle('read-on', at === 0)
    title?.classList.toggle('read-off', at !== 0)
    return () => title?.classList.remove('read-on', 'read-off')
  }, [editor, at])
  const go = (by: number) => {
    if (by > 0 && last) return onDone(sentences.length)
    const next = Math.max(0, at + by)
    setAt(next)
    onAt(next)
  }
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const by = { ' ': 1, ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key]
      if (event.key === 'Escape') onClose()
      else if (by === undefined || (event.target instanceof HTMLElement && event.target.closest('button, input, textarea'))) return
      else go(by)
      event.preventDefault()
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  })
  useSpeech(aloud ? (sentence?.text ?? null) : null, () => (last ? setAloud(false) : go(1)))
  return (
    <div className="reading" role="region" aria-label="通读">
      <b>通读</b>
      <span className="nowrap">
        第 {at + 1}/{sentences.length} 句
      </span>
      <Progress percent={Math.round(((at + 1) / Math.max(1, sentences.length)) * 100)} showInfo={false} size="small" className="reading-bar" />
      <Button size="small" onClick={() => go(-1)} disabled={at === 0}>
        上一句 ←
      </Button>
      <Button size="small" type="primary" onClick={() => go(1)}>
        {last ? '读完,记入意见' : '下一句 空格'}
      </Button>
      {voice() && (
        <Button size="small" onClick={() => setAloud(!aloud)} aria-pressed={aloud}>
          {aloud ? '停止朗读' : '朗读'}
        </Button>
      )}
      <Button size="small" onClick={onClose}>
        暂停 Esc
      </Button>
      <span className="visually-hidden" aria-live="polite">
        {sentence?.text}
      </span>
    </div>
  )
}

/** The system's Chinese voice, where it has one that works without the network. */
const voice = (): SpeechSynthesisVoice | undefined =>
  'speechSynthesis' in window ? speechSynthesis.getVoices().find(v => v.lang.toLowerCase().startsWith('zh') && v.localService) : undefined

function useSpeech(text: string | null, onEnd: () => void) {
  useEffect(() => {
    const speaker = voice()
    if (text === null || !speaker) return
    const words = new SpeechSynthesisUtterance(text)
    words.voice = speaker
    words.onend = onEnd
    speechSynthesis.speak(words)
    return () => {
      words.onend = null
      speechSynthesis.cancel()
    }
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [text])
}
