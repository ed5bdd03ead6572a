import { createChecker } from '#core/proofread/spelling/check'
import type { SpellingModel, Thresholds } from '#core/proofread/spelling/format'
import type { Judge } from '#core/proofread/spelling/judge'
import { editLessons, moveLessons } from '#core/proofread/spelling/train'
import type { Pair, Trained } from '#core/proofread/spelling/train'
import { shippedJudgeTraining, trainJudge } from '#core/proofread/spelling/train-judge'
import type { Lesson } from '#core/proofread/spelling/train-judge'

/**
 * The thresholds that ship. The calibration below proposes them; `standard` lies a little lower than proposed, where the
 * ECSpell sets gain most for the alarms it costs.
 */
export const shippedThresholds: Thresholds = { strict: 3.4, standard: 1, sensitive: -0.6 }
/** The threshold for doubled characters that ships, likewise: above the proposal, since 深深 and 代代 are words. */
export const shippedMoveThreshold = 2.8

/** False alarms per 10,000 characters of held-back reports each setting is calibrated to. */
export const calibration: Thresholds = { strict: 0.45, standard: 1.4, sensitive: 4 }

/** Alarms for swapped and doubled characters allowed on top, per 10,000 characters. */
const moveAlarms = 0.25

/** A document of the held-back text. */
export type Document = readonly string[]

/** Weight of a clean sentence of held-back text against a sentence of the lessons. */
const cleanWeight = 1

/** No judge yet: every edit has even odds. */
export const noJudge: Judge = { roots: new Uint32Array(0), feature: new Uint8Array(0), value: new Float32Array(0), right: new Uint32Array(0) }

/** Lessons of the clean documents: nothing in them is to be changed. */
export function cleanLessons(trained: Trained, documents: readonly Document[]): Lesson[] {
  return editLessons(trained, documents.flat().map((line) => [line, line] as const), cleanWeight)
}

/**
 * Trains both judges and calibrates the thresholds. The clean documents are halved: thresholds for one half are found
 * with judges that learned from the other, and the mean of the two is kept with judges that learned from both.
 */
export function makeJudges(trained: Trained, pairs: readonly Pair[], documents: readonly Document[], origin: string): SpellingModel {
  const lessons = editLessons(trained, pairs)
  const halves = [0, 1].map((half) => documents.filter((_, i) => i % 2 === half)) as [Document[], Document[]]
  const clean = halves.map((half) => cleanLessons(trained, half)) as [Lesson[], Lesson[]]
  const slips = halves.map((half, i) => moveLessons(trained, half.flat(), i + 1)) as [Lesson[], Lesson[]]
  const modelOf = (edits: readonly Lesson[], moves: readonly Lesson[]): SpellingModel => ({
    ...trained, origin, judge: trainJudge(edits, shippedJudgeTraining), moveJudge: trainJudge(moves, { ...shippedJudgeTraining, trees: 80, depth: 4 }),
    thresholds: { strict: 0, standard: 0, sensitive: -2 }, moveThreshold: 40,
  })
  const found = ([0, 1] as const).map((half) => {
    const other = half === 0 ? 1 : 0
    const model = modelOf([...lessons, ...clean[other]], slips[other])
    return { thresholds: thresholdsFor(model, halves[half]), moveThreshold: moveThresholdFor(model, halves[half]) }
  })
  const mean = (of: (one: (typeof found)[number]) => number): number => (of(found[0]!) + of(found[1]!)) / 2
  return {
    ...modelOf([...lessons, ...clean[0], ...clean[1]], [...slips[0], ...slips[1]]),
    thresholds: {
      strict: mean((one) => one.thresholds.strict), standard: mean((one) => one.thresholds.standard), sensitive: mean((one) => one.thresholds.sensitive),
    },
    moveThreshold: mean((one) => one.moveThreshold),
  }
}

/** Log odds above which a checker raises no more than the calibrated number of alarms in clean documents. */
export function thresholdsFor(model: SpellingModel, documents: readonly Document[]): Thresholds {
  const odds = alarms(model, documents)
  const size = documents.flat().reduce((sum, line) => sum + line.length, 0)
  const at = (perTenThousand: number): number => odds[Math.floor((perTenThousand * size) / 10_000)] ?? -2
  return { strict: at(calibration.strict), standard: at(calibration.standard), sensitive: at(calibration.sensitive) }
}

function moveThresholdFor(model: SpellingModel, documents: readonly Document[]): number {
  const open: SpellingModel = { ...model, moveThreshold: -3, thresholds: { strict: -3, standard: -3, sensitive: -3 } }
  const odds = alarms(open, documents, ['spelling.swapped', 'spelling.doubled'])
  const size = documents.flat().reduce((sum, line) => sum + line.length, 0)
  return Math.max(0, odds[Math.floor((moveAlarms * size) / 10_000)] ?? 0)
}

/** Log odds of all findings in clean documents, highest first. */
function alarms(model: SpellingModel, documents: readonly Document[], rules?: readonly string[]): number[] {
  const checker = createChecker(model)
  return documents.flatMap((document) => checker.check(document.join('\n'), { sensitivity: 'sensitive' }))
    .filter((finding) => rules === undefined || rules.includes(finding.rule))
    .map(({ confidence }) => Math.log(Math.max(confidence, 0.0005) / Math.max(1 - confidence, 0.0005))).sort((a, b) => b - a)
}
