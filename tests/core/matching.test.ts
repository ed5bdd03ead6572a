import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { match, shortOf } from '#core/people/matching'

const table = (rows: Record<string, string[]>) => [Object.keys(rows), (need: string) => rows[need] ?? []] as const

/** The size of the best assignment, by trying all of them. */
function best(
  needs: readonly string[],
  candidates: (need: string) => readonly string[],
  taken = new Set<string>(),
): number {
  const [first, ...rest] = needs
  if (first === undefined) return 0
  let most = best(rest, candidates, taken)
  for (const person of candidates(first)) {
    if (!taken.has(person)) most = Math.max(most, 1 + best(rest, candidates, new Set([...taken, person])))
  }
  return most
}

const roads = fc
  .array(fc.uniqueArray(fc.constantFrom('张', '王', '李', '赵', '钱'), { maxLength: 4 }), {
    minLength: 1,
    maxLength: 6,
  })
  .map(rows => Object.fromEntries(rows.map((people, i) => [`环节${i}`, people])))

describe('finding a person for every stage', () => {
  test('a person who could do everything is kept for the stage only they can do', () => {
    const [needs, candidates] = table({ 初审: ['张', '王'], 复审: ['张'], 终审: ['王', '李'] })
    expect(match(needs, candidates)).toEqual(
      new Map([
        ['初审', '王'],
        ['复审', '张'],
        ['终审', '李'],
      ]),
    )
    expect(shortOf(needs, candidates)).toEqual([])
  })

  test('the stages that lack people are named, and no others', () => {
    const [needs, candidates] = table({ 初审: ['张'], 一校: ['赵', '钱'], 复审: ['张'], 终审: ['李'] })
    expect(shortOf(needs, candidates)).toEqual(['初审', '复审'])
  })

  test('a stage with nobody at all is named alone', () => {
    const [needs, candidates] = table({ 初审: ['张'], 签发: [] })
    expect(shortOf(needs, candidates)).toEqual(['签发'])
  })

  test('no assignment serves more stages than the one found, and each person gets one stage they may hold', () => {
    fc.assert(
      fc.property(roads, rows => {
        const [needs, candidates] = table(rows)
        const found = match(needs, candidates)
        expect(found.size).toBe(best(needs, candidates))
        expect(new Set(found.values()).size).toBe(found.size)
        for (const [need, person] of found) expect(candidates(need)).toContain(person)
      }),
      { numRuns: 500 },
    )
  })

  test('the stages named as short have together fewer candidates than they are, and are none when all are served', () => {
    fc.assert(
      fc.property(roads, rows => {
        const [needs, candidates] = table(rows)
        const short = shortOf(needs, candidates)
        if (best(needs, candidates) === needs.length) expect(short).toEqual([])
        else expect(new Set(short.flatMap(need => [...candidates(need)])).size).toBeLessThan(short.length)
      }),
      { numRuns: 500 },
    )
  })
})
