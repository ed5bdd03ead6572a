import { expect, test } from 'vitest'
import { defaultSettings } from '#core/office/settings'
import { reasonIn } from '../../renderer/review/judgement.ts'

const { cannedOpinions } = defaultSettings

test('no bare word of consent becomes the reason of a return', () => {
  for (const words of [...cannedOpinions, '同意', '拟同意发布。', '已阅，无意见。', ' 同意！ ']) expect(reasonIn(words, [])).toBe('')
})

test('any other opinion does, though it ends in consent or begins with it', () => {
  const kept = ['不同意。', '请按最新文件核对金额。', '经办单位是否同意？请补充。', '第三段的联系电话已停用，改后同意。', '同意，但附件二的金额与正文不一致。', '标题过长，其余同意。', '已核', '']
  for (const words of kept) expect(reasonIn(words, cannedOpinions)).toBe(words)
})

test('what the office offers ready-made as consent is no reason either, and what it offers as an objection is', () => {
  const own = ['经会商研究，符合发布条件，同意。', '请补充依据。']
  expect(own.map(words => reasonIn(words, own))).toEqual(['', '请补充依据。'])
  expect(reasonIn(own[0]!, [])).toBe(own[0])
})
