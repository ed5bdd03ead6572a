import { leaf } from './judge.ts'
import type { Judge } from './judge.ts'
import { generator } from './train-context.ts'

/** An edit the judge learns from: its features and whether it was right. */
export type Lesson = { readonly features: Float64Array; readonly right: boolean; readonly weight?: number }

/** How the judge learns. */
export type JudgeTraining = {
  readonly trees: number
  readonly depth: number
  readonly rate: number
  /** Pull of every leaf towards zero, in units of seen uncertainty. */
  readonly restraint: number
  /** Share of the lessons each tree sees. */
  readonly share: number
  readonly seed: number
}

/** The setting the shipped judge is trained with. */
export const shippedJudgeTraining: JudgeTraining = { trees: 200, depth: 5, rate: 0.06, restraint: 4, share: 0.7, seed: 7 }

const bins = 32

/** Trains the judge: gradient boosting of trees on logistic loss, splits on 32 quantiles of each feature. */
export function trainJudge(lessons: readonly Lesson[], options: JudgeTraining): Judge {
  const n = lessons.length
  const width = lessons[0]?.features.length ?? 0
  const cuts = Array.from({ length: width }, (_, k) => cutsOf(Float32Array.from(lessons, (lesson) => lesson.features[k]!)))
  const binned = Array.from({ length: width }, (_, k) => Uint8Array.from(lessons, ({ features }) => binOf(cuts[k]!, features[k]!)))
  const odds = new Float64Array(n)
  const slope = new Float64Array(n)
  const bend = new Float64Array(n)
  const random = generator(options.seed)
  const roots: number[] = []
  const feature: number[] = []
  const value: number[] = []
  const right: number[] = []

  const grow = (members: Int32Array, depth: number): number => {
    const node = feature.length
    const [g, h] = sums(members, slope, bend)
    feature.push(leaf)
    value.push((options.rate * g) / (h + options.restraint))
    right.push(0)
    const split = depth === 0 || members.length < 20 ? undefined : bestSplit(members, binned, cuts, slope, bend, g, h, options.restraint)
    if (split === undefined) return node
    const below = members.filter((i) => binned[split.feature]![i]! <= split.bin)
    const above = members.filter((i) => binned[split.feature]![i]! > split.bin)
    feature[node] = split.feature
    value[node] = cuts[split.feature]![split.bin]!
    grow(below, depth - 1)
    right[node] = grow(above, depth - 1)
    return node
  }

  for (let tree = 0; tree < options.trees; tree++) {
    const members: number[] = []
    for (let i = 0; i < n; i++) {
      const lesson = lessons[i]!
      const p = 1 / (1 + Math.exp(-odds[i]!))
      slope[i] = ((lesson.right ? 1 : 0) - p) * (lesson.weight ?? 1)
      bend[i] = p * (1 - p) * (lesson.weight ?? 1)
      if (random() < options.share) members.push(i)
    }
    const root = grow(Int32Array.from(members), options.depth)
    roots.push(root)
    for (let i = 0; i < n; i++) {
      let node = root
      while (feature[node] !== leaf) node = lessons[i]!.features[feature[node]!]! < value[node]! ? node + 1 : right[node]!
      odds[i]! += value[node]!
    }
  }
  return { roots: Uint32Array.from(roots), feature: Uint8Array.from(feature), value: Float32Array.from(value), right: Uint32Array.from(right) }
}

function sums(members: Int32Array, slope: Float64Array, bend: Float64Array): [number, number] {
  let g = 0
  let h = 0
  for (const i of members) {
    g += slope[i]!
    h += bend[i]!
  }
  return [g, h]
}

function bestSplit(
  members: Int32Array, binned: readonly Uint8Array[], cuts: readonly Float32Array[],
  slope: Float64Array, bend: Float64Array, g: number, h: number, restraint: number,
): { feature: number; bin: number } | undefined {
  let best: { feature: number; bin: number } | undefined
  let most = leastGain
  const slopes = new Float64Array(bins)
  const bends = new Float64Array(bins)
  for (let k = 0; k < binned.length; k++) {
    slopes.fill(0)
    bends.fill(0)
    for (const i of members) {
      const bin = binned[k]![i]!
      slopes[bin]! += slope[i]!
      bends[bin]! += bend[i]!
    }
    let belowG = 0
    let belowH = 0
    for (let bin = 0; bin < cuts[k]!.length; bin++) {
      belowG += slopes[bin]!
      belowH += bends[bin]!
      if (belowH < leastBend || h - belowH < leastBend) continue
      const gain = belowG ** 2 / (belowH + restraint) + (g - belowG) ** 2 / (h - belowH + restraint) - g ** 2 / (h + restraint)
      if (gain > most) {
        most = gain
        best = { feature: k, bin }
      }
    }
  }
  return best
}

const leastGain = 0.5
const leastBend = 2

function cutsOf(values: Float32Array): Float32Array {
  const sorted = values.sort()
  const cuts: number[] = []
  for (let bin = 1; bin < bins; bin++) {
    const cut = sorted[Math.floor((sorted.length * bin) / bins)]!
    if (cuts.length === 0 || cut > cuts[cuts.length - 1]!) cuts.push(cut)
  }
  return Float32Array.from(cuts)
}

function binOf(cuts: Float32Array, value: number): number {
  let bin = 0
  while (bin < cuts.length && value >= cuts[bin]!) bin++
  return bin
}
