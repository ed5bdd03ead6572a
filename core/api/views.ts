import { z } from 'zod'
import type { Output } from '#core/api/contract'
import type { PassView } from '#core/api/schema/article'
import type { OpinionView } from '#core/api/schema/consult'
import type { RoadMark } from '#core/api/schema/common'
import { currentRun, livePasses, runPasses, stageAt, type Article, type Pass, type Return } from '#core/article/article'
import type { Office } from '#core/office/office'
import type { Store } from '#core/store'

type ReturnView = NonNullable<Output<'article.open'>['returned']>
export type Exhibits = Map<string, unknown>

const Hunks = z.object({ hunks: z.array(z.object({ before: z.string(), after: z.string(), context: z.string(), reason: z.string(), class: z.string() })) })
const Reason = z.object({
  reason: z.string(),
  passages: z.array(z.object({ start: z.number(), end: z.number(), quote: z.string(), note: z.string() })),
})

/** The exhibits that an article's passes, voidings and return refer to. */
export function exhibitsOf(store: Store, article: Article): Promise<Exhibits> {
  const digests = article.passes.flatMap(pass => [pass.exhibit, pass.voided?.exhibit])
  const asked = article.consultations.flatMap(one => [one.question, one.answer])
  const all = [...digests, ...asked, article.returned?.exhibit].filter(digest => !!digest) as string[]
  return all.length ? store.exhibits([...new Set(all)]) : Promise.resolve(new Map())
}

function hunksAt(exhibits: Exhibits, digest: string | null): PassView['hunks'] {
  const found = digest ? Hunks.safeParse(exhibits.get(digest)) : null
  return found?.success ? found.data.hunks : []
}

const Words = z.object({ words: z.string() })
const wordsAt = (exhibits: Exhibits, digest: string | null): string | null => {
  const found = digest ? Words.safeParse(exhibits.get(digest)) : null
  return found?.success ? found.data.words : null
}

/** The questions asked about an article as people read them, newest first. */
export function opinionViews(article: Article, exhibits: Exhibits): OpinionView[] {
  return article.consultations
    .map(({ question, answer, ...one }) => ({ ...one, stageName: stageName(article, one.run, one.stage), question: wordsAt(exhibits, question) ?? '', answer: wordsAt(exhibits, answer) }))
    .reverse()
}

/** A stage's printed name as it was on the road of that run. */
export function stageName(article: Article, run: number, stage: string): string {
  return article.runs.find(r => r.n === run)?.road.find(s => s.id === stage)?.name ?? stage
}

export function passView(article: Article, pass: Pass, exhibits: Exhibits): PassView {
  const { n: _, exhibit, voided, ...rest } = pass
  return {
    ...rest,
    stageName: stageName(article, pass.run, pass.stage),
    hunks: hunksAt(exhibits, exhibit),
    voided: voided && { at: voided.at, by: voided.by, cause: voided.cause, hunks: hunksAt(exhibits, voided.exhibit) },
  }
}

/** A return as people read it; `run` when it was given in another run than the present one. */
export function returnView(article: Article, returned: Return, exhibits: Exhibits, run = currentRun(article)?.n ?? 0): ReturnView {
  const words = Reason.safeParse(exhibits.get(returned.exhibit))
  const { stage, by, at, outcome, hash } = returned
  const recalled = outcome === 'recalled'
  return {
    stage,
    by,
    at,
    outcome,
    hash,
    stageName: stageName(article, run, stage),
    category: recalled ? '撤回签发' : returned.category,
    reason: words.success ? words.data.reason : recalled ? returned.category : '',
    passages: words.success ? words.data.passages : [],
  }
}

/** The small marks of the road: done, here, void, to come. Before the first submission, the road of the last run or none. */
export function roadMarks(article: Article): RoadMark[] {
  const run = currentRun(article)
  if (!run) return []
  const live = livePasses(article)
  const gone = run.ended ? article.passes.filter(pass => pass.run === run.n) : runPasses(article)
  return run.road.map(stage => {
    const pass = live.find(p => p.stage === stage.id)
    const voided = gone.findLast(p => p.stage === stage.id && p.voided)
    const here = article.stage === stage.id
    const state = pass ? 'done' : here ? (article.phase === 'returned' ? 'returned' : 'here') : voided ? 'void' : 'to-come'
    const shown = pass ?? (state === 'void' ? voided : undefined)
    return {
      stage: stage.id,
      name: stage.name,
      kind: stage.kind,
      state,
      by: shown?.by ?? null,
      principal: shown?.capacity?.principal ?? null,
      at: shown?.at ?? null,
    }
  })
}

/** The hash this person last signed in the article, live or void: what 上次签字以来 is measured from. */
export const lastSignedBy = (article: Article, person: string): string | null =>
  article.passes.findLast(pass => pass.by === person || pass.capacity?.principal === person)?.released ?? null

/** The text as the stage before last held it: what 上一环节以来 is measured from. */
export function heldBefore(article: Article): string | null {
  const run = currentRun(article)
  if (!run || !stageAt(article)) return null
  return livePasses(article).at(-1)?.received ?? run.submitted
}

export const nameOf = (office: Office, person: string): string => office.people[person]?.name ?? person
