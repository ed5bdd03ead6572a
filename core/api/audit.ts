import type { Input } from '#core/api/contract'
import { commandOf, type Ask, type Handlers } from '#core/api/handler'
import { namesFor } from '#core/api/history'
import { nameOf } from '#core/api/views'
import { formatCheckpoint, merkleRoot } from '#core/audit/checkpoint'
import { eventZh, sentenceOf } from '#core/audit/sentences.zh'
import { articleOf, bodyOf, type Entry, type EntryBody } from '#core/audit/entry'
import type { Refusal } from '#core/refusal'
import { no, ok } from '#core/result'

type Names = 'audit.search' | 'audit.export' | 'audit.head' | 'audit.entry' | 'audit.verify' | 'audit.progress' | 'audit.cancel' | 'audit.checkpoint'

/** The trail is read by auditors, and by the office clerk who answers for the ledger. */
export const mayNotAudit = ({ who }: Pick<Ask, 'who'>): Refusal | null =>
  who.roles.includes('auditor') || who.roles.includes('office-clerk') ? null : { code: 'not-your-role', needs: ['auditor'] }

/** How many articles holding the words looked for have their entries shown; beyond them the answer says so. */
const mostArticles = 200

/** The article an entry is about; that of the office's own acts stands in what they tell. */
function aboutArticle({ obj, data }: EntryBody): string | null {
  const { article } = data
  return articleOf(obj) ?? (typeof article === 'string' ? article : null)
}

async function readable(ask: Ask, entries: Entry[]) {
  const bodies = entries.map(entry => ({ entry, body: bodyOf(entry) }))
  const ids = [...new Set(bodies.map(({ body }) => aboutArticle(body)).filter(id => id !== null))]
  const known = await Promise.all(ids.map(async id => [id, await ask.ports.store.article(id), await ask.ports.store.summary(id)] as const))
  const byId = new Map(known.map(([id, article, summary]) => [id, { article, title: summary?.title ?? '' }]))
  return bodies.map(({ entry, body }) => {
    const article = aboutArticle(body)
    const found = article ? byId.get(article) : undefined
    const names = namesFor(ask, found?.article ?? null, found?.title ?? '')
    const sentence = sentenceOf(body, names, true)
    return { seq: entry.seq, at: body.ts, by: body.actor.uid, type: body.act, article, title: found?.title ?? null, sentence, hash: entry.hash }
  })
}

type Filter = Omit<Input<'audit.export'>, 'key'>

/** Newest first; `total` counts all that fit, without regard to `before` and `limit`. */
async function found({ ports: { store } }: Ask, { text, type, ...filter }: Filter & { before?: number | undefined; limit: number }) {
  const printed = /^第\s*(\d{1,9})\s*条$/.exec(text?.trim() ?? '')
  if (printed) {
    const entry = await store.entry(Number(printed[1]))
    return { entries: entry ? [entry] : [], total: entry ? 1 : 0 }
  }
  const wanted = { ...defined(filter), limit: filter.limit, ...(type && { act: type }) }
  if (!text) return store.entries(wanted)
  const matching = await store.search(text, mostArticles + 1)
  const articles = matching.slice(0, mostArticles).filter(a => !filter.article || a.id === filter.article)
  const each = await Promise.all(articles.map(a => store.entries({ ...wanted, article: a.id })))
  const entries = each.flatMap(e => e.entries).sort((a, b) => b.seq - a.seq).slice(0, filter.limit)
  return { entries, total: each.reduce((sum, e) => sum + e.total, 0), ...(matching.length > mostArticles && { newestArticles: mostArticles }) }
}

/** What was looked for, as the record of an export says it; empty for everything. */
function queryZh({ office }: Ask, { by, type, article, from, to, text }: Filter): string {
  const says: [string, string | undefined][] = [
    ['人员', by && nameOf(office, by)], ['事项', type && (eventZh[type as keyof typeof eventZh] ?? type)], ['稿件', article], ['自', from], ['至', to], ['文字', text],
  ]
  return says.flatMap(([name, value]) => (value ? [`${name} ${value}`] : [])).join('，')
}

export const auditHandlers: Handlers<Names> = {
  async 'audit.search'(ask, input) {
    const barred = mayNotAudit(ask)
    if (barred) return no(barred)
    const { entries, ...rest } = await found(ask, input)
    return ok({ entries: await readable(ask, entries), ...rest })
  },
  async 'audit.export'(ask, { key, ...filter }) {
    const barred = mayNotAudit(ask)
    if (barred) return no(barred)
    const { total } = await found(ask, { ...filter, limit: 1 })
    const event = { type: 'trail-exported' as const, query: queryZh(ask, filter), entries: total }
    const done = await ask.ports.store.changeOffice(commandOf(ask, key), () => ok({ events: [event] }))
    return done.ok ? ok({ total, before: done.value.head.seq }) : done
  },
  async 'audit.head'({ ports }) {
    const head = await ports.store.head()
    return head ? ok({ seq: head.seq, hash: head.hash }) : no({ code: 'not-set-up' })
  },
  async 'audit.entry'(ask, { seq }) {
    const barred = mayNotAudit(ask)
    if (barred) return no(barred)
    const entry = await ask.ports.store.entry(seq)
    return entry ? ok({ body: entry.body, hash: entry.hash }) : no({ code: 'not-found', what: '审计记录' })
  },
  async 'audit.verify'(ask, { checkpoint }) {
    const barred = mayNotAudit(ask)
    return barred ? no(barred) : ok({ job: ask.ports.verifier.start(checkpoint ?? null) })
  },
  async 'audit.progress'(ask, { job }) {
    const barred = mayNotAudit(ask)
    if (barred) return no(barred)
    const progress = ask.ports.verifier.progress(job)
    return progress ? ok(progress) : no({ code: 'not-found', what: '校验任务' })
  },
  async 'audit.cancel'(ask, { job }) {
    const barred = mayNotAudit(ask)
    if (barred) return no(barred)
    ask.ports.verifier.cancel(job)
    return ok({})
  },
  async 'audit.checkpoint'(ask, { key }) {
    const barred = mayNotAudit(ask)
    if (barred) return no(barred)
    const { store, sha256 } = ask.ports
    const head = await store.head()
    if (!head) return no({ code: 'not-set-up' })
    const hashes = await store.hashes(head.seq)
    const root = merkleRoot(hashes, sha256)
    const first = await store.entry(1)
    const text = formatCheckpoint({ office: ask.office.name, log: first ? bodyOf(first).log : '', size: head.seq, root, signatures: [] })
    const done = await store.changeOffice(commandOf(ask, key), () => ok({ events: [{ type: 'checkpoint-exported', size: head.seq, root }] }))
    return done.ok ? ok({ size: head.seq, root, head: head.hash, text }) : done
  },
}

type Defined<T> = { [K in keyof T]: Exclude<T[K], undefined> }
const defined = <T extends object>(value: T): Partial<Defined<T>> =>
  Object.fromEntries(Object.entries(value).filter(([, v]) => v !== undefined)) as Partial<Defined<T>>
