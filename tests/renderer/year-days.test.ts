import { expect, test } from 'vitest'
import { daysOf, linesOf, yearFieldsOf, yearOf } from '../../renderer/admin/year-days.ts'

test('days off are written as the notice writes them, one by one or from one to another, and come back so', () => {
  expect(daysOf('2027-01-01 至 2027-01-03\n\n 2027-02-28～2027-03-01 \n2027-05-01')).toEqual({
    days: ['2027-01-01', '2027-01-02', '2027-01-03', '2027-02-28', '2027-03-01', '2027-05-01'],
  })
  expect(linesOf(['2027-05-01', '2027-01-02', '2027-01-01', '2027-02-28', '2027-03-01'])).toBe('2027-01-01 至 2027-01-02\n2027-02-28 至 2027-03-01\n2027-05-01')
  const year = { year: 2027, source: '国办发明电〔2026〕7号', off: ['2027-01-01', '2027-01-02'], on: ['2027-01-10'] }
  expect(yearOf(yearFieldsOf(year))).toEqual(year)
})

test.each(['2027-13-01', '2027-02-29', '1月1日至3日', '2027-01-03 至 2027-01-01', '2027-01-01 至 2027-12-31', '2027-01-01 2027-01-02'])('%s is no day, and the line is named', text => {
  expect(daysOf(`2027-01-01\n${text}`)).toEqual({ wrong: text })
})
