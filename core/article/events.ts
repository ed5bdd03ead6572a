import { z } from 'zod'
import { Digest, grades, kinds } from '#core/article/content'
import { Stage, Switches } from '#core/workflow/stages'

const personId = z.string().min(1)
const stageId = z.string().min(1)
/** Id of a thread of comments or of a proposed change, unique in its article. */
const remarkId = z.string().min(1).max(64)
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

/** 校对通读: how many sentences of how many were gone through one by one, from when to when, and how. */
export const ReadThrough = z.strictObject({
  sentences: z.number().int().min(1),
  of: z.number().int().min(1),
  from: instant,
  to: instant,
  /** Read aloud by the system's voice at least in part. */
  aloud: z.boolean(),
  /** The text was corrected after it was read to the end. */
  correctedAfter: z.boolean(),
})
export type ReadThrough = z.infer<typeof ReadThrough>

/** What the machine found on the received text, and how many were dealt with how; the list itself is the exhibit. */
export const CheckSummary = z.strictObject({
  ruleset: z.string(),
  errors: z.number().int(),
  warnings: z.number().int(),
  infos: z.number().int(),
  fixed: z.number().int(),
  dismissed: z.number().int(),
  exhibit: z.union([Digest, z.null()]),
  /** 差错率: errors and warnings that nobody dismissed, in a million characters of the released text; 100 is the pass line. */
  perMillion: z.number().int().min(0).optional(),
  read: ReadThrough.optional(),
})
export type CheckSummary = z.infer<typeof CheckSummary>

/** A passage of a kept text: offsets in the plain text of its normalised content (core/article/plain-text.ts). */
export const Span = z.strictObject({ start: z.number().int().min(0), end: z.number().int().min(0) })
export type Span = z.infer<typeof Span>

/** What a comment is about: the six things three reviews look for. */
export const commentCategories = ['political', 'legal', 'policy', 'secrecy', 'fact', 'wording'] as const
export type CommentCategory = (typeof commentCategories)[number]
export const commentCategoryZh: Record<CommentCategory, string> = {
  political: '政治',
  legal: '法律',
  policy: '政策',
  secrecy: '保密',
  fact: '事实',
  wording: '文字',
}

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
  z.strictObject({
    type: z.literal('comment-made'),
    thread: remarkId,
    /** The text it was made on. */
    hash: Digest,
    /** The passage in that text; null speaks of the whole article. */
    span: z.union([Span, z.null()]),
    category: z.enum(commentCategories),
    assignee: z.union([personId, z.null()]),
    mentions: z.array(personId),
    /** The words and the quotation. */
    exhibit: Digest,
  }),
  z.strictObject({ type: z.literal('comment-replied'), thread: remarkId, mentions: z.array(personId), exhibit: Digest }),
  z.strictObject({ type: z.literal('comment-assigned'), thread: remarkId, person: z.union([personId, z.null()]) }),
  z.strictObject({ type: z.literal('comment-resolved'), thread: remarkId }),
  z.strictObject({ type: z.literal('comment-reopened'), thread: remarkId }),
  z.strictObject({
    type: z.literal('suggestion-made'),
    suggestion: remarkId,
    hash: Digest,
    /** The passage to be replaced; of no length for an insertion. */
    span: Span,
    kind: z.enum(['insert', 'delete', 'replace']),
    /** The proposed words and those they are to replace. */
    exhibit: Digest,
  }),
  z.strictObject({ type: z.literal('suggestion-withdrawn'), suggestion: remarkId }),
  z.strictObject({
    type: z.literal('suggestion-settled'),
    suggestion: remarkId,
    outcome: z.enum(['accepted', 'rejected']),
    /** Who had proposed it: an entry says by itself whose words the author took. */
    proposer: personId,
    /** The version the words are part of; null when they were rejected. */
    hash: z.union([Digest, z.null()]),
  }),
  /** 征求意见: whoever holds the stage asks one colleague; the stage stays theirs. The question is the exhibit. */
  z.strictObject({
    type: z.literal('opinion-asked'),
    request: z.string(),
    run,
    stage: stageId,
    capacity: Capacity,
    asked: personId,
    /** The text both look at. */
    hash: Digest,
    exhibit: Digest,
    /** The day by which an answer is wished for, Asia/Shanghai. */
    replyBy: z.union([z.string(), z.null()]),
  }),
  /** The answer, in words that are the exhibit; it passes nothing. */
  z.strictObject({ type: z.literal('opinion-given'), request: z.string(), run, stage: stageId, hash: Digest, exhibit: Digest }),
  z.strictObject({ type: z.literal('opinion-request-withdrawn'), request: z.string(), run, stage: stageId }),
  /** 转办: by the holder, to somebody else who may take the stage. */
  z.strictObject({ type: z.literal('stage-handed-on'), run, stage: stageId, capacity: Capacity, person: personId, reason: z.string() }),
  /** 催办: whom it reached. */
  z.strictObject({ type: z.literal('stage-reminded'), run, stage: stageId, to: z.array(personId) }),
  /** A copy for people's own word processor left the office; `file` is the SHA-256 of its bytes. */
  z.strictObject({
    type: z.literal('copy-exported'),
    format: z.literal('docx'),
    copy: z.enum(['working', 'official']),
    hash: Digest,
    file: Digest,
    exporter: z.string(),
  }),
  /** 花脸稿: the words of one kept text marked against an earlier one, with whose they are; `hash` is the later. */
  z.strictObject({ type: z.literal('marked-copy-exported'), format: z.literal('docx'), from: Digest, hash: Digest, file: Digest, exporter: z.string() }),
])
export type ArticleEvent = z.infer<typeof ArticleEvent>
export type EventOf<T extends ArticleEvent['type']> = Extract<ArticleEvent, { type: T }>
