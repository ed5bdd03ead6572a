import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { brotliDecompressSync } from 'node:zlib'
import { Jieba } from '@node-rs/jieba'
import { dict } from '@node-rs/jieba/dict.js'

/**
 * Derives the word lists of the rules on doubled and swapped characters from official text:
 * `node cli/proofread-words.ts official-texts.txt.br FOLDER` writes words.txt, three.txt, swapped.txt and doubled.json, whose contents stand in
 * core/proofread/lexicon/{words,swapped,doubled}.ts. The text itself stays outside the repository.
 */
export function deriveWords(text: string) {
  const counts = countCharacters(text)
  const words = countWords(text)
  return { words: commonWords(words), three: commonTriples(words), swapped: swappedWords(words, counts.pairs), doubled: doubledCharacters(words, counts) }
}

const isHan = (c: string) => c >= '\u4e00' && c <= '\u9fff'
const add = (map: Map<string, number>, key: string) => map.set(key, (map.get(key) ?? 0) + 1)

type Counts = { single: Map<string, number>; pairs: Map<string, number> }

function countCharacters(text: string): Counts {
  const single = new Map<string, number>()
  const pairs = new Map<string, number>()
  for (let i = 0; i + 1 < text.length; i++) {
    const [a, b] = [text[i]!, text[i + 1]!]
    if (!isHan(a)) continue
    add(single, a)
    if (isHan(b)) add(pairs, a + b)
  }
  return { single, pairs }
}

/** Words of two to five characters in every second line. */
function countWords(text: string): Map<string, number> {
  const jieba = Jieba.withDict(dict)
  const words = new Map<string, number>()
  for (const [i, line] of text.split('\n').entries())
    if (i % 2 === 0) for (const word of jieba.cut(line, false)) if (word.length >= 2 && word.length <= 5) add(words, word)
  return words
}

const leastCommon = 25
const commonWords = (words: Map<string, number>) => [...words].filter(([w, n]) => w.length === 2 && n >= leastCommon && isHan(w[0]!) && isHan(w[1]!)).map(([w]) => w)

const leastCommonTriple = 60
const commonTriples = (words: Map<string, number>) => [...words].filter(([w, n]) => w.length === 3 && n >= leastCommonTriple && [...w].every(isHan)).map(([w]) => w)

/** Words whose reverse occurs at most twice, and at most once per 400 of the word. */
function swappedWords(words: Map<string, number>, pairs: Map<string, number>): string[] {
  const out: [string, number][] = []
  for (const [word, n] of words) {
    if (word.length !== 2 || n < 60 || word[0] === word[1] || !isHan(word[0]!) || !isHan(word[1]!)) continue
    const seen = pairs.get(word) ?? 0
    if ((pairs.get(word[1]! + word[0]!) ?? 0) <= Math.min(2, seen / 400)) out.push([word, seen])
  }
  return out.sort((a, b) => b[1] - a[1]).map(([word]) => word)
}

/** `never`: hardly ever doubled. `meeting`: what stands before and behind a character where two words meet on it. */
function doubledCharacters(words: Map<string, number>, { single, pairs }: Counts) {
  const ends = new Map<string, Set<string>>()
  const begins = new Map<string, Set<string>>()
  const note = (map: Map<string, Set<string>>, key: string, value: string) => map.set(key, (map.get(key) ?? new Set()).add(value))
  for (const [word, n] of words) {
    if (n < 3 || ![...word].every(isHan)) continue
    note(ends, word.at(-1)!, word.at(-2)!)
    note(begins, word[0]!, word[1]!)
  }
  const never: string[] = []
  const meeting: Record<string, [string, string]> = {}
  for (const [c] of [...single].filter(([, n]) => n >= 400).sort((a, b) => b[1] - a[1])) {
    if ((pairs.get(c + c) ?? 0) <= 2) never.push(c)
    else meeting[c] = [[...(ends.get(c) ?? [])].join(''), [...(begins.get(c) ?? [])].join('')]
  }
  return { never: never.join(''), meeting }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [corpus, folder] = process.argv.slice(2)
  if (!corpus || !folder) {
    process.stderr.write('用法：node cli/proofread-words.ts 语料.txt.br 输出文件夹\n')
    process.exit(2)
  }
  const { words, three, swapped, doubled } = deriveWords(brotliDecompressSync(readFileSync(corpus)).toString('utf8'))
  writeFileSync(join(folder, 'words.txt'), words.join(''))
  writeFileSync(join(folder, 'three.txt'), three.join(''))
  writeFileSync(join(folder, 'swapped.txt'), swapped.join(''))
  writeFileSync(join(folder, 'doubled.json'), JSON.stringify(doubled))
  process.stdout.write(`常用双字词${words.length}个，可判颠倒的词${swapped.length}个，不重叠的字${doubled.never.length}个，跨词重叠的字${Object.keys(doubled.meeting).length}个\n`)
}
