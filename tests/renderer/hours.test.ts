import { expect, test } from 'vitest'
import { perTenThousandZh } from '#core/proofread/rate'
import { hoursAsTyped } from '../../renderer/admin/hours.ts'

test('hours have no idle decimals, and what one is typing is left alone', () => {
  const shown = (value: number | string | undefined) => hoursAsTyped(value, { userTyping: false, input: '' })
  expect([8, '8.0', 0.5, '2.50', undefined, ''].map(shown)).toEqual(['8', '8', '0.5', '2.5', '', ''])
  expect(hoursAsTyped('8', { userTyping: true, input: '8.' })).toBe('8.')
})

test('rates beside one another have the same decimals, and none where there is no error', () => {
  expect([0, 1, 12.3, 0.05, 101.25].map(perTenThousandZh)).toEqual(['0', '1.00', '12.30', '0.05', '101.25'])
})
