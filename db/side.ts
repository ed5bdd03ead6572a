import type Database from 'better-sqlite3'
import { eq, sql } from 'drizzle-orm'
import { drizzle } from 'drizzle-orm/better-sqlite3'
import type { Content } from '#core/article/content'
import type { KeptFile, RevisionRow, WorkingCopy } from '#core/store'
import { articleTable, coauthorTable, fileTable, metaTable, revisionTable, saltTable } from '#db/schema'
import { remarksReadTable, workingCopyTable } from '#db/scratch-schema'
import { DiskFull } from '#db/refused'
import { insertInto, selectFrom } from '#db/table'
import { sha256 } from '#db/texts'

/** The plain tables beside the trail: files, working copies, salts, and which version came when. */
export class SideTables {
  private readonly orm
  private readonly ask
  /** Whose working copy of what there is, so that the many opens of articles that have none ask the disk nothing. */
  private readonly copies: Set<string>

  constructor(sqlite: Database.Database) {
    this.orm = drizzle({ client: sqlite })
    const { placeholder } = sql
    const { article, hash, by, at, seq } = revisionTable
    this.ask = {
      salt: selectFrom(sqlite, saltTable, ['article']),
      keepSalt: insertInto(sqlite, saltTable),
      revisions: this.orm
        .select({ hash, by, at, seq })
        .from(revisionTable)
        .where(eq(article, placeholder('article')))
        .orderBy(seq)
        .prepare(),
      file: this.orm.select().from(fileTable).where(eq(fileTable.digest, placeholder('digest'))).prepare(),
      copy: selectFrom(sqlite, workingCopyTable, ['article', 'person']),
      dropCopy: sqlite.prepare<[string, string]>('DELETE FROM workingCopy WHERE article = ? AND person = ?'),
      read: selectFrom(sqlite, remarksReadTable, ['article', 'person']),
      id: this.orm.select({ id: articleTable.id }).from(articleTable).where(eq(articleTable.n, placeholder('n'))).prepare(),
    }
    const copies = sqlite.prepare<[], { article: string; person: string }>('SELECT article, person FROM workingCopy').all()
    this.copies = new Set(copies.map(({ article: of, person }) => copyKey(of, person)))
  }

  /** Which chain this is. */
  meta(): { log: string; epoch: number } {
    const values = new Map(this.orm.select().from(metaTable).all().map(({ key, value }) => [key, value])) // prettier-ignore
    return { log: values.get('log')!, epoch: Number(values.get('epoch')) }
  }

  saltOf(article: string): string | null {
    return this.ask.salt.get(article)?.salt ?? null
  }
  keepSalt(article: string, salt: string): void {
    this.ask.keepSalt.run({ article, salt })
  }
  revisionsOf(article: string): RevisionRow[] {
    return this.ask.revisions.all({ article })
  }
  /** The id of the article in row `n`. */
  idOf(n: number): string | null {
    return this.ask.id.get({ n })?.id ?? null
  }
  /** Rows of the articles a person is author or co-author of. */
  writtenBy(person: string): number[] {
    const own = this.orm.select({ n: articleTable.n }).from(articleTable).where(eq(articleTable.author, person)).all()
    const shared = this.orm
      .select({ n: articleTable.n })
      .from(coauthorTable)
      .innerJoin(articleTable, eq(articleTable.id, coauthorTable.article))
      .where(eq(coauthorTable.person, person))
      .all()
    return [...own, ...shared].map(({ n }) => n)
  }

  /** Keeps a file once; the digest must be that of the bytes. */
  putFile(file: KeptFile, bytes: Uint8Array): void {
    if (sha256(bytes) !== file.digest || bytes.length !== file.size) throw new Error('a file whose digest or size is not that of its bytes')
    if (this.ask.file.get({ digest: file.digest })) return
    sayFull(() => this.orm.insert(fileTable).values({ ...file, bytes: Buffer.from(bytes) }).run()) // prettier-ignore
  }
  file(digest: string): (KeptFile & { bytes: Uint8Array }) | null {
    return this.ask.file.get({ digest }) ?? null
  }

  putWorkingCopy(article: string, person: string, { base, at, content }: WorkingCopy): void {
    const kept = { base, at, content: JSON.stringify(content) }
    sayFull(() =>
      this.orm
        .insert(workingCopyTable)
        .values({ article, person, ...kept })
        .onConflictDoUpdate({ target: [workingCopyTable.article, workingCopyTable.person], set: kept })
        .run(),
    )
    this.copies.add(copyKey(article, person))
  }
  workingCopy(article: string, person: string): WorkingCopy | null {
    if (!this.copies.has(copyKey(article, person))) return null
    const kept = this.ask.copy.get(article, person)
    return kept ? { base: kept.base, at: kept.at, content: JSON.parse(kept.content) as Content } : null
  }
  dropWorkingCopy(article: string, person: string): void {
    this.ask.dropCopy.run(article, person)
    this.copies.delete(copyKey(article, person))
  }

  remarksRead(article: string, person: string): string | null {
    return this.ask.read.get(article, person)?.at ?? null
  }
  markRemarksRead(article: string, person: string, at: string): void {
    const { article: ofArticle, person: ofPerson } = remarksReadTable
    sayFull(() =>
      this.orm.insert(remarksReadTable).values({ article, person, at }).onConflictDoUpdate({ target: [ofArticle, ofPerson], set: { at } }).run(),
    )
  }
}

const copyKey = (article: string, person: string) => `${article}\n${person}`

function sayFull(write: () => unknown): void {
  try {
    write()
  } catch (error) {
    if ((error as { code?: string }).code !== 'SQLITE_FULL') throw error
    throw new DiskFull('磁盘已满，这一次没有存下；已保存的内容没有丢失。请腾出空间后再试。', { cause: error })
  }
}
