import { profileSchema } from '../profile.ts'
import { matches, type Match, type Rule } from '../rule.ts'
import { dayOfText } from './organisations.ts'
import { distance } from './statutes.ts'

const basis = '本单位在词库中登记的领导人姓名职务表；程序不自带名单，未登记时不查（国办秘函〔2019〕19号：领导人姓名、职务错误属严重表述错误）'
const exampleProfile = profileSchema.parse({
  leaders: [
    { name: '王建国', title: '区长', aliases: ['区委副书记、区长'], from: '2022-01-01', order: 2 },
    { name: '李志强', title: '区委书记', from: '2022-01-01', order: 1 },
    { name: '赵明', title: '副区长', from: '2018-01-01', to: '2021-12-31', order: 3 },
  ],
})

const nameAndTitle: Rule = {
  id: 'leaders.name-and-title',
  family: 'leaders',
  level: 'error',
  basis,
  zh: '领导人姓名或职务有误',
  confidence: 0.95,
  hits: ['2023年要点\n区委书记王建国出席会议。', '2023年要点\n区长王健国主持会议。', '2023年要点\n副区长赵明参加。'],
  misses: ['2023年要点\n区长王建国主持会议。', '2023年要点\n区委副书记、区长王建国主持会议。', '2020年要点\n副区长赵明参加。', '2023年要点\n原副区长赵明', '2023年要点\n区长王建国、区委书记李志强出席', '2023年要点\n副区长刘洋参加'],
  example: { profile: exampleProfile },
  scope: 'document',
  *check(doc, ctx) {
    const { leaders } = ctx.profile
    if (leaders.length === 0) return
    const day = dayOfText(doc, ctx)
    const titles = [...new Set(leaders.flatMap(l => [l.title, ...l.aliases]))].sort((a, b) => b.length - a.length)
    const re = new RegExp(`(${titles.map(escape).join('|')})([\\u4e00-\\u9fff·]{2,4})`, 'g')
    for (const m of matches(re, doc.text)) {
      if (/(原|前|时任|曾任)$/.test(doc.text.slice(Math.max(0, m.index - 2), m.index)) || /[副常]$/.test(doc.text.slice(Math.max(0, m.index - 1), m.index))) continue
      const [title, following] = [m[1]!, m[2]!]
      const named = leaders.filter(l => following.startsWith(l.name))
      const at = m.index + title.length
      if (named.length > 0) {
        const fits = named.find(l => [l.title, ...l.aliases].includes(title))
        if (!fits) yield { start: m.index, end: at + named[0]!.name.length, suggestions: [`${named[0]!.title}${named[0]!.name}`], message: `姓名职务表中${named[0]!.name}的职务为“${named[0]!.title}”，此处作“${title}”` }
        else if ((fits.from && day < fits.from) || (fits.to && day > fits.to)) yield { start: m.index, end: at + fits.name.length, level: 'warning', message: `${fits.name}任“${fits.title}”的时间为${fits.from ?? ''}至${fits.to ?? '今'}，与文件日期${day}不符` }
        continue
      }
      yield* misspelt(leaders.filter(l => [l.title, ...l.aliases].includes(title) && !(l.to && day > l.to)), following, at, title)
    }
  },
}

function* misspelt(holders: readonly { name: string; title: string }[], following: string, at: number, title: string): Generator<Match> {
  for (const { name } of holders) {
    const words = following.slice(0, name.length)
    if (words.length === name.length && name.length >= 3 && distance(words, name, 1) === 1) {
      yield { start: at, end: at + words.length, suggestions: [name], message: `${title}为“${name}”，此处作“${words}”` }
      return
    }
  }
}

const escape = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')

const order: Rule = {
  id: 'leaders.order',
  family: 'leaders',
  level: 'warning',
  basis,
  zh: '领导人排序与名单不符',
  confidence: 0.8,
  hits: ['2023年要点\n王建国、李志强出席会议。'],
  misses: ['2023年要点\n李志强、王建国出席会议。', '2023年要点\n王建国出席会议。李志强讲话。'],
  example: { profile: exampleProfile },
  scope: 'document',
  *check(doc, ctx): Generator<Match> {
    const placed = ctx.profile.leaders.filter(l => l.order !== undefined)
    if (placed.length < 2) return
    const re = new RegExp(placed.map(l => escape(l.name)).join('|'), 'g')
    let above: { end: number; order: number; name: string } | null = null
    for (const m of matches(re, doc.text)) {
      const rank = placed.find(l => l.name === m[0])!.order!
      const between = above ? doc.text.slice(above.end, m.index) : ''
      if (above && /^[、，]?[^。；！？\n]{0,14}$/.test(between) && /[、，]/.test(between) && !/(主持|讲话|宣读|汇报|代表)/.test(between) && rank < above.order) yield { start: m.index, end: m.index + m[0].length, message: `名单中“${m[0]}”排在“${above.name}”之前` }
      above = { end: m.index + m[0].length, order: rank, name: m[0] }
    }
  },
}

/** 领导人. */
export const leaderRules: Rule[] = [nameAndTitle, order]
