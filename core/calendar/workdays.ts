import { addDays, dayAt, dayMs, dayStartMs, type Day, instantMs, midnightOf, shanghaiDay, shanghaiIso, weekday } from '#core/calendar/shanghai'
import { no, ok, type Result } from '#core/result'
import y2024 from './years/2024.json' with { type: 'json' }
import y2025 from './years/2025.json' with { type: 'json' }
import y2026 from './years/2026.json' with { type: 'json' }

/** One year as the State Council announced it. Names are for people; only the days count. */
export type CalendarYear = {
  year: number
  /** The notice the days come from. */
  source: string
  holidays: Record<Day, string>
  /** 调休上班: weekend days that are worked. */
  makeUpWorkdays: Record<Day, string>
}

/** The published years, and the days on which this office differs from them (local holidays of 民族 areas, 办法 第四条). */
export type Calendar = {
  years: Readonly<Record<number, CalendarYear>>
  extra?: { off?: readonly Day[]; on?: readonly Day[] }
}

/** The notice for that year is not in the product yet: nothing is guessed. */
export type CalendarMissing = { code: 'calendar-missing'; year: number }

/** The years that come with the product. A later notice is entered by the office (core/office/settings.ts). */
export const publishedYears: Readonly<Record<number, CalendarYear>> = { 2024: y2024, 2025: y2025, 2026: y2026 }
export const publishedCalendar: Calendar = { years: publishedYears }

/** Is the office at work on that day? The office's own days come before the notice, and the notice before the week. */
export function isWorkday(day: Day, calendar: Calendar): Result<boolean, CalendarMissing> {
  const number = Number(day.slice(0, 4))
  const year = calendar.years[number]
  if (!year) return no({ code: 'calendar-missing', year: number })
  if (calendar.extra?.off?.includes(day)) return ok(false)
  if (calendar.extra?.on?.includes(day)) return ok(true)
  if (day in year.holidays) return ok(false)
  if (day in year.makeUpWorkdays) return ok(true)
  return ok(weekday(day) % 6 !== 0)
}

/**
 * The last day of a limit of `n` working days. The first day is not counted, and a limit that ends on a
 * day off ends on the next working day (民法典 第二百零一条、第二百零三条): 0 gives the day itself or the next working day.
 */
export function addWorkdays(day: Day, n: number, calendar: Calendar): Result<Day, CalendarMissing> {
  if (!Number.isInteger(n) || n < 0) throw new RangeError(`not a number of working days: ${n}`)
  let at = n === 0 ? day : addDays(day, 1)
  for (let left = Math.max(n, 1); ; at = addDays(at, 1)) {
    const works = isWorkday(at, calendar)
    if (!works.ok) return works
    if (works.value && --left === 0) return ok(at)
  }
}

/** Working days after `from` up to and including `to`; negative when `to` is earlier. */
export function workdaysBetween(from: Day, to: Day, calendar: Calendar): Result<number, CalendarMissing> {
  if (to < from) {
    const back = workdaysBetween(to, from, calendar)
    return back.ok ? ok(0 - back.value) : back
  }
  let count = 0
  for (let at = addDays(from, 1); at <= to; at = addDays(at, 1)) {
    const works = isWorkday(at, calendar)
    if (!works.ok) return works
    if (works.value) count++
  }
  return ok(count)
}

/** Stretches of a working day, `HH:mm` in Asia/Shanghai, in order and without overlap. */
export type OfficeHours = readonly (readonly [from: string, to: string])[]
export const usualHours: OfficeHours = [
  ['09:00', '12:00'],
  ['13:30', '17:30'],
]

/**
 * The instant at which `hours` of office time have passed since `instant`, with zone +08:00.
 * Time outside office hours does not count; a limit that is used up at closing time ends at closing time.
 */
export function addWorkingHours(
  instant: string,
  hours: number,
  calendar: Calendar,
  officeHours: OfficeHours = usualHours,
): Result<string, CalendarMissing> {
  const spans = officeHours.map(([from, to]) => [minutes(from) * 60_000, minutes(to) * 60_000] as const)
  if (!spans.some(([from, to]) => to > from)) throw new RangeError('an office that never opens')
  if (!(hours >= 0)) throw new RangeError(`not a number of hours: ${hours}`)
  const start = instantMs(instant)
  let left = Math.round(hours * 3_600_000)
  for (let midnight = midnightOf(start); ; midnight += dayMs) {
    const works = isWorkday(dayAt(midnight), calendar)
    if (!works.ok) return works
    if (!works.value) continue
    for (const [from, to] of spans) {
      const opens = Math.max(midnight + from, start)
      const open = midnight + to - opens
      if (open < 0) continue
      if (left <= open) return ok(shanghaiIso(opens + left))
      left -= open
    }
  }
}

/** Office time between two instants, in ms; 0 when the second is not later. */
export function workingMsBetween(
  from: string,
  to: string,
  calendar: Calendar,
  officeHours: OfficeHours = usualHours,
): Result<number, CalendarMissing> {
  const [start, end] = [instantMs(from), instantMs(to)]
  let total = 0
  for (let day = shanghaiDay(from); dayStartMs(day) < end; day = addDays(day, 1)) {
    const works = isWorkday(day, calendar)
    if (!works.ok) return works
    if (!works.value) continue
    for (const [opens, closes] of officeHours) {
      const first = Math.max(start, dayStartMs(day) + minutes(opens) * 60_000)
      const last = Math.min(end, dayStartMs(day) + minutes(closes) * 60_000)
      total += Math.max(0, last - first)
    }
  }
  return ok(total)
}

const minutes = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3))
