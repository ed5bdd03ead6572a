import type { Phase } from '#core/article/article'
import type { Summary } from '#core/api/schema/common'
import { useAsk } from '../ask.ts'
import { useMe } from '../ui/me.tsx'
import { groupOf, groups } from '../ui/time.tsx'

/** How many rows a list of the desk shows at most. */
export const shown = 200

export const filters = ['waiting', 'due', 'asked', 'mentions', 'mine', 'returned', 'done', 'all'] as const
export type Filter = (typeof filters)[number]
export const filterZh: Record<Filter, string> = {
  waiting: '待我办理',
  due: '快到期',
  asked: '征求我意见',
  mentions: '@我',
  mine: '我起草的',
  returned: '已退回',
  done: '已办',
  all: '全部在办',
}

/** Lists whose rows this person could act on now. */
export const isWork = (filter: Filter): boolean => filter === 'waiting' || filter === 'due'

/** The lists this person has: what the whole office has in hand is an office clerk's. */
export function useFilters(): Filter[] {
  const me = useMe()
  return filters.filter(name => name !== 'all' || me.person.roles.includes('office-clerk'))
}

const inHand: Phase[] = ['reviewing', 'referred']

/** The rows of a list; only the chosen one is asked for. */
export function useItems(filter: Filter) {
  const waiting = useAsk('desk.waiting', { limit: shown, dueSoon: filter === 'due' }, { enabled: isWork(filter) })
  const mine = useAsk('desk.mine', { limit: shown, returnedOnly: filter === 'returned' }, { enabled: filter === 'mine' || filter === 'returned' })
  const done = useAsk('desk.done', { limit: shown }, { enabled: filter === 'done' })
  const asked = useAsk('desk.asked', { limit: shown }, { enabled: filter === 'asked' })
  const all = useAsk('article.list', { phase: inHand, sort: 'due', descending: false, limit: shown }, { enabled: filter === 'all', select: ({ items }) => ({ items }) })
  const mentions = useAsk('remark.mine', { limit: shown }, { enabled: filter === 'mentions', select: ({ items }) => ({ items: distinct(items.map(({ article }) => article)) }) })
  return { waiting, due: waiting, asked, mentions, mine, returned: mine, done, all }[filter]
}

const distinct = (items: Summary[]): Summary[] => [...new Map(items.map(item => [item.id, item])).values()]

/** The numbers on the lists: how many each holds, also where it shows only the newest. */
export function useCounts(): Partial<Record<Filter, number>> & { overdue: number } {
  const me = useMe()
  const counts = useAsk('desk.counts', {}).data
  const open = useAsk('remark.mine', { limit: 1 }).data?.open
  const all = useAsk('article.list', { phase: inHand, limit: 1 }, { enabled: me.person.roles.includes('office-clerk') }).data?.total
  return {
    overdue: counts?.overdue ?? 0,
    ...(counts && { waiting: counts.waiting, due: counts.dueSoon, asked: counts.asked, mine: counts.mine, returned: counts.returned, done: counts.done }),
    ...(open !== undefined && { mentions: open }),
    ...(all !== undefined && { all }),
  }
}

/** How one's own articles and those already judged stand: the headings of lists that no deadline orders. */
const standings: { name: string; phases: Phase[] }[] = [
  { name: '待修改', phases: ['returned', 'drafting'] },
  { name: '审校中', phases: ['reviewing', 'referred'] },
  { name: '已签发', phases: ['cleared', 'released'] },
  { name: '已结束', phases: ['withheld', 'abandoned'] },
]

export type Part = { name: string; rows: Summary[] }

/** The list under its headings: by deadline what waits, by standing what does not. */
export function arranged(items: readonly Summary[], filter: Filter, now: number): Part[] {
  const parts =
    isWork(filter) || filter === 'all' || filter === 'asked'
      ? groups.map(name => ({ name, rows: items.filter(item => groupOf(item.due, now) === name) }))
      : standings.map(({ name, phases }) => ({ name, rows: items.filter(item => phases.includes(item.phase)) }))
  return parts.filter(part => part.rows.length > 0)
}
