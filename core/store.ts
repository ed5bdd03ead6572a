import type { Article, Phase } from '#core/article/article'
import type { Content, Grade, Kind } from '#core/article/content'
import type { AddressedFor } from '#core/article/remarks'
import type { ArticleEvent } from '#core/article/events'
import type { Entry, Head } from '#core/audit/entry'
import type { OfficeEvent } from '#core/office/events'
import type { Office } from '#core/office/office'
import type { NoticeKind } from '#core/notices'
import type { Role } from '#core/people/roles'
import type { Refusal } from '#core/refusal'
import type { Result } from '#core/result'
import type { Summary } from '#core/api/schema/common'

/** A text ready to be kept: its canonical bytes and their hash, made with the article's salt before the transaction. */
export type Revision = { hash: string; bytes: string; content: Content }
/** Words that belong to an event but not on the chain (hunks, reasons that quote the text), under their own digest. */
export type Exhibit = { digest: string; bytes: string }

/** Who does what, when; the part that is the same for every event of one command. */
export type Command = { key: string; by: string; at: string }
export type ArticleCommand = Command & {
  id: string
  /** For a new article only. */
  salt?: string
  /** Kept only if the decision says yes. */
  revision?: Revision
  exhibits?: Exhibit[]
}
/** What a decision may return: events of the article, and of the office when one act concerns both. */
export type Decision = Result<{ events: ArticleEvent[]; office?: OfficeEvent[] }, Refusal>
export type OfficeDecision = Result<{ events: OfficeEvent[]; /** person id → stored password form; its digest is in the event. */ credentials?: Record<string, string> }, Refusal>

export type Done<T> = { state: T; head: Head; /** The key had been carried out before; nothing was written now. */ replayed: boolean }

export type ArticleFilter = {
  phases?: readonly Phase[]
  kinds?: readonly Kind[]
  grades?: readonly Grade[]
  section?: string
  author?: string
  /** Only what this person is author or co-author of. */
  writer?: string
  /** Dates of the last change, inclusive, Asia/Shanghai. */
  from?: string
  to?: string
  /** Dates of the first release on whichever channel, inclusive, Asia/Shanghai: only what has left. */
  releasedFrom?: string
  releasedTo?: string
  text?: string
  /** `released`: by the first release, and only what has left. */
  sort: 'updated' | 'due' | 'title' | 'released'
  descending: boolean
  limit: number
  offset: number
}

/** What waits for a person: stages of these roles where the person is not barred, or which are assigned to them. */
export type WaitingFilter = {
  person: string
  /** The person's own roles and, for each delegation in force, the principal's, with the principal's id. */
  seats: readonly { role: Role; section: string; person: string }[]
  /** `person:role` pairs of whom an assignment can still reach; left out, every assignment stands. */
  assignable?: readonly string[]
  dueBefore?: string
  limit: number
}

export type EntryFilter = { by?: string; act?: string; article?: string; from?: string; to?: string; before?: number; limit: number }

/** A notice as kept, with the article's present title. `live`: the work it asks for is still there. */
export type KeptNotice = {
  id: string
  seq: number
  kind: NoticeKind
  article: string
  title: string
  stage: string | null
  by: string
  at: string
  exhibit: string | null
  urgent: boolean
  live: boolean
  seen: boolean
}
/** `before`: only those of earlier entries. Unread are those not seen whose work is still there, among the newest of the person. */
export type NoticeFilter = { person: string; before?: number; unreadOnly: boolean; limit: number }

export type KeptFile = { digest: string; mediaType: string; size: number; name: string }
export type WorkingCopy = { base: string; at: string; content: Content }
export type RevisionRow = { hash: string; by: string; at: string; seq: number }

/** 我的批注. `thread` is the id of a thread in that article. */
export type RemarksFor = {
  items: { article: Summary; thread: string; why: AddressedFor; at: string; unread: boolean }[]
  open: number
  unread: number
}

/**
 * What the office needs from a database – the only port. `decide` is pure and synchronous: a store runs it inside its own
 * transaction on freshly loaded state, appends the events it returns to the hash chain and saves the tables they lead to,
 * all or nothing. Nobody outside a store holds a transaction, and there is no other way to write evidence.
 */
export interface Store {
  /** Article is null when there is none of this id. A key carried out before is not decided again. */
  change(command: ArticleCommand, decide: (article: Article | null, office: Office) => Decision): Promise<Result<Done<Article>, Refusal>>
  changeOffice(command: Command, decide: (office: Office | null) => OfficeDecision): Promise<Result<Done<Office>, Refusal>>

  office(): Promise<Office | null>
  credential(person: string): Promise<string | null>
  head(): Promise<Head | null>

  article(id: string): Promise<Article | null>
  salt(id: string): Promise<string | null>
  content(id: string, hash: string): Promise<Content | null>
  revisions(id: string): Promise<RevisionRow[]>
  exhibits(digests: readonly string[]): Promise<Map<string, unknown>>
  summary(id: string): Promise<Summary | null>
  list(filter: ArticleFilter): Promise<{ items: Summary[]; total: number }>
  waiting(filter: WaitingFilter): Promise<Summary[]>
  countWaiting(filter: Omit<WaitingFilter, 'limit'>): Promise<number>
  /** What this person passed, returned, referred or withheld, newest first. */
  handledBy(person: string, limit: number): Promise<Summary[]>
  /** How many that are; from 1000 on it says 1000. */
  countHandledBy(person: string): Promise<number>
  /** Articles about which this person is asked for an opinion that is still open, newest question first. */
  asked(person: string, limit: number): Promise<Summary[]>
  countAsked(person: string): Promise<number>
  /** Complete for every text of two or more characters over title, body, document number and people. */
  search(text: string, limit: number): Promise<Summary[]>

  entries(filter: EntryFilter): Promise<{ entries: Entry[]; total: number }>
  entry(seq: number): Promise<Entry | null>
  entriesOf(article: string): Promise<Entry[]>
  /** The entry hashes in order, for a Merkle root. */
  hashes(upTo: number): Promise<string[]>

  /** Open threads that wait for a person, the newest first, with how many there are and how many were not read since. */
  remarksFor(person: string, limit: number): Promise<RemarksFor>
  /** Until when this person has read the comments of an article; null when never. */
  remarksRead(article: string, person: string): Promise<string | null>
  markRemarksRead(article: string, person: string, at: string): Promise<void>

  putFile(file: KeptFile, bytes: Uint8Array): Promise<void>
  file(digest: string): Promise<(KeptFile & { bytes: Uint8Array }) | null>

  /** Working copies are scratch of one person: not evidence, not on the trail. */
  putWorkingCopy(article: string, person: string, copy: WorkingCopy): Promise<void>
  workingCopy(article: string, person: string): Promise<WorkingCopy | null>
  dropWorkingCopy(article: string, person: string): Promise<void>

  /** Notices follow from the events; what was seen of them is scratch of one person. */
  notices(filter: NoticeFilter): Promise<KeptNotice[]>
  countUnread(person: string): Promise<number>
  /** Those of the given notices that the person has seen. */
  seenNotices(person: string, ids: readonly string[]): Promise<string[]>
  markNotices(person: string, ids: readonly string[], at: string): Promise<void>
  /** Notes that the office laid this text before the person; and since when, if it is the last one it did. */
  markOpened(article: string, person: string, hash: string, at: string): Promise<void>
  openedAt(article: string, person: string, hash: string): Promise<string | null>
}
