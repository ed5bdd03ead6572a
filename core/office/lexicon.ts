import { z } from 'zod'
import type { Settings } from '#core/office/settings'
import { expressionSchema, leaderSchema, organisationSchema, profileSchema, wordSchema, type Profile } from '#core/proofread/profile'

/** A name or phrase that stands for itself. One character would excuse half a text. */
const Term = z.string().min(2).max(60)
const Word = wordSchema.strict()

/** The lists of the office's own lexicon (词库), and what an entry of each is. */
export const entrySchemas = {
  names: Term,
  leaders: leaderSchema.strict(),
  organisations: organisationSchema.strict(),
  expressions: expressionSchema.strict(),
  banned: Word,
  careful: Word,
  exceptions: Term,
  friendlyRegions: Term,
} as const
export type LexiconList = keyof typeof entrySchemas
export const lexiconLists = Object.keys(entrySchemas) as [LexiconList, ...LexiconList[]]
export type EntryOf<L extends LexiconList> = z.output<(typeof entrySchemas)[L]>

/** An entry of any list. Which one it is of is said beside it; `entryFault` in core/office/decide-lexicon.ts holds it to that. */
export const LexiconEntry = z.union([Term, leaderSchema.strict(), organisationSchema.strict(), expressionSchema.strict(), Word])
export type LexiconEntry = z.infer<typeof LexiconEntry>

/** What the lists are called. */
export const listZh: Record<LexiconList, string> = {
  names: '姓名与专名',
  leaders: '领导人',
  organisations: '机构',
  expressions: '固定表述',
  banned: '禁用词',
  careful: '慎用词',
  exceptions: '放行词',
  friendlyRegions: '外地地名',
}

/** Most entries one list may hold. */
export const mostEntries: Record<LexiconList, number> = {
  names: 20_000, leaders: 2000, organisations: 5000, expressions: 5000, banned: 20_000, careful: 20_000, exceptions: 20_000, friendlyRegions: 5000,
}

/** The office's own place; empty where it has none. */
export const OwnRegion = z.strictObject({ province: z.string().max(30), city: z.string().max(30), county: z.string().max(30) })
export type OwnRegion = z.infer<typeof OwnRegion>
export const Organisation = organisationSchema.strict()

/** How findings are shown: the setting, what is switched off, and rules whose level the office has changed. */
export const CheckRules = z.strictObject({
  setting: z.enum(['strict', 'standard', 'sensitive']),
  disabled: z.array(z.string().min(1).max(80)).max(500),
  levels: z.record(z.string().min(1).max(80), z.enum(['error', 'warning', 'info'])),
})
export type CheckRules = z.infer<typeof CheckRules>

/** Where a proposed word went. */
export const proposalOutcomes = ['exceptions', 'names', 'rejected'] as const
export type ProposalOutcome = (typeof proposalOutcomes)[number]

/** 忽略此词: a word somebody wants the checks to leave alone, until it is settled and after. */
export type Proposal = {
  id: string
  word: string
  /** Where it was met; empty when none. */
  article: string
  /** The rule that flagged it. */
  rule: string
  reason: string
  by: string
  at: string
  settled: null | { by: string; at: string; outcome: ProposalOutcome; reason: string }
}

/** The spelling model made from the office's own texts. `base`: digest of the model it was added to. */
export type OwnSpelling = { digest: string; base: string; articles: number; characters: number; by: string; at: string }

/** The office's own words; `version` counts the edits. Entries by their key. */
export type Lexicon = {
  version: number
  changed: { by: string; at: string } | null
  region: OwnRegion
  organisation: z.infer<typeof Organisation> | null
  lists: Readonly<Record<LexiconList, ReadonlyMap<string, LexiconEntry>>>
}

export const emptyLexicon: Lexicon = {
  version: 0,
  changed: null,
  region: { province: '', city: '', county: '' },
  organisation: null,
  lists: Object.fromEntries(lexiconLists.map(list => [list, new Map<string, LexiconEntry>()])) as unknown as Lexicon['lists'],
}
export const defaultRules: CheckRules = { setting: 'standard', disabled: [], levels: {} }

/** What tells an entry from the others of its list. A leader may hold two posts, and one post at two times. */
export function keyOf(entry: LexiconEntry): string {
  if (typeof entry === 'string') return entry
  if ('title' in entry) return [entry.name, entry.title, entry.from ?? ''].join(' ').trim()
  if ('name' in entry) return entry.name
  return 'right' in entry ? entry.right : entry.word
}

/** A list after an edit: what is removed goes, what is added takes the place of its namesake. */
export function editedLists(lexicon: Lexicon, list: LexiconList, add: readonly LexiconEntry[], remove: readonly string[]): Lexicon['lists'] {
  const entries = new Map(lexicon.lists[list])
  for (const key of remove) entries.delete(key)
  for (const entry of add) entries.set(keyOf(entry), entry)
  return { ...lexicon.lists, [list]: entries }
}

/** The entries of a list: leaders in their order, the rest by their key. */
export function entriesOf<L extends LexiconList>(lexicon: Lexicon, list: L): EntryOf<L>[] {
  const rank = (entry: LexiconEntry) => (typeof entry === 'object' && 'title' in entry ? (entry.order ?? Infinity) : 0)
  const sorted = [...lexicon.lists[list]].sort(([a, x], [b, y]) => (rank(x) === rank(y) ? (a < b ? -1 : 1) : rank(x) - rank(y)))
  return sorted.map(([, entry]) => entry as EntryOf<L>)
}

/** What of an office its words follow from. */
type Worded = { lexicon: Lexicon; settings: Settings }
const profiles = new WeakMap<Lexicon, { settings: Settings; profile: Profile }>()

/** The lists as the rules take them. Names of the lexicon and of the settings are exceptions: no rule flags them. */
export function profileOf({ lexicon, settings }: Worded): Profile {
  const known = profiles.get(lexicon)
  if (known?.settings === settings) return known.profile
  const { region, organisation } = lexicon
  const of = <L extends LexiconList>(list: L) => entriesOf(lexicon, list)
  const profile = profileSchema.parse({
    region: Object.fromEntries(Object.entries(region).filter(([, name]) => name !== '')),
    ...(organisation && { organisation }),
    organisations: of('organisations'),
    friendlyRegions: of('friendlyRegions'),
    leaders: of('leaders'),
    expressions: of('expressions'),
    banned: of('banned'),
    careful: of('careful'),
  })
  profile.exceptions = [...new Set([...of('exceptions'), ...of('names'), ...settings.names])]
  profiles.set(lexicon, { settings, profile })
  return profile
}

const guarded = new WeakMap<Lexicon, { settings: Settings; names: readonly string[] }>()

/** Names a correction may not touch (RULEBOOK 4): those of the settings, and of the lexicon its names, leaders and organisations. */
export function guardedNames({ lexicon, settings }: Worded): readonly string[] {
  const known = guarded.get(lexicon)
  if (known?.settings === settings) return known.names
  const organisations = [...entriesOf(lexicon, 'organisations'), ...(lexicon.organisation ? [lexicon.organisation] : [])]
  const all = [
    ...settings.names,
    ...entriesOf(lexicon, 'names'),
    ...entriesOf(lexicon, 'leaders').map(leader => leader.name),
    ...organisations.flatMap(({ name, short }) => [name, ...short]),
  ]
  const names = [...new Set(all.filter(name => name.length > 1))]
  guarded.set(lexicon, { settings, names })
  return names
}
