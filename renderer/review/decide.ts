import { App } from 'antd'
import { useState } from 'react'
import { useNavigate } from 'react-router'
import { ask } from '../api.ts'
import { useAct, type Act } from '../ask.ts'
import { reviewPath } from '../ui/links.ts'
import { useSentence } from '../ui/names.tsx'
import type { Judging, View } from './judgement.ts'

/** How many waiting tasks are looked at to find the next one. */
const waitingAsked = 5
/** Seconds that the confirmation stays. */
const confirmationSeconds = 6

type About = Pick<Act<'stage.pass'>, 'id' | 'stage' | 'saw' | 'opened' | 'capacity'>

/** Gives the judgement; afterwards says what was done in one line and opens the next task. */
export function useDecisions(view: View, judging: Judging, opened: string, onDone: () => Promise<unknown>) {
  const { message } = App.useApp()
  const navigate = useNavigate()
  const sentence = useSentence()
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>(null)
  const pass = useAct('stage.pass', { quiet: true })
  const giveBack = useAct('stage.return', { quiet: true })
  const refer = useAct('stage.refer', { quiet: true })
  const withhold = useAct('stage.withhold', { quiet: true })
  const { id, stage, hash } = view.summary
  const capacity = view.capacities[judging.value.capacity] ?? view.capacities[0]
  const about: About = { id, stage: stage ?? '', saw: hash, opened, ...(capacity !== undefined && { capacity }) }

  const finish = async (said: string) => {
    await onDone().catch(() => undefined)
    const waiting = await ask('desk.waiting', { limit: waitingAsked }).catch(() => null)
    const next = waiting?.items.find(item => item.id !== id)
    void message.success(next ? `${said}。下一件：${next.title || '（未填写标题）'}` : `${said}。没有其他待办了。`, confirmationSeconds)
    await navigate(next ? reviewPath(next.id) : '/desk')
    judging.forget()
  }
  const run = async (act: () => Promise<string>, aloud: boolean) => {
    setBusy(true)
    setError(null)
    try {
      const said = await act()
      await finish(said)
    } catch (failure) {
      setError(failure)
      if (aloud) void message.error(sentence(failure), 8)
      setBusy(false)
    }
  }
  return {
    busy,
    error,
    clear: () => setError(null),
    pass: (input: Pick<Act<'stage.pass'>, 'opinion' | 'answers' | 'content' | 'password' | 'dispositions' | 'read'>, act: string) =>
      run(async () => {
        const done = await pass.mutateAsync({ ...about, ...input })
        return `已${act}，内容校验值 ${done.hash.slice(0, 8)}`
      }, input.password === undefined),
    giveBack: (input: Pick<Act<'stage.return'>, 'category' | 'reason' | 'passages' | 'outcome'>) =>
      run(async () => {
        await giveBack.mutateAsync({ ...about, ...input })
        return input.outcome === 'redact' ? '已退回作者处理后公开' : '已退回作者'
      }, false),
    refer: (input: Pick<Act<'stage.refer'>, 'authority' | 'reason'>) =>
      run(async () => {
        await refer.mutateAsync({ ...about, ...input })
        return `已送${input.authority}审查`
      }, false),
    withhold: (input: Pick<Act<'stage.withhold'>, 'ground' | 'note' | 'password'>) =>
      run(async () => {
        await withhold.mutateAsync({ ...about, ...input })
        return '已定为不予公开'
      }, false),
  }
}
