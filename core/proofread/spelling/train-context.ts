import { firstCharacterId, isHan } from './alphabet.ts'
import type { Alphabet } from './alphabet.ts'
import type { CandidateTable } from './candidates.ts'
import { contextRows, emptyRows, inputRows, looseWeight, outputRows, width } from './context-model.ts'
import type { ContextModel } from './context-model.ts'

/** How long and how fast the context model learns. */
export type ContextTraining = {
  readonly epochs: number
  readonly rate: number
  /** Look-alikes set against the true character at each place. */
  readonly rivals: number
  /** Seed of the draws: the same text and seed give the same model. */
  readonly seed: number
}

/** The setting the shipped model is trained with. */
export const shippedContextTraining: ContextTraining = { epochs: 2, rate: 0.12, rivals: 8, seed: 1 }

/**
 * Trains the context model: at every Han character of the text the true one is to be told from look-alikes drawn from
 * the candidate table by how common they are. Gradient descent with one adaptive rate per row.
 */
export function trainContext(
  lines: readonly string[], alphabet: Alphabet, table: CandidateTable, options: ContextTraining, progress?: (share: number) => void,
): ContextModel {
  const random = generator(options.seed)
  const input = new Float32Array(inputRows * width)
  const output = new Float32Array(outputRows * width)
  const bias = new Float32Array(outputRows)
  for (let i = 0; i < output.length; i++) output[i] = (random() - 0.5) * 0.5
  const inputSquares = new Float32Array(inputRows).fill(1e-4)
  const outputSquares = new Float32Array(outputRows).fill(1e-4)
  const draw = rivalDraw(lines, alphabet, table)
  const rows = emptyRows()
  const context = new Float32Array(width)
  const push = new Float32Array(width)
  const set = new Int32Array(options.rivals + 1)
  const score = new Float64Array(options.rivals + 1)
  const order = shuffled(lines.length, random)
  for (let epoch = 0; epoch < options.epochs; epoch++) {
    for (let l = 0; l < order.length; l++) {
      const line = lines[order[l]!]!
      if ((l & 4095) === 0) progress?.((epoch + l / order.length) / options.epochs)
      const rate = options.rate * (1 - 0.9 * (epoch + l / order.length) / options.epochs)
      const ids = Array.from({ length: line.length }, (_, i) => alphabet.idByUnit[line.charCodeAt(i)]!)
      for (let at = 0; at < ids.length; at++) {
        const count = isHan(line[at]) ? draw(line.charCodeAt(at), ids[at]!, set, random) : 0
        if (count < 2) continue
        contextRows(ids, ids.length, at, 1, rows)
        learn(count, rate)
      }
    }
  }
  return quantise(input, output, bias)

  function learn(count: number, rate: number): void {
    const loose = looseWeight(rows)
    context.fill(0)
    for (let r = 0; r < rows.count; r++) {
      const from = rows.rows[r]! * width
      const weight = r < rows.near ? 1 : loose
      for (let k = 0; k < width; k++) context[k]! += weight * input[from + k]!
    }
    let top = -Infinity
    for (let c = 0; c < count; c++) {
      const from = set[c]! * width
      let sum = bias[set[c]!]!
      for (let k = 0; k < width; k++) sum += context[k]! * output[from + k]!
      score[c] = sum
      if (sum > top) top = sum
    }
    let total = 0
    for (let c = 0; c < count; c++) total += score[c] = Math.exp(score[c]! - top)
    if (score[0]! / total > 0.995) return
    push.fill(0)
    for (let c = 0; c < count; c++) {
      const id = set[c]!
      const from = id * width
      const slope = (c === 0 ? 1 : 0) - score[c]! / total
      let square = 0
      for (let k = 0; k < width; k++) {
        push[k]! += slope * output[from + k]!
        square += context[k]! ** 2
      }
      outputSquares[id]! += slope * slope * (square / width)
      const step = rate * slope / Math.sqrt(outputSquares[id]!)
      for (let k = 0; k < width; k++) output[from + k]! += step * context[k]!
      bias[id]! += 0.02 * slope
    }
    let square = 0
    for (let k = 0; k < width; k++) square += push[k]! ** 2
    for (let r = 0; r < rows.count; r++) {
      const row = rows.rows[r]!
      const weight = r < rows.near ? 1 : loose
      inputSquares[row]! += weight * weight * square / width
      const step = rate * weight / Math.sqrt(inputSquares[row]!)
      const from = row * width
      for (let k = 0; k < width; k++) input[from + k]! += step * push[k]!
    }
  }
}

/** Fills `set` with the true identifier and rivals drawn from its candidates in proportion to the square root of their counts. */
function rivalDraw(lines: readonly string[], alphabet: Alphabet, table: CandidateTable) {
  const counts = new Float64Array(8192)
  for (const line of lines) for (let i = 0; i < line.length; i++) counts[alphabet.idByUnit[line.charCodeAt(i)]!]!++
  const sums = new Map<number, Float64Array>()
  return (unit: number, id: number, set: Int32Array, random: () => number): number => {
    const from = table.start[unit]!
    const size = table.start[unit + 1]! - from
    if (size === 0 || id < firstCharacterId) return 0
    let sum = sums.get(unit)
    if (sum === undefined) {
      sum = new Float64Array(size)
      let total = 0
      for (let k = 0; k < size; k++) sum[k] = total += Math.sqrt(counts[table.id[from + k]!]! + 1) * (table.kind[from + k]! < 2 ? 2 : 1)
      sums.set(unit, sum)
    }
    set[0] = id
    let used = 1
    while (used < set.length) {
      const aim = random() * sum[size - 1]!
      let low = 0
      let high = size - 1
      while (low < high) {
        const middle = (low + high) >> 1
        if (sum[middle]! < aim) low = middle + 1
        else high = middle
      }
      const rival = table.id[from + low]!
      if (rival !== id) set[used++] = rival
    }
    return used
  }
}

/** A small seeded generator of numbers in [0, 1) (mulberry32). */
export function generator(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = Math.imul(state ^ (state >>> 15), state | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}

function shuffled(n: number, random: () => number): Int32Array {
  const order = Int32Array.from({ length: n }, (_, i) => i)
  for (let i = n - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1))
    const held = order[i]!
    order[i] = order[j]!
    order[j] = held
  }
  return order
}

function quantise(input: Float32Array, output: Float32Array, bias: Float32Array): ContextModel {
  const [inputScale, outputScale, biasScale] = [scaleOf(input), scaleOf(output), scaleOf(bias)]
  const whole = (values: Float32Array, scale: number): Int8Array =>
    Int8Array.from(values, (v) => Math.max(-127, Math.min(127, Math.round(v / scale))))
  return {
    input: whole(input, inputScale), output: whole(output, outputScale), bias: whole(bias, biasScale), inputScale, outputScale, biasScale,
  }
}

/** One step of the stored numbers: the spread of the values, with room for four times the usual size. */
function scaleOf(values: Float32Array): number {
  let square = 0
  let used = 0
  for (const v of values) if (v !== 0) { square += v * v; used++ }
  return used === 0 ? 1 : Math.sqrt(square / used) * 5 / 127
}
