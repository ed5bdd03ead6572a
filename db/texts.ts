import type Database from 'better-sqlite3'
import { hash as digestOf } from 'node:crypto'
import { deflateRawSync, inflateRawSync } from 'node:zlib'
import type { Sha256 } from '#core/article/canonical'
import type { Revision } from '#core/store'
import { exhibitTable, revisionTable } from '#db/schema'
import { splice, splices, splicesOf, writeSpliced } from '#db/splice'
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

/** A version beside its group's first text. Splices are read back before they are believed: nothing else has these bytes. */
function sharing(text: Buffer, base: Buffer): Buffer {
  const spliced = shortest(text, base)
  return spliced && unpack(spliced, base).equals(text) ? spliced : pack(text, base)
}

/** Longer than this, one splice may be of two places and what lies between them. */
const longOne = 400

function shortest(text: Buffer, base: Buffer): Buffer | null {
  const one = splice(text, base)
  if (one && one.length <= longOne) return one
  const several = splices(text, base)
  return one && several ? (several.length < one.length ? several : one) : (several ?? one)
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
  const spliced = base && splicesOf(bytes, base)
  if (spliced) return writeSpliced(Buffer.allocUnsafe(spliced.length), bytes, base, spliced)
  return inflateRawSync(bytes, base ? { dictionary: dictionary(base) } : {})
}

/**
 * 版本 and exhibits as kept: canonical bytes, in the form of deflate, or as splices (db/splice.ts). A version takes the first text of its group as base or
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
    const shared = base && sharing(text, base)
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
