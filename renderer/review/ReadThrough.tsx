import type { Editor } from '@tiptap/core'
import { Plugin, PluginKey } from '@tiptap/pm/state'
import { Decoration, DecorationSet } from '@tiptap/pm/view'
import { Button, Progress, Tooltip } from 'antd'
import { useEffect, useMemo, useRef, useState } from 'react'
import { normalise, pureSha256 } from '#core/article/canonical'
import type { Content } from '#core/article/content'
import { bodyRange, plainText, type PlainText } from '#core/article/plain-text'
import { sentencesOf, type Sentence } from '#core/proofread/sentences'
import type { Read } from './judgement.ts'

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

type Props = { editor: Editor; content: Content; from: number; onAt(index: number): void; onDone(read: Read): void; onClose(): void }

/** 通读: one sentence after the other, nothing skipped; leaving keeps the place, the end is put on the record. */
export function ReadThrough({ editor, content, from, onAt, onDone, onClose }: Props) {
  const plain = useMemo(() => plainText(normalise(content)), [content])
  const sentences = useMemo(() => sentencesOf(plain), [plain])
  const [at, setAt] = useState(() => Math.min(from, Math.max(0, sentences.length - 1)))
  const [aloud, setAloud] = useState(false)
  const heard = useRef(false)
  const [begun] = useState(() => new Date().toISOString())
  const speaker = useVoice()
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
    if (by > 0 && last) return onDone({ sentences: sentences.length, from: begun, to: new Date().toISOString(), aloud: heard.current, words: digestOf(content) })
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
  useSpeech(speaker, aloud ? (sentence?.text ?? null) : null, () => (last ? setAloud(false) : go(1)))
  const read = () => {
    heard.current = true
    setAloud(!aloud)
  }
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
        {last ? '读完，记入办理记录' : '下一句 空格'}
      </Button>
      <Tooltip title={speaker ? '' : noVoice}>
        <Button size="small" disabled={!speaker} onClick={read} aria-pressed={aloud}>
          {aloud ? '停止朗读' : '朗读'}
        </Button>
      </Tooltip>
      {!speaker && <span className="quiet">{noVoice}</span>}
      <Button size="small" onClick={onClose}>
        暂停 Esc
      </Button>
      <span className="visually-hidden" aria-live="polite">
        {sentence?.text}
      </span>
    </div>
  )
}

const noVoice = '本机没有中文语音'

/** The system's Chinese voice, where it has one that works without the network. Some systems name their voices only after a while. */
function useVoice(): SpeechSynthesisVoice | null {
  const [voice, setVoice] = useState(chineseVoice)
  useEffect(() => {
    if (!('speechSynthesis' in window)) return
    const look = () => setVoice(chineseVoice())
    speechSynthesis.addEventListener('voiceschanged', look)
    return () => speechSynthesis.removeEventListener('voiceschanged', look)
  }, [])
  return voice
}

const chineseVoice = (): SpeechSynthesisVoice | null =>
  'speechSynthesis' in window ? (speechSynthesis.getVoices().find(v => v.lang.toLowerCase().startsWith('zh') && v.localService) ?? null) : null

function useSpeech(speaker: SpeechSynthesisVoice | null, text: string | null, onEnd: () => void) {
  useEffect(() => {
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
  }, [speaker, text])
}

const digestOf = (content: Content): string => pureSha256(new TextEncoder().encode(plainText(normalise(content)).text))

/** What goes on the record of a reading to the end; nothing when there was none. */
export const readOf = (read: Read | null, content: Content) => {
  if (!read) return {}
  const { words, ...fact } = read
  return { read: { ...fact, correctedAfter: words !== digestOf(content) } }
}

/** Says that the text was read to its end, and whether it still is the text that was read. */
export function ReadNote({ read, content }: { read: Read; content: Content }) {
  const same = useMemo(() => read.words === digestOf(content), [read, content])
  return (
    <span className="read-note" role="status">
      已逐句通读 {read.sentences} 句{same ? '，将记入办理记录' : '，此后又有改动，记录中会注明'}
    </span>
  )
}
