import { pureSha256, type Sha256 } from '#core/article/canonical'
import { verifyArticles, type Progress } from '#core/audit/verify-articles'
import { judgeCheckpoint, MerkleTree, type Checkpoint } from '#core/audit/checkpoint'
import { ChainWalk } from '#core/audit/chain'
import { officeTables, Unreadable, type Evidence } from '#core/audit/evidence'
import { GENESIS } from '#core/audit/entry'
import { Failures, type Failure } from '#core/audit/failures'
import { columnNamed, named } from '#core/audit/names.zh'
import { ledTo, rowsOfOffice } from '#core/audit/rows'

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
 * and may stop between two steps. What storage cannot read any more is a failure found, not an end of finding.
 */
export function* verification(evidence: Evidence, options: VerifyOptions): Generator<Progress, Report> {
  const { now, sha256 = pureSha256, checkpoint } = options
  const began = now()
  const failures = new Failures()
  const total = Math.max(1, sizeOf(evidence) * 2)
  for (const damage of evidence.damage()) {
    if (damage === null) yield { done: 0, total }
    else failures.add('storage', { table: damage.table }, damage.sentence)
  }
  const chain = new Chain(options, failures)
  const walk = yield* readable(chain.walked(evidence, total), failures, '以后的记录没有核对，各表也没有核对')
  const walked = { done: chain.count, total }
  if (walk) verifyOffice(evidence, walk, failures, sha256)
  const files = yield* readable(verifyFiles(evidence, failures, { sha256, walked }), failures, '其余附件没有核对')
  let counted = { articles: 0, texts: 0 }
  if (walk) {
    yield* readable(verifyExhibits(evidence, walk, failures, { sha256, walked }), failures, '其余附记没有核对')
    yield walked
    const context = { failures, sha256, files, walk, done: walk.count, total }
    counted = (yield* readable(verifyArticles(evidence, context), failures, '稿件没有逐篇核对完')) ?? counted
  }
  const completeness = checkpoint ? chain.against(checkpoint, walk !== null) : withoutCheckpoint
  yield { done: total, total }
  const at = now()
  return {
    whole: failures.count === 0 && completeness.ok !== false,
    integrity: integrityOf(failures, chain.count, counted),
    completeness,
    failures: failures.all,
    entries: chain.count,
    articles: counted.articles,
    revisions: counted.texts,
    head: chain.head,
    at,
    seconds: (Date.parse(at) - Date.parse(began)) / 1000,
  }
}

const withoutCheckpoint = { ok: null, sentence: '没有提供检查点，无法判断末尾的记录是否被截去。请用最近一次导出的检查点文件再校验一次。' }

/** The walk along the chain, and the root of what a checkpoint covers. */
class Chain {
  private readonly options: VerifyOptions
  private readonly failures: Failures
  private readonly sha256: Sha256
  private walk: ChainWalk | null = null
  private rootAtSize: string | null = null
  private log = ''

  constructor(options: VerifyOptions, failures: Failures) {
    this.options = options
    this.failures = failures
    this.sha256 = options.sha256 ?? pureSha256
  }

  get count(): number {
    return this.walk?.count ?? 0
  }

  get head(): { seq: number; hash: string } {
    return this.walk?.head ?? { seq: 0, hash: GENESIS }
  }

  *walked(evidence: Evidence, total: number): Generator<Progress, ChainWalk> {
    const { checkpoint, room } = this.options
    const tree = new MerkleTree(this.sha256)
    const takeRoot = () => {
      if (checkpoint && tree.size === checkpoint.size) this.rootAtSize = tree.root()
    }
    takeRoot()
    const meta = evidence.meta()
    this.log = meta.log
    const walk = new ChainWalk(meta, this.failures, this.sha256, room)
    this.walk = walk
    for (const entry of evidence.entries()) {
      const hash = walk.take(entry)
      if (checkpoint && tree.size < checkpoint.size) {
        tree.add(hash)
        takeRoot()
      }
      if (walk.count % 256 === 0) yield { done: walk.count, total }
    }
    walk.end()
    return walk
  }

  /** An unread end is no cut one: with it, only what the checkpoint covers can be judged. */
  against(checkpoint: Checkpoint, readToTheEnd: boolean): { ok: boolean | null; sentence: string } {
    if (!readToTheEnd && this.count < checkpoint.size) return { ok: null, sentence: unjudged }
    return judgeCheckpoint(checkpoint, { log: this.log, size: this.count, rootAtSize: this.rootAtSize })
  }
}

const unjudged = '审计记录没有读到检查点为止，无法判断末尾的记录是否被截去。请先处理数据文件的损坏，再校验一次。'

/** Carries steps out to where storage can be read no further; null when they came to no end, and `left` says what that leaves open. */
function* readable<T>(steps: Generator<Progress, T>, failures: Failures, left: string): Generator<Progress, T | null> {
  try {
    return yield* steps
  } catch (error) {
    return unread(error, table => failures.add('storage', { table }, `${named(table)}有一部分读不出来，${left}。`))
  }
}

/** Takes one step; null when storage could not be read, which `told` is then told of. */
function read<T>(step: () => T, told: (table: string) => void): T | null {
  try {
    return step()
  } catch (error) {
    return unread(error, told)
  }
}

function unread(error: unknown, told: (table: string) => void): null {
  if (!(error instanceof Unreadable)) throw error
  told(error.table)
  return null
}

/** How many entries there are, for the progress; what cannot be counted is told of where it is read. */
const sizeOf = (evidence: Evidence): number => read(() => evidence.size(), () => {}) ?? 0

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
  const what = failures.all.every(f => f.kind === 'storage') ? '问题' : '与审计记录不符'
  // what was done to the records says more than that a guard is gone
  const telling = failures.all.find(f => f.kind !== 'storage') ?? failures.all[0]!
  return { ok: false, sentence: `发现 ${failures.count} 处${what}。${where}第一处：${telling.sentence}` }
}

const officeKeys = { office: ['one'], person: ['id'], section: ['id'], template: ['id'], delegation: ['id'], counter: ['scope'], lexicon: ['list', 'term'], proposal: ['id'] }

function verifyOffice(evidence: Evidence, walk: ChainWalk, failures: Failures, sha256: Sha256): void {
  const wanted = ledTo(() => rowsOfOffice(walk.office))
  if (!wanted) failures.add('fold', { table: 'entry' }, `${named('entry')}：单位的记录被改坏，推不出各表应有的内容，没有核对。`)
  const each = (step: () => void) => read(step, table => failures.add('storage', { table }, `${named(table)}有一部分读不出来，没有核对。`))
  for (const table of wanted ? officeTables : []) each(() => failures.compare(table, officeKeys[table], wanted![table]!, [...evidence.officeRows(table)]))
  each(() => verifyCredentials(evidence, walk, failures, sha256))
}

function verifyCredentials(evidence: Evidence, walk: ChainWalk, failures: Failures, sha256: Sha256): void {
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
    if (bytes.length !== size) failures.add('file', { ...at, column: 'size' }, `${named('file')}“${digest}”的“${columnNamed('file', 'size')}”被改为 ${size}，实际 ${bytes.length} 字节。`)
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
