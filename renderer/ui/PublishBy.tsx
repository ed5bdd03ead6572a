import { ClockCircleOutlined } from '@ant-design/icons'
import type { Phase } from '#core/article/article'
import type { Content } from '#core/article/content'
import { publishBy, publishByBasis, publishByZh } from '#core/article/publish-by'
import { officeCalendar } from '#core/office/settings'
import { useAsk } from '../ask.ts'
import { todayZh } from './time.tsx'

/** Whose day no longer matters: what is out, and what will never be. */
const ended: ReadonlySet<Phase> = new Set(['released', 'withheld', 'abandoned'])

/** 公开期限 of an article of the directory, in a colour where it presses; nothing of any other. */
export function PublishBy({ content, phase }: { content: Pick<Content, 'kind' | 'publication'>; phase: Phase }) {
  const settings = useAsk('settings.get', {}, { staleTime: 60_000 }).data?.settings
  if (!settings || ended.has(phase)) return null
  const last = publishBy(content, officeCalendar(settings))
  if (!last.ok) return <span className="quiet" title={publishByBasis}>公开期限未定：{last.refusal.year} 年放假安排还没有录入</span>
  if (last.value === null) return null
  const { zh, pressing } = publishByZh(last.value, todayZh())
  return (
    <span className={pressing ? `due due-${pressing}` : 'quiet'} title={publishByBasis}>
      {pressing && <ClockCircleOutlined aria-hidden />} {zh}
    </span>
  )
}
