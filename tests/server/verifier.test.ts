import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { verifier } from '#server/verifier'
import { wholeOffice } from '#tests/store/whole'

let office: Awaited<ReturnType<typeof wholeOffice>>
const folder = mkdtempSync(join(tmpdir(), '校验 '))
beforeAll(async () => {
  office = await wholeOffice()
})
afterAll(() => {
  office.place.remove()
  rmSync(folder, { recursive: true, force: true })
})

/** What the screen shows when a verification of this file has ended, and what was logged of it. */
async function ended(file: string) {
  const bugs: unknown[] = []
  const desk = verifier(file, () => new Date().toISOString(), bug => `第${bugs.push(bug)}号`)
  const job = desk.start(null)
  await vi.waitFor(() => expect(desk.progress(job)).toSatisfy((p: { report: unknown; error: unknown }) => p.report !== null || p.error !== null), { timeout: 20_000 })
  return { ...desk.progress(job)!, bugs }
}

test('a verification that came to no end says why in its own words, and leaves a trace for the log', async () => {
  const gone = await ended(join(folder, '没有.db'))
  expect([gone.report, gone.error, gone.bugs.length]).toEqual([null, expect.stringMatching(/^没有找到数据库.*。$/), 1])
  const foreign = join(folder, '别的.db')
  writeFileSync(foreign, '不是数据库'.repeat(400))
  expect((await ended(foreign)).error).toMatch(/不是审校台的数据库/)
  const whole = join(folder, 'office.db')
  copyFileSync(office.place.file, whole)
  expect(await ended(whole)).toMatchObject({ error: null, report: { whole: true }, bugs: [] })
})
