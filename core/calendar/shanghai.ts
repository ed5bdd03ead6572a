/** `YYYY-MM-DD`, a day of the calendar in Asia/Shanghai. */
export type Day = string

const hourMs = 3_600_000
/** China has kept UTC+8 without summer time since 1992; earlier instants are not the office's business. */
const offsetMs = 8 * hourMs

/**
 * Milliseconds of an ISO instant. Throws when the zone is missing: such a text would be read
 * in the zone of whichever machine runs this.
 */
export function instantMs(iso: string): number {
  const ms = /(?:Z|[+-]\d{2}:?\d{2})$/i.test(iso) ? Date.parse(iso) : Number.NaN
  if (Number.isNaN(ms)) throw new RangeError(`not an instant with a zone: ${iso}`)
  return ms
}

/** An instant as the office writes it: `2026-11-21T16:05:00.000+08:00`. */
export const shanghaiIso = (ms: number): string => new Date(ms + offsetMs).toISOString().replace('Z', '+08:00')

/** The day on the wall calendar in Asia/Shanghai, whatever the zone of the host. */
export const shanghaiDay = (iso: string): Day => shanghaiIso(instantMs(iso)).slice(0, 10)

/** `2026-11-21 16:05`, the form of the government page tag PubDate. */
export const shanghaiMinute = (iso: string): string => shanghaiIso(instantMs(iso)).slice(0, 16).replace('T', ' ')

/** 2026年11月21日, without leading zeros (GB/T 9704). */
export function dayZh(day: Day): string {
  const [year, month, date] = day.split('-').map(Number)
  return `${year}年${month}月${date}日`
}

/** Midnight in Asia/Shanghai at the start of a day. */
export const dayStartMs = (day: Day): number => instantMs(`${day}T00:00:00+08:00`)

export const dayMs = 24 * hourMs

/** The last midnight in Asia/Shanghai that is not after this instant, both ms. */
export const midnightOf = (ms: number): number => Math.floor((ms + offsetMs) / dayMs) * dayMs - offsetMs

/** Days by their midnights: deadlines walk over the same few days again and again, and writing a date out costs more than the rest. */
const written = new Map<number, Day>()
const mostWritten = 1000

/** The day that begins at this midnight in Asia/Shanghai, ms. */
export function dayAt(midnight: number): Day {
  const known = written.get(midnight)
  if (known !== undefined) return known
  const day = shanghaiIso(midnight).slice(0, 10)
  if (written.size >= mostWritten) written.clear()
  written.set(midnight, day)
  return day
}

/** The day `n` calendar days later (earlier when negative). */
export const addDays = (day: Day, n: number): Day => dayAt(dayStartMs(day) + n * dayMs)

/** 0 Sunday … 6 Saturday. */
export const weekday = (day: Day): number => new Date(`${day}T00:00:00Z`).getUTCDay()
