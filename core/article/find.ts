import { foldWidth } from '#core/article/width'

/** How words are looked for: 区分全半角, 正则, 整词. */
export type FindOptions = { width: boolean; regex: boolean; whole: boolean }
export type Hit = { from: number; to: number; words: string }
/** What finds in one line, and what a hit is replaced with. */
export type Finder = { find(line: string): Hit[]; replacement(hit: Hit, by: string): string }

/** Stands in a line for what is no word: a footnote, a line break. A hit never holds one. */
export const noWord = '\uFFFC'

/** Most hits of one line; a pattern that finds more finds nothing one could look through. */
const mostHits = 5000

/**
 * A finder for these words, or one Chinese sentence why there is none. Offsets are UTF-16 units of the line. Without 区分全半角
 * the two widths of a letter, digit or sign are the same. 整词 keeps hits whose ends are ends of words.
 */
export function finderOf(words: string, options: FindOptions): Finder | { refused: string } {
  if (words === '') return { refused: '请输入要查找的文字。' }
  if (options.regex) return regexFinder(words, options)
  const wanted = options.width ? words : foldWidth(words)
  return {
    find: line => {
      const text = options.width ? line : foldWidth(line)
      const hits: Hit[] = []
      for (let at = text.indexOf(wanted); at >= 0 && hits.length < mostHits; at = text.indexOf(wanted, at + wanted.length)) hits.push({ from: at, to: at + wanted.length, words: line.slice(at, at + wanted.length) })
      return kept(hits, line, options)
    },
    replacement: (_hit, by) => by,
  }
}

function regexFinder(source: string, options: FindOptions): Finder | { refused: string } {
  // A repeated group that repeats inside can take for ever on an ordinary line.
  if (/\([^()]*[+*}][^()]*\)\s*[+*{]/.test(source)) return { refused: '这个正则表达式在重复的括号里又有重复，可能会卡住，请换一种写法。' }
  let pattern: RegExp
  try {
    pattern = new RegExp(options.width ? source : foldWidth(source), 'gu')
  } catch {
    return { refused: '正则表达式写得不对，请检查括号和反斜杠。' }
  }
  return {
    find: line => {
      const hits: Hit[] = []
      for (const match of (options.width ? line : foldWidth(line)).matchAll(pattern)) {
        if (hits.length >= mostHits) break
        const to = match.index + match[0].length
        if (to > match.index) hits.push({ from: match.index, to, words: line.slice(match.index, to) })
      }
      return kept(hits, line, options)
    },
    replacement: ({ words }, by) => {
      pattern.lastIndex = 0
      const match = pattern.exec(options.width ? words : foldWidth(words))
      pattern.lastIndex = 0
      return by.replace(/\$(\d)/g, (_all, n: string) => match?.[Number(n)] ?? '')
    },
  }
}

let segmenter: Intl.Segmenter | undefined

function kept(hits: Hit[], line: string, { whole }: FindOptions): Hit[] {
  const found = hits.filter(hit => !hit.words.includes(noWord))
  if (!whole || found.length === 0) return found
  segmenter ??= new Intl.Segmenter('zh', { granularity: 'word' })
  const ends = new Set([line.length])
  for (const { index } of segmenter.segment(line)) ends.add(index)
  return found.filter(({ from, to }) => ends.has(from) && ends.has(to))
}
