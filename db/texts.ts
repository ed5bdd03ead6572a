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
/** A text that shares less than this part with its group's first one begins a new group. */
const worthwhile = 0.6

export type KeptText = { article: string; hash: string; by: string; at: string; seq: number; base: string | null; bytes: Buffer }

const dictionary = (text: Buffer): Buffer => (text.length > windowSize ? text.subarray(text.length - windowSize) : text)

/** Below this a smaller window and hash table find as much, and setting them up costs a tenth. */
const small = 4 * 1024

/** Deflates; with a dictionary, what the two have in common costs almost nothing. */
export const pack = (text: Buffer, base?: Buffer): Buffer =>
  deflateRawSync(text, {
    level: 6,
    ...(base && { dictionary: dictionary(base) }),
    ...(!base && text.length < small && { windowBits: 12, memLevel: 5 }),
  })
export const unpack = (bytes: Uint8Array, base?: Buffer): Buffer =>
  inflateRawSync(bytes, base ? { dictionary: dictionary(base) } : {})

/**
 * 版本 and exhibits as kept: canonical bytes, deflated. A version takes the first text of its group as dictionary, so that
 * ten versions of a text cost little more than one; what is read back is byte for byte what was hashed.
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
    const shared = base && pack(text, base)
    if (shared && shared.length < text.length * worthwhile * 0.5) {
      this.insert.run({ article, hash: revision.hash, ...facts, base: group, bytes: shared })
      return
    }
    const alone = pack(text)
    const better = shared && shared.length < alone.length * worthwhile
    this.insert.run({ article, hash: revision.hash, ...facts, base: better ? group : null, bytes: better ? shared : alone })
  }

  /** Keeps an exhibit once; several events may name the same one. */
  keepExhibit(digest: string, text: string): void {
    if (this.hasExhibit(digest)) return
    const bytes = Buffer.from(text, 'utf8')
    if (sha256(bytes) !== digest) throw new Error('the digest of an exhibit is not that of its bytes')
    this.insertExhibit.run({ digest, bytes: pack(bytes) })
  }

  hasExhibit(digest: string): boolean {
    return this.knownExhibit.get(digest) === 1
  }

  readExhibit(digest: string): string | null {
    const kept = this.exhibit.get(digest)
    return kept ? unpack(kept.bytes).toString('utf8') : null
  }
}
