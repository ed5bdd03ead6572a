import { stageAt, type Article, type Phase } from '#core/article/article'
import type { ArticleEvent } from '#core/article/events'
import { shanghaiDay } from '#core/calendar/shanghai'
import type { Office } from '#core/office/office'
import { isAvailable, type Role } from '#core/people/roles'
import { actorsOf, barredPeople } from '#core/workflow/rules'

/** What a notice tells its person. */
export const noticeKinds = [
  'arrived', 'assigned', 'taken-away', 'returned', 'voided', 'reminded', 'opinion-asked', 'opinion-given', 'opinion-withdrawn',
  'mentioned', 'comment-assigned', 'replied', 'cleared', 'released', 'withheld', 'due-soon', 'overdue',
] as const
export type NoticeKind = (typeof noticeKinds)[number]

/** One notice to one person. `stage`: where the work waits, or which pass is meant; `exhibit`: the words that go with it. */
export type Notice = { person: string; kind: NoticeKind; stage: string | null; exhibit: string | null }

/** What a notice is about: the article and where it stands now, and the thread when it is about words in one. */
export type NoticeSubject = { kind: NoticeKind; article: string; live: boolean; phase: Phase | null; thread: string | null }

/** The screen a notice leads to: the very thread that was spoken in, the work it asks for, one's own text, or what has become of it. */
export function noticeRoute({ kind, article, live, phase, thread }: NoticeSubject): string {
  if (thread !== null) return `/${phase === 'reviewing' || phase === 'referred' ? 'review' : 'article'}/${article}?remark=${thread}`
  if (kind === 'returned') return `/article/${article}`
  const past = kind === 'cleared' || kind === 'released' || kind === 'withheld' || kind === 'taken-away' || !live
  return past ? `/history/${article}` : `/review/${article}`
}

/**
 * Who hears of an event: worked out from the event and from the article and the office as they stood, so that folding the chain
 * gives the same notices again. Nobody hears of what they did themselves.
 */
export function noticesOf(before: Article | null, after: Article, act: { by: string; at: string }, event: ArticleEvent, office: Office): Notice[] {
  const found = heard(before, after, act, event, office).filter(notice => notice.person !== act.by)
  return found.filter((notice, i) => found.findIndex(other => other.person === notice.person && other.kind === notice.kind) === i)
}

function heard(before: Article | null, after: Article, { at }: { at: string }, event: ArticleEvent, office: Office): Notice[] {
  const to = (people: readonly string[], kind: NoticeKind, stage: string | null = null, exhibit: string | null = null): Notice[] =>
    people.map(person => ({ person, kind, stage, exhibit }))
  const writers = [after.author, ...after.coauthors]
  const arrived = () => (after.phase === 'reviewing' ? to(poolOf(after, office, shanghaiDay(at)), 'arrived', after.stage) : [])
  switch (event.type) {
    case 'article-submitted':
    case 'article-resubmitted':
      return arrived()
    case 'stage-passed':
      if (after.phase !== 'cleared') return arrived()
      return [...to(writers, 'cleared'), ...to(withRole(office, 'publisher'), 'cleared')]
    case 'stage-returned':
      return to(writers, 'returned', event.stage, event.exhibit)
    case 'run-voided':
      return voided(before, event.run, event.voided, event.exhibit)
    case 'sign-off-recalled':
      return [
        ...voided(before, event.run, event.voided, null),
        ...(event.to === 'author' ? to(writers, 'returned', event.voided[0]?.stage ?? null) : arrived()),
      ]
    case 'stage-assigned':
    case 'stage-handed-on': {
      const held = before && [before.assignee, before.claim && before.claim.until > at ? before.claim.person : null]
      const lost = (held ?? []).filter(person => person !== null && person !== event.person) as string[]
      const given = event.person === null ? arrived().filter(notice => !lost.includes(notice.person)) : to([event.person], 'assigned', event.stage)
      return [...given, ...to(lost, 'taken-away', event.stage)]
    }
    case 'claim-released':
      return to([event.person], 'taken-away', event.stage)
    case 'stage-reminded':
      return to(event.to, 'reminded', event.stage)
    case 'opinion-asked':
      return to([event.asked], 'opinion-asked', event.stage, event.exhibit)
    case 'opinion-given': {
      const { by, capacity } = after.consultations.find(one => one.id === event.request)!
      return to(actorsOf({ by, capacity }), 'opinion-given', event.stage, event.exhibit)
    }
    case 'opinion-request-withdrawn':
      return to([after.consultations.find(one => one.id === event.request)!.asked], 'opinion-withdrawn', event.stage)
    case 'comment-made':
      return [...to(event.assignee === null ? [] : [event.assignee], 'comment-assigned', null, event.exhibit), ...to(event.mentions, 'mentioned', null, event.exhibit)]
    case 'comment-replied':
      return [...to(event.mentions, 'mentioned', null, event.exhibit), ...to(askedBy(after, event.thread), 'replied', null, event.exhibit)]
    case 'comment-assigned':
      return to(event.person === null ? [] : [event.person], 'comment-assigned', null, after.threads.find(one => one.id === event.thread)?.exhibit ?? null)
    case 'article-withheld':
      return to(writers, 'withheld', event.stage)
    case 'article-released':
      return to(writers, 'released')
    default:
      return []
  }
}

/** Whose passes stopped counting, the deputy and the person acted for alike. */
function voided(before: Article | null, run: number, gone: readonly { stage: string; by: string }[], exhibit: string | null): Notice[] {
  return gone.flatMap(({ stage, by }) => {
    const pass = before?.passes.find(p => p.run === run && p.stage === stage && p.by === by && !p.voided)
    return (pass ? actorsOf(pass) : [by]).map(person => ({ person, kind: 'voided' as const, stage, exhibit }))
  })
}

/** The thread whose first words or whose answer the exhibit is. */
export const threadOf = (article: Article, exhibit: string): string | null =>
  article.threads.find(thread => thread.exhibit === exhibit || thread.replies.some(reply => reply.exhibit === exhibit))?.id ?? null

const askedBy = (article: Article, thread: string): string[] => article.threads.filter(one => one.id === thread).map(one => one.by)

/** Who holds a role, by people of one office as they are: they change far less often than articles move. */
const byRole = new WeakMap<Office['people'], Map<Role, readonly string[]>>()
function withRole({ people }: Office, role: Role): readonly string[] {
  const known = byRole.get(people) ?? new Map<Role, readonly string[]>()
  byRole.set(people, known)
  const found = known.get(role) ?? Object.values(people).filter(person => !person.disabled && person.roles.includes(role)).map(person => person.id)
  known.set(role, found)
  return found
}

/** Everybody at work whose desk shows the stage the article has come to: by role or a delegation in force, and not barred by F2 and F3. */
function poolOf(article: Article, office: Office, today: string): string[] {
  const stage = stageAt(article)
  if (!stage) return []
  const barred = new Set(barredPeople(article))
  const seated = (id: string) => {
    const person = office.people[id]!
    return (!stage.ownSection || person.section === article.section) && !barred.has(id)
  }
  const holders = withRole(office, stage.role)
  const own = holders.filter(seated)
  const lent = Object.values(office.delegations)
    .filter(d => d.from <= today && today <= d.to && !d.ended && d.roles.includes(stage.role) && holders.includes(d.principal) && seated(d.principal))
    .map(d => d.deputy)
    .filter(id => office.people[id] && !barred.has(id))
  return [...new Set([...own, ...lent])].filter(id => isAvailable(office.people[id]!, today))
}
