import { changeArticle, notFound } from '#core/api/article'
import type { Input } from '#core/api/contract'
import { exhibitOf, remindAgain, type Ask, type Handlers } from '#core/api/handler'
import { passConfirmed } from '#core/api/stage'
import { currentRun, stageAt, type Article } from '#core/article/article'
import type { Refusal } from '#core/refusal'
import { no, ok, type Result } from '#core/result'
import { mayNotBatch } from '#core/workflow/batch'
import { mayNotReceive } from '#core/workflow/capacity'
import { askOpinion, giveOpinion, withdrawRequest } from '#core/workflow/consult'
import { handOn, remind } from '#core/workflow/handing'
import { stageFacts } from '#core/workflow/stages'

type Names =
  | 'opinion.ask' | 'opinion.give' | 'opinion.withdraw' | 'stage.handOn' | 'stage.remind' | 'stage.candidates' | 'stage.passMany'

const made = (ask: Ask, text: string): string => ask.ports.sha256(text).slice(0, 24)

async function askPeople(ask: Ask, input: Input<'opinion.ask'>) {
  const { ports, office, who, moment } = ask
  const salt = await ports.store.salt(input.id)
  if (!salt) return notFound
  const { stage, saw, capacity, replyBy } = input
  const people = [...new Set(input.people)]
  // One exhibit for each: two questions in the same words are still two questions.
  const kept = people.map(asked => ({ asked, exhibit: exhibitOf(ports, salt, { kind: 'question', hash: saw, asked, at: moment.now, words: input.question }) }))
  const questions = kept.map(({ asked, exhibit }) => ({ request: made(ask, `${who.id}\n${input.key}\n${asked}`), asked, exhibit: exhibit.digest, replyBy }))
  const done = await changeArticle(ask, input, article => askOpinion(article, office, who, { stage, saw, capacity, questions }, moment), { exhibits: kept.map(({ exhibit }) => exhibit) })
  return done.ok ? ok({ asked: people.length }) : done
}

async function answer(ask: Ask, input: Input<'opinion.give'>) {
  const { ports, who, moment } = ask
  const salt = await ports.store.salt(input.id)
  if (!salt) return notFound
  const { request, saw } = input
  const exhibit = exhibitOf(ports, salt, { kind: 'answer', hash: saw, request, at: moment.now, words: input.words })
  const done = await changeArticle(ask, input, article => giveOpinion(article, who, { request, saw, exhibit: exhibit.digest }), { exhibits: [exhibit] })
  return done.ok ? ok({}) : done
}

/** Colleagues with the stage's role, by themselves or by a delegation, each with the rule that keeps them from it. */
async function candidates({ ports, office, moment }: Ask, id: string) {
  const article = await ports.store.article(id)
  const stage = article && stageAt(article)
  if (!article) return notFound
  if (!stage || article.phase !== 'reviewing') return no({ code: 'not-at-a-stage' as const, phase: article.phase })
  const colleagues = Object.values(office.people).filter(person => !person.disabled)
  const people = colleagues.map(person => ({ person: person.id, refusal: mayNotReceive(article, office, person.id, moment) }))
  const near = people.filter(({ person, refusal }) => refusal?.code !== 'not-your-role' || office.people[person]!.roles.includes(stage.role))
  return ok({ people: near.sort((a, b) => Number(a.refusal !== null) - Number(b.refusal !== null)) })
}

/** Why an item of a batch cannot be passed with the others, before its own judgement is asked for. */
async function mayNotPassMany({ ports, who }: Ask, article: Article | null, item: { stage: string; saw: string }): Promise<Result<string, Refusal>> {
  if (!article) return notFound
  const stage = currentRun(article)?.road.find(s => s.id === item.stage)
  if (!stage) return no({ code: 'not-at-a-stage', phase: article.phase })
  const refused = mayNotBatch(stage)
  if (refused) return no(refused)
  const opened = await ports.store.openedAt(article.id, who.id, item.saw)
  return opened === null ? no({ code: 'not-opened' }) : ok(opened)
}

async function passMany(ask: Ask, input: Input<'stage.passMany'>) {
  const { ports, who } = ask
  const articles = new Map(await Promise.all(input.items.map(async ({ id }) => [id, await ports.store.article(id)] as const)))
  const signs = input.items.some(({ id, stage }) => {
    const article = articles.get(id)
    const kind = article && currentRun(article)?.road.find(s => s.id === stage)?.kind
    return !!kind && stageFacts[kind].signs
  })
  const wrong = signs ? await ports.sessions.confirm(who.id, input.password ?? '') : null
  if (wrong) return no(wrong)
  const results: { id: string; refusal: Refusal | null; next: string | null }[] = []
  for (const item of input.items) {
    const opened = await mayNotPassMany(ask, articles.get(item.id) ?? null, item)
    if (!opened.ok) {
      results.push({ id: item.id, refusal: opened.refusal, next: null })
      continue
    }
    const key = made(ask, `${input.key}\n${item.id}`)
    const passed = await passConfirmed(ask, { ...item, key, opened: opened.value, opinion: input.opinion, answers: input.answers })
    results.push({ id: item.id, refusal: passed.ok ? null : passed.refusal, next: passed.ok ? passed.value.next : null })
  }
  return ok({ results })
}

export const consultHandlers: Handlers<Names> = {
  'opinion.ask': askPeople,
  'opinion.give': answer,
  async 'opinion.withdraw'(ask, input) {
    const done = await changeArticle(ask, input, article => withdrawRequest(article, ask.office, ask.who, input.request, ask.moment))
    return done.ok ? ok({}) : done
  },
  async 'stage.handOn'(ask, input) {
    const done = await changeArticle(ask, input, article => handOn(article, ask.office, ask.who, input, ask.moment))
    return done.ok ? ok({}) : done
  },
  async 'stage.remind'(ask, input) {
    let to: string[] = []
    const done = await changeArticle(ask, input, article => {
      const decided = remind(article, ask.office, ask.who, input, ask.moment, remindAgain(ask.office))
      to = decided.ok ? decided.value.events.flatMap(event => (event.type === 'stage-reminded' ? event.to : [])) : []
      return decided
    })
    return done.ok ? ok({ to }) : done
  },
  'stage.candidates': (ask, { id }) => candidates(ask, id),
  'stage.passMany': passMany,
}
