import { evolve, stageAt, type Article } from '#core/article/article'
import type { ArticleEvent, Capacity } from '#core/article/events'
import { pureSha256 } from '#core/article/canonical'
import type { Office } from '#core/office/office'
import type { Refusal } from '#core/refusal'
import type { Result } from '#core/result'
import * as decide from '#core/workflow/decide'
import * as draft from '#core/workflow/draft'
import type { Corrected } from '#core/workflow/decide'
import { moment, standardOffice } from './people.ts'
import { utf8ToBytes } from '@noble/hashes/utils.js'

export const hashOf = (text: string): string => pureSha256(utf8ToBytes(text))
export const noDeadline = () => null

/** A road in a line: `road().submitted().passedBy('a', 'b')`. Every step must be allowed, or the refusal is thrown. */
export class Road {
  article: Article | null = null
  minute = 0
  readonly office: Office
  constructor(office: Office = standardOffice()) {
    this.office = office
  }

  who = (id: string) => this.office.people[id]!
  private act = (by: string) => ({ id: 'a', by, at: moment(this.minute).now })
  moment = () => moment(this.minute)

  take(by: string, decided: Result<{ events: ArticleEvent[] }, Refusal>): this {
    if (!decided.ok) throw new Error(JSON.stringify(decided.refusal))
    this.minute += 1
    for (const event of decided.value.events) this.article = evolve(this.article, this.act(by), event)
    return this
  }

  written(by = 'author', text = 'v1'): this {
    return this.take(by, draft.create(null, this.who(by), { hash: hashOf(text), kind: 'notice', grade: 'ordinary' }))
  }

  saved(text: string, by = 'author'): this {
    const saved = { base: this.article!.hash, hash: hashOf(text), kind: 'notice' as const, grade: 'ordinary' as const }
    return this.take(by, draft.save(this.article!, this.who(by), saved, { by, at: '' }))
  }

  submit(change: Corrected['class'] | null = null, by = 'author') {
    const { article, office } = this
    const corrected = change && { hash: article!.hash, class: change, exhibit: change === 'none' ? null : hashOf(`hunks ${article!.hash}`), hunk: '', reason: '' }
    return draft.submit(article!, office, this.who(by), { saw: article!.hash, missing: [], change: corrected }, this.moment(), noDeadline)
  }

  submitted(change: Corrected['class'] | null = null, by = 'author'): this {
    return this.take(by, this.submit(change, by))
  }

  /** Tries to pass the present stage; `text` is a proofreader's correction. */
  pass(by: string, options: { text?: string; class?: Corrected['class']; saw?: string; capacity?: Capacity; stage?: string; open?: number; blocked?: number; opinion?: string; answers?: boolean } = {}) {
    const article = this.article!
    const stage = stageAt(article)
    const corrected: Corrected | null =
      options.text === undefined ? null : { hash: hashOf(options.text), class: options.class ?? 'correction', exhibit: hashOf('hunks'), hunk: '甲→乙', reason: '' }
    const input = {
      stage: options.stage ?? stage?.id ?? '',
      saw: options.saw ?? article.hash,
      opened: this.moment().now,
      ...(options.capacity !== undefined && { capacity: options.capacity }),
      opinion: options.opinion ?? '同意',
      answers: options.answers === false ? [] : (stage?.checklist ?? []).map(q => ({ question: q.id, answer: 'yes' as const, note: '' })),
      corrected,
      checks: null,
      open: options.open ?? 0,
      blocked: options.blocked ?? 0,
    }
    return decide.pass(article, this.office, this.who(by), input, this.moment(), noDeadline)
  }

  passedBy(...people: string[]): this {
    for (const by of people) this.take(by, this.pass(by))
    return this
  }

  corrected(by: string, text: string): this {
    return this.take(by, this.pass(by, { text }))
  }

  giveBack(by: string) {
    const article = this.article!
    const judgement = { stage: article.stage ?? '', saw: article.hash, opened: this.moment().now, category: '文字表述', exhibit: hashOf('reason'), passages: 0, outcome: 'return' as const }
    return decide.giveBack(article, this.office, this.who(by), judgement, this.moment())
  }

  returned(by: string): this {
    return this.take(by, this.giveBack(by))
  }

  recall(by: string, to: 'sign-off' | 'third-proofread' | 'author') {
    return decide.recall(this.article!, this.who(by), { saw: this.article!.hash, to, reason: '时机' }, noDeadline)
  }

  release(by = 'publisher', facts: { written?: string; saw?: string; meant?: boolean; notBefore?: string } = {}) {
    const article = this.article!
    const { written = article.hash, saw = article.hash, meant = true, notBefore = '' } = facts
    return decide.release(article, this.who(by), { release: 'r1', saw, channel: 'website', meant, written, manifest: hashOf('m'), exporter: '1', notBefore }, this.moment())
  }
}

export const road = (office?: Office): Road => new Road(office)
export const theEight = ['confidentiality-review', 'first-review', 'first-proofread', 'second-review', 'second-proofread', 'final-review', 'third-proofread', 'sign-off'] as const
