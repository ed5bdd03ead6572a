import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { emptyContent, type Content } from '#core/article/content'
import { textToBody } from '#core/import/text'
import type { Refusal } from '#core/refusal'
import type { Result } from '#core/result'
import { openHouse, type House, type HouseOptions } from '#server/office'

/** argon2id as cheap as it goes: tests sign people in hundreds of times. */
export const cheap = { memoryCost: 8, timeCost: 1, parallelism: 1 }

/** An office of its own in a new folder, on a real database, with the demo people and no spelling model; gone after the test. Bugs fail the test. */
export async function office(options: Partial<HouseOptions> & { empty?: boolean } = {}): Promise<House & { data: string; bugs: unknown[] }> {
  const { empty = false, ...rest } = options
  const data = rest.data ?? mkdtempSync(join(tmpdir(), 'shenjiao-'))
  const bugs: unknown[] = []
  const house = openHouse({ data, cost: cheap, checkReplies: true, model: null, log: (_incident, bug) => bugs.push(bug), ...rest })
  if (!empty) value(await house.foundDemo())
  onTestFinished(async () => {
    await house.close()
    rmSync(data, { recursive: true, force: true })
    if (bugs.length) throw bugs[0]
  })
  return Object.assign(house, { data, bugs })
}

export const key = (): string => crypto.randomUUID()

export function value<T>(result: Result<T, Refusal>): T {
  if (!result.ok) throw new Error(JSON.stringify(result.refusal))
  return result.value
}
export const code = (result: Result<unknown, Refusal>): string => (result.ok ? 'allowed' : result.refusal.code)

/** An article complete enough to be submitted. */
export function announcement(text = '为方便群众办事，现将有关事项公告如下。\n请相互转告。', change: Partial<Content> = {}): Content {
  const blank = emptyContent('news', '云溪区人民政府办公室')
  return {
    ...blank,
    title: '关于优化政务服务大厅窗口设置的公告',
    body: textToBody(text).body,
    publication: { ...blank.publication, topic: '综合政务\\政务公开', column: '通知公告', formedOn: '2026-11-16', summary: '优化窗口设置', editor: '王芳' },
    channels: { website: {}, wechat: { title: '政务大厅窗口调整', digest: '', author: '云溪发布', cover: '' } },
    ...change,
  }
}
