import { currentRun, livePasses, runPasses, stageAt, type Article, type Pass, type Run } from '#core/article/article'
import type { Capacity } from '#core/article/events'
import { holdsAdministration, type Person } from '#core/people/roles'
import type { Refusal } from '#core/refusal'
import { isProofread, isShared, stageFacts, type Stage, type Switches } from '#core/workflow/stages'

/** Everything a rule on a pass may look at. `principal` is the person `who` acts for, null when 本人. */
export type Facts = { article: Article; run: Run; stage: Stage; who: Person; principal: Person | null; now: string; today: string }
export type Rule = { id: string; basis: string; check(facts: Facts): Refusal | null }

/** Who acted in a pass: the deputy *and* the person acted for both count for F2–F4 (RULEBOOK 3, Delegation). */
export const actorsOf = (pass: { by: string; capacity: Capacity }): string[] =>
  pass.capacity ? [pass.by, pass.capacity.principal] : [pass.by]

const actors = ({ who, principal }: Facts): Person[] => (principal ? [who, principal] : [who])
const entitled = ({ who, principal }: Facts): Person => principal ?? who

/** Who may act on a stage. The first refusal wins. To add a rule, add an entry and its own example test. */
export const actRules: readonly Rule[] = [
  {
    id: 'active',
    basis: '停用人员不得办理',
    check: f => {
      const gone = actors(f).find(person => person.disabled)
      return gone ? { code: 'person-disabled', person: gone.id } : null
    },
  },
  {
    id: 'role',
    basis: '三审三校岗位责任：环节由有该岗位的人员办理',
    check: f => (entitled(f).roles.includes(f.stage.role) ? null : { code: 'not-your-role', needs: [f.stage.role] }),
  },
  {
    id: 'section',
    basis: '流程模板：本环节由起草科室人员办理',
    check: f =>
      f.stage.ownSection && entitled(f).section !== f.article.section
        ? { code: 'other-section', section: f.article.section }
        : null,
  },
  {
    id: 'F4',
    basis: '三员分立：系统管理员、安全管理员、审计员不参与业务环节',
    check: f => {
      const administrator = actors(f).find(holdsAdministration)
      return administrator ? { code: 'administrators-hold-no-stage', person: administrator.id } : null
    },
  },
  {
    id: 'F2-author',
    basis: '起草与审核分离：作者和共同作者不办理任何环节',
    check: f => {
      const author = actors(f).find(p => p.id === f.article.author || f.article.coauthors.includes(p.id))
      return author ? { code: 'author-may-not-review', person: author.id } : null
    },
  },
  {
    id: 'F2-corrector',
    basis: '改动过文字的人不得审核、保密审查或签发同一稿件',
    check: f => {
      if (isProofread(f.stage.kind)) return null
      const pass = runPasses(f.article).find(p => p.received !== p.released && touches(p, f))
      return pass ? { code: 'changed-the-text', stage: pass.stage, person: pass.by } : null
    },
  },
  {
    id: 'F3',
    basis: '三审环节中任何两个环节的审稿工作不能同时由一人担任；三校由不同人员承担',
    check: f => {
      if (isShared(f.stage)) return null
      const held = runPasses(f.article).filter(p => touches(p, f))
      const kept = held.map(p => f.run.road.find(s => s.id === p.stage)!).filter(s => !isShared(s))
      return mayHoldTogether([...kept, f.stage], f.run.switches)
        ? null
        : { code: 'same-person-two-levels', stage: f.stage.id, held: kept[0]!.id, person: f.who.id }
    },
  },
  {
    id: 'assignee',
    basis: '已指定办理人',
    check: f => {
      const { assignee } = f.article
      return assignee && !actors(f).some(p => p.id === assignee) ? { code: 'assigned-to-other', person: assignee } : null
    },
  },
  {
    id: 'claim',
    basis: '一稿一人：已被认领且认领未到期',
    check: f => {
      const { claim } = f.article
      return claim && claim.until > f.now && claim.person !== f.who.id
        ? { code: 'claimed-by-other', person: claim.person, until: claim.until }
        : null
    },
  },
]

const touches = (pass: Pass, facts: Facts): boolean => {
  const mine = actors(facts).map(person => person.id)
  return actorsOf(pass).some(id => mine.includes(id))
}

/**
 * F3 for a set of stages in one hand: one stage always; several only where the switches join them without a gap –
 * 审 with 校 of one level (sameLevel), 终审 with 签发 (finalSigns), 保密审查 with 终审 (confidentialityFinal).
 */
export function mayHoldTogether(stages: readonly Stage[], switches: Switches): boolean {
  const kinds = [...new Set(stages.map(stage => stage.id))].map(id => stages.find(s => s.id === id)!.kind)
  const reached = new Set([kinds[0]!])
  for (let grown = true; grown; ) {
    grown = false
    for (const kind of kinds) {
      if (reached.has(kind) || ![...reached].some(other => joined(other, kind, switches))) continue
      reached.add(kind)
      grown = true
    }
  }
  return kinds.every(kind => reached.has(kind))
}

function joined(a: Stage['kind'], b: Stage['kind'], switches: Switches): boolean {
  const pair = (x: Stage['kind'], y: Stage['kind']) => (a === x && b === y) || (a === y && b === x)
  const level = stageFacts[a].level
  if (level !== null && level === stageFacts[b].level && a !== b) return switches.sameLevel
  if (pair('final-review', 'sign-off')) return switches.finalSigns
  if (pair('confidentiality-review', 'final-review')) return switches.confidentialityFinal
  return false
}

/** F3's second half: a person who reviews and proofreads the same level may not have changed anything there. */
export function sameHandChanged(facts: Facts, released: string): Refusal | null {
  if (!isProofread(facts.stage.kind) || released === facts.article.hash) return null
  const other = livePasses(facts.article).some(pass => touches(pass, facts))
  return other ? { code: 'same-level-must-not-change', stage: facts.stage.id } : null
}

/**
 * F6: the current run, if every stage was passed on exactly the text the one before released (or a recorded author's
 * correction made of it) and the last released text is the article's; else where the chain breaks. A pass that a recall
 * took back no longer counts as a judgement, but what it made of the text is still a link.
 */
export function brokenCustody(article: Article): Refusal | null {
  const run = currentRun(article)
  if (!run || run.ended) return { code: 'custody-broken', stage: 'submission' }
  let held = run.submitted
  let next = 0
  const corrections = article.corrections.filter(correction => correction.run === run.n)
  for (const link of [...runPasses(article), ...corrections].sort((a, b) => a.n - b.n)) {
    const broken = { code: 'custody-broken' as const, stage: link.stage }
    if ('to' in link) {
      if (link.from !== held) return broken
      held = link.to
      continue
    }
    const stage = run.road.find(s => s.id === link.stage)
    if (!stage || link.received !== held) return broken
    if (link.released !== held && !stageFacts[stage.kind].corrects) return broken
    held = link.released
    if (link.voided) continue
    if (run.road[next]?.id !== link.stage) return broken
    next += 1
  }
  if (next < run.road.length) return { code: 'custody-broken', stage: run.road[next]!.id }
  return held === article.hash ? null : { code: 'custody-broken', stage: 'release' }
}

/** The first rule that keeps this person from this stage, in this capacity. */
export const barredFrom = (facts: Facts): Refusal | null => {
  for (const rule of actRules) {
    const refusal = rule.check(facts)
    if (refusal) return refusal
  }
  return null
}

const byDuty = actRules.filter(rule => rule.id.startsWith('F2') || rule.id === 'F3')
const barred = new WeakMap<Article, readonly string[]>()

/** The people F2 and F3 keep from the stage the article waits at; what lists of 待我办理 leave out. Empty when it waits nowhere. */
export function barredPeople(article: Article): readonly string[] {
  const known = barred.get(article) ?? keptFrom(article)
  barred.set(article, known)
  return known
}

function keptFrom(article: Article): string[] {
  const run = currentRun(article)
  const stage = stageAt(article)
  if (!run || !stage) return []
  const involved = new Set([article.author, ...article.coauthors, ...runPasses(article).flatMap(actorsOf)])
  const kept = (id: string) => {
    const who: Person = { id, account: id, name: '', title: '', section: '', roles: [], disabled: false, away: [] }
    return byDuty.some(rule => rule.check({ article, run, stage, who, principal: null, now: '', today: '' }))
  }
  return [...involved].filter(kept)
}
