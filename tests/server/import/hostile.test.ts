import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { hostileFiles, noise } from './hostile.ts'
import { docxEntries, paragraph, zip } from './zip.ts'

type Measured = { ok: boolean; why: string; zh: string; milliseconds: number; maxRssKilobytes: number }

const folder = mkdtempSync(join(tmpdir(), 'hostile-'))
const run = promisify(execFile)
const measure = async (name: string, bytes: Uint8Array): Promise<Measured> => {
  const path = join(folder, name)
  writeFileSync(path, bytes)
  const { stdout } = await run(process.execPath, [new URL('./measure.ts', import.meta.url).pathname, path])
  return JSON.parse(stdout) as Measured
}

/** An ordinary document to compare with: 20,000 characters and 4 MB of pictures. */
const benign = () => zip(docxEntries(paragraph('为进一步做好政务公开工作,现将有关事项通知如下。').repeat(800), [{ name: 'word/media/image1.bin', data: noise(4 * 1024 * 1024) }]))

let benignRss = 0
beforeAll(async () => {
  const measured = await measure('benign.docx', benign())
  expect(measured.ok).toBe(true)
  benignRss = measured.maxRssKilobytes
})
afterAll(() => rmSync(folder, { recursive: true }))

test('there are at least thirty hostile files, each of its own kind', () => {
  expect(hostileFiles.length).toBeGreaterThanOrEqual(30)
  expect(new Set(hostileFiles.map((file) => file.title)).size).toBe(hostileFiles.length)
})

test.each(hostileFiles)('$title is refused within a second of processor time, in twice the memory of an ordinary import', async (file) => {
  const measured = await measure(file.name, file.bytes())
  expect(measured).toMatchObject({ ok: false })
  expect(file.why).toContain(measured.why)
  expect(measured.zh).toMatch(/没有导入。/)
  expect(measured.milliseconds).toBeLessThan(1000)
  expect(measured.maxRssKilobytes).toBeLessThan(2 * benignRss)
})
