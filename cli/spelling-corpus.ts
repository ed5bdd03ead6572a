import { readFileSync } from 'node:fs'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { dict } from '@node-rs/jieba/dict.js'
import { pinyin } from 'pinyin-pro'
import type { ConfusionEntry } from '#core/proofread/spelling/candidates'
import type { DictionaryWord } from '#core/proofread/spelling/train-words'
import type { Pair } from '#core/proofread/spelling/train'

/** Sentences of text files, one a line; `.br` and `.gz` are unpacked; empty lines fall away. */
export function readLines(files: readonly string[]): string[] {
  return files.flatMap((file) => {
    const bytes = readFileSync(file)
    const text = file.endsWith('.br') ? brotliDecompressSync(bytes) : file.endsWith('.gz') ? gunzipSync(bytes) : bytes
    return text.toString('utf8').split(/\r?\n/).filter((line) => line.length > 0)
  })
}

/** Pairs of an ECSpell file (`count⇥written⇥right`); pairs of unequal length fall away. */
export function readPairs(file: string): Pair[] {
  return readLines([file]).map((line) => line.split('\t'))
    .flatMap(([, written, right]) => (written !== undefined && right !== undefined && written.length === right.length ? [[written, right] as const] : []))
}

/** Text that no model is trained on: stretches of reports, as documents, and of statutes. */
export type HeldBack = { readonly reports: readonly (readonly string[])[]; readonly statutes: readonly (readonly string[])[] }

/** The official corpus, cut: `slices` are three sets of stretches of the training reports for the judges to learn on. */
export type CorpusSplit = { readonly training: readonly string[]; readonly held: HeldBack; readonly slices: readonly (readonly string[])[] }

/**
 * Cuts the held-back text out of the official corpus: 300 of every 1,500 lines of the government reports since 1979
 * (lines 366,628 to 381,000) and 80 of every 8,000 lines before them. Training lines that share a string of ten Han
 * characters with a held-back report fall away too. Of what remains of the reports every other 60 lines make the three
 * slices in turn. A smaller corpus holds nothing back and has empty slices.
 */
export function splitCorpus(lines: readonly string[]): CorpusSplit {
  const reports: string[][] = []
  const statutes: string[][] = []
  if (lines.length > reportsTo) {
    for (let at = 0; at < reportsTo; at++) {
      const report = at >= reportsFrom
      if (at % (report ? 1500 : 8000) >= (report ? 300 : 80)) continue
      const list = report ? reports : statutes
      const before = at === 0 ? -1 : (at - 1) % (report ? 1500 : 8000)
      if (list.length === 0 || before >= (report ? 300 : 80) || at === reportsFrom) list.push([])
      list[list.length - 1]!.push(lines[at]!)
    }
  }
  const held = { reports, statutes }
  const heldLines = new Set([...reports, ...statutes].flat())
  const training = withoutShared(lines.filter((line) => !heldLines.has(line)), reports.flat())
  const reportLines = new Set(lines.length > reportsTo ? lines.slice(reportsFrom, reportsTo) : [])
  const inTraining = training.filter((line) => reportLines.has(line))
  const slices = Array.from({ length: foldCount }, (_, k) => inTraining.filter((_, at) => Math.floor(at / sliceLines) % (2 * foldCount) === 2 * k))
  return { training, held, slices }
}

const reportsFrom = 366_628
const reportsTo = 381_000
const sliceLines = 60

/** How many parts pairs and reports are cut into, each judged by what was learned from the others. */
export const foldCount = 3

/** The lines that share no string of ten Han characters with any of `others`. */
export function withoutShared(lines: readonly string[], others: readonly string[]): string[] {
  const strings = new Set(others.flatMap(tenStrings))
  return lines.filter((line) => !tenStrings(line).some((string) => strings.has(string)))
}

/**
 * Cuts pairs into folds such that two pairs whose right sentences are equal or share ten Han characters in a row lie in
 * the same fold: the ECSpell files hold every sentence once with and once without its mistakes.
 */
export function foldsOf(pairs: readonly Pair[]): Pair[][] {
  const parent = pairs.map((_, i) => i)
  const rootOf = (i: number): number => {
    let root = i
    while (parent[root] !== root) root = parent[root]!
    return root
  }
  const firstWith = new Map<string, number>()
  pairs.forEach(([, right], i) => {
    for (const key of [right, ...tenStrings(right)]) {
      const other = firstWith.get(key)
      if (other === undefined) firstWith.set(key, i)
      else parent[rootOf(i)] = rootOf(other)
    }
  })
  const numberOf = new Map<number, number>()
  const folds: Pair[][] = Array.from({ length: foldCount }, () => [])
  pairs.forEach((pair, i) => {
    const root = rootOf(i)
    if (!numberOf.has(root)) numberOf.set(root, numberOf.size)
    folds[numberOf.get(root)! % foldCount]!.push(pair)
  })
  return folds
}

function tenStrings(line: string): string[] {
  const out: string[] = []
  for (const run of line.match(/[\u4e00-\u9fff]{10,}/g) ?? []) for (let i = 0; i + 10 <= run.length; i++) out.push(run.slice(i, i + 10))
  return out
}

/** The 6,763 characters of GB/T 2312, without the few of them that are traditional forms or variants in modern use. */
export function proposableCharacters(): Set<string> {
  const decoder = new TextDecoder('gb18030')
  const out = new Set<string>()
  for (let row = 0xb0; row <= 0xf7; row++) {
    for (let cell = 0xa1; cell <= 0xfe; cell++) {
      const character = decoder.decode(Uint8Array.of(row, cell))
      if (/^[\u4e00-\u9fff]$/.test(character)) out.add(character)
    }
  }
  for (const variant of '於乾瞭馀藉') out.delete(variant)
  return out
}

/** Readings of every character of the basic block, with the look-alikes found for it. */
export function confusionEntries(shapes: ReadonlyMap<string, readonly string[]>): ConfusionEntry[] {
  return Array.from({ length: 0x9fff - 0x4e00 + 1 }, (_, i) => String.fromCharCode(0x4e00 + i)).map((character) => ({
    character, shapes: (shapes.get(character) ?? []).join(''),
    readings: [...new Set(pinyin(character, { multiple: true, type: 'array', toneType: 'num' }))].filter((reading) => /^[a-zü]+\d$/.test(reading)),
  }))
}

/** The dictionary of jieba with its counts. */
export function generalDictionary(): DictionaryWord[] {
  return Buffer.from(dict).toString('utf8').split('\n').map((line) => line.split(' '))
    .flatMap(([word, count]) => (word !== undefined && word.length > 0 && count !== undefined ? [[word, Number(count)] as const] : []))
}
