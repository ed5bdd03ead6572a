import { randomUUID } from 'node:crypto'
import { evolve, type Article } from '#core/article/article'
import { ArticleEvent } from '#core/article/events'
import { shownOf, type Shown } from '#core/article/summary'
import { articleObject, bodyOf, link, OFFICE_OBJECT, type Entry, type Head } from '#core/audit/entry'
import { exhibitsNamedBy, textBroughtBy } from '#core/audit/rows'
import { noticesOf } from '#core/notices'
import { OfficeEvent } from '#core/office/events'
import { evolveOffice, type Office } from '#core/office/office'
import type { Refusal } from '#core/refusal'
import { no, ok, type Result } from '#core/result'
import type { ArticleCommand, Command, Decision, Done, OfficeDecision, Store } from '#core/store'
import type { OfficeDatabase } from '#db/open'
import { assemble, type Parts } from '#db/parts'
import { summaryOfLoaded, type Loaded } from '#db/rows'
import { sha256 } from '#db/texts'

export type StoreOptions = {
  /** The office's clock, UTC; only to tell whether a claim has run out. */
  now: () => string
  /** Names an unknown outcome for the log. */
  incident?: () => string
  /** What went wrong where nobody waits for an answer. */
  report?: (bug: unknown) => void
}
/** The store on one open database, and what its host does with it besides. */
export type SqliteStore = Store & {
  /** Takes everything noted into the search index now. */
  drainSearch(): void
  /** The same, and brings the index together, as it does by itself while nobody writes. */
  tidySearch(): void
  /** Stops following and closes the database. */
  close(): void
}

/** The store of one office: SQLite, one writer (db/open.ts). */
export function sqliteStore(database: OfficeDatabase, options: StoreOptions): SqliteStore {
  const report = options.report ?? (() => {})
  let parts = assemble(database, options.now, report)
  if (!database.readonly) parts.index.soon()
  const again = () => {
    parts.index.stop()
    database.reopen()
    parts = assemble(database, options.now, report)
  }
  const change = (command: ArticleCommand, decide: (article: Article | null, office: Office) => Decision) =>
    guarded(command, articleObject(command.id), () => decideArticle(parts, command, decide), last =>
      articleAt(parts, parts.trail.ofCommand(command.key)[0]!, last),
    )
  const changeOffice = (command: Command, decide: (office: Office | null) => OfficeDecision) =>
    guarded(command, OFFICE_OBJECT, () => decideOffice(parts, command, decide), last => officeAt(parts, last)!)

  function guarded<T>(command: Command, obj: string, work: () => Work<T>, stateAt: (last: number) => T): Result<Done<T>, Refusal> {
    if (!parts.sqlite.open) again()
    const outcome = transact(parts, command, obj, work, stateAt)
    if (outcome !== 'unknown') return outcome
    // The disk failed while committing: only the file itself, opened anew, can say whether the command is in it.
    const unknown = () => no({ code: 'outcome-unknown' as const, incident: (options.incident ?? shortId)() })
    try {
      again()
      return replayed(parts, command, obj, stateAt) ?? unknown()
    } catch {
      return unknown()
    }
  }

  return {
    change: async (command, decide) => change(command, decide),
    changeOffice: async (command, decide) => changeOffice(command, decide),
    office: async () => parts.knownOffice(),
    credential: async person => parts.offices.credentialOf(person),
    head: async () => parts.trail.head(),
    article: async id => parts.known(id)?.article ?? null,
    salt: async id => parts.saltOf(id),
    content: async (id, hash) => parts.contentOf(id, hash),
    revisions: async id => parts.side.revisionsOf(id),
    exhibits: async digests =>
      new Map(digests.flatMap(digest => {
        const text = parts.texts.readExhibit(digest)
        return text === null ? [] : [[digest, JSON.parse(text) as unknown] as const]
      })), // prettier-ignore
    summary: async id => {
      const known = parts.known(id)
      return known && summaryOfLoaded(known, options.now(), parts.outgoing.of(known.article))
    },
    list: async filter => {
      if (filter.text) parts.index.drainAll()
      return parts.lists.list(filter)
    },
    waiting: async filter => parts.lists.waiting(filter),
    countWaiting: async filter => parts.lists.countWaiting(filter),
    handledBy: async (person, limit) => parts.lists.handledBy(person, limit),
    countHandledBy: async person => parts.lists.countHandledBy(person),
    asked: async (person, limit) => parts.lists.asked(person, limit),
    countAsked: async person => parts.lists.countAsked(person),
    search: async (text, limit) => {
      parts.index.drainAll()
      return parts.lists.search(text, limit)
    },
    entries: async filter => parts.trail.search(filter),
    entry: async seq => parts.trail.entry(seq),
    entriesOf: async article => parts.trail.ofArticle(article),
    hashes: async upTo => parts.trail.hashes(upTo),
    remarksFor: async (person, limit) => parts.lists.remarksFor(person, limit),
    remarksRead: async (article, person) => parts.side.remarksRead(article, person),
    markRemarksRead: async (article, person, at) => parts.side.markRemarksRead(article, person, at),
    putFile: async (file, bytes) => parts.side.putFile(file, bytes),
    file: async digest => parts.side.file(digest),
    putWorkingCopy: async (article, person, copy) => parts.side.putWorkingCopy(article, person, copy),
    workingCopy: async (article, person) => parts.side.workingCopy(article, person),
    dropWorkingCopy: async (article, person) => parts.side.dropWorkingCopy(article, person),
    notices: async filter => parts.notices.list(filter),
    countUnread: async person => parts.notices.unreadOf(person),
    seenNotices: async (person, ids) => parts.notices.marked(person, ids),
    markNotices: async (person, ids, at) => parts.notices.markSeen(person, ids, at),
    markOpened: async (article, person, hash, at) => parts.notices.markOpened(article, person, hash, at),
    openedAt: async (article, person, hash) => parts.notices.opened(article, person, hash),
    drainSearch: () => parts.index.drainAll(),
    tidySearch: () => parts.index.tidy(),
    close: () => {
      parts.index.stop()
      database.close()
    },
  }
}

const shortId = () => randomUUID().slice(0, 8)

/** What a command has done inside its transaction; `settle` brings memory up to date once it is on disk. */
type Work<T> = Result<{ state: T; head: Head; written: boolean; settle: () => void }, Refusal>

function transact<T>(
  parts: Parts,
  command: Command,
  obj: string,
  work: () => Work<T>,
  stateAt: (last: number) => T,
): Result<Done<T>, Refusal> | 'unknown' {
  try {
    parts.sql.begin.run()
    const before = replayed(parts, command, obj, stateAt)
    const done = before ? null : work()
    if (!done?.ok || !done.value.written) {
      parts.sql.rollback.run()
      if (before) return before
      return done!.ok ? ok({ state: done!.value.state, head: done!.value.head, replayed: false }) : done!
    }
    parts.sql.commit.run()
    done.value.settle()
    parts.committed(done.value.head.seq)
    return ok({ state: done.value.state, head: done.value.head, replayed: false })
  } catch (error) {
    const code = String((error as { code?: string }).code ?? '')
    if (code.startsWith('SQLITE_IOERR')) return 'unknown'
    if (parts.sqlite.inTransaction) parts.sql.rollback.run()
    if (code === 'SQLITE_FULL') return no({ code: 'disk-full' })
    throw error
  }
}

/** The answer to a key that was carried out before: the state as that command left it, or a refusal if it was another's. */
function replayed<T>(parts: Parts, command: Command, obj: string, stateAt: (last: number) => T): Result<Done<T>, Refusal> | null {
  const entries = parts.trail.ofCommand(command.key)
  const last = entries.at(-1)
  if (!last) return null
  const bodies = entries.map(bodyOf)
  const created = 'salt' in command && bodies[0]!.act === 'article-created'
  if (bodies[0]!.actor.uid !== command.by || !(created || bodies.some(body => body.obj === obj))) {
    return no({ code: 'command-replayed', by: bodies[0]!.actor.uid })
  }
  return ok({ state: stateAt(last.seq), head: { seq: last.seq, hash: last.hash }, replayed: true })
}

function decideArticle(parts: Parts, command: ArticleCommand, decide: (article: Article | null, office: Office) => Decision): Work<Article> {
  const head = parts.trail.headOrStart()
  const loaded = parts.loaded(command.id, head.seq)
  const office = parts.office(head.seq)
  if (!office) return no({ code: 'not-set-up' })
  const decision = decide(loaded?.article ?? null, office)
  if (!decision.ok) return decision
  const { events, office: officeEvents = [] } = decision.value
  if (events.length + officeEvents.length === 0) {
    if (!loaded) throw new Error('a decision without events about an article that is not there')
    return ok({ state: loaded.article, head, written: false, settle: () => {} })
  }
  const entries = append(parts, head, command, [
    ...events.map(event => ({ obj: articleObject(command.id), event: ArticleEvent.parse(event) })),
    ...officeEvents.map(event => ({ obj: OFFICE_OBJECT, event: OfficeEvent.parse(event) })),
  ])
  const states = events.reduce<Article[]>((all, event) => [...all, evolve(all.at(-1) ?? loaded?.article ?? null, command, event)], [])
  const after = states.at(-1) ?? loaded?.article
  if (!after) throw new Error('a decision that leads to no article')
  const kept = events.length > 0 ? saveArticle(parts, command, loaded, after, events, entries) : null
  for (const [i, event] of events.entries()) {
    const found = noticesOf(states[i - 1] ?? loaded?.article ?? null, states[i]!, command, event, office)
    parts.notices.keep(found, { seq: entries[i]!.seq, article: command.id, by: command.by, at: command.at })
  }
  const settleOffice = saveOffice(parts, command, office, officeEvents, entries)
  const last = entries.at(-1)!
  const settle = () => {
    settleOffice()
    if (kept) parts.keepRecent(command.id, kept, entries.findLast((_, i) => i < events.length)!.seq)
    parts.lists.moved(loaded?.article ?? null, after)
    parts.index.soon()
  }
  return ok({ state: after, head: { seq: last.seq, hash: last.hash }, written: true, settle })
}

/** Links one entry an event behind the head. */
function append(parts: Parts, before: Head, command: Command, acts: { obj: string; event: { type: string } }[]): Entry[] {
  let head = before
  return acts.map(({ obj, event }) => {
    const { log, epoch } = parts.meta
    const body = { log, epoch, ts: command.at, actor: { uid: command.by }, cmd: command.key, act: event.type, obj, data: event }
    const entry = link(head, body, sha256)
    parts.trail.append(entry)
    head = { seq: entry.seq, hash: entry.hash }
    return entry
  })
}

function saveArticle(
  parts: Parts,
  command: ArticleCommand,
  loaded: Loaded | null,
  after: Article,
  events: readonly ArticleEvent[],
  entries: readonly Entry[],
): Loaded {
  const { id, revision } = command
  const known = (hash: string) => hash === loaded?.article.hash || hash === revision?.hash || parts.texts.has(id, hash)
  const forgotten = events.map(textBroughtBy).find(hash => hash !== null && !known(hash))
  if (forgotten) throw new Error(`an event names the text ${forgotten}, which was not handed in`)
  const n = loaded?.n ?? entries[0]!.seq
  const before = loaded?.article ?? null
  const ofText = after.hash === revision?.hash ? shownOf(revision.content) : null
  const shown: Shown = ofText ?? (before?.hash === after.hash ? loaded!.shown : shownOf(parts.contentOf(id, after.hash)!))
  parts.articles.save(before, after, n, shown, loaded?.shown)
  if (!loaded) parts.side.keepSalt(id, command.salt!)
  keepTexts(parts, command, events, entries)
  const named = events.flatMap(exhibitsNamedBy)
  const handedIn = (command.exhibits ?? []).filter(({ digest }) => named.includes(digest))
  for (const { digest, bytes } of handedIn) parts.texts.keepExhibit(digest, bytes)
  const forgottenExhibit = named.find(digest => !handedIn.some(one => one.digest === digest) && !parts.texts.hasExhibit(digest))
  if (forgottenExhibit) throw new Error(`an event names the exhibit ${forgottenExhibit}, which was not handed in`)
  if (before?.hash !== after.hash || before.coauthors !== after.coauthors) parts.index.note(n)
  return { article: after, n, shown }
}

/** Keeps the text that came with the command, at the first event that brings it into being. */
function keepTexts(parts: Parts, command: ArticleCommand, events: readonly ArticleEvent[], entries: readonly Entry[]): void {
  for (const [i, event] of events.entries()) {
    const hash = textBroughtBy(event)
    if (hash === null || hash !== command.revision?.hash || parts.texts.has(command.id, hash)) continue
    parts.texts.keep(command.id, command.revision, { by: command.by, at: command.at, seq: entries[i]!.seq })
  }
}

/** Folds and saves events of the office; what it returns brings the memory up to date after the commit. */
function saveOffice(
  parts: Parts,
  command: Command,
  before: Office | null,
  events: readonly OfficeEvent[],
  entries: readonly Entry[],
): () => void {
  if (events.length === 0) return () => {}
  const after = events.reduce<Office | null>((office, event) => evolveOffice(office, command, event), before)!
  parts.offices.save(before, after)
  for (const event of events) {
    if (event.type !== 'person-changed' || before?.people[event.person.id]?.name === event.person.name) continue
    for (const n of parts.side.writtenBy(event.person.id)) parts.index.note(n)
  }
  return () => parts.remember(after, entries.at(-1)!.seq)
}

function decideOffice(parts: Parts, command: Command, decide: (office: Office | null) => OfficeDecision): Work<Office> {
  const head = parts.trail.headOrStart()
  const before = parts.office(head.seq)
  const decision = decide(before)
  if (!decision.ok) return decision
  const { events, credentials = {} } = decision.value
  if (events.length === 0) {
    if (!before) throw new Error('a decision without events about an office that is not founded')
    return ok({ state: before, head, written: false, settle: () => {} })
  }
  const entries = append(parts, head, command, events.map(event => ({ obj: OFFICE_OBJECT, event: OfficeEvent.parse(event) })))
  const settleOffice = saveOffice(parts, command, before, events, entries)
  for (const event of events) {
    if (event.type !== 'password-set') continue
    const form = credentials[event.person]
    if (form === undefined || sha256(form) !== event.credential) {
      throw new Error(`the stored form of a password is not the one its event names (${event.person})`)
    }
    parts.offices.keepCredential(event.person, form)
  }
  const last = entries.at(-1)!
  const settle = () => {
    settleOffice()
    parts.index.soon()
  }
  const state = events.reduce<Office | null>((office, event) => evolveOffice(office, command, event), before)!
  return ok({ state, head: { seq: last.seq, hash: last.hash }, written: true, settle })
}

/** The article of an earlier command, folded up to that command's last entry. */
function articleAt(parts: Parts, first: Entry, last: number): Article {
  const { obj } = bodyOf(first)
  const id = obj.slice('article:'.length)
  return parts.trail.ofArticle(id).reduce<Article | null>((article, entry) => {
    if (entry.seq > last) return article
    const { actor, ts, data } = bodyOf(entry)
    return evolve(article, { id, by: actor.uid, at: ts }, data as ArticleEvent)
  }, null)!
}

function officeAt(parts: Parts, last: number): Office | null {
  return parts.trail.ofOffice().reduce<Office | null>((office, entry) => {
    if (entry.seq > last) return office
    const { actor, ts, data } = bodyOf(entry)
    return evolveOffice(office, { by: actor.uid, at: ts }, data as OfficeEvent)
  }, null)
}

