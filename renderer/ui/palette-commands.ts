import { useEffect } from 'react'
import { useLocation } from 'react-router'
import { kinds, kindZh, type Kind } from '#core/article/content'
import { useAsk } from '../ask.ts'
import { useMe, type Me } from './me.tsx'
import { remember, remembered } from './preferences.ts'

/** A screen or a list by its name; `initials` are those of its pinyin, typed without changing the input method. */
export type Command = { to: string; zh: string; initials: string }

type Offered = Command & { may?: keyof Me['may']; role?: Me['person']['roles'][number] }

const commands: readonly Offered[] = [
  { to: '/desk', zh: '工作台', initials: 'gzt' },
  { to: '/desk?list=waiting', zh: '待我办理', initials: 'dwbl' },
  { to: '/desk?list=due', zh: '快到期的待办', initials: 'kdqddb' },
  { to: '/desk?list=asked', zh: '征求我意见的稿件', initials: 'zqwyj' },
  { to: '/desk?list=mentions', zh: '提到我的批注', initials: 'tdwdpz' },
  { to: '/desk?list=mine', zh: '我起草的稿件', initials: 'wqcdgj' },
  { to: '/desk?list=done', zh: '已办', initials: 'yb' },
  { to: '/desk?list=all', zh: '全部在办', initials: 'qbzb', role: 'office-clerk' },
  { to: '/desk?show=calendar', zh: '期限日历', initials: 'qxrl' },
  { to: '/notices', zh: '通知', initials: 'tz' },
  { to: '/library', zh: '稿件库', initials: 'gjk', may: 'library' },
  { to: '/release', zh: '发布', initials: 'fb', may: 'release' },
  { to: '/ledger', zh: '台账', initials: 'tz', may: 'ledger' },
  { to: '/audit', zh: '审计', initials: 'sj', may: 'audit' },
  { to: '/admin/people', zh: '管理：人员', initials: 'glry', may: 'manage' },
  { to: '/admin/templates', zh: '管理：流程模板', initials: 'gllcmb', may: 'manage' },
  { to: '/admin/delegations', zh: '管理：代理', initials: 'gldl', may: 'manage' },
  { to: '/admin/lexicon', zh: '管理：词库', initials: 'glck', may: 'manage' },
  { to: '/admin/rules', zh: '管理：校对规则', initials: 'gljdgz', may: 'manage' },
  { to: '/admin/settings', zh: '管理：设置', initials: 'glsz', may: 'manage' },
  { to: '/admin/backup', zh: '管理：备份', initials: 'glbf', may: 'manage' },
  { to: '/help', zh: '帮助', initials: 'bz' },
  { to: '/password', zh: '修改密码', initials: 'xgmm' },
]

/** The kinds a person who writes may begin an article of, when the words typed ask for a new one. */
export function newKindsFor(me: Pick<Me, 'may'>, text: string): Kind[] {
  const typed = text.toLowerCase()
  const asked = (kind: Kind) => `新建稿件：${kindZh[kind]}`.includes(text) || 'xjgj'.startsWith(typed)
  return text !== '' && me.may.write === null ? kinds.filter(asked) : []
}

/** The commands this person may give that answer to the words typed: a part of the name, or of its initials. */
export function commandsFor(me: Pick<Me, 'may' | 'person'>, text: string): Command[] {
  const typed = text.toLowerCase()
  const may = commands.filter(one => (!one.may || me.may[one.may] === null) && (!one.role || me.person.roles.includes(one.role)))
  return may.filter(one => one.zh.includes(text) || one.initials.includes(typed)).map(({ to, zh, initials }) => ({ to, zh, initials }))
}

const kept = 8
export type Recent = { id: string; title: string; to: string }
const placeOf = (person: string) => `shenjiao.recent.${person}`
/** The articles this person opened last on this machine, newest first. */
export const recentOf = (person: string): Recent[] => remembered<Recent[]>(placeOf(person), [])

/** Remembers the article that is on the screen once its title is known. */
export function useRecentArticles(): void {
  const me = useMe()
  const { pathname } = useLocation()
  const id = /^\/(?:article|review|history|release)\/([^/]+)$/.exec(pathname)?.[1] ?? ''
  const title = useAsk('article.open', { id }, { enabled: false, select: ({ summary }) => summary.title }).data
  useEffect(() => {
    if (id === '' || title === undefined) return
    const others = recentOf(me.person.id).filter(one => one.id !== id)
    remember(placeOf(me.person.id), [{ id, title, to: pathname }, ...others].slice(0, kept))
  }, [id, title, pathname, me.person.id])
}
