import { changeArticle, notFound } from '#core/api/article'
import type { Input, Output } from '#core/api/contract'
import { exhibitOf, revisionOf, type Ask, type Handlers } from '#core/api/handler'
import { stageName } from '#core/api/views'
import { anchorAt, carried, passageBetween, type Anchor, type Passage } from '#core/article/anchor'
import type { Article } from '#core/article/article'
import { normalise } from '#core/article/canonical'
import type { Content } from '#core/article/content'
import { plainText } from '#core/article/plain-text'
import { addressedBy, type Suggestion, type Thread } from '#core/article/remarks'
import { applied, kindOf, unfit } from '#core/article/suggest'
import type { Issue, Refusal } from '#core/refusal'
import { no, ok, type Result } from '#core/result'
import { mayNotEdit } from '#core/workflow/draft'
import { assignThread, comment, concernedPeople, isGrave, mayNotComment, mayNotResolve, mayNotSuggest, reopen, reply, resolve, settle, suggest, withdrawSuggestion } from '#core/workflow/remark'
import { z } from 'zod'

type Names =
  | 'remark.list' | 'remark.read' | 'remark.mine' | 'comment.make' | 'comment.reply' | 'comment.assign' | 'comment.resolve' | 'comment.reopen'
  | 'suggestion.make' | 'suggestion.withdraw' | 'suggestion.settle'
type ThreadView = Output<'remark.list'>['threads'][number]
type SuggestionView = Output<'remark.list'>['suggestions'][number]

/** What an exhibit of a comment or proposal says; `quote` and its neighbours are absent where it speaks of the whole article. */
const Words = z.object({ words: z.string(), note: z.string().default(''), quote: z.string().default(''), before: z.string().default(''), after: z.string().default('') })
type Words = z.infer<typeof Words>
const noWords: Words = { words: '', note: '', quote: '', before: '', after: '' }

/** The same command makes the same id, so that repeating it is no second comment. */
const idOf = (ask: Ask, key: string): string => ask.ports.sha256(`${ask.who.id}\n${key}`).slice(0, 24)

const outside = (): Result<never, Refusal> => {
  const issues: Issue[] = [{ field: 'span', zh: '所选的文字超出了稿件的范围' }]
  return no({ code: 'invalid-input', issues })
}

/** The passage of a kept text that a remark is made on, and what its exhibit says of it. */
async function passageOf(ask: Ask, id: string, hash: string, span: { start: number; end: number } | null) {
  const { store } = ask.ports
  const [salt, content] = await Promise.all([store.salt(id), store.content(id, hash)])
  if (!salt || !content) return no({ code: 'not-found' as const, what: '所批注的文字' })
  const plain = plainText(normalise(content))
  if (span && (span.start > span.end || span.end > plain.text.length)) return outside()
  const anchor = span && anchorAt(plain.text, span.start, span.end)
  return ok({ salt, plain, quoted: anchor ? { quote: anchor.quote, before: anchor.before, after: anchor.after } : {} })
}

async function makeComment(ask: Ask, input: Input<'comment.make'>) {
  const { ports, office, who, moment } = ask
  const { id, hash, span, words, category, assignee, mentions } = input
  if (span && span.start === span.end) return outside()
  const passage = await passageOf(ask, id, hash, span)
  if (!passage.ok) return passage
  const thread = idOf(ask, input.key)
  const exhibit = exhibitOf(ports, passage.value.salt, { kind: 'comment', id: thread, words, ...passage.value.quoted })
  const made = { thread, hash, span, category, assignee, mentions, exhibit: exhibit.digest }
  const done = await changeArticle(ask, input, article => comment(article, office, who, made, moment), { exhibits: [exhibit] })
  return done.ok ? ok({ thread }) : done
}

async function makeSuggestion(ask: Ask, input: Input<'suggestion.make'>) {
  const { ports, office, who, moment } = ask
  const { id, hash, span, words, note } = input
  const passage = await passageOf(ask, id, hash, span)
  if (!passage.ok) return passage
  const { salt, plain, quoted } = passage.value
  const proposal = { ...span, words }
  const suggestion = idOf(ask, input.key)
  const exhibit = exhibitOf(ports, salt, { kind: 'suggestion', id: suggestion, words, note, ...quoted })
  const made = { suggestion, hash, span, kind: kindOf(proposal), unfit: unfit(plain, proposal), exhibit: exhibit.digest }
  const done = await changeArticle(ask, input, article => suggest(article, office, who, made, moment), { exhibits: [exhibit] })
  return done.ok ? ok({ suggestion }) : done
}

async function replyTo(ask: Ask, input: Input<'comment.reply'>) {
  const { ports, office, who, moment } = ask
  const { id, thread, words, mentions } = input
  const salt = await ports.store.salt(id)
  if (!salt) return notFound
  const exhibit = exhibitOf(ports, salt, { kind: 'reply', id: thread, key: input.key, words })
  const said = { thread, mentions, exhibit: exhibit.digest }
  const done = await changeArticle(ask, input, article => reply(article, office, who, said, moment), { exhibits: [exhibit] })
  return done.ok ? ok({}) : done
}

const wordsAt = (exhibits: Map<string, unknown>, digest: string): Words => {
  const found = Words.safeParse(exhibits.get(digest))
  return found.success ? found.data : noWords
}

const anchorOf = ({ span }: { span: Thread['span'] }, { quote, before, after }: Words): Anchor | null => span && { ...span, quote, before, after }

/** Ways from kept texts into others; texts never change under their hash, so that the last few need not be compared again. */
const ways = new Map<string, Passage>()
const mostWays = 64

/** How to carry anchors from the texts they were made on into `to`. */
function carrier(ask: Ask, id: string, to: { hash: string | null; content: Content }) {
  const here = new Map<string, Passage | null>()
  return async (anchor: Anchor | null, hash: string) => {
    if (!anchor) return null
    let way = here.get(hash)
    if (way === undefined) here.set(hash, (way = await wayFrom(ask, id, hash, to)))
    return way && carried(anchor, way)
  }
}

async function wayFrom(ask: Ask, id: string, hash: string, to: { hash: string | null; content: Content }): Promise<Passage | null> {
  const name = `${hash} ${to.hash}`
  const known = to.hash === null ? undefined : ways.get(name)
  if (known) return known
  const from = await ask.ports.store.content(id, hash)
  if (!from) return null
  const way = passageBetween(from, to.content)
  if (to.hash === null) return way
  if (ways.size >= mostWays) ways.delete(ways.keys().next().value!)
  ways.set(name, way)
  return way
}

const exhibitsOfRemarks = ({ threads, suggestions }: Article): string[] =>
  [...threads.flatMap(thread => [thread.exhibit, ...thread.replies.map(answer => answer.exhibit)]), ...suggestions.map(one => one.exhibit)]

async function listRemarks(ask: Ask, input: Input<'remark.list'>) {
  const { ports, office, who, moment } = ask
  const { store } = ports
  const article = await store.article(input.id)
  if (!article) return notFound
  const hash = input.hash ?? article.hash
  const [content, exhibits, read] = await Promise.all([
    store.content(article.id, hash), store.exhibits(exhibitsOfRemarks(article)), store.remarksRead(article.id, who.id),
  ])
  if (!content) return no({ code: 'not-found' as const, what: '稿件正文' })
  const carry = carrier(ask, article.id, { hash, content })
  const threads: ThreadView[] = []
  for (const thread of article.threads) {
    const words = wordsAt(exhibits, thread.exhibit)
    threads.push({ ...threadView(ask, article, thread, exhibits, read), words: words.words, quote: words.quote, place: await carry(anchorOf(thread, words), thread.hash) })
  }
  const suggestions: SuggestionView[] = []
  for (const one of article.suggestions) {
    const words = wordsAt(exhibits, one.exhibit)
    const place = one.settled ? null : await carry(anchorOf(one, words), one.hash)
    const { id, kind, by, at, settled } = one
    suggestions.push({ id, kind, by, at, settled, stageName: stageNameOf(article, one), words: words.words, note: words.note, quote: words.quote, place })
  }
  const may = { comment: mayNotComment(article, office, who, moment), suggest: mayNotSuggest(article, office, who, moment), settle: mayNotEdit(article, who) }
  const people = may.comment ? [] : concernedPeople(article, office, moment)
  return ok({ hash, threads, suggestions, people, grave: article.threads.filter(isGrave).length, may })
}

const stageNameOf = (article: Article, { run, stage }: Thread | Suggestion): string | null => (run === null || stage === null ? null : stageName(article, run, stage))

function threadView({ office, who, moment }: Ask, article: Article, thread: Thread, exhibits: Map<string, unknown>, read: string | null): Omit<ThreadView, 'words' | 'quote' | 'place'> {
  const { id, category, by, at, mentions, assigned, resolved } = thread
  const mine = addressedBy(thread).find(one => one.person === who.id)
  const last = thread.replies.at(-1) ?? thread
  return {
    id, category, by, at, mentions, assigned, resolved,
    whole: thread.span === null,
    stageName: stageNameOf(article, thread),
    replies: thread.replies.map(answer => ({ by: answer.by, at: answer.at, mentions: answer.mentions, words: wordsAt(exhibits, answer.exhibit).words })),
    forMe: mine !== undefined,
    unread: last.by !== who.id && (read === null || last.at > read),
    may: { resolve: mayNotResolve(article, office, who, thread, moment) },
  }
}

/** What was accepted of a settlement, put into the text one by one from its end, and what did not fit. */
type Taken = { content: Content; accepted: string[]; refused: { suggestion: string; why: Refusal }[] }

async function take(ask: Ask, article: Article, wanted: readonly string[], content: Content): Promise<Taken> {
  const taken: Taken = { content, accepted: [], refused: [] }
  const chosen = article.suggestions.filter(one => wanted.includes(one.id) && !one.settled)
  const exhibits = await ask.ports.store.exhibits(chosen.map(one => one.exhibit))
  const carry = carrier(ask, article.id, { hash: null, content })
  const text = plainText(content).text
  const places: { one: Suggestion; words: Words; start: number; end: number }[] = []
  for (const one of chosen) {
    const words = wordsAt(exhibits, one.exhibit)
    const place = await carry(anchorOf(one, words), one.hash)
    const overlaps = places.some(other => place && place.start < other.end && other.start < place.end)
    if (!place || overlaps || text.slice(place.start, place.end) !== words.quote) taken.refused.push({ suggestion: one.id, why: { code: 'passage-changed', quote: words.quote } })
    else places.push({ one, words, ...place })
  }
  // From the end, so that places ahead still hold; of two insertions at one point the later made goes in first and stands last.
  for (const { one, words, start, end } of places.toReversed().sort((a, b) => b.start - a.start || b.end - a.end)) {
    const next = applied(taken.content, { start, end, words: words.words })
    if (next) {
      taken.content = next
      taken.accepted.push(one.id)
    } else taken.refused.push({ suggestion: one.id, why: { code: 'passage-changed', quote: words.quote } })
  }
  return taken
}

async function settleSuggestions(ask: Ask, input: Input<'suggestion.settle'>) {
  const { ports, who } = ask
  const { store } = ports
  const { id, base, accept, reject } = input
  const [article, salt, kept] = await Promise.all([store.article(id), store.salt(id), store.content(id, base)])
  const content = input.content ?? kept
  if (!article || !salt || !content) return notFound
  const unknown = [...accept, ...reject].some(wanted => !article.suggestions.some(one => one.id === wanted))
  if (unknown) return no({ code: 'not-found' as const, what: '这条修改建议' })
  const taken = await take(ask, article, accept.filter(one => !reject.includes(one)), normalise(content))
  const revision = taken.accepted.length ? revisionOf(ports, normalise(taken.content), salt) : null
  const { kind, grade } = taken.content
  const current = (await store.revisions(id)).find(row => row.hash === article.hash)
  const last = { by: current?.by ?? article.author, at: current?.at ?? article.updatedAt }
  const settlement = { accepted: taken.accepted, rejected: reject, saved: revision && { base, hash: revision.hash, kind, grade }, last }
  const done = await changeArticle(ask, input, now => settle(now, who, settlement), revision ? { revision } : {})
  if (!done.ok) return done
  if (revision) await store.dropWorkingCopy(id, who.id)
  // Read off what came of it, not off what was tried: a repeated command tries nothing.
  const became = (outcome: string) => (one: string) => done.value.suggestions.some(s => s.id === one && s.settled?.outcome === outcome)
  const accepted = accept.filter(became('accepted'))
  const refused = taken.refused.filter(({ suggestion }) => !accepted.includes(suggestion))
  return ok({ hash: done.value.hash, accepted, rejected: reject.filter(became('rejected')), refused })
}

const empty = (done: Result<unknown, Refusal>): Result<Record<string, never>, Refusal> => (done.ok ? ok({}) : done)

export const remarkHandlers: Handlers<Names> = {
  'remark.list': listRemarks,
  async 'remark.read'({ ports, who, moment }, { id }) {
    await ports.store.markRemarksRead(id, who.id, moment.now)
    return ok({})
  },
  async 'remark.mine'({ ports, who }, { limit }) {
    return ok(await ports.store.remarksFor(who.id, limit))
  },
  'comment.make': makeComment,
  'comment.reply': replyTo,
  async 'comment.assign'(ask, input) {
    const { thread, person } = input
    return empty(await changeArticle(ask, input, article => assignThread(article, ask.office, ask.who, { thread, person }, ask.moment)))
  },
  async 'comment.resolve'(ask, input) {
    return empty(await changeArticle(ask, input, article => resolve(article, ask.office, ask.who, input.thread, ask.moment)))
  },
  async 'comment.reopen'(ask, input) {
    return empty(await changeArticle(ask, input, article => reopen(article, ask.office, ask.who, input.thread, ask.moment)))
  },
  'suggestion.make': makeSuggestion,
  async 'suggestion.withdraw'(ask, input) {
    return empty(await changeArticle(ask, input, article => withdrawSuggestion(article, ask.who, input.suggestion)))
  },
  'suggestion.settle': settleSuggestions,
}
