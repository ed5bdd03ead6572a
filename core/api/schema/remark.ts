import { z } from 'zod'
import { commentCategories, Span } from '#core/article/events'
import { suggestionKinds } from '#core/article/suggest'
import { Content } from '#core/article/content'
import { command, hash, id, instant, key, may, query, Summary } from '#core/api/schema/common'
import type { Refusal } from '#core/refusal'

const words = z.string().trim().min(1).max(2000)
const people = z.array(z.string()).max(30)
/** Words that can stand inside one line. */
const lineWords = z.string().max(2000).regex(/^[^\r\n]*$/)
const settledHow = ['accepted', 'rejected', 'withdrawn'] as const

/** What was spoken of, as quoted at the time; `place` is where it stands in the text asked about, null when it is 已脱锚. */
const anchored = { quote: z.string(), place: Span.nullable() }

export const ThreadView = z.object({
  id,
  /** Speaks of the whole article, not of a passage. */
  whole: z.boolean(),
  ...anchored,
  category: z.enum(commentCategories),
  by: z.string(),
  at: instant,
  stageName: z.string().nullable(),
  words: z.string(),
  mentions: people,
  assigned: z.object({ person: z.string(), by: z.string(), at: instant }).nullable(),
  replies: z.array(z.object({ by: z.string(), at: instant, words: z.string(), mentions: people })),
  resolved: z.object({ by: z.string(), at: instant }).nullable(),
  /** Does it wait for the person who asks, and did they read it since. */
  forMe: z.boolean(),
  unread: z.boolean(),
  may: may('resolve'),
})
export type ThreadView = z.infer<typeof ThreadView>

export const SuggestionView = z.object({
  id,
  ...anchored,
  kind: z.enum(suggestionKinds),
  words: z.string(),
  note: z.string(),
  by: z.string(),
  at: instant,
  stageName: z.string().nullable(),
  settled: z.object({ outcome: z.enum(settledHow), by: z.string(), at: instant, hash: hash.nullable() }).nullable(),
})
export type SuggestionView = z.infer<typeof SuggestionView>

/** 批注 and 建议修改: what is said of a text beside it. */
export const remarkCalls = {
  /** Everything said of an article, oldest first, with its place in the kept text `hash` (the present one if absent). */
  'remark.list': query(
    z.object({ id, hash: hash.optional() }),
    z.object({
      hash,
      threads: z.array(ThreadView),
      suggestions: z.array(SuggestionView),
      /** Who may be named or charged in a comment here. */
      people: z.array(z.string()),
      /** Open threads on 政治 or 保密: a warning to whoever decides. */
      grave: z.number().int(),
      may: may('comment', 'suggest', 'settle'),
    }),
  ),
  /** `span` in the plain text of the kept text `hash`; null speaks of the whole article. */
  'comment.make': command(
    z.object({ key, id, hash, span: Span.nullable(), category: z.enum(commentCategories), words, assignee: z.string().nullable(), mentions: people }),
    z.object({ thread: id }),
  ),
  'comment.reply': command(z.object({ key, id, thread: id, words, mentions: people }), z.object({})),
  'comment.assign': command(z.object({ key, id, thread: id, person: z.string().nullable() }), z.object({})),
  'comment.resolve': command(z.object({ key, id, thread: id }), z.object({})),
  'comment.reopen': command(z.object({ key, id, thread: id }), z.object({})),
  /** Puts `words` in the place of a passage of one line; a passage of no length is an insertion, no words a deletion. */
  'suggestion.make': command(z.object({ key, id, hash, span: Span, words: lineWords, note: z.string().trim().max(500) }), z.object({ suggestion: id })),
  'suggestion.withdraw': command(z.object({ key, id, suggestion: id }), z.object({})),
  /**
   * The writers take or leave proposals. What is accepted is put into `content` (the text as it is being written; the kept one if
   * absent) and saved as one version on `base`; what does not fit any more is refused by itself, the others go through.
   */
  'suggestion.settle': command(
    z.object({ key, id, base: hash, content: Content.optional(), accept: z.array(id).max(1000), reject: z.array(id).max(1000) }),
    z.object({ hash, accepted: z.array(id), rejected: z.array(id), refused: z.array(z.object({ suggestion: id, why: z.custom<Refusal>() })) }),
  ),
  /** This person has seen the comments of an article. Scratch, no evidence. */
  'remark.read': command(z.object({ id }), z.object({})),
  /** 我的批注: open threads that wait for this person, the newest first, and how many of all there are. */
  'remark.mine': query(
    z.object({ limit: z.number().int().min(1).max(200) }),
    z.object({
      items: z.array(z.object({ article: Summary, thread: id, why: z.enum(['assigned', 'mentioned', 'answered']), at: instant, unread: z.boolean() })),
      open: z.number().int(),
      unread: z.number().int(),
    }),
  ),
}
