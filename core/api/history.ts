import { notFound } from '#core/api/article'
import type { Ask, Handlers } from '#core/api/handler'
import { exhibitsOf, nameOf, passView, returnView, stageName } from '#core/api/views'
import { readingRecorded } from '#core/api/withheld'
import type { Article } from '#core/article/article'
import { ArticleEvent } from '#core/article/events'
import { bodyOf, type Entry } from '#core/audit/entry'
import { sentenceOf, type Names } from '#core/audit/sentences.zh'
import type { Found } from '#core/ports'
import { no, ok } from '#core/result'

type CallNames = 'history.timeline' | 'history.revision' | 'workingCopy.put' | 'workingCopy.get' | 'workingCopy.drop' | 'presence.touch' | 'check.run' | 'check.suggest'

/** Names for sentences about one article. */
export const namesFor = (ask: Ask, article: Article | null, title = ''): Names => ({
  person: id => nameOf(ask.office, id),
  stage: (_id, run, stage) => (article ? stageName(article, run, stage) : stage),
  title: () => title,
})

/** Only what the contract names: rules may carry more. */
const shown = ({ rule, family, level, start, end, text: words, suggestions, message, basis, confidence, source, blocks }: Found): Found => ({
  rule, family, level, start, end, text: words, suggestions, message, basis, confidence, source, blocks,
})

const text = (value: unknown): string | null => (typeof value === 'string' ? value : null)
const count = (value: unknown): number | null => (typeof value === 'number' ? value : null)

async function returnsOf({ ports }: Ask, article: Article, entries: readonly Entry[]) {
  const given = entries.flatMap(entry => {
    const { act, actor, ts, data } = bodyOf(entry)
    const event = ArticleEvent.safeParse({ type: act, ...data })
    return event.success && event.data.type === 'stage-returned' ? [{ ...event.data, by: actor.uid, at: ts }] : []
  })
  const exhibits = given.length ? await ports.store.exhibits(given.map(({ exhibit }) => exhibit)) : new Map<string, unknown>()
  return given.map(returned => ({ ...returnView(article, returned, exhibits, returned.run), run: returned.run }))
}

export const historyHandlers: Handlers<CallNames> = {
  async 'history.timeline'(ask, { id }) {
    const { store } = ask.ports
    const article = await store.article(id)
    if (!article) return notFound
    const [entries, exhibits] = await Promise.all([store.entriesOf(id), exhibitsOf(store, article)])
    const names = namesFor(ask, article)
    const items = entries.map(entry => {
      const body = bodyOf(entry)
      const { data } = body
      return {
        seq: entry.seq,
        at: body.ts,
        by: body.actor.uid,
        type: body.act,
        sentence: sentenceOf(body, names, false),
        hash: text(data['released']) ?? text(data['hash']),
        run: count(data['run']),
        stage: text(data['stage']),
        remark: text(data['thread']) ?? text(data['suggestion']),
      }
    })
    return ok({ items, passes: article.passes.map(pass => passView(article, pass, exhibits)), returns: await returnsOf(ask, article, entries) })
  },
  async 'history.revision'(ask, { id, hash }) {
    const { store } = ask.ports
    const [article, content, revisions] = await Promise.all([store.article(id), store.content(id, hash), store.revisions(id)])
    const row = revisions.find(r => r.hash === hash)
    if (!article || !content || !row) return notFound
    const unrecorded = await readingRecorded(ask, article, hash)
    if (unrecorded) return no(unrecorded)
    return ok({ content, by: row.by, at: row.at })
  },
  async 'check.run'({ ports, office }, { id, hash }) {
    const content = await ports.store.content(id, hash)
    if (!content) return notFound
    const findings = await ports.checks.findings(hash, content, office)
    return ok({ ruleset: ports.checks.ruleset(office), findings: findings.map(shown) })
  },
  async 'check.suggest'({ ports, office }, { text }) {
    const findings = await ports.checks.suggestions(text, office)
    return ok({ findings: findings.map(shown) })
  },
  async 'workingCopy.put'({ ports, who, moment }, { id, base, content }) {
    await ports.store.putWorkingCopy(id, who.id, { base, at: moment.now, content })
    return ok({ at: moment.now })
  },
  async 'workingCopy.get'({ ports, who }, { id }) {
    return ok({ copy: await ports.store.workingCopy(id, who.id) })
  },
  async 'workingCopy.drop'({ ports, who }, { id }) {
    await ports.store.dropWorkingCopy(id, who.id)
    return ok({})
  },
  async 'presence.touch'({ ports, who }, { id, editing, window, leaving = false }) {
    return ok({ others: ports.presence.touch(id, { person: who.id, window, editing, leaving }) })
  },
}
