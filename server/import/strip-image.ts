import { no, ok, type Result } from '#core/result'
import { refuse, RefusedFile, type FileRefusal } from './file-refusal.ts'
import { layoutOf, type ImageLayout, type Segment } from './image-layout.ts'

/** PNG chunks that draw the picture; all others (text, time, EXIF, unknown) are dropped. */
const pngKept = new Set('IHDR PLTE IDAT IEND tRNS gAMA cHRM sRGB iCCP sBIT bKGD hIST pHYs sPLT acTL fcTL fdAT cICP mDCV cLLI'.split(' '))
const webpKept = new Set(['VP8 ', 'VP8L', 'VP8X', 'ALPH', 'ANIM', 'ANMF', 'ICCP'])

/**
 * A JPEG, PNG or WebP without its metadata: EXIF with GPS and thumbnail, XMP, IPTC, comments, text and time chunks, second
 * pictures, and anything behind the end of the picture. Pixels and colour profile stay byte for byte. The one EXIF value that
 * stays is a JPEG's orientation when it is not upright, for without it the picture would be shown turned. Other kinds and
 * broken files are refused.
 */
export const stripImage = (given: Uint8Array): Result<Uint8Array, FileRefusal> => {
  // slices of a Buffer would share its memory; those of a plain array are copies
  const bytes = new Uint8Array(given.buffer, given.byteOffset, given.length)
  try {
    const layout = layoutOf(bytes)
    if (!layout) return no(refuse('unknown-kind'))
    return ok(layout.kind === 'jpeg' ? stripJpeg(bytes, layout) : layout.kind === 'png' ? stripPng(bytes, layout) : stripWebp(bytes, layout))
  } catch (error) {
    if (error instanceof RefusedFile) return no(refuse(error.why))
    throw error
  }
}

const join = (pieces: readonly Uint8Array[]): Uint8Array => {
  const joined = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.length, 0))
  let at = 0
  for (const piece of pieces) {
    joined.set(piece, at)
    at += piece.length
  }
  return joined
}

const startsWith = (bytes: Uint8Array, segment: Segment, text: string): boolean =>
  [...text].every((character, index) => bytes[segment.dataStart + index] === character.charCodeAt(0))

const stripJpeg = (bytes: Uint8Array, layout: ImageLayout): Uint8Array => {
  const pieces = [bytes.subarray(0, 2)]
  const orientation = jpegOrientation(bytes, layout)
  for (const segment of layout.segments) {
    const marker = Number.parseInt(segment.name, 16)
    if (marker === 0xe0 && startsWith(bytes, segment, 'JFIF\0')) pieces.push(jfifWithoutThumbnail(bytes, segment))
    else if (marker === 0xe2 && startsWith(bytes, segment, 'ICC_PROFILE\0')) pieces.push(bytes.subarray(segment.start, segment.end))
    else if (marker === 0xee && startsWith(bytes, segment, 'Adobe')) pieces.push(bytes.subarray(segment.start, segment.end))
    else if (!(marker >= 0xe0 && marker <= 0xef) && marker !== 0xfe) pieces.push(bytes.subarray(segment.start, segment.end))
  }
  if (orientation > 1) pieces.splice(1, 0, orientationOnly(orientation))
  pieces.push(new Uint8Array([0xff, 0xd9]))
  return join(pieces)
}

const jfifWithoutThumbnail = (bytes: Uint8Array, segment: Segment): Uint8Array => {
  const header = bytes.slice(segment.dataStart, segment.dataStart + 14)
  header[12] = 0
  header[13] = 0
  return join([new Uint8Array([0xff, 0xe0, 0, 16]), header])
}

/** An APP1 segment whose only content is tag 0x0112. */
const orientationOnly = (orientation: number): Uint8Array =>
  new Uint8Array([
    0xff, 0xe1, 0, 34, 0x45, 0x78, 0x69, 0x66, 0, 0, 0x4d, 0x4d, 0, 42, 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0, 0, 0, 0, 0,
  ])

const jpegOrientation = (bytes: Uint8Array, layout: ImageLayout): number => {
  const segment = layout.segments.find((each) => each.name === 'e1' && startsWith(bytes, each, 'Exif\0\0'))
  if (!segment) return 1
  const view = new DataView(bytes.buffer, bytes.byteOffset + segment.dataStart + 6, Math.max(0, segment.dataEnd - segment.dataStart - 6))
  if (view.byteLength < 14) return 1
  const little = view.getUint16(0) === 0x4949
  const directory = view.getUint32(4, little)
  if (directory + 2 > view.byteLength) return 1
  const count = view.getUint16(directory, little)
  for (let index = 0; index < count; index++) {
    const at = directory + 2 + index * 12
    if (at + 12 > view.byteLength) return 1
    if (view.getUint16(at, little) !== 0x0112) continue
    const value = view.getUint16(at + 8, little)
    return value >= 1 && value <= 8 ? value : 1
  }
  return 1
}

const stripPng = (bytes: Uint8Array, layout: ImageLayout): Uint8Array =>
  join([bytes.subarray(0, 8), ...layout.segments.filter((segment) => pngKept.has(segment.name)).map((segment) => bytes.subarray(segment.start, segment.end))])

const stripWebp = (bytes: Uint8Array, layout: ImageLayout): Uint8Array => {
  const chunks = layout.segments
    .filter((segment) => webpKept.has(segment.name))
    .map((segment) => {
      if (segment.name !== 'VP8X') return bytes.subarray(segment.start, segment.end)
      const chunk = bytes.slice(segment.start, segment.end)
      // flags: EXIF 0x08 and XMP 0x04 are gone
      chunk[8] = (chunk[8] ?? 0) & ~0x0c
      return chunk
    })
  const body = join(chunks)
  const head = bytes.slice(0, 12)
  new DataView(head.buffer).setUint32(4, body.length + 4, true)
  return join([head, body])
}
