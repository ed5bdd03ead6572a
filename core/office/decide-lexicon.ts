import {
  CheckRules, emptyLexicon, entrySchemas, keyOf, listZh, mostEntries, type Lexicon, type LexiconEntry, type LexiconList, type OwnRegion, type ProposalOutcome,
} from '#core/office/lexicon'
import { mayNotSet, savedMeanwhile } from '#core/office/decide'
import type { JudgedPlugin, Office } from '#core/office/office'
import type { OfficeEvent } from '#core/office/events'
import { canonicalJson } from '#core/article/canonical'
import { holdsAdministration, type Person } from '#core/people/roles'
import { modelRule } from '#core/proofread/plugin/rescore'
import { rules } from '#core/proofread/rules/index'
import type { Refusal } from '#core/refusal'
import { no, ok } from '#core/result'
import { detectors, screen } from '#core/screening/index'
import type { OfficeDecision } from '#core/store'

const invalid = (field: string, zh: string): Refusal => ({ code: 'invalid-input', issues: [{ field, zh }] })
const one = (event: OfficeEvent): OfficeDecision => ok({ events: [event] })

/** The lexicon, the rules and the proposals are kept by the office clerk and the administrators. */
export const mayNotKeepLexicon = mayNotSet
/** Whoever writes or judges texts may propose a word; those who only administer do not. */
export const mayNotPropose = (who: Person): Refusal | null =>
  who.roles.length === 0 || holdsAdministration(who) ? { code: 'not-your-role', needs: ['editor', 'proofreader', 'office-clerk'] } : null

/** The verdict on a model plug-in, whichever it is, goes on the trail with the model's digest. */
export function recordVerdict(who: Person, verdict: Omit<JudgedPlugin, 'by' | 'at'>): OfficeDecision {
  const barred = mayNotKeepLexicon(who)
  return barred ? no(barred) : one({ type: 'plugin-judged', ...verdict })
}

/** An entry as it is kept, or what is wrong with it in Chinese. */
export function tidyEntry(list: LexiconList, entry: unknown): { entry: LexiconEntry } | { zh: string } {
  const parsed = entrySchemas[list].safeParse(tidy(entry))
  if (!parsed.success) return { zh: parsed.error.issues[0]?.message ?? '不符合格式' }
  const kept = parsed.data as LexiconEntry
  if (typeof kept === 'object' && 'from' in kept && kept.from && kept.to && kept.to < kept.from) return { zh: '结束日期早于开始日期' }
  if (typeof kept === 'object' && 'wrong' in kept && kept.wrong.includes(kept.right)) return { zh: '错误写法与正确写法相同' }
  return { entry: kept }
}

/** NFC, no white space around, no empty words in lists, nothing that was left open. */
function tidy(value: unknown): unknown {
  if (typeof value === 'string') return value.normalize('NFC').trim()
  if (Array.isArray(value)) return [...new Set(value.map(tidy).filter(word => word !== ''))]
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, held]) => [key, tidy(held)]).filter(([, held]) => held !== undefined && held !== ''))
}

export type LexiconEdit = { list: LexiconList; add: readonly unknown[]; remove: readonly string[]; /** Name of the file it came from; empty when typed in. */ source: string; /** What the screen showed of the entries that are added or removed. */ saw?: readonly LexiconEntry[] }

/** One edit of one list; only the difference goes on the trail. What is there already is left out. */
export function changeLexicon(office: Office, who: Person, { list, add, remove, source, saw }: LexiconEdit): OfficeDecision {
  const barred = mayNotKeepLexicon(who)
  if (barred) return no(barred)
  const { lexicon } = office
  const held = lexicon.lists[list]
  const entries = new Map<string, LexiconEntry>()
  for (const [i, given] of add.entries()) {
    const kept = tidyEntry(list, given)
    if ('zh' in kept) return no(invalid(`add.${i}`, `第 ${i + 1} 条：${kept.zh}`))
    entries.set(keyOf(kept.entry), kept.entry)
  }
  const fresh = [...entries].filter(([key, entry]) => !held.has(key) || canonicalJson(held.get(key)) !== canonicalJson(entry))
  const gone = [...new Set(remove)].filter(key => held.has(key) && !entries.has(key))
  if (fresh.length + gone.length === 0) return no({ code: 'nothing-changed' })
  const moved = saw && movedOn(lexicon, list, saw, [...fresh.map(([key]) => key), ...remove])
  if (moved) return no(moved)
  const after = held.size - gone.length + fresh.filter(([key]) => !held.has(key)).length
  if (after > mostEntries[list]) return no(invalid('add', `这份名单最多 ${mostEntries[list]} 条，添加后将有 ${after} 条`))
  return one({ type: 'lexicon-changed', version: lexicon.version + 1, list, add: fresh.map(([, entry]) => entry), remove: gone, source })
}

/** The first of these entries that is not what the screen showed of it: changed, taken out, or put there by somebody else. */
function movedOn(lexicon: Lexicon, list: LexiconList, saw: readonly LexiconEntry[], keys: readonly string[]): Refusal | null {
  const seen = new Map(saw.map(entry => [keyOf(entry), entry]))
  const held = lexicon.lists[list]
  const refusals = keys.map(key => savedMeanwhile(`“${listZh[list]}”中的“${key}”`, seen.get(key) ?? null, held.get(key) ?? null))
  return refusals.find(refusal => refusal !== null) ?? null
}

/** The office's own place and full name: another place's name in its texts is then told apart. */
export function setRegion(office: Office, who: Person, region: OwnRegion, organisation: Lexicon['organisation'], saw?: Pick<Lexicon, 'region' | 'organisation'>): OfficeDecision {
  const barred = mayNotKeepLexicon(who)
  if (barred) return no(barred)
  const own = organisation && tidyEntry('organisations', organisation)
  if (own && 'zh' in own) return no(invalid('organisation', `单位名称：${own.zh}`))
  const { lexicon } = office
  const given = { region: tidyRegion(region), organisation: own ? (own.entry as Lexicon['organisation']) : null }
  const now = { region: lexicon.region, organisation: lexicon.organisation }
  if (canonicalJson(given) === canonicalJson(now)) return no({ code: 'nothing-changed' })
  const moved = savedMeanwhile('“本单位”', saw, now)
  if (moved) return no(moved)
  return one({ type: 'lexicon-region-set', version: lexicon.version + 1, ...given })
}

const tidyRegion = (region: OwnRegion): OwnRegion => ({ ...emptyLexicon.region, ...(tidy(region) as Partial<OwnRegion>) })

const detectorsById = new Map(detectors.map(detector => [detector.id, detector]))
const ruleIds = new Set(rules.map(rule => rule.id))

/** Detectors of classification marks: what they find may not be on this machine at all (保密法 第三十一条), so nobody switches them off. */
export const isFloorCheck = (id: string): boolean => detectorsById.get(id)?.family === 'classified'

/** The setting, switches and levels of the checks. */
export function setRules(office: Office, who: Person, given: CheckRules, saw?: CheckRules): OfficeDecision {
  const barred = mayNotKeepLexicon(who)
  if (barred) return no(barred)
  const floor = given.disabled.find(isFloorCheck)
  if (floor) return no({ code: 'check-not-optional', check: detectorsById.get(floor)!.zh })
  const known = (id: string) => ruleIds.has(id) || detectorsById.has(id) || id.startsWith('spelling.') || id === modelRule
  if (![...given.disabled, ...Object.keys(given.levels)].every(known)) return no({ code: 'not-found', what: '校对规则' })
  const screened = Object.keys(given.levels).find(id => detectorsById.has(id))
  if (screened) return no(invalid('levels', `“${detectorsById.get(screened)!.zh}”是保密筛查，级别不能更改`))
  const levels = Object.fromEntries(Object.entries(given.levels).filter(([id, level]) => rules.find(rule => rule.id === id)?.level !== level))
  const set: CheckRules = { setting: given.setting, disabled: [...new Set(given.disabled)].sort(), levels }
  if (canonicalJson(set) === canonicalJson(office.rules)) return no({ code: 'nothing-changed' })
  const moved = savedMeanwhile('校对规则', saw, office.rules)
  return moved ? no(moved) : one({ type: 'checks-set', ...set })
}

export type ProposalInput = { proposal: string; word: string; article: string; rule: string; reason: string }

/** 忽略此词: goes to the office clerk. A word that is itself a secret or personal data is not taken: the trail would keep it. */
export function proposeWord(office: Office, who: Person, input: ProposalInput): OfficeDecision {
  const barred = mayNotPropose(who)
  if (barred) return no(barred)
  const kept = tidyEntry('exceptions', input.word)
  if ('zh' in kept) return no(invalid('word', '词语须为 2–60 字'))
  const word = kept.entry as string
  if (/[\r\n\t]/.test(word)) return no(invalid('word', '词语不能跨行'))
  if (screen(word).some(finding => finding.action !== 'info')) return no(invalid('word', '这段文字像是密级标志或个人信息，不能写入词库'))
  if (office.lexicon.lists.exceptions.has(word) || office.lexicon.lists.names.has(word)) return no(invalid('word', `“${word}”已在词库中`))
  if (Object.values(office.proposals).some(p => p.word === word && !p.settled)) return no(invalid('word', `“${word}”已有人提出，正等办公室处理`))
  return one({ type: 'word-proposed', ...input, word })
}

/** The clerk's answer to a proposal; an accepted word enters the lexicon in the same act. */
export function settleWord(office: Office, who: Person, id: string, outcome: ProposalOutcome, reason: string): OfficeDecision {
  const barred = mayNotKeepLexicon(who)
  if (barred) return no(barred)
  const proposal = office.proposals[id]
  if (!proposal) return no({ code: 'not-found', what: '词语建议' })
  if (proposal.settled) return no({ code: 'remark-settled', by: proposal.settled.by })
  if (outcome === 'rejected' && reason.trim() === '') return no({ code: 'reason-missing' })
  const settled: OfficeEvent = { type: 'word-settled', proposal: id, outcome, reason: reason.trim() }
  if (outcome === 'rejected' || office.lexicon.lists[outcome].has(proposal.word)) return one(settled)
  const { version } = office.lexicon
  return ok({ events: [settled, { type: 'lexicon-changed', version: version + 1, list: outcome, add: [proposal.word], remove: [], source: '' }] })
}
