import { isHan } from './alphabet.ts'
import type { Alphabet } from './alphabet.ts'
import { codeOf } from './character-model.ts'
import { longestWord, trieStep } from './word-model.ts'
import type { WordModel } from './word-model.ts'

/** A word and how often a general dictionary has seen it. */
export type DictionaryWord = readonly [word: string, count: number]

/** How a word model is cut to size. */
export type WordTraining = {
  /** Words never seen in the text are kept when the dictionary counts them at least so often. */
  readonly leastDictionaryCount: number
  /** Word pairs seen less often are left out. */
  readonly leastPairCount: number
  /** Least weight (count × nats saved over backing off) of a word pair that is kept. */
  readonly leastPairWeight: number
}

/** The setting the shipped model is trained with. */
export const shippedWordTraining: WordTraining = { leastDictionaryCount: 20, leastPairCount: 2, leastPairWeight: 2 }

/**
 * Trains the word model: the dictionary reads the text into words (cheapest reading by the dictionary's own counts),
 * the reading is counted, words and pairs get their probabilities by absolute discounting.
 */
export function trainWords(
  lines: readonly string[], dictionary: readonly DictionaryWord[], alphabet: Alphabet, options: WordTraining,
): WordModel {
  const lexicon = lexiconOf(dictionary, alphabet)
  const first = count(lines, alphabet, lexicon.trie, lexicon.cost, false)
  const cost = costsOf(first.words, lexicon.prior)
  const second = count(lines, alphabet, lexicon.trie, cost, true)
  const kept = lexicon.words.map((word, i) => word.length < 2 || second.words[i]! > 0 || lexicon.prior[i]! >= options.leastDictionaryCount)
  return assemble(lexicon, kept, second, options)
}

type Lexicon = {
  words: string[]
  trie: Pick<WordModel, 'start' | 'child' | 'wordAt'>
  /** Count in the dictionary. */
  prior: Float64Array
  /** −ln p by the dictionary alone. */
  cost: Float64Array
}

/** Word 0 is the boundary; then every Han character of the alphabet; then the dictionary's longer words. */
function lexiconOf(dictionary: readonly DictionaryWord[], alphabet: Alphabet): Lexicon {
  const known = new Set(alphabet.characters.filter(isHan))
  const counts = new Map<string, number>([['', 0], ...[...known].map((c) => [c, 0] as [string, number])])
  for (const [word, n] of dictionary) {
    if (word.length > longestWord || word.length === 0 || ![...word].every((c) => known.has(c))) continue
    counts.set(word, Math.max(counts.get(word) ?? 0, n))
  }
  const words = [...counts.keys()]
  const prior = Float64Array.from(counts.values())
  const total = prior.reduce((a, b) => a + b, 0) + 1
  const cost = prior.map((n) => -Math.log((n + 0.5) / total))
  return { words, prior, cost, trie: trieOf(words, alphabet) }
}

/** Lays words out as a trie, breadth first, so that the children of a node lie side by side in rising order. */
export function trieOf(words: readonly string[], alphabet: Alphabet): Pick<WordModel, 'start' | 'child' | 'wordAt'> {
  type Entry = { ids: number[]; word: number }
  const entries: Entry[] = words
    .map((word, index) => ({ ids: Array.from(word, (c) => alphabet.idByUnit[c.charCodeAt(0)]!), word: index }))
    .filter((entry) => entry.ids.length > 0)
    .sort((a, b) => compareIds(a.ids, b.ids))
  const start: number[] = []
  const child: number[] = []
  const wordAt: number[] = [-1]
  let level: { from: number; to: number; depth: number }[] = [{ from: 0, to: entries.length, depth: 0 }]
  while (level.length > 0) {
    const below: typeof level = []
    for (const { from, to, depth } of level) {
      start.push(child.length)
      let at = from
      while (at < to && entries[at]!.ids.length === depth) at++
      while (at < to) {
        const id = entries[at]!.ids[depth]!
        let end = at
        while (end < to && entries[end]!.ids[depth] === id) end++
        child.push(id)
        wordAt.push(entries[at]!.ids.length === depth + 1 ? entries[at]!.word : -1)
        below.push({ from: at, to: end, depth: depth + 1 })
        at = end
      }
    }
    level = below
  }
  start.push(child.length)
  return { start: Uint32Array.from(start), child: Uint16Array.from(child), wordAt: Int32Array.from(wordAt) }
}

function compareIds(a: readonly number[], b: readonly number[]): number {
  for (let i = 0; i < a.length && i < b.length; i++) if (a[i] !== b[i]) return a[i]! - b[i]!
  return a.length - b.length
}

type Counts = { words: Float64Array; pairs: Map<number, number> }

const pairBase = 2 ** 20

/** Reads every run of Han characters into its cheapest words and counts them, and on request the pairs. */
function count(
  lines: readonly string[], alphabet: Alphabet, trie: Pick<WordModel, 'start' | 'child' | 'wordAt'>, cost: Float64Array, withPairs: boolean,
): Counts {
  const model = trie as WordModel
  const words = new Float64Array(cost.length)
  const pairs = new Map<number, number>()
  const best = new Float64Array(4096)
  const from = new Int32Array(4096)
  const word = new Int32Array(4096)
  const chain: number[] = []
  const take = (line: string, begin: number, end: number): void => {
    const n = end - begin
    best.fill(Infinity, 1, n + 1)
    best[0] = 0
    for (let i = 0; i < n; i++) {
      let node = 0
      for (let to = i; to < n && to - i < longestWord; to++) {
        node = trieStep(model, node, alphabet.idByUnit[line.charCodeAt(begin + to)]!)
        const found = node < 0 ? -1 : trie.wordAt[node]!
        const spent = best[i]! + (found >= 0 ? cost[found]! : 25)
        if ((found >= 0 || to === i) && spent < best[to + 1]!) {
          best[to + 1] = spent
          from[to + 1] = i
          word[to + 1] = found
        }
        if (node < 0) break
      }
    }
    chain.length = 0
    for (let at = n; at > 0; at = from[at]!) chain.push(word[at]!)
    chain.push(0)
    let next = 0
    for (const w of chain) {
      if (w >= 0) words[w]!++
      if (withPairs && w >= 0 && next >= 0) pairs.set(w * pairBase + next, (pairs.get(w * pairBase + next) ?? 0) + 1)
      next = w
    }
  }
  for (const line of lines) {
    for (let i = 0; i < line.length;) {
      if (!isHan(line[i])) { i++; continue }
      let end = i + 1
      while (end < line.length && end - i < 4000 && isHan(line[end])) end++
      take(line, i, end)
      i = end
    }
  }
  return { words, pairs }
}

/** Counts of the text with a little of the dictionary mixed in, as −ln p. */
function costsOf(words: Float64Array, prior: Float64Array): Float64Array {
  const total = words.reduce((a, b) => a + b, 0)
  const priorTotal = prior.reduce((a, b) => a + b, 0) + 1
  return words.map((n, i) => -Math.log(dictionaryShare * (prior[i]! + 0.5) / priorTotal + (1 - dictionaryShare) * n / total + 1e-12))
}

/** Share of probability the general dictionary keeps beside the text. */
const dictionaryShare = 0.1
const pairDiscount = 0.75

function assemble(lexicon: Lexicon, kept: readonly boolean[], counts: Counts, options: WordTraining): WordModel {
  const logs = costsOf(counts.words, lexicon.prior)
  const pairs = [...counts.pairs].sort((a, b) => a[0] - b[0])
  const keep: { word: number; next: number; p: number }[] = []
  const left = new Float64Array(lexicon.words.length).fill(1)
  for (let i = 0; i < pairs.length;) {
    const word = Math.floor(pairs[i]![0] / pairBase)
    let end = i
    let sum = 0
    while (end < pairs.length && Math.floor(pairs[end]![0] / pairBase) === word) sum += pairs[end++]![1]
    const spare = pairDiscount * (end - i) / sum
    let mass = 0
    let lower = 0
    for (let k = i; k < end; k++) {
      const [key, n] = pairs[k]!
      const next = key % pairBase
      const below = Math.exp(-logs[next]!)
      const p = (n - pairDiscount) / sum + spare * below
      if (n < options.leastPairCount || n * Math.log(p / (spare * below)) < options.leastPairWeight) continue
      keep.push({ word, next, p })
      mass += p
      lower += below
    }
    left[word] = Math.min(1, Math.max(1e-7, 1 - mass) / Math.max(1e-7, 1 - lower))
    i = end
  }
  // Frequent words get small numbers, so that the stored numbers are small.
  const order = lexicon.words.map((_, i) => i).filter((i) => kept[i]).sort((a, b) => (a === 0 ? -1 : b === 0 ? 1 : logs[a]! - logs[b]! || a - b))
  const numberOf = new Int32Array(lexicon.words.length).fill(-1)
  order.forEach((old, index) => { numberOf[old] = index })
  return pack(lexicon, order, numberOf, logs, left, keep)
}

function pack(
  lexicon: Lexicon, order: readonly number[], numberOf: Int32Array, logs: Float64Array, left: Float64Array,
  keep: readonly { word: number; next: number; p: number }[],
): WordModel {
  const rows = keep.map((pair) => ({ word: numberOf[pair.word]!, next: numberOf[pair.next]!, p: pair.p }))
    .sort((a, b) => a.word - b.word || a.next - b.next)
  const pairStart = new Uint32Array(order.length + 1)
  for (const row of rows) pairStart[row.word + 1]!++
  for (let i = 0; i < order.length; i++) pairStart[i + 1]! += pairStart[i]!
  const trie = renumber(lexicon.trie, numberOf)
  return {
    ...trie, cost: Uint8Array.from(order, (old) => codeOf(-logs[old]!)), backOff: Uint8Array.from(order, (old) => codeOf(Math.log(left[old]!))),
    pairStart, next: Uint32Array.from(rows, (row) => row.next), pairCost: Uint8Array.from(rows, (row) => codeOf(Math.log(row.p))),
  }
}

/** Gives the words of a trie their new numbers and drops branches that lead to no word. */
function renumber(trie: Pick<WordModel, 'start' | 'child' | 'wordAt'>, numberOf: Int32Array): Pick<WordModel, 'start' | 'child' | 'wordAt'> {
  const nodes = trie.wordAt.length
  const alive = new Uint8Array(nodes)
  for (let node = nodes - 1; node >= 0; node--) {
    const word = trie.wordAt[node]!
    if (word >= 0 && numberOf[word]! >= 0) alive[node] = 1
    for (let at = trie.start[node]!; at < trie.start[node + 1]! && !alive[node]; at++) alive[node] = alive[at + 1]!
  }
  const start: number[] = []
  const child: number[] = []
  const wordAt: number[] = [-1]
  for (let node = 0; node < nodes; node++) {
    if (!alive[node] && node > 0) continue
    start.push(child.length)
    for (let at = trie.start[node]!; at < trie.start[node + 1]!; at++) {
      if (!alive[at + 1]) continue
      child.push(trie.child[at]!)
      const word = trie.wordAt[at + 1]!
      wordAt.push(word < 0 ? -1 : numberOf[word]!)
    }
  }
  start.push(child.length)
  return { start: Uint32Array.from(start), child: Uint16Array.from(child), wordAt: Int32Array.from(wordAt) }
}

