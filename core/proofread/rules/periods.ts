import { dayOf, isoDate } from '../document.ts'
import { parseNumber } from '../numbering.ts'
import { matches, patternRule, type Match, type Rule } from '../rule.ts'

const calendar = '公历；日期、星期、时长应相符（党政机关公文处理工作条例第十九条：内容真实、表述准确）'
const weekdayNames = '日一二三四五六'
const weekdayOf = (day: string) => weekdayNames[new Date(`${day}T00:00:00Z`).getUTCDay()]!
const daysBetween = (from: string, to: string) => Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000)

/** A weekday beside a day without a year: judged by the year the text is of, and by the next one for what lies ahead. */
const weekdayOfYear: Rule = {
  id: 'dates.weekday-in-year',
  family: 'dates',
  level: 'warning',
  basis: calendar,
  zh: '日期与星期不符',
  confidence: 0.85,
  hits: ['定于11月28日（星期五）召开。\n区政府\n2026年11月20日', '2023年春节放假通知\n各单位：\n1月21日（星期五）至1月27日放假。'],
  misses: ['定于11月28日（星期六）召开。\n区政府\n2026年11月20日', '定于1月8日（星期五）召开。\n区政府\n2026年12月20日', '定于11月28日（星期五）召开。', '每年11月28日（星期五）'],
  scope: 'document',
  *check(doc): Generator<Match> {
    if (!doc.facts.dated || !doc.facts.year) return
    const years = [doc.facts.year, doc.facts.year + 1]
    for (const m of matches(/(?<![\d年])(\d{1,2})月(\d{1,2})日\s?[（(]\s?(?:星期|周)([一二三四五六日天])\s?[）)]/g, doc.text)) {
      if (/(去年|上年|明年|次年|20\d{2}年[^。；]{0,12})$/.test(doc.text.slice(Math.max(0, m.index - 16), m.index))) continue
      const said = m[3] === '天' ? '日' : m[3]!
      const real = years.flatMap(year => dayOf(year, Number(m[1]), Number(m[2])) ?? []).map(weekdayOf)
      if (real.length === 0 || real.includes(said)) continue
      yield { start: m.index, end: m.index + m[0].length, message: `${years[0]}年${m[1]}月${m[2]}日是星期${real[0]}，文中作“星期${said}”` }
    }
  },
}

/** 5月8日至5月3日, 5月8日至3日: within one year a period does not end before it begins. */
const withinYear: Rule = {
  id: 'dates.period-within-year',
  family: 'dates',
  level: 'error',
  basis: calendar,
  zh: '起止日期颠倒',
  confidence: 0.92,
  hits: ['活动时间为8月20日至15日。', '公示期为5月8日至5月3日。', '2026年8月10日至8月5日'],
  misses: ['活动时间为8月15日至20日。', '11月15日至3月15日供暖', '12月28日至1月3日', '8月20日至次月15日', '每月26日至25日', '5月8日至9日'],
  scope: 'paragraph',
  *check(p): Generator<Match> {
    for (const m of matches(/(?<!\d)(\d{1,2})月(\d{1,2})日?\s?[至到—～–~-]{1,2}\s?(?:(\d{1,2})月)?(\d{1,2})日/g, p.text)) {
      const [month, from, to] = [Number(m[1]), Number(m[2]), Number(m[4])]
      const last = m[3] ? Number(m[3]) : month
      if (month < 1 || month > 12 || from > 31 || to > 31) continue
      if (last === month && to < from) yield { start: m.index, end: m.index + m[0].length, message: '结束日期早于开始日期' }
    }
  },
}

/** 5月1日至7日，为期10天: the days counted with both ends, or without one of them. */
const duration: Rule = {
  id: 'dates.duration',
  family: 'dates',
  level: 'warning',
  basis: calendar,
  zh: '起止日期与天数不符',
  confidence: 0.85,
  hits: ['公示期为5月1日至5月7日，为期10天。', '活动于6月1日至30日举行，历时一个月共20天。', '公示时间：2026年3月2日至3月6日，共7天'],
  misses: ['公示期为5月1日至5月7日，为期7天。', '公示期为5月1日至5月7日，共5个工作日。', '5月1日至5月7日，共接待游客10天以上', '2026年4月28日至5月4日（7天）'],
  scope: 'paragraph',
  *check(p): Generator<Match> {
    for (const m of matches(/(?<!\d)(\d{1,2})月(\d{1,2})日\s?[至到—～–~-]{1,2}\s?(?:(\d{1,2})月)?(\d{1,2})日[^。；\d]{0,8}?(?:为期|历时|共计?|计|（)(?:一个月共)?(\d{1,3}|[一二三四五六七八九十]{1,3})天(?!以)/g, p.text)) {
      const from = dayOf(2025, Number(m[1]), Number(m[2]))
      const to = dayOf(2025, Number(m[3] ?? m[1]), Number(m[4]))
      const said = parseNumber(m[5]!)
      if (!from || !to || !said || to < from) continue
      const days = daysBetween(from, to)
      // 29 February may lie between
      if (said >= days && said <= days + (Number(m[1]) <= 2 && Number(m[3] ?? m[1]) >= 3 ? 2 : 1)) continue
      yield { start: m.index, end: m.index + m[0].length, message: `起止日期首尾相加为${days + 1}天，文中作“${m[5]}天”` }
    }
  },
}

const clock = patternRule({
  id: 'dates.half-day',
  family: 'dates',
  level: 'error',
  basis: 'GB/T 7408—2005 时间的表示；上午为0时至12时',
  zh: '时刻与上午、凌晨不符',
  confidence: 0.95,
  hits: ['会议于上午14:00召开', '凌晨15时抵达', '晚上8:75开始', '14:60开始'],
  misses: ['上午9:00至下午17:00', '上午12:00', '下午2:30', '次日凌晨2时', '上午9—12时', '比例14:60'],
  patterns: [
    { re: /(?:上午|早上|早晨|清晨)(?:1[3-9]|2[0-4])(?=[:时点])(?::\d{2})?/g },
    { re: /凌晨(?:1[0-9]|2[0-4])(?=[:时点])(?::\d{2})?/g },
    { re: /(?<=[午晨晚]上?)\d{1,2}:[6-9]\d(?!\d)|(?<![\d:])\d{1,2}:[6-9]\d(?=开始|召开|前|准时|出发|集合|结束|举行)/g },
  ],
})

const chineseDay: Rule = {
  id: 'dates.impossible-chinese',
  family: 'dates',
  level: 'error',
  basis: calendar,
  zh: '不存在的日期',
  hits: ['二〇二六年二月三十日', '定于2026.02.30召开', '2026年第五季度'],
  misses: ['二〇二六年二月二十八日', '2026.02.28', '第四季度', '版本2023.13.1', '一九三一年'],
  scope: 'paragraph',
  *check(p): Generator<Match> {
    for (const m of matches(/[一二][〇○零一二三四五六七八九]{3}年[一二三四五六七八九十]{1,2}月[一二三四五六七八九十]{1,3}日/g, p.text))
      if (!isoDate(m[0])) yield { start: m.index, end: m.index + m[0].length, message: `公历没有“${m[0]}”这一天` }
    for (const m of matches(/(?<![\d.A-Za-z])((?:19|20)\d{2})\.(0?[1-9]|1[0-2])\.([0-2]?\d|3\d)(?![\d.])/g, p.text))
      if (!dayOf(Number(m[1]), Number(m[2]), Number(m[3]))) yield { start: m.index, end: m.index + m[0].length, message: `公历没有“${m[0]}”这一天` }
    for (const m of matches(/第(?:[五六七八九十]|[5-9])季度/g, p.text)) yield { start: m.index, end: m.index + m[0].length, message: '一年只有四个季度' }
  },
}

const quarters: Record<string, readonly [number, number]> = { 一: [1, 3], 二: [4, 6], 三: [7, 9], 四: [10, 12], 1: [1, 3], 2: [4, 6], 3: [7, 9], 4: [10, 12] }

const quarterMonths: Rule = {
  id: 'dates.quarter-months',
  family: 'dates',
  level: 'error',
  basis: calendar,
  zh: '季度与月份不符',
  confidence: 0.93,
  hits: ['第一季度（1月至4月）完成动员', '三季度（6—9月）'],
  misses: ['第一季度（1月至3月）完成动员', '四季度（10—12月）', '第三季度（7月完成）'],
  scope: 'paragraph',
  *check(p): Generator<Match> {
    for (const m of matches(/([一二三四1-4])季度[（(](\d{1,2})月?[至到—～–~-]{1,2}(\d{1,2})月/g, p.text)) {
      const [from, to] = quarters[m[1]!]!
      if (Number(m[2]) < from || Number(m[3]) > to) yield { start: m.index, end: m.index + m[0].length, message: `第${m[1]}季度为${from}月至${to}月` }
    }
  },
}

/** 时段、时刻与季度. */
export const periodRules: Rule[] = [weekdayOfYear, withinYear, duration, clock, chineseDay, quarterMonths]
