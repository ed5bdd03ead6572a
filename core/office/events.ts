import { z } from 'zod'
import { Digest } from '#core/article/content'
import { roles } from '#core/people/roles'
import { CheckRules, LexiconEntry, lexiconLists, Organisation, OwnRegion, proposalOutcomes } from '#core/office/lexicon'
import { Settings } from '#core/office/settings'
import { Template } from '#core/workflow/template'

const day = z.iso.date()

/** A person as kept on the trail; the password is not, only the digest of its stored form. */
export const PersonRecord = z.strictObject({
  id: z.string().min(1),
  account: z.string().regex(/^[a-z0-9][a-z0-9._-]{1,31}$/, '登录名用 2–32 位小写字母、数字'),
  name: z.string().min(1).max(30),
  title: z.string().max(40),
  section: z.string(),
  roles: z.array(z.enum(roles)),
  disabled: z.boolean(),
  away: z.array(z.strictObject({ from: day, to: day })).max(20),
})
export type PersonRecord = z.infer<typeof PersonRecord>

export const Section = z.strictObject({ id: z.string().min(1), name: z.string().min(1).max(30), closed: z.boolean() })
export type Section = z.infer<typeof Section>

/** AB角: the deputy acts for the principal at the named roles between two dates, on a written basis. */
export const Delegation = z.strictObject({
  id: z.string().min(1),
  principal: z.string().min(1),
  deputy: z.string().min(1),
  from: day,
  to: day,
  /** The principal's roles that are handed over. */
  roles: z.array(z.enum(roles)).min(1),
  /** Written basis: document or note, with its number or date. */
  basis: z.string().min(2).max(200),
})
export type Delegation = z.infer<typeof Delegation>

/** What has happened to the office itself. Outcomes only; additive only (tests/golden/events). */
export const OfficeEvent = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('office-founded'),
    name: z.string().min(1),
    region: z.string(),
    unitCode: z.string(),
    demo: z.boolean(),
    settings: Settings,
    templates: z.array(Template),
    active: z.array(z.string()),
  }),
  z.strictObject({ type: z.literal('person-added'), person: PersonRecord }),
  z.strictObject({ type: z.literal('person-changed'), person: PersonRecord }),
  z.strictObject({ type: z.literal('password-set'), person: z.string(), credential: Digest, mustChange: z.boolean() }),
  z.strictObject({ type: z.literal('section-added'), section: Section }),
  z.strictObject({ type: z.literal('section-changed'), section: Section }),
  z.strictObject({ type: z.literal('template-saved'), template: Template }),
  z.strictObject({ type: z.literal('templates-activated'), active: z.array(z.string()) }),
  z.strictObject({ type: z.literal('delegation-granted'), delegation: Delegation }),
  z.strictObject({ type: z.literal('delegation-ended'), delegation: z.string(), on: day, reason: z.string() }),
  z.strictObject({ type: z.literal('settings-saved'), settings: Settings }),
  z.strictObject({ type: z.literal('number-taken'), article: z.string(), scope: z.string(), serial: z.number().int(), number: z.string() }),
  z.strictObject({ type: z.literal('sign-in-failed'), account: z.string(), address: z.string() }),
  z.strictObject({ type: z.literal('checkpoint-exported'), size: z.number().int(), root: Digest }),
  z.strictObject({ type: z.literal('trail-exported'), query: z.string(), entries: z.number().int() }),
  /** A file that carries a classification mark was brought to the door: nothing of it is kept but this (保密法 第三十一条). */
  z.strictObject({ type: z.literal('classified-file-refused'), digest: Digest, name: z.string() }),
  z.strictObject({ type: z.literal('withheld-read'), article: z.string(), hash: Digest }),
  /** 词库: one edit of one list, as its difference; `source` names the file it came from, empty when typed in. */
  z.strictObject({
    type: z.literal('lexicon-changed'),
    version: z.number().int(),
    list: z.enum(lexiconLists),
    add: z.array(LexiconEntry),
    remove: z.array(z.string()),
    source: z.string(),
  }),
  z.strictObject({ type: z.literal('lexicon-region-set'), version: z.number().int(), region: OwnRegion, organisation: z.union([Organisation, z.null()]) }),
  z.strictObject({ type: z.literal('checks-set'), ...CheckRules.shape }),
  z.strictObject({ type: z.literal('word-proposed'), proposal: z.string(), word: z.string(), article: z.string(), rule: z.string(), reason: z.string() }),
  z.strictObject({ type: z.literal('word-settled'), proposal: z.string(), outcome: z.enum(proposalOutcomes), reason: z.string() }),
  /** A spelling model was made from the office's released articles; `base` is the digest of the model it was added to. */
  z.strictObject({ type: z.literal('spelling-trained'), digest: Digest, base: Digest, articles: z.number().int(), characters: z.number().int() }),
  /** The product's acceptance of a model plug-in: by `digest` of the model, under a version of the gate, with its figures. */
  z.strictObject({
    type: z.literal('plugin-judged'),
    digest: Digest,
    name: z.string(),
    version: z.string(),
    licence: z.string(),
    gate: z.number().int(),
    faults: z.number().int(),
    found: z.number().int(),
    wrongHints: z.number().int(),
    falseAlarms: z.number().int(),
    cleanCharacters: z.number().int(),
    passed: z.boolean(),
  }),
  z.strictObject({ type: z.literal('backup-made'), name: z.string(), size: z.number().int(), digest: Digest, head: Digest }),
  z.strictObject({ type: z.literal('backup-restored'), name: z.string(), head: Digest, abandoned: z.union([Digest, z.null()]) }),
])
export type OfficeEvent = z.infer<typeof OfficeEvent>
