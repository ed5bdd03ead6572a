import { currentRun, stageAt, type Article } from '#core/article/article'
import type { Capacity } from '#core/article/events'
import type { Office } from '#core/office/office'
import { isAvailable, type Person, type Role } from '#core/people/roles'
import type { Refusal } from '#core/refusal'
import { no, ok, type Result } from '#core/result'
import { barredFrom, type Facts } from '#core/workflow/rules'

/** When a decision is made: the instant, and its date in Asia/Shanghai. */
export type Moment = { now: string; today: string }

/** A delegation lends the principal's role on this date, and both are people the office still knows. */
const inForce = (office: Office, deputy: string, today: string) =>
  Object.values(office.delegations).filter(
    d => d.deputy === deputy && d.from <= today && today <= d.to && !d.ended && office.people[d.principal],
  )

/** The seats a person can take today: their own roles, and those lent by a delegation in force. */
export function seatsOf(office: Office, person: Person, today: string): { role: Role; section: string; person: string }[] {
  const own = person.roles.map(role => ({ role, section: person.section, person: person.id }))
  const lent = inForce(office, person.id, today).flatMap(delegation => {
    const principal = office.people[delegation.principal]!
    const roles = delegation.roles.filter(role => principal.roles.includes(role))
    return roles.map(role => ({ role, section: principal.section, person: principal.id }))
  })
  return [...own, ...lent]
}

const assignable = new WeakMap<Office, { today: string; pairs: string[] }>()

/** `person:role` for every role that somebody at work today can take: what is assigned to anybody else is back in its pool. */
export function assignableOn(office: Office, today: string): readonly string[] {
  const known = assignable.get(office)
  if (known?.today === today) return known.pairs
  const atWork = Object.values(office.people).filter(person => isAvailable(person, today))
  const pairs = [...new Set(atWork.flatMap(person => seatsOf(office, person, today).map(seat => `${person.id}:${seat.role}`)))]
  assignable.set(office, { today, pairs })
  return pairs
}

/**
 * The article as far as it is in anybody's hands: a claim or an assignment of somebody who has been disabled or lost the role,
 * and an assignment of somebody on leave, bars nobody any more. The stage has fallen back to its pool (RULEBOOK 2).
 */
export function inHand(article: Article, office: Office, moment: Moment): Article {
  const free = { ...article, claim: null, assignee: null }
  const may = (id: string) => capacitiesOf(free, office, office.people[id]!, moment).may.length > 0
  const { claim, assignee } = article
  const claimLost = claim !== null && claim.until > moment.now && !may(claim.person)
  const assigneeLost = assignee !== null && !(isAvailable(office.people[assignee]!, moment.today) && may(assignee))
  if (!claimLost && !assigneeLost) return article
  return { ...article, claim: claimLost ? null : claim, assignee: assigneeLost ? null : assignee }
}

/** What the rules on acting look at, for one person in one capacity at the stage the article waits at. */
export function factsFor(article: Article, office: Office, who: Person, capacity: Capacity, moment: Moment): Result<Facts, Refusal> {
  const run = currentRun(article)
  const stage = stageAt(article)
  if (!run || !stage) return no({ code: 'not-at-a-stage', phase: article.phase })
  const held = article.claim || article.assignee ? inHand(article, office, moment) : article
  if (!capacity) return ok({ article: held, run, stage, who, principal: null, ...moment })
  const delegation = inForce(office, who.id, moment.today).find(d => d.id === capacity.delegation)
  const principal = office.people[capacity.principal]
  if (!delegation || !principal || delegation.principal !== principal.id)
    return no({ code: 'delegation-not-valid', reason: '代理不存在、已结束或不在有效期内' })
  if (!delegation.roles.includes(stage.role)) return no({ code: 'delegation-not-valid', reason: '代理范围不含本环节' })
  return ok({ article: held, run, stage, who, principal, ...moment })
}

/** Every capacity in which this person may act now, 本人 first; when there is none, the reason why not. */
export function capacitiesOf(article: Article, office: Office, who: Person, moment: Moment): { may: Capacity[]; refusal: Refusal | null } {
  const lent = inForce(office, who.id, moment.today).map(d => ({ principal: d.principal, delegation: d.id }))
  const may: Capacity[] = []
  let refusal: Refusal | null = null
  for (const capacity of [null, ...lent]) {
    const facts = factsFor(article, office, who, capacity, moment)
    const reason = facts.ok ? barredFrom(facts.value) : facts.refusal
    if (!reason) may.push(capacity)
    else if (!refusal || capacity) refusal = !refusal || refusal.code === 'not-your-role' ? reason : refusal
  }
  return { may, refusal: may.length ? null : refusal }
}

/** Everybody who could take the stage the article waits at, or, with `stage`, could take that one later in the run. */
export function ableAt(article: Article, office: Office, moment: Moment): string[] {
  return Object.values(office.people)
    .filter(person => isAvailable(person, moment.today))
    .filter(person => capacitiesOf({ ...article, claim: null, assignee: null }, office, person, moment).may.length > 0)
    .map(person => person.id)
}

/** Why nobody may send the stage to this person: unknown, away, or kept from it by a rule. `null`: they may take it. */
export function mayNotReceive(article: Article, office: Office, id: string, moment: Moment): Refusal | null {
  const person = office.people[id]
  if (!person) return { code: 'not-found', what: '人员' }
  const leave = person.away.find(away => away.from <= moment.today && moment.today <= away.to)
  if (leave) return { code: 'person-away', person: person.id, until: leave.to }
  return capacitiesOf({ ...article, assignee: null, claim: null }, office, person, moment).refusal
}
