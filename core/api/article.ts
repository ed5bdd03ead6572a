import { commandOf, exhibitOf, revisionOf, type Ask, type Handlers } from '#core/api/handler'
import { articleFacts } from '#core/api/may'
import { compare, type Hunk } from '#core/article/change'
import type { Content } from '#core/article/content'
import type { Article } from '#core/article/article'
import type { Refusal } from '#core/refusal'
import { no, ok, type Result } from '#core/result'
import type { Decision, Exhibit, Revision } from '#core/store'
import { giveIndexNumber } from '#core/office/numbers'
import { abandon, addCoauthor, create, mayNotEdit, removeCoauthor, save, setUrgent, withdraw } from '#core/workflow/draft'
import type { Corrected } from '#core/workflow/decide'
import { guardedNames } from '#core/office/lexicon'

type Names =
  | 'article.create' | 'article.open' | 'article.save' | 'article.list' | 'article.withdraw' | 'article.abandon'
  | 'article.setUrgent' | 'article.addCoauthor' | 'article.removeCoauthor' | 'article.takeNumber'

export const notFound = no({ code: 'not-found' as const, what: '稿件' })

/** Carries out a command on an existing article, and tells open screens. */
export async function changeArticle(
  ask: Ask,
  input: { key: string; id: string },
  decide: (article: Article) => Decision,
  kept: { revision?: Revision; exhibits?: Exhibit[] } = {},
): Promise<Result<Article, Refusal>> {
  const { ports } = ask
  const done = await ports.store.change({ ...commandOf(ask, input.key), id: input.id, ...kept }, article =>
    article ? decide(article) : notFound,
  )
  if (!done.ok) return done
  if (!done.value.replayed) ports.announce(`article:${input.id}`)
  return ok(done.value.state)
}

type Recorded = Pick<Hunk, 'before' | 'after' | 'context' | 'reason' | 'class' | 'where' | 'rule'>

/** What changed between two kept texts, ready for a decision, with the hunks as an exhibit when there are any. */
export function corrected(ask: Ask, salt: string, from: { hash: string; content: Content }, to: { hash: string; content: Content }): { change: Corrected; exhibits: Exhibit[]; hunks: Recorded[] } {
  const change = compare(from.content, to.content, guardedNames(ask.office))
  if (change.class === 'none') return { change: { hash: to.hash, class: 'none', exhibit: null, hunk: '', reason: '' }, exhibits: [], hunks: [] }
  const hunks = change.hunks.map(({ before, after, context, reason, class: kind, where, rule }) => ({ before, after, context, reason, class: kind, where, rule }))
  const exhibit = exhibitOf(ask.ports, salt, { kind: 'hunks', from: from.hash, to: to.hash, hunks })
  const worst = change.hunks.find(hunk => hunk.class === 'substantive') ?? change.hunks[0]
  const hunk = worst ? `${worst.before}→${worst.after}` : ''
  return { change: { hash: to.hash, class: change.class, exhibit: exhibit.digest, hunk, reason: worst?.reason ?? '' }, exhibits: [exhibit], hunks }
}

async function saveArticle(ask: Ask, input: { key: string; id: string; base: string; content: Content }) {
  const { ports, who } = ask
  const salt = await ports.store.salt(input.id)
  if (!salt) return notFound
  const revision = revisionOf(ports, input.content, salt)
  const last = { by: '', at: '' }
  const current = await ports.store.article(input.id)
  if (current && current.hash !== input.base) {
    const saved = (await ports.store.revisions(input.id)).find(row => row.hash === current.hash)
    Object.assign(last, { by: saved?.by ?? current.author, at: saved?.at ?? current.updatedAt })
  }
  const { kind, grade } = input.content
  const done = await changeArticle(
    ask, input, article => save(article, who, { base: input.base, hash: revision.hash, kind, grade }, last), { revision },
  )
  if (!done.ok && done.refusal.code === 'nothing-changed') return ok({ hash: revision.hash, changed: false })
  if (!done.ok) return done
  await ports.store.dropWorkingCopy(input.id, who.id)
  return ok({ hash: done.value.hash, changed: true })
}

async function takeNumber(ask: Ask, input: { key: string; id: string }) {
  const { ports, who, moment } = ask
  let given = ''
  const done = await ports.store.change({ ...commandOf(ask, input.key), id: input.id }, (article, fresh) => {
    if (!article) return notFound
    const barred = mayNotEdit(article, who)
    if (barred) return no(barred)
    const number = giveIndexNumber(fresh.settings, fresh.counters, moment.today)
    if (!number.ok) return number
    given = number.value.number
    return ok({ events: [], office: [{ type: 'number-taken', article: article.id, ...number.value }] })
  })
  if (!done.ok) return done
  if (!given) return no({ code: 'command-replayed' as const, by: who.id })
  return ok({ number: given })
}

export const articleHandlers: Handlers<Names> = {
  async 'article.create'(ask, { key, content }) {
    const { ports, who } = ask
    const id = ports.sha256(`${who.id}\n${key}`).slice(0, 24)
    const salt = ports.newSalt()
    const revision = revisionOf(ports, content, salt)
    const { kind, grade } = content
    const done = await ports.store.change({ ...commandOf(ask, key), id, salt, revision }, article => create(article, who, { hash: revision.hash, kind, grade }))
    if (!done.ok) return done
    ports.announce(`article:${id}`)
    return ok({ id: done.value.state.id, hash: done.value.state.hash })
  },
  'article.open': (ask, { id }) => articleFacts(ask, id),
  'article.save': saveArticle,
  async 'article.list'({ ports }, input) {
    const { phase: phases, kind: kinds, grade: grades, offset = 0, sort = 'updated', descending = true, ...rest } = input
    const { items, total } = await ports.store.list({
      ...(phases && { phases }), ...(kinds && { kinds }), ...(grades && { grades }),
      ...(rest.section && { section: rest.section }), ...(rest.author && { author: rest.author }),
      ...(rest.from && { from: rest.from }), ...(rest.to && { to: rest.to }), ...(rest.text && { text: rest.text }),
      ...(rest.releasedFrom && { releasedFrom: rest.releasedFrom }), ...(rest.releasedTo && { releasedTo: rest.releasedTo }),
      sort, descending, limit: rest.limit, offset,
    })
    const next = offset + items.length < total ? String(offset + items.length) : null
    return ok({ items, total, next })
  },
  async 'article.withdraw'(ask, input) {
    const done = await changeArticle(ask, input, article => withdraw(article, ask.who, input.reason))
    return done.ok ? ok({}) : done
  },
  async 'article.abandon'(ask, input) {
    const done = await changeArticle(ask, input, article => abandon(article, ask.who, input.reason))
    return done.ok ? ok({}) : done
  },
  async 'article.setUrgent'(ask, input) {
    const done = await changeArticle(ask, input, article => setUrgent(article, ask.who, input.urgent, input.reason))
    return done.ok ? ok({}) : done
  },
  async 'article.addCoauthor'(ask, input) {
    const done = await changeArticle(ask, input, article => addCoauthor(article, ask.office, ask.who, input.person))
    return done.ok ? ok({}) : done
  },
  async 'article.removeCoauthor'(ask, input) {
    const done = await changeArticle(ask, input, article => removeCoauthor(article, ask.who, input.person))
    return done.ok ? ok({}) : done
  },
  'article.takeNumber': takeNumber,
}
