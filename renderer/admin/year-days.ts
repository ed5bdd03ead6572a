import { addDays } from '#core/calendar/shanghai'
import type { Settings } from '#core/office/settings'

type Year = NonNullable<Settings['years']>[number]
/** A year of 放假安排 as the form holds it: days as lines, each one date or a run of them. */
export type YearFields = { year: number | null; source: string; off: string; on: string }

/** Whether there is such a day: no 30 February. */
const isDay = (day: string): boolean => !Number.isNaN(Date.parse(day)) && addDays(day, 0) === day
/** The longest run of days off; a longer one is a slip of the pen. */
const longestRun = 20
const line = /^(\d{4}-\d{2}-\d{2})(?:\s*(?:至|到|~|～|—|–)\s*(\d{4}-\d{2}-\d{2}))?$/

/** `2027-02-06 至 2027-02-12` and single dates, a line each, as days in order; or the first line that is neither. */
export function daysOf(text: string): { days: string[] } | { wrong: string } {
  const days = new Set<string>()
  for (const one of text.split('\n').map(part => part.trim()).filter(Boolean)) {
    const [, from = '', to = from] = line.exec(one) ?? []
    if (!isDay(from) || !isDay(to) || to < from || to > addDays(from, longestRun)) return { wrong: one }
    for (let day = from; day <= to; day = addDays(day, 1)) days.add(day)
  }
  return { days: [...days].sort() }
}

/** Days as lines, those that follow one another as one run. */
export function linesOf(days: readonly string[]): string {
  const runs: [string, string][] = []
  for (const day of [...days].sort()) {
    const last = runs.at(-1)
    if (last && addDays(last[1], 1) === day) last[1] = day
    else runs.push([day, day])
  }
  return runs.map(([from, to]) => (from === to ? from : `${from} 至 ${to}`)).join('\n')
}

export const yearFieldsOf = ({ year, source, off, on }: Year): YearFields => ({ year, source, off: linesOf(off), on: linesOf(on) })

/** Back to what the office keeps; the form has looked at every line before. */
export function yearOf({ year, source, off, on }: YearFields): Year {
  const days = (text: string) => {
    const read = daysOf(text)
    return 'days' in read ? read.days : []
  }
  return { year: year ?? 0, source: source.trim(), off: days(off), on: days(on) }
}
