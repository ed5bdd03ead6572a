import { afterAll, beforeAll, expect, test } from 'vitest'
import type { ArticleFilter } from '#core/store'
import { handledCountQuery, handledQuery, listQuery, remarksQuery, waitingBranches } from '#db/lists'
import { folder, newOffice } from './build.ts'

let place: ReturnType<typeof folder>
let opened: Awaited<ReturnType<typeof newOffice>>
beforeAll(async () => {
  place = folder()
  opened = await newOffice(place.file)
})
afterAll(() => {
  opened.store.close()
  place.remove()
})

type Parameters_ = Record<string, string | number>
const plan = (sql: string, parameters: Parameters_ | string[] = {}): string =>
  (opened.database.sqlite.prepare(`EXPLAIN QUERY PLAN ${sql}`).all(parameters) as { detail: string }[]).map(({ detail }) => detail).join('\n') // prettier-ignore

const base: ArticleFilter = { sort: 'updated', descending: true, limit: 50, offset: 0 }
test.each<[string, Partial<ArticleFilter>, string]>([
  ['everything', {}, 'article_updated'],
  ['one phase', { phases: ['reviewing'] }, 'article_updated'],
  ['two phases', { phases: ['reviewing', 'returned'] }, 'article_updated'],
  ['a section', { section: 'x' }, 'article_updated'],
  ['an author', { author: 'x' }, 'article_author'],
  ['a writer', { writer: 'x' }, 'article_author'],
  ['a writer in one phase', { writer: 'x', phases: ['returned'] }, 'article_author'],
  ['by title', { sort: 'title', descending: false }, 'article_title'],
  ['by deadline', { sort: 'due', descending: false }, 'article_due'],
])('the list of %s is read in index order, without sorting the articles', (_, filter, index) => {
  const { sql, parameters } = listQuery({ ...base, ...filter })
  const found = plan(sql, parameters)
  expect(found).toContain(`INDEX ${index}`)
  const inner = found.split('\n').filter(line => !line.includes('SCAN (sub') && !line.includes('subquery'))
  if (!filter.writer && (filter.phases?.length ?? 1) === 1) expect(inner.join('\n')).not.toContain('TEMP B-TREE')
  expect(found).not.toMatch(/SCAN article(\n|$)/)
})

test('what waits is read by role and by name in order of urgency', () => {
  const { branches, parameters } = waitingBranches({ person: 'x', seats: [{ role: 'leader', section: 's', person: 'x' }] })
  const order = `ORDER BY urgent DESC, coalesce(due, '~'), n LIMIT 50`
  const plans = branches.map(branch => plan(`SELECT n FROM article ${branch} ${order}`, parameters))
  expect(plans[0]).toContain('INDEX article_assignee')
  expect(plans[1]).toContain('INDEX article_waits')
  for (const found of plans) expect(found).not.toContain('TEMP B-TREE')
})

test('the trail is read by its indexes', () => {
  for (const query of [handledQuery, handledCountQuery]) expect(plan(query, ['x'])).toContain('INDEX entry_handled')
  expect(plan('SELECT seq FROM entry WHERE cmd = ? ORDER BY seq', ['x'])).toContain('INDEX entry_cmd')
  expect(plan('SELECT seq FROM entry WHERE obj = ? ORDER BY seq', ['x'])).toContain('INDEX entry_obj')
  for (const [column, index] of [['actor', 'entry_actor'], ['act', 'entry_act']]) {
    const found = plan(`SELECT body FROM entry WHERE ${column} = ? ORDER BY seq DESC LIMIT 10`, ['x'])
    expect(found).toContain(`INDEX ${index}`)
    expect(found).not.toContain('TEMP B-TREE')
  }
})

test('the comments that wait for a person are read by person, newest first', () => {
  const found = plan(remarksQuery, { person: 'x', limit: 10 })
  expect(found).toContain('INDEX addressed_person')
  expect(found).not.toContain('TEMP B-TREE')
})
