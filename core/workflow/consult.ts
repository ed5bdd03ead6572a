import { currentRun, stageAt, type Article, type Consultation } from '#core/article/article'
import type { ArticleEvent } from '#core/article/events'
import type { Office } from '#core/office/office'
import { holdsAdministration, type Person } from '#core/people/roles'
import type { Refusal } from '#core/refusal'
import { no, ok, type Result } from '#core/result'
import type { Moment } from '#core/workflow/capacity'
import { judge, type Judgement } from '#core/workflow/decide'

type Decided = Result<{ events: ArticleEvent[] }, Refusal>

/** A question on its way: whom, under which id, and the digest of its words. */
export type Question = { request: string; asked: string; exhibit: string; replyBy: string | null }

/**
 * 征求意见(加签): whoever may judge the stage now asks colleagues about the text on the screen. It replaces no stage and holds
 * none, so F2 and F3 do not look at it and the author may be asked too; only oneself, somebody who has left, an administrator (F4),
 * and somebody who has a question of this stage open already may not.
 */
export function askOpinion(article: Article, office: Office, who: Person, input: Omit<Judgement, 'opened'> & { questions: readonly Question[] }, moment: Moment): Decided {
  const judged = judge(article, office, who, { ...input, opened: moment.now }, moment)
  if (!judged.ok) return judged
  const { run, stage, capacity } = judged.value
  const asked = new Set(openConsultations(article).map(one => one.asked))
  for (const question of input.questions) {
    const refused = mayNotBeAsked(office, who, question, asked, moment)
    if (refused) return no(refused)
    asked.add(question.asked)
  }
  const events = input.questions.map(question => ({ type: 'opinion-asked' as const, run: run.n, stage: stage.id, capacity, hash: article.hash, ...question }))
  return ok({ events })
}

function mayNotBeAsked(office: Office, who: Person, { asked, replyBy }: Question, already: ReadonlySet<string>, { today }: Moment): Refusal | null {
  const colleague = office.people[asked]
  if (!colleague) return { code: 'not-found', what: '人员' }
  if (asked === who.id) return { code: 'asks-oneself' }
  if (colleague.disabled) return { code: 'person-disabled', person: asked }
  if (holdsAdministration(colleague)) return { code: 'administrators-hold-no-stage', person: asked }
  if (already.has(asked)) return { code: 'asked-already', person: asked }
  return replyBy !== null && replyBy < today ? { code: 'reply-date-past', date: replyBy } : null
}

/** The questions of the present stage that still wait for an answer: 待答复. */
export const openConsultations = (article: Article): Consultation[] => article.consultations.filter(one => one.state === 'open')

/** The answer of the person asked, on the text they read (F5). It passes nothing. */
export function giveOpinion(article: Article, who: Person, input: { request: string; saw: string; exhibit: string }): Decided {
  const found = openRequest(article, input.request)
  if (!found.ok) return found
  if (found.value.asked !== who.id) return no({ code: 'not-asked', person: found.value.asked })
  if (holdsAdministration(who)) return no({ code: 'administrators-hold-no-stage', person: who.id })
  if (input.saw !== article.hash) return no({ code: 'text-has-moved-on', saw: input.saw, now: article.hash })
  const { id: request, run, stage } = found.value
  return ok({ events: [{ type: 'opinion-given', request, run, stage, hash: article.hash, exhibit: input.exhibit }] })
}

/** Takes a question back: whoever asked it, the person acted for, or whoever may judge the stage now. */
export function withdrawRequest(article: Article, office: Office, who: Person, request: string, moment: Moment): Decided {
  const found = openRequest(article, request)
  if (!found.ok) return found
  const { by, capacity, run, stage } = found.value
  if (by !== who.id && capacity?.principal !== who.id) {
    const judged = judge(article, office, who, { stage, saw: article.hash, opened: moment.now }, moment)
    if (!judged.ok) return judged
  }
  return ok({ events: [{ type: 'opinion-request-withdrawn', request, run, stage }] })
}

function openRequest(article: Article, request: string): Result<Consultation, Refusal> {
  const found = article.consultations.find(one => one.id === request)
  if (!found) return no({ code: 'not-found', what: '征求意见' })
  if (found.state !== 'open' || found.run !== currentRun(article)?.n || found.stage !== stageAt(article)?.id) return no({ code: 'request-closed', state: found.state })
  return ok(found)
}
