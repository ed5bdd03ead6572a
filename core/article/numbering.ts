import { officialNumber } from '#core/import/numbering'

/** The four levels of official text: 1 一、 · 2 （一） · 3 1. · 4 （1） (GB/T 9704-2012 7.3.3). */
export type Level = 1 | 2 | 3 | 4

/** One line of the top of a text: a heading with its level, or another line, which matters only where it begins an annex. */
export type Line = { level: Level | null; text: string }

/** The first `length` characters of a line give way to `number`. */
export type Renumbering = { line: number; length: number; number: string }

const digits = '零一二三四五六七八九'

/** 一, 十, 十一, 二十, 一百零三: whole numbers from 1 to 999 as official texts write them. */
export function hanNumeral(n: number): string {
  if (n < 10) return digits[n]!
  if (n < 20) return `十${n % 10 ? digits[n % 10] : ''}`
  if (n < 100) return `${digits[Math.floor(n / 10)]}十${n % 10 ? digits[n % 10] : ''}`
  const rest = n % 100
  const tail = rest === 0 ? '' : rest < 10 ? `零${digits[rest]}` : `${digits[Math.floor(rest / 10)]}十${rest % 10 ? digits[rest % 10] : ''}`
  return `${digits[Math.floor(n / 100)]}百${tail}`
}

/** The number a heading carries as the `n`-th of its level. */
export function numberOf(level: Level, n: number): string {
  if (level === 1) return `${hanNumeral(n)}、`
  if (level === 2) return `（${hanNumeral(n)}）`
  return level === 3 ? `${n}.` : `（${n}）`
}

/** Headings that stand outside the numbering: 附则, 第一章, 第二条, 附件. */
export const isOutsideNumbering = (text: string): boolean => /^\s*(第[一二三四五六七八九十百零〇\d]+[编章节条款]|[附总]\s*则|附\s*[件录表]|前\s*言|引\s*言)/.test(text)

/** A line from which numbers begin anew: 附件 and 附件2 at the head of an annex. */
const beginsAnnex = (text: string): boolean => text.length <= 12 && /^\s*附\s*件\s*[\d一二三四五六七八九十]*\s*[:：]?\s*$/.test(text)

/** The length of the number a line begins with; 0 when it carries none. */
export const numberLength = (text: string): number => officialNumber(text)?.number.length ?? 0

/**
 * What it takes to put the numbers of the headings in order, level by level, beginning anew under each heading above and in each
 * annex. A heading that carries no number stays without one and is still a heading above those below it. `give` names a line that
 * is to get a number although it carries none.
 */
export function renumberings(lines: readonly Line[], give: number | null = null): Renumbering[] {
  const found: Renumbering[] = []
  const count = [0, 0, 0, 0, 0]
  for (const [line, { level, text }] of lines.entries()) {
    if (level === null) {
      if (beginsAnnex(text)) count.fill(0)
      continue
    }
    count.fill(0, level + 1)
    const length = numberLength(text)
    if (length === 0 && line !== give) continue
    count[level] = count[level]! + 1
    const number = numberOf(level, count[level]!)
    if (text.slice(0, length) !== number) found.push({ line, length, number })
  }
  return found
}

/** Whether every number stands as `renumberings` would have it. A text numbered in another way is its author's business. */
export const inOrder = (lines: readonly Line[]): boolean => renumberings(lines).length === 0
