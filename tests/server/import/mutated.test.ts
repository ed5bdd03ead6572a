import { expect, test } from 'vitest'
import { readParts } from '#server/import/reading'
import { fullJpeg, png, webp } from './images.ts'
import { textPdf } from './pdf.ts'
import { docxEntries, paragraph, xlsxEntries, zip } from './zip.ts'

const sources = [
  { name: 'a.docx', bytes: Buffer.from(zip(docxEntries(paragraph('关于做好有关工作的通知').repeat(20), [{ name: 'word/media/image1.jpg', data: fullJpeg({ gps: true, thumbnail: true }) }]))) },
  { name: 'b.xlsx', bytes: Buffer.from(zip(xlsxEntries([{ name: '名单', rows: [['姓名', '手机'], ['张伟', '13800138000']] }]))) },
  { name: 'c.pdf', bytes: textPdf('关于公示的通知\n电话0551-62601234', { author: '张伟', note: '批注', attachment: '附件' }) },
  { name: 'd.jpg', bytes: fullJpeg({ gps: true, thumbnail: true }) },
  { name: 'e.png', bytes: png(4, 4, [['tEXt', Buffer.from('Author\0x')]]) },
  { name: 'f.webp', bytes: webp() },
]

test('two thousand damaged files are read or refused, none slowly', async () => {
  let state = 11
  const random = (below: number) => (state = (Math.imul(state, 1103515245) + 12345) >>> 0) % below
  const outcomes = { read: 0, refused: 0 }
  let slowest = 0
  for (let i = 0; i < 2000; i++) {
    const source = sources[i % sources.length]
    if (!source) continue
    const bytes = Buffer.from(source.bytes)
    for (let change = random(8); change >= 0; change--) bytes[random(bytes.length)] = random(256)
    const cut = random(5) === 0 ? bytes.subarray(0, random(bytes.length) + 1) : bytes
    const before = process.cpuUsage()
    // anything thrown ends as a refusal in the worker; what must not happen is a hang
    await readParts(cut, source.name).then(
      () => outcomes.read++,
      (error: unknown) => {
        expect(error instanceof Error).toBe(true)
        outcomes.refused++
      },
    )
    const { user, system } = process.cpuUsage(before)
    slowest = Math.max(slowest, (user + system) / 1e6)
  }
  expect(outcomes.read).toBeGreaterThan(100)
  expect(outcomes.refused).toBeGreaterThan(500)
  expect(slowest).toBeLessThan(3)
})
