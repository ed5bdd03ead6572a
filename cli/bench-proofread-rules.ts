import { existsSync, readFileSync } from 'node:fs'
import { editsOf } from '#core/article/diff-text'
import type { Finding } from '#core/proofread/finding'
import { createProofreader, families, proofread, rules } from '#core/proofread/index'
import { createChecker } from '#core/proofread/spelling/check'
import type { SpellingModel } from '#core/proofread/spelling/format'
import type { Row } from './bench-proofread-table.ts'
import type { Baseline } from './proofread-baselines.ts'
import type { Document } from './spelling-judges.ts'

type Place = readonly [start: number, end: number]
type Defect = { file: string; offset: number; end: number; tier: string; confidence: number; offsets?: number[] }
type Labelled = { errors: Defect[]; traps: { file: string; offset: number; end: number }[] }

/** The labelled plans with what the check says of them; null where they are not there. */
function labelledTexts(folder: string): { labels: Labelled; texts: Map<string, string>; found: Map<string, Finding[]> } | null {
  const file = `${folder}/eval-dev/labelled.json`
  if (!existsSync(file) || !existsSync(`${folder}/samples`)) return null
  const labels = JSON.parse(readFileSync(file, 'utf8')) as Labelled
  const texts = new Map([...new Set(labels.errors.map(error => error.file))].map(name => [name, readFileSync(`${folder}/samples/${name}`, 'utf8')]))
  const found = new Map([...texts].map(([name, text]) => [name, proofread(text, { level: 'standard', today: '2026-11-21' })]))
  return { labels, texts, found }
}

const placesOf = ({ offset, offsets, end }: Defect): Place[] => (offsets ?? [offset]).map(at => [at, at + end - offset])
const touches = (places: readonly Place[], [start, end]: Place) => places.some(([a, b]) => a < end && b > start)

/** Two real work plans with their labelled defects and traps, checked by rule as the office's desk does. */
export function labelledRows(folder: string, tools: readonly Baseline[]): Row[] {
  const read = labelledTexts(folder)
  if (!read) return []
  const { labels: { errors, traps }, texts, found } = read
  const flagged = new Map([...found].map(([name, list]) => [name, list.map(({ start, end }): Place => [start, end])]))
  const share = (tiers: string, by: ReadonlyMap<string, readonly Place[]>) => {
    const wanted = errors.filter(({ confidence, tier }) => confidence >= 0.8 && tiers.includes(tier))
    const isFound = (error: Defect) => placesOf(error).filter(place => touches(by.get(error.file) ?? [], place)).length >= 0.9 * placesOf(error).length
    return 100 * wanted.filter(isFound).length / wanted.length
  }
  const changed = tools.map(tool => [tool.name, new Map([...texts].map(([name, text]) => [name, changedPlaces(text, tool.correct(text))]))] as const)
  const others = (tiers: string) => Object.fromEntries(changed.map(([name, by]) => [name, share(tiers, by)]))
  const trapped = traps.filter(t => (found.get(t.file) ?? []).some(f => f.level !== 'info' && f.family !== 'width' && f.start < t.end && f.end > t.offset))
  const flags = [...found].flatMap(([name, list]) => list.map(f => errors.some(e => e.file === name && touches(placesOf(e), [f.start, f.end]))))
  return [
    { group: 'G1', name: '标注缺陷必检项 %', value: share('RLC', flagged), goal: ['≥', 90], note: '两份标注过的工作要点；规则写成时看过这两份；别的工具以改动处计', others: others('RLC') },
    { group: 'G1', name: '– 只看文字即可判断的 %', value: share('R', flagged), goal: ['≥', 95], others: others('R') },
    { group: 'G1', name: '陷阱被标为提示以上', value: trapped.length, goal: ['≤', 0] },
    { group: 'G1', name: '落在标注处的提示 %', value: 100 * flags.filter(Boolean).length / flags.length, goal: ['≥', 95] },
  ]
}

/** Seconds a comparison may take: nobody waits at a screen here. */
const secondsToCompare = 20

/** Where a tool changed the text; a place where it only put something in counts with the character before. */
function changedPlaces(text: string, made: string): Place[] {
  const out: Place[] = []
  let at = 0
  for (const { op, text: words } of editsOf(text, made, secondsToCompare)) {
    if (op === 'insert') out.push([Math.max(0, at - 1), at + 1])
    else {
      if (op === 'delete') out.push([at, at + words.length])
      at += words.length
    }
  }
  return out
}

/** Families whose findings come from how the corpus was cut: it holds single sentences, so numbering, lists and pairs are torn. */
const tornFamilies = new Set(['numbering', 'pairs', 'width'])

/** Findings above `info` of the whole check on reports no rule was written on. */
export function ruleRows(model: SpellingModel, documents: readonly Document[], size: number): Row[] {
  const checker = createChecker(model)
  const found = documents.flatMap(document => createProofreader({ level: 'standard', spelling: text => checker.check(text) }).check(document.join('\n'))).filter(({ level }) => level !== 'info')
  const whole = found.filter(({ family }) => !tornFamilies.has(family))
  const most = [...countsOf(whole)].sort((a, b) => b[1] - a[1]).slice(0, 5).map(([rule, n]) => `${rule} ${n}`).join('、')
  return [
    { group: 'G3', name: '全部规则 提示以上/万字', value: 10_000 * whole.length / size, goal: ['≤', 3], note: `不计序号、成对标点（语料按句打散）和原文的全角数字；最多的：${most}` },
    { group: 'G3', name: '– 连同这三类', value: 10_000 * found.length / size },
  ]
}

/**
 * Rule by rule: of its findings on the labelled plans, the share on labelled defects, in percent; beside it how often it
 * spoke above `info` on held-back official text, where next to nothing is wrong.
 */
export function precisionRows(folder: string, clean: readonly Document[]): Row[] {
  const read = labelledTexts(folder)
  const onClean = countsOf(clean.flatMap(document => proofread(document.join('\n'), { level: 'standard' })).filter(({ level }) => level !== 'info'))
  const characters = clean.flat().join('').length
  const labelled = new Map<string, { all: number; right: number }>()
  for (const [name, list] of read?.found ?? [])
    for (const finding of list) {
      const count = labelled.get(finding.rule) ?? { all: 0, right: 0 }
      const right = read!.labels.errors.some(e => e.file === name && touches(placesOf(e), [finding.start, finding.end]))
      labelled.set(finding.rule, { all: count.all + 1, right: count.right + Number(right) })
    }
  return rules.filter(({ id }) => labelled.has(id) || onClean.has(id)).map((rule): Row => {
    const count = labelled.get(rule.id)
    return {
      group: '规则', name: `${families[rule.family]} ${rule.id}`, value: count ? 100 * count.right / count.all : Number.NaN, ...(count ? { goal: ['≥', 80] as const } : {}),
      note: `${count ? `标注文稿上 ${count.right}/${count.all} 处在标注处；` : ''}留出文字每万字 ${(10_000 * (onClean.get(rule.id) ?? 0) / characters).toFixed(2)} 处（${onClean.get(rule.id) ?? 0} 处，含原文真错）`,
    }
  })
}

function countsOf(findings: readonly Finding[]): Map<string, number> {
  const counts = new Map<string, number>()
  for (const { rule } of findings) counts.set(rule, (counts.get(rule) ?? 0) + 1)
  return counts
}
