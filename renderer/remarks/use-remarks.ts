import type { Editor } from '@tiptap/core'
import { App } from 'antd'
import { useCallback, useEffect, useEffectEvent, useMemo, useRef, useState } from 'react'
import type { Output } from '#core/api/contract'
import { normalise } from '#core/article/canonical'
import type { Content } from '#core/article/content'
import { plainText } from '#core/article/plain-text'
import { suggestionKindZh } from '#core/article/suggest'
import { commentCategoryZh } from '#core/article/events'
import { api } from '../api.ts'
import { queries, useAsk } from '../ask.ts'
import { personColours, type PersonColour } from '../ui/person-colours.ts'
import { useDirectory, type Directory } from '../ui/names.tsx'
import { draw } from '../text/drawing.ts'
import { useArriving } from './arriving.ts'
import { keepInSight } from './composing.ts'
import { placesOf, remarksDrawn, type Mark } from './marks.ts'
import { intoKept, liveContent, ontoScreen, rangeOf, selectedOnScreen, type Selected, type Texts } from './places.ts'

export type RemarkList = Output<'remark.list'>
export type ThreadView = RemarkList['threads'][number]
export type SuggestionView = RemarkList['suggestions'][number]
/** What is being written: a comment (`selected: null` on the whole article) or a proposed change. */
export type Composing =
  | { kind: 'comment'; hash: string; selected: Selected | null }
  | { kind: 'suggestion'; hash: string; selected: Selected }

/** Milliseconds of rest in typing before it is looked at which passages are still there. */
const restMs = 500

type Options = {
  id: string
  /** The kept text on which remarks are made, and its hash. */
  hash: string
  kept: Content
  /** What is on the screen, title included. */
  shown: Content
  editor: Editor
  /** Brings the panel of remarks up. */
  onOpen(): void
}

/** Everything said of a text: asked for, drawn in it, and what this person is writing about it. */
export function useRemarks({ id, hash, kept, shown, editor, onOpen }: Options) {
  const list = useAsk('remark.list', { id, hash }, { placeholderData: before => before }).data
  const names = useDirectory()
  const { message } = App.useApp()
  const [current, setCurrent] = useState<string | null>(null)
  const [composing, setComposing] = useState<Composing | null>(null)
  const colours = useMemo(() => personColours([...(list?.threads ?? []), ...(list?.suggestions ?? [])].map(one => one.by)), [list])
  // While the places in a new text are asked for, those of the text before are no places in it.
  const gone = useMarks({ list: list?.hash === hash ? list : undefined, colours, names, current, editor, texts: { kept, shown } })

  const latest = useRef({ hash, kept, shown, onOpen })
  useEffect(() => {
    latest.current = { hash, kept, shown, onOpen }
  })
  const open = useCallback((remark: string) => {
    setCurrent(remark)
    latest.current.onOpen()
    window.setTimeout(() => document.getElementById(`remark-${remark}`)?.scrollIntoView({ block: 'nearest' }), 80)
  }, [])
  const show = useCallback((remark: string) => {
    setCurrent(remark)
    document.querySelector(`[data-remark="${CSS.escape(remark)}"]`)?.scrollIntoView({ block: 'center' })
  }, [])
  const compose = useCallback(
    (kind: Composing['kind']) => {
      const now = latest.current
      const live = liveContent(editor, now.shown)
      const found = selectedOnScreen(editor, live, plainText(normalise(live)))
      if (!found || (kind === 'comment' && found.point)) {
        void message.info(kind === 'comment' ? '请先选中要批注的文字。对全文的批注请在右侧“批注”中写。' : '请先选中要改的文字，或把光标放在要增加文字的地方。')
        return
      }
      const selected = intoKept({ kept: now.kept, shown: live }, found)
      if (!selected) {
        void message.info('选中的文字还没有保存为版本，别人看不到。请先保存版本，或选中原有的文字。', 6)
        return
      }
      keepInSight(getSelection())
      setComposing({ kind, hash: now.hash, selected })
      now.onOpen()
    },
    [editor, message],
  )
  useArriving(list, open, show)
  useEffect(() => {
    if (!composing?.selected) keepInSight(null)
  }, [composing])
  useClicks(editor, open)
  useKeys(compose)
  const count = list ? openRemarks(list).length : 0
  return useMemo(
    () => ({ id, hash, list, count, colours, current, gone, open, show, compose, composing, setComposing }),
    [id, hash, list, count, colours, current, gone, open, show, compose, composing],
  )
}
export type Remarks = ReturnType<typeof useRemarks>

const nothing: ReadonlySet<string> = new Set()
type Drawing = { list: RemarkList | undefined; colours: Map<string, PersonColour>; names: Directory; current: string | null; editor: Editor; texts: Texts }

/** Draws the open remarks, and says which passages were taken away on the screen since the text was kept. */
function useMarks({ list, colours, names, current, editor, texts }: Drawing): ReadonlySet<string> {
  const [missed, setMissed] = useState<{ of: RemarkList | undefined; ids: ReadonlySet<string> }>({ of: list, ids: nothing })
  const gone = missed.of === list ? missed.ids : nothing
  const expected = useRef<ReadonlySet<string>>(new Set())
  const drawn = useEffectEvent((anew: boolean) => {
    if (!list) return null
    const known = anew ? null : placesOf(editor)
    const screen = known ? null : ontoScreen({ kept: texts.kept, shown: liveContent(editor, texts.shown) })
    const marks: Mark[] = []
    for (const one of openRemarks(list)) {
      const there = one.place && screen ? screen.place(one.place) : null
      const range = known ? (known.get(one.id) ?? null) : there && screen && rangeOf(screen.plain, there)
      if (range) marks.push({ id: one.id, ...range, ...lookOf(one, colours, names) })
    }
    if (screen) {
      const before = plainText(normalise(texts.kept))
      expected.current = new Set(openRemarks(list).flatMap(one => (one.place && rangeOf(before, one.place) ? [one.id] : [])))
    }
    return remarksDrawn(editor, marks, current)
  })
  const show = useEffectEvent((anew: boolean) => draw(editor, anew ? 'remarks' : 'current remark', () => drawn(anew)))
  useEffect(() => show(false), [current])
  const missing = () => {
    const there = placesOf(editor)
    return [...expected.current].filter(id => !there.has(id))
  }
  const look = useEffectEvent(() => {
    if (editor.isDestroyed) return
    // The whole text may have been put in anew, which no mapping follows.
    if (missing().length > gone.size) show(true)
    const ids = missing()
    if (ids.length !== gone.size || ids.some(id => !gone.has(id))) setMissed({ of: list, ids: new Set(ids) })
  })
  useEffect(() => {
    show(true)
    const timer = window.setTimeout(() => look(), restMs)
    return () => window.clearTimeout(timer)
  }, [list, names.people, editor])
  useEffect(() => {
    let timer: number | undefined
    const onUpdate = () => {
      window.clearTimeout(timer)
      timer = window.setTimeout(() => look(), restMs)
    }
    editor.on('update', onUpdate)
    return () => {
      window.clearTimeout(timer)
      editor.off('update', onUpdate)
    }
  }, [editor])
  return gone
}

const isThread = (one: ThreadView | SuggestionView): one is ThreadView => 'category' in one
export const openRemarks = ({ threads, suggestions }: RemarkList): (ThreadView | SuggestionView)[] => [
  ...threads.filter(thread => !thread.resolved),
  ...suggestions.filter(one => !one.settled),
]

const black: PersonColour = { ink: '#1F2329', ground: '#F5F6F8', line: 'solid', sign: '' }

function lookOf(one: ThreadView | SuggestionView, colours: Map<string, PersonColour>, names: Directory): Pick<Mark, 'title' | 'colour' | 'proposal'> {
  const colour = colours.get(one.by) ?? black
  const by = names.person(one.by)
  if (isThread(one)) return { colour, proposal: null, title: `${by} 批注（${commentCategoryZh[one.category]}）：${one.words}` }
  return { colour, proposal: { kind: one.kind, words: one.words }, title: `${by} 建议${suggestionKindZh[one.kind]}${one.kind === 'delete' ? '' : `“${one.words}”`}` }
}

/** A click on a mark opens its thread. */
function useClicks(editor: Editor, open: (remark: string) => void): void {
  const onOpen = useEffectEvent(open)
  useEffect(() => {
    const { dom } = editor.view
    const onClick = ({ target }: MouseEvent) => {
      const remark = target instanceof Element ? target.closest<HTMLElement>('[data-remark]')?.dataset['remark'] : undefined
      if (remark && getSelection()?.isCollapsed !== false) onOpen(remark)
    }
    dom.addEventListener('click', onClick)
    return () => dom.removeEventListener('click', onClick)
  }, [editor])
}

/** Ctrl+Alt+M as in Word for a comment, Ctrl+Alt+E for a proposed change. */
function useKeys(compose: (kind: Composing['kind']) => void): void {
  const onCompose = useEffectEvent(compose)
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (!(event.ctrlKey || event.metaKey) || !event.altKey) return
      const kind = event.code === 'KeyM' ? 'comment' : event.code === 'KeyE' ? 'suggestion' : null
      if (!kind) return
      event.preventDefault()
      onCompose(kind)
    }
    window.addEventListener('keydown', onKey, true)
    return () => window.removeEventListener('keydown', onKey, true)
  }, [])
}

/** Milliseconds in view before new remarks count as read. */
const readMs = 1500

/** While the panel is in view, what is new in it becomes read; nothing of that is evidence. */
export function useReading(id: string, list: RemarkList | undefined): void {
  const fresh = list?.threads.some(thread => thread.unread) ?? false
  useEffect(() => {
    if (!fresh) return
    const timer = window.setTimeout(() => {
      void api('remark.read', { id })
        .then(() => queries.invalidateQueries({ predicate: query => /^(remark|notice|desk)\./.test(String(query.queryKey[0])) }))
        .catch(() => {})
    }, readMs)
    return () => window.clearTimeout(timer)
  }, [id, fresh])
}
