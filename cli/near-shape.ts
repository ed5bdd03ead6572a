import { chromium } from 'playwright-core'

/** Side of the square every picture is brought to before it is compared, in pixels. */
const side = 12

/** For each character, those that look like it, nearest first. */
export type NearShapes = ReadonlyMap<string, readonly string[]>

/**
 * Finds which of `targets` look like each of `sources`, by drawing them in an installed Chinese font and comparing the
 * pictures: whole against whole (淮 and 准), whole against a part (女 and 好), right part against right part (检 and 险),
 * lower against lower. `most` bounds the list of a character. Needs Chromium; used only when a model is made from scratch.
 */
export async function nearShapes(
  sources: readonly string[], targets: readonly string[], most = 40, executablePath = '/usr/bin/chromium',
): Promise<NearShapes> {
  const browser = await chromium.launch({ executablePath })
  try {
    const page = await browser.newPage()
    const pictures = async (characters: readonly string[]): Promise<Float32Array> =>
      unitPictures(Buffer.from(await page.evaluate(draw, { characters: [...characters], side }), 'base64'))
    return compare(sources, await pictures(sources), targets, await pictures(targets), most)
  } finally {
    await browser.close()
  }
}

/** Runs in the page: five pictures of each character (whole, left, right, upper, lower part) as bytes, base64. */
function draw({ characters, side }: { characters: string[]; side: number }): string {
  const large = 64
  const scope = globalThis as unknown as { OffscreenCanvas: new (w: number, h: number) => OffscreenLike }
  type OffscreenLike = { getContext(kind: '2d', options: object): ContextLike }
  type ContextLike = {
    font: string; textBaseline: string; textAlign: string; fillStyle: string; filter: string; imageSmoothingQuality: string
    fillRect(x: number, y: number, w: number, h: number): void
    fillText(text: string, x: number, y: number): void
    drawImage(from: OffscreenLike, ...box: number[]): void
    getImageData(x: number, y: number, w: number, h: number): { data: Uint8ClampedArray }
  }
  const source = new scope.OffscreenCanvas(large, large)
  const ink = source.getContext('2d', { willReadFrequently: true })
  ink.font = `${large - 4}px "Noto Sans CJK SC"`
  ink.textBaseline = 'middle'
  ink.textAlign = 'center'
  const small = new scope.OffscreenCanvas(side, side)
  const out = small.getContext('2d', { willReadFrequently: true })
  out.imageSmoothingQuality = 'high'
  const boxes = [[0, 0, 1, 1], [0, 0, 0.45, 1], [0.5, 0, 0.5, 1], [0.35, 0, 0.65, 1], [0, 0, 1, 0.45], [0, 0.5, 1, 0.5], [0, 0.35, 1, 0.65]]
  const bytes = new Uint8Array(characters.length * boxes.length * side * side)
  let at = 0
  for (const character of characters) {
    ink.fillStyle = '#fff'
    ink.fillRect(0, 0, large, large)
    ink.fillStyle = '#000'
    ink.fillText(character, large / 2, large / 2 + 2)
    const { data: whole } = ink.getImageData(0, 0, large, large)
    for (const [x, y, w, h] of boxes as [number, number, number, number][]) {
      let [left, right, top, bottom] = [large, 0, large, 0]
      for (let v = Math.floor(y * large); v < (y + h) * large; v++) {
        for (let u = Math.floor(x * large); u < (x + w) * large; u++) {
          if ((whole[(v * large + u) * 4] ?? 255) > 160) continue
          left = Math.min(left, u)
          right = Math.max(right, u + 1)
          top = Math.min(top, v)
          bottom = Math.max(bottom, v + 1)
        }
      }
      out.filter = 'blur(0.5px)'
      out.fillStyle = '#fff'
      out.fillRect(0, 0, side, side)
      if (right > left) out.drawImage(source, left, top, right - left, bottom - top, 0, 0, side, side)
      const { data } = out.getImageData(0, 0, side, side)
      for (let i = 0; i < side * side; i++) bytes[at++] = 255 - (data[i * 4] ?? 255)
    }
  }
  let text = ''
  for (let i = 0; i < bytes.length; i += 8192) text += String.fromCharCode(...bytes.subarray(i, i + 8192))
  return btoa(text)
}

const pictureCount = 7
/** Which picture of the source is compared with which of the target, and the least correlation that counts. */
const comparisons: readonly (readonly [source: number, target: number, least: number])[] = [
  [0, 0, 0.5], ...[1, 2, 3, 4, 5, 6].flatMap((part) => [[0, part, 0.62], [part, 0, 0.62]] as const),
  [2, 2, 0.72], [3, 3, 0.72], [5, 5, 0.8], [6, 6, 0.75],
]

function compare(
  sources: readonly string[], ofSources: Float32Array, targets: readonly string[], ofTargets: Float32Array, most: number,
): NearShapes {
  const size = side * side
  return new Map(sources.map((source, i) => {
    const near: { character: string; excess: number }[] = []
    targets.forEach((character, j) => {
      if (character === source) return
      let excess = 0
      for (const [a, b, least] of comparisons) {
        const p = (i * pictureCount + a) * size
        const q = (j * pictureCount + b) * size
        let dot = 0
        for (let k = 0; k < size; k++) dot += ofSources[p + k]! * ofTargets[q + k]!
        excess = Math.max(excess, (dot - least) / (1 - least))
      }
      if (excess > 0) near.push({ character, excess })
    })
    near.sort((a, b) => b.excess - a.excess || (a.character < b.character ? -1 : 1))
    return [source, near.slice(0, most).map((x) => x.character)]
  }))
}

function unitPictures(bytes: Uint8Array): Float32Array {
  const unit = new Float32Array(bytes.length)
  for (let from = 0; from < bytes.length; from += side * side) centre(bytes, unit, from, side * side)
  return unit
}

/** Subtracts the mean and scales to length one, so that a dot product of two pictures is their correlation. */
function centre(bytes: Uint8Array, unit: Float32Array, from: number, size: number): void {
  let mean = 0
  for (let k = 0; k < size; k++) mean += bytes[from + k]!
  mean /= size
  let square = 0
  for (let k = 0; k < size; k++) {
    unit[from + k] = bytes[from + k]! - mean
    square += unit[from + k]! ** 2
  }
  const scale = square === 0 ? 0 : 1 / Math.sqrt(square)
  for (let k = 0; k < size; k++) unit[from + k]! *= scale
}
