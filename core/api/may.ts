import type { Output } from '#core/api/contract'
import { remindAgain, type Ask } from '#core/api/handler'
import { exhibitsOf, heldBefore, lastSignedBy, opinionViews, passView, returnView, roadMarks } from '#core/api/views'
import { readingRecorded } from '#core/api/withheld'
import { currentRun, stageAt, type Article } from '#core/article/article'
import type { Content } from '#core/article/content'
import type { Capacity } from '#core/article/events'
import type { Refusal } from '#core/refusal'
import { no, ok, type Result } from '#core/result'
import { capacitiesOf, factsFor, inHand } from '#core/workflow/capacity'
import { mayNotCopy } from '#core/workflow/copy'
import { notCleared, recall } from '#core/workflow/decide'
import { abandon, mayNotEdit, removeCoauthor, setUrgent, withdraw } from '#core/workflow/draft'
import { mayNotComment, mayNotSuggest } from '#core/workflow/remark'
import { mayNotRemind } from '#core/workflow/handing'
import { barredFrom, sameHandChanged } from '#core/workflow/rules'
import { lackingAhead } from '#core/workflow/staffing'
import { isProofread } from '#core/workflow/stages'

type View = Output<'article.open'>
type May = View['may']

const why = (decided: Result<unknown, Refusal>): Refusal | null => (decided.ok ? null : decided.refusal)

/**
 * What this person may do with the article now, each with the reason why not – by asking the very decisions a command would ask,
 * so that a screen and the office can never disagree.
 */
export function mayDo(ask: Ask, article: Article, content: Content): { may: May; capacities: Capacity[] } {
  const { who, office, moment } = ask
  const able = capacitiesOf(article, office, who, moment)
  const stage = stageAt(article)
  const atStage: Refusal | null = article.phase === 'reviewing' ? able.refusal : { code: 'not-at-a-stage', phase: article.phase }
  const confidential: Refusal | null =
    atStage ?? (stage!.kind === 'confidentiality-review' ? null : { code: 'not-confidentiality-review', stage: stage!.id })
  const edit = mayNotEdit(article, who)
  const clerk: Refusal | null = who.roles.includes('office-clerk') ? null : { code: 'not-your-role', needs: ['office-clerk'] }
  const may: May = {
    save: edit,
    submit: edit,
    withdraw: why(withdraw(article, who, '')),
    abandon: why(abandon(article, who, '')),
    setUrgent: why(setUrgent(article, who, !article.urgent, '-')),
    addCoauthor: edit,
    takeNumber: edit ?? (content.publication.indexNumber ? { code: 'nothing-changed' } : null),
    claim: atStage,
    unclaim: article.claim?.person === who.id ? null : article.claim ? clerk : { code: 'not-claimed' },
    pass: atStage,
    correct: atStage ?? mayNotCorrect(ask, article, able.may),
    return: atStage,
    refer: confidential,
    withhold: confidential,
    answerReferral: article.phase === 'referred' ? able.refusal : { code: 'not-referred' },
    recall: why(recall(article, who, { saw: article.hash, to: 'sign-off', reason: '-' }, () => null)),
    assign: clerk ?? (article.phase === 'reviewing' ? null : { code: 'not-at-a-stage', phase: article.phase }),
    handOn: atStage,
    ask: atStage,
    remind: mayNotRemind(article, office, who, moment, remindAgain(office)),
    release: mayNotRelease(ask, article),
    comment: mayNotComment(article, office, who, moment),
    suggest: mayNotSuggest(article, office, who, moment),
    settle: edit,
    exportWord: mayNotCopy(article, office, who, moment),
  }
  return { may, capacities: able.may }
}

/** A publisher releases what is cleared; asking never writes. */
export function mayNotRelease({ who }: Pick<Ask, 'who'>, article: Article): Refusal | null {
  if (!who.roles.includes('publisher')) return { code: 'not-your-role', needs: ['publisher'] }
  return notCleared(article)
}

function mayNotCorrect({ office, who, moment }: Ask, article: Article, may: Capacity[]): Refusal | null {
  const stage = stageAt(article)!
  if (!isProofread(stage.kind)) return { code: 'stage-may-not-edit', stage: stage.id }
  const facts = factsFor(article, office, who, may[0] ?? null, moment)
  return facts.ok ? (barredFrom(facts.value) ?? sameHandChanged(facts.value, 'another text')) : facts.refusal
}

/** Everything the article's screens show (稿件, 办理, 发布), in one answer. */
export async function articleFacts(ask: Ask, id: string): Promise<Result<View, Refusal>> {
  const { ports, who, office, moment } = ask
  const { store } = ports
  const article = await store.article(id)
  if (!article) return no({ code: 'not-found', what: '稿件' })
  const unrecorded = await readingRecorded(ask, article, article.hash)
  if (unrecorded) return no(unrecorded)
  const [summary, content, exhibits, working] = await Promise.all([
    store.summary(id),
    store.content(id, article.hash),
    exhibitsOf(store, article),
    store.workingCopy(id, who.id),
  ])
  if (!summary || !content) return no({ code: 'not-found', what: '稿件正文' })
  const run = currentRun(article)
  const { may, capacities } = mayDo(ask, article, content)
  const { claim, assignee } = inHand(article, office, moment)
  if (may.pass === null && stageAt(article)?.batch) await store.markOpened(id, who.id, article.hash, moment.now)
  return ok({
    summary,
    content,
    coauthors: article.coauthors,
    mayRemove: Object.fromEntries(article.coauthors.map(person => [person, why(removeCoauthor(article, who, person))])),
    road: roadMarks(article),
    run: run && { n: run.n, template: run.template.name, at: run.at, stages: run.road, switches: run.switches },
    passes: article.passes.map(pass => passView(article, pass, exhibits)),
    returned: article.returned && returnView(article, article.returned, exhibits),
    referral: article.referral && { ...article.referral },
    withheldGround: article.withheldGround,
    releases: article.releases.map(({ id: release, channel, by, at, hash, manifest }) => ({ id: release, channel, by, at, hash, manifest })),
    claim,
    assignee,
    lastSigned: lastSignedBy(article, who.id),
    stageBefore: heldBefore(article),
    opinions: opinionViews(article, exhibits),
    capacities,
    nobodyFor: lackingAhead(article, office, moment),
    working: working && { base: working.base, at: working.at },
    may,
  })
}
