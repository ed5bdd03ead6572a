import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { contentBytes, contentHash } from '#core/article/canonical'
import { emptyContent, type Content } from '#core/article/content'
import type { Article } from '#core/article/article'
import type { ArticleEvent, EventOf } from '#core/article/events'
import { defaultSettings } from '#core/office/settings'
import type { OfficeEvent, PersonRecord } from '#core/office/events'
import { ok, type Result } from '#core/result'
import type { Refusal } from '#core/refusal'
import type { ArticleCommand, Done, Revision } from '#core/store'
import { standardTemplate } from '#core/workflow/template'
import { CLEARED } from '#core/workflow/stages'
import { openDatabase } from '#db/open'
import { sqliteStore, type SqliteStore } from '#db/store'
import { sha256 } from '#db/texts'

/** A folder of its own, with Chinese characters and a space in its name; gone after `remove`. */
export function folder() {
  const path = mkdtempSync(join(tmpdir(), '审校 数据-'))
  return { path, file: join(path, '审校台 office.db'), remove: () => rmSync(path, { recursive: true, force: true }) }
}

/** A clock that moves one second at each look, from a fixed day. */
export function clock(start = '2026-11-02T01:00:00.000Z') {
  let at = Date.parse(start)
  return () => new Date((at += 1000)).toISOString()
}

const day = clock()
let serial = 0
const key = () => `key-${String(++serial).padStart(8, '0')}`

export const person = (id: string, roles: PersonRecord['roles'], name = `张${id}`): PersonRecord => ({
  id,
  account: id,
  name,
  title: '',
  section: 'office',
  roles,
  disabled: false,
  away: [],
})

export const people: PersonRecord[] = [
  person('author', ['editor'], '李明远'),
  person('second', ['editor'], '王小雅'),
  person('secrecy', ['confidentiality-officer']),
  person('first', ['first-reviewer']),
  person('proof1', ['proofreader']),
  person('middle', ['second-reviewer']),
  person('proof2', ['proofreader']),
  person('final', ['final-reviewer']),
  person('proof3', ['proofreader']),
  person('leader', ['leader']),
]
export const holders = ['secrecy', 'first', 'proof1', 'middle', 'proof2', 'final', 'proof3', 'leader']

export const founded: OfficeEvent = {
  type: 'office-founded',
  name: '台州市人民政府办公室',
  region: '331000',
  unitCode: '11331000002684033N',
  demo: true,
  settings: defaultSettings,
  templates: [standardTemplate],
  active: ['standard'],
}

export function value<T>(result: Result<T, Refusal>): T {
  if (!result.ok) throw new Error(`refused: ${JSON.stringify(result.refusal)}`)
  return result.value
}

/** A store on a new office, ready to write articles. */
export async function newOffice(file: string, now: () => string = day) {
  const database = openDatabase(file)
  const store = sqliteStore(database, { now })
  await store.changeOffice({ key: key(), by: 'system', at: now() }, () =>
    ok({
      events: [
        founded,
        { type: 'section-added', section: { id: 'office', name: '综合科', closed: false } },
        ...people.map(p => ({ type: 'person-added' as const, person: p })),
      ],
    }),
  )
  return { database, store }
}

export const paragraphs = (...lines: string[]): Content['body'] => ({
  type: 'doc',
  content: lines.map(text => ({ type: 'paragraph', content: [{ type: 'text', text }] })),
})
export function content(title: string, lines: string[], documentNumber = ''): Content {
  const blank = emptyContent('notice', '台州市人民政府办公室')
  return { ...blank, title, body: paragraphs(...lines), publication: { ...blank.publication, documentNumber } }
}

export const salt = '0123456789abcdef0123456789abcdef'
export const revisionOf = (text: Content): Revision => {
  const bytes = contentBytes(text, salt)
  return { hash: contentHash(text, salt, sha256), bytes, content: text }
}

/** Hand-made commands on one article, in the order they are called. */
export class Hand {
  readonly store: SqliteStore
  readonly id: string
  readonly now: () => string
  /** Set where several processes write to one office: their keys must differ. */
  private readonly mark: string
  state!: Article

  constructor(store: SqliteStore, id: string, now: () => string = day, mark = '') {
    this.store = store
    this.id = id
    this.now = now
    this.mark = mark
  }

  async does(by: string, events: ArticleEvent[], rest: Partial<ArticleCommand> = {}): Promise<Done<Article>> {
    const command = { key: this.mark + key(), by, at: this.now(), id: this.id, ...rest }
    const done = value(await this.store.change(command, () => ok({ events })))
    this.state = done.state
    return done
  }

  async creates(text: Content, by = 'author') {
    const revision = revisionOf(text)
    await this.does(by, [{ type: 'article-created', kind: text.kind, grade: text.grade, section: 'office', hash: revision.hash }], {
      salt,
      revision,
    })
    return this
  }

  async saves(text: Content, by = 'author') {
    const revision = revisionOf(text)
    const { kind, grade } = text
    await this.does(by, [{ type: 'revision-saved', from: this.state.hash, hash: revision.hash, kind, grade }], { revision })
    return this
  }

  async submits() {
    const { id, version, name, stages: road, switches } = standardTemplate
    const run = this.state.runs.length + 1
    const due = '2026-11-03T09:00:00.000Z'
    await this.does('author', [{ type: 'article-submitted', run, hash: this.state.hash, template: { id, version, name }, road, switches, due }])
    return this
  }

  passed(to: string, over: Partial<EventOf<'stage-passed'>> = {}): EventOf<'stage-passed'> {
    const { hash, stage, runs } = this.state
    return {
      type: 'stage-passed',
      run: runs.length,
      stage: stage!,
      capacity: null,
      received: hash,
      released: hash,
      opinion: '同意。',
      answers: [{ question: 'facts', answer: 'yes', note: '' }],
      opened: this.now(),
      change: 'none',
      exhibit: null,
      checks: null,
      to,
      due: to === CLEARED ? null : '2026-11-04T09:00:00.000Z',
      ...over,
    }
  }

  /** Passes the next `count` stages, each by its holder. */
  async passes(count = 8) {
    const { road } = this.state.runs.at(-1)!
    for (let i = 0; i < count; i++) {
      const at = road.findIndex(stage => stage.id === this.state.stage)
      await this.does(holders[at]!, [this.passed(road[at + 1]?.id ?? CLEARED)])
    }
    return this
  }

  async corrects(text: Content, words = '改动 1 处') {
    const revision = revisionOf(text)
    const { road } = this.state.runs.at(-1)!
    const at = road.findIndex(stage => stage.id === this.state.stage)
    const exhibit = exhibitOf({ hunks: [words], id: this.id })
    const passed = this.passed(road[at + 1]!.id, { released: revision.hash, change: 'correction', exhibit: exhibit.digest })
    await this.does(holders[at]!, [passed], { revision, exhibits: [exhibit] })
    return this
  }

  async isReturned(reason = '数据有误') {
    const { stage, hash, runs } = this.state
    const exhibit = exhibitOf({ reason, id: this.id })
    const by = holders[runs.at(-1)!.road.findIndex(s => s.id === stage)]!
    const event = { type: 'stage-returned', run: runs.length, stage: stage!, capacity: null, hash, category: '事实数据' } as const
    await this.does(by, [{ ...event, exhibit: exhibit.digest, outcome: 'return' }], { exhibits: [exhibit] })
    return this
  }

  /** The author's recorded correction after a return: back to the stage that returned. */
  async resubmits(text: Content) {
    const revision = revisionOf(text)
    const { hash: from, runs, stage } = this.state
    const exhibit = exhibitOf({ resubmitted: this.id, to: revision.hash })
    const event = { type: 'article-resubmitted', run: runs.length, stage: stage!, from, hash: revision.hash, change: 'correction' } as const
    const saved = { type: 'revision-saved', from, hash: revision.hash, kind: text.kind, grade: text.grade } as const
    await this.does('author', [saved, { ...event, exhibit: exhibit.digest, due: null }], { revision, exhibits: [exhibit] })
    return this
  }

  /** A substantive change after a return: the passes given are void, a new run begins. */
  async startsAnew(text: Content) {
    const { hash: from, runs, passes } = this.state
    const run = runs.length
    await this.saves(text)
    const exhibit = exhibitOf({ voided: this.id, run })
    const voided = passes.filter(pass => pass.run === run).map(({ stage, by }) => ({ stage, by }))
    const event = { type: 'run-voided', run, cause: 'substantive-change', from, to: this.state.hash } as const
    await this.does('author', [{ ...event, exhibit: exhibit.digest, voided }], { exhibits: [exhibit] })
    return this.submits()
  }

  /** Says something of the present text: a comment with an answer, and two proposals of which one is settled. */
  async isRemarkedOn(by: string, other: string) {
    const words = (what: string) => exhibitOf({ what, of: this.id, by })
    const [said, answer, proposed, again] = [words('批注'), words('回复'), words('建议'), words('另一建议')]
    const { hash } = this.state
    const ids = [`${by}-1`, `${by}-2`, `${by}-3`] as const
    await this.does(by, [{ type: 'comment-made', thread: ids[0], hash, span: { start: 0, end: 4 }, category: 'fact', assignee: other, mentions: ['leader'], exhibit: said.digest }], { exhibits: [said] })
    await this.does(other, [{ type: 'comment-replied', thread: ids[0], mentions: [by], exhibit: answer.digest }], { exhibits: [answer] })
    await this.does(by, [{ type: 'suggestion-made', suggestion: ids[1], hash, span: { start: 0, end: 2 }, kind: 'replace', exhibit: proposed.digest }], { exhibits: [proposed] })
    await this.does(by, [{ type: 'suggestion-made', suggestion: ids[2], hash, span: { start: 3, end: 3 }, kind: 'insert', exhibit: again.digest }], { exhibits: [again] })
    await this.does('author', [{ type: 'suggestion-settled', suggestion: ids[1], outcome: 'rejected', proposer: by, hash: null }])
    return this
  }

  words = (words: string) => exhibitOf({ words, id: this.id })

  /** The holder of the stage asks a colleague, who may answer or not. */
  async asks(request: string, asked: string, words: string) {
    const { stage, hash, runs } = this.state
    const by = holders[runs.at(-1)!.road.findIndex(s => s.id === stage)]!
    const exhibit = this.words(words)
    const event = { type: 'opinion-asked', request, run: runs.length, stage: stage!, capacity: null, asked, hash, exhibit: exhibit.digest } as const
    await this.does(by, [{ ...event, replyBy: request === 'q1' ? '2026-11-05' : null }], { exhibits: [exhibit] })
    return this
  }

  async isReleased(channel = 'website') {
    const release = `${this.id}-${channel}`
    const { hash, runs } = this.state
    const manifest = sha256(Buffer.from(release))
    await this.does('second', [{ type: 'article-released', release, run: runs.length, channel, hash, manifest, exporter: `${channel}/1` }])
    return this
  }
}

export function exhibitOf(words: unknown) {
  const bytes = JSON.stringify(words)
  return { digest: sha256(Buffer.from(bytes)), bytes }
}
