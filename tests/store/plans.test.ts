import { afterAll, beforeAll, expect, test } from 'vitest'
import type { ArticleFilter, EntryFilter } from '#core/store'
import { handledCountQuery, handledQuery, listQuery, remarksQuery, waitingBranches } from '#db/lists'
import { entriesQuery } from '#db/trail'
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
  ['what has left', { sort: 'released', phases: ['released'] }, 'release_first'],
  ['what left for the first time in a month', { sort: 'released', releasedFrom: '2026-11-01', releasedTo: '2026-11-30' }, 'release_first'],
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
  for (const query of [handledQuery, handledCountQuery]) expect(plan(query, { person: 'x' })).toContain('INDEX entryFact_handled')
  expect(plan('SELECT seq FROM entry WHERE cmd = ? ORDER BY seq', ['x'])).toContain('INDEX entry_cmd')
  expect(plan('SELECT seq FROM entry WHERE obj = ? ORDER BY seq', ['x'])).toContain('INDEX entry_obj')
})

test.each<[string, Partial<EntryFilter>, string]>([
  ['a person', { by: 'x' }, 'entryFact_(actor|handled)'],
  ['an act', { act: 'x' }, 'entryFact_act'],
  ['a person and an act, behind a page', { by: 'x', act: 'stage-passed', before: 90 }, 'entryFact_(actor|act|handled)'],
])('entries of %s are found in index order, and only the last few read one by one', (_, filter, index) => {
  const { page, count, parameters } = entriesQuery({ ...filter, limit: 10 })
  for (const sql of [page, count!]) {
    const found = plan(sql, parameters)
    expect(found).toMatch(new RegExp(`entryFact USING (COVERING )?INDEX ${index}`))
    expect(found).not.toContain('SCAN entry')
    expect(found).not.toContain('TEMP B-TREE FOR ORDER')
    expect(found).toContain('SEARCH entry USING INTEGER PRIMARY KEY (rowid>?')
  }
})

test('entries of a time are counted by the index of time', () => {
  const { count, parameters } = entriesQuery({ from: '2026-11-01', to: '2026-11-02', limit: 10 })
  expect(plan(count!, parameters)).toContain('entryFact USING COVERING INDEX entryFact_ts')
})

test('entries of one article are found by the article', () => {
  const { page, count, parameters } = entriesQuery({ article: 'a', by: 'x', limit: 10 })
  for (const sql of [page, count!]) expect(plan(sql, parameters)).toContain('INDEX entry_obj')
})

test('the comments that wait for a person are read by person, newest first', () => {
  const found = plan(remarksQuery, { person: 'x', limit: 10 })
  expect(found).toContain('INDEX addressed_person')
  expect(found).not.toContain('TEMP B-TREE')
})
