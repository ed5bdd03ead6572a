import { execFile } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { hostileFiles, noise } from './hostile.ts'
import type { Measured } from './measure.ts'
import { docxEntries, paragraph, zip } from './zip.ts'

const folder = mkdtempSync(join(tmpdir(), 'hostile-'))

/** Imports files one after the other in a process of their own and says what each cost. */
const measure = async (files: readonly { name: string; bytes: () => Uint8Array }[]): Promise<Measured[]> => {
  const paths = files.map((file, index) => {
    const place = join(folder, String(index))
    mkdirSync(place, { recursive: true })
    writeFileSync(join(place, file.name), file.bytes())
    return join(place, file.name)
  })
  const { stdout } = await promisify(execFile)(process.execPath, [fileURLToPath(new URL('./measure.ts', import.meta.url)), ...paths])
  return stdout.trim().split('\n').map((line) => JSON.parse(line) as Measured)
}

/** An ordinary document to compare with: 20,000 characters and 4 MB of pictures. */
const ordinaryDocument = () => zip(docxEntries(paragraph('为进一步做好政务公开工作,现将有关事项通知如下。').repeat(800), [{ name: 'word/media/image1.bin', data: noise(4 * 1024 * 1024) }]))

let benign: Measured | undefined
let hostile: Measured[] = []
beforeAll(async () => {
  ;[benign] = await measure([{ name: 'benign.docx', bytes: ordinaryDocument }])
  hostile = await measure(hostileFiles)
}, 180_000)
afterAll(() => rmSync(folder, { recursive: true }))

test('there are at least thirty hostile files, each of its own kind', () => {
  expect(hostileFiles.length).toBeGreaterThanOrEqual(30)
  expect(new Set(hostileFiles.map((file) => file.title)).size).toBe(hostileFiles.length)
  expect(benign?.ok).toBe(true)
})

test.each(hostileFiles.map((file, index) => ({ ...file, index })))('$title is refused within a second of processor time, in twice the memory of an ordinary import', ({ index, why }) => {
  const measured = hostile[index]
  expect(measured?.ok).toBe(false)
  expect(why).toContain(measured?.why)
  expect(measured?.zh).toMatch(/没有导入。/)
  expect(measured?.milliseconds).toBeLessThan(1000)
  expect(measured?.peakKilobytes).toBeLessThan(2 * (benign?.peakKilobytes ?? 0))
})
