import { currentRun, livePasses, runPasses, type Article } from '#core/article/article'
import type { Grade, Kind } from '#core/article/content'
import type { ArticleEvent } from '#core/article/events'
import type { Office } from '#core/office/office'
import { holdsAdministration, type Person } from '#core/people/roles'
import type { Issue, Refusal } from '#core/refusal'
import { no, ok, type Result } from '#core/result'
import type { Moment } from '#core/workflow/capacity'
import { named, type Corrected, type Deadlines } from '#core/workflow/decide'
import { actorsOf } from '#core/workflow/rules'
import { lackingAtStart } from '#core/workflow/staffing'
import type { Stage } from '#core/workflow/stages'
import { templateFor } from '#core/workflow/template'

type Decided = Result<{ events: ArticleEvent[] }, Refusal>
const events = (...list: ArticleEvent[]): Decided => ok({ events: list })

/** A saved text on its way in: its hash, and what the article's kind and class would become. */
export type Saved = { base: string; hash: string; kind: Kind; grade: Grade }
/** Who saved the version that a stale screen did not know of. */
export type LastSave = { by: string; at: string }

/** 新建稿件: editors only, in their own section. */
export function create(article: Article | null, who: Person, saved: Omit<Saved, 'base'>): Decided {
  if (article) return no({ code: 'in-use', what: article.id, by: article.author })
  const barred = mayNotWrite(who)
  if (barred) return no(barred)
  return events({ type: 'article-created', kind: saved.kind, grade: saved.grade, section: who.section, hash: saved.hash })
}

const mayNotWrite = (who: Person): Refusal | null => {
  if (!who.roles.includes('editor')) return { code: 'not-your-role', needs: ['editor'] }
  return holdsAdministration(who) ? { code: 'administrators-hold-no-stage', person: who.id } : null
}

/** Why this person may not change the text now; null when they may. */
export function mayNotEdit(article: Article, who: Person): Refusal | null {
  if (article.phase !== 'drafting' && article.phase !== 'returned') return { code: 'not-drafting', phase: article.phase }
  if (article.author !== who.id && !article.coauthors.includes(who.id)) return { code: 'not-author' }
  return mayNotWrite(who)
}

/** Saves a version. A stale base is refused and both texts are kept; the same text is no version. */
export function save(article: Article, who: Person, saved: Saved, last: LastSave): Decided {
  const barred = mayNotEdit(article, who)
  if (barred) return no(barred)
  if (saved.hash === article.hash) return no({ code: 'nothing-changed' })
  if (saved.base !== article.hash) return no({ code: 'stale-base', base: saved.base, now: article.hash, ...last })
  return events({ type: 'revision-saved', from: article.hash, hash: saved.hash, kind: saved.kind, grade: saved.grade })
}

export type Submission = {
  saw: string
  missing: Issue[]
  /** After a return: the change since the text that was returned. */
  change: Corrected | null
}

/**
 * 送审. The first time, and after a substantive change, a new run from the first stage under the template of today;
 * after a return with at most a correction, back to the stage that returned it (RULEBOOK 4).
 */
export function submit(article: Article, office: Office, who: Person, input: Submission, moment: Moment, deadlines: Deadlines): Decided {
  const barred = mayNotEdit(article, who)
  if (barred) return no(barred)
  if (input.saw !== article.hash) return no({ code: 'text-has-moved-on', saw: input.saw, now: article.hash })
  if (input.missing.length) return no({ code: 'nothing-missing-but', missing: input.missing })
  const back = goesBackTo(article, input.change)
  if (!back || !input.change || input.change.class === 'substantive') return begin(article, office, input, moment, deadlines)
  return events({
    type: 'article-resubmitted', run: currentRun(article)!.n, stage: back.id, from: article.returned!.hash, hash: article.hash,
    change: input.change.class, exhibit: input.change.exhibit, due: deadlines(back, article.urgent),
  })
}

/** The stage that returned the article, when with this change since then it goes on there; null when a run begins at the first stage. */
export function goesBackTo(article: Article, change: Pick<Corrected, 'class'> | null): Stage | null {
  if (article.phase !== 'returned' || !article.returned || !change || change.class === 'substantive') return null
  return currentRun(article)?.road.find(stage => stage.id === article.returned!.stage) ?? null
}

function begin(article: Article, office: Office, input: Submission, moment: Moment, deadlines: Deadlines): Decided {
  const active = office.active.map(id => office.templates[id]!)
  const template = templateFor(active, article.kind, article.grade)
  if (!template) return no({ code: 'no-template', kind: article.kind, grade: article.grade })
  const lacking = lackingAtStart(article, office, template.stages, template.switches, moment)
  if (lacking.length) return no({ code: 'no-one-left-for', stages: lacking.map(id => template.stages.find(s => s.id === id)!.name) })
  const run = currentRun(article)
  const submitted: ArticleEvent = {
    type: 'article-submitted', run: (run?.n ?? 0) + 1, hash: article.hash,
    template: { id: template.id, version: template.version, name: template.name },
    road: template.stages, switches: template.switches, due: deadlines(template.stages[0]!, article.urgent),
  }
  if (!run || run.ended) return events(submitted)
  const from = article.returned?.hash ?? run.submitted
  const ended: ArticleEvent = {
    type: 'run-voided', run: run.n, cause: 'substantive-change', from, to: article.hash,
    exhibit: input.change?.exhibit ?? null, voided: livePasses(article).map(named),
  }
  return events(ended, submitted)
}

/** 撤回: by the author, until the first stage has acted. */
export function withdraw(article: Article, who: Person, reason: string): Decided {
  const run = currentRun(article)
  if (article.author !== who.id) return no({ code: 'not-author' })
  if (article.phase !== 'reviewing' || !run) return no({ code: 'not-at-a-stage', phase: article.phase })
  const acted = runPasses(article)[0]
  if (acted || article.corrections.some(c => c.run === run.n)) {
    return no({ code: 'already-acted', stage: acted?.stage ?? run.road[0]!.id, person: acted?.by ?? who.id })
  }
  return events({ type: 'article-withdrawn', run: run.n, reason })
}

/** 作废 a draft or a returned article: by its author or an office clerk. It stays on record. */
export function abandon(article: Article, who: Person, reason: string): Decided {
  if (article.author !== who.id && !who.roles.includes('office-clerk')) return no({ code: 'not-author' })
  if (article.phase !== 'drafting' && article.phase !== 'returned') return no({ code: 'not-drafting', phase: article.phase })
  return events({ type: 'article-abandoned', reason })
}

/** 急件: by a writer or an office clerk, any time before release; it skips nobody. */
export function setUrgent(article: Article, who: Person, urgent: boolean, reason: string): Decided {
  const writer = article.author === who.id || article.coauthors.includes(who.id)
  if (!writer && !who.roles.includes('office-clerk')) return no({ code: 'not-author' })
  if (['released', 'withheld', 'abandoned'].includes(article.phase)) return no({ code: 'not-drafting', phase: article.phase })
  if (article.urgent === urgent) return no({ code: 'nothing-changed' })
  if (urgent && reason === '') return no({ code: 'reason-missing' })
  return events({ type: 'urgency-set', urgent, reason })
}

/** Lets a colleague write too. Whoever acted in the run that goes on cannot become its author (F2). */
export function addCoauthor(article: Article, office: Office, who: Person, person: string): Decided {
  const barred = mayNotEdit(article, who)
  if (barred) return no(barred)
  const colleague = office.people[person]
  if (!colleague || colleague.disabled) return no({ code: 'not-found', what: '人员' })
  if (person === article.author || article.coauthors.includes(person)) return no({ code: 'nothing-changed' })
  const refused = mayNotWrite(colleague)
  if (refused) return no(refused)
  if (runPasses(article).flatMap(actorsOf).includes(person)) return no({ code: 'would-be-reviewer', person })
  return events({ type: 'coauthor-added', person })
}

/** Takes a co-author off who never saved a version; whoever wrote stays an author (F2). */
export function removeCoauthor(article: Article, who: Person, person: string): Decided {
  if (article.author !== who.id) return no({ code: 'not-author' })
  if (article.phase !== 'drafting' && article.phase !== 'returned') return no({ code: 'not-drafting', phase: article.phase })
  if (!article.coauthors.includes(person)) return no({ code: 'not-found', what: '共同作者' })
  if (article.wrote.includes(person)) return no({ code: 'in-use', what: '共同作者', by: person })
  return events({ type: 'coauthor-removed', person })
}
