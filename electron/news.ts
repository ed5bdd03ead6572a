import type { Summary } from '#core/api/schema/common'

/** What a notification of the system says; a click on it goes to the route. */
export type Notice = { title: string; body: string; route: string }

/** Within how many hours a deadline is near. */
const NEAR_HOURS = 4

/** What a person's desk held when last looked at. */
export type Seen = { person: string; waiting: Map<string, Summary>; returned: Map<string, Summary>; near: Set<string> }
/** What it holds now. */
export type Look = { person: string; waiting: Summary[]; returned: Summary[] }

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
