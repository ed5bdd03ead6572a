import type { Act, Article } from '#core/article/article'
import type { ArticleEvent, CommentCategory, EventOf, Span } from '#core/article/events'
import type { SuggestionKind } from '#core/article/suggest'

/** An answer in a thread; its words are the exhibit. */
export type Reply = { by: string; at: string; mentions: string[]; exhibit: string }

/**
 * 批注: a remark on a passage, with its answers. `hash` is the text it was made on and `span` the passage in that text's plain
 * text, null for the whole article; the words and the quotation are the exhibit. It is never taken away (I10).
 */
export type Thread = {
  id: string
  hash: string
  span: Span | null
  category: CommentCategory
  by: string
  at: string
  /** The stage the article waited at, and its run; null while it was being written. */
  stage: string | null
  run: number | null
  exhibit: string
  assigned: { person: string; by: string; at: string } | null
  mentions: string[]
  replies: Reply[]
  resolved: { by: string; at: string } | null
}

/** What became of a proposed change; `hash` is the version it is part of, when it was accepted. */
export type Settled = { outcome: 'accepted' | 'rejected' | 'withdrawn'; by: string; at: string; hash: string | null }

/** 建议修改: other words for a passage, by somebody who does not write the text. Only its author's hand can put them in. */
export type Suggestion = {
  id: string
  hash: string
  span: Span
  kind: SuggestionKind
  by: string
  at: string
  stage: string | null
  run: number | null
  exhibit: string
  settled: Settled | null
}

/** What is said of a text beside it; nothing here changes the text, its road, or who may hold a stage of it (F2). */
export type RemarkEvent = EventOf<
  | 'comment-made' | 'comment-replied' | 'comment-assigned' | 'comment-resolved' | 'comment-reopened'
  | 'suggestion-made' | 'suggestion-withdrawn' | 'suggestion-settled'
>

const remarkTypes: ReadonlySet<ArticleEvent['type']> = new Set<RemarkEvent['type']>([
  'comment-made', 'comment-replied', 'comment-assigned', 'comment-resolved', 'comment-reopened',
  'suggestion-made', 'suggestion-withdrawn', 'suggestion-settled',
])
export const isRemark = (event: ArticleEvent): event is RemarkEvent => remarkTypes.has(event.type)

/** Folds a remark into the article. */
export function remarked(article: Article, act: Act, event: RemarkEvent): Article {
  switch (event.type) {
    case 'comment-made':
      return { ...article, threads: [...article.threads, threadOf(article, act, event)] }
    case 'comment-replied': {
      const { mentions, exhibit } = event
      const reply: Reply = { by: act.by, at: act.at, mentions, exhibit }
      return onThread(article, event.thread, thread => ({ ...thread, replies: [...thread.replies, reply] }))
    }
    case 'comment-assigned': {
      const assigned = event.person === null ? null : { person: event.person, by: act.by, at: act.at }
      return onThread(article, event.thread, thread => ({ ...thread, assigned }))
    }
    case 'comment-resolved':
      return onThread(article, event.thread, thread => ({ ...thread, resolved: { by: act.by, at: act.at } }))
    case 'comment-reopened':
      return onThread(article, event.thread, thread => ({ ...thread, resolved: null }))
    case 'suggestion-made':
      return { ...article, suggestions: [...article.suggestions, suggestionOf(article, act, event)] }
    case 'suggestion-withdrawn':
      return settled(article, event.suggestion, { outcome: 'withdrawn', by: act.by, at: act.at, hash: null })
    case 'suggestion-settled':
      return settled(article, event.suggestion, { outcome: event.outcome, by: act.by, at: act.at, hash: event.hash })
  }
}

/** Where the article stands when something is said of it. */
const whereabouts = (article: Article) => ({ stage: article.stage, run: article.stage === null ? null : (article.runs.at(-1)?.n ?? null) })

function threadOf(article: Article, act: Act, event: EventOf<'comment-made'>): Thread {
  const { thread: id, hash, span, category, assignee, mentions, exhibit } = event
  const assigned = assignee === null ? null : { person: assignee, by: act.by, at: act.at }
  const said = { id, hash, span, category, mentions, exhibit, by: act.by, at: act.at }
  return { ...said, ...whereabouts(article), assigned, replies: [], resolved: null }
}

function suggestionOf(article: Article, act: Act, event: EventOf<'suggestion-made'>): Suggestion {
  const { suggestion: id, hash, span, kind, exhibit } = event
  return { id, hash, span, kind, by: act.by, at: act.at, ...whereabouts(article), exhibit, settled: null }
}

const onThread = (article: Article, id: string, change: (thread: Thread) => Thread): Article => ({
  ...article,
  threads: article.threads.map(thread => (thread.id === id ? change(thread) : thread)),
})

const settled = (article: Article, id: string, outcome: Settled): Article => ({
  ...article,
  suggestions: article.suggestions.map(one => (one.id === id ? { ...one, settled: outcome } : one)),
})

/** Why a thread concerns somebody in particular. */
export type AddressedFor = 'assigned' | 'mentioned' | 'answered'
export type Addressed = { person: string; why: AddressedFor; at: string }

/**
 * Whom an open thread waits for: who was charged with it, who was named in it, and who spoke in it before somebody else did –
 * each once, by the strongest reason, as of the last time. A resolved thread waits for nobody.
 */
export function addressedBy(thread: Thread): Addressed[] {
  if (thread.resolved) return []
  const { assigned, replies } = thread
  const said = [{ by: thread.by, at: thread.at, mentions: thread.mentions }, ...replies]
  const found = new Map<string, Addressed>()
  const note = (person: string, why: AddressedFor, when: string) => {
    const known = found.get(person)
    const latest = known && known.at > when ? known.at : when
    found.set(person, { person, why: known?.why ?? why, at: latest })
  }
  if (assigned) note(assigned.person, 'assigned', assigned.at)
  for (const { by, at, mentions } of said) for (const person of mentions) if (person !== by) note(person, 'mentioned', at)
  const last = said.at(-1)!
  for (const { by } of said) if (by !== last.by) note(by, 'answered', last.at)
  // An answer to one's own charge is news of it, whatever its reason.
  if (assigned && last.by !== assigned.person) note(assigned.person, 'assigned', last.at)
  return [...found.values()]
}
