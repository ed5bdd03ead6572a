import { z } from 'zod'
import { publishedYears, type Calendar, type CalendarYear } from '#core/calendar/workdays'

const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, '时间应写成 09:00')

/** What the government page tags need to know about the site (国办发〔2017〕47号 附件). Empty: not yet given. */
export const SiteProfile = z.strictObject({
  /** SiteName 网站名称. */
  name: z.string().max(100),
  /** SiteDomain 网站域名. */
  domain: z.string().max(100),
  /** SiteIDCode 标识码: ten characters. */
  idCode: z.string().regex(/^([a-z]{2}\d{8}|\d{10})?$/, '标识码为 10 位'),
  columns: z
    .array(
      z.strictObject({
        name: z.string().min(1).max(60),
        description: z.string().max(200),
        keywords: z.string().max(200),
        type: z.string().max(20),
      }),
    )
    .max(200),
})
export type SiteProfile = z.infer<typeof SiteProfile>

/** What an office sets for itself; every save is an audited event. */
export const Settings = z.strictObject({
  site: SiteProfile,
  /** Office hours on a working day, Asia/Shanghai. */
  hours: z.array(z.strictObject({ from: time, to: time })).min(1).max(4),
  /** Days off and days worked beside the national calendar (民族自治地方节日 and the like). */
  extraDaysOff: z.array(z.iso.date()).max(100),
  extraWorkdays: z.array(z.iso.date()).max(100),
  /** 放假安排 of years that came out after the program, as the office entered them: days off and weekend days worked, from which notice. */
  years: z
    .array(z.strictObject({ year: z.number().int().min(2024).max(2099), source: z.string().min(4).max(200), off: z.array(z.iso.date()).min(1).max(60), on: z.array(z.iso.date()).max(30) }))
    .max(30)
    .optional(),
  /** Tokens {uscc18} {orgCode9} {area6} {dept} {yyyy} {yyyyMM} {yyyyMMdd} {serial:n}. */
  indexPattern: z.string().min(1).max(100),
  indexFacts: z.record(z.string(), z.string().max(40)),
  /** How long a 认领 holds. */
  leaseMinutes: z.number().int().min(10).max(2880),
  /** Working hours between two 催办 of one stage; 2 when not set. */
  remindHours: z.number().min(0.5).max(40).optional(),
  cannedOpinions: z.array(z.string().min(1).max(200)).max(50),
  returnCategories: z.array(z.string().min(1).max(40)).min(1).max(30),
  /** 不予公开的法定依据, chosen when withholding. */
  withholdGrounds: z.array(z.string().min(1).max(200)).min(1).max(30),
  /** 姓名、机构、地名: a change to one of these is never a correction (RULEBOOK 4). */
  names: z.array(z.string().min(2).max(60)).max(20_000),
})
export type Settings = z.infer<typeof Settings>

/** The holiday calendar with the office's own days, and with the years it entered where the program has none. */
export const officeCalendar = ({ extraDaysOff, extraWorkdays, years = [] }: Pick<Settings, 'extraDaysOff' | 'extraWorkdays' | 'years'>): Calendar => ({
  years: { ...Object.fromEntries(years.map(entered => [entered.year, calendarYear(entered)])), ...publishedYears },
  extra: { off: extraDaysOff, on: extraWorkdays },
})

function calendarYear({ year, source, off, on }: NonNullable<Settings['years']>[number]): CalendarYear {
  const called = (days: readonly string[], name: string) => Object.fromEntries(days.map(day => [day, name]))
  return { year, source, holidays: called(off, '放假'), makeUpWorkdays: called(on, '放假') }
}

/** What a new office begins with. */
export const defaultSettings: Settings = {
  site: { name: '', domain: '', idCode: '', columns: [] },
  hours: [
    { from: '09:00', to: '12:00' },
    { from: '13:30', to: '17:30' },
  ],
  extraDaysOff: [],
  extraWorkdays: [],
  indexPattern: '{uscc18}/{yyyy}-{serial:5}',
  indexFacts: {},
  leaseMinutes: 120,
  cannedOpinions: ['同意。', '已核，同意送下一环节。', '内容属实，表述规范，同意。', '已通读，无改动。', '同意发布。'],
  returnCategories: ['政治表述', '法律依据', '政策口径', '事实数据', '涉密或个人信息', '文字表述', '格式体例', '发布时机', '其他'],
  withholdGrounds: [
    '政府信息公开条例第十四条：国家秘密',
    '政府信息公开条例第十四条：法律、行政法规禁止公开',
    '政府信息公开条例第十四条：公开后可能危及国家安全、公共安全、经济安全、社会稳定',
    '政府信息公开条例第十五条：涉及商业秘密、个人隐私等公开会对第三方合法权益造成损害',
    '政府信息公开条例第十六条：内部事务信息',
    '政府信息公开条例第十六条：过程性信息、行政执法案卷信息',
  ],
  names: [],
}
