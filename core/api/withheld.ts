import { commandOf, type Ask } from '#core/api/handler'
import type { Article } from '#core/article/article'
import { bodyOf } from '#core/audit/entry'
import { instantMs } from '#core/calendar/shanghai'
import type { Refusal } from '#core/refusal'
import { no, ok } from '#core/result'

/** Who looks at one text again within the hour has read it once: open screens ask anew whenever something moves. */
const onceIn = 60 * 60_000
/** A person's readings looked through for the last one of this text. */
const newest = 50

/**
 * Whoever reads a text that was ruled 不予公开 leaves a record of it (RULEBOOK 8); nothing is recorded of any other. A refusal when the
 * record could not be made: then the text is not to be shown.
 */
export async function readingRecorded(ask: Ask, article: Article, hash: string): Promise<Refusal | null> {
  if (article.phase !== 'withheld') return null
  const { ports, who, moment } = ask
  const { entries } = await ports.store.entries({ by: who.id, act: 'withheld-read', limit: newest })
  const lately = entries.map(bodyOf).some(({ ts, data }) => data['article'] === article.id && data['hash'] === hash && Math.abs(instantMs(moment.now) - instantMs(ts)) < onceIn)
  if (lately) return null
  const event = { type: 'withheld-read' as const, article: article.id, hash }
  const done = await ports.store.changeOffice(commandOf(ask, ports.newId()), office => (office ? ok({ events: [event] }) : no({ code: 'not-set-up' })))
  return done.ok ? null : done.refusal
}
