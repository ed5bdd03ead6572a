import { z } from 'zod'
import { Digest, grades, kinds } from '#core/article/content'
import { Stage, Switches } from '#core/workflow/stages'

const personId = z.string().min(1)
const stageId = z.string().min(1)
const instant = z.string()
const run = z.number().int().min(1)
const due = z.union([instant, z.null()])

/** An answer to a checklist question; a note is required where the answer is `no`. */
export const Answer = z.strictObject({
  question: z.string(),
  answer: z.enum(['yes', 'no', 'n/a']),
  note: z.string().max(500),
})
export type Answer = z.infer<typeof Answer>

/** In whose name someone acts: `null` 本人, else 代 X under a delegation. */
export const Capacity = z.union([z.null(), z.strictObject({ principal: personId, delegation: z.string() })])
export type Capacity = z.infer<typeof Capacity>

/** What the machine found on the received text, and how many were dealt with how; the list itself is the exhibit. */
export const CheckSummary = z.strictObject({
  ruleset: z.string(),
  errors: z.number().int(),
  warnings: z.number().int(),
  infos: z.number().int(),
  fixed: z.number().int(),
  dismissed: z.number().int(),
  exhibit: z.union([Digest, z.null()]),
})
export type CheckSummary = z.infer<typeof CheckSummary>

export const changeClasses = ['none', 'correction', 'substantive'] as const

/** A pass that stopped counting. */
const Voided = z.strictObject({ stage: stageId, by: personId })

/**
 * What has happened to an article: outcomes, never recipes, so that replay does not depend on today's rules.
 * Texts and words are not here but beside the chain, as revisions and exhibits under their digests.
 * Additive only: a released event never changes shape (tests/golden/events).
 */
export const ArticleEvent = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('article-created'), kind: z.enum(kinds), grade: z.enum(grades), section: z.string(), hash: Digest }),
  z.strictObject({ type: z.literal('revision-saved'), from: Digest, hash: Digest, kind: z.enum(kinds), grade: z.enum(grades) }),
  z.strictObject({ type: z.literal('coauthor-added'), person: personId }),
  z.strictObject({ type: z.literal('coauthor-removed'), person: personId }),
  z.strictObject({ type: z.literal('urgency-set'), urgent: z.boolean(), reason: z.string() }),
  z.strictObject({
    type: z.literal('article-submitted'),
    run,
    hash: Digest,
    template: z.strictObject({ id: z.string(), version: z.number().int(), name: z.string() }),
    road: z.array(Stage),
    switches: Switches,
    due,
  }),
  z.strictObject({
    type: z.literal('run-voided'),
    run,
    cause: z.enum(['substantive-change', 'withdrawn']),
    from: Digest,
    to: Digest,
    /** The hunks that did it, by digest; null when nothing was passed yet. */
    exhibit: z.union([Digest, z.null()]),
    voided: z.array(Voided),
  }),
  z.strictObject({
    type: z.literal('article-resubmitted'),
    run,
    stage: stageId,
    from: Digest,
    hash: Digest,
    change: z.enum(['none', 'correction']),
    exhibit: z.union([Digest, z.null()]),
    due,
  }),
  z.strictObject({ type: z.literal('article-withdrawn'), run, reason: z.string() }),
  z.strictObject({ type: z.literal('article-abandoned'), reason: z.string() }),
  z.strictObject({ type: z.literal('stage-claimed'), run, stage: stageId, until: instant }),
  z.strictObject({ type: z.literal('claim-released'), run, stage: stageId, person: personId }),
  z.strictObject({ type: z.literal('stage-assigned'), run, stage: stageId, person: z.union([personId, z.null()]), reason: z.string() }),
  z.strictObject({
    type: z.literal('stage-passed'),
    run,
    stage: stageId,
    capacity: Capacity,
    received: Digest,
    released: Digest,
    opinion: z.string(),
    answers: z.array(Answer),
    /** When the text was opened by the person who judged. */
    opened: instant,
    change: z.enum(['none', 'correction']),
    exhibit: z.union([Digest, z.null()]),
    checks: z.union([CheckSummary, z.null()]),
    /** The next stage's id, or `cleared`. */
    to: z.string(),
    due,
  }),
  z.strictObject({
    type: z.literal('stage-returned'),
    run,
    stage: stageId,
    capacity: Capacity,
    hash: Digest,
    category: z.string(),
    /** The reason and the passages quoted are an exhibit: they may quote the text. */
    exhibit: Digest,
    outcome: z.enum(['return', 'redact']),
  }),
  z.strictObject({
    type: z.literal('stage-referred'),
    run,
    stage: stageId,
    capacity: Capacity,
    hash: Digest,
    authority: z.string(),
    reason: z.string(),
  }),
  z.strictObject({
    type: z.literal('referral-answered'),
    run,
    stage: stageId,
    authority: z.string(),
    number: z.string(),
    date: z.string(),
    outcome: z.enum(['public', 'withhold']),
    note: z.string(),
    due,
  }),
  z.strictObject({
    type: z.literal('article-withheld'),
    run,
    stage: stageId,
    capacity: Capacity,
    hash: Digest,
    ground: z.string(),
    note: z.string(),
  }),
  z.strictObject({
    type: z.literal('sign-off-recalled'),
    run,
    capacity: Capacity,
    hash: Digest,
    reason: z.string(),
    /** Where the article goes: the sign-off or third proofread's stage id, or `author`. */
    to: z.string(),
    voided: z.array(Voided),
    due,
  }),
  z.strictObject({
    type: z.literal('article-released'),
    release: z.string(),
    run,
    channel: z.string(),
    hash: Digest,
    /** SHA-256 of manifest.json, which names the digest of every file. */
    manifest: Digest,
    exporter: z.string(),
  }),
])
export type ArticleEvent = z.infer<typeof ArticleEvent>
export type EventOf<T extends ArticleEvent['type']> = Extract<ArticleEvent, { type: T }>
