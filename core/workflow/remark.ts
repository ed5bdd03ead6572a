import { currentRun, type Article, type Phase } from '#core/article/article'
import type { ArticleEvent, CommentCategory, Span } from '#core/article/events'
import type { Suggestion, Thread } from '#core/article/remarks'
import type { SuggestionKind } from '#core/article/suggest'
import type { Office } from '#core/office/office'
import { holdsAdministration, type Person } from '#core/people/roles'
import type { Refusal } from '#core/refusal'
import { no, ok, type Result } from '#core/result'
import { seatsOf, type Moment } from '#core/workflow/capacity'
import { mayNotEdit, type LastSave, type Saved } from '#core/workflow/draft'
import { actorsOf } from '#core/workflow/rules'

type Decided = Result<{ events: ArticleEvent[] }, Refusal>
const events = (...list: ArticleEvent[]): Decided => ok({ events: list })

/** Nothing is said of a text any more once it is out, withheld or given up: what was said stays to be read. */
const closed: ReadonlySet<Phase> = new Set(['released', 'withheld', 'abandoned'])
/** Until the text is cleared somebody may still change it. */
const proposable: ReadonlySet<Phase> = new Set(['drafting', 'returned', 'reviewing', 'referred'])

const writes = (article: Article, person: string): boolean =>
  person === article.author || article.coauthors.includes(person) || article.wrote.includes(person)

/** Did this person judge the text in any run, or could they at a stage of its present road, themselves or for somebody else? */
function judges(article: Article, office: Office, who: Person, moment: Moment): boolean {
  const acted = article.passes.some(pass => actorsOf(pass).includes(who.id)) || article.returned?.by === who.id || article.referral?.by === who.id
  if (acted || article.assignee === who.id) return true
  if (holdsAdministration(who)) return false
  const road = currentRun(article)?.road ?? []
  return seatsOf(office, who, moment.today).some(seat => road.some(stage => stage.role === seat.role && (!stage.ownSection || seat.section === article.section)))
}

/** Is the article this person's business: its writers, whoever judges or judged it, and the office clerk. */
export function isConcerned(article: Article, office: Office, who: Person, moment: Moment): boolean {
  if (who.disabled) return false
  return writes(article, who.id) || who.roles.includes('office-clerk') || judges(article, office, who, moment)
}

/** Everybody who may be named or charged in a comment. */
export const concernedPeople = (article: Article, office: Office, moment: Moment): string[] =>
  Object.values(office.people).filter(person => isConcerned(article, office, person, moment)).map(person => person.id)

/** Why this person may not comment here; null when they may. */
export function mayNotComment(article: Article, office: Office, who: Person, moment: Moment): Refusal | null {
  if (closed.has(article.phase)) return { code: 'remarks-closed', phase: article.phase }
  return isConcerned(article, office, who, moment) ? null : { code: 'not-concerned' }
}

/** Why this person may not propose a change; null when they may: its writers, and who judges it, while it can still be changed. */
export function mayNotSuggest(article: Article, office: Office, who: Person, moment: Moment): Refusal | null {
  if (!proposable.has(article.phase)) return { code: 'remarks-closed', phase: article.phase }
  const entitled = !who.disabled && (writes(article, who.id) || judges(article, office, who, moment))
  return entitled ? null : { code: 'not-concerned' }
}

export type CommentInput = { thread: string; hash: string; span: Span | null; category: CommentCategory; assignee: string | null; mentions: readonly string[]; exhibit: string }

function strangerIn(article: Article, office: Office, people: readonly (string | null)[], moment: Moment): Refusal | null {
  for (const id of people) {
    if (id === null) continue
    const person = office.people[id]
    if (!person) return { code: 'not-found', what: '人员' }
    if (!isConcerned(article, office, person, moment)) return { code: 'person-not-concerned', person: id }
  }
  return null
}

/** 批注 on a passage of a kept text, or on the whole article. */
export function comment(article: Article, office: Office, who: Person, input: CommentInput, moment: Moment): Decided {
  const refused = mayNotComment(article, office, who, moment) ?? strangerIn(article, office, [input.assignee, ...input.mentions], moment)
  if (refused) return no(refused)
  const { thread, hash, span, category, assignee, mentions, exhibit } = input
  return events({ type: 'comment-made', thread, hash, span, category, assignee, mentions: [...new Set(mentions)], exhibit })
}

const threadAt = (article: Article, id: string): Thread | null => article.threads.find(thread => thread.id === id) ?? null
const noThread = no({ code: 'not-found' as const, what: '这条批注' })

export function reply(article: Article, office: Office, who: Person, input: { thread: string; mentions: readonly string[]; exhibit: string }, moment: Moment): Decided {
  const refused = mayNotComment(article, office, who, moment) ?? strangerIn(article, office, input.mentions, moment)
  if (refused) return no(refused)
  const { thread, mentions, exhibit } = input
  if (!threadAt(article, thread)) return noThread
  return events({ type: 'comment-replied', thread, mentions: [...new Set(mentions)], exhibit })
}

/** Charges somebody with an open thread, or nobody any more. */
export function assignThread(article: Article, office: Office, who: Person, input: { thread: string; person: string | null }, moment: Moment): Decided {
  const refused = mayNotComment(article, office, who, moment) ?? strangerIn(article, office, [input.person], moment)
  if (refused) return no(refused)
  const thread = threadAt(article, input.thread)
  if (!thread) return noThread
  if (thread.resolved) return no({ code: 'remark-settled', by: thread.resolved.by })
  if ((thread.assigned?.person ?? null) === input.person) return no({ code: 'nothing-changed' })
  return events({ type: 'comment-assigned', thread: thread.id, person: input.person })
}

/** Matters a writer may answer but not close over another's head. */
const graveCategories: ReadonlySet<CommentCategory> = new Set(['political', 'secrecy'])
export const isGrave = (thread: Pick<Thread, 'category' | 'resolved'>): boolean => !thread.resolved && graveCategories.has(thread.category)

/** Why this person may not mark a thread as dealt with; null when they may. */
export function mayNotResolve(article: Article, office: Office, who: Person, thread: Thread, moment: Moment): Refusal | null {
  const refused = mayNotComment(article, office, who, moment)
  if (refused) return refused
  if (thread.resolved) return { code: 'remark-settled', by: thread.resolved.by }
  return isGrave(thread) && thread.by !== who.id && writes(article, who.id) ? { code: 'writer-may-not-resolve', by: thread.by } : null
}

export function resolve(article: Article, office: Office, who: Person, id: string, moment: Moment): Decided {
  const thread = threadAt(article, id)
  if (!thread) return noThread
  const refused = mayNotResolve(article, office, who, thread, moment)
  return refused ? no(refused) : events({ type: 'comment-resolved', thread: id })
}

export function reopen(article: Article, office: Office, who: Person, id: string, moment: Moment): Decided {
  const refused = mayNotComment(article, office, who, moment)
  if (refused) return no(refused)
  const thread = threadAt(article, id)
  if (!thread) return noThread
  return thread.resolved ? events({ type: 'comment-reopened', thread: id }) : no({ code: 'nothing-changed' })
}

export type SuggestionInput = { suggestion: string; hash: string; span: Span; kind: SuggestionKind; unfit: string | null; exhibit: string }

/** 建议修改: changes nothing; the article's writers take it or leave it. */
export function suggest(article: Article, office: Office, who: Person, input: SuggestionInput, moment: Moment): Decided {
  const refused = mayNotSuggest(article, office, who, moment)
  if (refused) return no(refused)
  if (input.unfit !== null) return no({ code: 'suggestion-unfit', zh: input.unfit })
  const { suggestion, hash, span, kind, exhibit } = input
  return events({ type: 'suggestion-made', suggestion, hash, span, kind, exhibit })
}

const suggestionAt = (article: Article, id: string): Suggestion | null => article.suggestions.find(one => one.id === id) ?? null

/** Takes back one's own proposal before it is settled. */
export function withdrawSuggestion(article: Article, who: Person, id: string): Decided {
  const one = suggestionAt(article, id)
  if (!one) return no({ code: 'not-found', what: '这条修改建议' })
  if (one.by !== who.id) return no({ code: 'not-your-suggestion', by: one.by })
  if (one.settled) return no({ code: 'remark-settled', by: one.settled.by })
  if (closed.has(article.phase)) return no({ code: 'remarks-closed', phase: article.phase })
  return events({ type: 'suggestion-withdrawn', suggestion: id })
}

/** `saved`: the text with the accepted words in it, or null when none is accepted; `last` as for a save. */
export type Settlement = { accepted: readonly string[]; rejected: readonly string[]; saved: Saved | null; last: LastSave }

/**
 * The writers settle proposals while they may save: the accepted ones become part of one version saved in the same act, by the
 * writer's hand. Who proposed words holds their stage as before: a proposal is a judgement, not a hand on the text (RULEBOOK 4).
 */
export function settle(article: Article, who: Person, input: Settlement): Decided {
  const barred = mayNotEdit(article, who)
  if (barred) return no(barred)
  const { accepted, rejected, saved, last } = input
  const gone = [...accepted, ...rejected].map(id => suggestionAt(article, id)?.settled).find(settled => settled)
  if (gone) return no({ code: 'remark-settled', by: gone.by })
  if (saved && saved.base !== article.hash) return no({ code: 'stale-base', base: saved.base, now: article.hash, ...last })
  const version = saved && saved.hash !== article.hash ? saved : null
  const settled = (id: string, outcome: 'accepted' | 'rejected'): ArticleEvent => {
    const { by: proposer } = suggestionAt(article, id)!
    return { type: 'suggestion-settled', suggestion: id, outcome, proposer, hash: outcome === 'accepted' ? saved!.hash : null }
  }
  return events(
    ...(version ? [{ type: 'revision-saved' as const, from: article.hash, hash: version.hash, kind: version.kind, grade: version.grade }] : []),
    ...accepted.map(id => settled(id, 'accepted')),
    ...rejected.map(id => settled(id, 'rejected')),
  )
}
