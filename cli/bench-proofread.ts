import { existsSync, readFileSync } from 'node:fs'
import { createChecker } from '#core/proofread/spelling/check'
import type { Checker, Sensitivity } from '#core/proofread/spelling/check'
import { loadModel } from '#core/proofread/spelling/format'
import type { SpellingModel } from '#core/proofread/spelling/format'
import { editLessons, moveLessons } from '#core/proofread/spelling/train'
import type { Pair } from '#core/proofread/spelling/train'
import { shippedJudgeTraining, trainJudge } from '#core/proofread/spelling/train-judge'
import type { Lesson } from '#core/proofread/spelling/train-judge'
import { inject, injectedKinds } from './inject-errors.ts'
import { baselines } from './proofread-baselines.ts'
import type { Baseline } from './proofread-baselines.ts'
import { Stop } from './say.ts'
import { readLines, readPairs, splitCorpus } from './spelling-corpus.ts'
import { cleanLessons } from './spelling-judges.ts'
import type { Document } from './spelling-judges.ts'

/** Where the bench finds what it measures on; relative paths are those of the working folder. */
export type BenchOptions = {
  /** The official corpus the shipped model was trained on; its held-back stretches are measured. */
  readonly corpus?: string
  /** Folder with the ECSpell training files `odw.train` and `law.train`. */
  readonly pairs?: string
  readonly model?: string
  /** Prints the table as one JSON line. */
  readonly json?: boolean
}

const sensitivities = ['strict', 'standard', 'sensitive'] as const satisfies readonly Sensitivity[]
const folds = 3

/**
 * Measures the statistical spelling check and prints one table: ECSpell sets by cross-validation (every sentence is judged by a
 * judge that did not learn from it), alarms and injected errors on held-back text (judged by a judge that learned from the
 * other half), speed, loading and memory, and the same files through tools that run offline today.
 */
export async function benchProofread(options: BenchOptions = {}): Promise<Record<string, number | string>> {
  const corpus = options.corpus ?? '../shared/corpus/official-texts.txt.br'
  const pairFiles = ['odw', 'law'].map((name) => [name, `${options.pairs ?? '../shared/eval-dev'}/${name}.train`] as const)
  const absent = [corpus, ...pairFiles.map(([, file]) => file)].filter((file) => !existsSync(file))
  if (absent.length > 0) throw new Stop(`找不到评测用的文件:${absent.join('、')};没有测量。请把语料和 ECSpell 训练集放到这些位置后再试。`)
  const out: Record<string, number | string> = {}
  const before = process.memoryUsage()
  const bytes = readFileSync(options.model ?? shippedModelFile)
  const started = process.cpuUsage()
  const model = loadModel(bytes)
  out['模型文件 MB'] = round(bytes.length / 1e6)
  out['加载 CPU 秒'] = round(cpuSeconds(started))
  const { held } = splitCorpus(readLines([corpus]))
  const sets = pairFiles.map(([name, file]) => [name, readPairs(file)] as const)
  measureSpeed(model, held.reports, before.rss, out)
  crossValidate(model, sets, cleanLessons(model, held.reports), out)
  heldBack(model, sets.flatMap(([, pairs]) => pairs), held.reports, out)
  for (const sensitivity of sensitivities) out[`held-back statutes 误报/万字 ${sensitivity}`] = alarms(createChecker(model), held.statutes, sensitivity)
  for (const baseline of await baselines()) measureBaseline(baseline, sets, held.reports, out)
  print(out, options.json === true)
  return out
}

/** The model file that ships with the program. */
export const shippedModelFile = new URL('../core/proofread/spelling/model.bin', import.meta.url).pathname

function crossValidate(model: SpellingModel, sets: readonly (readonly [string, readonly Pair[]])[], clean: readonly Lesson[], out: Record<string, number | string>): void {
  const part = (pairs: readonly Pair[], fold: number): Pair[] => pairs.filter((_, i) => i % folds === fold)
  const lessons = Array.from({ length: folds }, (_, fold) => editLessons(model, sets.flatMap(([, pairs]) => part(pairs, fold))))
  const corrected = new Map<string, string[][]>()
  for (let fold = 0; fold < folds; fold++) {
    const judge = trainJudge([...lessons.filter((_, i) => i !== fold).flat(), ...clean], shippedJudgeTraining)
    const checker = createChecker({ ...model, judge })
    for (const [name, pairs] of sets) {
      const rows = corrected.get(name) ?? pairs.map(() => [])
      corrected.set(name, rows)
      pairs.forEach(([written], i) => {
        if (i % folds === fold) rows[i] = sensitivities.map((sensitivity) => correct(checker, written, sensitivity))
      })
    }
  }
  for (const [name, pairs] of sets) {
    sensitivities.forEach((sensitivity, k) => score(`ECSpell ${name} ${sensitivity}`, pairs, pairs.map((_, i) => corrected.get(name)?.[i]?.[k] ?? ''), out))
  }
}

/** The text with every finding's first suggestion taken; findings that change the length are left out. */
function correct(checker: Checker, text: string, sensitivity: Sensitivity): string {
  let out = text
  for (const finding of checker.check(text, { sensitivity })) {
    const right = finding.suggestions[0] ?? ''
    if (right.length === finding.end - finding.start) out = out.slice(0, finding.start) + right + out.slice(finding.end)
  }
  return out
}

function score(name: string, pairs: readonly Pair[], corrected: readonly string[], out: Record<string, number | string>): void {
  const n = { right: 0, changed: 0, wrong: 0, clean: 0, touched: 0, charRight: 0, charChanged: 0, charWrong: 0 }
  pairs.forEach(([written, right], i) => {
    const made = corrected[i] ?? written
    if (written === right) n.clean++
    else n.wrong++
    if (made !== written) n.changed++
    if (made !== written && written === right) n.touched++
    if (made === right && written !== right) n.right++
    for (let k = 0; k < written.length; k++) {
      if (written[k] !== right[k]) n.charWrong++
      if (made[k] !== written[k]) n.charChanged++
      if (made[k] !== written[k] && made[k] === right[k]) n.charRight++
    }
  })
  out[`${name} 句 P/R/F1`] = triple(n.right / n.changed, n.right / n.wrong)
  out[`${name} 字 P/R/F1`] = triple(n.charRight / n.charChanged, n.charRight / n.charWrong)
  out[`${name} 无误句被改 %`] = round(100 * n.touched / n.clean)
}

/** Alarms in clean reports and errors found in them, each half judged by a judge that has not seen it. */
function heldBack(model: SpellingModel, pairs: readonly Pair[], documents: readonly Document[], out: Record<string, number | string>): void {
  const lessons = editLessons(model, pairs)
  const sums: Record<string, number> = {}
  const add = (key: string, value: number): void => { sums[key] = (sums[key] ?? 0) + value }
  for (const half of [0, 1]) {
    const mine = documents.filter((_, i) => i % 2 === half)
    const others = documents.filter((_, i) => i % 2 !== half)
    const checker = createChecker({
      ...model, judge: trainJudge([...lessons, ...cleanLessons(model, others)], shippedJudgeTraining),
      moveJudge: trainJudge(moveLessons(model, others.flat(), 2 - half), { ...shippedJudgeTraining, trees: 80, depth: 4 }),
    })
    add('characters', mine.flat().reduce((sum, line) => sum + line.length, 0))
    for (const sensitivity of sensitivities) {
      for (const document of mine) {
        const findings = checker.check(document.join('\n'), { sensitivity })
        const moves = findings.filter(({ rule }) => rule === 'spelling.swapped' || rule === 'spelling.doubled').length
        add(`${sensitivity} moves`, moves)
        add(`${sensitivity} all`, findings.length)
      }
      injectedKinds.forEach((kind, i) => {
        for (const { text, start, end, right } of inject(model, mine.flat(), kind, 100 + i)) {
          const findings = checker.check(text, { sensitivity })
          add(`${kind} made`, sensitivity === 'standard' ? 1 : 0)
          if (findings.some((finding) => finding.start < end && finding.end > start)) add(`${kind} ${sensitivity}`, 1)
          if (findings.some((finding) => kind === 'substitution' && finding.start <= start && finding.end >= end
            && finding.suggestions[0]?.[start - finding.start] === right)) add(`corrected ${sensitivity}`, 1)
        }
      })
    }
  }
  for (const sensitivity of sensitivities) {
    out[`held-back reports 误报/万字 ${sensitivity}`] = round(10_000 * (sums[`${sensitivity} all`] ?? 0) / sums['characters']!)
    out[`held-back reports 其中颠倒与重字 ${sensitivity}`] = round(10_000 * (sums[`${sensitivity} moves`] ?? 0) / sums['characters']!)
    for (const kind of injectedKinds) out[`注入 ${kind} 检出 % ${sensitivity}`] = round(100 * (sums[`${kind} ${sensitivity}`] ?? 0) / sums[`${kind} made`]!)
    out[`注入 substitution 改对 % ${sensitivity}`] = round(100 * (sums[`corrected ${sensitivity}`] ?? 0) / sums['substitution made']!)
  }
}

function alarms(checker: Checker, documents: readonly Document[], sensitivity: Sensitivity): number {
  let found = 0
  let size = 0
  for (const document of documents) {
    found += checker.check(document.join('\n'), { sensitivity }).length
    size += document.join('').length
  }
  return round(10_000 * found / size)
}

function measureSpeed(model: SpellingModel, documents: readonly Document[], restBefore: number, out: Record<string, number | string>): void {
  const text = documents.flat().join('\n')
  createChecker(model).check(text.slice(0, 20_000))
  const started = process.cpuUsage()
  createChecker(model).check(text)
  out['速度 字/CPU秒'] = Math.round(text.length / cpuSeconds(started))
  const document = text.slice(0, 5_500)
  const first = process.cpuUsage()
  const checker = createChecker(model)
  checker.check(document)
  out['5500 字文稿 CPU 毫秒'] = Math.round(1000 * cpuSeconds(first))
  const paragraphs = document.split('\n')
  const times = paragraphs.slice(0, 100).map((paragraph, i) => {
    const begun = performance.now()
    checker.check(document.replace(paragraph, `${paragraph.slice(0, 9)}${i}${paragraph.slice(9)}`))
    return performance.now() - begun
  }).sort((a, b) => a - b)
  out['改一段后复查 p95 毫秒'] = round(times[Math.floor(times.length * 0.95)] ?? 0)
  globalThis.gc?.()
  out['内存增加 MB'] = Math.round((process.memoryUsage().rss - restBefore) / 1e6)
}

function measureBaseline(
  { name, correct: fix }: Baseline, sets: readonly (readonly [string, readonly Pair[]])[], documents: readonly Document[], out: Record<string, number | string>,
): void {
  const han = (written: string, made: string): string => (made.length === written.length ? made : written)
  for (const [set, pairs] of sets) {
    score(`${name} ${set}`, pairs, pairs.map(([written]) => han(written, fix(written))), out)
  }
  const lines = documents.flat()
  const size = lines.reduce((sum, line) => sum + line.length, 0)
  const changed = lines.reduce((sum, line) => sum + differences(line, han(line, fix(line))), 0)
  out[`${name} held-back reports 误报/万字`] = round(10_000 * changed / size)
}

function differences(a: string, b: string): number {
  let count = 0
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i] && /[\u4e00-\u9fff]/.test(a[i] ?? '')) count++
  return count
}

function triple(precision: number, recall: number): string {
  const p = Number.isNaN(precision) ? 0 : precision
  const f = p + recall === 0 ? 0 : 2 * p * recall / (p + recall)
  return [p, recall, f].map((x) => (100 * x).toFixed(1)).join(' / ')
}

function cpuSeconds(since: NodeJS.CpuUsage): number {
  const used = process.cpuUsage(since)
  return (used.user + used.system) / 1e6
}

function round(value: number): number {
  return Math.round(value * 100) / 100
}

function print(rows: Record<string, number | string>, json: boolean): void {
  if (json) process.stdout.write(`${JSON.stringify(rows)}\n`)
  else for (const [name, value] of Object.entries(rows)) process.stdout.write(`${name.padEnd(48)}${value}\n`)
}
