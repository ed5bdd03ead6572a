import fc from 'fast-check'
import { expect, test } from 'vitest'
import { currentRun, evolve, livePasses, stageAt, type Article } from '#core/article/article'
import type { ArticleEvent } from '#core/article/events'
import { evolveOffice, type Office } from '#core/office/office'
import { administrativeRoles } from '#core/people/roles'
import type { Refusal } from '#core/refusal'
import { ok, type Result } from '#core/result'
import * as decide from '#core/workflow/decide'
import * as draft from '#core/workflow/draft'
import { askOpinion, giveOpinion } from '#core/workflow/consult'
import { handOn, remind } from '#core/workflow/handing'
import { copyKindOf, exportCopy } from '#core/workflow/copy'
import { ableAt, capacitiesOf } from '#core/workflow/capacity'
import { smallOfficeTemplate, standardTemplate } from '#core/workflow/template'
import { floorKinds, stageFacts } from '#core/workflow/stages'
import { hashOf, noDeadline } from './article-builder.ts'
import { around, at, eight, moment, officeOf, person } from './people.ts'

/** What a random person tries next. `luck` picks among people and texts; the next legal step is tried most of the time. */
const step = fc.record({
  act: fc.oneof(
    { weight: 10, arbitrary: fc.constant('next' as const) },
    { weight: 3, arbitrary: fc.constantFrom('pass', 'correct', 'rewrite', 'return', 'release', 'recall', 'save', 'submit', 'claim', 'withdraw') },
    { weight: 1, arbitrary: fc.constantFrom('ask', 'opine', 'hand-on', 'remind', 'stale', 'coauthor', 'replay', 'word', 'word', 'refer', 'answer', 'other-window') },
  ),
  luck: fc.nat(9999),
  wild: fc.nat(99),
})
type Step = { act: string; luck: number; wild: number }

const everyRole = eight.flatMap(p => p.roles)
const spare = ['first-review', 'second-review', 'final-review', 'first-proofread', 'sign-off'].map(kind => person(`spare-${kind}`, stageFacts[kind as 'sign-off'].role))
const people = [
  ...eight,
  ...spare,
  ...around.filter(p => p.id !== 'admin' && p.id !== 'author'),
  person('author', 'editor', ...everyRole),
  person('admin', 'system-administrator', ...everyRole, 'publisher'),
  person('everything', ...everyRole, 'editor'),
  person('deputy'),
]

function offices(): Office[] {
  const delegate = (office: Office, n: number, principal: string, deputy: string) =>
    evolveOffice(office, { by: 'clerk', at: at(0) }, {
      type: 'delegation-granted',
      delegation: { id: `d${n}`, principal, deputy, from: '2026-11-01', to: '2026-12-31', roles: [...office.people[principal]!.roles].filter(r => everyRole.includes(r)), basis: '便函' },
    })
  return [standardTemplate, smallOfficeTemplate].map(template => {
    const office = officeOf(people, [template])
    const deputised = delegate(delegate(office, 1, 'first-review', 'deputy'), 2, 'sign-off', 'spare-first-proofread')
    return delegate(deputised, 3, 'second-review', 'admin')
  })
}

type Decided = Result<{ events: ArticleEvent[] }, Refusal>
/** One history, and what the world keeps beside it for an oracle that shares no code with the rules. */
type World = { office: Office; article: Article; older: Article; last: (() => Decided) | null; lastBy: string; minute: number; text: Map<string, number>; touched: { run: number; by: string }[]; released: Article[]; copied: Article[] }

const pick = <T>(list: readonly T[], luck: number): T => list[luck % list.length]!
const ids = people.map(p => p.id)

function attempt(w: World, { act, luck, wild }: Step): { by: string; decided: () => Decided } {
  const now = moment(w.minute)
  const someone = pick(ids, luck)
  const view = act === 'other-window' || act === 'stale' ? w.older : w.article
  const judgement = (a: Article) => ({ stage: a.stage ?? '', saw: a.hash, opened: now.now })
  const answers = (a: Article) => (stageAt(a)?.checklist ?? []).map(q => ({ question: q.id, answer: 'yes' as const, note: '' }))
  const passing = (by: string, corrected: decide.Corrected | null) => () => {
    const may = capacitiesOf(w.article, w.office, w.office.people[by]!, now).may
    const capacity = wild % 3 === 0 && may.length ? pick(may, luck) : undefined
    return decide.pass(w.article, w.office, w.office.people[by]!, { ...judgement(view), ...(capacity !== undefined && { capacity }), opinion: '同意', answers: answers(w.article), corrected, checks: null, open: 0, blocked: 0 }, now, noDeadline)
  }
  const text = hashOf(`text ${luck}`)
  const change = (kind: decide.Corrected['class']): decide.Corrected => ({ hash: text, class: kind, exhibit: hashOf('h'), hunk: '', reason: '' })
  const able = ableAt(w.article, w.office, now)
  const saved = { base: view.hash, hash: text, kind: 'notice' as const, grade: 'ordinary' as const }
  const submit = (by: string) => () => {
    const moved = w.article.returned && w.article.returned.hash !== w.article.hash
    const kind = moved ? (wild % 2 ? 'correction' : 'substantive') : 'none'
    return draft.submit(w.article, w.office, w.office.people[by]!, { saw: w.article.hash, missing: [], change: w.article.returned ? { ...change(kind), hash: w.article.hash } : null }, now, noDeadline)
  }
  const release = (by: string) => () =>
    decide.release(w.article, w.office.people[by]!, { release: `r${w.minute}`, saw: view.hash, channel: 'website', meant: true, written: wild < 95 ? w.article.hash : text, manifest: text, exporter: '1', notBefore: '' }, now)
  const who = w.office.people[someone]!
  switch (act) {
    case 'next':
      if (w.article.phase === 'drafting') return { by: 'author', decided: submit('author') }
      if (w.article.phase === 'returned') return wild < 40 ? { by: 'author', decided: () => draft.save(w.article, w.office.people['author']!, saved, { by: '', at: '' }) } : { by: 'author', decided: submit('author') }
      if (w.article.phase === 'referred') return { by: 'confidentiality-review', decided: () => decide.answerReferral(w.article, w.office, w.office.people['confidentiality-review']!, { stage: w.article.stage!, number: '1', date: '2026-11-16', outcome: 'public', note: '' }, now, noDeadline) }
      if (w.article.phase === 'reviewing' && able.length) {
        const by = pick(able, luck)
        return { by, decided: passing(by, stageFacts[stageAt(w.article)!.kind].corrects && wild < 20 ? change('correction') : null) }
      }
      return { by: 'publisher', decided: release('publisher') }
    case 'pass':
    case 'stale':
    case 'other-window': return { by: someone, decided: passing(someone, null) }
    case 'correct': return { by: someone, decided: passing(someone, change('correction')) }
    case 'rewrite': return { by: someone, decided: passing(someone, change('substantive')) }
    case 'return': return { by: someone, decided: () => decide.giveBack(w.article, w.office, who, { ...judgement(view), category: '其他', exhibit: text, passages: 0, outcome: 'return' }, now) }
    case 'release': return { by: someone, decided: release(someone) }
    case 'recall': {
      const signer = livePasses(w.article).at(-1)?.by ?? someone
      const by = wild < 70 ? signer : someone
      return { by, decided: () => decide.recall(w.article, w.office.people[by]!, { saw: w.article.hash, to: pick(['sign-off', 'third-proofread', 'author'] as const, luck), reason: '-' }, noDeadline) }
    }
    case 'word': {
      const copy = wild % 3 === 0 ? ('official' as const) : copyKindOf(w.article)
      const facts = { saw: view.hash, written: wild < 95 ? w.article.hash : text, copy, file: text, exporter: '1', notBefore: '', blocked: wild % 5 === 0 ? 1 : 0 }
      return { by: someone, decided: () => exportCopy(w.article, w.office, who, facts, now) }
    }
    case 'ask': {
      const by = wild < 70 && able.length ? pick(able, luck) : someone
      const questions = [{ request: `q${w.minute}`, asked: pick(ids, luck + wild), exhibit: text, replyBy: null }]
      return { by, decided: () => askOpinion(w.article, w.office, w.office.people[by]!, { stage: w.article.stage ?? '', saw: view.hash, questions }, now) }
    }
    case 'opine': {
      const open = w.article.consultations.at(-1)
      return { by: open?.asked ?? someone, decided: () => giveOpinion(w.article, w.office.people[open?.asked ?? someone]!, { request: open?.id ?? '', saw: view.hash, exhibit: text }) }
    }
    case 'hand-on': {
      const by = wild < 70 && able.length ? pick(able, luck) : someone
      return { by, decided: () => handOn(w.article, w.office, w.office.people[by]!, { stage: w.article.stage ?? '', person: pick(ids, luck + wild), reason: '外出' }, now) }
    }
    case 'remind': return { by: someone, decided: () => remind(w.article, w.office, who, { stage: w.article.stage ?? '' }, now, since => ok(since)) }
    case 'save': return { by: someone, decided: () => draft.save(w.article, who, saved, { by: '', at: '' }) }
    case 'submit': return { by: someone, decided: submit(someone) }
    case 'claim': return { by: someone, decided: () => decide.claim(w.article, w.office, who, w.article.stage ?? '', now.now, now) }
    case 'withdraw': return { by: 'author', decided: () => draft.withdraw(w.article, w.office.people['author']!, '') }
    case 'coauthor': return { by: 'author', decided: () => draft.addCoauthor(w.article, w.office, w.office.people['author']!, someone) }
    case 'refer': return { by: someone, decided: () => decide.refer(w.article, w.office, who, { ...judgement(view), authority: '保密局', reason: '-' }, now) }
    case 'answer': return { by: someone, decided: () => decide.answerReferral(w.article, w.office, who, { stage: w.article.stage ?? '', number: '1', date: '2026-11-16', outcome: wild < 80 ? 'public' : 'withhold', note: '' }, now, noDeadline) }
    default: return { by: w.lastBy, decided: w.last ?? release(someone) }
  }
}

/** Random people doing random things, mostly the next legal step; crashes lose undecided acts, never half of one. */
function play(office: Office, steps: readonly Step[]): World {
  const first = draft.create(null, office.people['author']!, { hash: hashOf('v1'), kind: 'notice', grade: 'ordinary' })
  if (!first.ok) throw new Error('the author may not write')
  const article = evolve(null, { id: 'a', by: 'author', at: at(0) }, first.value.events[0]!)
  const w: World = { office, article, older: article, last: null, lastBy: 'author', minute: 1, text: new Map(), touched: [], released: [], copied: [] }
  for (const s of steps) {
    w.minute += 1
    if (s.wild % 7 === 0) w.older = w.article
    const { by, decided } = attempt(w, s)
    const result = decided()
    Object.assign(w, { last: decided, lastBy: by })
    if (!result.ok) continue
    for (const event of result.value.events) {
      w.article = evolve(w.article, { id: 'a', by, at: at(w.minute) }, event)
      note(w, by, event)
      if (event.type === 'article-released') w.released.push(w.article)
      // a clean Word copy is a way out like any other
      if (event.type === 'copy-exported' && event.copy === 'official') w.copied.push(w.article)
    }
  }
  return w
}

/** The oracle's own book of who changed the text in which run. */
function note(w: World, by: string, event: ArticleEvent) {
  const run = currentRun(w.article)?.n ?? 0
  if (event.type === 'stage-passed' && event.received !== event.released) {
    w.touched.push({ run, by })
    if (event.capacity) w.touched.push({ run, by: event.capacity.principal })
  }
}

/** F1–F4 and F6 said again, plainly, over what was released. */
function check(w: World, released: Article) {
  const run = released.runs.at(-1)!
  const passes = released.passes.filter(p => p.run === run.n && !p.voided)
  const kindOf = (stage: string) => run.road.find(s => s.id === stage)!.kind
  expect(passes.map(p => kindOf(p.stage))).toEqual(floorKinds)
  const hands = passes.map(p => [p.by, ...(p.capacity ? [p.capacity.principal] : [])])
  for (const [i, pass] of passes.entries()) {
    const kind = kindOf(pass.stage)
    for (const hand of hands[i]!) {
      expect([released.author, ...released.coauthors]).not.toContain(hand)
      expect(w.office.people[hand]!.roles.filter(r => (administrativeRoles as readonly string[]).includes(r))).toEqual([])
      if (!stageFacts[kind].corrects) expect(w.touched.filter(t => t.run === run.n).map(t => t.by)).not.toContain(hand)
    }
    expect(w.office.people[pass.capacity?.principal ?? pass.by]!.roles).toContain(stageFacts[kind].role)
  }
  const holds = (n: number) => new Set(hands[n])
  const meet = (a: number, b: number) => [...holds(a)].some(hand => holds(b).has(hand))
  const [confidentiality, r1, p1, r2, p2, r3, p3, sign] = [0, 1, 2, 3, 4, 5, 6, 7]
  for (const [a, b] of [[r1, r2], [r1, r3], [r2, r3], [p1, p2], [p1, p3], [p2, p3], [r1, p2], [r1, p3], [r2, p1], [r2, p3], [r3, p1], [r3, p2], [r1, sign], [r2, sign], [p1, sign], [p2, sign], [confidentiality, r1], [confidentiality, r2], [confidentiality, p1], [confidentiality, p2]] as const) expect(meet(a!, b!)).toBe(false)
  if (run.template.id === 'standard') expect(new Set(hands.flat()).size).toBeGreaterThanOrEqual(8)
  let held = run.submitted
  const links = [...released.passes.filter(p => p.run === run.n).map(p => ({ n: p.n, from: p.received, to: p.released })), ...released.corrections.filter(c => c.run === run.n)].sort((a, b) => a.n - b.n)
  for (const link of links) {
    expect(link.from).toBe(held)
    held = link.to
  }
  expect(held).toBe(released.hash)
}

test('I1: nothing leaves without every floor stage passed by the people F1–F4 demand, on an unbroken chain to the exported text', () => {
  const runs = Number(process.env['PROMISE_RUNS'] ?? 2000)
  const world = offices()
  let published = 0
  let total = 0
  let copied = 0
  const property = fc.property(fc.array(step, { minLength: 10, maxLength: 44 }), fc.nat(1), (steps, which) => {
    const w = play(world[which]!, steps)
    total += 1
    if (w.released.length) published += 1
    copied += w.copied.length
    for (const article of [...w.released, ...w.copied]) check(w, article)
  })
  fc.assert(property, { numRuns: runs })
  console.log(`${total} random histories, ${published} reached publication (${Math.round((100 * published) / total)} %)`)
  expect(published / total).toBeGreaterThanOrEqual(0.2)
  expect(copied).toBeGreaterThan(runs / 100)
}, 600_000)

test('I2: no signer is ever among the people barred from the stage they signed', () => {
  fc.assert(
    fc.property(fc.array(step, { minLength: 20, maxLength: 50 }), steps => {
      const w = play(offices()[0]!, steps)
      for (const pass of w.article.passes) expect([w.article.author, ...w.article.coauthors]).not.toContain(pass.by)
    }),
    { numRuns: 300 },
  )
})
