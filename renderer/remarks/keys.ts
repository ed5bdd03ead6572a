import type { Editor } from '@tiptap/core'
import { App } from 'antd'
import { useEffect, useEffectEvent } from 'react'
import { placesOf } from './marks.ts'
import type { Settling } from './settle.ts'
import type { Remarks } from './use-remarks.ts'

/** What the keys of the remarks do; Ctrl and Alt are held. */
const acts = { KeyJ: 'next', KeyK: 'previous', KeyY: 'accept', KeyN: 'reject' } as const
type Act = (typeof acts)[keyof typeof acts]

/**
 * Walks the remarks in the order of the text with Ctrl+Alt+J and K, the cursor going along; whoever writes the text takes the
 * proposal at the cursor with Ctrl+Alt+Y or leaves it with Ctrl+Alt+N, and stands at the next one.
 */
export function useRemarkKeys(remarks: Remarks, editor: Editor, settling: Settling | null): void {
  const { message } = App.useApp()
  const go = (id: string, from: number) => {
    if (editor.isEditable) editor.commands.focus(from, { scrollIntoView: false })
    remarks.open(id)
    remarks.show(id)
  }
  const onAct = useEffectEvent((act: Act) => {
    const places = [...placesOf(editor)].map(([id, range]) => ({ id, ...range })).sort((a, b) => a.from - b.from || a.to - b.to)
    const { from } = editor.state.selection
    const caret = editor.isFocused ? places.findIndex(place => place.from <= from && from <= place.to) : -1
    const at = caret >= 0 ? caret : places.findIndex(place => place.id === remarks.current)
    if (act === 'next' || act === 'previous') {
      const step = act === 'next' ? 1 : -1
      // The remark the cursor has come into by itself is the next one.
      const arrived = caret >= 0 && places[caret]!.id !== remarks.current
      const beyond = step > 0 ? places.findIndex(place => place.from > from) : places.findLastIndex(place => place.to < from)
      const index = caret >= 0 ? (arrived ? caret : caret + step) : editor.isFocused ? beyond : at < 0 && step < 0 ? -1 : at + step
      const to = places[(index < 0 && step > 0 ? 0 : index + places.length) % Math.max(1, places.length)]
      if (to) go(to.id, to.from)
      else void message.info('正文里没有未处理的批注和建议。')
      return
    }
    if (!settling || settling.busy) return
    const open = new Set(remarks.list?.suggestions.flatMap(one => (one.settled ? [] : [one.id])))
    const here = places[at]
    if (!here || !open.has(here.id)) return void message.info('光标不在修改建议上。按 Ctrl+Alt+J 到下一条。')
    if (settling.barred) return void message.info('现在不能采纳或不采纳，原因见右侧“批注”。')
    const next = places.slice(at + 1).find(place => open.has(place.id))
    settling.settle(act === 'accept' ? { accept: [here.id], reject: [] } : { accept: [], reject: [here.id] })
    if (next) remarks.open(next.id)
  })
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (!(event.ctrlKey || event.metaKey) || !event.altKey || event.shiftKey) return
      const act = acts[event.code as keyof typeof acts]
      if (!act) return
      event.preventDefault()
      onAct(act)
    }
    window.addEventListener('keydown', onKey, true)
    return () => window.removeEventListener('keydown', onKey, true)
  }, [])
}
