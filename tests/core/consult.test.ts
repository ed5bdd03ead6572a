import { describe, expect, it } from 'vitest'
import type { Office } from '#core/office/office'
import { evolveOffice } from '#core/office/office'
import { mayNotBatch } from '#core/workflow/batch'
import { askOpinion, giveOpinion, openConsultations, withdrawRequest } from '#core/workflow/consult'
import { handOn, mayNotRemind, remind, type RemindAgain } from '#core/workflow/handing'
import { floorStage, checkFloor, standardTemplate } from '#core/workflow/template'
import { ok } from '#core/result'
import { hashOf, road, type Road } from './article-builder.ts'
import { around, at, eight, moment, officeOf, person } from './people.ts'

const everybody = [...eight, ...around, person('proofreader-2', 'proofreader'), person('reviewer-2', 'first-reviewer')]
const office = () => officeOf(everybody)
const submitted = (of: Office = office()) => road(of).written().submitted()

const question = (asked: string, change: object = {}) => ({ request: `ask-${asked}`, asked, exhibit: hashOf(asked), replyBy: null, ...change })
function asks(r: Road, by: string, asked: string, change: object = {}) {
  const article = r.article!
  return askOpinion(article, r.office, r.who(by), { stage: article.stage!, saw: article.hash, questions: [question(asked, change)] }, r.moment())
}
const answers = (r: Road, by: string, request: string, saw = r.article!.hash) => giveOpinion(r.article!, r.who(by), { request, saw, exhibit: hashOf('answer') })
const refused = (code: string, facts: object = {}) => ({ ok: false, refusal: { code, ...facts } })

describe('征求意见', () => {
  it('leaves the stage with its holder, who may pass before the answer comes', () => {
    const r = submitted()
    r.take('confidentiality-review', asks(r, 'confidentiality-review', 'author'))
    expect(r.article).toMatchObject({ phase: 'reviewing', stage: 'confidentiality-review', consultations: [{ asked: 'author', by: 'confidentiality-review', state: 'open', hash: r.article!.hash }] })
    r.passedBy('confidentiality-review')
    expect(r.article!.consultations[0]).toMatchObject({ state: 'lapsed' })
    expect(answers(r, 'author', 'ask-author')).toMatchObject(refused('request-closed', { state: 'lapsed' }))
  })

  it('asks the author, and whoever answers may still hold a later stage', () => {
    const r = submitted()
    r.take('confidentiality-review', asks(r, 'confidentiality-review', 'first-review'))
    r.take('first-review', answers(r, 'first-review', 'ask-first-review'))
    expect(r.article!.consultations[0]).toMatchObject({ state: 'answered', answer: hashOf('answer') })
    expect(r.passedBy('confidentiality-review', 'first-review').article!.stage).toBe('first-proofread')
  })

  it('is only for whoever may judge the stage, on the text as it is', () => {
    const r = submitted()
    expect(asks(r, 'author', 'clerk')).toMatchObject(refused('not-your-role'))
    const article = r.article!
    expect(askOpinion(article, r.office, r.who('confidentiality-review'), { stage: article.stage!, saw: hashOf('other'), questions: [question('clerk')] }, r.moment())).toMatchObject(refused('text-has-moved-on'))
  })

  it('asks nobody who is unknown, has left, is oneself, or has been asked already', () => {
    const gone = officeOf([...everybody, { ...person('gone', 'editor'), disabled: true }])
    const r = submitted(gone)
    const by = 'confidentiality-review'
    expect(asks(r, by, 'nobody')).toMatchObject(refused('not-found'))
    expect(asks(r, by, 'gone')).toMatchObject(refused('person-disabled'))
    expect(asks(r, by, by)).toMatchObject(refused('asks-oneself'))
    expect(asks(r, by, 'clerk', { replyBy: '2026-11-15' })).toMatchObject(refused('reply-date-past', { date: '2026-11-15' }))
    expect(asks(r, by, 'clerk', { replyBy: '2026-11-16' }).ok).toBe(true)
    r.take(by, asks(r, by, 'clerk'))
    expect(asks(r, by, 'clerk')).toMatchObject(refused('asked-already', { person: 'clerk' }))
    expect(openConsultations(r.article!)).toHaveLength(1)
  })

  it('asks no administrator, and takes no answer from who became one since', () => {
    const r = submitted()
    const by = 'confidentiality-review'
    for (const administrator of ['admin', 'auditor']) expect(asks(r, by, administrator)).toEqual(refused('administrators-hold-no-stage', { person: administrator }))
    r.take(by, asks(r, by, 'second-author'))
    const promoted = { ...r.who('second-author'), roles: ['auditor' as const] }
    expect(giveOpinion(r.article!, promoted, { request: 'ask-second-author', saw: r.article!.hash, exhibit: hashOf('answer') })).toEqual(refused('administrators-hold-no-stage', { person: 'second-author' }))
  })

  it('is answered once, by the person asked, on the text that lies there', () => {
    const r = submitted()
    r.take('confidentiality-review', asks(r, 'confidentiality-review', 'clerk'))
    expect(answers(r, 'author', 'ask-clerk')).toMatchObject(refused('not-asked', { person: 'clerk' }))
    expect(answers(r, 'clerk', 'ask-clerk', hashOf('other'))).toMatchObject(refused('text-has-moved-on'))
    expect(answers(r, 'clerk', 'ask-nobody')).toMatchObject(refused('not-found'))
    r.take('clerk', answers(r, 'clerk', 'ask-clerk'))
    expect(answers(r, 'clerk', 'ask-clerk')).toMatchObject(refused('request-closed', { state: 'answered' }))
  })

  it('is taken back by whoever asked or holds the stage, and then can be asked anew', () => {
    const r = submitted()
    const by = 'confidentiality-review'
    r.take(by, asks(r, by, 'clerk'))
    expect(withdrawRequest(r.article!, r.office, r.who('clerk'), 'ask-clerk', r.moment())).toMatchObject(refused('not-your-role'))
    r.take(by, withdrawRequest(r.article!, r.office, r.who(by), 'ask-clerk', r.moment()))
    expect(answers(r, 'clerk', 'ask-clerk')).toMatchObject(refused('request-closed', { state: 'withdrawn' }))
    expect(asks(r, by, 'clerk').ok).toBe(true)
  })
})

describe('转办', () => {
  const handed = (r: Road, by: string, to: string, reason = '外出') => handOn(r.article!, r.office, r.who(by), { stage: r.article!.stage!, person: to, reason }, r.moment())
  const atFirstReview = () => submitted().passedBy('confidentiality-review')

  it('gives the stage to another who may take it, from whoever held it', () => {
    const r = atFirstReview()
    r.take('first-review', handed(r, 'first-review', 'reviewer-2'))
    expect(r.article).toMatchObject({ stage: 'first-review', assignee: 'reviewer-2', claim: null })
    expect(r.pass('first-review')).toMatchObject(refused('assigned-to-other'))
    expect(r.pass('reviewer-2').ok).toBe(true)
  })

  it('is refused to oneself, without a reason, to who may not take it, and by who may not judge', () => {
    const r = atFirstReview()
    expect(handed(r, 'first-review', 'first-review')).toMatchObject(refused('hands-on-to-oneself'))
    expect(handed(r, 'first-review', 'reviewer-2', ' ')).toMatchObject(refused('reason-missing'))
    expect(handed(r, 'first-review', 'author')).toMatchObject(refused('not-your-role'))
    expect(handed(r, 'first-review', 'nobody')).toMatchObject(refused('not-found'))
    expect(handed(r, 'author', 'reviewer-2')).toMatchObject(refused('not-your-role'))
  })

  it('is refused to somebody on leave, and to somebody F3 keeps from the stage', () => {
    const away = officeOf(everybody.map(p => (p.id === 'reviewer-2' ? { ...p, away: [{ from: '2026-11-16', to: '2026-11-18' }] } : p)))
    const r = submitted(away).passedBy('confidentiality-review')
    expect(handed(r, 'first-review', 'reviewer-2')).toMatchObject(refused('person-away', { until: '2026-11-18' }))
    const twice = officeOf([...everybody, person('both', 'first-reviewer', 'second-reviewer')])
    const two = submitted(twice).passedBy('confidentiality-review', 'both', 'first-proofread')
    expect(handed(two, 'second-review', 'both')).toMatchObject(refused('same-person-two-levels'))
  })
})

describe('催办', () => {
  const later: RemindAgain = since => ok(new Date(Date.parse(since) + 120 * 60_000).toISOString())
  const reminds = (r: Road, by: string, minute = r.minute) => remind(r.article!, r.office, r.who(by), { stage: r.article!.stage! }, moment(minute), later)

  it('reaches the holder, or the whole pool while nobody holds the stage', () => {
    const r = submitted().passedBy('confidentiality-review')
    expect(reminds(r, 'author')).toMatchObject({ ok: true, value: { events: [{ type: 'stage-reminded', to: ['first-review', 'reviewer-2'] }] } })
    r.take('first-review', handOn(r.article!, r.office, r.who('first-review'), { stage: 'first-review', person: 'reviewer-2', reason: '外出' }, r.moment()))
    expect(reminds(r, 'author')).toMatchObject({ ok: true, value: { events: [{ to: ['reviewer-2'] }] } })
    expect(reminds(r, 'reviewer-2')).toMatchObject(refused('may-not-remind'))
  })

  it('is for writers, the office clerk and whoever comes next, and for nobody else', () => {
    const r = submitted().passedBy('confidentiality-review')
    for (const by of ['author', 'clerk', 'first-proofread', 'proofreader-2']) expect(reminds(r, by).ok, by).toBe(true)
    for (const by of ['sign-off', 'publisher', 'second-author', 'admin']) expect(reminds(r, by), by).toMatchObject(refused('may-not-remind'))
    const both = { ...r.who('first-proofread'), roles: ['proofreader' as const, 'auditor' as const] }
    expect(mayNotRemind(r.article!, r.office, both, r.moment(), later)).toEqual({ code: 'may-not-remind' })
  })

  it('is possible once in two hours at one stage, and at once at the next stage', () => {
    const r = submitted()
    r.take('author', reminds(r, 'author'))
    expect(mayNotRemind(r.article!, r.office, r.who('clerk'), moment(r.minute + 100), later)).toMatchObject({ code: 'reminded-already', by: 'author' })
    expect(reminds(r, 'clerk', r.minute + 121).ok).toBe(true)
    r.passedBy('confidentiality-review')
    expect(r.article!.reminded).toBeNull()
    expect(reminds(r, 'author').ok).toBe(true)
  })

  it('is refused where nothing waits, to oneself, and where nobody is left', () => {
    expect(reminds({ ...road(office()).written(), moment: () => moment() } as Road, 'author')).toMatchObject(refused('not-at-a-stage'))
    const clerks = officeOf(everybody.map(p => (p.id === 'confidentiality-review' ? { ...p, roles: [...p.roles, 'office-clerk' as const] } : p)))
    const r = submitted(clerks)
    r.take('confidentiality-review', ok({ events: [{ type: 'stage-claimed', run: 1, stage: 'confidentiality-review', until: at(500) }] }))
    expect(reminds(r, 'confidentiality-review')).toMatchObject(refused('reminds-oneself'))
    const alone = submitted()
    const empty = evolveOffice(alone.office, { by: 'admin', at: at(1) }, { type: 'person-changed', person: { ...person('confidentiality-review', 'confidentiality-officer'), disabled: true } })
    expect(remind(alone.article!, empty, alone.who('author'), { stage: 'confidentiality-review' }, alone.moment(), later)).toMatchObject(refused('nobody-to-remind'))
  })
})

describe('批量通过', () => {
  it('is only where the template says so, and never at 保密审查 or 签发', () => {
    expect(mayNotBatch(floorStage('second-review'))).toEqual({ code: 'batch-not-allowed', stage: 'second-review' })
    expect(mayNotBatch({ ...floorStage('second-review'), batch: true })).toBeNull()
    for (const kind of ['confidentiality-review', 'sign-off'] as const) {
      const batch = { ...floorStage(kind), batch: true }
      expect(mayNotBatch(batch)).toEqual({ code: 'batch-forbidden', stage: kind })
      const stages = standardTemplate.stages.map(stage => (stage.kind === kind ? batch : stage))
      expect(checkFloor({ ...standardTemplate, stages })).toMatchObject(refused('template-breaks-floor', { rule: 'F5' }))
    }
    const stages = standardTemplate.stages.map(stage => (stage.kind === 'second-review' ? { ...stage, batch: true } : stage))
    expect(checkFloor({ ...standardTemplate, stages }).ok).toBe(true)
  })
})
