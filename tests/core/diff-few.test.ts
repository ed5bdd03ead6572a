import fc from 'fast-check'
import { expect, test } from 'vitest'
import { fewEdits } from '#core/article/diff-few'

const letters = fc.string({ unit: fc.constantFrom('区', '政', '府', '公', '开', '。'), maxLength: 60 })
const side = (edits: ReturnType<typeof fewEdits>, left: -1 | 1) => edits!.filter(([op]) => op === 0 || op === left).map(([, text]) => text).join('')

/** The length of the longest common subsequence, by the plain table. */
function common(before: string, after: string): number {
  let row = Array.from({ length: after.length + 1 }, () => 0)
  for (const letter of before) {
    const next = [0]
    for (let j = 0; j < after.length; j++) next.push(letter === after[j] ? row[j]! + 1 : Math.max(row[j + 1]!, next[j]!))
    row = next
  }
  return row.at(-1)!
}

test('few edits are exact, and as few as there can be', () => {
  let found = 0
  fc.assert(
    fc.property(letters, letters, letters, letters, (head, gone, come, tail) => {
      const [before, after] = [`${head}${gone}${tail}`.repeat(3), `${head}${come}${tail}`.repeat(3)]
      const edits = fewEdits(before, after)
      if (edits === null) return
      found += 1
      expect(side(edits, -1)).toBe(before)
      expect(side(edits, 1)).toBe(after)
      const touched = edits.filter(([op]) => op !== 0).reduce((sum, [, text]) => sum + text.length, 0)
      expect(touched).toBe(before.length + after.length - 2 * common(before, after))
      for (const [i, [op, text]] of edits.entries()) {
        expect(text).not.toBe('')
        if (i > 0) expect(op === 0 && edits[i - 1]![0] === 0).toBe(false)
      }
    }),
    { numRuns: 400, interruptAfterTimeLimit: 30_000 },
  )
  expect(found).toBeGreaterThan(40)
})

test('texts that differ in much are left to the general comparison', () => {
  expect(fewEdits('区'.repeat(3000), '县'.repeat(3000))).toBeNull()
  expect(fewEdits('', '')).toEqual([])
  expect(fewEdits('区政府'.repeat(9), '区政府'.repeat(9))).toEqual([[0, '区政府'.repeat(9)]])
})
