import { z } from 'zod'
import { phases } from '#core/article/article'
import { Attachment, Content, grades, kinds } from '#core/article/content'
import { Answer, Capacity, CheckSummary, ReadThrough } from '#core/article/events'
import type { Issue, Refusal } from '#core/refusal'
import { Stage, Switches } from '#core/workflow/stages'
import { OpinionView } from '#core/api/schema/consult'
import { command, hash, id, instant, key, may, page, query, RoadMark, Summary } from '#core/api/schema/common'

const opinion = z.string().trim().max(2000)
const reason = z.string().trim().min(1).max(2000)
const Passage = z.object({ start: z.number().int(), end: z.number().int(), quote: z.string().max(2000), note: z.string().max(1000) })

/** One hunk of a recorded change, as the exhibit holds it. */
const Hunk = z.object({ before: z.string(), after: z.string(), context: z.string(), reason: z.string(), class: z.string() })

/** A pass as people read it: who, for whom, what they said, what they changed, and whether it still counts. */
export const PassView = z.object({
  run: z.number().int(),
  stage: z.string(),
  stageName: z.string(),
  by: z.string(),
  capacity: Capacity,
  received: hash,
  released: hash,
  opinion: z.string(),
  answers: z.array(Answer),
  opened: instant,
  at: instant,
  change: z.enum(['none', 'correction']),
  hunks: z.array(Hunk),
  checks: CheckSummary.nullable(),
  /** Explained voiding: who, when, why, and which words. */
  voided: z.object({ at: instant, by: z.string(), cause: z.string(), hunks: z.array(Hunk) }).nullable(),
})
export type PassView = z.infer<typeof PassView>

const ReturnView = z.object({
  stage: z.string(),
  stageName: z.string(),
  by: z.string(),
  at: instant,
  category: z.string(),
  reason: z.string(),
  passages: z.array(Passage),
  outcome: z.enum(['return', 'redact', 'recalled']),
  hash,
})

/** An article opened: its state, its text, what everybody did, and what this person may do. */
export const ArticleView = z.object({
  summary: Summary,
  content: Content,
  coauthors: z.array(z.string()),
  /** Of each co-author: why this person may not take them off; null: may. */
  mayRemove: z.record(z.string(), z.custom<Refusal | null>()),
  road: z.array(RoadMark),
  run: z.object({ n: z.number().int(), template: z.string(), at: instant, stages: z.array(Stage), switches: Switches }).nullable(),
  passes: z.array(PassView),
  returned: ReturnView.nullable(),
  referral: z
    .object({ by: z.string(), at: instant, authority: z.string(), reason: z.string(), answer: z.object({ number: z.string(), date: z.string(), note: z.string() }).nullable() })
    .nullable(),
  withheldGround: z.string().nullable(),
  releases: z.array(z.object({ id, channel: z.string(), by: z.string(), at: instant, hash, manifest: hash })),
  claim: z.object({ person: z.string(), until: instant }).nullable(),
  assignee: z.string().nullable(),
  /** The hash this person signed last in this article, to show 上次签字以来 first; null when never. */
  lastSigned: hash.nullable(),
  /** What the stage before last released (or was submitted): to show 上一环节以来. */
  stageBefore: hash.nullable(),
  /** Questions to colleagues and their answers, newest first. */
  opinions: z.array(OpinionView),
  /** In whose name this person could act at the present stage. */
  capacities: z.array(Capacity),
  /** 无人可办: stages of this run nobody entitled is left for. */
  nobodyFor: z.array(z.string()),
  working: z.object({ base: hash, at: instant }).nullable(),
  may: may('save', 'submit', 'withdraw', 'abandon', 'setUrgent', 'addCoauthor', 'claim', 'unclaim', 'pass', 'correct', 'return', 'refer', 'answerReferral', 'withhold', 'recall', 'assign', 'handOn', 'ask', 'remind', 'release', 'takeNumber', 'comment', 'suggest', 'settle', 'exportWord'),
})
export type ArticleView = z.infer<typeof ArticleView>

/** A pass as the submission sheet names it. */
const Standing = z.object({ stage: z.string(), stageName: z.string(), by: z.string(), principal: z.string().nullable(), at: instant })

/** What submitting now would do (RULEBOOK 4). */
const Submission = z.object({
  /** For the first time, on in the run that returned it, or anew from the first stage. */
  way: z.enum(['first', 'on', 'anew']),
  /** Id of the stage it goes to: the first of `stages`. */
  stage: z.string(),
  /** What was changed since the return; null when nothing was returned. */
  change: z.enum(['none', 'correction', 'substantive']).nullable(),
  /** The words that decide it: the substantive ones if there are any. */
  hunks: z.array(Hunk),
  /** Passes given so far that go on counting, and those that would be void. */
  stand: z.array(Standing),
  fall: z.array(Standing),
  /** Whether this person could take the submission back until the first stage has acted. */
  mayTakeBack: z.boolean(),
})

const sorts = ['updated', 'due', 'title', 'released'] as const

/** Articles: drafting, saving, finding, submitting. */
export const articleCalls = {
  'article.create': command(z.object({ key, content: Content }), z.object({ id, hash })),
  'article.open': query(z.object({ id }), ArticleView),
  /** Saves a version on `base`. A save that changes nothing is no version; a stale base is refused, both texts kept. */
  'article.save': command(z.object({ key, id, base: hash, content: Content }), z.object({ hash, changed: z.boolean() })),
  /** 稿件库: filters; pages by `after` (the `next` of the page before). */
  'article.list': query(
    z.object({
      phase: z.array(z.enum(phases)).optional(),
      kind: z.array(z.enum(kinds)).optional(),
      grade: z.array(z.enum(grades)).optional(),
      section: z.string().optional(),
      author: z.string().optional(),
      from: z.iso.date().optional(),
      to: z.iso.date().optional(),
      /** Days of the first release; what never left fits neither these nor the order `released`. */
      releasedFrom: z.iso.date().optional(),
      releasedTo: z.iso.date().optional(),
      text: z.string().max(100).optional(),
      sort: z.enum(sorts).optional(),
      descending: z.boolean().optional(),
      limit: z.number().int().min(1).max(500),
      offset: z.number().int().min(0).optional(),
    }),
    page,
  ),
  /** What is still missing, what a submission would do, which stages are then ahead, and who could hold each. Changes nothing. */
  'article.check': query(
    z.object({ id }),
    z.object({
      missing: z.array(z.custom<Issue>()),
      template: z.object({ id: z.string(), name: z.string(), version: z.number().int() }).nullable(),
      stages: z.array(z.object({ stage: Stage, people: z.array(z.string()) })),
      lacking: z.array(z.string()),
      /** Null while no template applies. */
      goes: Submission.nullable(),
      may: may('submit'),
    }),
  ),
  /** First submission, or again after a return: the office decides whether it goes back to the stage or starts anew. */
  'article.submit': command(
    z.object({ key, id, saw: hash }),
    z.object({ run: z.number().int(), stage: z.string(), change: z.enum(['first', 'none', 'correction', 'substantive']) }),
  ),
  'article.withdraw': command(z.object({ key, id, reason: z.string().trim().max(500) }), z.object({})),
  'article.abandon': command(z.object({ key, id, reason }), z.object({})),
  'article.setUrgent': command(z.object({ key, id, urgent: z.boolean(), reason: z.string().trim().max(500) }), z.object({})),
  'article.addCoauthor': command(z.object({ key, id, person: z.string() }), z.object({})),
  'article.removeCoauthor': command(z.object({ key, id, person: z.string() }), z.object({})),
  /** Gives the next 索引号 of the office for this article; the serial is never given out again. */
  'article.takeNumber': command(z.object({ key, id }), z.object({ number: z.string() })),
  /** A Word copy of the saved text: clean after the sign-off, before it marked on every page as not signed. Recorded on the trail. */
  'article.exportWord': command(z.object({ key, id, saw: hash }), z.object({ name: z.string(), base64: z.string(), copy: z.enum(['working', 'official']), file: hash })),

  /** 花脸稿 of two kept texts as a Word file with revisions that say whose they are; a paper for inside at any time. Recorded on the trail. */
  'article.exportMarked': command(z.object({ key, id, from: hash, to: hash }), z.object({ name: z.string(), base64: z.string(), file: hash })),

  /** Autosave: scratch of one person, not evidence. */
  'workingCopy.put': command(z.object({ id, base: hash, content: Content }), z.object({ at: instant })),
  'workingCopy.get': query(z.object({ id }), z.object({ copy: z.object({ base: hash, at: instant, content: Content }).nullable() })),
  'workingCopy.drop': command(z.object({ id }), z.object({})),
  /**
   * Says that this person has the article open for editing, and who else has: oneself among them, when it is open in another window, which has
   * another name for itself. Forgotten after 45 s, or when the window says that it is `leaving`.
   */
  'presence.touch': command(z.object({ id, editing: z.boolean(), window: z.string().max(40).default(''), leaving: z.boolean().optional() }), z.object({ others: z.array(z.object({ person: z.string(), editing: z.boolean(), since: instant })) })),

  /** 历史: every version and every act, oldest first. */
  /** Passes given within a week after somebody else had set the password of who gave them: by whom, and when. */
  'article.resets': query(z.object({ id }), z.object({ resets: z.array(z.object({ run: z.number().int(), stage: z.string(), by: z.string(), at: instant })) })),
  'history.timeline': query(
    z.object({ id }),
    z.object({
      items: z.array(
        z.object({
          seq: z.number().int(),
          at: instant,
          by: z.string(),
          type: z.string(),
          /** One Chinese sentence. */
          sentence: z.string(),
          hash: hash.nullable(),
          run: z.number().int().nullable(),
          stage: z.string().nullable(),
          /** Id of the thread or proposal it is about (`remark.list`). */
          remark: z.string().nullable(),
        }),
      ),
      passes: z.array(PassView),
      /** Every 退回 with its reason and passages, oldest first: the road forgets them when the article comes back, people must not. */
      returns: z.array(ReturnView.extend({ run: z.number().int() })),
    }),
  ),
  'history.revision': query(z.object({ id, hash }), z.object({ content: Content, by: z.string(), at: instant })),

  'file.put': command(z.object({ name: z.string().min(1).max(200), mediaType: z.string().max(120), base64: z.string() }), Attachment),
  /** Reads a .docx or .txt into the editor's format. Nothing is stored but the pictures inside. */
  'file.import': command(
    z.object({ name: z.string().min(1).max(200), base64: z.string() }),
    z.object({
      title: z.string(),
      /** Only a file that this product wrote says which line is the subtitle; else empty. */
      subtitle: z.string(),
      body: Content.shape.body,
      dropped: z.array(z.object({ what: z.string(), count: z.number().int() })),
      notes: z.array(z.string()),
      /** What stands literally in the file, for the author to confirm. */
      hints: z.object({ documentNumber: z.string(), formedOn: z.string(), issuer: z.string() }),
    }),
  ),
}

const judgement = { key, id, stage: z.string(), saw: hash, opened: instant, capacity: Capacity.optional() }

/** The road: claiming and judging. */
export const stageCalls = {
  'stage.claim': command(z.object({ key, id, stage: z.string() }), z.object({ until: instant })),
  'stage.unclaim': command(z.object({ key, id, stage: z.string() }), z.object({})),
  'stage.assign': command(z.object({ key, id, stage: z.string(), person: z.string().nullable(), reason: z.string().trim().max(500) }), z.object({})),
  /** 通过. `content` only at a proofread that corrected something; `password` at signing stages. */
  'stage.pass': command(
    z.object({
      ...judgement,
      opinion,
      answers: z.array(Answer).max(50),
      content: Content.optional(),
      password: z.string().max(200).optional(),
      /** What was done about each machine finding still there: rule, words, and reason for dismissing. */
      dispositions: z.array(z.object({ rule: z.string(), text: z.string(), start: z.number().int(), act: z.enum(['dismissed', 'fixed']), reason: z.string().max(500) })).max(5000).optional(),
      /** 校对通读 to the last sentence, at a proofread. */
      read: ReadThrough.omit({ of: true }).optional(),
    }),
    z.object({ id, stage: z.string(), hash, next: z.string().nullable() }),
  ),
  /** 退回作者. `redact` is the confidentiality officer's 处理后公开. */
  'stage.return': command(
    z.object({ ...judgement, category: z.string().min(1).max(40), reason, passages: z.array(Passage).max(200), outcome: z.enum(['return', 'redact']) }),
    z.object({ id }),
  ),
  /** 送审: waits for an outside authority. */
  'stage.refer': command(z.object({ ...judgement, authority: z.string().trim().min(2).max(100), reason }), z.object({ id })),
  'stage.answerReferral': command(
    z.object({ key, id, stage: z.string(), number: z.string().trim().min(1).max(60), date: z.iso.date(), outcome: z.enum(['public', 'withhold']), note: z.string().trim().max(1000) }),
    z.object({ id }),
  ),
  /** 不予公开: ends the article; a legal ground is required. */
  'stage.withhold': command(z.object({ ...judgement, ground: z.string().trim().min(4).max(300), note: z.string().trim().max(1000), password: z.string().max(200).optional() }), z.object({ id })),
  /** 撤回签发, by whoever signed, while nothing is released. */
  'signOff.recall': command(z.object({ key, id, saw: hash, to: z.enum(['sign-off', 'third-proofread', 'author']), reason, password: z.string().max(200).optional() }), z.object({ id })),
}

const Found = z.object({
  rule: z.string(),
  family: z.string(),
  level: z.enum(['error', 'warning', 'info']),
  start: z.number().int(),
  end: z.number().int(),
  text: z.string(),
  suggestions: z.array(z.string()),
  message: z.string(),
  basis: z.string(),
  confidence: z.number(),
  source: z.enum(['proofread', 'screening']),
  blocks: z.boolean(),
})

/** Longest text a model plug-in is asked about, in UTF-16 units. */
const mostSuggestedOn = 100_000

/** 机检 of a kept text, as the office itself will judge it when the stage is passed. Offsets are in `plainText` of that text. */
export const checkCalls = {
  'check.run': query(z.object({ id, hash }), z.object({ ruleset: z.string(), findings: z.array(Found) })),
  /** 模型建议 for the text in the editor, which is not kept. Offsets are in the text as sent. */
  'check.suggest': query(z.object({ text: z.string().max(mostSuggestedOn) }), z.object({ findings: z.array(Found) })),
}

/** 工作台. */
export const deskCalls = {
  /** `done` says 1000 for every greater number. */
  'desk.counts': query(z.object({}), z.object({ waiting: z.number().int(), mine: z.number().int(), returned: z.number().int(), done: z.number().int(), dueSoon: z.number().int(), overdue: z.number().int(), asked: z.number().int() })),
  /** 待我办理: what this person could act on now, the urgent first, then by deadline. */
  'desk.waiting': query(z.object({ limit: z.number().int().min(1).max(200), dueSoon: z.boolean().optional() }), z.object({ items: z.array(Summary) })),
  'desk.mine': query(z.object({ limit: z.number().int().min(1).max(200), returnedOnly: z.boolean().optional() }), z.object({ items: z.array(Summary) })),
  /** 已办: what this person passed or returned, newest first. */
  'desk.done': query(z.object({ limit: z.number().int().min(1).max(200) }), z.object({ items: z.array(Summary) })),
  /** For the card beside the list: first lines, the road, and what voided this person's own passes. */
  'desk.card': query(z.object({ id }), z.object({ summary: Summary, lines: z.string(), road: z.array(RoadMark), voidedMine: z.array(PassView), returned: ReturnView.nullable() })),
}
