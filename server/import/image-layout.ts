import { RefusedFile } from './file-refusal.ts'

/** A stretch of an image file: a JPEG marker segment, a PNG or RIFF chunk. `name` is the marker in hex or the chunk's four letters. */
export type Segment = { name: string; start: number; end: number; dataStart: number; dataEnd: number }

/** How a picture is put together. `end` is where the picture ends; bytes behind it belong to nothing. */
export type ImageLayout = { kind: 'jpeg' | 'png' | 'webp'; width: number; height: number; segments: Segment[]; end: number }

const ascii = (bytes: Uint8Array, start: number, length: number): string => String.fromCharCode(...bytes.subarray(start, start + length))
const u16 = (bytes: Uint8Array, at: number): number => ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0)
const u32 = (bytes: Uint8Array, at: number): number => u16(bytes, at) * 65536 + u16(bytes, at + 2)
const u32le = (bytes: Uint8Array, at: number): number => (bytes[at] ?? 0) + (bytes[at + 1] ?? 0) * 256 + (bytes[at + 2] ?? 0) * 65536 + (bytes[at + 3] ?? 0) * 16777216
const u24le = (bytes: Uint8Array, at: number): number => u32le(bytes, at) % 16777216

/** Walks JPEG, PNG or WebP bytes without decoding a pixel; undefined for other kinds. Throws `RefusedFile('damaged')` on a broken file. */
export const layoutOf = (bytes: Uint8Array): ImageLayout | undefined => {
  if (bytes[0] === 0xff && bytes[1] === 0xd8 && bytes[2] === 0xff) return jpeg(bytes)
  if (u32(bytes, 0) === 0x89504e47 && u32(bytes, 4) === 0x0d0a1a0a) return png(bytes)
  if (ascii(bytes, 0, 4) === 'RIFF' && ascii(bytes, 8, 4) === 'WEBP') return webp(bytes)
  return undefined
}

const damaged = (): never => {
  throw new RefusedFile('damaged')
}

const jpeg = (bytes: Uint8Array): ImageLayout => {
  const layout: ImageLayout = { kind: 'jpeg', width: 0, height: 0, segments: [], end: 0 }
  let at = 2
  while (at < bytes.length) {
    const start = at
    if (bytes[at] !== 0xff) return damaged()
    while (bytes[at] === 0xff) at++
    const marker = bytes[at++] ?? 0
    if (marker === 0xd9) {
      layout.end = at
      if (layout.width === 0) return damaged()
      return layout
    }
    const length = u16(bytes, at)
    const dataEnd = at + length
    if (length < 2 || dataEnd > bytes.length) return damaged()
    // SOF0…SOF15 without DHT, JPG and DAC hold the size
    if (marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc) {
      layout.height = u16(bytes, at + 3)
      layout.width = u16(bytes, at + 5)
    }
    let end = dataEnd
    if (marker === 0xda) end = endOfScan(bytes, dataEnd)
    layout.segments.push({ name: marker.toString(16), start, end, dataStart: at + 2, dataEnd })
    at = end
  }
  return damaged()
}

/** Entropy-coded data runs until a marker that is neither a stuffed zero nor a restart. */
const endOfScan = (bytes: Uint8Array, from: number): number => {
  let at = from
  for (;;) {
    at = bytes.indexOf(0xff, at)
    if (at < 0 || at + 1 >= bytes.length) return damaged()
    const next = bytes[at + 1] ?? 0
    if (next !== 0 && next !== 0xff && !(next >= 0xd0 && next <= 0xd7)) return at
    at += next === 0xff ? 1 : 2
  }
}

const png = (bytes: Uint8Array): ImageLayout => {
  const layout: ImageLayout = { kind: 'png', width: u32(bytes, 16), height: u32(bytes, 20), segments: [], end: 0 }
  let at = 8
  while (at + 12 <= bytes.length) {
    const length = u32(bytes, at)
    const name = ascii(bytes, at + 4, 4)
    const end = at + 12 + length
    if (end > bytes.length || (layout.segments.length === 0 && name !== 'IHDR')) return damaged()
    layout.segments.push({ name, start: at, end, dataStart: at + 8, dataEnd: at + 8 + length })
    at = end
    if (name === 'IEND') {
      layout.end = end
      return layout
    }
  }
  return damaged()
}

const webp = (bytes: Uint8Array): ImageLayout => {
  const layout: ImageLayout = { kind: 'webp', width: 0, height: 0, segments: [], end: 8 + u32le(bytes, 4) }
  if (layout.end > bytes.length) return damaged()
  let at = 12
  while (at + 8 <= layout.end) {
    const length = u32le(bytes, at + 4)
    const name = ascii(bytes, at, 4)
    const data = at + 8
    const end = data + length + (length % 2)
    if (data + length > layout.end) return damaged()
    if (name === 'VP8X') [layout.width, layout.height] = [u24le(bytes, data + 4) + 1, u24le(bytes, data + 7) + 1]
    if (name === 'VP8 ' && layout.width === 0) [layout.width, layout.height] = [u16le(bytes, data + 6) & 0x3fff, u16le(bytes, data + 8) & 0x3fff]
    if (name === 'VP8L' && layout.width === 0) {
      const bits = u32le(bytes, data + 1)
      ;[layout.width, layout.height] = [(bits & 0x3fff) + 1, ((bits >>> 14) & 0x3fff) + 1]
    }
    layout.segments.push({ name, start: at, end: Math.min(end, layout.end), dataStart: data, dataEnd: data + length })
    at = end
  }
  if (layout.width === 0) return damaged()
  return layout
}

const u16le = (bytes: Uint8Array, at: number): number => (bytes[at] ?? 0) | ((bytes[at + 1] ?? 0) << 8)
