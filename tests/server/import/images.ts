import { crc32, deflateSync } from 'node:zlib'

const be16 = (value: number): Buffer => Buffer.from([value >> 8, value & 255])
const segment = (marker: number, data: Buffer): Buffer => Buffer.concat([Buffer.from([0xff, marker]), be16(data.length + 2), data])

/** An EXIF block, big-endian: make, orientation, GPS 31°48′N 117°13′30″E, and a thumbnail. */
export const exif = (options: { orientation?: number; gps?: boolean; thumbnail?: boolean } = {}): Buffer => {
  const entry = (tag: number, type: number, count: number, value: Buffer) => Buffer.concat([be16(tag), be16(type), u32(count), Buffer.concat([value, Buffer.alloc(4)]).subarray(0, 4)])
  const u32 = (value: number): Buffer => {
    const bytes = Buffer.alloc(4)
    bytes.writeUInt32BE(value)
    return bytes
  }
  const rational = (...values: number[]) => Buffer.concat(values.flatMap((value) => [u32(value), u32(1)]))
  const count = 2 + (options.gps ? 1 : 0)
  const ifd0 = 8
  const make = ifd0 + 2 + count * 12 + 4
  const gps = make + 8
  const gpsData = gps + 2 + 4 * 12 + 4
  const ifd1 = options.gps ? gpsData + 48 : gps
  const thumbnail = tinyJpeg()
  const parts = [
    Buffer.from('MM\0*'), u32(ifd0), be16(count),
    entry(0x010f, 2, 7, u32(make)), entry(0x0112, 3, 1, be16(options.orientation ?? 1)),
    ...(options.gps ? [entry(0x8825, 4, 1, u32(gps))] : []), u32(options.thumbnail ? ifd1 : 0), Buffer.from('HUAWEI\0\0'),
  ]
  if (options.gps)
    parts.push(be16(4), entry(1, 2, 2, Buffer.from('N\0')), entry(2, 5, 3, u32(gpsData)), entry(3, 2, 2, Buffer.from('E\0')), entry(4, 5, 3, u32(gpsData + 24)), u32(0), rational(31, 48, 0), rational(117, 13, 30))
  if (options.thumbnail)
    parts.push(be16(3), entry(0x0103, 3, 1, be16(6)), entry(0x0201, 4, 1, u32(ifd1 + 2 + 36 + 4)), entry(0x0202, 4, 1, u32(thumbnail.length)), u32(0), thumbnail)
  return Buffer.concat(parts)
}

/** A complete 8×8 grey JPEG. */
export const tinyJpeg = (...extra: Buffer[]): Buffer =>
  Buffer.concat([
    Buffer.from([0xff, 0xd8]),
    segment(0xe0, Buffer.from('4a46494600010100000100010000', 'hex')),
    ...extra,
    segment(0xdb, Buffer.concat([Buffer.from([0]), Buffer.alloc(64, 1)])),
    segment(0xc0, Buffer.from('0800080008010111 00'.replace(' ', ''), 'hex')),
    segment(0xc4, Buffer.concat([Buffer.from([0x00, 0, 1]), Buffer.alloc(14), Buffer.from([0])])),
    segment(0xc4, Buffer.concat([Buffer.from([0x10, 0, 1]), Buffer.alloc(14), Buffer.from([0])])),
    segment(0xda, Buffer.from('010100003f00', 'hex')),
    Buffer.from([0x3f, 0xff, 0xd9]),
  ])

/** A JPEG with EXIF, XMP, IPTC and a comment. */
export const fullJpeg = (options: Parameters<typeof exif>[0] = {}): Buffer =>
  tinyJpeg(
    segment(0xe1, Buffer.concat([Buffer.from('Exif\0\0'), exif(options)])),
    segment(0xe1, Buffer.from('http://ns.adobe.com/xap/1.0/\0<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description xmlns:dc="http://purl.org/dc/elements/1.1/" dc:creator="张伟"/></rdf:RDF></x:xmpmeta>')),
    segment(0xfe, Buffer.from('内部资料')),
  )

const chunk = (name: string, data: Buffer): Buffer => {
  const body = Buffer.concat([Buffer.from(name, 'latin1'), data])
  const length = Buffer.alloc(4)
  length.writeUInt32BE(data.length)
  const sum = Buffer.alloc(4)
  sum.writeUInt32BE(crc32(body))
  return Buffer.concat([length, body, sum])
}

/** A PNG of the given size (the pixel data is that of one pixel) with further chunks before IDAT. */
export const png = (width = 1, height = 1, extra: readonly (readonly [string, Buffer])[] = []): Buffer => {
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header.set([8, 0, 0, 0, 0], 8)
  return Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), chunk('IHDR', header), ...extra.map(([name, data]) => chunk(name, data)), chunk('IDAT', deflateSync(Buffer.from([0, 128]))), chunk('IEND', Buffer.alloc(0))])
}

/** An extended WebP with a VP8L picture of 1×1, EXIF and XMP chunks. */
export const webp = (): Buffer => {
  const riff = (name: string, data: Buffer) => {
    const length = Buffer.alloc(4)
    length.writeUInt32LE(data.length)
    return Buffer.concat([Buffer.from(name), length, data, Buffer.alloc(data.length % 2)])
  }
  const body = Buffer.concat([
    Buffer.from('WEBP'),
    riff('VP8X', Buffer.from([0x0c, 0, 0, 0, 0, 0, 0, 0, 0, 0])),
    riff('VP8L', Buffer.from('2f00000000071011 11881888 08 00'.replace(/ /g, ''), 'hex')),
    riff('EXIF', Buffer.concat([Buffer.from('Exif\0\0'), exif({ gps: true })])),
    riff('XMP ', Buffer.from('<x:xmpmeta>secret</x:xmpmeta>')),
  ])
  const length = Buffer.alloc(4)
  length.writeUInt32LE(body.length)
  return Buffer.concat([Buffer.from('RIFF'), length, body])
}
