import { addDays, type Day, instantMs, shanghaiDay, shanghaiIso } from '#core/calendar/shanghai'
import { addWorkdays, type Calendar, type CalendarMissing } from '#core/calendar/workdays'
import { ok, type Result } from '#core/result'

/** `workday` and `day` run by dates from the day after; `hour` runs by instants. */
export type LimitUnit = 'workday' | 'day' | 'hour'
export type Limit = {
  /** What is due. */
  zh: string
  /** What starts the clock. */
  from: string
  amount: number
  unit: LimitUnit
  /** Law or rule. */
  basis: string
}

/** Every clock of law and rule, each with its basis. How long a stage may take is the template's. */
export const limits = {
  disclosure: {
    zh: '主动公开政府信息',
    from: '政府信息形成或者变更之日',
    amount: 20,
    unit: 'workday',
    basis: '《中华人民共和国政府信息公开条例》第二十六条',
  },
  interpretation: {
    zh: '发布政策解读',
    from: '政策文件公布之日',
    amount: 3,
    unit: 'workday',
    basis: '政务公开工作要点（文件公布后3个工作日内发布解读）',
  },
  'service-change': {
    zh: '更新办事条件',
    from: '变更批准之日',
    amount: 1,
    unit: 'workday',
    basis: '政务公开工作要点（批准后1个工作日内更新）',
  },
  'penalty-withdrawal': {
    zh: '撤回已公开的行政处罚决定信息并公开说明理由',
    from: '行政处罚决定被依法变更、撤销、确认违法或者确认无效之日',
    amount: 3,
    unit: 'workday',
    basis: '《中华人民共和国行政处罚法》第四十八条第二款、第八十五条（“三日”指工作日）',
  },
  'leak-report': {
    zh: '报告泄露国家秘密案件',
    from: '发现已经泄露或者可能泄露之时',
    amount: 24,
    unit: 'hour',
    basis: '《中华人民共和国保守国家秘密法实施条例》第六十一条',
  },
  'application-correction': {
    zh: '一次性告知申请人补正',
    from: '收到公开申请之日',
    amount: 7,
    unit: 'workday',
    basis: '《中华人民共和国政府信息公开条例》第三十条',
  },
  'application-answer': {
    zh: '答复公开申请',
    from: '收到公开申请之日',
    amount: 20,
    unit: 'workday',
    basis: '《中华人民共和国政府信息公开条例》第三十三条',
  },
  'third-party-opinion': {
    zh: '第三方提出意见',
    from: '收到征求意见书之日',
    amount: 15,
    unit: 'workday',
    basis: '《中华人民共和国政府信息公开条例》第三十二条',
  },
  'joint-maker-opinion': {
    zh: '共同制作机关提出意见',
    from: '收到征求意见书之日',
    amount: 15,
    unit: 'workday',
    basis: '《中华人民共和国政府信息公开条例》第三十四条',
  },
  'account-silence': {
    zh: '政务新媒体更新',
    from: '上一次发布之日',
    amount: 14,
    unit: 'day',
    basis: '《政府网站与政务新媒体检查指标》单项否决（2周内未更新）',
  },
} as const satisfies Record<string, Limit>
export type LimitId = keyof typeof limits

/** A deadline: the last day (whole day), or the last instant with zone. */
export type Due = { day: Day; at?: string }

/** When a limit that starts at `instant` runs out. A year without a published calendar is refused. */
export function dueAt(limit: Limit, instant: string, calendar: Calendar): Result<Due, CalendarMissing> {
  const start = shanghaiDay(instant)
  switch (limit.unit) {
    case 'day':
      return ok({ day: addDays(start, limit.amount) })
    case 'workday': {
      const day = addWorkdays(start, limit.amount, calendar)
      return day.ok ? ok({ day: day.value }) : day
    }
    case 'hour': {
      const at = shanghaiIso(instantMs(instant) + limit.amount * 3_600_000)
      return ok({ day: at.slice(0, 10), at })
    }
  }
}
