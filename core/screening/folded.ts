import type { Line } from './finding.ts'

/**
 * A text as a careful reader sees it: full-width forms narrowed, invisible characters removed, the traditional and variant
 * forms used in marks made simplified – with the way back to the source. `from[i]` is the UTF-16 offset in the source of
 * folded unit `i`; `to[i]` the offset just behind it.
 */
export type Folded = { text: string; from: Uint32Array; to: Uint32Array }

const variants: Readonly<Record<string, string>> = Object.fromEntries(
  (
    '絕绝 絶绝 機机 祕秘 宻密 級级 長长 內内 資资 號号 證证 電电 話话 達达 閱阅 參参 僅仅 請请 傳传 開开 務务 國国 護护 銀银 帳帐 賬账 戶户 個个 總总 發发 ' +
    '參参 壹一 貳二 叁三 肆四 伍五 陸六 柒七 捌八 玖九 拾十 東东 緯纬 經经 聯联 絡络 歲岁 檔档 稱称 範范 圍围 屬属 類类 態态 時时 間间'
  )
    .split(' ')
    .map((pair) => [pair[0] ?? '', pair[1] ?? '']),
)

/** Soft hyphens, joiners, direction marks, variation selectors, combining marks and other code points that print nothing. */
const invisible: readonly (readonly [number, number])[] = [
  [0xad, 0xad], [0x300, 0x36f], [0x61c, 0x61c], [0x115f, 0x1160], [0x180b, 0x180e], [0x200b, 0x200f], [0x202a, 0x202e],
  [0x2060, 0x2064], [0x2066, 0x206f], [0xfe00, 0xfe0f], [0xfeff, 0xfeff], [0xfff9, 0xfffb], [0xe0000, 0xe0fff],
]
const isInvisible = (code: number) => invisible.some(([first, last]) => code >= first && code <= last)
const space = /[\u00A0\u1680\u2000-\u200A\u202F\u205F\u3000]/

/** One source character → '' (invisible) or one folded UTF-16 unit or the character itself. */
const foldCharacter = (character: string, next: string): string => {
  const code = character.codePointAt(0) ?? 0
  if (code < 0x80) return character === '\r' ? (next === '\n' ? '' : '\n') : code === 0x0b || code === 0x0c ? '\n' : character
  if (code >= 0xff01 && code <= 0xff5e) return String.fromCharCode(code - 0xfee0)
  if (code === 0x2028 || code === 0x2029 || code === 0x85) return '\n'
  if ((code < 0x4e00 || code > 0x9fff) && isInvisible(code)) return ''
  if (space.test(character)) return ' '
  if (code >= 0x0660 && code <= 0x0669) return String.fromCharCode(code - 0x0660 + 48)
  if (code >= 0x1d7ce && code <= 0x1d7ff) return String.fromCharCode(((code - 0x1d7ce) % 10) + 48)
  // PDF text often holds Kangxi radicals and compatibility ideographs instead of the ordinary characters
  if ((code >= 0x2e80 && code <= 0x2fdf) || (code >= 0xf900 && code <= 0xfaff)) {
    const plain = character.normalize('NFKC')
    return plain.length === 1 ? (variants[plain] ?? plain) : character
  }
  return variants[character] ?? character
}

const unknown = 0
const same = 1
const other = 2
/** For each UTF-16 unit whether folding may change it, worked out the first time it is met; surrogates always may. */
const known = new Uint8Array(0x10000)
function changes(code: number): boolean {
  if (known[code] === unknown) {
    const character = String.fromCharCode(code)
    const may = (code >= 0xd800 && code <= 0xdfff) || character === '\r' || foldCharacter(character, '') !== character
    known[code] = may ? other : same
  }
  return known[code] === other
}

/** Folds a text. Never throws, also not on lone surrogates; the folded text is never longer than the source. */
export const fold = (source: string): Folded => {
  const from = new Uint32Array(source.length)
  const to = new Uint32Array(source.length)
  const pieces: string[] = []
  let length = 0
  let plainFrom = 0
  let at = 0
  while (at < source.length) {
    if (!changes(source.charCodeAt(at))) {
      from[length] = at
      to[length++] = ++at
      continue
    }
    if (at > plainFrom) pieces.push(source.slice(plainFrom, at))
    const width = (source.codePointAt(at) ?? 0) > 0xffff ? 2 : 1
    const folded = foldCharacter(source.slice(at, at + width), source[at + 1] ?? '')
    const whole = folded.length !== width
    for (let unit = 0; unit < folded.length; unit++) {
      from[length] = whole ? at : at + unit
      to[length++] = whole ? at + width : at + unit + 1
    }
    if (folded) pieces.push(folded)
    at += width
    plainFrom = at
  }
  pieces.push(source.slice(plainFrom))
  return { text: pieces.join(''), from: from.subarray(0, length), to: to.subarray(0, length) }
}

/** The lines of a folded text that are not blank. */
export const linesOf = (text: string): Line[] => {
  const lines: Line[] = []
  let start = 0
  while (start <= text.length) {
    const newline = text.indexOf('\n', start)
    const end = newline < 0 ? text.length : newline
    const raw = text.slice(start, end)
    const trimmed = raw.trim()
    if (trimmed) {
      const lead = raw.length - raw.trimStart().length
      lines.push({ start: start + lead, end: start + lead + trimmed.length, text: trimmed })
    }
    start = end + 1
  }
  return lines
}
