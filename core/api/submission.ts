import { utf8ToBytes } from '@noble/hashes/utils.js'
import type { Output } from '#core/api/contract'
import { changeArticle, corrected, notFound } from '#core/api/article'
import { deadlinesOf, type Ask, type Handlers } from '#core/api/handler'
import { stageName } from '#core/api/views'
import { currentRun, evolve, livePasses, type Article, type Pass } from '#core/article/article'
import type { Content } from '#core/article/content'
import type { ArticleEvent } from '#core/article/events'
import { missing } from '#core/article/missing'
import { wechatFragment } from '#core/channels/wechat'
import type { Issue } from '#core/refusal'
import { ok } from '#core/result'
import type { Exhibit } from '#core/store'
import type { Corrected } from '#core/workflow/decide'
import { goesBackTo, submit, withdraw } from '#core/workflow/draft'
import { candidatesAhead, candidatesFor, lackingAhead, lackingAtStart } from '#core/workflow/staffing'
import { templateFor } from '#core/workflow/template'

type Check = Output<'article.check'>
type Hunks = NonNullable<Check['goes']>['hunks']

/** 提交: what it would do, and doing it. Both read the same facts and ask the same decision. */
export const submissionHandlers: Handlers<'article.check' | 'article.submit'> = {
  async 'article.check'(ask, { id }) {
    const facts = await readyOf(ask, id)
    return facts ? ok(checked(ask, facts)) : notFound
  },
  async 'article.submit'(ask, input) {
    const { office, who, moment } = ask
    const facts = await readyOf(ask, input.id)
    if (!facts) return notFound
    const { gaps, change, exhibits } = facts
    const decide = (now: Article) => submit(now, office, who, { saw: input.saw, missing: gaps, change }, moment, deadlinesOf(office, moment))
    const done = await changeArticle(ask, input, decide, { exhibits })
    if (!done.ok) return done
    return ok({ run: done.value.runs.at(-1)!.n, stage: done.value.stage!, change: change?.class ?? ('first' as const) })
  },
}

/** An article with what its submission depends on: the gaps of its text, and after a return the change since then. */
type Ready = { article: Article; gaps: Issue[]; change: Corrected | null; exhibits: Exhibit[]; hunks: Hunks }

async function readyOf(ask: Ask, id: string): Promise<Ready | null> {
  const { store } = ask.ports
  const article = await store.article(id)
  const content = article && (await store.content(id, article.hash))
  const salt = article && (await store.salt(id))
  if (!article || !content || !salt) return null
  const before = article.returned && (await store.content(id, article.returned.hash))
  const gaps = missingIn(ask, content)
  if (!before) return { article, gaps, change: null, exhibits: [], hunks: [] }
  return { article, gaps, ...corrected(ask, salt, { hash: article.returned!.hash, content: before }, { hash: article.hash, content }) }
}

/** What the text lacks before it can be submitted, and what of it would not fit its channels: never said at the export first (RULEBOOK 5). */
function missingIn({ office }: Ask, content: Content): Issue[] {
  const columns = office.settings.site.columns.map(({ name }) => name)
  const wechatHtml = content.channels.wechat && sizeOf(wechatFragment(content))
  return missing(content, { columns, ...(wechatHtml && { wechatHtml }) }).map(({ field, zh }) => ({ field, zh }))
}

const sizeOf = (html: string) => ({ characters: html.length, bytes: utf8ToBytes(html).length })

function checked(ask: Ask, { article, gaps, change, hunks }: Ready): Check {
  const { office, who, moment } = ask
  const decided = submit(article, office, who, { saw: article.hash, missing: gaps, change }, moment, deadlinesOf(office, moment))
  const road = roadOf(ask, article, change)
  const events = decided.ok ? decided.value.events : []
  return {
    missing: gaps,
    ...road,
    goes: road.stages[0] ? { ...whereTo(article, change), stage: road.stages[0].stage.id, hunks: deciding(hunks), mayTakeBack: mayTakeBack(ask, article, events) } : null,
    may: { submit: decided.ok ? null : decided.refusal },
  }
}

/** The stages a submission now would have before it, under which template, and who could hold each. */
function roadOf({ office, moment }: Ask, article: Article, change: Corrected | null): Pick<Check, 'template' | 'stages' | 'lacking'> {
  const back = goesBackTo(article, change)
  if (back) {
    const { road, template } = currentRun(article)!
    const people = candidatesAhead(article, office, moment)
    const ahead = road.slice(road.indexOf(back))
    return { template, stages: ahead.map(stage => ({ stage, people: people.get(stage.id) ?? [] })), lacking: lackingAhead(article, office, moment) }
  }
  const template = templateFor(office.active.map(id => office.templates[id]!), article.kind, article.grade)
  if (!template) return { template: null, stages: [], lacking: [] }
  const { id, name, version, stages, switches } = template
  const people = candidatesFor(article, office, stages, switches, moment)
  return {
    template: { id, name, version },
    stages: stages.map(stage => ({ stage, people: people.get(stage.id) ?? [] })),
    lacking: lackingAtStart(article, office, stages, switches, moment),
  }
}

/** On in the run that returned it, anew from the first stage, or for the first time; with the passes that then stand or fall. */
function whereTo(article: Article, change: Corrected | null): Pick<NonNullable<Check['goes']>, 'way' | 'change' | 'stand' | 'fall'> {
  const passes = livePasses(article).map(pass => standing(article, pass))
  const run = currentRun(article)
  if (!run || run.ended) return { way: 'first', change: null, stand: [], fall: [] }
  const on = goesBackTo(article, change) !== null
  return { way: on ? 'on' : 'anew', change: change?.class ?? null, stand: on ? passes : [], fall: on ? [] : passes }
}

const standing = (article: Article, { run, stage, by, capacity, at }: Pass) =>
  ({ stage, stageName: stageName(article, run, stage), by, principal: capacity?.principal ?? null, at })

/** The words that decide: where something of substance changed, that alone. */
function deciding(hunks: Hunks): Hunks {
  const grave = hunks.filter(hunk => hunk.class === 'substantive')
  return grave.length ? grave : hunks
}

/** Whether this person could take the submission back once it is made: asked of the article as it would then be. */
function mayTakeBack({ who, moment }: Ask, article: Article, events: readonly ArticleEvent[]): boolean {
  const after = events.reduce((state, event) => evolve(state, { id: article.id, by: who.id, at: moment.now }, event), article)
  return events.length > 0 && withdraw(after, who, '').ok
}
