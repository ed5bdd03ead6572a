import { ClockCircleOutlined } from '@ant-design/icons'
import { useEffect, useState } from 'react'

const hour = 3_600_000
const day = 24 * hour
/** Asia/Shanghai has kept UTC+8 without summer time since 1992. */
const shanghai = (at: number): string => new Date(at + 8 * hour).toISOString()

/** `2026-11-21 16:05` in Asia/Shanghai. */
export const timeZh = (instant: string): string => shanghai(Date.parse(instant)).slice(0, 16).replace('T', ' ')
/** `2026-11-21` in Asia/Shanghai. */
export const dayZh = (instant: string): string => shanghai(Date.parse(instant)).slice(0, 10)
/** Today's date in Asia/Shanghai. */
export const todayZh = (): string => shanghai(Date.now()).slice(0, 10)

function spanZh(ms: number): string {
  if (ms < hour) return `${Math.max(1, Math.round(ms / 60_000))} 分钟`
  if (ms < day) return `${Math.floor(ms / hour)} 小时`
  return `${Math.floor(ms / day)} 天`
}

/** 还剩 6 小时, 超期 2 天. */
export const leftZh = (due: string, now: number): string =>
  Date.parse(due) >= now ? `还剩 ${spanZh(Date.parse(due) - now)}` : `超期 ${spanZh(now - Date.parse(due))}`

/** 3 小时前, 昨天 and so on: how long ago something was. */
export function agoZh(instant: string, now: number): string {
  const past = now - Date.parse(instant)
  if (past < 60_000) return '刚刚'
  return past < 30 * day ? `${spanZh(past)}前` : dayZh(instant)
}

export type Group = '超期' | '今天' | '本周' | '以后' | '未定期限'
export const groups: readonly Group[] = ['超期', '今天', '本周', '以后', '未定期限']

/** The heading a due time stands under in the list of tasks. Weeks end on Sunday. */
export function groupOf(due: string | null, now: number): Group {
  if (due === null) return '未定期限'
  const at = Date.parse(due)
  if (at < now) return '超期'
  const today = shanghai(now).slice(0, 10)
  if (shanghai(at).slice(0, 10) === today) return '今天'
  const weekday = new Date(`${today}T00:00:00Z`).getUTCDay() || 7
  const nextMonday = Date.parse(`${today}T00:00:00+08:00`) + (8 - weekday) * day
  return at < nextMonday ? '本周' : '以后'
}

/** The present minute, kept moving. Milliseconds since 1970. */
export function useNow(): number {
  const [now, setNow] = useState(Date.now)
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 30_000)
    return () => clearInterval(timer)
  }, [])
  return now
}

/** Less than this to go is 快到期. */
const soonMs = 4 * hour

/** Time left of a task: the words, a colour where it presses, the moment itself on hover. */
export function DueTime({ due }: { due: string | null }) {
  const now = useNow()
  if (due === null) return <span className="quiet">未定期限</span>
  const left = Date.parse(due) - now
  const press = left < 0 ? 'over' : left < soonMs ? 'soon' : 'calm'
  return (
    <span className={`due due-${press}`} title={`到期时间 ${timeZh(due)}`}>
      {press !== 'calm' && <ClockCircleOutlined aria-hidden />} {leftZh(due, now)}
    </span>
  )
}

/** A moment as written, and how long ago on hover. */
export function Moment({ at }: { at: string }) {
  const now = useNow()
  return (
    <time dateTime={at} className="nowrap" title={agoZh(at, now)}>
      {timeZh(at)}
    </time>
  )
}
