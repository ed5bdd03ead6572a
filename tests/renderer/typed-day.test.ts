import { expect, test } from 'vitest'
import { typedDay } from '../../renderer/ui/typed-day.ts'

test('a day is understood as people type it, in full-width figures too', () => {
  const same = ['2026-11-08', '2026-11-8', '20261108', '2026年11月8日', '2026年11月08日', '2026/11/8', '2026.11.8', '2026.11.08', ' 2026 年 11 月 8 日 ', '２０２６－１１－０８', '２０２６1108', '２０２６．１１．８', '2026。11。8', '２０２６／１１／８']
  expect(same.map(typedDay)).toEqual(same.map(() => '2026-11-08'))
})

test('what is no day of the calendar is none', () => {
  const none = ['', '2026-02-30', '20260230', '20261301', '2026-13-1', '2026.11', '261108', '11-08', '明天', '2026年11月', '202611081', '2026-11-08-1', '二〇二六年十一月八日']
  expect(none.map(typedDay)).toEqual(none.map(() => null))
})
