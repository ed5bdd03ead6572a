import { notFound } from '#core/api/article'
import type { Ask, Handlers } from '#core/api/handler'
import type { Summary } from '#core/api/schema/common'
import { exhibitsOf, passView, returnView, roadMarks } from '#core/api/views'
import type { Content } from '#core/article/content'
import { plainText } from '#core/article/plain-text'
import { ok } from '#core/result'
import type { Store } from '#core/store'
import { assignableOn, inHand, seatsOf } from '#core/workflow/capacity'

type Names = 'desk.counts' | 'desk.waiting' | 'desk.mine' | 'desk.done' | 'desk.card'

/** Due within this many hours counts as 快到期. */
const dueSoonHours = 8

const soon = ({ moment }: Ask): string => new Date(Date.parse(moment.now) + dueSoonHours * 3_600_000).toISOString()
const seats = ({ office, who, moment }: Ask) => ({ person: who.id, seats: seatsOf(office, who, moment.today), assignable: assignableOn(office, moment.today) })
const mine = { sort: 'updated', descending: true, offset: 0 } as const

/** What the person has typed over the draft and not yet made a version of; null where there is none, or where another version came meanwhile. */
async function copyOver(store: Store, person: string, { id, phase, hash }: Summary): Promise<Content | null> {
  if (phase !== 'drafting' && phase !== 'returned') return null
  const copy = await store.workingCopy(id, person)
  return copy?.base === hash ? copy.content : null
}

/** The writer finds a draft under the title on the page: under that of its last version it looks lost. */
const asWritten = (summary: Summary, copy: Content | null): Summary => ({ ...summary, title: copy?.title || summary.title })

/** A holder who can no longer act holds nothing: the stage is its pool's again. */
async function withHolder({ ports, office, moment }: Ask, item: Summary): Promise<Summary> {
  const article = item.holder === null ? null : await ports.store.article(item.id)
  if (!article) return item
  const { claim, assignee } = inHand(article, office, moment)
  return { ...item, holder: claim && claim.until > moment.now ? claim.person : assignee }
}

export const deskHandlers: Handlers<Names> = {
  async 'desk.counts'(ask) {
    const { store } = ask.ports
    const own = { ...mine, writer: ask.who.id, limit: 1 }
    const [waiting, dueSoon, overdue, written, returned, done, asked] = await Promise.all([
      store.countWaiting(seats(ask)),
      store.countWaiting({ ...seats(ask), dueBefore: soon(ask) }),
      store.countWaiting({ ...seats(ask), dueBefore: ask.moment.now }),
      store.list(own),
      store.list({ ...own, phases: ['returned'] }),
      store.countHandledBy(ask.who.id),
      store.countAsked(ask.who.id),
    ])
    return ok({ waiting, dueSoon, overdue, mine: written.total, returned: returned.total, done, asked })
  },
  async 'desk.waiting'(ask, { limit, dueSoon }) {
    const items = await ask.ports.store.waiting({ ...seats(ask), limit, ...(dueSoon && { dueBefore: soon(ask) }) })
    return ok({ items: await Promise.all(items.map(item => withHolder(ask, item))) })
  },
  async 'desk.mine'({ ports, who }, { limit, returnedOnly }) {
    const { items } = await ports.store.list({ ...mine, writer: who.id, limit, ...(returnedOnly && { phases: ['returned'] as const }) })
    return ok({ items: await Promise.all(items.map(async item => asWritten(item, await copyOver(ports.store, who.id, item)))) })
  },
  async 'desk.done'({ ports, who }, { limit }) {
    return ok({ items: await ports.store.handledBy(who.id, limit) })
  },
  async 'desk.card'({ ports, who }, { id }) {
    const { store } = ports
    const article = await store.article(id)
    const [summary, content] = await Promise.all([store.summary(id), article && store.content(id, article.hash)])
    if (!article || !summary || !content) return notFound
    const exhibits = await exhibitsOf(store, article)
    const copy = await copyOver(store, who.id, summary)
    const lines = plainText({ title: '', subtitle: '', body: (copy ?? content).body }).text.trim().slice(0, 240)
    const voidedMine = article.passes.filter(p => p.voided && (p.by === who.id || p.capacity?.principal === who.id))
    return ok({
      summary: asWritten(summary, copy),
      lines,
      road: roadMarks(article),
      voidedMine: voidedMine.map(p => passView(article, p, exhibits)),
      returned: article.returned && returnView(article, article.returned, exhibits),
    })
  },
}
