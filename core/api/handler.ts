import type { Input, Name, Output } from '#core/api/contract'
import { addWorkingHours, type Calendar } from '#core/calendar/workdays'
import { instantMs, shanghaiDay } from '#core/calendar/shanghai'
import { canonicalJson, normalise, normalisedBytes } from '#core/article/canonical'
import type { Content } from '#core/article/content'
import type { Office } from '#core/office/office'
import { officeCalendar } from '#core/office/settings'
import type { Person } from '#core/people/roles'
import type { Ports, Session } from '#core/ports'
import type { Refusal } from '#core/refusal'
import { no, ok, type Result } from '#core/result'
import type { Command, Exhibit, Revision } from '#core/store'
import type { Moment } from '#core/workflow/capacity'
import type { Deadlines } from '#core/workflow/decide'
import type { RemindAgain } from '#core/workflow/handing'

/** One call being carried out: by whom, in which office, and when. */
export type Ask = { ports: Ports; session: Session; who: Person; office: Office; moment: Moment }
/** A call that needs no session. */
export type OpenAsk = { ports: Ports; address: string; moment: Moment }

export type Handlers<N extends Name> = { [K in N]: (ask: Ask, input: Input<K>) => Promise<Result<Output<K>, Refusal>> }
export type OpenHandlers<N extends Name> = { [K in N]: (ask: OpenAsk, input: Input<K>) => Promise<Result<Output<K>, Refusal>> }

export const momentOf = (now: string): Moment => ({ now, today: shanghaiDay(now) })

export const calendarOf = (office: Office): Calendar => officeCalendar(office.settings)

/**
 * When a stage that begins now is due, as a UTC instant; null when the year has no published calendar yet –
 * then nothing is guessed and the screen says so (RULEBOOK 7).
 */
export function deadlinesOf(office: Office, moment: Moment): Deadlines {
  const calendar = calendarOf(office)
  const hours = office.settings.hours.map(({ from, to }) => [from, to] as const)
  return (stage, urgent) => {
    const due = addWorkingHours(moment.now, urgent ? stage.urgentHours : stage.hours, calendar, hours)
    return due.ok ? new Date(instantMs(due.value)).toISOString() : null
  }
}

/** Working hours between two 催办 of one stage, unless the office sets others. */
const usualRemindHours = 2

/** When the office's rule lets a stage be chased again. */
export const remindAgain = (office: Office): RemindAgain => since => {
  const hours = office.settings.hours.map(({ from, to }) => [from, to] as const)
  const free = addWorkingHours(since, office.settings.remindHours ?? usualRemindHours, calendarOf(office), hours)
  return free.ok ? ok(new Date(instantMs(free.value)).toISOString()) : no(free.refusal)
}

export const commandOf = (ask: Ask, key: string): Command => ({ key, by: ask.who.id, at: ask.moment.now })

/** A content as it is kept: its one form, and the canonical bytes of that under their salted hash. */
export function revisionOf(ports: Pick<Ports, 'sha256'>, given: Content, salt: string): Revision {
  const content = normalise(given)
  const bytes = normalisedBytes(content, salt)
  return { hash: ports.sha256(bytes), bytes, content }
}

/** Words kept beside the chain under their digest; salted, because they quote the text. */
export function exhibitOf(ports: Pick<Ports, 'sha256'>, salt: string, value: Record<string, unknown>): Exhibit {
  const bytes = canonicalJson({ v: 1, salt, ...value })
  return { digest: ports.sha256(bytes), bytes }
}
