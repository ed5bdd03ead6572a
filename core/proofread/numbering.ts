/**
 * How a paragraph is numbered: `han` 一、 · `han-paren` （一） · `digit` 1. · `digit-paren` （1） · `digit-half` 1） · `circled` ① ·
 * `ordinal` 第一 · `series` 一是 · `article` 第N条 · `chapter` 第N编/章/节.
 */
export type NumberStyle =
  'han' | 'han-paren' | 'digit' | 'digit-paren' | 'digit-half' | 'circled' | 'ordinal' | 'series' | 'article' | 'chapter' | 'decimal'

/** A label at the start of a paragraph. `start`/`end` count from the start of the paragraph; `raw` is the label with its mark. */
export type Numbering = { style: NumberStyle; value: number; raw: string; mark: string; start: number; end: number; unit?: string }

const digits: Record<string, number> = {
  〇: 0, 零: 0, '○': 0, 一: 1, 二: 2, 两: 2, 三: 3, 四: 4, 五: 5, 六: 6, 七: 7, 八: 8, 九: 9,
}
const places: Record<string, number> = { 十: 10, 百: 100, 千: 1000 }

/** The value of a Chinese numeral below 10,000 (二十一 → 21, 二〇一九 → 2019); null when it is none. */
export function parseHan(text: string): number | null {
  if (text === '' || text.length > 9) return null
  if (![...text].some(c => c in places)) {
    const value = [...text].reduce((n, c) => (c in digits ? n * 10 + digits[c]! : NaN), 0)
    return Number.isNaN(value) ? null : value
  }
  let total = 0
  let pending = 0
  for (const c of text) {
    if (c in digits) pending = digits[c]!
    else if (c in places) {
      total += (pending || 1) * places[c]!
      pending = 0
    } else return null
  }
  return total + pending
}

/** The Chinese numeral of a whole number from 1 to 999. */
export function writeHan(n: number): string {
  const names = '零一二三四五六七八九'
  if (n < 10) return names[n]!
  if (n < 20) return `十${n % 10 ? names[n % 10] : ''}`
  if (n < 100) return `${names[Math.floor(n / 10)]}十${n % 10 ? names[n % 10] : ''}`
  const rest = n % 100
  return `${names[Math.floor(n / 100)]}百${rest === 0 ? '' : rest < 10 ? `零${names[rest]}` : rest < 20 ? `一${writeHan(rest)}` : writeHan(rest)}`
}

/** The number a run of Arabic or Chinese digits says; null when it says none. */
export const parseNumber = (text: string): number | null => (/^\d+$/.test(text) ? Number(text) : parseHan(text))

const n = '[一二三四五六七八九十百零〇]{1,6}'
const labels: [NumberStyle, RegExp][] = [
  ['article', new RegExp(`^[\\s　]*第(${n}|\\d{1,4})(条)(?:之[一二三四五六七八九十])?(?=[\\s　]|[^，。、；,款项（(至到和与或及的规以之]|$)`)],
  ['chapter', new RegExp(`^[\\s　]*第(${n}|\\d{1,3})(编|章|节|部分)(?=[\\s　：:]|[^，。、；,的条规和至以]|$)`)],
  ['han-paren', new RegExp(`^[\\s　]*[（(](${n})[）)]()`)],
  ['digit-paren', /^[\s　]*[（(](\d{1,2})[）)]()/],
  ['han', new RegExp(`^[\\s　]*(${n})([、.．，,]|(?=[\\s　]))`)],
  ['decimal', /^[\s　]*(\d{1,2}(?:\.\d{1,2}){1,3})([、.．]?)(?=[\s　]*[\u3400-\u9fff“《（](?<![元万亿千米公吨个倍]))/],
  ['digit-half', /^[\s　]*(\d{1,2})([）)])/],
  ['digit', /^[\s　]*(\d{1,3})([、.．，](?!\d))/],
  ['circled', /^[\s　]*([①-⑳])()/],
]

/** The numbering label at the start of a paragraph, or null. */
export function readNumbering(text: string): Numbering | null {
  const head = text.slice(0, 60)
  for (const [style, re] of labels) {
    const m = re.exec(head)
    if (!m) continue
    const value = style === 'circled' ? m[1]!.charCodeAt(0) - 0x245f : style === 'decimal' ? Number(m[1]!.split('.').at(-1)) : parseNumber(m[1]!)
    if (value === null) continue
    const start = m[0].length - m[0].trimStart().length
    const unit = style === 'article' || style === 'chapter' ? m[2]! : undefined
    return { style, value, raw: m[0].trim(), mark: unit ? '' : (m[2] ?? ''), start, end: m[0].length, ...(unit ? { unit } : {}) }
  }
  return null
}
