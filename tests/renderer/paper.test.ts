import { expect, test } from 'vitest'
import { versionsZh } from '../../renderer/print/paper.ts'

test('a marked copy of a text that did not change says so, and shows no arrow from a version to itself', () => {
  const [one, other] = ['a'.repeat(64), 'b'.repeat(64)]
  expect(versionsZh({ from: one, to: other })).toBe('版本 aaaaaaaa → bbbbbbbb')
  expect(versionsZh({ from: one, to: one })).toBe('版本 aaaaaaaa，前后是同一版本，没有改动')
})
