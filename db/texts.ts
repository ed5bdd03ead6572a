import type Database from 'better-sqlite3'
import { hash as digestOf } from 'node:crypto'
import { deflateRawSync, inflateRawSync } from 'node:zlib'
import type { Sha256 } from '#core/article/canonical'
import type { Revision } from '#core/store'
import { exhibitTable, revisionTable } from '#db/schema'
import { insertInto } from '#db/table'

/** SHA-256 by the platform, the fast one. */
export const sha256: Sha256 = bytes => digestOf('sha256', bytes, 'hex')

/** What deflate can look back at, bytes. */
const windowSize = 32 * 1024
/** A version that costs more than this part of its text beside its group's first one begins a new group. */
const worthwhile = 0.3
/** The longest text that one stored block of deflate can hold (RFC 1951, 3.2.4), and the bytes before it. */
const longestStored = 65_535
const storedHead = 5

export type KeptText = { article: string; hash: string; by: string; at: string; seq: number; base: string | null; bytes: Buffer }

const dictionary = (text: Buffer): Buffer => (text.length > windowSize ? text.subarray(text.length - windowSize) : text)

/** Deflates; with a dictionary, what the two have in common costs almost nothing. */
const pack = (text: Buffer, base?: Buffer): Buffer =>
  deflateRawSync(text, base ? { level: 6, dictionary: dictionary(base) } : { level: 6 })

/** How a version begins that is kept as a splice of its group's first text: as no stream of deflate does (RFC 1951, 3.2.3: block type 11). */
const spliceMark = 0x06
/** The mark, then how much of the base goes before and behind, four bytes each. */
const spliceHead = 9
/** With more than this between the two, bytes, deflate is worth its cost. */
const longestSplice = 2048

/**
 * A version as what stands between the beginning and the end it shares with the first text of its group: the change of one place, which
 * costs next to nothing to write and to read. Null when the places are too far apart.
 */
export function splice(text: Buffer, base: Buffer): Buffer | null {
  const most = Math.min(text.length, base.length)
  let before = 0
  while (before < most && text[before] === base[before]) before += 1
  let behind = 0
  while (behind < most - before && text[text.length - 1 - behind] === base[base.length - 1 - behind]) behind += 1
  const middle = text.subarray(before, text.length - behind)
  if (middle.length > longestSplice) return null
  const head = Buffer.alloc(spliceHead, spliceMark)
  head.writeUInt32LE(before, 1)
  head.writeUInt32LE(behind, 5)
  return Buffer.concat([head, middle])
}

/** How much of the base a splice takes, before and behind its own middle, and how long the text is. */
export type Splice = { before: number; behind: number; length: number }

/** Null when the bytes are no splice; refuses one of more than its base has. */
export function spliceOf(bytes: Buffer, base: Buffer): Splice | null {
  if (bytes[0] !== spliceMark) return null
  const [before, behind] = [bytes.readUInt32LE(1), bytes.readUInt32LE(5)]
  if (before + behind > base.length) throw new RangeError('a splice of more than there is')
  return { before, behind, length: before + bytes.length - spliceHead + behind }
}

/** Writes the text of a splice to the beginning of `room`, which has at least its length. */
export function writeSpliced(room: Buffer, bytes: Buffer, base: Buffer, { before, behind, length }: Splice): Buffer {
  base.copy(room, 0, 0, before)
  bytes.copy(room, before, spliceHead)
  base.copy(room, length - behind, base.length - behind)
  return room.subarray(0, length)
}

/**
 * The first text of a group as one stored block, which reads as fast as memory: it is read with every version of its group, and each
 * open and each verification would pay for inflating it. A long one is worth its inflating.
 */
export const packFirst = (text: Buffer): Buffer => (text.length > longestStored ? pack(text) : stored(text))

function stored(text: Buffer): Buffer {
  const head = Buffer.alloc(storedHead)
  head[0] = 1
  head.writeUInt16LE(text.length, 1)
  head.writeUInt16LE(text.length ^ 0xffff, 3)
  return Buffer.concat([head, text])
}

/** The longest exhibit kept as it is, bytes: setting deflate up costs as much as writing so much. */
const plainExhibit = 8 * 1024

/** An exhibit is written with the act it belongs to and seldom read: quickly rather than tightly. */
export const packExhibit = (text: Buffer): Buffer => (text.length <= plainExhibit ? stored(text) : deflateRawSync(text, { level: 1 }))

/** The reverse of all four. */
export function unpack(bytes: Buffer, base?: Buffer): Buffer {
  const length = bytes.length - storedHead
  if (!base && bytes[0] === 1 && length >= 0 && bytes.readUInt16LE(1) === length && bytes.readUInt16LE(3) === (length ^ 0xffff)) {
    return bytes.subarray(storedHead)
  }
  const splice = base && spliceOf(bytes, base)
  if (splice) return writeSpliced(Buffer.allocUnsafe(splice.length), bytes, base, splice)
  return inflateRawSync(bytes, base ? { dictionary: dictionary(base) } : {})
}

/**
 * 版本 and exhibits as kept: canonical bytes, in the form of deflate, or a splice. A version takes the first text of its group as base or
 * dictionary, so that ten versions of a text cost little more than one; what is read back is byte for byte what was hashed.
 */
export class Texts {
  private readonly one: Database.Statement<[string, string], KeptText>
  private readonly newestBase: Database.Statement<[string], { base: string }>
  private readonly known: Database.Statement<[string, string], number>
  private readonly insert
  private readonly exhibit: Database.Statement<[string], { bytes: Buffer }>
  private readonly knownExhibit: Database.Statement<[string], number>
  private readonly insertExhibit

  constructor(sqlite: Database.Database) {
    this.one = sqlite.prepare('SELECT * FROM revision WHERE article = ? AND hash = ?')
    this.newestBase = sqlite.prepare('SELECT coalesce(base, hash) AS base FROM revision WHERE article = ? ORDER BY rowid DESC LIMIT 1')
    this.known = sqlite.prepare<[string, string], number>('SELECT 1 FROM revision WHERE article = ? AND hash = ?').pluck()
    this.insert = insertInto(sqlite, revisionTable)
    this.exhibit = sqlite.prepare('SELECT bytes FROM exhibit WHERE digest = ?')
    this.knownExhibit = sqlite.prepare<[string], number>('SELECT 1 FROM exhibit WHERE digest = ?').pluck()
    this.insertExhibit = insertInto(sqlite, exhibitTable)
  }

  has(article: string, hash: string): boolean {
    return this.known.get(article, hash) === 1
  }

  /** The canonical bytes of a version. */
  read(article: string, hash: string): Buffer | null {
    const kept = this.one.get(article, hash)
    return kept ? unpack(kept.bytes, kept.base === null ? undefined : this.base(article, kept.base)) : null
  }

  private base(article: string, hash: string): Buffer {
    return unpack(this.one.get(article, hash)!.bytes)
  }

  keep(article: string, revision: Revision, facts: { by: string; at: string; seq: number }): void {
    const text = Buffer.from(revision.bytes, 'utf8')
    if (sha256(text) !== revision.hash) throw new Error(`the hash of a version of ${article} is not that of its bytes`)
    const group = this.newestBase.get(article)?.base ?? null
    const base = group === null ? undefined : this.base(article, group)
    const shared = base && (splice(text, base) ?? pack(text, base))
    const close = shared && shared.length < text.length * worthwhile
    this.insert.run({ article, hash: revision.hash, ...facts, ...(close ? { base: group, bytes: shared } : { base: null, bytes: packFirst(text) }) })
  }

  /** Keeps an exhibit once; several events may name the same one. */
  keepExhibit(digest: string, text: string): void {
    if (this.hasExhibit(digest)) return
    const bytes = Buffer.from(text, 'utf8')
    if (sha256(bytes) !== digest) throw new Error('the digest of an exhibit is not that of its bytes')
    this.insertExhibit.run({ digest, bytes: packExhibit(bytes) })
  }

  hasExhibit(digest: string): boolean {
    return this.knownExhibit.get(digest) === 1
  }

  readExhibit(digest: string): string | null {
    const kept = this.exhibit.get(digest)
    return kept ? unpack(kept.bytes).toString('utf8') : null
  }
}
