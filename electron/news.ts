import type { NoticeView } from '#core/api/schema/consult'
import type { NoticeKind } from '#core/notices'

/** What a notification of the system says; a click on it goes to the route. */
export type Notice = { title: string; body: string; route: string }

/** What a person has been told, or had unread when they signed in. */
export type Seen = { person: string; ids: ReadonlySet<string> }
/** What they have not read now, newest first. */
export type Look = { person: string; unread: readonly Pick<NoticeView, 'id' | 'kind' | 'title' | 'sentence' | 'route'>[] }

/** As many by themselves; more at once are counted. */
const APART = 3

/**
 * What is new since the last look. A first look – somebody has just signed in – tells nothing: the desk is on the screen. The words of people – a reason,
 * a question – stay in the program: a notification of the system is read by whoever passes by.
 */
export function news(before: Seen | null, now: Look): { notices: Notice[]; next: Seen } {
  const known = before?.person === now.person ? before.ids : null
  const next = { person: now.person, ids: new Set([...(known ?? []), ...now.unread.map(one => one.id)]) }
  if (known === null) return { notices: [], next }
  const fresh = now.unread.filter(one => !known.has(one.id)).toReversed()
  if (fresh.length <= APART) return { notices: fresh.map(told), next }
  const titles = [...new Set(fresh.map(one => titled(one.title)))].slice(0, APART)
  return { notices: [{ title: `${fresh.length} 条新通知`, body: titles.join('、'), route: '/notices' }], next }
}

type Unread = Look['unread'][number]

const told = ({ kind, title, sentence, route }: Unread): Notice => ({ title: heads[kind], body: `${titled(title)} ${sentence}`, route })

const titled = (title: string): string => `《${title || '未命名稿件'}》`

const heads: Record<NoticeKind, string> = {
  arrived: '新到待办',
  assigned: '待办交给您',
  'taken-away': '待办已改由他人办理',
  returned: '稿件被退回',
  voided: '签字已失效',
  reminded: '催办',
  'opinion-asked': '征求您的意见',
  'opinion-given': '意见已答复',
  'opinion-withdrawn': '征求意见已撤回',
  mentioned: '批注中提到您',
  'comment-assigned': '批注交您处理',
  replied: '批注有了回复',
  cleared: '稿件已签发',
  released: '稿件已导出发布',
  withheld: '稿件不予公开',
  'due-soon': '待办即将到期',
  overdue: '待办已超期',
}
