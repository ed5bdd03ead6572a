import type { Editor } from '@tiptap/core'
import { App } from 'antd'
import { useCallback, useMemo, useState } from 'react'
import type { Output } from '#core/api/contract'
import type { Refusal } from '#core/refusal'
import { api, ask, key, Refused } from '../api.ts'
import type { Draft } from '../article/draft.ts'
import { queries } from '../ask.ts'
import { bringIn } from '../text/bring-in.ts'
import { sentenceOf, useDirectory } from '../ui/names.tsx'

type Refusals = Output<'suggestion.settle'>['refused']
type Choice = { accept: string[]; reject: string[] }
export type Written = { id: string; draft: Pick<Draft, 'hold' | 'release' | 'adopt'>; editor: Editor; barred: Refusal | null }

/** Taking and leaving proposals by whoever writes the text: what is accepted is saved together with what was typed, as one version. */
export function useSettling({ id, draft, editor, barred }: Written) {
  const { message, modal } = App.useApp()
  const names = useDirectory()
  const [busy, setBusy] = useState(false)
  const [refused, setRefused] = useState<Refusals>([])
  const { hold, release, adopt } = draft
  const settle = useCallback(
    async ({ accept, reject }: Choice) => {
      setBusy(true)
      let adopted = false
      try {
        const { base, content } = await hold()
        const reply = await api('suggestion.settle', { key: key(), id, base, accept, reject, ...(accept.length > 0 && { content }) })
        if (!reply.ok) throw new Refused(reply.refusal)
        const { hash, accepted, rejected } = reply.value
        setRefused(reply.value.refused)
        if (accepted.length) {
          const saved = await ask('history.revision', { id, hash })
          bringIn(editor, content.body, saved.content.body)
          adopt(saved.content, hash)
          adopted = true
          void message.success(`已采纳 ${accepted.length} 条建议，存为版本 ${hash.slice(0, 8)}`)
        } else if (rejected.length) void message.success(`${rejected.length} 条建议不采纳`)
        await queries.invalidateQueries()
      } catch (error) {
        void message.error(sentenceOf(error, names), 8)
      }
      if (!adopted) release()
      setBusy(false)
    },
    [id, editor, hold, release, adopt, message, names],
  )
  return useMemo(() => {
    const askReject = (reject: string[]) =>
      void modal.confirm({ title: `这 ${reject.length} 条建议都不采纳？`, content: '不采纳后列入“已解决”，提出人看得到，不能再改为采纳。', okText: '都不采纳', cancelText: '返回', onOk: () => settle({ accept: [], reject }) })
    return { busy, refused, barred, forget: () => setRefused([]), askReject, settle: (choice: Choice) => void settle(choice) }
  }, [busy, refused, barred, modal, settle])
}
export type Settling = ReturnType<typeof useSettling>
