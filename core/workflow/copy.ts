import { isSignedOff, livePasses, stageAt, type Article } from '#core/article/article'
import type { ArticleEvent, EventOf } from '#core/article/events'
import type { Office } from '#core/office/office'
import type { Person } from '#core/people/roles'
import type { Refusal } from '#core/refusal'
import { no, ok, type Result } from '#core/result'
import { capacitiesOf, type Moment } from '#core/workflow/capacity'
import { notCleared } from '#core/workflow/decide'

/** `working` carries the mark that it is not signed; `official` is clean and only given of a cleared text. */
export type CopyKind = EventOf<'copy-exported'>['copy']

/** Which kind of Word copy the article as it stands could be given as. */
export const copyKindOf = (article: Article): CopyKind => (isSignedOff(article.phase) ? 'official' : 'working')

/**
 * A Word copy goes to those who work on the article: its writers, whoever has judged it or may now, and after the sign-off the
 * publisher (decisions/0014). Never of a text that was withheld or abandoned.
 */
export function mayNotCopy(article: Article, office: Office, who: Person, moment: Moment): Refusal | null {
  if (article.phase === 'withheld' || article.phase === 'abandoned') return { code: 'copy-of-dead-text', phase: article.phase }
  const official = copyKindOf(article) === 'official'
  const writer = article.author === who.id || article.coauthors.includes(who.id)
  const judged = article.passes.some(pass => pass.by === who.id)
  const judging = stageAt(article) !== null && capacitiesOf(article, office, who, moment).may.length > 0
  const releasing = official && who.roles.includes('publisher')
  if (!writer && !judged && !judging && !releasing) return { code: 'not-taking-part' }
  return official ? notCleared(article) : null
}

/** The confidentiality review of this run has let the text through. */
export const isScreened = (article: Article): boolean => {
  const stages = article.runs.at(-1)?.road ?? []
  return livePasses(article).some(pass => stages.find(stage => stage.id === pass.stage)?.kind === 'confidentiality-review')
}

/** A marked copy as it was written: both texts with their hashes recomputed, and the screening hits of either that block. */
export type MarkedFacts = { from: string; to: string; written: { from: string; to: string }; file: string; exporter: string; blocked: { from: number; to: number } }

/**
 * 花脸稿 as Word: always a paper for inside, given under the rules of a working copy, also after the sign-off. What was taken out of
 * a text stands in it too, so that the earlier text must be free of blocking hits as well, or have gone through the confidentiality review.
 */
export function exportMarked(article: Article, office: Office, who: Person, input: MarkedFacts, moment: Moment): Result<{ events: ArticleEvent[] }, Refusal> {
  const fault = mayNotCopy(article, office, who, moment)
  if (fault) return no(fault)
  const { from, to, written, file, exporter, blocked } = input
  if (written.from !== from) return no({ code: 'hash-mismatch', expected: from, got: written.from })
  if (written.to !== to) return no({ code: 'hash-mismatch', expected: to, got: written.to })
  const screened = new Set(isScreened(article) ? livePasses(article).flatMap(({ received, released }) => [received, released]) : [])
  const hits = (screened.has(from) ? 0 : blocked.from) + (screened.has(to) ? 0 : blocked.to)
  if (hits > 0) return no({ code: 'copy-of-marked-text', count: hits })
  return ok({ events: [{ type: 'marked-copy-exported', format: 'docx', from, hash: to, file, exporter }] })
}

/** What is given out, after the exporter has recomputed the hash of what it wrote. `blocked`: screening hits that block. */
export type CopyFacts = { saw: string; written: string; copy: CopyKind; file: string; exporter: string; notBefore: string; blocked: number }

/** A Word copy taken out of the office: recorded with its hash, so that the trail says who holds which text. */
export function exportCopy(article: Article, office: Office, who: Person, input: CopyFacts, moment: Moment): Result<{ events: ArticleEvent[] }, Refusal> {
  const fault = mayNotCopy(article, office, who, moment)
  if (fault) return no(fault)
  if (input.saw !== article.hash) return no({ code: 'text-has-moved-on', saw: input.saw, now: article.hash })
  if (input.written !== article.hash) return no({ code: 'hash-mismatch', expected: article.hash, got: input.written })
  if (input.copy === 'official') {
    const uncleared = notCleared(article)
    if (uncleared) return no(uncleared)
    if (input.notBefore && Date.parse(input.notBefore) > Date.parse(moment.now)) return no({ code: 'not-before', time: input.notBefore })
  } else if (input.blocked > 0 && !isScreened(article)) return no({ code: 'copy-of-marked-text', count: input.blocked })
  const { copy, file, exporter } = input
  return ok({ events: [{ type: 'copy-exported', format: 'docx', copy, hash: article.hash, file, exporter }] })
}
