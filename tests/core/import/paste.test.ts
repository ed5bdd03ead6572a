import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { Body } from '#core/article/content'
import { htmlToBody } from '#core/import/html'
import { outline } from '#tests/core/import/outline'

const folder = new URL('../../fixtures/paste/', import.meta.url)
const fixtures = readdirSync(folder).filter(name => name.endsWith('.html'))

test('there are pastes from every program an office uses', () => {
  expect(fixtures.length).toBeGreaterThanOrEqual(13)
})

test.each(fixtures)('%s becomes the closed schema, and its report says what stayed behind', async name => {
  const { body, title, report } = htmlToBody(readFileSync(new URL(name, folder), 'utf8'))
  expect(Body.safeParse(body).error).toBeUndefined()
  const readable = [
    `标题:${title ?? '—'}`,
    ...outline(body),
    '— 报告 —',
    ...report.dropped.map(one => `${one.what} × ${one.count}`),
    ...report.notes,
  ]
  await expect(`${readable.join('\n')}\n`).toMatchFileSnapshot(
    `../../golden/paste/${name.replace('.html', '.out.txt')}`,
  )
})
