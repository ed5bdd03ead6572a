/** Full-width ASCII, ideographic and no-break spaces, ￥, and the circles typed in place of 〇, each as its plain form. One unit for one unit. */
const wide = /[\uff01-\uff5e\u3000\u00a0\u2002-\u200a\u202f\uffe5\u25cb\u25ef]/g

const plain = (letter: string): string => {
  const code = letter.charCodeAt(0)
  if (code >= 0xff01 && code <= 0xff5e) return String.fromCharCode(code - 0xfee0)
  if (code === 0xffe5) return '¥'
  return code === 0x25cb || code === 0x25ef ? '〇' : ' '
}

/** 全半角 folded away; the length and every offset stay. */
export const foldWidth = (text: string): string => text.replace(wide, plain)

/** Marks that carry a meaning of their own and are not punctuation here: % ‰ @ # & * / \ */
const speaking = new Set('%‰@#&*/\\')
const punctuation = /^[\p{P}\s~∼]$/u

/** Punctuation or white space, after `foldWidth`. */
export const isPunctuation = (letter: string): boolean => punctuation.test(letter) && !speaking.has(letter)

/** The text without punctuation, white space and width. */
export const wordsOnly = (text: string): string =>
  Array.from(foldWidth(text))
    .filter(letter => !isPunctuation(letter))
    .join('')

export const isHan = (text: string): boolean => /^\p{Script=Han}+$/u.test(text)

/** 字数: characters without white space. */
export const countCharacters = (text: string): number => Array.from(text.replace(/\s+/g, '')).length

/** What 全半角转换 can do to words: letters and digits, or the common marks, to one width. */
export type WidthChange = 'letters-half' | 'letters-full' | 'marks-full' | 'marks-half'

const fullMarks: Record<string, string> = { ',': '，', ';': '；', ':': '：', '?': '？', '!': '！', '(': '（', ')': '）' }
const halfMarks: Record<string, string> = Object.fromEntries([...Object.entries(fullMarks).map(([half, full]) => [full, half]), ['。', '.']])

/** The words in the asked-for width; one unit stays one unit. A mark between two digits (1,000 and 8:30) stays as it is, and a full stop is made full only after Han. */
export function changeWidth(text: string, change: WidthChange): string {
  if (change === 'letters-half') return text.replace(/[０-９Ａ-Ｚａ-ｚ]/g, letter => String.fromCharCode(letter.charCodeAt(0) - 0xfee0))
  if (change === 'letters-full') return text.replace(/[0-9A-Za-z]/g, letter => String.fromCharCode(letter.charCodeAt(0) + 0xfee0))
  if (change === 'marks-half') return text.replace(/[，；：？！（）。]/g, mark => halfMarks[mark]!)
  return text.replace(/(?<!\d(?=[,:]\d))[,;:?!()]/g, mark => fullMarks[mark]!).replace(/(?<=\p{Script=Han})\.(?!\d)/gu, '。')
}

/**
 * 字数 as office programs count them: every Han character and every Chinese mark is one, and so is every run of letters and digits.
 * `han` are Han characters alone, `characters` everything but white space.
 */
export function countWords(text: string): { words: number; han: number; characters: number } {
  const han = text.match(/\p{Script=Han}/gu)?.length ?? 0
  const marks = text.match(/[\u3001-\u3004\u3008-\u301f\uff01-\uff0f\uff1a-\uff20\uff3b-\uff40\uff5b-\uff65\u2018-\u201d\u2026\u2014]/g)?.length ?? 0
  const runs = text.match(/[^\s\p{Script=Han}\u3001-\u3004\u3008-\u301f\uff01-\uff0f\uff1a-\uff20\uff3b-\uff40\uff5b-\uff65\u2018-\u201d\u2026\u2014]+/gu)?.length ?? 0
  return { words: han + marks + runs, han, characters: countCharacters(text) }
}
