import { spawnSync } from 'node:child_process'
import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { refusalZh } from '#core/refusals.zh'
import { databaseFile } from '#server/backups'
import { openHouse } from '#server/office'
import { damagePage, pagesOf } from '#tests/damage'
import { announcement, cheap, key, office, value } from '#tests/office'

const whole = mkdtempSync(join(tmpdir(), 'shenjiao-damaged-'))
let pages: Map<string, number[]>
beforeAll(async () => {
  const house = openHouse({ data: whole, cost: cheap, model: null })
  value(await house.foundDemo())
  for (let n = 0; n < 3; n++) value(await house.as('wangfang')('article.create', { key: key(), content: announcement(`第${n}项通知。`) }))
  await house.close()
  pages = pagesOf(databaseFile(whole))
})
afterAll(() => rmSync(whole, { recursive: true, force: true }))

/** A copy of the office on a disk that has lost the root page of a table or index. */
function without(name: string): string {
  const data = mkdtempSync(join(tmpdir(), 'shenjiao-damaged-'))
  cpSync(whole, data, { recursive: true })
  damagePage(databaseFile(data), pages.get(name)![0]!)
  return data
}

describe('an office on a damaged disk', () => {
  test('says that the data cannot be read, under a number for the log, and answers what it still can', async () => {
    const o = await office({ data: without('article'), empty: true })
    const list = await o.as('wangfang')('article.list', { limit: 10, offset: 0, sort: 'updated', descending: true })
    expect(list).toEqual({ ok: false, refusal: { code: 'storage-damaged', incident: expect.any(String) as string } })
    expect(list.ok ? '' : refusalZh(list.refusal)).toMatch(/^数据文件有一部分读不出来.*恢复到新的位置。事件编号 .*。$/)
    expect(value(await o.as('auditor')('audit.head', {})).seq).toBeGreaterThan(0)
    expect(o.bugs.splice(0)).not.toHaveLength(0)
  })

  test('is backed up while somebody works in it, and the administrator is told what to do', async () => {
    const o = await office({ data: without('search_docsize'), empty: true })
    const made = value(await o.as('admin')('backup.make', { key: key() }))
    expect(made.warning).toMatch(/^使用中的数据文件有损坏.*用这份备份恢复到好的硬盘上的新位置。$/)
    expect(value(await o.as('admin')('backup.list', {})).backups).toMatchObject([{ name: made.name, verified: true }])
    o.bugs.splice(0)
  })

  test('lives on when words cannot be taken into the search index, and a search says why', async () => {
    const o = await office({ data: without('revision'), empty: true })
    await vi.waitFor(() => expect(o.bugs).not.toHaveLength(0), { timeout: 20_000 })
    const found = await o.as('wangfang')('article.list', { limit: 10, offset: 0, sort: 'updated', descending: true, text: '通知' })
    expect(found).toMatchObject({ ok: false, refusal: { code: 'storage-damaged' } })
    expect(value(await o.as('wangfang')('article.list', { limit: 10, offset: 0, sort: 'updated', descending: true })).items).toHaveLength(3)
    o.bugs.splice(0)
  })
})

const root = join(import.meta.dirname, '../..')
const run = (...args: string[]) => spawnSync(process.execPath, ['cli/main.ts', ...args], { cwd: root, encoding: 'utf8', timeout: 60_000 })

// a stack trace is never an answer
test('the command line verifies it to a report, and for the rest says in one sentence what to do', () => {
  const data = without('revision')
  const people = without('person')
  try {
    const verified = run('audit', 'verify', '--data', data)
    expect([verified.status, verified.stderr]).toEqual([1, ''])
    expect(verified.stdout).toContain('版本表有一部分读不出来，稿件没有逐篇核对完。')
    const backup = run('backup', '--data', data, '--out', join(data, '备份'))
    expect([backup.status, backup.stderr.trim().split('\n')]).toEqual([1, [expect.stringContaining('使用中的数据文件有一部分读不出来')]])
    const checkpoint = run('audit', 'checkpoint', '--data', people, '--out', join(people, '检查点.txt'))
    expect([checkpoint.status, checkpoint.stderr.trim().split('\n')]).toEqual([2, [expect.stringMatching(/^数据文件有一部分读不出来.*再用最近一份备份恢复/)]])
  } finally {
    for (const folder of [data, people]) rmSync(folder, { recursive: true, force: true })
  }
})

test('a checkpoint that cannot be written leaves no record of an export, and no file', () => {
  const entries = () => JSON.parse(run('audit', 'verify', '--data', whole, '--json').stdout).entries as number
  const before = entries()
  const refused = run('audit', 'checkpoint', '--data', whole, '--out', join(whole, '没有这个文件夹', '检查点.txt'))
  expect([refused.status, refused.stderr]).toEqual([2, expect.stringContaining('路径不存在')])
  expect(entries()).toBe(before)
})
