import { createChecker } from '#core/proofread/spelling/check'
import { loadModel, saveModel } from '#core/proofread/spelling/format'
import type { SpellingModel, Thresholds } from '#core/proofread/spelling/format'
import type { Judge } from '#core/proofread/spelling/judge'
import { editLessons, moveLessons, recount } from '#core/proofread/spelling/train'
import type { Pair, Trained } from '#core/proofread/spelling/train'
import { shippedJudgeTraining, trainJudge } from '#core/proofread/spelling/train-judge'
import type { JudgeTraining, Lesson } from '#core/proofread/spelling/train-judge'
import { foldsOf, generalDictionary, withoutShared } from './spelling-corpus.ts'
import type { CorpusSplit } from './spelling-corpus.ts'

/**
 * The thresholds that ship. The calibration below proposes 1.79, 0.25 and −1.13; these are higher and give fewer alarms, since the
 * ECSpell sentences lose little by it.
 */
export const shippedThresholds: Thresholds = { strict: 3, standard: 0.8, sensitive: -0.6 }
/** The threshold for doubled characters that ships. */
export const shippedMoveThreshold = 3

/** False alarms per 10,000 characters of held-back reports each setting is calibrated to. */
export const calibration: Thresholds = { strict: 0.45, standard: 1.4, sensitive: 4 }

/** How often each right sentence of the pairs is counted beside the corpus, whose text is mostly older. */
const pairsCount = 2

/** A document of the held-back text. */
export type Document = readonly string[]

/** No judge yet: every edit has even odds. */
export const noJudge: Judge = { roots: new Uint32Array(0), feature: new Uint8Array(0), value: new Float32Array(0), right: new Uint32Array(0) }

/** How the judge of slips learns. */
export const moveJudgeTraining: JudgeTraining = { ...shippedJudgeTraining, trees: 80, depth: 4 }

/** Right sentences of pairs, each as often as it is counted. */
export function rightSentences(pairs: readonly Pair[]): string[] {
  const once = [...new Set(pairs.map(([, right]) => right))]
  return Array.from({ length: pairsCount }, () => once).flat()
}

/** A language part as a saved model gives it back: numbers of the file, not those before they were rounded. */
export function asSaved(trained: Trained): Trained {
  const bytes = saveModel({
    ...trained, origin: '', judge: noJudge, moveJudge: noJudge, moveThreshold: 0, thresholds: { strict: 0, standard: 0, sensitive: 0 },
  })
  const { characters, words, context, table, proposable, confusions } = loadModel(bytes)
  return { characters, words, context, table, proposable, confusions }
}

/** One fold: pairs and clean lines, and a language part that has read neither. */
export type Fold = {
  readonly trained: Trained
  /** The pairs of each set that lie in this fold. */
  readonly sets: readonly (readonly Pair[])[]
  readonly clean: readonly string[]
}

/**
 * Sets the folds up: the language part of each counts the corpus without one slice of the reports and whatever shares ten
 * characters with it, and the right sentences of the pairs of the other folds. Context rows are those of `base`, which
 * have read the slices (not the pairs).
 */
export function crossFit({ training, slices }: CorpusSplit, sets: readonly (readonly Pair[])[], base: Trained): Fold[] {
  const dictionary = generalDictionary()
  const folds = foldsOf(sets.flat()).map((pairs) => new Set(pairs))
  return slices.map((slice, k) => {
    const mine = new Set(slice)
    const text = withoutShared(training.filter((line) => !mine.has(line)), slice)
    const others = sets.flat().filter((pair) => !folds[k]!.has(pair))
    return {
      trained: asSaved(recount(base, [...text, ...rightSentences(others)], dictionary)),
      sets: sets.map((pairs) => pairs.filter((pair) => folds[k]!.has(pair))), clean: slice,
    }
  })
}

/** What the judges learn from one fold. */
export type Lessons = { readonly edits: readonly Lesson[]; readonly moves: readonly Lesson[] }

/** Lessons of a fold: its pairs, its clean lines in which nothing is to be changed, and slips made in these. */
export function lessonsOf({ trained, sets, clean }: Fold, seed: number): Lessons {
  return {
    edits: [...editLessons(trained, sets.flat()), ...cleanLessons(trained, clean)],
    moves: moveLessons(trained, clean, seed, slipsPerLine),
  }
}

const slipsPerLine = 2

/** Lessons of clean lines: nothing in them is to be changed. */
export function cleanLessons(trained: Trained, lines: readonly string[]): Lesson[] {
  return editLessons(trained, lines.map((line) => [line, line] as const))
}

/** Both judges, from the lessons of folds and from clean statutes. */
export function judgesOf(lessons: readonly Lessons[], statutes: readonly Lesson[]): { judge: Judge; moveJudge: Judge } {
  return {
    judge: trainJudge([...lessons.flatMap(({ edits }) => edits), ...statutes], shippedJudgeTraining),
    moveJudge: trainJudge(lessons.flatMap(({ moves }) => moves), moveJudgeTraining),
  }
}

/** Every other held-back statute teaches the judges; the others are measured on. */
export function teachingStatutes({ held }: CorpusSplit): string[] {
  return held.statutes.filter((_, i) => i % 2 === 0).flat()
}

/** Log odds above which a checker raises no more than the calibrated number of alarms in clean documents. */
export function thresholdsFor(model: SpellingModel, documents: readonly Document[]): Thresholds {
  const odds = alarms({ ...model, thresholds: { ...shippedThresholds, sensitive: lowestOdds } }, documents)
  const size = documents.flat().reduce((sum, line) => sum + line.length, 0)
  const at = (perTenThousand: number): number => odds[Math.floor((perTenThousand * size) / 10_000)] ?? lowestOdds
  return { strict: at(calibration.strict), standard: at(calibration.standard), sensitive: at(calibration.sensitive) }
}

const lowestOdds = -2

/** Log odds of all findings in clean documents, highest first. */
function alarms(model: SpellingModel, documents: readonly Document[]): number[] {
  const checker = createChecker(model)
  return documents.flatMap((document) => checker.check(document.join('\n'), { sensitivity: 'sensitive' }))
    .map(({ confidence }) => Math.log(Math.max(confidence, 0.0005) / Math.max(1 - confidence, 0.0005))).sort((a, b) => b - a)
}
