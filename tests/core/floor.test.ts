import { describe, expect, test } from 'vitest'
import { brokenCustody, mayHoldTogether } from '#core/workflow/rules'
import { capacitiesOf } from '#core/workflow/capacity'
import { lackingAhead, lackingAtStart } from '#core/workflow/staffing'
import { checkFloor, floorStage, smallOfficeTemplate, standardTemplate, type Template } from '#core/workflow/template'
import { evolveOffice } from '#core/office/office'
import { rolesFault } from '#core/office/decide'
import { floorKinds, type FloorKind } from '#core/workflow/stages'
import { hashOf, road, theEight } from './article-builder.ts'
import { around, at, eight, moment, officeOf, person, standardOffice } from './people.ts'

const refused = (decided: { ok: boolean; refusal?: { code: string } }) => (decided.ok ? 'allowed' : decided.refusal!.code)
const template = (change: Partial<Template>): Template => ({ ...standardTemplate, ...change })
const small = officeOf([...around, person('one', 'first-reviewer', 'proofreader'), person('two', 'second-reviewer', 'proofreader'), person('three', 'confidentiality-officer', 'final-reviewer', 'proofreader', 'leader')], [smallOfficeTemplate])

describe('F1: every road has one confidentiality review, three reviews, three proofreads and one sign-off, sign-off last', () => {
  test.each(floorKinds)('a template without %s is refused with the rule named', kind => {
    const stages = standardTemplate.stages.filter(stage => stage.kind !== kind)
    expect(checkFloor(template({ stages }))).toMatchObject({ ok: false, refusal: { code: 'template-breaks-floor', rule: 'F1' } })
  })
  test('a stage twice, another order, or anything behind the sign-off is refused', () => {
    const { stages } = standardTemplate
    const twice = [...stages.slice(0, 7), { ...stages[1]!, id: 'again' }, stages[7]!]
    const swapped = [stages[0]!, stages[3]!, stages[2]!, stages[1]!, ...stages.slice(4)]
    const behind = [...stages, { ...stages[1]!, id: 'legal', kind: 'added' as const }]
    const screenedTwice = [stages[0]!, { ...stages[0]!, id: 'again' }, ...stages.slice(1)]
    expect(checkFloor(template({ stages: screenedTwice }))).toMatchObject({ refusal: { reason: '“保密审查”环节出现了 2 次' } })
    for (const list of [twice, swapped, behind]) expect(refused(checkFloor(template({ stages: list })))).toBe('template-breaks-floor')
  })
  test('the confidentiality review may stand anywhere before the sign-off, and stages may be added and renamed', () => {
    const [confidentiality, ...rest] = standardTemplate.stages
    const added = { ...floorStage('first-review'), id: 'legal', kind: 'added' as const, name: '法制审核', role: 'legal-reviewer' as const }
    const stages = [...rest.slice(0, 3), added, ...rest.slice(3, 6), confidentiality!, rest[6]!]
    expect(checkFloor(template({ stages })).ok).toBe(true)
  })
  test('no stage can be skipped: a pass is for the stage the article waits at and no other', () => {
    const r = road().written().submitted()
    for (const stage of theEight.slice(1)) expect(refused(r.pass(stage, { stage }))).toBe('stage-has-moved-on')
  })
  test('nothing is released before the last stage has passed', () => {
    const r = road().written()
    expect(refused(r.release())).toBe('not-cleared')
    r.submitted()
    for (const stage of theEight) {
      expect(refused(r.release())).toBe('not-cleared')
      r.passedBy(stage)
    }
    expect(refused(r.release())).toBe('allowed')
  })
})

describe('F2: whoever changed the text holds no review, confidentiality review or sign-off; authors hold no stage', () => {
  const everyRole = eight.map(p => p.roles[0]!)
  test('the author is refused at every stage, and so is a co-author', () => {
    const office = officeOf([...eight, ...around.slice(2), person('author', 'editor', ...everyRole), person('helper', 'editor', ...everyRole)])
    const r = road(office).written()
    r.take('author', { ok: true, value: { events: [{ type: 'coauthor-added', person: 'helper' }] } }).submitted()
    for (const stage of theEight) {
      expect(refused(r.pass('author'))).toBe('author-may-not-review')
      expect(refused(r.pass('helper'))).toBe('author-may-not-review')
      r.passedBy(stage)
    }
  })
  test('a proofreader who corrected a character may not sign off; one who changed nothing is stopped by nothing but F3', () => {
    const switches = { ...smallOfficeTemplate.switches }
    const office = officeOf([...eight, ...around, person('both', 'proofreader', 'final-reviewer', 'leader')], [{ ...smallOfficeTemplate, switches }])
    const upToFinal = () => road(office).written().submitted().passedBy('confidentiality-review', 'first-review', 'first-proofread', 'second-review', 'second-proofread', 'final-review')
    expect(refused(upToFinal().corrected('both', 'v2').pass('both'))).toBe('changed-the-text')
    expect(refused(upToFinal().passedBy('both').pass('both'))).toBe('same-person-two-levels')
  })
})

describe('F3: no person holds two levels', () => {
  test('whoever reviewed may not proofread another level, nor review again', () => {
    const office = officeOf([...eight, ...around, person('both', 'first-reviewer', 'second-reviewer', 'proofreader')])
    const r = road(office).written().submitted().passedBy('confidentiality-review', 'both')
    expect(refused(r.pass('both'))).toBe('same-person-two-levels')
    r.passedBy('first-proofread')
    expect(refused(r.pass('both'))).toBe('same-person-two-levels')
    r.passedBy('second-review')
    expect(refused(r.pass('both'))).toBe('same-person-two-levels')
  })
  test('no template lets a floor stage be held beside another, and one that was kept so changes nothing', () => {
    const stages = standardTemplate.stages.map(stage => ({ ...stage, shared: true }))
    expect(checkFloor(template({ stages }))).toMatchObject({ refusal: { code: 'template-breaks-floor', rule: 'F3' } })
    const office = officeOf([...eight, ...around, person('both', 'first-reviewer', 'second-reviewer')], [template({ stages })])
    const r = road(office).written().submitted().passedBy('confidentiality-review', 'both', 'first-proofread')
    expect(refused(r.pass('both'))).toBe('same-person-two-levels')
    const few = officeOf([...eight.filter(p => !['first-review', 'second-review'].includes(p.id)), ...around, person('both', 'first-reviewer', 'second-reviewer')], [template({ stages })])
    expect(refused(road(few).written().submit())).toBe('no-one-left-for')
  })
  test('the three switches let an author and three others suffice', () => {
    const r = road(small).written().submitted().passedBy('three', 'one', 'one', 'two', 'two', 'three', 'three', 'three')
    expect(r.article!.phase).toBe('cleared')
    expect(refused(r.release())).toBe('allowed')
  })
  test('审 and 校 of one level in one hand only when the proofread changed nothing', () => {
    const r = road(small).written().submitted().passedBy('three', 'one')
    expect(refused(r.pass('one', { text: 'v2' }))).toBe('same-level-must-not-change')
    expect(refused(r.pass('one'))).toBe('allowed')
  })
  test('each switch joins exactly what it says', () => {
    const off = standardTemplate.switches
    const joined = (a: FloorKind, b: FloorKind, switches: typeof off) => mayHoldTogether([floorStage(a), floorStage(b)], switches)
    const pairs = floorKinds.flatMap((a, i) => floorKinds.slice(i + 1).map(b => [a, b] as const))
    const open = (switches: typeof off) => pairs.filter(([a, b]) => joined(a, b, switches)).map(pair => pair.join(' + '))
    expect(open(off)).toEqual([])
    expect(open({ ...off, sameLevel: true })).toEqual(['first-review + first-proofread', 'second-review + second-proofread', 'final-review + third-proofread'])
    expect(open({ ...off, finalSigns: true })).toEqual(['final-review + sign-off'])
    expect(open({ ...off, confidentialityFinal: true })).toEqual(['confidentiality-review + final-review'])
  })
  test('the road cannot begin when too few people could walk it, and the stages that lack people are named', () => {
    const without = (id: string) => officeOf([...eight.filter(p => p.id !== id), ...around])
    expect(road(without('second-review')).written().submit()).toEqual({ ok: false, refusal: { code: 'no-one-left-for', stages: ['复审'] } })
    const r = road(small).written()
    expect(lackingAtStart(r.article!, small, smallOfficeTemplate.stages, smallOfficeTemplate.switches, moment())).toEqual([])
    expect(lackingAtStart(r.article!, small, standardTemplate.stages, standardTemplate.switches, moment()).length).toBeGreaterThan(0)
  })
  test('two proofreaders for three proofreads are not enough, whoever is asked', () => {
    const office = officeOf([...eight.filter(p => p.id !== 'third-proofread'), ...around])
    expect(refused(road(office).written().submit())).toBe('no-one-left-for')
  })
  test('in mid-run, a stage nobody is left for is named', () => {
    const r = road().written().submitted().passedBy('confidentiality-review')
    const gone = evolveOffice(r.office, { by: 'admin', at: at(5) }, { type: 'person-changed', person: { ...person('final-review', 'final-reviewer'), disabled: true } })
    expect(lackingAhead(r.article!, r.office, r.moment())).toEqual([])
    expect(lackingAhead(r.article!, gone, r.moment())).toEqual(['final-review'])
  })
  test('two articles at one stage of one office are told apart by whose hands are on them already', () => {
    const office = officeOf([...eight.filter(p => p.id !== 'second-review'), ...around, person('both', 'first-reviewer', 'second-reviewer')])
    const free = road(office).written().submitted().passedBy('confidentiality-review', 'first-review')
    const taken = road(office).written().submitted().passedBy('confidentiality-review', 'both')
    expect([free.article!.stage, taken.article!.stage]).toEqual(['first-proofread', 'first-proofread'])
    expect(lackingAhead(free.article!, office, free.moment())).toEqual([])
    expect(lackingAhead(taken.article!, office, taken.moment())).toEqual(['second-review'])
  })
})

describe('F4: administrators hold no stage, and nobody holds two of the three', () => {
  test.each(['system-administrator', 'security-administrator', 'auditor'] as const)('a %s is refused at every stage', role => {
    const office = officeOf([...eight, ...around, person('boss', role, ...eight.map(p => p.roles[0]!))])
    const r = road(office).written().submitted()
    for (const stage of theEight) {
      expect(refused(r.pass('boss'))).toBe('administrators-hold-no-stage')
      r.passedBy(stage)
    }
  })
  test('two administrative roles in one hand are refused', () => {
    expect(rolesFault(person('x', 'system-administrator', 'auditor'))).toMatchObject({ code: 'two-administrative-roles' })
    expect(rolesFault(person('x', 'auditor', 'editor'))).toBeNull()
  })
  test('a template that gives a stage to an administrative role is refused', () => {
    const stages = standardTemplate.stages.map(s => (s.id === 'sign-off' ? { ...s, role: 'auditor' as const } : s))
    expect(checkFloor(template({ stages }))).toMatchObject({ refusal: { rule: 'F4' } })
  })
  test('no deputy lends an administrator a stage', () => {
    const office = evolveOffice(standardOffice(), { by: 'clerk', at: at(0) }, {
      type: 'delegation-granted', delegation: { id: 'd', principal: 'first-review', deputy: 'admin', from: '2026-11-01', to: '2026-11-30', roles: ['first-reviewer'], basis: '便函' },
    })
    const r = road(office).written().submitted().passedBy('confidentiality-review')
    expect(refused(r.pass('admin', { capacity: { principal: 'first-review', delegation: 'd' } }))).toBe('administrators-hold-no-stage')
  })
})

describe('F5: judgement is on what was seen', () => {
  test('a pass or a return with another hash than the present one is refused', () => {
    const r = road().written().submitted()
    expect(r.pass('confidentiality-review', { saw: hashOf('older') })).toEqual({ ok: false, refusal: { code: 'text-has-moved-on', saw: hashOf('older'), now: hashOf('v1') } })
    expect(refused(r.pass('confidentiality-review'))).toBe('allowed')
  })
})

describe('F6: custody', () => {
  test('only a proofread may release another text, and only a correction', () => {
    const r = road().written().submitted()
    for (const stage of theEight) {
      const proofread = stage.endsWith('proofread')
      expect(refused(r.pass(stage, { text: 'other' }))).toBe(proofread ? 'allowed' : 'stage-may-not-edit')
      expect(refused(r.pass(stage, { text: 'other', class: 'substantive' }))).toBe(proofread ? 'substantive-change' : 'stage-may-not-edit')
      r.passedBy(stage)
    }
  })
  test('a chain of custody that does not end in the text is broken, wherever it breaks', () => {
    const { article } = road().written().submitted().passedBy('confidentiality-review', 'first-review').corrected('first-proofread', 'v2').passedBy(...theEight.slice(3))
    expect(brokenCustody(article!)).toBeNull()
    expect(brokenCustody({ ...article!, hash: hashOf('v3') })).toEqual({ code: 'custody-broken', stage: 'release' })
    for (const [i, pass] of article!.passes.entries()) {
      const passes = article!.passes.map((p, n) => (n === i ? { ...p, received: hashOf('forged') } : p))
      expect(brokenCustody({ ...article!, passes })).toEqual({ code: 'custody-broken', stage: pass.stage })
      expect(brokenCustody({ ...article!, passes: article!.passes.filter((_, n) => n !== i) })).not.toBeNull()
    }
  })
  test('what is written must hash to what was cleared', () => {
    const r = road().written().submitted().passedBy(...theEight)
    expect(refused(r.release('publisher', { written: hashOf('other') }))).toBe('hash-mismatch')
    expect(refused(r.release('admin'))).toBe('not-your-role')
    expect(refused(r.release('publisher', { meant: false }))).toBe('channel-not-signed')
    expect(refused(r.release('publisher', { notBefore: '2027-01-01T00:00:00+08:00' }))).toBe('not-before')
  })
})

describe('F7: one acting role per signature', () => {
  test('a second pass of the same stage finds that it has moved on', () => {
    const r = road().written().submitted().passedBy('confidentiality-review')
    expect(refused(r.pass('confidentiality-review', { stage: 'confidentiality-review' }))).toBe('stage-has-moved-on')
  })
  test('a deputy acts for one person, and both count as having acted', () => {
    const office = evolveOffice(officeOf([...eight, ...around, person('deputy', 'proofreader')]), { by: 'clerk', at: at(0) }, {
      type: 'delegation-granted', delegation: { id: 'd', principal: 'first-review', deputy: 'deputy', from: '2026-11-01', to: '2026-11-30', roles: ['first-reviewer'], basis: '便函' },
    })
    const r = road(office).written().submitted().passedBy('confidentiality-review')
    expect(capacitiesOf(r.article!, office, office.people['deputy']!, r.moment()).may).toEqual([{ principal: 'first-review', delegation: 'd' }])
    r.passedBy('deputy')
    expect(r.article!.passes.at(-1)).toMatchObject({ by: 'deputy', capacity: { principal: 'first-review' } })
    expect(refused(r.passedBy('first-proofread', 'second-review').pass('deputy'))).toBe('same-person-two-levels')
  })
})

describe('F8: a template edit never changes a run that has begun', () => {
  test('the run keeps the road it was submitted under', () => {
    const r = road().written().submitted()
    const renamed = { ...standardTemplate, version: 2, stages: standardTemplate.stages.map(s => ({ ...s, name: `新${s.name}`, checklist: [] })) }
    const office = evolveOffice(r.office, { by: 'admin', at: at(3) }, { type: 'template-saved', template: renamed })
    const later = road(office)
    later.article = r.article
    later.minute = r.minute
    later.passedBy(...theEight)
    expect(later.article!.runs[0]!.template.version).toBe(1)
    expect(later.article!.runs[0]!.road).toEqual(standardTemplate.stages)
    expect(refused(later.release())).toBe('allowed')
  })
})
