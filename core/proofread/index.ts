import { readDocument, type BlockHint, type Paragraph, type ProofDocument } from './document.ts'
import type { Finding, Level } from './finding.ts'
import { emptyProfile, type Profile } from './profile.ts'
import type { Context, Match, Rule } from './rule.ts'
import { rules } from './rules/index.ts'
import { widen } from './widen.ts'
import { isCovered } from './exceptions.ts'

export { rules } from './rules/index.ts'
export { families } from './rule.ts'
export { errorRate } from './rate.ts'

/** Names the rule set a result was made with; stored with every pass. Changes whenever a rule or a list changes its answers. */
export const rulesetVersion = '2026.11.28-1'

/** `strict` shows only what is all but sure, `sensitive` everything; `standard` is the default. */
export type Setting = 'strict' | 'standard' | 'sensitive'

/** Confidence below which a finding is left out, by setting; `strict` also leaves out `info`. */
export const settingFloors: Record<Setting, number> = { strict: 0.9, standard: 0.6, sensitive: 0 }

export type ProofreadOptions = {
  profile?: Profile
  level: Setting
  /** What the article knows of its lines: headings, list items, table cells. */
  blocks?: readonly BlockHint[]
  /** ISO date; rules about today stay silent without it. */
  today?: string
  disabledRules?: readonly string[]
  /** The text is being written now, as in the office's editor; left out for a text of unknown age. */
  current?: boolean
  /** The statistical spelling engine, when loaded: its findings carry family `spelling`. */
  spelling?: (text: string, document: ProofDocument) => Finding[]
}

/** Everything the rules find in a text, in order of place; offsets are UTF-16 units into `text`. */
export function proofread(text: string, options: ProofreadOptions): Finding[] {
  return createProofreader(options).check(text, options.blocks)
}

/** Checks a text again and again while it is edited: paragraphs whose words have not changed are not read again by paragraph rules. */
export type Proofreader = { check(text: string, blocks?: readonly BlockHint[]): Finding[] }

/** A proofreader for one setting and one set of lists; make a new one when these change. */
export function createProofreader(options: Omit<ProofreadOptions, 'blocks'>): Proofreader {
  const disabled = new Set(options.disabledRules)
  const active = rules.filter(rule => !disabled.has(rule.id))
  const ctx: Context = { profile: options.profile ?? emptyProfile, today: options.today ?? null, current: options.current ?? false }
  let kept = new Map<string, Finding[]>()
  return {
    check(text, blocks = []) {
      const doc = readDocument(text, blocks)
      const wideText = widen(text)
      const wide = wideText === text ? doc : readDocument(wideText, blocks)
      const seen = new Map<string, Finding[]>()
      const found: Finding[] = []
      const keys = doc.paragraphs.map(paragraph => `${paragraph.kind}\n${paragraph.text}`)
      const fresh: Fresh[] = []
      for (const [i, paragraph] of doc.paragraphs.entries()) {
        const key = keys[i]!
        if (seen.has(key) || (paragraph.kind === 'blank' && paragraph.text === '')) continue
        const local = kept.get(key) ?? []
        seen.set(key, local)
        if (!kept.has(key)) fresh.push({ typed: paragraph, wide: wide.paragraphs[i]!, found: local })
      }
      checkParagraphs(active, fresh, ctx)
      for (const [i, { start }] of doc.paragraphs.entries())
        for (const f of seen.get(keys[i]!) ?? []) found.push({ ...f, start: f.start + start, end: f.end + start })
      kept = seen
      for (const rule of active)
        if (rule.scope === 'document') for (const m of rule.check(rule.asTyped ? doc : wide, ctx)) found.push(findingOf(rule, m, text))
      for (const f of options.spelling?.(text, doc) ?? []) found.push(f)
      return arrange(found.filter(f => shown(f, options.level) && !isCovered(f, text, ctx.profile.exceptions)))
    },
  }
}

/** A paragraph that has not been read before, with the list its findings go into. */
type Fresh = { typed: Paragraph; wide: Paragraph; found: Finding[] }

/** Each rule reads all the new paragraphs before the next one does: its expressions stay warm, and most rules can be laid aside at a glance. */
function checkParagraphs(active: readonly Rule[], fresh: readonly Fresh[], ctx: Context) {
  if (fresh.length === 0) return
  const typed = fresh.map(one => one.typed.text).join('\n')
  const wide = widen(typed)
  for (const rule of active) {
    if (rule.scope !== 'paragraph') continue
    const check = rule.narrow ? rule.narrow(rule.asTyped ? typed : wide) : rule.check
    if (check) for (const one of fresh) for (const m of check(rule.asTyped ? one.typed : one.wide, ctx)) one.found.push(findingOf(rule, m, one.typed.text))
  }
}

function findingOf(rule: Rule, m: Match, text: string): Finding {
  const suggestions = m.suggestions ?? []
  return {
    rule: rule.id,
    family: rule.family,
    level: m.level ?? rule.level,
    start: m.start,
    end: m.end,
    text: text.slice(m.start, m.end),
    suggestions,
    message: m.message ?? defaultMessage(rule, text.slice(m.start, m.end), suggestions[0]),
    basis: m.basis ?? rule.basis,
    confidence: m.confidence ?? rule.confidence ?? 1,
  }
}

function defaultMessage(rule: Rule, words: string, first: string | undefined): string {
  const quoted = words.length > 30 ? `${words.slice(0, 30)}…` : words
  if (first === undefined) return `${rule.zh}：“${quoted}”`
  return first === '' ? `${rule.zh}：“${quoted}”宜删去` : `${rule.zh}：“${quoted}”宜作“${first}”`
}

/** The spelling engine has its own thresholds for the three settings. */
const shown = (f: Finding, setting: Setting) =>
  f.family === 'spelling' || (f.confidence >= settingFloors[setting] && (setting !== 'strict' || f.level !== 'info'))

/** The inner finding asks for the very text the outer one asks for. */
const repeats = (outer: Finding, inner: Finding) =>
  outer.suggestions[0] !== undefined && inner.suggestions[0] !== undefined &&
  outer.text.slice(0, inner.start - outer.start) + inner.suggestions[0] + outer.text.slice(inner.end - outer.start) === outer.suggestions[0]

const weight: Record<Level, number> = { error: 0, warning: 1, info: 2 }

/** In order of place; of findings on the same words the most serious stays, and what lies inside a finding with the same fix goes. */
function arrange(found: Finding[]): Finding[] {
  const sorted = found.sort((a, b) => a.start - b.start || b.end - a.end || weight[a.level] - weight[b.level])
  const out: Finding[] = []
  for (const f of sorted) {
    const last = out.at(-1)
    if (last && last.start <= f.start && f.end <= last.end && (repeats(last, f) || (last.start === f.start && last.end === f.end && (last.rule === f.rule || f.level === 'info')))) continue
    out.push(f)
  }
  return out
}
