const hanNumber = '[一二三四五六七八九十百〇零]{1,5}'
const patterns: [1 | 2 | 3 | 4, RegExp][] = [
  [1, new RegExp(`^${hanNumber}、`)],
  [2, new RegExp(`^[（(]${hanNumber}[）)]`)],
  [3, /^\d{1,3}(?:[.．](?!\d)|、)/],
  [4, /^[（(]\d{1,3}[）)]/],
]

/**
 * The official level of a text that begins with 一、 （一） 1. （1） (GB/T 9704-2012 7.3.3), and the literal number.
 * Half-width brackets and 1、 are recognised too, because real files have them; they are left as they are for proofreading.
 */
export function officialNumber(text: string): { level: 1 | 2 | 3 | 4; number: string } | null {
  for (const [level, pattern] of patterns) {
    const number = pattern.exec(text)?.[0]
    if (number) return { level, number }
  }
  return null
}

/** Longest text, in characters, that is still taken for a heading. */
export const headingLimit = 50

/** A heading is short, is no sentence, and does not stop in the middle of one. */
export function isHeadingLike(text: string): boolean {
  const { level, number } = officialNumber(text) ?? { level: 1, number: '' }
  const words = text.slice(number.length).trim()
  if (words === '' || text.length > headingLimit || /[。；;]/.test(words)) return false
  return level <= 2 ? !/[，,、！!？?…]$/.test(words) : !/[，,、！!？?…：:]$/.test(words)
}
