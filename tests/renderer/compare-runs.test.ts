import fc from 'fast-check'
import { expect, test } from 'vitest'
import { comparisonOf } from '#core/article/comparison'
import { layouts, markings } from '../../renderer/compare/views.ts'
import { rowsOf, runsOf, shownParts } from '../../renderer/compare/runs.ts'
import { randomContent } from '../core/random-content.ts'

const screens = fc.integer({ min: 100, max: 3000 })

test('runs hold every part of a comparison once and in order, and none is empty', () => {
  fc.assert(
    fc.property(randomContent, randomContent, screens, fc.constantFrom(...layouts), fc.constantFrom(...markings), (before, after, height, layout, marking) => {
      const { lines, parts } = comparisonOf(before, after)
      const shown = shownParts(parts, lines, layout, marking)
      const runs = runsOf(shown, lines, layout, height)
      expect(runs.flat()).toEqual(shown)
      for (const run of runs) {
        expect(run.length).toBeGreaterThan(0)
        expect(rowsOf(run, lines, layout, marking, 33)).toBeGreaterThanOrEqual(run.length)
      }
    }),
  )
})

test('所有标记 and 并排 show every part, 只看改动 none that stayed', () => {
  let left = 0
  fc.assert(
    fc.property(randomContent, randomContent, (before, after) => {
      const { lines, parts } = comparisonOf(before, after)
      expect(shownParts(parts, lines, 'inline', 'all')).toEqual(parts)
      expect(shownParts(parts, lines, 'side', 'all')).toEqual(parts)
      const only = shownParts(parts, lines, 'only', 'all')
      left += only.length
      expect(only.filter(part => 'line' in part && lines[part.line]!.state === 'same')).toEqual([])
    }),
  )
  expect(left).toBeGreaterThan(100)
})
