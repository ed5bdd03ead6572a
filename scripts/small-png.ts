import { crc32, deflateSync, inflateSync } from 'node:zlib'

const signature = Buffer.from('89504e470d0a1a0a', 'hex')

type Picture = { width: number; height: number; pixels: Buffer }

/**
 * The same picture with at most 256 colours, about half as large: for pictures of screens, which have few colours and
 * many shades at the edges of letters. Takes the 8-bit RGB and RGBA that Chromium writes; anything else comes back unchanged.
 */
export function smallPng(png: Buffer): Buffer {
  const picture = decode(png)
  if (!picture) return png
  const { palette, indices } = paint(picture)
  const small = encode(picture, palette, indices)
  return small.length < png.length ? small : png
}

function* chunks(png: Buffer): Generator<{ type: string; data: Buffer }> {
  for (let at = signature.length; at < png.length; ) {
    const size = png.readUInt32BE(at)
    yield { type: png.toString('latin1', at + 4, at + 8), data: png.subarray(at + 8, at + 8 + size) }
    at += 12 + size
  }
}

/** Three bytes a pixel. */
function decode(png: Buffer): Picture | null {
  const all = [...chunks(png)]
  const head = all[0]!.data
  const [depth, colour, interlaced] = [head[8], head[9], head[12]]
  if (depth !== 8 || (colour !== 2 && colour !== 6) || interlaced !== 0) return null
  const width = head.readUInt32BE(0)
  const height = head.readUInt32BE(4)
  const bytes = colour === 6 ? 4 : 3
  const raw = inflateSync(Buffer.concat(all.filter(chunk => chunk.type === 'IDAT').map(chunk => chunk.data)))
  const lines = unfilter(raw, width * bytes, height, bytes)
  const pixels = Buffer.alloc(width * height * 3)
  for (let i = 0; i < width * height; i++) lines.copy(pixels, i * 3, i * bytes, i * bytes + 3)
  return { width, height, pixels }
}

/** Undoes the five filters of the PNG specification, section 9. */
function unfilter(raw: Buffer, stride: number, height: number, bytes: number): Buffer {
  const out = Buffer.alloc(stride * height)
  for (let y = 0; y < height; y++) {
    const filter = raw[y * (stride + 1)]!
    for (let x = 0; x < stride; x++) {
      const at = y * stride + x
      const left = x >= bytes ? out[at - bytes]! : 0
      const up = y > 0 ? out[at - stride]! : 0
      const corner = x >= bytes && y > 0 ? out[at - stride - bytes]! : 0
      const guess = [0, left, up, (left + up) >> 1, paeth(left, up, corner)][filter]!
      out[at] = raw[y * (stride + 1) + 1 + x]! + guess
    }
  }
  return out
}

function paeth(left: number, up: number, corner: number): number {
  const p = left + up - corner
  const [a, b, c] = [Math.abs(p - left), Math.abs(p - up), Math.abs(p - corner)]
  return a <= b && a <= c ? left : b <= c ? up : corner
}

/** The 256 most frequent shades, one of each cube of 8×8×8; every other shade takes the nearest of them. */
function paint({ pixels }: Picture): { palette: number[]; indices: Buffer } {
  const counts = new Map<number, number>()
  const colour = (i: number) => (pixels[i]! << 16) | (pixels[i + 1]! << 8) | pixels[i + 2]!
  for (let i = 0; i < pixels.length; i += 3) counts.set(colour(i), (counts.get(colour(i)) ?? 0) + 1)
  const coarse = new Map<number, { shade: number; count: number }>()
  for (const [shade, count] of counts) {
    const step = shade & 0xf8f8f8
    const known = coarse.get(step)
    if (!known) coarse.set(step, { shade, count })
    else {
      if (count > (counts.get(known.shade) ?? 0)) known.shade = shade
      known.count += count
    }
  }
  const palette = [...coarse.values()].sort((a, b) => b.count - a.count).slice(0, 256).map(({ shade }) => shade)
  const nearest = new Map<number, number>(palette.map((shade, index) => [shade, index]))
  const indices = Buffer.alloc(pixels.length / 3)
  for (let i = 0; i < pixels.length; i += 3) {
    const shade = colour(i)
    let index = nearest.get(shade)
    if (index === undefined) {
      index = closest(palette, shade)
      nearest.set(shade, index)
    }
    indices[i / 3] = index
  }
  return { palette, indices }
}

function closest(palette: readonly number[], shade: number): number {
  const distance = (other: number) => ((other >> 16) - (shade >> 16)) ** 2 + (((other >> 8) & 255) - ((shade >> 8) & 255)) ** 2 + ((other & 255) - (shade & 255)) ** 2
  let best = 0
  for (let i = 1; i < palette.length; i++) if (distance(palette[i]!) < distance(palette[best]!)) best = i
  return best
}

function encode({ width, height }: Picture, palette: readonly number[], indices: Buffer): Buffer {
  const head = Buffer.alloc(13)
  head.writeUInt32BE(width, 0)
  head.writeUInt32BE(height, 4)
  head.set([8, 3, 0, 0, 0], 8)
  const lines = Buffer.alloc((width + 1) * height)
  for (let y = 0; y < height; y++) indices.copy(lines, y * (width + 1) + 1, y * width, (y + 1) * width)
  const colours = Buffer.from(palette.flatMap(shade => [shade >> 16, (shade >> 8) & 255, shade & 255]))
  return Buffer.concat([signature, chunk('IHDR', head), chunk('PLTE', colours), chunk('IDAT', deflateSync(lines, { level: 9 })), chunk('IEND', Buffer.alloc(0))])
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const out = Buffer.alloc(body.length + 8)
  out.writeUInt32BE(data.length, 0)
  body.copy(out, 4)
  out.writeUInt32BE(crc32(body), body.length + 4)
  return out
}
