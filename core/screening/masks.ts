import type { MaskStyle } from './finding.ts'

/** 身份证 keeps 3 + 2, telephone 3 + 4, card the last 4. No national digit count exists; the office may set its own. */
export const defaultMaskStyle: MaskStyle = { idHead: 3, idTail: 2, phoneHead: 3, phoneTail: 4, cardTail: 4 }

/** Keeps `head` and `tail` characters of a number and stars the rest; when nothing would be hidden, everything is starred. */
export const maskNumber = (digits: string, head: number, tail: number): string => {
  if (head < 0 || tail < 0 || head + tail >= digits.length) return '*'.repeat(digits.length)
  return digits.slice(0, head) + '*'.repeat(digits.length - head - tail) + digits.slice(digits.length - tail)
}

/** 张伟 → 张某, 欧阳明华 → 欧阳某某. */
export const maskName = (surname: string, given: string): string => surname + '某'.repeat(Math.max(1, given.length))
