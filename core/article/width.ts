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
