import { expect, it } from 'vitest'
import type { Pair } from '#core/proofread/spelling/train'
import { scoreOf } from '../../cli/bench-proofread.ts'
import { isReached, tableOf } from '../../cli/bench-proofread-table.ts'
import { foldCount, foldsOf, withoutShared } from '../../cli/spelling-corpus.ts'

it('keeps pairs together whose right sentences are equal or share ten Han characters', () => {
  const long = '县级以上人民政府应当加强对安全生产工作的领导'
  const others: Pair[] = Array.from({ length: 9 }, (_, i) => [`第${i}句话`, `第${i}句话`])
  const pairs: Pair[] = [[long, long], ...others, [long.replace('导', '到'), long], [`依法，${long.slice(3)}`, `依法，${long.slice(3)}`]]
  const folds = foldsOf(pairs)
  expect(folds.flat().length).toBe(pairs.length)
  expect(folds.length).toBe(foldCount)
  expect(folds.filter(fold => fold.some(([, right]) => right.includes('人民政府应当加强'))).length).toBe(1)
  expect(folds.every(fold => fold.length > 0)).toBe(true)
})

it('leaves out the lines that share ten Han characters with what is held back, and no other', () => {
  expect(withoutShared(['进一步优化营商环境激发活力。', '进一步优化营商环境。'], ['我们要进一步优化营商环境激发'])).toEqual(['进一步优化营商环境。'])
})

it('counts a sentence as right only when every mistake is corrected and nothing else changed', () => {
  const pair: Pair = ['领到批淮', '领导批准']
  expect(scoreOf([{ pair, made: '领导批准' }, { pair, made: '领导批淮' }, { pair: ['好', '好'], made: '号' }])).toEqual({
    sentence: [expect.closeTo(33.33, 1), 50, 40], character: [75, 75, 75], touched: 100,
  })
})

it('says of every figure with a goal whether it is reached, and of what was not measured nothing', () => {
  const row = { group: 'G3', name: '误报', value: 2, goal: ['≤', 1.5] as const }
  expect([isReached(row), isReached({ ...row, value: 1.5 }), isReached({ ...row, value: Number.NaN }), isReached({ group: 'G3', name: '误报', value: 2 })]).toEqual([false, true, null, null])
  expect(tableOf([{ ...row, others: { zhlint: 0 } }], ['zhlint', 'jieba'])).toMatch(/G3\s+误报\s+2\s+≤ 1.5\s+未达到\s+0/)
})
