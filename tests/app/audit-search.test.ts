import { expect, test } from 'vitest'
import { announcement, key, office, value } from '#tests/office'

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
