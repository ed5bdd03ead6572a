import { expect, test } from 'vitest'
import { defaultSettings } from '#core/office/settings'
import { reasonIn } from '../../renderer/review/judgement.ts'

test('no word of consent becomes the reason of a return, and any other opinion does', () => {
  const { cannedOpinions } = defaultSettings
  expect(cannedOpinions.map(reasonIn)).toEqual(cannedOpinions.map(() => ''))
  for (const words of ['不同意。', '请按最新文件核对金额。', '经办单位是否同意？请补充。', '']) expect(reasonIn(words)).toBe(words)
})
