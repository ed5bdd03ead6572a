import { pureSha256, type Sha256 } from '#core/article/canonical'
import { verifyArticles, type Progress } from '#core/audit/verify-articles'
import { judgeCheckpoint, MerkleTree, type Checkpoint } from '#core/audit/checkpoint'
import { ChainWalk } from '#core/audit/chain'
import { officeTables, type Evidence } from '#core/audit/evidence'
import { Failures, named, type Failure } from '#core/audit/failures'
import { rowsOfOffice } from '#core/audit/rows'

/** What a verification says. `whole`: nothing was found, and the checkpoint, if there was one, is a prefix of the chain. */
export type Report = {
  whole: boolean
  integrity: { ok: boolean; sentence: string }
  /** Null without a checkpoint: a chain cannot know that its own end was cut. */
  completeness: { ok: boolean | null; sentence: string }
  failures: Failure[]
  entries: number
  articles: number
  revisions: number
  head: { seq: number; hash: string }
  at: string
  seconds: number
}

export type VerifyOptions = {
  /** The office's clock. */
  now: () => string
  sha256?: Sha256
  checkpoint?: Checkpoint
  /** How many characters of entries may be held at a time instead of being read again. */
  room?: number
}

/**
 * Walks the chain, recomputes every digest, folds every event and compares with every row of every table, and with a
 * checkpoint if one is given. Streams: memory holds one article at a time and so many entries as there is room for. A generator, so that whoever runs it chooses when to go on
 * and may stop between two steps.
 */
export function* verification(evidence: Evidence, options: VerifyOptions): Generator<Progress, Report> {
  const { now, sha256 = pureSha256, checkpoint, room } = options
  const began = now()
  const failures = new Failures()
  const total = Math.max(1, evidence.size() * 2)
  for (const sentence of evidence.damage()) {
    if (sentence === null) yield { done: 0, total }
    else failures.add('storage', {}, sentence)
  }

  const tree = new MerkleTree(sha256)
  let rootAtSize: string | null = null
  const takeRoot = () => {
    if (checkpoint && tree.size === checkpoint.size) rootAtSize = tree.root()
  }
  takeRoot()
  const meta = evidence.meta()
  const walk = new ChainWalk(meta, failures, sha256, room)
  for (const entry of evidence.entries()) {
    const hash = walk.take(entry)
    if (checkpoint && tree.size < checkpoint.size) {
      tree.add(hash)
      takeRoot()
    }
    if (walk.count % 256 === 0) yield { done: walk.count, total }
  }
  walk.end()
  verifyOffice(evidence, walk, failures, sha256)
  const walked = { done: walk.count, total }
  const files = yield* verifyFiles(evidence, failures, { sha256, walked })
  yield* verifyExhibits(evidence, walk, failures, { sha256, walked })
  yield walked

  const counted = yield* readable(verifyArticles(evidence, { failures, sha256, files, walk, done: walk.count, total }), failures)
  const completeness = checkpoint
    ? judgeCheckpoint(checkpoint, { log: meta.log, size: walk.count, rootAtSize })
    : { ok: null, sentence: '没有提供检查点，无法判断末尾的记录是否被截去。请用最近一次导出的检查点文件再校验一次。' }
  yield { done: total, total }
  const at = now()
  return {
    whole: failures.count === 0 && completeness.ok !== false,
    integrity: integrityOf(failures, walk.count, counted),
    completeness,
    failures: failures.all,
    entries: walk.count,
    articles: counted.articles,
    revisions: counted.texts,
    head: walk.head,
    at,
    seconds: (Date.parse(at) - Date.parse(began)) / 1000,
  }
}

/** What storage cannot read any more is a failure found, not an end of finding. */
function* readable(steps: ReturnType<typeof verifyArticles>, failures: Failures): ReturnType<typeof verifyArticles> {
  try {
    return yield* steps
  } catch (error) {
    failures.add('storage', {}, `数据库有一部分读不出来，稿件没有逐篇核对完：${(error as Error).message}。`)
    return { articles: 0, texts: 0 }
  }
}

/** Runs a verification to its end; null when `cancelled` said yes on the way. */
export function verify(
  evidence: Evidence,
  options: VerifyOptions & { onProgress?: (progress: Progress) => void; cancelled?: () => boolean },
): Report | null {
  const steps = verification(evidence, options)
  for (;;) {
    const step = steps.next()
    if (step.done) return step.value
    options.onProgress?.(step.value)
    if (options.cancelled?.()) {
      steps.return(undefined as never)
      return null
    }
  }
}

function integrityOf(failures: Failures, entries: number, counted: { articles: number; texts: number }): Report['integrity'] {
  if (failures.count === 0) {
    const sentence = `没有发现改动：${entries} 条审计记录首尾相接，${counted.articles} 篇稿件、${counted.texts} 个版本的摘要和各表内容都与记录一致。`
    return { ok: true, sentence }
  }
  const first = failures.all.filter(f => f.seq !== null).sort((a, b) => a.seq! - b.seq!)[0]
  const where = first ? `最早涉及第 ${first.seq} 条审计记录。` : ''
  return { ok: false, sentence: `发现 ${failures.count} 处与审计记录不符。${where}第一处：${failures.all[0]!.sentence}` }
}

const officeKeys = { office: ['one'], person: ['id'], section: ['id'], template: ['id'], delegation: ['id'], counter: ['scope'], lexicon: ['list', 'term'], proposal: ['id'] }

function verifyOffice(evidence: Evidence, walk: ChainWalk, failures: Failures, sha256: Sha256): void {
  const wanted = rowsOfOffice(walk.office)
  for (const table of officeTables) failures.compare(table, officeKeys[table], wanted[table]!, [...evidence.officeRows(table)])
  const people = new Map(Object.values(walk.office?.people ?? {}).map(person => [person.id, person.credential]))
  for (const { person, form } of evidence.credentials()) {
    const digest = people.get(person) ?? null
    people.delete(person)
    const at = { table: 'credential', row: person }
    if (digest === null) failures.add('credential', at, `${named('credential')}多出“${person}”的密码凭据：审计记录中没有设置过。`)
    else if (sha256(form) !== digest) {
      failures.add('credential', at, `${named('credential')}“${person}”的密码凭据被改动：与设置密码时记录的摘要不符，可能有人冒用。`)
    }
  }
  for (const [person, digest] of people) {
    if (digest !== null) failures.add('credential', { table: 'credential', row: person }, `${named('credential')}缺少“${person}”的密码凭据。`)
  }
}

type Pausing = { sha256: Sha256; walked: Progress }

/** Lets others in after each file: one may have 20 MB. */
function* verifyFiles(evidence: Evidence, failures: Failures, { sha256, walked }: Pausing): Generator<Progress, Set<string>> {
  const files = new Set<string>()
  for (const { digest, size, bytes } of evidence.files()) {
    files.add(digest)
    const at = { table: 'file', row: digest }
    if (sha256(bytes) !== digest) failures.add('file', at, `${named('file')}“${digest}”的内容被改动：与摘要不符。`)
    if (bytes.length !== size) failures.add('file', at, `${named('file')}“${digest}”的 size 被改为 ${size}，实际 ${bytes.length} 字节。`)
    yield walked
  }
  return files
}

function* verifyExhibits(evidence: Evidence, walk: ChainWalk, failures: Failures, { sha256, walked }: Pausing): Generator<Progress, void> {
  const missing = new Map(walk.exhibits)
  for (const { digest, bytes } of evidence.exhibits()) {
    const at = { seq: walk.exhibits.get(digest) ?? null, table: 'exhibit', row: digest }
    if (!bytes || sha256(bytes) !== digest) failures.add('exhibit', at, `${named('exhibit')}“${digest}”的内容被改动：与摘要不符。`)
    if (!missing.delete(digest)) failures.add('exhibit', at, `${named('exhibit')}多出“${digest}”：没有审计记录提到它。`)
    yield walked
  }
  for (const [digest, seq] of missing) {
    failures.add('exhibit', { seq, table: 'exhibit', row: digest }, `${named('exhibit')}缺少“${digest}”：第 ${seq} 条审计记录提到它，内容被删去。`)
  }
}
