import { child, elements, valueOf, type Xml } from '#server/import/xml'

type Level = { format: string; text: string; start: number }
type Numbering = { levels: Map<number, Level>; abstract: string; restarts: Map<number, number> }

/** The printed number or bullet of a paragraph. */
export type Marker = { marker: string; bullet: boolean }

/**
 * Word's automatic numbers written out as they are printed: 一、 （一） 1. ① and so on. Official texts quote these numbers,
 * so they become part of the text. One instance per document, asked in document order.
 */
export class Numbers {
  private numberings = new Map<string, Numbering>()
  private counters = new Map<string, number[]>()
  private restarted = new Set<string>()

  constructor(numbering: Xml | null) {
    if (!numbering) return
    const abstracts = new Map<string, Map<number, Level>>()
    for (const abstract of elements(numbering, 'w:abstractNum')) {
      abstracts.set(abstract.attrs['w:abstractNumId'] ?? '', levelsOf(abstract))
    }
    for (const num of elements(numbering, 'w:num')) {
      const abstract = valueOf(num, 'w:abstractNumId') ?? ''
      const levels = new Map(abstracts.get(abstract))
      const restarts = new Map<number, number>()
      for (const override of elements(num, 'w:lvlOverride')) {
        const at = Number(override.attrs['w:ilvl'])
        const start = valueOf(override, 'w:startOverride')
        if (start !== undefined) restarts.set(at, Number(start))
        for (const [key, level] of levelsOf(override)) levels.set(key, level)
      }
      this.numberings.set(num.attrs['w:numId'] ?? '', { levels, abstract, restarts })
    }
  }

  /** What a list is, without counting it on: bulleted or numbered, and from where. Null when Word prints nothing before it. */
  kind(numId: string, depth: number): { bullet: boolean; start: number } | null {
    const numbering = this.numberings.get(numId)
    const level = numbering?.levels.get(depth)
    if (!level || level.format === 'none') return null
    return { bullet: level.format === 'bullet', start: numbering?.restarts.get(depth) ?? level.start }
  }

  /** Counts one paragraph of a list on; null when Word prints nothing before it. */
  next(numId: string, depth: number): Marker | null {
    const numbering = this.numberings.get(numId)
    const level = numbering?.levels.get(depth)
    if (!numbering || !level || level.format === 'none') return null
    if (level.format === 'bullet') return { marker: level.text, bullet: true }
    const counters = this.counters.get(numbering.abstract) ?? []
    this.counters.set(numbering.abstract, counters)
    const restart = numbering.restarts.get(depth)
    const first = `${numId}/${depth}`
    if (restart !== undefined && !this.restarted.has(first)) counters[depth] = restart
    else counters[depth] = counters[depth] === undefined ? level.start : counters[depth] + 1
    this.restarted.add(first)
    counters.length = depth + 1
    const marker = level.text.replace(/%([1-9])/g, (_, digit: string) => {
      const at = Number(digit) - 1
      const shown = numbering.levels.get(at)
      return printed(counters[at] ?? shown?.start ?? 1, shown?.format ?? 'decimal')
    })
    return marker.trim() === '' ? null : { marker: marker.trim(), bullet: false }
  }
}

function levelsOf(parent: Xml): Map<number, Level> {
  return new Map(
    elements(parent, 'w:lvl').map(level => [
      Number(level.attrs['w:ilvl'] ?? 0),
      {
        format:
          valueOf(level, 'w:numFmt') ??
          child(child(level, 'mc:AlternateContent'), 'mc:Choice')?.attrs['w:val'] ??
          'decimal',
        text: valueOf(level, 'w:lvlText') ?? '',
        start: Number(valueOf(level, 'w:start') ?? 1),
      },
    ]),
  )
}

const digits = '〇一二三四五六七八九'
const legalDigits = '零壹贰叁肆伍陆柒捌玖'

/** 1…9999 → 一…九千九百九十九 as counted: 十, 十一, 二十. */
export function hanNumber(n: number): string {
  if (n > 9999 || n < 0) return String(n)
  if (n === 0) return '〇'
  const units = ['千', '百', '十', '']
  let out = ''
  let gap = false
  for (const [index, figure] of [...String(n).padStart(4, '0')].entries()) {
    if (figure === '0') gap = out !== ''
    else {
      out += (gap ? '零' : '') + digits[Number(figure)] + units[index]
      gap = false
    }
  }
  return out.replace(/^一十/, '十')
}

function letters(n: number, first: number): string {
  return String.fromCharCode(first + ((n - 1) % 26)).repeat(Math.min(10, Math.ceil(n / 26)))
}

function roman(n: number): string {
  if (n < 1 || n > 3999) return String(n)
  const signs: [number, string][] = [
    [1000, 'M'],
    [900, 'CM'],
    [500, 'D'],
    [400, 'CD'],
    [100, 'C'],
    [90, 'XC'],
    [50, 'L'],
    [40, 'XL'],
    [10, 'X'],
    [9, 'IX'],
    [5, 'V'],
    [4, 'IV'],
    [1, 'I'],
  ]
  let out = ''
  let rest = n
  for (const [value, sign] of signs) for (; rest >= value; rest -= value) out += sign
  return out
}

function printed(n: number, format: string): string {
  switch (format) {
    case 'chineseCounting':
    case 'chineseCountingThousand':
    case 'japaneseCounting':
    case 'taiwaneseCounting':
    case 'taiwaneseCountingThousand':
    case 'ideographDigital':
      return hanNumber(n)
    case 'chineseLegalSimplified':
    case 'ideographLegalTraditional':
      return hanNumber(n).replace(/[〇一二三四五六七八九十百千]/g, one =>
        one === '十' ? '拾' : one === '百' ? '佰' : one === '千' ? '仟' : legalDigits[digits.indexOf(one)]!,
      )
    case 'upperLetter':
      return letters(n, 65)
    case 'lowerLetter':
      return letters(n, 97)
    case 'upperRoman':
      return roman(n)
    case 'lowerRoman':
      return roman(n).toLowerCase()
    case 'decimalZero':
      return String(n).padStart(2, '0')
    case 'decimalEnclosedCircle':
    case 'decimalEnclosedCircleChinese':
      return n >= 1 && n <= 20 ? String.fromCharCode(0x245f + n) : String(n)
    case 'decimalEnclosedParen':
      return `(${n})`
    case 'decimalFullWidth':
    case 'decimalFullWidth2':
      return [...String(n)].map(one => String.fromCharCode(one.charCodeAt(0) + 0xfee0)).join('')
    default:
      return String(n)
  }
}
