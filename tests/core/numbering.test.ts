import fc from 'fast-check'
import '#tests/property-seed'
import { expect, test } from 'vitest'
import { hanNumeral, inOrder, isOutsideNumbering, numberLength, numberOf, renumberings, type Level, type Line } from '#core/article/numbering'

const heading = (level: Level, text: string): Line => ({ level, text })
const plain = (text: string): Line => ({ level: null, text })

/** The lines with the numbers put in order. */
function renumbered(lines: readonly Line[], give: number | null = null): Line[] {
  const out = lines.map(line => ({ ...line }))
  for (const { line, length, number } of renumberings(lines, give)) out[line]!.text = number + out[line]!.text.slice(length)
  return out
}
const texts = (lines: readonly Line[]) => lines.map(line => line.text)

test('numerals are written as official texts write them', () => {
  expect([1, 9, 10, 11, 20, 21, 99, 100, 101, 110, 111, 120, 345].map(hanNumeral)).toEqual([
    '一', '九', '十', '十一', '二十', '二十一', '九十九', '一百', '一百零一', '一百一十', '一百一十一', '一百二十', '三百四十五',
  ])
})

test('numbers begin anew under each heading above, and go on across the paragraphs between', () => {
  const lines = [
    heading(1, '九、总体要求'), plain('坚持……'), heading(2, '（三）目标'), heading(3, '7.近期'), heading(4, '（9）三年内'), heading(4, '（9）五年内'), heading(2, '(二)原则'),
    heading(1, '一、主要任务'), heading(2, '（八）公开'), heading(3, '1、范围'),
  ]
  expect(texts(renumbered(lines))).toEqual([
    '一、总体要求', '坚持……', '（一）目标', '1.近期', '（1）三年内', '（2）五年内', '（二）原则', '二、主要任务', '（一）公开', '1.范围',
  ])
})

test('a heading without a number stays so, and what stands below it begins anew', () => {
  const lines = [heading(1, '第一章　总则'), heading(2, '（五）目的'), heading(1, '附则'), heading(2, '（五）解释')]
  expect(texts(renumbered(lines))).toEqual(['第一章　总则', '（一）目的', '附则', '（一）解释'])
  expect(['附则', '总则', '第十二条', '第一章 总则', '附件1', '附 则'].map(isOutsideNumbering)).not.toContain(false)
  expect(['附近的学校', '总体要求', '第一批名单', '附加条件'].map(isOutsideNumbering)).not.toContain(true)
})

test('an annex has numbers of its own', () => {
  const lines = [heading(1, '一、要求'), heading(1, '二、任务'), plain('附件2'), heading(1, '三、范围')]
  expect(texts(renumbered(lines))).toEqual(['一、要求', '二、任务', '附件2', '一、范围'])
})

test('one heading asked for gets its number, and those after it move on', () => {
  const lines = [heading(1, '一、要求'), heading(1, '任务'), heading(1, '二、保障')]
  expect(texts(renumbered(lines, 1))).toEqual(['一、要求', '二、任务', '三、保障'])
  expect(inOrder(lines)).toBe(true)
})

const anyLine = fc.oneof(
  fc.constantFrom('正文。', '附件', '附件1').map(plain),
  fc.tuple(fc.integer({ min: 1, max: 4 }), fc.constantFrom('', '一、', '（二）', '3.', '（4）', '(五)', '12、'), fc.constantFrom('总体要求', '目标', '第三项')).map(([level, number, words]) => heading(level as Level, number + words)),
)

test('putting in order leaves every word, every level and every line without a number, and has nothing more to do the second time', () => {
  fc.assert(
    fc.property(fc.array(anyLine, { maxLength: 24 }), lines => {
      const after = renumbered(lines)
      expect(after.map(({ level }) => level)).toEqual(lines.map(({ level }) => level))
      expect(after.map(({ text }) => text.slice(numberLength(text)))).toEqual(lines.map(({ text }) => text.slice(numberLength(text))))
      expect(after.map(({ level, text }) => level !== null && numberLength(text) > 0)).toEqual(lines.map(({ level, text }) => level !== null && numberLength(text) > 0))
      expect(inOrder(after)).toBe(true)
    }),
  )
})

test('siblings are numbered one after another from one, whatever is inserted, taken out, moved or put on another level', () => {
  const edit = fc.record({ kind: fc.constantFrom('insert', 'remove', 'move', 'level'), at: fc.nat(40), to: fc.nat(40), level: fc.integer({ min: 1, max: 4 }) })
  fc.assert(
    fc.property(fc.array(edit, { maxLength: 30 }), edits => {
      let lines: Line[] = []
      for (const { kind, at, to, level } of edits) {
        const next = [...lines]
        if (kind === 'insert') next.splice(at % (next.length + 1), 0, heading(level as Level, `${numberOf(level as Level, 7)}事项`))
        else if (next.length) {
          const [line] = next.splice(at % next.length, 1)
          if (kind === 'move') next.splice(to % (next.length + 1), 0, line!)
          if (kind === 'level') next.splice(at % (next.length + 1), 0, heading(level as Level, line!.text))
        }
        lines = renumbered(next)
      }
      const seen: number[] = [0, 0, 0, 0, 0]
      for (const { level, text } of lines) {
        seen.fill(0, level! + 1)
        seen[level!]! += 1
        expect(text).toBe(`${numberOf(level!, seen[level!]!)}事项`)
      }
    }),
  )
})
