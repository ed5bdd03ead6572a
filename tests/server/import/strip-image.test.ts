import ExifReader from 'exifreader'
import { expect, test } from 'vitest'
import { layoutOf } from '#server/import/image-layout'
import { stripImage } from '#server/import/strip-image'
import { exif, fullJpeg, png, tinyJpeg, webp } from './images.ts'

const stripped = (bytes: Uint8Array): Buffer => {
  const result = stripImage(bytes)
  if (!result.ok) throw new Error(result.refusal.why)
  return Buffer.from(result.value)
}
const tagsOf = (bytes: Uint8Array) => {
  const { file: _file, jfif: _jfif, ...tags } = ExifReader.load(new Uint8Array(bytes).buffer, { expanded: true })
  return tags
}

test('a JPEG loses EXIF, GPS, thumbnail, XMP and comment, and keeps every byte of the picture', () => {
  const full = fullJpeg({ gps: true, thumbnail: true })
  expect(Object.keys(tagsOf(full))).toEqual(expect.arrayContaining(['exif', 'gps', 'Thumbnail']))
  expect(stripped(full)).toEqual(tinyJpeg())
})

test('a JPEG that lies on its side keeps its orientation and nothing else', () => {
  const result = stripped(fullJpeg({ orientation: 6, gps: true }))
  const tags = tagsOf(result)
  expect(Object.keys(tags)).toEqual(['exif'])
  expect(Object.keys(tags.exif ?? {})).toEqual(['Orientation'])
  expect(tags.exif?.Orientation?.value).toBe(6)
})

test('a JPEG keeps its colour profile and Adobe marker, and loses Photoshop blocks and a second picture behind its end', () => {
  const segment = (marker: number, text: string) => Buffer.concat([Buffer.from([0xff, marker, 0, text.length + 2]), Buffer.from(text, 'latin1')])
  const icc = segment(0xe2, 'ICC_PROFILE\0\x01\x01profile')
  const adobe = segment(0xee, 'Adobe\0d\0\0\0\0\x01')
  const source = Buffer.concat([tinyJpeg(icc, adobe, segment(0xed, 'Photoshop 3.0\0secret'), segment(0xe2, 'MPF\0secret')), Buffer.from('secret')])
  expect(stripped(source)).toEqual(tinyJpeg(icc, adobe))
})

test('a PNG loses text, time and EXIF chunks and bytes behind its end', () => {
  const full = Buffer.concat([png(1, 1, [['pHYs', Buffer.alloc(9)], ['tEXt', Buffer.from('Author\0secret')], ['iTXt', Buffer.from('XML:com.adobe.xmp\0\0\0\0\0secret')], ['eXIf', exif({ gps: true })], ['tIME', Buffer.alloc(7)]]), Buffer.from('secret')])
  expect(stripped(full)).toEqual(png(1, 1, [['pHYs', Buffer.alloc(9)]]))
})

test('a WebP loses EXIF and XMP and says so in its header', () => {
  const result = stripped(webp())
  expect(layoutOf(result)?.segments.map((segment) => segment.name)).toEqual(['VP8X', 'VP8L'])
  expect(result[20]).toBe(0)
  expect(result.readUInt32LE(4)).toBe(result.length - 8)
})

test('stripping twice changes nothing more', () => {
  for (const bytes of [fullJpeg({ gps: true, orientation: 3 }), png(), webp()]) expect(stripped(stripped(bytes))).toEqual(stripped(bytes))
})

test('other kinds and broken files are refused', () => {
  expect(stripImage(Buffer.from('GIF89a'))).toMatchObject({ ok: false, refusal: { why: 'unknown-kind' } })
  expect(stripImage(fullJpeg().subarray(0, 300))).toMatchObject({ ok: false, refusal: { why: 'damaged' } })
})

test('ten thousand damaged pictures are stripped or refused, never thrown on', () => {
  let state = 7
  const random = (below: number) => (state = (state * 1103515245 + 12345) % 2147483648) % below
  const sources = [fullJpeg({ gps: true, thumbnail: true, orientation: 6 }), png(3, 3, [['tEXt', Buffer.from('a\0b')]]), webp()]
  let refused = 0
  for (let i = 0; i < 10_000; i++) {
    const bytes = Buffer.from(sources[i % 3] ?? [])
    for (let change = random(6); change >= 0; change--) bytes[random(bytes.length)] = random(256)
    const result = stripImage(random(4) === 0 ? bytes.subarray(0, random(bytes.length)) : bytes)
    if (!result.ok) refused++
  }
  expect(refused).toBeGreaterThan(1000)
})
