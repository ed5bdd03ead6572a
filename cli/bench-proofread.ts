import { existsSync, readFileSync } from 'node:fs'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { createProofreader } from '#core/proofread/index'
import { createChecker } from '#core/proofread/spelling/check'
import type { Checker, Sensitivity } from '#core/proofread/spelling/check'
import { loadModel } from '#core/proofread/spelling/format'
import type { SpellingModel } from '#core/proofread/spelling/format'
import type { Pair } from '#core/proofread/spelling/train'
import { labelledRows, precisionRows, ruleRows } from './bench-proofread-rules.ts'
import { tableOf } from './bench-proofread-table.ts'
import type { Row } from './bench-proofread-table.ts'
import { inject, injectedKinds } from './inject-errors.ts'
import type { InjectedKind } from './inject-errors.ts'
import { baselines } from './proofread-baselines.ts'
import type { Baseline } from './proofread-baselines.ts'
import { say, Stop } from './say.ts'
import { readLines, readPairs, splitCorpus } from './spelling-corpus.ts'
import type { CorpusSplit } from './spelling-corpus.ts'
import { cleanLessons, crossFit, judgesOf, lessonsOf, teachingStatutes } from './spelling-judges.ts'
import type { Document } from './spelling-judges.ts'

/** Where the bench finds what it measures on; relative paths are those of the working folder. */
export type BenchOptions = {
  /** Folder with `corpus/official-texts.txt.br`, `eval-dev` (`odw.train`, `law.train`, `labelled.json`) and `samples`. */
  readonly data?: string
  readonly model?: string
  /** Prints the rows as one JSON line. */
  readonly json?: boolean
}

const sensitivities = ['strict', 'standard', 'sensitive'] as const satisfies readonly Sensitivity[]
const settingZh: Record<Sensitivity, string> = { strict: '严格', standard: '标准', sensitive: '敏感' }
const setsZh = { odw: 'ECSpell 公文', law: 'ECSpell 法律' } as const
type SetName = keyof typeof setsZh

/**
 * Measures the whole check against its goals and prints one table with the tools that run offline today on the same files.
 * The ECSpell training files are cross-validated: every sentence is checked by a language part and a judge that have seen
 * neither it nor a sentence that shares ten characters with it. Reports and injected errors are held-back text that no
 * part of the shipped model was trained on; its thresholds were chosen on them.
 */
export async function benchProofread(options: BenchOptions = {}): Promise<Row[]> {
  const folder = options.data ?? '../shared'
  const corpus = `${folder}/corpus/official-texts.txt.br`
  const pairFiles = (['odw', 'law'] as const).map((name) => [name, `${folder}/eval-dev/${name}.train`] as const)
  const absent = [corpus, ...pairFiles.map(([, file]) => file)].filter((file) => !existsSync(file))
  if (absent.length > 0) throw new Stop(`找不到评测用的文件：${absent.join('、')}；没有测量。请把语料和 ECSpell 训练集放到这些位置后再试。`)
  const { model, rows: loading } = loaded(options.model ?? shippedModelFile)
  const split = splitCorpus(readLines([corpus]))
  const sets = pairFiles.map(([name, file]) => [name, readPairs(file)] as const)
  const tools = await baselines(say)
  const rows = [
    ...labelledRows(folder, tools), ...setRows(sets, crossValidated(model, split, sets.map(([, pairs]) => pairs)), tools),
    ...alarmRows(model, split, tools), ...injectedRows(model, split.held.reports.flat(), tools), ...speedRows(model, split.held.reports, tools), ...loading,
    ...precisionRows(folder, [...split.held.reports, ...split.held.statutes]),
  ]
  say(options.json === true ? JSON.stringify(rows) : tableOf(rows, tools.map(({ name }) => name)))
  return rows
}

/** The model file that ships with the program. */
export const shippedModelFile = new URL('../core/proofread/spelling/model.bin', import.meta.url).pathname

/** Loads the model before anything else is in memory. */
function loaded(file: string): { model: SpellingModel; rows: Row[] } {
  setFlagsFromString('--expose-gc')
  const collect = runInNewContext('gc') as () => void
  collect()
  const before = process.memoryUsage().rss
  const bytes = readFileSync(file)
  const started = process.cpuUsage()
  const model = loadModel(bytes)
  const seconds = cpuSeconds(started)
  createChecker(model).check('各级人民政府应当加强对安全生产工作的领导。'.repeat(260))
  collect()
  const grown = (process.memoryUsage().rss - before) / 1e6
  return {
    model, rows: [
      { group: 'G6', name: '内存增加 MB', value: grown, goal: ['≤', 250], note: '加载模型并检查 5500 字之后' },
      { group: 'G6', name: '模型文件 MB', value: bytes.length / 1e6, goal: ['≤', 12] },
      { group: 'G6', name: '加载 CPU 秒', value: seconds, goal: ['≤', 1.5] },
    ],
  }
}

type Corrected = { readonly pair: Pair; readonly made: string }

/** For every set the corrected sentences by setting, each made by a fold that has not seen them. */
function crossValidated(model: SpellingModel, split: CorpusSplit, sets: readonly (readonly Pair[])[]): Record<Sensitivity, Corrected[]>[] {
  const folds = crossFit(split, sets, model)
  const lessons = folds.map((fold, k) => lessonsOf(fold, k + 1))
  const statutes = cleanLessons(folds[0]!.trained, teachingStatutes(split))
  const out = sets.map(() => ({ strict: [] as Corrected[], standard: [] as Corrected[], sensitive: [] as Corrected[] }))
  folds.forEach((fold, k) => {
    const checker = createChecker({ ...model, ...fold.trained, ...judgesOf(lessons.filter((_, i) => i !== k), statutes) })
    fold.sets.forEach((pairs, s) => {
      for (const pair of pairs) for (const sensitivity of sensitivities) out[s]![sensitivity].push({ pair, made: correct(checker, pair[0], sensitivity) })
    })
  })
  return out
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

type Score = { sentence: readonly [p: number, r: number, f: number]; character: readonly [p: number, r: number, f: number]; touched: number }

/** Precision, recall and F1 by sentence and by character, and clean sentences changed; all in percent. */
export function scoreOf(corrected: readonly Corrected[]): Score {
  const n = { right: 0, changed: 0, wrong: 0, clean: 0, touched: 0, charRight: 0, charChanged: 0, charWrong: 0 }
  for (const { pair: [written, right], made } of corrected) {
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
  }
  return { sentence: triple(n.right, n.changed, n.wrong), character: triple(n.charRight, n.charChanged, n.charWrong), touched: 100 * n.touched / Math.max(1, n.clean) }
}

function triple(right: number, made: number, wanted: number): readonly [number, number, number] {
  const [p, r] = [right / Math.max(1, made), right / Math.max(1, wanted)]
  return [100 * p, 100 * r, p + r === 0 ? 0 : 200 * p * r / (p + r)]
}

function setRows(sets: readonly (readonly [SetName, readonly Pair[]])[], corrected: readonly Record<Sensitivity, Corrected[]>[], tools: readonly Baseline[]): Row[] {
  return sets.flatMap(([name, pairs], s) => {
    const theirs = tools.map(({ name: tool, correct: fix }) => [tool, scoreOf(pairs.map((pair) => ({ pair, made: sameLength(pair[0], fix(pair[0])) })))] as const)
    const others = (of: (score: Score) => number) => Object.fromEntries(theirs.map(([tool, score]) => [tool, of(score)]))
    return sensitivities.flatMap((sensitivity): Row[] => {
      const score = scoreOf(corrected[s]![sensitivity])
      const title = `${setsZh[name]} ${settingZh[sensitivity]}`
      const f1Goal = sensitivity === 'strict' ? undefined : name === 'law' ? (sensitivity === 'standard' ? 70 : undefined) : sensitivity === 'standard' ? 72 : 78
      return [
        { group: 'G2', name: `${title} 句 F1`, value: score.sentence[2], ...(f1Goal ? { goal: ['≥', f1Goal] as const } : {}), note: `P ${score.sentence[0].toFixed(1)} / R ${score.sentence[1].toFixed(1)}；训练集交叉验证`, others: others(({ sentence }) => sentence[2]) },
        { group: 'G2', name: `${title} 字 F1`, value: score.character[2], note: `P ${score.character[0].toFixed(1)} / R ${score.character[1].toFixed(1)}`, others: others(({ character }) => character[2]) },
        ...(sensitivity === 'standard' ? [{ group: 'G2', name: `${title} 字 P`, value: score.character[0], goal: ['≥', 95] as const, others: others(({ character }) => character[0]) }] : []),
        { group: 'G2', name: `${title} 无误句被改 %`, value: score.touched, ...(name === 'odw' && sensitivity !== 'strict' ? { goal: ['≤', sensitivity === 'standard' ? 1 : 4] as const } : {}), others: others(({ touched }) => touched) },
      ]
    })
  })
}

const sameLength = (written: string, made: string) => (made.length === written.length ? made : written)

function alarmRows(model: SpellingModel, { held }: CorpusSplit, tools: readonly Baseline[]): Row[] {
  const lines = held.reports.flat()
  const size = lines.join('').length
  const others = Object.fromEntries(tools.map(({ name, correct: fix }) => [name, 10_000 * lines.reduce((sum, line) => sum + differences(line, sameLength(line, fix(line))), 0) / size]))
  const goals = { strict: 0.5, standard: 1.5 } as const
  const measured = held.statutes.filter((_, i) => i % 2 === 1)
  return [
    ...sensitivities.map((sensitivity): Row => ({
      group: 'G3', name: `留出的政府工作报告 拼写误报/万字 ${settingZh[sensitivity]}`, value: alarms(createChecker(model), held.reports, sensitivity),
      ...(sensitivity === 'sensitive' ? {} : { goal: ['≤', goals[sensitivity]] as const }), ...(sensitivity === 'standard' ? { others } : {}),
      note: sensitivity === 'standard' ? '原文真错（显着、清瘀）也计在内' : '',
    })),
    ...sensitivities.map((sensitivity): Row => ({ group: 'G3', name: `留出的法规 拼写误报/万字 ${settingZh[sensitivity]}`, value: alarms(createChecker(model), measured, sensitivity) })),
    ...ruleRows(model, held.reports, size),
  ]
}

function alarms(checker: Checker, documents: readonly Document[], sensitivity: Sensitivity): number {
  const found = documents.reduce((sum, document) => sum + checker.check(document.join('\n'), { sensitivity }).length, 0)
  return 10_000 * found / documents.flat().reduce((sum, line) => sum + line.length, 0)
}

function differences(a: string, b: string): number {
  let count = 0
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i] && /[\u4e00-\u9fff]/.test(a[i] ?? '')) count++
  return count
}

const kindZh: Record<InjectedKind, string> = { substitution: '错字', swapped: '颠倒', doubled: '重字', missing: '漏字' }
const foundGoals: Partial<Record<Sensitivity, Partial<Record<InjectedKind, number>>>> = {
  standard: { substitution: 82, swapped: 88, doubled: 90 }, strict: { substitution: 72 },
}

/** One error put into each held-back line: how many are pointed at. Tools count when they change the line at the error. */
function injectedRows(model: SpellingModel, lines: readonly string[], tools: readonly Baseline[]): Row[] {
  const checker = createChecker(model)
  return injectedKinds.flatMap((kind, i) => {
    const made = inject(model, lines, kind, 100 + i)
    const others = Object.fromEntries(tools.map(({ name, correct: fix }) =>
      [name, 100 * made.filter(({ text, start, end }) => differences(text.slice(start, end), sameLength(text, fix(text)).slice(start, end)) > 0).length / made.length]))
    return sensitivities.map((sensitivity): Row => {
      const hit = made.filter(({ text, start, end }) => checker.check(text, { sensitivity }).some((f) => f.start < end && f.end > start))
      const goal = foundGoals[sensitivity]?.[kind]
      return {
        group: 'G4', name: `注入${kindZh[kind]}检出 % ${settingZh[sensitivity]}`, value: 100 * hit.length / made.length,
        ...(goal === undefined ? {} : { goal: ['≥', goal] as const }), ...(sensitivity === 'standard' ? { others } : {}), note: sensitivity === 'standard' ? `${made.length} 处` : '',
      }
    })
  })
}

/** Rounds of a timing; the median counts. */
const rounds = 9

function speedRows(model: SpellingModel, documents: readonly Document[], tools: readonly Baseline[]): Row[] {
  const text = documents.flat().join('\n')
  const document = text.slice(0, 5500)
  const fresh = (spelling: boolean) => {
    const checker = createChecker(model)
    return createProofreader({ level: 'standard', today: '2026-11-21', ...(spelling ? { spelling: (words: string) => checker.check(words) } : {}) })
  }
  const median = (act: () => void): number => Array.from({ length: rounds }, () => {
    const started = process.cpuUsage()
    act()
    return 1000 * cpuSeconds(started)
  }).sort((a, b) => a - b)[rounds >> 1]!
  createChecker(model).check(text.slice(0, 20_000))
  const started = process.cpuUsage()
  createChecker(model).check(text)
  const speed = text.length / cpuSeconds(started)
  const others = Object.fromEntries(tools.map(({ name, correct: fix }) => [name, speedOf(fix, text.split('\n'))]))
  return [
    { group: 'G6', name: '规则 5500 字 CPU 毫秒', value: median(() => void fresh(false).check(document)), goal: ['≤', 10], note: '从头检查，中位数' },
    { group: 'G6', name: '全部检查 5500 字 CPU 毫秒', value: median(() => void fresh(true).check(document)), goal: ['≤', 300] },
    { group: 'G6', name: '改一段后复查 p95 毫秒', value: recheck(fresh(true), document), goal: ['≤', 50], note: '规则与拼写一并' },
    { group: 'G6', name: '拼写速度 字/CPU 秒', value: Math.round(speed), goal: ['≥', 20_000], others },
  ]
}

/** Characters a tool reads per second of the processor, line by line. */
function speedOf(fix: (text: string) => string, lines: readonly string[]): number {
  const started = process.cpuUsage()
  for (const line of lines) fix(line)
  return Math.round(lines.join('').length / cpuSeconds(started))
}

function recheck(proofreader: ReturnType<typeof createProofreader>, document: string): number {
  proofreader.check(document)
  const times = document.split('\n').slice(0, 100).map((paragraph, i) => {
    const begun = process.cpuUsage()
    proofreader.check(document.replace(paragraph, `${paragraph.slice(0, 9)}${i}${paragraph.slice(9)}`))
    return 1000 * cpuSeconds(begun)
  }).sort((a, b) => a - b)
  return times[Math.floor(times.length * 0.95)] ?? 0
}

function cpuSeconds(since: NodeJS.CpuUsage): number {
  const used = process.cpuUsage(since)
  return (used.user + used.system) / 1e6
}
