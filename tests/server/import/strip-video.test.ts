import fc from 'fast-check'
import { expect, test } from 'vitest'
import { boxesIn } from '#server/import/boxes'
import { mediaTypeOf } from '#server/import/file-type'
import { stripVideo } from '#server/import/strip-video'
import '#tests/property-seed'

const n32 = (...values: number[]): Buffer => {
  const out = Buffer.alloc(values.length * 4)
  values.forEach((value, i) => out.writeUInt32BE(value >>> 0, i * 4))
  return out
}
const box = (name: string, ...content: (Buffer | string)[]): Buffer => {
  const inside = Buffer.concat(content.map(one => (typeof one === 'string' ? Buffer.from(one, 'latin1') : one)))
  return Buffer.concat([n32(inside.length + 8), Buffer.from(name, 'latin1'), inside])
}
const date = 0xe5_00_00_01
const track = (handler: string, samples: { sizes: number[]; perChunk: number; chunks: number[] }, wide: boolean, ...more: Buffer[]): Buffer =>
  box(
    'trak',
    box('tkhd', n32(7, date, date, 1), 'rest'),
    box(
      'mdia',
      wide ? box('mdhd', n32(0x01_00_00_00, 0, date, 0, date), 'rest') : box('mdhd', n32(0, date, date), 'rest'),
      box('hdlr', n32(0, 0), handler, n32(0, 0, 0)),
      box(
        'minf',
        box(
          'stbl',
          box('stsz', n32(0, 0, samples.sizes.length, ...samples.sizes)),
          box('stsc', n32(0, 1, 1, samples.perChunk, 1)),
          wide ? box('co64', n32(0, samples.chunks.length, ...samples.chunks.flatMap(at => [0, at]))) : box('stco', n32(0, samples.chunks.length, ...samples.chunks)),
        ),
      ),
    ),
    ...more,
  )

/** A film of a telephone: pictures, the place in three ways, and a track of its movements whose samples lie between the pictures. */
function film({ wide = false } = {}): Buffer {
  const head = box('ftyp', 'isom', n32(0), 'isom')
  const data = box('mdat', 'PICTURE1', 'GPS+31.2', 'TRACK', 'PICTURE2', 'GPS+31.3')
  const at = (text: string) => head.length + data.indexOf(text)
  const moov = box(
    'moov',
    box('mvhd', n32(0, date, date, 600), 'rest'),
    track('vide', { sizes: [8, 8], perChunk: 1, chunks: [at('PICTURE1'), at('PICTURE2')] }, wide),
    track('meta', { sizes: [8, 5, 8], perChunk: 2, chunks: [at('GPS+31.2'), at('GPS+31.3')] }, wide),
    box('udta', box('\xa9xyz', n32(0x00_12_15_c7), '+31.2304+121.4737/'), box('loci', 'somewhere')),
    box('meta', box('keys', 'com.apple.quicktime.location.ISO6709'), box('ilst', '+31.2304+121.4737/')),
  )
  return Buffer.concat([head, data, moov, box('uuid', 'xmp: +31.2304')])
}
const stripped = (bytes: Buffer): Buffer => {
  const done = stripVideo(bytes)
  if (!done.ok) throw new Error(done.refusal.why)
  return Buffer.from(done.value)
}

for (const wide of [false, true])
  test(`a film loses place, dates and the track of its movements, and keeps every picture where it was${wide ? ' (wide tables)' : ''}`, () => {
    const given = film({ wide })
    const done = stripped(given)
    expect(done.length).toBe(given.length)
    for (const trace of ['31.2', '31.3', 'TRACK', 'xyz', 'loci', 'location', 'uuid', n32(date)]) expect([trace, done.includes(trace)]).toEqual([trace, false])
    for (const text of ['PICTURE1', 'PICTURE2']) expect(done.indexOf(text)).toBe(given.indexOf(text))
    expect(done.subarray(0, 24)).toEqual(given.subarray(0, 24))
    expect(boxesIn(done, 0, done.length).map(({ name }) => name)).toEqual(['ftyp', 'mdat', 'moov', 'free'])
    expect(done.indexOf('vide')).toBe(given.indexOf('vide'))
    expect(stripped(done)).toEqual(done)
  })

test('the kinds of films are told by their bytes', () => {
  expect(mediaTypeOf(film())).toBe('video/mp4')
  expect(mediaTypeOf(box('ftyp', 'qt  ', n32(0)))).toBe('video/quicktime')
  expect(mediaTypeOf(box('ftyp', '3gp5', n32(0)))).toBe('video/3gpp')
  expect(mediaTypeOf(box('moov', box('mvhd')))).toBe('video/quicktime')
  expect(mediaTypeOf(Buffer.from('The wide road is closed.'))).toBe('application/octet-stream')
  expect(mediaTypeOf(box('ftyp', 'heic', n32(0)))).toBe('image/heic')
})

test('a film cut short, or whose tables lead out of it, is refused', () => {
  const whole = film()
  expect(stripVideo(whole.subarray(0, whole.length - 3))).toMatchObject({ ok: false, refusal: { why: 'damaged' } })
  const astray = Buffer.from(whole)
  astray.writeUInt32BE(0x7f_ff_ff_f0, astray.lastIndexOf('stco') + 12)
  expect(stripVideo(astray)).toMatchObject({ ok: false, refusal: { why: 'damaged' } })
})

test('damaged films are stripped or refused, never thrown on', () => {
  const whole = film()
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.nat(whole.length - 1), fc.nat(255)), { maxLength: 12 }), fc.nat(whole.length), (changes, length) => {
      const bytes = Buffer.from(whole.subarray(0, length))
      for (const [at, value] of changes) if (at < length) bytes[at] = value
      expect(typeof stripVideo(bytes).ok).toBe('boolean')
    }),
    { numRuns: 3000 },
  )
})
