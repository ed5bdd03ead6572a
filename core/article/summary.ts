import { currentRun, livePasses, stageAt, type Article } from '#core/article/article'
import type { Content } from '#core/article/content'
import type { Role } from '#core/people/roles'

/** What lists show of the current text. */
export type Shown = { title: string; documentNumber: string }
/** What lists need beside the article's own facts. `waitsSection` is null when every section may act on the stage. */
export type Derived = Shown & {
  stageName: string | null
  /** Passes of the current run that still count, and the length of its road; 0 of 0 without a run. */
  passed: number
  roadLength: number
  /** The role the stage it waits at needs; null when it waits for nobody of the office. */
  waitsRole: Role | null
  waitsSection: string | null
}

export const shownOf = (content: Content): Shown => ({
  title: content.title,
  documentNumber: content.publication.documentNumber,
})

/** The columns of lists: the one place that says how they follow from an article and its text. */
export function derive(article: Article, shown: Shown): Derived {
  const run = currentRun(article)
  const stage = stageAt(article)
  const waits = article.phase === 'reviewing' || article.phase === 'referred' ? stage : null
  return {
    title: shown.title,
    documentNumber: shown.documentNumber,
    stageName: stage?.name ?? null,
    passed: livePasses(article).length,
    roadLength: run && !run.ended ? run.road.length : 0,
    waitsRole: waits?.role ?? null,
    waitsSection: waits?.ownSection ? article.section : null,
  }
}
