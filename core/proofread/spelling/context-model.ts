import { firstCharacterId } from './alphabet.ts'

/** Numbers per row of the context model. */
export const width = 32
/** Rows of one table of single characters. */
const characterRows = 4096
const nearOffsets = [-4, -3, -2, -1, 1, 2, 3, 4] as const
/** Rows shared by pairs of characters at fixed places, and by pairs anywhere around. */
const pairRows = 65536
const bagPairRows = 32768
/** How far the loose context reaches to either side, in characters. */
const reach = 24

const bagFrom = nearOffsets.length * characterRows
const pairFrom = bagFrom + characterRows
const bagPairFrom = pairFrom + pairRows
/** Rows on the input side. */
export const inputRows = bagPairFrom + bagPairRows
/** Rows on the output side: one per identifier. */
export const outputRows = characterRows

/**
 * Predicts which character of a set of look-alikes stands in a gap from what stands around it, up to 24 characters to
 * either side: a sum of rows chosen by the context, multiplied with the row of the character. It sees the subject of a
 * sentence, which an n-gram does not. Values are whole numbers × `scale`.
 */
export type ContextModel = {
  readonly input: Int8Array
  readonly output: Int8Array
  readonly bias: Int8Array
  readonly inputScale: number
  readonly outputScale: number
  readonly biasScale: number
}

/** Most rows one context can choose. */
export const mostRows = nearOffsets.length + 5 + 4 * reach

/** The rows the surroundings of a gap choose: the first `loose` of them count fully, the others share one vote. */
export type ContextRows = { readonly rows: Int32Array; near: number; count: number }

/** Collects the rows for the gap at `at` (`length` positions wide) of a sentence of identifiers without its end marks. */
export function contextRows(ids: ArrayLike<number>, n: number, at: number, gap: number, out: ContextRows): void {
  const end = at + gap - 1
  const idAt = (offset: number): number => {
    const place = offset < 0 ? at + offset : end + offset
    return place < -1 || place > n ? 0 : place === -1 ? 1 : place === n ? 2 : ids[place]! & (characterRows - 1)
  }
  let used = 0
  nearOffsets.forEach((offset, table) => { out.rows[used++] = table * characterRows + idAt(offset) })
  const pair = (salt: number, a: number, b: number): void => {
    out.rows[used++] = pairFrom + (mix(salt, a, b) & (pairRows - 1))
  }
  pair(1, idAt(-2), idAt(-1))
  pair(2, idAt(1), idAt(2))
  pair(3, idAt(-1), idAt(1))
  pair(4, idAt(-3), idAt(-2))
  pair(5, idAt(2), idAt(3))
  out.near = used
  for (let place = Math.max(0, at - reach); place < Math.min(n, end + reach + 1); place++) {
    if (place >= at && place <= end) continue
    const id = ids[place]!
    if (id < firstCharacterId) continue
    if (place < at - 4 || place > end + 4) out.rows[used++] = bagFrom + (id & (characterRows - 1))
    if (place + 1 < n && place + 1 !== at && ids[place + 1]! >= firstCharacterId) {
      out.rows[used++] = bagPairFrom + (mix(6, id, ids[place + 1]!) & (bagPairRows - 1))
    }
  }
  out.count = used
}

/** An empty holder for `contextRows`. */
export function emptyRows(): ContextRows {
  return { rows: new Int32Array(mostRows + 8), near: 0, count: 0 }
}

/** Weight of each loose row: together they count like a few near ones. */
export function looseWeight(rows: ContextRows): number {
  return 2 / Math.sqrt(Math.max(1, rows.count - rows.near))
}

/** The sum of the chosen rows. */
export function contextVector(model: ContextModel, rows: ContextRows, out: Float32Array): void {
  out.fill(0)
  const loose = looseWeight(rows)
  for (let r = 0; r < rows.count; r++) {
    const from = rows.rows[r]! * width
    const weight = (r < rows.near ? 1 : loose) * model.inputScale
    for (let k = 0; k < width; k++) out[k]! += weight * model.input[from + k]!
  }
}

/** How well a character fits a context; only differences between characters mean something (log odds). */
export function fit(model: ContextModel, context: Float32Array, id: number): number {
  const from = (id & (characterRows - 1)) * width
  let sum = 0
  for (let k = 0; k < width; k++) sum += context[k]! * model.output[from + k]!
  return sum * model.outputScale + model.bias[id & (characterRows - 1)]! * model.biasScale
}

function mix(salt: number, a: number, b: number): number {
  let h = Math.imul(a + Math.imul(salt, 0x9e3779b1), 0x85ebca6b)
  h = Math.imul(h ^ (h >>> 15) ^ b, 0xc2b2ae35)
  h ^= h >>> 13
  return (h ^ (h >>> 16)) >>> 0
}
