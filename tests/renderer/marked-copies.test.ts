import { expect, test } from 'vitest'
import { chainOf } from '../../renderer/compare/chain.ts'
import { copyOf, markedCopies } from '../../renderer/history/marked-copies.ts'

type History = Parameters<typeof markedCopies>[0]
let seq = 0
const item = (type: string, hash: string | null, by = 'wangfang', run: number | null = 1): History['items'][number] => ({
  seq: ++seq, at: `2026-11-20T0${seq % 10}:00:00.000Z`, by, type, sentence: '', hash, run, stage: null, remark: null,
})
const pass = (stageName: string, received: string, released: string, by: string, at: string) => ({ received, released, stageName, run: 1, by, at }) as History['passes'][number]

const items = [
  item('article-created', 'a', 'wangfang', null), item('article-submitted', 'a'), item('stage-passed', 'a', 'zhangmin'),
  item('stage-passed', 'b', 'sunli'), item('stage-returned', 'b', 'fengwei'), item('revision-saved', 'c'), item('revision-saved', 'd'),
  item('article-submitted', 'd', 'wangfang', 2),
]
const passes = [pass('初审', 'a', 'a', 'zhangmin', items[2]!.at), pass('一校', 'a', 'b', 'sunli', items[3]!.at)]

test('every pass and every new hand-in of the author has its own marked copy, in the order of the acts', () => {
  expect(markedCopies({ items, passes }).map(({ from, to, name, by }) => `${name} ${by} ${from}→${to}`)).toEqual([
    '第 1 轮 初审 zhangmin a→a', '第 1 轮 一校 sunli a→b', '第 2 轮 作者修改后重新提交 wangfang b→d',
  ])
  expect(copyOf({ items, passes }, 'a', 'b')).toMatchObject({ name: '第 1 轮 一校' })
  expect(copyOf({ items, passes }, 'a', 'd')).toBeUndefined()
})

test('the chain between two versions names every text between and who made it', () => {
  expect(chainOf(items, 'a', 'd')).toEqual([{ hash: 'b', by: 'sunli' }, { hash: 'c', by: 'wangfang' }, { hash: 'd', by: 'wangfang' }])
  expect([chainOf(items, 'd', 'a'), chainOf(items, 'x', 'd')]).toEqual([[], []])
})
