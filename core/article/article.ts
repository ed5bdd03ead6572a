import type { Answer, ArticleEvent, Capacity, CheckSummary, EventOf } from '#core/article/events'
import type { Grade, Kind } from '#core/article/content'
import { isRemark, remarked, type Suggestion, type Thread } from '#core/article/remarks'
import { CLEARED, type Stage, type Switches } from '#core/workflow/stages'

/** Where an article is in its life. */
export const phases = ['drafting', 'reviewing', 'referred', 'returned', 'cleared', 'released', 'withheld', 'abandoned'] as const
export type Phase = (typeof phases)[number]
export const phaseZh: Record<Phase, string> = {
  drafting: '起草中',
  reviewing: '审核中',
  referred: '送审待复',
  returned: '已退回',
  cleared: '已签发',
  released: '已发布',
  withheld: '不予公开',
  abandoned: '已作废',
}

/** Once something has left: over how many channels, of how many that were signed off. */
export type Outgoing = { sent: number; meant: number }
/** Where an article is, in words: with one channel of several exported it is not yet said to be released. */
export const phaseWords = (phase: Phase, channels: Outgoing | null): string =>
  isPartlyReleased(channels) ? `部分发布 ${channels.sent}/${channels.meant}` : phaseZh[phase]
export const isPartlyReleased = (channels: Outgoing | null): channels is Outgoing => channels !== null && channels.sent < channels.meant

/** Why and when a pass stopped counting. `exhibit` holds the words that did it. */
export type Voiding = { at: string; by: string; cause: 'substantive-change' | 'withdrawn' | 'recalled'; exhibit: string | null }

/** 经手: one person letting the article through one stage. */
export type Pass = {
  run: number
  /** Place in the article's custody: passes and corrections count in one row from 0. */
  n: number
  stage: string
  by: string
  capacity: Capacity
  received: string
  released: string
  opinion: string
  answers: Answer[]
  opened: string
  at: string
  change: 'none' | 'correction'
  exhibit: string | null
  checks: CheckSummary | null
  voided: Voiding | null
}

/** An author's recorded correction after a return: a custody link between the stage that returned and itself. */
export type Correction = { run: number; n: number; stage: string; by: string; at: string; from: string; to: string; exhibit: string | null }

/** 轮次: one walk down the road, with the road as it was when it began (F8). */
export type Run = {
  n: number
  submitted: string
  by: string
  at: string
  template: { id: string; version: number; name: string }
  road: Stage[]
  switches: Switches
  ended: null | 'substantive-change' | 'withdrawn'
}

export type Return = { stage: string; by: string; at: string; hash: string; category: string; exhibit: string; outcome: 'return' | 'redact' | 'recalled' }
export type Referral = { stage: string; by: string; at: string; authority: string; reason: string; answer: null | { number: string; date: string; note: string } }
/**
 * 征求意见: a question to a colleague about the text as it lay before the holder of a stage. It holds no stage and blocks none;
 * once the article leaves the stage, an unanswered question has lapsed. `question` and `answer` are digests of exhibits.
 */
export type Consultation = {
  id: string
  run: number
  stage: string
  by: string
  capacity: Capacity
  asked: string
  hash: string
  at: string
  question: string
  replyBy: string | null
  state: 'open' | 'answered' | 'withdrawn' | 'lapsed'
  closedAt: string | null
  answer: string | null
}

export type Release = { id: string; channel: string; hash: string; manifest: string; exporter: string; by: string; at: string; run: number }

/** An article as the rules see it: whole, small, and without its text (that lives under `hash`). */
export type Article = {
  id: string
  author: string
  coauthors: string[]
  /** Everybody who ever saved a version: they stay co-authors. */
  wrote: string[]
  section: string
  kind: Kind
  grade: Grade
  urgent: boolean
  /** The current revision. */
  hash: string
  phase: Phase
  /** The stage it waits at (reviewing, referred) or was returned from (returned); null otherwise. */
  stage: string | null
  /** Since when it waits there, and until when it should be done. */
  since: string
  due: string | null
  claim: { person: string; until: string } | null
  assignee: string | null
  /** The last 催办 at the stage it waits at. */
  reminded: { by: string; at: string } | null
  withheldGround: string | null
  returned: Return | null
  referral: Referral | null
  createdAt: string
  updatedAt: string
  runs: Run[]
  passes: Pass[]
  corrections: Correction[]
  releases: Release[]
  /** 批注 and 建议修改, in the order they were made. */
  threads: Thread[]
  suggestions: Suggestion[]
  consultations: Consultation[]
}

/** Who did it, to what, when: the part of an entry that is not the event. */
export type Act = { id: string; by: string; at: string }

export const currentRun = (article: Article): Run | null => article.runs.at(-1) ?? null
/** Signed off: what may be published, and stays as it is. */
export const isSignedOff = (phase: Phase): boolean => phase === 'cleared' || phase === 'released'

export const stageAt = (article: Article): Stage | null => {
  const run = currentRun(article)
  return run && article.stage ? (run.road.find(stage => stage.id === article.stage) ?? null) : null
}
/** The passes that still count in the current run. */
export const livePasses = (article: Article): Pass[] => runPasses(article).filter(pass => !pass.voided)

/** Every pass given in the current run, those a recall took back included: their hands touched the text all the same. */
export const runPasses = (article: Article): Pass[] => {
  const run = currentRun(article)
  return run && !run.ended ? article.passes.filter(pass => pass.run === run.n) : []
}

const custodyLength = (article: Article): number => article.passes.length + article.corrections.length

/** Folds one event into the article. The only place that says what an event means. */
export function evolve(article: Article | null, act: Act, event: ArticleEvent): Article {
  if (event.type === 'article-created') return created(act, event)
  if (!article) throw new Error(`event ${event.type} for an article that was never created`)
  // taking a copy changes nothing of the article, and must not bring it to the top of anyone's list
  if (event.type === 'copy-exported' || event.type === 'marked-copy-exported') return article
  return lapse(article, { ...apply(article, act, event), updatedAt: act.at })
}

/** Questions end with the stay at the stage they were asked at. */
function lapse(before: Article, after: Article): Article {
  const stays = after.stage === before.stage && after.runs.length === before.runs.length && (after.phase === 'reviewing' || after.phase === 'referred')
  if (stays || !after.consultations.some(one => one.state === 'open')) return after
  const closed = (one: Consultation): Consultation => (one.state === 'open' ? { ...one, state: 'lapsed', closedAt: after.updatedAt } : one)
  return { ...after, consultations: after.consultations.map(closed) }
}

function created(act: Act, event: EventOf<'article-created'>): Article {
  return {
    id: act.id,
    author: act.by,
    coauthors: [],
    wrote: [act.by],
    section: event.section,
    kind: event.kind,
    grade: event.grade,
    urgent: false,
    hash: event.hash,
    phase: 'drafting',
    stage: null,
    since: act.at,
    due: null,
    claim: null,
    assignee: null,
    reminded: null,
    withheldGround: null,
    returned: null,
    referral: null,
    createdAt: act.at,
    updatedAt: act.at,
    runs: [],
    passes: [],
    corrections: [],
    releases: [],
    threads: [],
    suggestions: [],
    consultations: [],
  }
}

const waiting = (act: Act, stage: string, due: string | null) =>
  ({ phase: 'reviewing', stage, since: act.at, due, claim: null, assignee: null, reminded: null, returned: null, referral: null }) as const
const resting = (act: Act, phase: Phase) =>
  ({ phase, stage: null, since: act.at, due: null, claim: null, assignee: null, reminded: null, returned: null }) as const

function apply(article: Article, act: Act, event: Exclude<ArticleEvent, { type: 'article-created' | 'copy-exported' | 'marked-copy-exported' }>): Article {
  if (isRemark(event)) return remarked(article, act, event)
  switch (event.type) {
    case 'revision-saved': {
      const known = act.by === article.author || article.coauthors.includes(act.by)
      const coauthors = known ? article.coauthors : [...article.coauthors, act.by]
      const wrote = article.wrote.includes(act.by) ? article.wrote : [...article.wrote, act.by]
      return { ...article, hash: event.hash, kind: event.kind, grade: event.grade, coauthors, wrote }
    }
    case 'coauthor-added':
      return { ...article, coauthors: [...article.coauthors, event.person] }
    case 'coauthor-removed':
      return { ...article, coauthors: article.coauthors.filter(person => person !== event.person) }
    case 'urgency-set':
      return { ...article, urgent: event.urgent }
    case 'article-submitted': {
      const { run: n, hash: submitted, template, road, switches, due } = event
      const run: Run = { n, submitted, by: act.by, at: act.at, template, road, switches, ended: null }
      return { ...article, ...waiting(act, road[0]!.id, due), runs: [...article.runs, run] }
    }
    case 'run-voided':
      return voidPasses(endRun(article, event.run, event.cause), act, event.run, event.voided, event.cause, event.exhibit)
    case 'article-resubmitted': {
      const { run, stage, from, hash: to, exhibit } = event
      const correction: Correction = { run, n: custodyLength(article), stage, by: act.by, at: act.at, from, to, exhibit }
      const corrections = event.change === 'none' ? article.corrections : [...article.corrections, correction]
      return { ...article, ...waiting(act, stage, event.due), corrections }
    }
    case 'article-withdrawn':
      return { ...endRun(article, event.run, 'withdrawn'), ...resting(act, 'drafting') }
    case 'article-abandoned':
      return { ...article, ...resting(act, 'abandoned') }
    case 'stage-claimed':
      return { ...article, claim: { person: act.by, until: event.until } }
    case 'claim-released':
      return { ...article, claim: null }
    case 'stage-assigned':
    case 'stage-handed-on':
      return { ...article, assignee: event.person, claim: null }
    case 'stage-passed':
      return passed(article, act, event)
    case 'stage-returned': {
      const { stage, hash, category, exhibit, outcome } = event
      const returned: Return = { stage, by: act.by, at: act.at, hash, category, exhibit, outcome }
      return { ...article, ...resting(act, 'returned'), stage, returned }
    }
    case 'stage-referred': {
      const { stage, authority, reason } = event
      const referral: Referral = { stage, by: act.by, at: act.at, authority, reason, answer: null }
      return { ...article, phase: 'referred', since: act.at, due: null, referral }
    }
    case 'referral-answered': {
      const { number, date, note } = event
      const referral = article.referral && { ...article.referral, answer: { number, date, note } }
      return { ...article, phase: 'reviewing', since: act.at, due: event.due, referral }
    }
    case 'article-withheld':
      return { ...article, ...resting(act, 'withheld'), withheldGround: event.ground }
    case 'sign-off-recalled':
      return recalled(article, act, event)
    case 'article-released': {
      const { release: id, channel, hash, manifest, exporter, run } = event
      const release: Release = { id, channel, hash, manifest, exporter, by: act.by, at: act.at, run }
      return { ...article, phase: 'released', releases: [...article.releases, release] }
    }
    case 'opinion-asked': {
      const { request: id, run, stage, capacity, asked, hash, exhibit: question, replyBy } = event
      const asking: Consultation = { id, run, stage, by: act.by, capacity, asked, hash, at: act.at, question, replyBy, state: 'open', closedAt: null, answer: null }
      return { ...article, consultations: [...article.consultations, asking] }
    }
    case 'opinion-given':
      return closed(article, event.request, { state: 'answered', closedAt: act.at, answer: event.exhibit })
    case 'opinion-request-withdrawn':
      return closed(article, event.request, { state: 'withdrawn', closedAt: act.at })
    case 'stage-reminded':
      return { ...article, reminded: { by: act.by, at: act.at } }
  }
}

const closed = (article: Article, id: string, end: Partial<Consultation>): Article => ({
  ...article,
  consultations: article.consultations.map(one => (one.id === id ? { ...one, ...end } : one)),
})

function passed(article: Article, act: Act, event: EventOf<'stage-passed'>): Article {
  const { type: _, to, due, ...record } = event
  const pass: Pass = { ...record, n: custodyLength(article), by: act.by, at: act.at, voided: null }
  const passes = [...article.passes, pass]
  const place = to === CLEARED ? resting(act, 'cleared') : waiting(act, to, due)
  return { ...article, ...place, referral: null, hash: event.released, passes }
}

function recalled(article: Article, act: Act, event: EventOf<'sign-off-recalled'>): Article {
  const after = voidPasses(article, act, event.run, event.voided, 'recalled', null)
  if (event.to !== 'author') return { ...after, ...waiting(act, event.to, event.due) }
  const stage = event.voided[0]!.stage
  const returned: Return = { stage, by: act.by, at: act.at, hash: event.hash, category: event.reason, exhibit: '', outcome: 'recalled' }
  return { ...after, ...resting(act, 'returned'), stage, returned }
}

const endRun = (article: Article, n: number, ended: Run['ended']): Article => ({
  ...article,
  runs: article.runs.map(run => (run.n === n ? { ...run, ended } : run)),
})

function voidPasses(
  article: Article,
  act: Act,
  run: number,
  voided: { stage: string; by: string }[],
  cause: Voiding['cause'],
  exhibit: string | null,
): Article {
  const hit = (pass: Pass) => pass.run === run && !pass.voided && voided.some(v => v.stage === pass.stage && v.by === pass.by)
  const mark: Voiding = { at: act.at, by: act.by, cause, exhibit }
  return { ...article, passes: article.passes.map(pass => (hit(pass) ? { ...pass, voided: mark } : pass)) }
}
