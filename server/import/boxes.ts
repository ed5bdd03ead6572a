import { RefusedFile } from './file-refusal.ts'

/** A box of ISO/IEC 14496-12: its name, where it begins, where its content begins and where it ends. */
export type Box = { name: string; start: number; inside: number; end: number }

/** A film's bytes as numbers, by their offset in `bytes`. */
export const numbersOf = (bytes: Uint8Array): DataView => new DataView(bytes.buffer, bytes.byteOffset, bytes.length)

export const nameAt = (bytes: Uint8Array, at: number): string => String.fromCharCode(...bytes.subarray(at, at + 4))

/** The boxes of a stretch, one behind the other; a box that reaches out of it is refused as damaged. */
export function boxesIn(bytes: Uint8Array, from: number, to: number): Box[] {
  const numbers = numbersOf(bytes)
  const boxes: Box[] = []
  let start = from
  // QuickTime ends a list of boxes with four bytes of nothing.
  while (start + 8 <= to) {
    const size = numbers.getUint32(start)
    const long = size === 1
    if (long && start + 16 > to) throw new RefusedFile('damaged')
    const length = long ? Number(numbers.getBigUint64(start + 8)) : size === 0 ? to - start : size
    const inside = start + (long ? 16 : 8)
    if (start + length < inside || start + length > to) throw new RefusedFile('damaged')
    boxes.push({ name: nameAt(bytes, start + 4), start, inside, end: start + length })
    start += length
  }
  return boxes
}

/** The first box at the end of this way of names inside another, or null. */
export function boxAt(bytes: Uint8Array, { inside, end }: Pick<Box, 'inside' | 'end'>, ...way: string[]): Box | null {
  const [name, ...further] = way
  const box = boxesIn(bytes, inside, end).find(one => one.name === name)
  if (!box || further.length === 0) return box ?? null
  return boxAt(bytes, box, ...further)
}
