/**
 * A version beside the first text of its group, as what of it is taken over and what is new: costs next to nothing to write and to read.
 * Two forms, told apart by their first byte, with which no stream of deflate begins (RFC 1951, 3.2.3: block type 11).
 * One place: the mark, how much of the base goes before and behind (four bytes each), what is new.
 * Several: the mark, then again and again where in the base something is taken from and how much (four bytes each), how much is new
 * behind it (two bytes), and the new bytes.
 */
const marks = { one: 0x06, several: 0x07 } as const
const oneHead = 9
const partHead = 10
/** With more new than this, bytes, or in more places, deflate is worth its cost. */
const mostNew = 2048
const mostParts = 48
/** So many bytes must stand in both for a text to be taken as going on: longer than what stands between two paragraphs. */
const sure = 64
/** How far apart the places are that are looked for in the base. */
const stride = 16

/** A part of a text that is kept as splices: so much of the base, then so much of the kept bytes. */
type Part = { from: number; taken: number; at: number; added: number }
export type Splices = { parts: readonly Part[]; length: number }

/** The change of one place; null when it is too long. */
export function splice(text: Buffer, base: Buffer): Buffer | null {
  const before = sharedBefore(text, 0, base, 0)
  const most = Math.min(text.length, base.length) - before
  let behind = 0
  while (behind < most && text[text.length - 1 - behind] === base[base.length - 1 - behind]) behind += 1
  const middle = text.subarray(before, text.length - behind)
  if (middle.length > mostNew) return null
  const head = Buffer.alloc(oneHead, marks.one)
  head.writeUInt32LE(before, 1)
  head.writeUInt32LE(behind, 5)
  return Buffer.concat([head, middle])
}

/** The change of several places; null when too much is new. */
export function splices(text: Buffer, base: Buffer): Buffer | null {
  const kept: Buffer[] = [Buffer.of(marks.several)]
  let added = 0
  for (let at = 0, from = 0; at < text.length; ) {
    const taken = sharedBefore(text, at, base, from)
    const next = goesOn(text, at + taken, base, from + taken)
    const fresh = text.subarray(at + taken, next.at)
    added += fresh.length
    if (added > mostNew || kept.length > 2 * mostParts) return null
    const head = Buffer.alloc(partHead)
    head.writeUInt32LE(from, 0)
    head.writeUInt32LE(taken, 4)
    head.writeUInt16LE(fresh.length, 8)
    kept.push(head, fresh)
    ;({ at, from } = next)
  }
  return Buffer.concat(kept)
}

function sharedBefore(text: Buffer, at: number, base: Buffer, from: number): number {
  const most = Math.min(text.length - at, base.length - from)
  let shared = 0
  while (shared < most && text[at + shared] === base[from + shared]) shared += 1
  return shared
}

/** Where the text goes on as the base does; its end when nowhere near. */
function goesOn(text: Buffer, from: number, base: Buffer, behind: number): { at: number; from: number } {
  const last = Math.min(text.length - sure, from + mostNew)
  for (let at = from; at <= last; at += stride) {
    const words = text.subarray(at, at + sure)
    const ahead = base.indexOf(words, behind)
    // words that stand twice may have led too far
    const found = ahead < 0 ? base.indexOf(words) : ahead
    if (found < 0) continue
    let back = 0
    while (at - back > from && found - back > 0 && text[at - back - 1] === base[found - back - 1]) back += 1
    return { at: at - back, from: found - back }
  }
  return { at: text.length, from: base.length }
}

/** What the bytes take from where; null when they are no splices. Refuses those of more than there is. */
export function splicesOf(bytes: Buffer, base: Buffer): Splices | null {
  const parts = bytes[0] === marks.one ? onePlace(bytes, base) : bytes[0] === marks.several ? severalPlaces(bytes) : null
  if (!parts) return null
  if (parts.some(({ from, taken, at, added }) => from + taken > base.length || at + added > bytes.length)) throw new RangeError('splices of more than there is')
  return { parts, length: parts.reduce((sum, { taken, added }) => sum + taken + added, 0) }
}

function onePlace(bytes: Buffer, base: Buffer): Part[] {
  const [before, behind] = [bytes.readUInt32LE(1), bytes.readUInt32LE(5)]
  if (before + behind > base.length) throw new RangeError('a splice of more than there is')
  return [
    { from: 0, taken: before, at: oneHead, added: bytes.length - oneHead },
    { from: base.length - behind, taken: behind, at: bytes.length, added: 0 },
  ]
}

function severalPlaces(bytes: Buffer): Part[] {
  const parts: Part[] = []
  for (let at = 1; at < bytes.length; ) {
    const added = bytes.readUInt16LE(at + 8)
    parts.push({ from: bytes.readUInt32LE(at), taken: bytes.readUInt32LE(at + 4), at: at + partHead, added })
    at += partHead + added
  }
  return parts
}

/** Writes the text to the beginning of `room`, which has at least its length. */
export function writeSpliced(room: Buffer, bytes: Buffer, base: Buffer, { parts, length }: Splices): Buffer {
  let end = 0
  for (const { from, taken, at, added } of parts) {
    base.copy(room, end, from, from + taken)
    bytes.copy(room, end + taken, at, at + added)
    end += taken + added
  }
  return room.subarray(0, length)
}

/** Whether `holds` of any piece of the text that is not the base's alone: what is new and where two pieces meet, with `reach` bytes on either side. */
export function anyNew({ parts, length }: Splices, reach: number, holds: (from: number, to: number) => boolean): boolean {
  let end = 0
  return parts.some(({ taken, added }) => {
    const fresh = end + taken
    end = fresh + added
    return holds(Math.max(0, fresh - reach), Math.min(length, end + reach))
  })
}
