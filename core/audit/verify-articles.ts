import { utf8ToBytes } from '@noble/hashes/utils.js'
import { evolve, type Article } from '#core/article/article'
import type { Sha256 } from '#core/article/canonical'
import { filesOf, type Content } from '#core/article/content'
import type { ArticleEvent } from '#core/article/events'
import { shownOf, type Shown } from '#core/article/summary'
import type { EntryBody } from '#core/audit/entry'
import { articleTables, type ArticleTable, type Evidence, type TextEvidence } from '#core/audit/evidence'
import type { ChainWalk } from '#core/audit/chain'
import type { Failures } from '#core/audit/failures'
import type { Happened } from '#core/audit/held'
import { columnNamed, named } from '#core/audit/names.zh'
import { ledTo, rowsOfArticle, textBroughtBy, type Row } from '#core/audit/rows'

/** How far a verification is; `done` of `total` steps. */
export type Progress = { done: number; total: number }
type Brought = { hash: string; by: string; at: string; seq: number }
/** `files`: the digests of the files there are; null where they cannot be read. */
type Context = { failures: Failures; sha256: Sha256; files: ReadonlySet<string> | null; walk: Pick<ChainWalk, 'held' | 'articleEntries'>; done: number; total: number }
type Counted = { articles: number; texts: number }

/** The rows of one table, handed out article by article while the ids go up. */
class Rows<T> {
  private readonly iterator: Iterator<T>
  private readonly idOf: (row: T) => string
  private next: IteratorResult<T>

  constructor(rows: Iterable<T>, idOf: (row: T) => string) {
    this.iterator = rows[Symbol.iterator]()
    this.idOf = idOf
    this.next = this.iterator.next()
  }

  /** The id whose rows come next; null at the end. */
  id(): string | null {
    return this.next.done ? null : this.idOf(this.next.value)
  }

  of(id: string): T[] {
    const found: T[] = []
    while (!this.next.done && this.idOf(this.next.value) === id) {
      found.push(this.next.value)
      this.next = this.iterator.next()
    }
    return found
  }

  close(): void {
    this.iterator.return?.()
  }
}

const keys: Record<ArticleTable, string[]> = {
  article: ['id'],
  run: ['article', 'n'],
  pass: ['article', 'n'],
  correction: ['article', 'n'],
  release: ['article', 'n'],
  consultation: ['article', 'n'],
  coauthor: ['article', 'person'],
  barred: ['article', 'person'],
  thread: ['article', 'n'],
  reply: ['article', 'thread', 'n'],
  suggestion: ['article', 'n'],
  addressed: ['article', 'thread', 'person'],
}

/** Folds every article from its own entries and compares it with its rows, its versions and its salt; one article in memory at a time. */
export function* verifyArticles(evidence: Evidence, context: Context): Generator<Progress, Counted> {
  const indexed = evidence.articleEntries()
  if (indexed !== context.walk.articleEntries) {
    context.failures.add('storage', { table: 'entry' }, `${named('entry')}的索引与内容不符：按稿件找到 ${indexed} 条，链上有 ${context.walk.articleEntries} 条。`)
  }
  const idOf = (table: ArticleTable) => (row: Row) => String(row[table === 'article' ? 'id' : 'article'])
  const streams: Rows<unknown>[] = []
  const stream = <T>(rows: Iterable<T>, id: (row: T) => string): Rows<T> => {
    const opened = new Rows(rows, id)
    streams.push(opened as Rows<unknown>)
    return opened
  }
  const counted: Counted = { articles: 0, texts: 0 }
  let entries = 0
  try {
    const told = stream(context.walk.held.ids(), id => id)
    const texts = stream(evidence.texts(), row => row.article)
    const salts = stream(evidence.salts(), row => row.article)
    const tables = articleTables.map(table => ({ table, rows: stream(evidence.articleRows(table), idOf(table)) }))
    for (;;) {
      const id = least(streams.map(one => one.id()))
      if (id === null) return counted
      const own = told.of(id).length > 0 ? (context.walk.held.of(id) ?? readAgain(id, evidence, context.failures)) : []
      const found = Object.fromEntries(tables.map(({ table, rows }) => [table, rows.of(id)])) as Record<ArticleTable, Row[]>
      const kept = { happened: own, texts: texts.of(id), salts: salts.of(id), found }
      verifyArticle(id, kept, context)
      counted.articles += own.length > 0 ? 1 : 0
      counted.texts += kept.texts.length
      entries += own.length
      if (counted.articles % 16 === 0) yield { done: context.done + entries, total: context.total }
    }
  } finally {
    for (const one of streams) one.close()
  }
}

const least = (ids: (string | null)[]): string | null =>
  ids.reduce((a, b) => (a === null || (b !== null && b < a) ? b : a), null)

type Kept = {
  happened: Happened[]
  texts: TextEvidence[]
  salts: { salt: string }[]
  found: Record<ArticleTable, Row[]>
}

function verifyArticle(id: string, kept: Kept, context: Context): void {
  const { failures } = context
  const { article, n, brought } = folded(id, kept.happened, failures)
  const salt = verifySalt(id, kept.salts, article !== null, failures)
  const shown = verifyTexts(id, kept.texts, { brought, salt, current: article?.hash ?? null }, context)
  const none = Object.fromEntries(articleTables.map(table => [table, []])) as Record<string, Row[]>
  const wanted = article ? ledTo(() => rowsOfArticle(article, n, shown ?? shownAsKept(kept))) : none
  if (!wanted) failures.add('fold', { seq: n, table: 'entry', row: String(n) }, `${named('entry')}：稿件“${id}”的记录被改坏，推不出各表应有的内容，没有核对。`)
  else for (const table of articleTables) failures.compare(table, keys[table], wanted[table]!, kept.found[table])
}

/** Without the text nothing can be said about the columns that follow from it; the missing text is a failure of its own. */
const shownAsKept = ({ found }: Kept): Shown => ({
  title: String(found.article[0]?.title ?? ''),
  documentNumber: String(found.article[0]?.documentNumber ?? ''),
})

/** An article's entries as they are on disk, whatever they say. */
function readAgain(id: string, evidence: Evidence, failures: Failures): Happened[] {
  const happened: Happened[] = []
  for (const { seq, body } of evidence.entriesOf(id)) {
    try {
      const { actor, ts, data } = JSON.parse(body) as EntryBody
      happened.push({ seq, by: actor.uid, at: ts, event: data as ArticleEvent })
    } catch {
      broken(id, seq, failures)
    }
  }
  return happened
}

const broken = (id: string, seq: number, failures: Failures) =>
  failures.add('fold', { seq, table: 'entry', row: String(seq) }, `${named('entry')}：第 ${seq} 条接不上稿件“${id}”之前的记录：它所依据的记录不在了。`)

/** The article its entries lead to, the seq of the one that created it, and the versions they brought into being. */
function folded(id: string, happened: readonly Happened[], failures: Failures) {
  let article: Article | null = null
  let n = 0
  const brought = new Map<string, Brought>()
  for (const { seq, by, at, event } of happened) {
    try {
      article = evolve(article, { id, by, at }, event)
      n ||= seq
      const hash = textBroughtBy(event)
      if (hash !== null && !brought.has(hash)) brought.set(hash, { hash, by, at, seq })
    } catch {
      broken(id, seq, failures)
    }
  }
  return { article, n, brought }
}

function verifySalt(id: string, salts: Kept['salts'], wanted: boolean, failures: Failures): string | null {
  const at = { table: 'articleSalt', row: id }
  if (wanted && salts.length === 0) failures.add('text', at, `${named('articleSalt')}缺少稿件“${id}”的盐值：各版本的摘要无法复算。`)
  if (!wanted && salts.length > 0) failures.add('text', at, `${named('articleSalt')}多出“${id}”：审计记录中没有这篇稿件。`)
  return salts[0]?.salt ?? null
}

const textColumns = ['by', 'at', 'seq'] as const

/** Compares the versions kept with those brought into being, recomputes each digest, and returns what lists show of the current one. */
function verifyTexts(
  id: string,
  texts: TextEvidence[],
  wanted: { brought: Map<string, Brought>; salt: string | null; current: string | null },
  context: Context,
): Shown | null {
  const { failures, sha256 } = context
  const missing = new Map(wanted.brought)
  const ending = utf8ToBytes(`,"salt":${JSON.stringify(wanted.salt)},"v":1}`)
  let shown: Shown | null = null
  for (const text of texts) {
    const { hash } = text
    const unpacked = text.unpack()
    const row = `${id} · ${hash}`
    const should = wanted.brought.get(hash)
    const place = { seq: should?.seq ?? null, table: 'revision', row }
    if (!missing.delete(hash)) failures.add('text', place, `${named('revision')}多出稿件“${id}”的版本 ${hash}：没有审计记录提到它。`)
    for (const column of textColumns) {
      const [is, ought] = [text[column], should?.[column]]
      if (should && is !== ought) failures.add('table', { ...place, column }, `${named('revision')}“${row}”的“${columnNamed('revision', column)}”被改为“${is}”，按审计记录应为“${ought}”。`)
    }
    if (!unpacked || sha256(unpacked.bytes) !== hash) {
      failures.add('text', place, `${named('revision')}稿件“${id}”的版本 ${hash} 内容被改动：复算的摘要与记录不符。`)
      continue
    }
    if (wanted.salt !== null && !endsWith(unpacked.bytes, ending)) {
      failures.add('text', { ...place, table: 'articleSalt', row: id }, `${named('articleSalt')}稿件“${id}”的盐值被改动：与各版本中的不符。`)
    }
    const showsFiles = unpacked.showsFiles()
    if (hash === wanted.current && !showsFiles) shown = unpacked.shown()
    if (showsFiles || (hash === wanted.current && !shown)) {
      const { content } = JSON.parse(unpacked.text()) as { content: Content }
      if (hash === wanted.current) shown = shownOf(content)
      for (const file of filesOf(content).filter(digest => context.files?.has(digest) === false)) {
        failures.add('file', { seq: place.seq, table: 'file', row: file }, `${named('file')}缺少“${file}”：稿件“${id}”的版本 ${hash} 用到它，内容被删去。`)
      }
    }
  }
  for (const { hash, seq } of missing.values()) {
    const at = { seq, table: 'revision', row: `${id} · ${hash}` }
    failures.add('text', at, `${named('revision')}缺少稿件“${id}”的版本 ${hash}：第 ${seq} 条审计记录提到它，内容被删去。`)
  }
  return shown
}

/** A plain loop: this is asked of every version of every article. */
function endsWith(bytes: Uint8Array, ending: Uint8Array): boolean {
  const from = bytes.length - ending.length
  for (let i = 0; i < ending.length; i++) if (bytes[from + i] !== ending[i]) return false
  return true
}
