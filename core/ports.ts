import type { z } from 'zod'
import type { Sha256 } from '#core/article/canonical'
import type { Step } from '#core/article/authorship'
import type { Attachment, Content } from '#core/article/content'
import type { CheckSummary } from '#core/article/events'
import type { Report } from '#core/audit/verify'
import type { Output } from '#core/api/contract'
import type { JudgedPlugin, Office } from '#core/office/office'
import type { Refusal } from '#core/refusal'
import type { Result } from '#core/result'
import type { Finding } from '#core/proofread/finding'
import type { Store } from '#core/store'

/** Who is calling: set by the wire from the session, never from the payload. */
export type Session = { person: string; token: string; address: string }

/** Passwords and sessions are the host's: they need native hashing, time and the network address. */
export interface Sessions {
  open(account: string, password: string, address: string): Promise<Result<{ token: string; person: string; mustChange: boolean }, Refusal>>
  close(token: string): Promise<void>
  /** Ends every session of a person except `keep`: after a password change, a disabling, a lost role. */
  closeAll(person: string, keep?: string): Promise<void>
  /** Asked again at signing stages; counts towards the lock-out. */
  confirm(person: string, password: string): Promise<Refusal | null>
  /** The stored form of a new password, or why it is too weak. */
  prepare(password: string, facts: readonly string[]): Promise<Result<string, Refusal>>
}

/**
 * What the machine says of a text before it is passed. `exhibit` are the findings as they are kept, with the reason for which each was
 * dismissed; the same list, unchanged, for the same text of one article (its content hash is salted) as long as rules, lists and model
 * are the same and nothing was dismissed.
 */
export type Checked = { summary: CheckSummary; exhibit: readonly (Found & { disposed: string | null })[]; open: number; blocked: number }
export type Disposition = { rule: string; text: string; start: number; act: 'dismissed' | 'fixed'; reason: string }
export type Found = Finding & { source: 'proofread' | 'screening'; blocks: boolean }
/** Proofreading and screening, run by the host (in a worker where there is one); results are kept by content hash. */
export interface Checks {
  check(hash: string, content: Content, office: Office, dispositions: readonly Disposition[]): Promise<Checked | null>
  /** The findings themselves, for a panel. `blocks`: keeps the stage from passing until fixed or dismissed with a reason. */
  findings(hash: string, content: Content, office: Office): Promise<Found[]>
  /** Rule sets, lists and model in use; named in every pass and release package. */
  ruleset(office: Office): string
  /** What the model plug-in in use says of a text that is being written; nothing without one. */
  suggestions(text: string, office: Office): Promise<Found[]>
  /** Digest of the spelling model in use; null when there is none that can be used. */
  modelDigest(office: Office): string | null
  /** That model in base64, for a screen's own worker; null when it is not the one in use. */
  model(office: Office, digest: string): Promise<string | null>
}

/** How far a training is. `error` is a sentence; `done` with none means that the new model is in use. */
export type TrainingProgress = { share: number; done: boolean; articles: number; characters: number; error: string | null }
/** Training on the office's own released articles, in the background on this machine, with progress and cancel. */
export interface Trainer {
  start(by: string): string
  progress(job: string): TrainingProgress | null
  cancel(job: string): void
}

/** The model plug-in of the office's data, if somebody put one there. Absent by default. */
export interface Plugins {
  /** The one that is there, or why it cannot be used; null when there is none. */
  present(): Result<{ name: string; version: string; licence: string; digest: string }, Refusal> | null
  /** Whether its words are used now: there, accepted under the gate of today, and not failed since. */
  inUse(office: Office): boolean
  /** Puts it through the product's gate. Writes nothing. */
  judge(): Promise<Result<Omit<JudgedPlugin, 'by' | 'at'>, Refusal>>
  /** Folder to put it in, as people find it. */
  folder: string
}

/** Reading foreign files: in a worker with limits, never in the door. */
export interface Files {
  /** Keeps a picture or attachment, without metadata; refuses what is too large, of another type, or marked as secret. */
  keep(name: string, mediaType: string, base64: string, by: string): Promise<Result<z.infer<typeof Attachment>, Refusal>>
  import(name: string, base64: string, by: string): Promise<Result<Output<'file.import'>, Refusal>>
  /** The rows of a .xlsx, .csv or .txt, for a list of the lexicon. */
  table(name: string, base64: string, by: string): Promise<Result<string[][], Refusal>>
}

/** Writing an article for people's own word processor: in a worker with limits. */
export interface Papers {
  /** Name and version of the writer: the same content and version give the same bytes. */
  exporter: string
  /** A Word file; `working` marks it on every page as not signed. Every picture of the content is given by digest. */
  docx(input: {
    content: Content
    pictures: Map<string, Uint8Array>
    working: { article: string; hash: string; person: string } | null
  }): Promise<Result<Uint8Array, Refusal>>
  /** A Word file whose changes are Word's own revisions. `steps`: who made which of the texts between, by person. */
  marked(input: {
    before: Content
    after: Content
    steps: readonly Step[]
    /** Of everybody in `steps`: the name, and when they last made a text. */
    people: Map<string, { name: string; at: string }>
    pictures: Map<string, Uint8Array>
    mark: { article: string; from: string; to: string; person: string; signed: boolean }
  }): Promise<Result<Uint8Array, Refusal>>
}

export interface Backups {
  list(): Promise<Output<'backup.list'>['backups']>
  /** `warning`: what is wrong with the data in use, that the backup was made in spite of. */
  make(): Promise<Result<{ name: string; size: number; digest: string; head: string; warning: string | null }, Refusal>>
}

export type Progress = { done: number; total: number; report: Report | null; error: string | null }
/** 校验全库 in the background, with progress and cancel. */
export interface Verifier {
  start(checkpoint: string | null): string
  progress(job: string): Progress | null
  cancel(job: string): void
}

/** Who has which article open; forgotten after 45 s. */
export interface Presence {
  /** Who else has it open; the person too, when another of their windows (`window`: one's own name for itself) has. Who is `leaving` is forgotten. */
  touch(article: string, guest: { person: string; window: string; editing: boolean; leaving: boolean }): { person: string; editing: boolean; since: string }[]
}

/** Everything the office needs from the machine it runs on. Assembled once, in `server/office.ts`. */
export type Ports = {
  store: Store
  sessions: Sessions
  checks: Checks
  files: Files
  papers: Papers
  backups: Backups
  verifier: Verifier
  trainer: Trainer
  plugins: Plugins
  presence: Presence
  /** UTC instant with `Z`; the only clock. */
  now(): string
  newId(): string
  /** 32 random hex characters: an article's salt. */
  newSalt(): string
  sha256: Sha256
  /** Writes a bug to the log under a new incident number, and what is said of it: a bug, or storage that cannot be read any more. */
  refused(bug: unknown): Refusal
  /** Tells open screens what moved. */
  announce(topic: string): void
  /** Fills an empty office with the demo people and articles. */
  demo(): Promise<Result<{ accounts: number }, Refusal>>
  demoPassword: string
  version: string
  /** Check replies against the contract too: in tests and development. */
  checkReplies: boolean
}
