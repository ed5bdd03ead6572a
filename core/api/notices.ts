import { calendarOf, type Ask, type Handlers } from '#core/api/handler'
import type { NoticeView } from '#core/api/schema/consult'
import { nameOf } from '#core/api/views'
import type { Summary } from '#core/api/schema/common'
import type { Article } from '#core/article/article'
import { instantMs } from '#core/calendar/shanghai'
import { addWorkingHours, workingMsBetween } from '#core/calendar/workdays'
import { noticeRoute, threadOf } from '#core/notices'
import { noticeZh } from '#core/notices.zh'
import { ok } from '#core/result'
import { assignableOn, seatsOf } from '#core/workflow/capacity'
import { z } from 'zod'

type Names = 'notice.list' | 'notice.counts' | 'notice.markRead'

/** A deadline is near within this many working hours of it, or within half of a shorter limit. */
const nearHours = 4
/** Deadlines told of at once; whoever has more overdue work sees it on the desk. */
const deadlinesShown = 50

/** Deadlines near and past of what waits for this person: told by the clock, so kept nowhere. The id names the stay at the stage. */
async function deadlines({ ports, who, office, moment }: Ask): Promise<NoticeView[]> {
  const hours = office.settings.hours.map(({ from, to }) => [from, to] as const)
  const calendar = calendarOf(office)
  const reach = addWorkingHours(moment.now, nearHours, calendar, hours)
  const dueBefore = reach.ok ? new Date(instantMs(reach.value)).toISOString() : moment.now
  const items = await ports.store.waiting({ person: who.id, seats: seatsOf(office, who, moment.today), assignable: assignableOn(office, moment.today), dueBefore, limit: deadlinesShown })
  const left = (from: string, to: string) => {
    const time = workingMsBetween(from, to, calendar, hours)
    return time.ok ? time.value : Infinity
  }
  const told = items.flatMap(item => {
    if (item.due === null || (item.holder !== null && item.holder !== who.id)) return []
    if (item.due <= moment.now) return [clockNotice('overdue', item, item.due)]
    return left(moment.now, item.due) <= left(item.since, item.due) / 2 ? [clockNotice('due-soon', item, moment.now)] : []
  })
  const seen = new Set(told.length ? await ports.store.seenNotices(who.id, told.map(({ id }) => id)) : [])
  return told.map(notice => ({ ...notice, seen: seen.has(notice.id) }))
}

const clockNotice = (kind: 'overdue' | 'due-soon', item: Summary, at: string): NoticeView => ({
  id: `${kind}:${item.id}:${item.since}`,
  kind,
  at,
  by: null,
  article: item.id,
  title: item.title,
  sentence: noticeZh(kind, '', item.stageName ?? '', item.due),
  words: '',
  urgent: item.urgent,
  live: true,
  seen: false,
  route: noticeRoute({ kind, article: item.id, live: true, phase: item.phase, thread: null }),
})

const Said = z.object({
  words: z.string().optional(),
  category: z.string().optional(),
  reason: z.string().optional(),
  hunks: z.array(z.object({ before: z.string(), after: z.string() })).optional(),
})
const hunksTold = 3

/** The words of an exhibit in one line: a question or an answer, a reason, or what was changed. */
function told(exhibit: unknown): string {
  const said = Said.safeParse(exhibit)
  if (!said.success) return ''
  const { words, category, reason, hunks } = said.data
  if (words !== undefined) return words
  if (reason !== undefined) return category ? `${category}：${reason}` : reason
  if (!hunks) return ''
  const some = hunks.slice(0, hunksTold).map(({ before, after }) => `“${before}”→“${after}”`).join('、')
  return hunks.length > hunksTold ? `${some}等 ${hunks.length} 处` : some
}

const ofThread: ReadonlySet<NoticeView['kind']> = new Set<NoticeView['kind']>(['mentioned', 'comment-assigned', 'replied'])

const stageName = (article: Article | null, stage: string): string =>
  article?.runs.findLast(run => run.road.some(s => s.id === stage))?.road.find(s => s.id === stage)?.name ?? stage

async function list(ask: Ask, { limit, before, unreadOnly = false }: { limit: number; before?: number | undefined; unreadOnly?: boolean | undefined }) {
  const { ports, who, office } = ask
  const { store } = ports
  const kept = await store.notices({ person: who.id, unreadOnly, limit, ...(before !== undefined && { before }) })
  const digests = kept.flatMap(({ exhibit }) => exhibit ?? [])
  const exhibits = digests.length ? await store.exhibits([...new Set(digests)]) : new Map<string, unknown>()
  const ids = [...new Set(kept.map(({ article }) => article))]
  const articles = new Map(await Promise.all(ids.map(async id => [id, await store.article(id)] as const)))
  const views = kept.map(({ id, kind, at, by, article, title, stage, exhibit, urgent, live, seen }): NoticeView => {
    const now = articles.get(article) ?? null
    const thread = now && exhibit && ofThread.has(kind) ? threadOf(now, exhibit) : null
    return {
      id, kind, at, by, article, title, urgent, live, seen,
      sentence: noticeZh(kind, nameOf(office, by), stage === null ? '' : stageName(now, stage), null),
      words: exhibit ? told(exhibits.get(exhibit)) : '',
      route: noticeRoute({ kind, article, live, phase: now?.phase ?? null, thread }),
    }
  })
  const first = before === undefined ? await deadlines(ask) : []
  const next = kept.length === limit ? kept.at(-1)!.seq : null
  return { items: [...first.filter(({ seen }) => !unreadOnly || !seen), ...views], next }
}

export const noticeHandlers: Handlers<Names> = {
  async 'notice.list'(ask, input) {
    return ok(await list(ask, input))
  },
  async 'notice.counts'(ask) {
    const [unread, clock] = await Promise.all([ask.ports.store.countUnread(ask.who.id), deadlines(ask)])
    return ok({ unread: unread + clock.filter(({ seen }) => !seen).length })
  },
  async 'notice.markRead'(ask, { ids }) {
    const unread = ids ?? (await list(ask, { limit: 100, unreadOnly: true })).items.map(({ id }) => id)
    await ask.ports.store.markNotices(ask.who.id, unread, ask.moment.now)
    return ok({})
  },
}
