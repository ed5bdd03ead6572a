import type { Day } from '#core/calendar/shanghai'
import type { Refusal } from '#core/refusal'
import { no, ok, type Result } from '#core/result'
import type { Settings } from '#core/office/settings'

/** Tokens an index number pattern may have beside the facts of the office (regulations 3.2). */
const dated: Record<string, (day: Day) => string> = {
  yyyy: day => day.slice(0, 4),
  yyyyMM: day => day.slice(0, 7).replace('-', ''),
  yyyyMMdd: day => day.replaceAll('-', ''),
}

/**
 * The next 索引号 by the office's pattern. The serial counts within what the rest of the pattern says (the scope: a year, a
 * month …), only ever grows, and is never given out again. Refused when a fact the pattern names has not been entered.
 */
export function giveIndexNumber(
  settings: Settings,
  counters: Readonly<Record<string, number>>,
  today: Day,
): Result<{ scope: string; serial: number; number: string }, Refusal> {
  const absent: string[] = []
  const scope = settings.indexPattern.replace(/\{(\w+)\}/g, (_whole, token: string) => {
    const value = dated[token]?.(today) ?? settings.indexFacts[token]
    if (!value) absent.push(token)
    return value ?? ''
  })
  if (absent.length) return no({ code: 'site-facts-missing', facts: absent.map(token => `索引号规则中的“${token}”`) })
  if (!/\{serial:\d\}/.test(scope)) return no({ code: 'site-facts-missing', facts: ['索引号规则中的“{serial:5}”'] })
  const serial = (counters[scope] ?? 0) + 1
  const number = scope.replace(/\{serial:(\d)\}/, (_whole, width: string) => String(serial).padStart(Number(width), '0'))
  return ok({ scope, serial, number })
}
