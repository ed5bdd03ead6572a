import fc from 'fast-check'
import '#tests/property-seed'
import { expect, test } from 'vitest'
import { finderOf, noWord, type FindOptions } from '#core/article/find'
import { changeWidth, countWords } from '#core/article/width'

const plain: FindOptions = { width: false, regex: false, whole: false }
const found = (line: string, words: string, options: Partial<FindOptions> = {}) => {
  const finder = finderOf(words, { ...plain, ...options })
  return 'refused' in finder ? finder.refused : finder.find(line).map(hit => hit.words)
}

test('the two widths are one unless they are told apart', () => {
  expect(found('Ａ１和A1', 'A1')).toEqual(['Ａ１', 'A1'])
  expect(found('Ａ１和A1', 'A1', { width: true })).toEqual(['A1'])
  expect(found('（一）(一)', '（一）', { width: true })).toEqual(['（一）'])
})

test('a whole word is not found inside another', () => {
  expect(found('open opener reopen', 'open', { whole: true })).toEqual(['open'])
  expect(found('第10号和第100号', '10', { whole: true })).toEqual(['10'])
})

test('a pattern finds, takes its groups along, and never takes a footnote with it', () => {
  expect(found('2026年11月和2025年', '\\d{4}年', { regex: true })).toEqual(['2026年', '2025年'])
  expect(found(`一${noWord}二`, '一.二', { regex: true })).toEqual([])
  const finder = finderOf('(\\d+)月(\\d+)日', { ...plain, regex: true })
  if ('refused' in finder) throw new Error(finder.refused)
  expect(finder.replacement(finder.find('于11月8日')[0]!, '$2/$1')).toBe('8/11')
})

test('a pattern that is wrong, or could take for ever, is refused in words', () => {
  expect(found('一', '（一', { regex: true })).toBe('正则表达式写得不对，请检查括号和反斜杠。')
  expect(found('一', '(a+)+$', { regex: true })).toContain('可能会卡住')
  expect(found('一', '')).toBe('请输入要查找的文字。')
})

test('width is changed for letters and marks apart, and numbers keep their commas and colons', () => {
  expect(changeWidth('ＧＢ／Ｔ９７０４', 'letters-half')).toBe('GB／T9704')
  expect(changeWidth('GB1', 'letters-full')).toBe('ＧＢ１')
  expect(changeWidth('共1,000户,8:30到(含周末).完1.5', 'marks-full')).toBe('共1,000户，8:30到（含周末）.完1.5')
  expect(changeWidth('到此为止.', 'marks-full')).toBe('到此为止。')
  expect(changeWidth('好，完。', 'marks-half')).toBe('好,完.')
})

test('changing width keeps the length, and changing back and forth gives the words again', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom('政', '，', ',', 'A', 'Ａ', '1', '１', '.', '。', ':', ' ') }), text => {
      for (const change of ['letters-half', 'letters-full', 'marks-full', 'marks-half'] as const) expect(changeWidth(text, change)).toHaveLength(text.length)
      expect(changeWidth(changeWidth(text, 'letters-full'), 'letters-half')).toBe(changeWidth(text, 'letters-half'))
    }),
  )
})

test('字数 counts as the office program does', () => {
  expect(countWords('云溪区2026年度工作，GB/T 9704 标准。')).toEqual({ words: 14, han: 9, characters: 23 })
})
