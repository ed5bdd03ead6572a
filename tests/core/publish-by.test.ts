import { expect, test } from 'vitest'
import { emptyContent, type Content } from '#core/article/content'
import { publishBy, publishByZh } from '#core/article/publish-by'
import { publishedCalendar } from '#core/calendar/workdays'
import { defaultSettings, officeCalendar, type Settings } from '#core/office/settings'
import { ok } from '#core/result'

const dated = (kind: Content['kind'], formedOn: string, attribute: Content['publication']['disclosure']['attribute'] = 'proactive') => {
  const blank = emptyContent(kind, '云溪区人民政府办公室')
  return { ...blank, publication: { ...blank.publication, formedOn, disclosure: { attribute, ground: '' } } }
}

test('information of the directory is to be out twenty working days after it was formed, holidays and weekends worked counted as they are', () => {
  expect(publishBy(dated('notice', '2026-09-15'), publishedCalendar)).toEqual(ok('2026-10-19'))
  expect(publishBy(dated('policy', '2026-11-02'), publishedCalendar)).toEqual(ok('2026-11-30'))
})

test('news has no such day, nor what is not made public of itself, nor what nobody dated', () => {
  for (const content of [dated('news', '2026-09-15'), dated('notice', '2026-09-15', 'on-request'), dated('notice', '')]) {
    expect(publishBy(content, publishedCalendar)).toEqual(ok(null))
  }
})

test('a year without a calendar is refused, until the office has entered its days', () => {
  const late = dated('notice', '2026-12-20')
  expect(publishBy(late, publishedCalendar)).toMatchObject({ ok: false, refusal: { code: 'calendar-missing', year: 2027 } })
  const years: Settings['years'] = [{ year: 2027, source: '国务院办公厅关于2027年部分节假日安排的通知', off: ['2027-01-01', '2027-01-04'], on: ['2027-01-10'] }]
  expect(publishBy(late, officeCalendar({ ...defaultSettings, years }))).toEqual(ok('2027-01-18'))
})

test('it presses from three days before, and says when it is past', () => {
  expect(publishByZh('2026-11-30', '2026-11-26')).toEqual({ zh: '公开期限 2026-11-30', pressing: null })
  expect(publishByZh('2026-11-30', '2026-11-27').pressing).toBe('soon')
  expect(publishByZh('2026-11-30', '2026-11-30').pressing).toBe('soon')
  expect(publishByZh('2026-11-30', '2026-12-01')).toEqual({ zh: '已过公开期限（2026-11-30）', pressing: 'over' })
})
