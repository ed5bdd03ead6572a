import { expect, test } from 'vitest'
import { agoZh, dayZh, groupOf, leftZh, timeZh } from '../../renderer/ui/time.tsx'

const at = (shanghai: string): string => new Date(`${shanghai}+08:00`).toISOString()
const ms = (shanghai: string): number => Date.parse(`${shanghai}+08:00`)

test('moments are written in Asia/Shanghai whatever the machine says', () => {
  expect(timeZh('2026-11-21T16:05:00.000Z')).toBe('2026-11-22 00:05')
  expect(dayZh('2026-11-21T15:59:59.000Z')).toBe('2026-11-21')
})

test('time left and time over are told in the largest whole unit', () => {
  const now = ms('2026-11-20T09:00:00')
  const told = [
    '2026-11-20T09:20:00',
    '2026-11-20T15:30:00',
    '2026-11-22T10:00:00',
    '2026-11-20T08:59:50',
    '2026-11-18T08:00:00',
  ].map(due => leftZh(at(due), now))
  expect(told).toEqual(['还剩 20 分钟', '还剩 6 小时', '还剩 2 天', '超期 1 分钟', '超期 2 天'])
})

test('tasks stand under 超期, 今天, 本周 until Sunday, 以后, and 未定期限', () => {
  const friday = ms('2026-11-20T09:00:00')
  const dues = [
    '2026-11-20T08:59:00',
    '2026-11-20T23:59:00',
    '2026-11-21T00:00:00',
    '2026-11-22T23:59:00',
    '2026-11-23T00:00:00',
  ]
  expect([...dues.map(due => groupOf(at(due), friday)), groupOf(null, friday)]).toEqual([
    '超期',
    '今天',
    '本周',
    '本周',
    '以后',
    '未定期限',
  ])
  const sunday = ms('2026-11-22T09:00:00')
  expect([groupOf(at('2026-11-22T18:00:00'), sunday), groupOf(at('2026-11-23T09:00:00'), sunday)]).toEqual([
    '今天',
    '以后',
  ])
})

test('what is long past is told by its date', () => {
  const now = ms('2026-11-20T09:00:00')
  expect(
    ['2026-11-20T08:59:30', '2026-11-20T06:00:00', '2026-11-18T09:00:00', '2026-09-01T09:00:00'].map(past =>
      agoZh(at(past), now),
    ),
  ).toEqual(['刚刚', '3 小时前', '2 天前', '2026-09-01'])
})
