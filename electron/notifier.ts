import type { Summary } from '#core/api/schema/common'
import type { Desk } from './desk.ts'
import { notify, type Notice } from './notify.ts'

/** Several events in one moment are one question. */
const GATHER_MS = 1500
const LOOK_MINUTES = 10
/** Asking counts as use of the session, so nobody is asked for who has left the page alone this long: the session must be able to end. */
const IDLE_MINUTES = 30
/** Within how many hours a deadline is near. */
const NEAR_HOURS = 4
const ASKED = 100

/** What a person's desk held when last looked at. */
export type Seen = { person: string; waiting: Map<string, Summary>; returned: Map<string, Summary>; near: Set<string> }
type Look = { person: string; waiting: Summary[]; returned: Summary[] }

/** Tells the person signed in at this PC, by notifications of the system, what arrived, what was returned, and what is due soon. One watch for the whole program; the result looks now, for somebody has just signed in. */
export function watchWork(desk: Desk): () => void {
  let seen: Seen | null = null
  let timer: NodeJS.Timeout | undefined
  const look = async (): Promise<void> => {
    timer = undefined
    const found = await lookAt(desk)
    if (found === null) return void (seen = null)
    const { notices, next } = news(seen, found, Date.now())
    seen = next
    for (const notice of notices) notify(desk, notice)
  }
  const soon = () => {
    timer ??= setTimeout(() => void look().catch(why => desk.logs.incident('notifier', why)), GATHER_MS)
  }
  desk.host.events(soon)
  setInterval(() => {
    if (Date.now() - desk.door.usedAt < IDLE_MINUTES * 60_000) soon()
  }, LOOK_MINUTES * 60_000).unref()
  return soon
}

async function lookAt({ host, door }: Desk): Promise<Look | null> {
  const { token } = door
  if (token === null) return null
  const me = await host.call(token, 'session.me', {})
  if (!me.ok) return null
  const { person, may } = me.value as { person: { id: string }; may: { desk: unknown } }
  if (may.desk !== null) return null
  const [waiting, returned] = await Promise.all([
    host.call(token, 'desk.waiting', { limit: ASKED }),
    host.call(token, 'desk.mine', { limit: ASKED, returnedOnly: true }),
  ])
  if (!waiting.ok || !returned.ok) return null
  const items = (reply: { value: unknown }) => (reply.value as { items: Summary[] }).items
  return { person: person.id, waiting: items(waiting), returned: items(returned) }
}

/** What is new since the last look. A first look – somebody has just signed in – tells nothing: the desk is on the screen. */
export function news(before: Seen | null, now: Look, ms: number): { notices: Notice[]; next: Seen } {
  const known = before?.person === now.person ? before : null
  const isNear = (one: Summary) =>
    one.due !== null && Date.parse(one.due) - ms < NEAR_HOURS * 3_600_000 && Date.parse(one.due) > ms
  const near = now.waiting.filter(isNear)
  // the same article at another stage, or returned once more, is news again
  const mark = (one: Summary) => `${one.id} ${one.stage ?? ''} ${one.since}`
  const byMark = (items: Summary[]) => new Map(items.map(one => [mark(one), one]))
  const next = {
    person: now.person,
    waiting: byMark(now.waiting),
    returned: byMark(now.returned),
    near: new Set(near.map(mark)),
  }
  if (known === null) return { notices: [], next }
  const arrived = now.waiting.filter(one => !known.waiting.has(mark(one)))
  const back = now.returned.filter(one => !known.returned.has(mark(one)))
  const late = near.filter(one => !known.near.has(mark(one)) && known.waiting.has(mark(one)))
  return {
    next,
    notices: [
      ...told(
        arrived,
        n => `新到 ${n} 件待办`,
        one => ({
          title: one.urgent ? '新到急件' : '新到待办',
          body: `${titled(one)} 已到“${one.stageName ?? ''}”`,
          route: `/review/${one.id}`,
        }),
      ),
      ...told(
        back,
        n => `${n} 篇稿件被退回`,
        one => ({ title: '稿件被退回', body: titled(one), route: `/article/${one.id}` }),
      ),
      ...told(
        late,
        n => `${n} 件待办即将到期`,
        one => ({
          title: '待办即将到期',
          body: `${titled(one)} “${one.stageName ?? ''}”还剩不到 ${NEAR_HOURS} 小时`,
          route: `/review/${one.id}`,
        }),
      ),
    ],
  }
}

const titled = (one: Summary): string => `《${one.title || '未命名稿件'}》`

/** Each by itself; more than three at once are counted. */
function told(items: Summary[], many: (n: number) => string, each: (one: Summary) => Notice): Notice[] {
  if (items.length <= 3) return items.map(each)
  return [{ title: many(items.length), body: items.slice(0, 3).map(titled).join('、'), route: '/desk' }]
}
