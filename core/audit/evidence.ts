import type { Entry } from '#core/audit/entry'
import type { Shown } from '#core/article/summary'
import type { Row } from '#core/audit/rows'

/**
 * Bytes as they were hashed. `showsFiles`: they name a picture or file by digest; `text` reads them as UTF-8; `shown`: what lists show of
 * them, null where that takes reading them whole.
 */
export type Unpacked = { bytes: Uint8Array; showsFiles(): boolean; text(): string; shown(): Shown | null }
/** A version as kept. `unpack`: its canonical bytes, good until the next version is unpacked; null when they cannot be. */
export type TextEvidence = { article: string; hash: string; by: string; at: string; seq: number; unpack(): Unpacked | null }
export type ExhibitEvidence = { digest: string; bytes: Uint8Array | null }
export type FileEvidence = { digest: string; size: number; bytes: Uint8Array }

/** The tables whose rows belong to one article, and those of the office. */
export const articleTables = ['article', 'run', 'pass', 'correction', 'release', 'consultation', 'coauthor', 'barred', 'thread', 'reply', 'suggestion', 'addressed'] as const
export const officeTables = ['office', 'person', 'section', 'template', 'delegation', 'counter', 'lexicon', 'proposal'] as const
export type ArticleTable = (typeof articleTables)[number]
export type OfficeTable = (typeof officeTables)[number]

/** What any reading of evidence may throw: the disk or the file cannot be read in that table any more. */
export class Unreadable extends Error {
  readonly table: string
  constructor(table: string, options?: ErrorOptions) {
    super(`storage cannot be read: ${table}`, options)
    this.name = 'Unreadable'
    this.table = table
  }
}

/** Something that storage itself says is not as it must be, and in which table, by its name there. */
export type Damage = { table: string; sentence: string }

/**
 * What verification reads: everything as it lies on disk, streamed, nothing believed. A copy of the database, or anything
 * else that can give the same rows, will do. All iterators read one unchanging state.
 */
export interface Evidence {
  /**
   * What the storage itself says is broken, or a guard that is not as the program made it; each by itself, and no `Unreadable`. Null
   * stands between two parts of the storage, so that whoever verifies can let others in.
   */
  damage(): Iterable<Damage | null>
  meta(): { log: string; epoch: number }
  size(): number
  /** In the order of `seq`. */
  entries(): Iterable<Entry>
  /** How many entries the index by object has about articles. */
  articleEntries(): number
  /** The entries about one article, in the order of `seq`. */
  entriesOf(article: string): Iterable<{ seq: number; body: string }>
  /** Rows that carry their article's id as `article` (the table `article`: as `id`), in the order of the ids. */
  articleRows(table: ArticleTable): Iterable<Row>
  officeRows(table: OfficeTable): Iterable<Row>
  salts(): Iterable<{ article: string; salt: string }>
  /** By article id, then `seq`. */
  texts(): Iterable<TextEvidence>
  exhibits(): Iterable<ExhibitEvidence>
  files(): Iterable<FileEvidence>
  credentials(): Iterable<{ person: string; form: string }>
}
