import { livePasses, type Article } from '#core/article/article'
import type { Office } from '#core/office/office'
import { holdsAdministration, isAvailable, type Person } from '#core/people/roles'
import { match, shortOf } from '#core/people/matching'
import { seatsOf, type Moment } from '#core/workflow/capacity'
import { actorsOf, mayHoldTogether } from '#core/workflow/rules'
import { isProofread, isShared, type Stage, type Switches } from '#core/workflow/stages'

/** A walk still to be made: who wrote the text, the stages ahead, and what is already in whose hands. */
type Walk = { writers: string[]; section: string; ahead: Stage[]; held: Map<string, Stage[]>; changed: Set<string>; switches: Switches }

/** Stages that may rest in one hand, as groups: every way the switches allow of dividing the road among people. */
function divisions(stages: readonly Stage[], switches: Switches): Stage[][][] {
  let ways: Stage[][][] = [[]]
  for (const stage of stages) {
    ways = ways.flatMap(way => {
      const joins = way.flatMap((group, i) =>
        mayHoldTogether([...group, stage], switches) ? [way.map((g, n) => (n === i ? [...g, stage] : g))] : [],
      )
      return [...joins, [...way, [stage]]]
    })
  }
  return ways.sort((a, b) => a.length - b.length)
}

/** The people who could take all these stages of the walk, by role, section, duty and what they already did in the run. */
function candidates(office: Office, walk: Walk, group: readonly Stage[], moment: Moment): string[] {
  return Object.values(office.people)
    .filter(person => isAvailable(person, moment.today) && !holdsAdministration(person) && !walk.writers.includes(person.id))
    .filter(person => group.every(stage => hasSeat(office, person, stage, walk, moment)))
    .filter(person => !walk.changed.has(person.id) || group.every(stage => isProofread(stage.kind)))
    .filter(person => mayHoldTogether([...(walk.held.get(person.id) ?? []), ...group.filter(s => !isShared(s))], walk.switches))
    .map(person => person.id)
}

const hasSeat = (office: Office, person: Person, stage: Stage, walk: Walk, moment: Moment): boolean =>
  seatsOf(office, person, moment.today).some(
    seat =>
      seat.role === stage.role &&
      (!stage.ownSection || seat.section === walk.section) &&
      !walk.writers.includes(seat.person) &&
      !holdsAdministration(office.people[seat.person]!),
  )

/** Answers of one office on one day: the same people walk the same road with the same hands on it over and over. */
const answers = new WeakMap<Office, { today: string; known: Map<string, string[]> }>()
const mostAnswers = 500

/** Stages of the walk for which no assignment of distinct, entitled, available people exists; empty when the road can be walked. */
function lackingFor(office: Office, walk: Walk, moment: Moment): string[] {
  let held = answers.get(office)
  if (held?.today !== moment.today || held.known.size > mostAnswers) answers.set(office, (held = { today: moment.today, known: new Map() }))
  const asked = questionOf(walk)
  const answer = held.known.get(asked) ?? workedOut(office, walk, moment)
  held.known.set(asked, answer)
  return answer
}

/** Everything of a walk that the answer depends on. Stages of one road are told apart by their ids; roads by what they ask of people. */
function questionOf({ writers, section, ahead, held, changed, switches }: Walk): string {
  const stages = ahead.map(({ id, kind, role, shared, ownSection }) => [id, kind, role, shared, ownSection])
  const hands = [...held].map(([person, stages]) => [person, stages.map(({ id, kind }) => [id, kind])])
  return JSON.stringify([writers, section, stages, hands, [...changed], switches])
}

function workedOut(office: Office, walk: Walk, moment: Moment): string[] {
  const exclusive = walk.ahead.filter(stage => !isShared(stage))
  const name = (group: readonly Stage[]) => group.map(stage => stage.id).join('+')
  const known = new Map<string, string[]>()
  for (const way of divisions(exclusive, walk.switches)) {
    for (const group of way) if (!known.has(name(group))) known.set(name(group), candidates(office, walk, group, moment))
    if (match(way.map(name), need => known.get(need)!).size === way.length) return lackingShared(office, walk, moment)
  }
  const single = new Map(exclusive.map(stage => [stage.id, stage]))
  const short = shortOf([...single.keys()], need => candidates(office, walk, [single.get(need)!], moment))
  return short.length ? short : exclusive.map(stage => stage.id)
}

const lackingShared = (office: Office, walk: Walk, moment: Moment): string[] =>
  walk.ahead
    .filter(stage => isShared(stage) && candidates(office, walk, [stage], moment).length === 0)
    .map(stage => stage.id)

/** At submission: the stages of a road that lack people (RULEBOOK 2, bipartite matching); empty when it can be walked. */
export function lackingAtStart(article: Article, office: Office, road: readonly Stage[], switches: Switches, moment: Moment): string[] {
  const writers = [article.author, ...article.coauthors]
  const walk: Walk = { writers, section: article.section, ahead: [...road], held: new Map(), changed: new Set(), switches }
  return lackingFor(office, walk, moment)
}

/** In mid-run: 无人可办 – the stages still ahead that nobody entitled is left for. */
export function lackingAhead(article: Article, office: Office, moment: Moment): string[] {
  const walk = walkAhead(article)
  return walk ? lackingFor(office, walk, moment) : []
}

/** In mid-run, for the submission sheet: who could hold each stage still ahead, with the hands that already acted kept from it. */
export function candidatesAhead(article: Article, office: Office, moment: Moment): Map<string, string[]> {
  const walk = walkAhead(article)
  return new Map((walk?.ahead ?? []).map(stage => [stage.id, candidates(office, walk!, [stage], moment)]))
}

/** The rest of the walk that an article is on; null when it is on none. */
function walkAhead(article: Article): Walk | null {
  const run = article.runs.at(-1)
  if (!run || run.ended || !article.stage || !['reviewing', 'referred', 'returned'].includes(article.phase)) return null
  const held = new Map<string, Stage[]>()
  const changed = new Set<string>()
  for (const pass of livePasses(article)) {
    const stage = run.road.find(s => s.id === pass.stage)!
    for (const actor of actorsOf(pass)) {
      if (!isShared(stage)) held.set(actor, [...(held.get(actor) ?? []), stage])
      if (pass.received !== pass.released) changed.add(actor)
    }
  }
  const ahead = run.road.slice(run.road.findIndex(stage => stage.id === article.stage))
  const writers = [article.author, ...article.coauthors]
  return { writers, section: article.section, ahead, held, changed, switches: run.switches }
}

/** For the submission sheet: who could hold each stage of a road, by role, section and duty alone. */
export function candidatesFor(article: Article, office: Office, road: readonly Stage[], switches: Switches, moment: Moment): Map<string, string[]> {
  const writers = [article.author, ...article.coauthors]
  const walk: Walk = { writers, section: article.section, ahead: [...road], held: new Map(), changed: new Set(), switches }
  return new Map(road.map(stage => [stage.id, candidates(office, walk, [stage], moment)]))
}
