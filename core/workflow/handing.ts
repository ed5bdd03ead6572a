import { currentRun, stageAt, type Article } from '#core/article/article'
import type { ArticleEvent } from '#core/article/events'
import type { Office } from '#core/office/office'
import { holdsAdministration, type Person } from '#core/people/roles'
import type { Refusal } from '#core/refusal'
import { no, ok, type Result } from '#core/result'
import { ableAt, inHand, mayNotReceive, seatsOf, type Moment } from '#core/workflow/capacity'
import { judge } from '#core/workflow/decide'

type Decided = Result<{ events: ArticleEvent[] }, Refusal>

/** 转办: whoever may judge the stage now passes it on, with a reason, to somebody else who may take it. Nothing is judged by it. */
export function handOn(article: Article, office: Office, who: Person, input: { stage: string; person: string; reason: string }, moment: Moment): Decided {
  const judged = judge(article, office, who, { stage: input.stage, saw: article.hash, opened: moment.now }, moment)
  if (!judged.ok) return judged
  if (input.person === who.id) return no({ code: 'hands-on-to-oneself' })
  if (input.reason.trim() === '') return no({ code: 'reason-missing' })
  const refused = mayNotReceive(article, office, input.person, moment)
  if (refused) return no(refused)
  const { run, stage, capacity } = judged.value
  return ok({ events: [{ type: 'stage-handed-on', run: run.n, stage: stage.id, capacity, person: input.person, reason: input.reason }] })
}

/** Whom the stage waits for now: its claimant, else its assignee, else everybody who may take it. */
export function holdersOf(article: Article, office: Office, moment: Moment): string[] {
  const { claim, assignee } = inHand(article, office, moment)
  if (claim && claim.until > moment.now) return [claim.person]
  return assignee ? [assignee] : ableAt(article, office, moment)
}

/** When 催办 is possible again after one at this instant: office time, worked out with the calendar before the transaction. */
export type RemindAgain = (since: string) => Result<string, Refusal>

/** Why this person may not chase the stage: only its writers, an office clerk, or who could take the next stage may, and not too often. */
export function mayNotRemind(article: Article, office: Office, who: Person, moment: Moment, again: RemindAgain): Refusal | null {
  const run = currentRun(article)
  const stage = stageAt(article)
  if (article.phase !== 'reviewing' || !run || !stage) return { code: 'not-at-a-stage', phase: article.phase }
  const next = run.road[run.road.findIndex(s => s.id === stage.id) + 1]
  const writes = article.author === who.id || article.coauthors.includes(who.id)
  const waits = next && !holdsAdministration(who) && seatsOf(office, who, moment.today).some(seat => seat.role === next.role && (!next.ownSection || seat.section === article.section))
  if (!writes && !who.roles.includes('office-clerk') && !waits) return { code: 'may-not-remind' }
  const holder = article.claim && article.claim.until > moment.now ? article.claim.person : article.assignee
  if (holder === who.id) return { code: 'reminds-oneself' }
  if (!article.reminded) return null
  const free = again(article.reminded.at)
  if (!free.ok) return free.refusal
  return Date.parse(free.value) > Date.parse(moment.now) ? { code: 'reminded-already', by: article.reminded.by, at: article.reminded.at, again: free.value } : null
}

/** 催办: reaches whom the stage waits for. */
export function remind(article: Article, office: Office, who: Person, input: { stage: string }, moment: Moment, again: RemindAgain): Decided {
  const stage = stageAt(article)
  if (stage && article.phase === 'reviewing' && stage.id !== input.stage) return no({ code: 'stage-has-moved-on', stage: input.stage, now: stage.id })
  const refused = mayNotRemind(article, office, who, moment, again)
  if (refused) return no(refused)
  const to = holdersOf(article, office, moment).filter(person => person !== who.id)
  if (to.length === 0) return no({ code: 'nobody-to-remind', stage: stage!.id })
  return ok({ events: [{ type: 'stage-reminded', run: currentRun(article)!.n, stage: stage!.id, to }] })
}
