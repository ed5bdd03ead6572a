import type { Article, Consultation, Correction, Pass, Release, Run } from '#core/article/article'
import { canonicalJson } from '#core/article/canonical'
import type { ArticleEvent } from '#core/article/events'
import { addressedBy, type Reply, type Suggestion, type Thread } from '#core/article/remarks'
import { derive, type Shown } from '#core/article/summary'
import type { LexiconEntry, Proposal } from '#core/office/lexicon'
import type { KeptDelegation, KeptPerson, Office } from '#core/office/office'
import type { Section } from '#core/office/events'
import type { Stage } from '#core/workflow/stages'
import type { Template } from '#core/workflow/template'
import { barredPeople } from '#core/workflow/rules'

/** A column as a table holds it: lists and records are RFC 8785 JSON, yes and no are 1 and 0. */
export type Value = string | number | null
export type Row = Record<string, Value>

const json = (value: unknown): string => canonicalJson(value)
const jsonOrNull = (value: unknown): string | null => (value === null ? null : canonicalJson(value))
const bit = (yes: boolean): number => (yes ? 1 : 0)

/** The row of an article. `n` is the seq of the entry that created it. */
export function articleRow(article: Article, n: number, shown: Shown) {
  const { id, author, section, kind, grade, hash, phase, stage, since, due, assignee, withheldGround } = article
  return {
    n,
    id,
    author,
    coauthors: json(article.coauthors),
    wrote: json(article.wrote),
    section,
    kind,
    grade,
    urgent: bit(article.urgent),
    hash,
    phase,
    stage,
    since,
    due,
    claimPerson: article.claim?.person ?? null,
    claimUntil: article.claim?.until ?? null,
    assignee,
    reminded: jsonOrNull(article.reminded),
    withheldGround,
    createdAt: article.createdAt,
    updatedAt: article.updatedAt,
    ...derive(article, shown),
    returned: jsonOrNull(article.returned),
    referral: jsonOrNull(article.referral),
  }
}

/** Roads as columns: many runs share one, and nobody changes it. */
const roads = new WeakMap<Stage[], string>()
function roadColumn(road: Stage[]): string {
  const known = roads.get(road)
  if (known !== undefined) return known
  const column = json(road)
  roads.set(road, column)
  return column
}

export const runRow = (article: string, { n, submitted, by, at, template, road, switches, ended }: Run) => ({
  article,
  n,
  submitted,
  by,
  at,
  template: json(template),
  road: roadColumn(road),
  switches: json(switches),
  ended,
})

export const passRow = (article: string, pass: Pass) => ({
  article,
  n: pass.n,
  run: pass.run,
  stage: pass.stage,
  by: pass.by,
  capacity: jsonOrNull(pass.capacity),
  received: pass.received,
  released: pass.released,
  opinion: pass.opinion,
  answers: json(pass.answers),
  opened: pass.opened,
  at: pass.at,
  change: pass.change,
  exhibit: pass.exhibit,
  checks: jsonOrNull(pass.checks),
  voided: jsonOrNull(pass.voided),
})

export const correctionRow = (article: string, { n, run, stage, by, at, from, to, exhibit }: Correction) => ({
  article,
  n,
  run,
  stage,
  by,
  at,
  fromHash: from,
  toHash: to,
  exhibit,
})

/** `n` counts the releases of one article from 0. */
export const releaseRow = (article: string, n: number, release: Release) => {
  const { id, channel, hash, manifest, exporter, by, at, run } = release
  return { article, n, id, channel, hash, manifest, exporter, by, at, run }
}

/** `n` counts the threads of one article from 0. */
export const threadRow = (article: string, n: number, thread: Thread) => {
  const { id, hash, span, category, by, at, stage, run, exhibit, assigned, mentions, resolved } = thread
  const said = { article, n, id, hash, span: jsonOrNull(span), category, by, at, stage, run, exhibit }
  return { ...said, assigned: jsonOrNull(assigned), mentions: json(mentions), resolved: jsonOrNull(resolved) }
}

/** `n` counts the answers of one thread from 0. */
export const replyRow = (article: string, thread: number, n: number, { by, at, mentions, exhibit }: Reply) => ({
  article,
  thread,
  n,
  by,
  at,
  mentions: json(mentions),
  exhibit,
})

/** `n` counts the proposals of one article from 0. */
export const suggestionRow = (article: string, n: number, suggestion: Suggestion) => {
  const { id, hash, span, kind, by, at, stage, run, exhibit, settled } = suggestion
  return { article, n, id, hash, span: json(span), kind, by, at, stage, run, exhibit, settled: jsonOrNull(settled) }
}

/** Whom the open threads of an article wait for. */
export const addressedRows = ({ id, threads }: Pick<Article, 'id' | 'threads'>) =>
  threads.flatMap((thread, n) => addressedBy(thread).map(({ person, why, at }) => ({ article: id, thread: n, person, why, at })))

/** What an office's row says of its checks: everything but the entries of the lists, which are rows of their own. */
export const checkingOf = ({ lexicon, rules, spelling, plugin }: Pick<Office, 'lexicon' | 'rules' | 'spelling' | 'plugin'>) => {
  const { version, changed, region, organisation } = lexicon
  // an office that never had a plug-in judged says nothing of one, as its row did before there were any
  return { version, changed, region, organisation, rules, spelling, ...(plugin && { plugin }) }
}

export const officeRow = ({ name, region, unitCode, demo, foundedAt, settings, active, ...checks }: Office) => ({
  one: 1,
  name,
  region,
  unitCode,
  demo: bit(demo),
  foundedAt,
  settings: json(settings),
  active: json(active),
  checking: json(checkingOf(checks)),
})

export const personRow = (person: KeptPerson) => {
  const { id, account, name, title, section, credential } = person
  const { roles, disabled, away, mustChange } = person
  return { id, account, name, title, section, roles: json(roles), disabled: bit(disabled), away: json(away), credential, mustChange: bit(mustChange) }
}

export const sectionRow = ({ id, name, closed }: Section) => ({ id, name, closed: bit(closed) })

export const templateRow = ({ id, version, name, kinds, grades, stages, switches }: Template) => ({
  id,
  version,
  name,
  kinds: json(kinds),
  grades: json(grades),
  stages: json(stages),
  switches: json(switches),
})

export const delegationRow = (delegation: KeptDelegation) => {
  const { id, principal, deputy, from, to, roles, basis, grantedBy, ended } = delegation
  return { id, principal, deputy, fromDay: from, toDay: to, roles: json(roles), basis, grantedBy, ended: jsonOrNull(ended) }
}

export const counterRow = (scope: string, serial: number) => ({ scope, serial })

/** An entry of a list of the lexicon; `term` is its key. */
export const lexiconRow = (list: string, term: string, entry: LexiconEntry) => ({ list, term, entry: json(entry) })

export const proposalRow = ({ settled, ...proposal }: Proposal) => ({ ...proposal, settled: jsonOrNull(settled) })

/** `n` counts the questions asked about one article from 0. */
export const consultationRow = (article: string, n: number, { capacity, ...rest }: Consultation) => ({ article, n, ...rest, capacity: jsonOrNull(capacity) })

/** Every row of every table that an article's state leads to; what the store keeps and what verification expects. */
export function rowsOfArticle(article: Article, n: number, shown: Shown): Record<string, Row[]> {
  return {
    article: [articleRow(article, n, shown)],
    run: article.runs.map(run => runRow(article.id, run)),
    pass: article.passes.map(pass => passRow(article.id, pass)),
    correction: article.corrections.map(correction => correctionRow(article.id, correction)),
    release: article.releases.map((release, i) => releaseRow(article.id, i, release)),
    consultation: article.consultations.map((one, i) => consultationRow(article.id, i, one)),
    coauthor: article.coauthors.map(person => ({ article: article.id, person })),
    barred: barredPeople(article).map(person => ({ article: article.id, person })),
    thread: article.threads.map((thread, i) => threadRow(article.id, i, thread)),
    reply: article.threads.flatMap(({ replies }, i) => replies.map((reply, j) => replyRow(article.id, i, j, reply))),
    suggestion: article.suggestions.map((suggestion, i) => suggestionRow(article.id, i, suggestion)),
    addressed: addressedRows(article),
  }
}

/** Every row of every table that the office's state leads to. */
export function rowsOfOffice(office: Office | null): Record<string, Row[]> {
  return {
    office: office ? [officeRow(office)] : [],
    person: Object.values(office?.people ?? {}).map(personRow),
    section: Object.values(office?.sections ?? {}).map(sectionRow),
    template: Object.values(office?.templates ?? {}).map(templateRow),
    delegation: Object.values(office?.delegations ?? {}).map(delegationRow),
    counter: Object.entries(office?.counters ?? {}).map(([scope, serial]) => counterRow(scope, serial)),
    lexicon: Object.entries(office?.lexicon.lists ?? {}).flatMap(([list, entries]) => [...entries].map(([term, entry]) => lexiconRow(list, term, entry))),
    proposal: Object.values(office?.proposals ?? {}).map(proposalRow),
  }
}

/** The text an event brings into being, by hash; null when it only speaks of one that was there. */
export function textBroughtBy(event: ArticleEvent): string | null {
  switch (event.type) {
    case 'article-created':
    case 'revision-saved':
    case 'article-resubmitted':
      return event.hash
    case 'stage-passed':
      return event.released
    default:
      return null
  }
}

/** The digests of every exhibit an event names. */
export function exhibitsNamedBy(event: ArticleEvent): string[] {
  const named = 'exhibit' in event ? [event.exhibit] : []
  if (event.type === 'stage-passed') named.push(event.checks?.exhibit ?? null)
  return named.filter(digest => digest !== null)
}

/** Rows that folded entries lead to; null where entries that are not as they should be, each a failure of its own, lead to what no table can hold. */
export function ledTo<T>(rows: () => T): T | null {
  try {
    return rows()
  } catch (error) {
    if (error instanceof TypeError || error instanceof RangeError) return null
    throw error
  }
}
