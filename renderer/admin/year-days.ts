import type { Settings } from '#core/office/settings'

type Year = NonNullable<Settings['years']>[number]
/** A year of 放假安排 as the form holds it: days as lines, each one date or a run of them. */
export type YearFields = { year: number | null; source: string; off: string; on: string }

const dayMs = 86_400_000
const at = (day: string): number => Date.parse(`${day}T00:00:00Z`)
const dayOf = (ms: number): string => new Date(ms).toISOString().slice(0, 10)
const line = /^(\d{4}-\d{2}-\d{2})(?:\s*(?:至|到|~|～|—|–)\s*(\d{4}-\d{2}-\d{2}))?$/

/** `2027-02-06 至 2027-02-12` and single dates, a line each, as days in order; null for the first line that is neither. */
export function daysOf(text: string): { days: string[] } | { wrong: string } {
  const days = new Set<string>()
  for (const one of text.split('\n').map(part => part.trim()).filter(Boolean)) {
    const [, from = '', to = from] = line.exec(one) ?? []
    const [first, last] = [at(from), at(to)]
    const real = dayOf(first || 0) === from && dayOf(last || 0) === to
    if (!real || last < first || last - first > 20 * dayMs) return { wrong: one }
    for (let day = first; day <= last; day += dayMs) days.add(dayOf(day))
  }
  return { days: [...days].sort() }
}

/** Days as lines, those that follow one another as one run. */
export function linesOf(days: readonly string[]): string {
  const runs: [string, string][] = []
  for (const day of [...days].sort()) {
    const last = runs.at(-1)
    if (last && at(day) - at(last[1]) === dayMs) last[1] = day
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
