import { dayOf, isoDate } from '../document.ts'
import { matches, patternRule, type Match, type Rule } from '../rule.ts'

const weekdayNames = '日一二三四五六'
const calendar = '公历；日期与星期、先后关系应相符（党政机关公文处理工作条例第十九条：内容真实、表述准确）'

const impossible: Rule = {
  id: 'dates.impossible',
  family: 'dates',
  level: 'error',
  basis: calendar,
  zh: '不存在的日期或时刻',
  hits: ['2023年2月29日', '4月31日前报送', '2023年13月5日', '上午9:75', '2023-02-30', '25:00前报送'],
  misses: ['2024年2月29日', '2月29日', '12月31日前', '上午9:45', '比例13:75', '24:00', '第2023-13号', '30月龄'],
  scope: 'paragraph',
  *check(p) {
    for (const m of matches(/(?<!\d)(?:(\d{4})年)?\s?(\d{1,2})\s?月\s?(\d{1,2})\s?[日号](?!线|楼|院|机|台|文|令|公告|龄)/g, p.text)) {
      const year = m[1] ? Number(m[1]) : 2000
      if (!dayOf(year, Number(m[2]), Number(m[3]))) yield { start: m.index, end: m.index + m[0].length, message: `公历没有“${m[0]}”这一天` }
    }
    for (const m of matches(/(?<!\d)(\d{4})年\s?(1[3-9]|[2-9]\d|0{1,2})\s?月(?!\d)/g, p.text)) yield { start: m.index, end: m.index + m[0].length, message: `月份有误：“${m[0]}”` }
    for (const m of matches(/(?<![\d\-/.])((?:19|20)\d{2})([-/])(\d{1,2})\2(\d{1,2})(?![\d\-/])/g, p.text))
      if (!dayOf(Number(m[1]), Number(m[3]), Number(m[4]))) yield { start: m.index, end: m.index + m[0].length, message: `公历没有“${m[0]}”这一天` }
    for (const m of matches(/(?<=[午晨晚日时间于：至—]\s?)(\d{1,2}):(\d{2})(?![\d:])/g, p.text))
      if ((Number(m[1]) > 24 || Number(m[2]) > 59) && !/比例?\s?$|比[为是]\s?$/.test(p.text.slice(Math.max(0, m.index - 4), m.index))) yield { start: m.index, end: m.index + m[0].length, message: `时刻有误：“${m[0]}”` }
    for (const m of matches(/(?<!\d)(2[5-9]|[3-9]\d):([0-5]\d)(?=前|后|至|—|开始|结束)/g, p.text)) yield { start: m.index, end: m.index + m[0].length, message: `时刻有误：“${m[0]}”` }
  },
}

const weekday: Rule = {
  id: 'dates.weekday',
  family: 'dates',
  level: 'error',
  basis: calendar,
  zh: '日期与星期不符',
  certain: true,
  hits: ['2023年5月8日（星期二）', '定于2026年11月21日（周日）召开'],
  misses: ['2023年5月8日（星期一）', '定于2026年11月21日（周六）召开', '5月8日（星期二）'],
  scope: 'paragraph',
  *check(p) {
    for (const m of matches(/(\d{4})年(\d{1,2})月(\d{1,2})日\s?[（(，]?\s?(星期|周|礼拜)([一二三四五六日天])(?!期)/g, p.text)) {
      const day = dayOf(Number(m[1]), Number(m[2]), Number(m[3]))
      if (!day) continue
      const right = weekdayNames[new Date(`${day}T00:00:00Z`).getUTCDay()]!
      if (right === (m[5] === '天' ? '日' : m[5])) continue
      const at = m.index + m[0].length - 1
      yield { start: at - m[4]!.length, end: at + 1, suggestions: [`${m[4]}${right}`], message: `${m[1]}年${m[2]}月${m[3]}日是星期${right}，文中作“${m[4]}${m[5]}”` }
    }
  },
}

const padded = patternRule({
  id: 'dates.padded',
  family: 'dates',
  level: 'warning',
  basis: '《党政机关公文格式》（GB/T 9704—2012）7.3.5.4：年份标全称，月、日不编虚位（即1不编为01）',
  zh: '日期编虚位',
  certain: true,
  hits: ['2019年08月09日', '2019年8月09日前完成', '自05月01日起'],
  misses: ['2019年8月9日', '2019-08-09', '10月20日'],
  patterns: [{ re: /(?<!\d)(?:0([1-9])月(?:0?([1-9]|[12]\d|3[01])日)?|([1-9]|1[0-2])月0([1-9])日)/g, fix: m => [m[0].replace(/0(?=[1-9](?:月|日))/g, '')] }],
})

const chineseSignature: Rule = {
  id: 'dates.signature-form',
  family: 'dates',
  level: 'warning',
  basis: '《党政机关公文格式》（GB/T 9704—2012）7.3.5.4：成文日期用阿拉伯数字将年、月、日标全',
  zh: '成文日期写法',
  certain: true,
  hits: ['各科室：\n现予印发。\n二〇一九年八月十九日', '现予印发。\n2019.8.19', '现予印发。\n2019年8月'],
  misses: ['现予印发。\n2019年8月19日', '二〇一九年八月十九日，会议召开。'],
  scope: 'document',
  *check(doc) {
    for (const p of doc.paragraphs) {
      const words = p.text.trim()
      if (p.index === 0 || words.length > 14 || words.length < 7) continue
      const start = p.start + p.text.indexOf(words)
      const whole = /^[一二][〇○零一二三四五六七八九]{3}年[一二三四五六七八九十]{1,2}月[一二三四五六七八九十]{1,3}日$/.test(words) || /^20\d{2}[./-]\d{1,2}[./-]\d{1,2}$/.test(words)
      const day = whole ? isoDate(words.replace(/\./g, '-')) : null
      if (day) yield { start, end: start + words.length, suggestions: [spell(day)] }
      else if (/^20\d{2}年\d{1,2}月$/.test(words) && p.index > doc.paragraphs.length - 4) yield { start, end: start + words.length, level: 'info', message: '成文日期应写明年、月、日' }
    }
  },
}

const spell = (day: string) => `${day.slice(0, 4)}年${Number(day.slice(5, 7))}月${Number(day.slice(8))}日`

const backwards: Rule = {
  id: 'dates.period-backwards',
  family: 'dates',
  level: 'error',
  basis: calendar,
  zh: '起止时间颠倒',
  confidence: 0.95,
  hits: ['2021年5月至2021年3月', '2022年5月1日至2022年4月20日', '自2023年至2021年', '上午9:00—8:00', '8月至3月底完成'],
  misses: ['2021年5月至2022年3月', '11月至次年3月', '上午9:00—12:00', '22:00至6:00', '2020年至2025年', '10月至2月供暖'],
  scope: 'paragraph',
  *check(p) {
    for (const m of matches(/(?<!\d)((?:19|20)\d{2})年(?:(\d{1,2})月(?:(\d{1,2})日)?)?(?:起)?\s?[至到—～~－-]{1,2}\s?((?:19|20)\d{2})年(?:(\d{1,2})月(?:(\d{1,2})日)?)?/g, p.text)) {
      const at = (y?: string, mo?: string, d?: string) => Number(y) * 10000 + Number(mo ?? 0) * 100 + Number(d ?? 0)
      const full = Boolean(m[2]) === Boolean(m[5]) && Boolean(m[3]) === Boolean(m[6])
      if ((full && at(m[1], m[2], m[3]) > at(m[4], m[5], m[6])) || Number(m[1]) > Number(m[4])) yield { start: m.index, end: m.index + m[0].length, message: '起始时间晚于结束时间' }
    }
    for (const m of matches(/(?<![\d年])(\d{1,2})月(?:\d{1,2}日)?\s?[至到]\s?(\d{1,2})月(?:\d{1,2}日|底|末)?(?=完成|前完成|组织|开展|集中)/g, p.text))
      if (Number(m[1]) > Number(m[2]) && Number(m[1]) <= 12 && Number(m[2]) >= 1 && Number(m[1]) - Number(m[2]) < 8) yield { start: m.index, end: m.index + m[0].length, message: '起始月份晚于结束月份', confidence: 0.8, level: 'warning' }
    for (const m of matches(/(上午|下午)(\d{1,2}):(\d{2})\s?[至到—～~-]{1,2}\s?(\d{1,2}):(\d{2})(?!\d)/g, p.text))
      if (Number(m[2]) * 60 + Number(m[3]) >= Number(m[4]) * 60 + Number(m[5])) yield { start: m.index, end: m.index + m[0].length, message: '起始时刻不早于结束时刻' }
  },
}

/** Deadlines that had passed when the document was signed, and "already" with days that had not come. */
const againstSignature: Rule = {
  id: 'dates.against-signature',
  family: 'dates',
  level: 'warning',
  basis: `成文日期为签发日期（党政机关公文处理工作条例第九条）；${calendar}`,
  zh: '文中日期与成文日期矛盾',
  confidence: 0.85,
  hits: ['请于2019年6月底前报送方案。\n区政府办公室\n2019年8月19日', '抓好任务落实。（牵头单位：区财政局；完成时限：2026年2月底前）\n区政府办公室\n2026年3月18日', '该项工作已于2024年5月10日完成。\n区政府办公室\n2023年8月19日', '请于3月20日前报送。\n区政府办公室\n2023年4月6日'],
  misses: ['请于2019年9月底前报送方案。\n区政府办公室\n2019年8月19日', '该项工作已于2023年5月10日完成。\n区政府办公室\n2023年8月19日', '请于每年3月20日前报送。\n区政府办公室\n2023年4月6日', '该办法有效期至2019年3月1日。\n区政府办公室\n2019年8月19日'],
  scope: 'document',
  *check(doc) {
    const signed = doc.facts.signed
    if (!signed) return
    const signedAt = doc.paragraphs.find(p => p.kind === 'date')!.index
    for (const p of doc.paragraphs) {
      if (p.kind === 'date' || p.kind === 'metadata' || Math.abs(p.index - signedAt) > 200) continue
      for (const m of matches(/(?<!\d)(20\d{2})年(\d{1,2})月(?:(\d{1,2})日|底|末|上旬|中旬|下旬)?(?=之?前|以前)(?:(?<=(?:时限|期限)[:：][\d年月日底末上中下旬]{5,14})|(?=[^，。；]{0,6}(?:完成|报|上报|报送|建成|整改|提交|反馈|公开|公布|制定|出台|落实|实现|将|把)))/g, p.text)) {
        const due = endOf(m)
        if (due < signed && !/已|截至|原|曾|应当于|有效期|的$/.test(p.text.slice(Math.max(0, m.index - 8), m.index))) yield { start: p.start + m.index, end: p.start + m.index + m[0].length, message: `要求的时限（${m[0]}）早于成文日期（${spell(signed)}）` }
      }
      for (const m of matches(/(?<=请(?:各单位|各部门|你们|各科室|各股室)?(?:务必)?于)(\d{1,2})月(\d{1,2})日(?=之?前)/g, p.text)) {
        const due = dayOf(Number(signed.slice(0, 4)), Number(m[1]), Number(m[2]))
        if (due && due < signed && Number(signed.slice(5, 7)) - Number(m[1]) < 6) yield { start: p.start + m.index, end: p.start + m.index + m[0].length, message: `要求的时限（${m[0]}）早于成文日期（${spell(signed)}）` }
      }
      for (const m of matches(/(?<=已经?(?:于|在))(20\d{2})年(\d{1,2})月(?:(\d{1,2})日)?/g, p.text))
        if (startOf(m) > signed) yield { start: p.start + m.index, end: p.start + m.index + m[0].length, message: `“已于”之后的日期（${m[0]}）晚于成文日期（${spell(signed)}）` }
    }
  },
}

const two = (n: number) => String(n).padStart(2, '0')
const startOf = (m: RegExpExecArray) => `${m[1]}-${two(Number(m[2]))}-${two(Number(m[3] ?? 1))}`
const endOf = (m: RegExpExecArray) => `${m[1]}-${two(Number(m[2]))}-${two(Number(m[3] ?? 31))}`

const spanned = patternRule({
  id: 'dates.vague-double',
  family: 'dates',
  level: 'warning',
  basis: '语义重复或矛盾（现代汉语规范）',
  zh: '时间表达重复或矛盾',
  confidence: 0.9,
  hits: ['截止2023年底为止', '截至目前为止', '从2023年以来至今', '截至5月底以前', '自2023年1月1日开始起施行', '自2026年1月1日起开始施行'],
  misses: ['截至2023年底', '迄今为止', '自2023年以来', '到目前为止'],
  patterns: [
    { re: /截[止至](?:到)?[^，。；]{1,12}?为止/g, fix: m => [m[0].replace(/截[止至]到?/, '截至').replace(/为止$/, '')] },
    { re: /(?<=[自从][^，。；]{1,10})以来至今/g, fix: ['以来', '至今'] },
    { re: /截[止至][^，。；]{1,12}?(?:以前|之前)(?=[，。；]|$)/g },
    { re: /(?<=自[^，。；]{2,14})(?:开始起|起开始)/g, fix: '起' },
  ],
})

/** A future day on a document that is checked today. */
const futureSignature: Rule = {
  id: 'dates.future-signature',
  family: 'dates',
  level: 'warning',
  basis: '成文日期为会议通过或者负责人签发的日期（党政机关公文处理工作条例第九条）',
  zh: '成文日期晚于今天',
  confidence: 0.8,
  hits: ['现予印发。\n区政府办公室\n2027年8月19日'],
  misses: ['现予印发。\n区政府办公室\n2026年8月19日', '现予印发。\n区政府办公室\n2026年11月25日'],
  example: { today: '2026-11-21' },
  scope: 'document',
  *check(doc, ctx): Generator<Match> {
    if (!ctx.today || !doc.facts.signed) return
    const ahead = (Date.parse(doc.facts.signed) - Date.parse(ctx.today)) / 86_400_000
    const p = doc.paragraphs.find(q => q.kind === 'date')!
    if (ahead > 15) yield { start: p.start, end: p.end, message: `成文日期（${spell(doc.facts.signed)}）晚于今天` }
  },
}

/** 日期与时间. */
export const dateRules: Rule[] = [impossible, weekday, padded, chineseSignature, backwards, againstSignature, spanned, futureSignature]
