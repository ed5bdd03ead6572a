import { canonicalJson, type Sha256 } from '#core/article/canonical'
import { ArticleEvent } from '#core/article/events'
import { articleOf, EntryBody, entryHash, GENESIS, OFFICE_OBJECT, type Entry } from '#core/audit/entry'
import type { Failures } from '#core/audit/failures'
import { Held } from '#core/audit/held'
import { ReadingToTheLetter, type Told } from '#core/audit/letter'
import { named } from '#core/audit/names.zh'
import { exhibitsNamedBy } from '#core/audit/rows'
import { OfficeEvent } from '#core/office/events'
import { evolveOffice, type Office } from '#core/office/office'

/** Walks the chain entry by entry: form, order, links, hashes; folds the office, notes what exhibits are named on the way and holds what articles are told. */
export class ChainWalk {
  count = 0
  head = { seq: 0, hash: GENESIS }
  office: Office | null = null
  articleEntries = 0
  /** Digest of every exhibit an event names → seq of the first that does. */
  readonly exhibits = new Map<string, number>()
  readonly held: Held
  private readonly letters = new ReadingToTheLetter()
  private epoch = 1
  private readonly meta: { log: string; epoch: number }
  private readonly failures: Failures
  private readonly sha256: Sha256

  constructor(meta: { log: string; epoch: number }, failures: Failures, sha256: Sha256, room?: number) {
    this.held = new Held(room)
    this.meta = meta
    this.failures = failures
    this.sha256 = sha256
  }

  /** Checks one entry and returns the hash of its bytes, computed anew. */
  take(found: Entry): string {
    // a damaged page may give anything for a text
    const entry = typeof (found.body as unknown) === 'string' ? found : { ...found, body: '' }
    const { seq } = entry
    this.count += 1
    const hash = entryHash(entry.body, this.sha256)
    if (seq !== this.head.seq + 1) this.bad('chain', seq, `${this.head.seq === 0 ? '开头' : `第 ${this.head.seq} 条之后`}是第 ${seq} 条：中间的记录被删去，或次序被改动。`)
    if (hash !== entry.hash) this.bad('chain', seq, `第 ${seq} 条的内容与它的哈希不符：内容或哈希被改动。`)
    if (entry.signature !== null) this.bad('entry', seq, `第 ${seq} 条带有无法核对的签名，是后来加上去的。`)
    const plain = this.letters.read(entry.body)
    if (plain) this.plain(plain, entry)
    else this.doubt(entry)
    this.head = { seq, hash: entry.hash }
    return hash
  }

  end(): void {
    if (this.count > 0 && this.epoch !== this.meta.epoch) {
      const sentence = `数据库自称处于第 ${this.meta.epoch} 期，审计记录到第 ${this.epoch} 期为止：${named('meta')}的期号被改动，或恢复没有留下记录。`
      this.failures.add('chain', { table: 'meta', row: 'epoch' }, sentence)
    }
  }

  private bad(kind: 'chain' | 'entry' | 'fold', seq: number, sentence: string): void {
    this.failures.add(kind, { seq, table: 'entry', row: String(seq) }, `${named('entry')}：${sentence}`)
  }

  private plain(told: Told, { seq, body: { length } }: Entry): void {
    this.read(told, seq)
    const { obj, actor, ts } = told.body
    const article = articleOf(obj)
    if (article !== null) this.held.take(article, { seq, by: actor.uid, at: ts, event: told.event as ArticleEvent }, length)
  }

  /** An entry that is not plainly as it should be: says why, or reads it the long way. */
  private doubt({ seq, body: text }: Entry): void {
    let value: unknown
    try {
      value = JSON.parse(text)
    } catch {
      this.bad('entry', seq, `第 ${seq} 条读不懂：内容不是 JSON。`)
      return
    }
    const article = articleOf((value as Partial<EntryBody> | null)?.obj)
    if (article !== null) this.held.leave(article)
    const parsed = EntryBody.safeParse(value)
    if (!parsed.success) {
      this.bad('entry', seq, `第 ${seq} 条的格式不对：${partZh(parsed.error.issues[0]?.path[0])}不符合规定。`)
      return
    }
    if (!isCanonical(value, text)) this.bad('entry', seq, `第 ${seq} 条不是规范写法：有人改写过它的字面。`)
    this.read({ body: parsed.data, event: null }, seq)
  }

  private read({ body, event }: Told | { body: EntryBody; event: null }, seq: number): void {
    if (body.seq !== seq) this.bad('chain', seq, `第 ${seq} 条自称是第 ${body.seq} 条：序号被改动。`)
    if (body.prev !== this.head.hash) this.bad('chain', seq, `第 ${seq} 条没有接在第 ${this.head.seq} 条之后：此处之前有记录被改动、删去、插入或换了位置。`)
    if (body.log !== this.meta.log) this.bad('chain', seq, `第 ${seq} 条属于另一条审计链（${body.log}）：不是本单位写的，或${named('meta')}的链号被改动。`)
    if (body.epoch !== this.epoch) {
      if (body.epoch !== this.epoch + 1 || body.act !== 'backup-restored') {
        this.bad('chain', seq, `第 ${seq} 条的期号从 ${this.epoch} 变为 ${body.epoch}，却不是恢复备份的记录。`)
      }
      this.epoch = body.epoch
    }
    if (body.act !== body.data.type) this.bad('entry', seq, `第 ${seq} 条的动作与内容不符。`)
    const told = event ?? this.eventOf(body, seq)
    if (told) this.fold(body, told, seq)
  }

  private eventOf({ obj, act, data }: EntryBody, seq: number): ArticleEvent | OfficeEvent | null {
    const event = (obj === OFFICE_OBJECT ? OfficeEvent : ArticleEvent).safeParse(data)
    if (event.success) return event.data
    this.bad('entry', seq, `第 ${seq} 条的事项“${act}”格式不对：其中“${event.error.issues[0]?.path.join('.') ?? ''}”一项不符合规定。`)
    return null
  }

  private fold(body: EntryBody, event: ArticleEvent | OfficeEvent, seq: number): void {
    if (body.obj !== OFFICE_OBJECT) {
      this.articleEntries += 1
      for (const digest of exhibitsNamedBy(event as ArticleEvent)) if (!this.exhibits.has(digest)) this.exhibits.set(digest, seq)
      return
    }
    try {
      this.office = evolveOffice(this.office, { by: body.actor.uid, at: body.ts }, event as OfficeEvent)
    } catch {
      this.bad('fold', seq, `第 ${seq} 条“${body.act}”接不上之前的记录：它所依据的记录不在了。`)
    }
  }
}

/** The parts of an entry, by their keys. */
const partsZh: Record<string, string> = {
  v: '格式版本', log: '链号', epoch: '期号', seq: '序号', ts: '时间', actor: '操作人', cmd: '操作编号', act: '动作', obj: '所涉对象', data: '事项', prev: '前一条的哈希',
}
const partZh = (key: PropertyKey | undefined): string => (key !== undefined && partsZh[String(key)]) || '其中一项'

function isCanonical(value: unknown, text: string): boolean {
  try {
    return canonicalJson(value) === text
  } catch {
    return false
  }
}
