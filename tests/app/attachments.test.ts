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

test('a film is kept without the place it was taken at, and one cut short is not kept', async () => {
  const o = await office()
  const part = (name: string, ...content: Buffer[]): Buffer => {
    const inside = Buffer.concat(content)
    return Buffer.concat([Buffer.from([0, 0, 0, inside.length + 8]), Buffer.from(name, 'latin1'), inside])
  }
  const film = Buffer.concat([part('ftyp', Buffer.from('isom\0\0\0\0')), part('moov', part('udta', part('\xa9xyz', Buffer.from('+31.2304+121.4737/')))), part('mdat', Buffer.from('pictures'))])
  const { digest, mediaType, size } = value(await put(o, '现场.dat', film))
  expect([mediaType, size]).toEqual(['video/mp4', film.length])
  const kept = Buffer.from((await o.store.file(digest))!.bytes)
  expect([kept.includes('31.2304'), kept.includes('pictures')]).toEqual([false, true])
  expect(await put(o, '现场.mp4', film.subarray(0, film.length - 2))).toMatchObject({ ok: false, refusal: { code: 'file-refused', zh: expect.stringMatching(/现场\.mp4.*不完整.*没有保存.*重新导出/) } })
})
