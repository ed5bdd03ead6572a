import { expect, test } from 'vitest'
import { exif, tinyJpeg } from '../server/import/images.ts'
import { office, value } from '#tests/office'

const put = async (o: Awaited<ReturnType<typeof office>>, name: string, bytes: Uint8Array) =>
  o.as('wangfang')('file.put', { name, mediaType: 'application/octet-stream', base64: Buffer.from(bytes).toString('base64') })
const box = (brand: string): Buffer => Buffer.concat([Buffer.from([0, 0, 0, 24]), Buffer.from(`ftyp${brand}`, 'latin1'), Buffer.alloc(12), exif({ gps: true })])

test('a photograph whose place and time cannot be taken out is not kept, whatever its name, and the sentence says what to do', async () => {
  const o = await office()
  for (const [name, bytes] of [['现场.heic', box('heic')], ['现场.dat', box('mif1')], ['现场.avif', box('avif')], ['现场.tif', exif({ gps: true })], ['现场.dng', Buffer.concat([Buffer.from('II*\0'), Buffer.alloc(40)])]] as const) {
    const given = await put(o, name, bytes)
    expect(given).toMatchObject({ ok: false, refusal: { code: 'file-refused', zh: expect.stringMatching(/拍摄地点.*没有保存.*另存为 JPG/) } })
  }
  const clean = value(await put(o, '现场.jpg', tinyJpeg()))
  expect(clean.mediaType).toBe('image/jpeg')
})
