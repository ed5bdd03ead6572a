import chineseDays from 'chinese-days'
import fc from 'fast-check'
import { afterEach, describe, expect, test } from 'vitest'
import { dueAt, limits } from '#core/calendar/limits'
import { addDays, dayAt, dayStartMs, dayZh, instantMs, midnightOf, shanghaiDay, shanghaiMinute } from '#core/calendar/shanghai'
import {
  addWorkdays,
  addWorkingHours,
  isWorkday,
  publishedCalendar,
  publishedYears,
  workdaysBetween,
  workingMsBetween,
} from '#core/calendar/workdays'
import { no, ok } from '#core/result'

const calendar = publishedCalendar
const days = fc.integer({ min: 0, max: 1000 }).map(n => addDays('2024-01-01', n))
const zones = ['UTC', 'Asia/Shanghai', 'America/New_York', 'Pacific/Kiritimati', 'Pacific/Pago_Pago']
const zone = process.env.TZ
afterEach(() => {
  if (zone === undefined) delete process.env.TZ
  else process.env.TZ = zone
})

describe('midnights', () => {
  test('the last midnight before an instant is that of its day, however often and in whatever order days are asked for', () => {
    const instants = fc.integer({ min: 0, max: 4_000_000_000_000 }).map(ms => new Date(ms).toISOString())
    fc.assert(
      fc.property(fc.array(instants), all => {
        for (const instant of [...all, ...all.toReversed(), '2026-11-28T15:59:59.999Z', '2026-11-28T16:00:00.000Z']) {
          const midnight = midnightOf(instantMs(instant))
          expect(midnight).toBe(dayStartMs(shanghaiDay(instant)))
          expect(dayAt(midnight)).toBe(shanghaiDay(instant))
        }
      }),
      { numRuns: 400 },
    )
  })
})

describe('working days', () => {
  test.each([
    ['2026-09-15', 20, '2026-10-19'],
    ['2026-02-02', 20, '2026-03-06'],
    ['2026-09-18', 1, '2026-09-20'],
    ['2026-09-24', 1, '2026-09-28'],
    ['2026-09-30', 1, '2026-10-08'],
    ['2026-10-09', 1, '2026-10-10'],
    ['2026-10-03', 0, '2026-10-08'],
    ['2026-10-08', 0, '2026-10-08'],
    ['2025-12-31', 1, '2026-01-04'],
  ])('%s and %i working days is %s', (from, n, to) => {
    expect(addWorkdays(from, n, calendar)).toEqual(ok(to))
  })

  test('2026 has 248 of them', () => {
    expect(workdaysBetween('2025-12-31', '2026-12-31', calendar)).toEqual(ok(248))
  })

  test('every day of 2024 to 2026 is what the published data says', () => {
    for (let day = '2024-01-01'; day < '2027-01-01'; day = addDays(day, 1)) {
      expect([day, isWorkday(day, calendar)]).toEqual([day, ok(chineseDays.isWorkday(day))])
    }
  })

  test('a year without a published calendar is refused, never guessed', () => {
    const missing = no({ code: 'calendar-missing', year: 2027 })
    expect(isWorkday('2027-01-01', calendar)).toEqual(missing)
    expect(addWorkdays('2026-12-31', 1, calendar)).toEqual(missing)
    expect(addWorkdays('2026-12-20', 20, calendar)).toEqual(missing)
    expect(workdaysBetween('2026-12-01', '2027-01-05', calendar)).toEqual(missing)
    expect(addWorkingHours('2026-12-31T17:00:00+08:00', 1, calendar)).toEqual(missing)
    expect(addWorkdays('2026-12-30', 1, calendar)).toEqual(ok('2026-12-31'))
    expect(isWorkday('2023-12-29', calendar)).toEqual(no({ code: 'calendar-missing', year: 2023 }))
  })

  test('a notice the office adds is used at once', () => {
    const year = {
      year: 2027,
      source: '国务院办公厅关于2027年部分节假日安排的通知',
      holidays: { '2027-01-01': '元旦' },
      makeUpWorkdays: {},
    }
    expect(addWorkdays('2026-12-31', 1, { years: { ...publishedYears, 2027: year } })).toEqual(ok('2027-01-04'))
  })

  test("the office's own days come before the notice", () => {
    const local = { ...calendar, extra: { off: ['2026-11-23'], on: ['2026-11-28'] } }
    expect(isWorkday('2026-11-23', local)).toEqual(ok(false))
    expect(isWorkday('2026-11-28', local)).toEqual(ok(true))
    expect(addWorkdays('2026-11-20', 1, local)).toEqual(ok('2026-11-24'))
  })

  test('counting forward and counting between are each other turned round', () => {
    fc.assert(
      fc.property(days, fc.integer({ min: 1, max: 20 }), (from, n) => {
        const to = addWorkdays(from, n, calendar)
        expect(to.ok && workdaysBetween(from, to.value, calendar)).toEqual(ok(n))
        expect(to.ok && isWorkday(to.value, calendar)).toEqual(ok(true))
        expect(to.ok && workdaysBetween(to.value, from, calendar)).toEqual(ok(-n))
      }),
    )
  })
})

describe('office hours', () => {
  test.each([
    ['2026-11-20T09:00:00+08:00', 1, '2026-11-20T10:00:00.000+08:00'],
    ['2026-11-20T11:30:00+08:00', 1, '2026-11-20T14:00:00.000+08:00'],
    ['2026-11-20T12:30:00+08:00', 4, '2026-11-20T17:30:00.000+08:00'],
    ['2026-11-20T17:00:00+08:00', 1, '2026-11-23T09:30:00.000+08:00'],
    ['2026-11-21T10:00:00+08:00', 0.5, '2026-11-23T09:30:00.000+08:00'],
    ['2026-11-20T01:00:00Z', 7, '2026-11-20T17:30:00.000+08:00'],
    ['2026-11-19T23:30:00Z', 2, '2026-11-20T11:00:00.000+08:00'],
    ['2026-09-30T17:29:00+08:00', 14, '2026-10-09T17:29:00.000+08:00'],
  ])('%s and %d office hours is %s', (from, hours, to) => {
    expect(addWorkingHours(from, hours, calendar)).toEqual(ok(to))
  })

  test('an office keeps its own hours', () => {
    expect(
      addWorkingHours('2026-11-20T08:00:00+08:00', 5, calendar, [
        ['08:00', '12:00'],
        ['15:00', '18:00'],
      ]),
    ).toEqual(ok('2026-11-20T16:00:00.000+08:00'))
  })

  test('the time used up is the time given', () => {
    const minutes = fc.integer({ min: 0, max: 1_000_000 })
    fc.assert(
      fc.property(minutes, fc.integer({ min: 1, max: 3000 }), (offset, length) => {
        const from = new Date(Date.parse('2024-06-01T00:00:00Z') + offset * 60_000).toISOString()
        const to = addWorkingHours(from, length / 60, calendar)
        expect(to.ok && workingMsBetween(from, to.value, calendar)).toEqual(ok(length * 60_000))
      }),
    )
  })
})

describe('dates in Asia/Shanghai', () => {
  test('an instant has the same date, minute and deadline whatever the zone of the host', () => {
    for (process.env.TZ of zones) {
      expect(shanghaiDay('2026-09-15T16:00:00Z')).toBe('2026-09-16')
      expect(shanghaiDay('2026-09-15T15:59:59Z')).toBe('2026-09-15')
      expect(shanghaiMinute('2026-11-21T08:05:31.250Z')).toBe('2026-11-21 16:05')
      expect(addWorkdays('2026-09-15', 20, calendar)).toEqual(ok('2026-10-19'))
      expect(addWorkingHours('2026-09-30T17:00:00+08:00', 1, calendar)).toEqual(ok('2026-10-08T09:30:00.000+08:00'))
    }
  })

  test('the zones of this test do move the host clock', () => {
    const seen = new Set<number>()
    for (process.env.TZ of zones) seen.add(new Date('2026-09-15T16:00:00Z').getHours())
    expect(seen.size).toBeGreaterThan(2)
  })

  test('an instant without a zone is a bug', () => {
    expect(() => shanghaiDay('2026-09-15T16:00:00')).toThrow('zone')
    expect(() => shanghaiDay('2026-09-15')).toThrow('zone')
  })

  test('a date is written without leading zeros', () => {
    expect(dayZh('2026-09-05')).toBe('2026年9月5日')
  })
})

describe('clocks', () => {
  test.each([
    ['disclosure', '2026-09-15T10:00:00+08:00', { day: '2026-10-19' }],
    ['interpretation', '2026-11-19T10:00:00+08:00', { day: '2026-11-24' }],
    ['penalty-withdrawal', '2026-11-20T10:00:00+08:00', { day: '2026-11-25' }],
    ['leak-report', '2026-11-21T10:00:00+08:00', { day: '2026-11-22', at: '2026-11-22T10:00:00.000+08:00' }],
    ['account-silence', '2026-11-07T10:00:00+08:00', { day: '2026-11-21' }],
  ] as const)('%s from %s', (id, from, due) => {
    expect(dueAt(limits[id], from, calendar)).toEqual(ok(due))
  })

  test('every clock names its basis', () => {
    expect(Object.values(limits).filter(limit => limit.basis.length < 6)).toEqual([])
  })
})
