import type { Ask, Handlers } from '#core/api/handler'
import type { Summary } from '#core/api/schema/common'
import { currentRun } from '#core/article/article'
import { addDays, dayStartMs } from '#core/calendar/shanghai'
import { ok } from '#core/result'
import { mayNotBatch } from '#core/workflow/batch'
import { assignableOn, capacitiesOf, seatsOf } from '#core/workflow/capacity'
import { lackingAhead } from '#core/workflow/staffing'
import { stageFacts } from '#core/workflow/stages'

type Names = 'desk.asked' | 'desk.batch' | 'desk.calendar' | 'desk.lacking'

/** Articles in hand looked through for stages nobody is left for, those due first. */
const mostLookedAt = 200

/** Items of one calendar month read at most, of each kind. */
const monthItems = 200

async function batch({ ports, office, who, moment }: Ask, ids: readonly string[]) {
  const { store } = ports
  const items = await Promise.all(
    ids.map(async id => {
      const article = await store.article(id)
      const stage = article && currentRun(article)?.road.find(s => s.id === article.stage)
      if (!article || !stage || article.phase !== 'reviewing') return []
      const openedAt = await store.openedAt(id, who.id, article.hash)
      const refusal = mayNotBatch(stage) ?? capacitiesOf(article, office, who, moment).refusal ?? (openedAt === null ? ({ code: 'not-opened' } as const) : null)
      const checklist = stage.checklist.map(question => ({ id: question.id, text: question.text }))
      return [{ id, stage: stage.id, hash: article.hash, openedAt, refusal, checklist, signs: stageFacts[stage.kind].signs }]
    }),
  )
  return ok({ items: items.flat() })
}

/** What falls on the days of a month: what I must do, what happens to my own articles, and release times that were signed. */
async function calendar({ ports, office, who, moment }: Ask, { from, to }: { from: string; to: string }) {
  const { store } = ports
  const [start, end] = [new Date(dayStartMs(from)).toISOString(), new Date(dayStartMs(addDays(to, 1))).toISOString()]
  const inside = (at: string | null): at is string => at !== null && start <= at && at < end
  const seats = { person: who.id, seats: seatsOf(office, who, moment.today), assignable: assignableOn(office, moment.today) }
  const own = { sort: 'due', descending: false, limit: monthItems, offset: 0 } as const
  const [waiting, mine, cleared, asked] = await Promise.all([
    store.waiting({ ...seats, dueBefore: end, limit: monthItems }),
    store.list({ ...own, writer: who.id, phases: ['reviewing'] }),
    store.list({ ...own, phases: ['cleared'] }),
    store.asked(who.id, monthItems),
  ])
  const due = (kind: 'due' | 'mine', items: readonly Summary[]) => items.flatMap(summary => (inside(summary.due) ? [{ at: summary.due, kind, summary }] : []))
  const embargoes = await Promise.all(
    cleared.items.map(async summary => {
      const at = (await store.content(summary.id, summary.hash))?.publication.notBefore
      const instant = at ? new Date(Date.parse(at)).toISOString() : null
      return inside(instant) ? [{ at: instant, kind: 'embargo' as const, summary }] : []
    }),
  )
  const replies = await Promise.all(
    asked.map(async summary => {
      const open = (await store.article(summary.id))?.consultations.find(one => one.asked === who.id && one.state === 'open')
      const day = open?.replyBy
      return day && from <= day && day <= to ? [{ at: new Date(dayStartMs(day)).toISOString(), kind: 'reply' as const, summary }] : []
    }),
  )
  const items = [...due('due', waiting), ...due('mine', mine.items), ...embargoes.flat(), ...replies.flat()]
  return ok({ items: items.sort((a, b) => a.at.localeCompare(b.at)) })
}

async function lacking({ ports, office, who, moment }: Ask) {
  const all = who.roles.includes('office-clerk')
  const inHand = { sort: 'due', descending: false, offset: 0, limit: mostLookedAt, phases: ['reviewing', 'referred'] } as const
  const { items } = await ports.store.list({ ...inHand, ...(!all && { writer: who.id }) })
  const found = await Promise.all(
    items.map(async ({ id, title }) => {
      const article = await ports.store.article(id)
      const ids = article ? lackingAhead(article, office, moment) : []
      if (!article || ids.length === 0) return []
      const road = currentRun(article)!.road
      return [{ id, title, here: ids.includes(article.stage!), stages: ids.map(stage => road.find(one => one.id === stage)!.name) }]
    }),
  )
  return ok({ items: found.flat() })
}

export const deskMoreHandlers: Handlers<Names> = {
  async 'desk.asked'({ ports, who }, { limit }) {
    return ok({ items: await ports.store.asked(who.id, limit) })
  },
  'desk.batch': (ask, { ids }) => batch(ask, ids),
  'desk.calendar': calendar,
  'desk.lacking': lacking,
}
