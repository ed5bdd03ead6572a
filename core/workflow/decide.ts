import { currentRun, livePasses, stageAt, type Article, type Pass } from '#core/article/article'
import type { Answer, ArticleEvent, Capacity, CheckSummary } from '#core/article/events'
import type { Office } from '#core/office/office'
import type { Person } from '#core/people/roles'
import type { Refusal } from '#core/refusal'
import { no, ok, type Result } from '#core/result'
import { capacitiesOf, factsFor, mayNotReceive, type Moment } from '#core/workflow/capacity'
import { barredFrom, brokenCustody, sameHandChanged, type Facts } from '#core/workflow/rules'
import { CLEARED, stageFacts, type Stage } from '#core/workflow/stages'

type Decided = Result<{ events: ArticleEvent[] }, Refusal>
const events = (...list: ArticleEvent[]): Decided => ok({ events: list })

/** What every judgement says: the stage and the hash on the screen, when the text was opened, and in whose name. */
export type Judgement = { stage: string; saw: string; opened: string; capacity?: Capacity | undefined }

/** How long the stage may take, worked out with the calendar before the transaction: by stage id, ordinary and urgent. */
export type Deadlines = (stage: Stage, urgent: boolean) => string | null

/** A change from the received text, classified before the transaction; absent when the text was passed as it is. */
export type Corrected = { hash: string; class: 'none' | 'correction' | 'substantive'; exhibit: string | null; hunk: string; reason: string }

export type PassInput = Judgement & {
  opinion: string
  answers: readonly Answer[]
  corrected: Corrected | null
  checks: CheckSummary | null
  /** Errors found on the released text that were neither fixed nor dismissed with a reason. */
  open: number
  /** Confidentiality hits of level block still there and not declared false alarms. */
  blocked: number
}

/** Optimistic check of every judgement (F5), then who may act, in the capacity asked for or the first possible. */
export function judge(article: Article, office: Office, who: Person, input: Judgement, moment: Moment): Result<Facts & { capacity: Capacity }, Refusal> {
  const stage = stageAt(article)
  if (article.phase !== 'reviewing' || !stage) return no({ code: 'not-at-a-stage', phase: article.phase })
  if (stage.id !== input.stage) return no({ code: 'stage-has-moved-on', stage: input.stage, now: stage.id })
  if (input.saw !== article.hash) return no({ code: 'text-has-moved-on', saw: input.saw, now: article.hash })
  const able = input.capacity === undefined ? capacitiesOf(article, office, who, moment) : { may: [input.capacity], refusal: null }
  if (able.refusal) return no(able.refusal)
  const capacity = able.may[0]!
  const facts = factsFor(article, office, who, capacity, moment)
  if (!facts.ok) return facts
  const barred = barredFrom(facts.value)
  return barred ? no(barred) : ok({ ...facts.value, capacity })
}

/** 通过. Reviews, the confidentiality review and the sign-off release what they received; a proofread may release a correction of it (F6). */
export function pass(article: Article, office: Office, who: Person, input: PassInput, moment: Moment, deadlines: Deadlines): Decided {
  const judged = judge(article, office, who, input, moment)
  if (!judged.ok) return judged
  const { stage, run, capacity } = judged.value
  const fault = textFault(judged.value, input.corrected) ?? recordFault(stage, input)
  if (fault) return no(fault)
  const corrected = input.corrected?.class === 'correction' ? input.corrected : null
  const next = run.road[run.road.findIndex(s => s.id === stage.id) + 1] ?? null
  const event: ArticleEvent = {
    type: 'stage-passed',
    run: run.n,
    stage: stage.id,
    capacity,
    received: article.hash,
    released: corrected?.hash ?? article.hash,
    opinion: input.opinion,
    answers: [...input.answers],
    opened: input.opened,
    change: corrected ? 'correction' : 'none',
    exhibit: corrected?.exhibit ?? null,
    checks: input.checks,
    to: next?.id ?? CLEARED,
    due: next && deadlines(next, article.urgent),
  }
  return events(event)
}

function textFault(facts: Facts, corrected: Corrected | null): Refusal | null {
  if (!corrected || corrected.class === 'none') return null
  if (!stageFacts[facts.stage.kind].corrects) return { code: 'stage-may-not-edit', stage: facts.stage.id }
  if (corrected.class === 'substantive') return { code: 'substantive-change', hunk: corrected.hunk, reason: corrected.reason }
  return sameHandChanged(facts, corrected.hash)
}

/** A pass is not a click (RULEBOOK 3): opinion, every question answered, a note where 否, findings disposed of. */
function recordFault(stage: Stage, input: PassInput): Refusal | null {
  if (input.opinion.trim() === '') return { code: 'opinion-missing' }
  const answered = new Map(input.answers.map(answer => [answer.question, answer]))
  const unanswered = stage.checklist.filter(question => !answered.has(question.id))
  if (unanswered.length) return { code: 'unanswered', questions: unanswered.map(question => question.text) }
  const bare = stage.checklist.find(q => answered.get(q.id)!.answer === 'no' && answered.get(q.id)!.note.trim() === '')
  if (bare) return { code: 'note-missing', question: bare.text }
  if (stage.kind === 'confidentiality-review' && input.blocked > 0) return { code: 'screening-block', count: input.blocked }
  if (stageFacts[stage.kind].corrects && input.open > 0) return { code: 'finding-open', count: input.open }
  return null
}

/** 退回作者, or the confidentiality officer's 处理后公开, which says which passages are to be dealt with: `passages` counts them. */
export function giveBack(
  article: Article, office: Office, who: Person,
  input: Judgement & { category: string; exhibit: string; passages: number; outcome: 'return' | 'redact' }, moment: Moment,
): Decided {
  const judged = judge(article, office, who, input, moment)
  if (!judged.ok) return judged
  const { stage, run, capacity } = judged.value
  if (input.outcome === 'redact' && stage.kind !== 'confidentiality-review') return no({ code: 'not-confidentiality-review', stage: stage.id })
  if (input.outcome === 'redact' && input.passages === 0) return no({ code: 'passages-missing' })
  const { category, exhibit, outcome } = input
  return events({ type: 'stage-returned', run: run.n, stage: stage.id, capacity, hash: article.hash, category, exhibit, outcome })
}

/** 送审: not sure, so an outside authority is asked (信息公开条例 第十七条). */
export function refer(article: Article, office: Office, who: Person, input: Judgement & { authority: string; reason: string }, moment: Moment): Decided {
  const judged = judge(article, office, who, input, moment)
  if (!judged.ok) return judged
  const { stage, run, capacity } = judged.value
  if (stage.kind !== 'confidentiality-review') return no({ code: 'not-confidentiality-review', stage: stage.id })
  const { authority, reason } = input
  return events({ type: 'stage-referred', run: run.n, stage: stage.id, capacity, hash: article.hash, authority, reason })
}

/** The outside authority's answer: the review then passes or withholds on it. */
export function answerReferral(
  article: Article, office: Office, who: Person,
  input: { stage: string; number: string; date: string; outcome: 'public' | 'withhold'; note: string }, moment: Moment, deadlines: Deadlines,
): Decided {
  const stage = stageAt(article)
  if (article.phase !== 'referred' || !stage || !article.referral) return no({ code: 'not-referred' })
  const able = capacitiesOf(article, office, who, moment)
  if (able.refusal) return no(able.refusal)
  const { number, date, outcome, note } = input
  const answered: ArticleEvent = {
    type: 'referral-answered', run: currentRun(article)!.n, stage: stage.id, authority: article.referral.authority,
    number, date, outcome, note, due: deadlines(stage, article.urgent),
  }
  if (outcome === 'public') return events(answered)
  const ground = `${article.referral.authority}答复（${number}）：不予公开`
  return events(answered, {
    type: 'article-withheld', run: answered.run, stage: stage.id, capacity: able.may[0]!, hash: article.hash, ground, note,
  })
}

/** 不予公开: ends the article; a legal ground is required. */
export function withhold(article: Article, office: Office, who: Person, input: Judgement & { ground: string; note: string }, moment: Moment): Decided {
  const judged = judge(article, office, who, input, moment)
  if (!judged.ok) return judged
  const { stage, run, capacity } = judged.value
  if (stage.kind !== 'confidentiality-review') return no({ code: 'not-confidentiality-review', stage: stage.id })
  const { ground, note } = input
  return events({ type: 'article-withheld', run: run.n, stage: stage.id, capacity, hash: article.hash, ground, note })
}

/** 认领 until `until`; another's unexpired claim stands. */
export function claim(article: Article, office: Office, who: Person, stage: string, until: string, moment: Moment): Decided {
  const judged = judge(article, office, who, { stage, saw: article.hash, opened: moment.now }, moment)
  if (!judged.ok) return judged
  return events({ type: 'stage-claimed', run: judged.value.run.n, stage, until })
}

/** Gives a claim back: its holder, or an office clerk for somebody who does not. */
export function unclaim(article: Article, who: Person, stage: string): Decided {
  const run = currentRun(article)
  if (!run || !article.claim || article.stage !== stage) return no({ code: 'not-claimed' })
  if (article.claim.person !== who.id && !who.roles.includes('office-clerk')) return no({ code: 'not-your-role', needs: ['office-clerk'] })
  return events({ type: 'claim-released', run: run.n, stage, person: article.claim.person })
}

/** 指定或改派办理人 by an office clerk; the person must be at work and able to take the stage. `null` gives it back to the pool. */
export function assign(
  article: Article, office: Office, who: Person, input: { stage: string; person: string | null; reason: string }, moment: Moment,
): Decided {
  if (!who.roles.includes('office-clerk')) return no({ code: 'not-your-role', needs: ['office-clerk'] })
  const run = currentRun(article)
  if (article.phase !== 'reviewing' || !run || !article.stage) return no({ code: 'not-at-a-stage', phase: article.phase })
  if (article.stage !== input.stage) return no({ code: 'stage-has-moved-on', stage: input.stage, now: article.stage })
  if (input.person !== null) {
    const refused = mayNotReceive(article, office, input.person, moment)
    if (refused) return no(refused)
  }
  return events({ type: 'stage-assigned', run: run.n, ...input })
}

/**
 * 撤回签发: by the person who signed, while nothing is released. `sign-off`: to be given again; `third-proofread`: the
 * proofreader corrects there; `author`: for a real change, which will be a new run.
 */
export function recall(
  article: Article, who: Person, input: { saw: string; to: 'sign-off' | 'third-proofread' | 'author'; reason: string }, deadlines: Deadlines,
): Decided {
  const run = currentRun(article)
  if (article.releases.some(release => release.run === run?.n)) return no({ code: 'recall-after-release' })
  if (article.phase !== 'cleared' || !run) return no({ code: 'not-cleared', phase: article.phase })
  if (input.saw !== article.hash) return no({ code: 'text-has-moved-on', saw: input.saw, now: article.hash })
  const signed = livePasses(article).find(p => stageOf(run.road, p.stage).kind === 'sign-off')!
  if (signed.by !== who.id && signed.capacity?.principal !== who.id) return no({ code: 'not-the-signer', signer: signed.by })
  const from = input.to === 'third-proofread' ? run.road.findIndex(s => s.kind === 'third-proofread') : run.road.length - 1
  const behind = new Set(run.road.slice(from).map(stage => stage.id))
  const voided = livePasses(article).filter(p => behind.has(p.stage)).reverse()
  const target = run.road[from]!
  return events({
    type: 'sign-off-recalled', run: run.n, capacity: signed.by === who.id ? signed.capacity : null, hash: article.hash,
    reason: input.reason, to: input.to === 'author' ? 'author' : target.id, voided: voided.map(named),
    due: input.to === 'author' ? null : deadlines(target, article.urgent),
  })
}

export const named = (given: Pass) => ({ stage: given.stage, by: given.by })
const stageOf = (road: readonly Stage[], id: string): Stage => road.find(stage => stage.id === id)!

/** Cleared (RULEBOOK 5): every stage passed in the current run and custody unbroken, ending in the article's text; else why not. */
export function notCleared(article: Article): Refusal | null {
  if (article.phase !== 'cleared' && article.phase !== 'released') return { code: 'not-cleared', phase: article.phase }
  return brokenCustody(article)
}

/** A release of one channel, after the exporter has recomputed the hash of what it writes. */
export function release(
  article: Article, who: Person,
  input: { release: string; saw: string; channel: string; meant: boolean; written: string; manifest: string; exporter: string; notBefore: string }, moment: Moment,
): Decided {
  if (!who.roles.includes('publisher')) return no({ code: 'not-your-role', needs: ['publisher'] })
  const fault = notCleared(article)
  if (fault) return no(fault)
  if (input.saw !== article.hash) return no({ code: 'text-has-moved-on', saw: input.saw, now: article.hash })
  if (input.written !== article.hash) return no({ code: 'hash-mismatch', expected: article.hash, got: input.written })
  if (!input.meant) return no({ code: 'channel-not-signed', channel: input.channel })
  if (input.notBefore && Date.parse(input.notBefore) > Date.parse(moment.now)) return no({ code: 'not-before', time: input.notBefore })
  const { release: id, channel, manifest, exporter } = input
  return events({ type: 'article-released', release: id, run: currentRun(article)!.n, channel, hash: article.hash, manifest, exporter })
}
