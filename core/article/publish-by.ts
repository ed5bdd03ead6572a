import type { Content } from '#core/article/content'
import { isInDirectory } from '#core/article/missing'
import { dueAt, limits } from '#core/calendar/limits'
import { dayMs, dayStartMs, shanghaiIso, type Day } from '#core/calendar/shanghai'
import type { Calendar, CalendarMissing } from '#core/calendar/workdays'
import { ok, type Result } from '#core/result'

/**
 * 公开期限: the last day on which information of the 政府信息公开目录 may be made public, 20 working days after it was formed or changed
 * (条例 第二十六条). Null for what the directory does not hold and while nobody has said when it was formed; refused where a year on the way
 * has no published calendar.
 */
export function publishBy(content: Pick<Content, 'kind' | 'publication'>, calendar: Calendar): Result<Day | null, CalendarMissing> {
  const { formedOn } = content.publication
  if (!isInDirectory(content) || !/^\d{4}-\d{2}-\d{2}$/.test(formedOn)) return ok(null)
  const due = dueAt(limits.disclosure, shanghaiIso(dayStartMs(formedOn)), calendar)
  return due.ok ? ok(due.value.day) : due
}

/** What is said of it beside an article that has not left: `pressing` when the day is past or within three days. */
export function publishByZh(day: Day, today: Day): { zh: string; pressing: 'over' | 'soon' | null } {
  if (today > day) return { zh: `已过公开期限（${day}）`, pressing: 'over' }
  const left = Math.round((dayStartMs(day) - dayStartMs(today)) / dayMs)
  return { zh: `公开期限 ${day}`, pressing: left <= 3 ? 'soon' : null }
}

const { amount, basis, from } = limits.disclosure
/** Why there is such a day. */
export const publishByBasis = `自${from}起 ${amount} 个工作日内公开（${basis}）`
