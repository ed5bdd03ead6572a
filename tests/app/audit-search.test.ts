import { expect, test } from 'vitest'
import { announcement, code, key, office, value } from '#tests/office'

test('a search of the trail that matches more articles than it goes through says so, and keeps to the article asked for', async () => {
  const house = await office()
  const [writer, auditor] = [house.as('wangfang'), house.as('auditor')]
  const create = async (title: string) => value(await writer('article.create', { key: key(), content: announcement('正文。', { title }) })).id
  const first = await create('河道清淤公告')
  for (let i = 1; i < 200; i++) await create(`河道清淤公告之${i}`)
  const search = async (filter: { article?: string } = {}) => value(await auditor('audit.search', { text: '河道清淤', limit: 500, ...filter }))

  const all = await search()
  expect(all.newestArticles).toBeUndefined()
  expect(new Set(all.entries.map(entry => entry.article)).size).toBe(200)
  expect(new Set((await search({ article: first })).entries.map(entry => entry.article))).toEqual(new Set([first]))

  await create('河道清淤公告之二百')
  expect((await search()).newestArticles).toBe(200)
})

test('a table of the trail is recorded with what was looked for before it is read, and only an auditor or the clerk may take one', async () => {
  const house = await office()
  const auditor = house.as('auditor')
  for (let i = 0; i < 3; i++) value(await house.as('wangfang')('article.create', { key: key(), content: announcement('正文。') }))
  const { total, before } = value(await auditor('audit.export', { key: key(), by: 'wangfang', type: 'article-created' }))
  expect(total).toBe(3)
  const { entries } = value(await auditor('audit.search', { by: 'wangfang', type: 'article-created', before, limit: 500 }))
  expect(entries).toHaveLength(3)
  const [record] = value(await auditor('audit.search', { limit: 1 })).entries
  expect(record).toMatchObject({ seq: before, type: 'trail-exported', by: 'auditor' })
  expect(record!.sentence).toContain('导出审计记录 3 条（人员 王芳，事项 新建稿件）')
  expect(code(await house.as('zhangmin')('audit.export', { key: key() }))).toBe('not-your-role')
  const once = key()
  const again = [value(await auditor('audit.export', { key: once })), value(await auditor('audit.export', { key: once }))]
  expect(again[1]!.before).toBe(again[0]!.before)
})
