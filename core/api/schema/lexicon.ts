import { z } from 'zod'
import { CheckRules, LexiconEntry, lexiconLists, Organisation, OwnRegion, proposalOutcomes } from '#core/office/lexicon'
import type { Profile } from '#core/proofread/profile'
import { command, hash, id, instant, key, may, query } from '#core/api/schema/common'

const Proposal = z.object({
  id,
  word: z.string(),
  article: z.string(),
  rule: z.string(),
  reason: z.string(),
  by: z.string(),
  at: instant,
  settled: z.object({ by: z.string(), at: instant, outcome: z.enum(proposalOutcomes), reason: z.string() }).nullable(),
})
const list = z.enum(lexiconLists)
const level = z.enum(['error', 'warning', 'info'])

/** A rule or detector as the rules screen shows it. */
export const RuleView = z.object({
  id: z.string(),
  zh: z.string(),
  family: z.string(),
  familyZh: z.string(),
  source: z.enum(['proofread', 'screening']),
  /** The level it has by itself, and the one the office gave it. */
  ownLevel: level,
  level,
  on: z.boolean(),
  /** May not be switched off. */
  floor: z.boolean(),
  basis: z.string(),
  hits: z.array(z.string()),
  misses: z.array(z.string()),
  /** In the last passes: places found, those dismissed with a reason, and those that were corrected. */
  found: z.number().int(),
  dismissed: z.number().int(),
  fixed: z.number().int(),
})

/** 词库 and 校对规则. `saw` in a save: what its screen had read, as in `officeCalls`; of an edit of a list, the entries it touches. */
export const lexiconCalls = {
  'lexicon.get': query(
    z.object({}),
    z.object({
      version: z.number().int(),
      changed: z.object({ by: z.string(), at: instant }).nullable(),
      region: OwnRegion,
      organisation: Organisation.nullable(),
      lists: z.record(list, z.array(LexiconEntry)),
      /** Open ones first, then the last settled. */
      proposals: z.array(Proposal),
      spelling: z.object({ digest: hash, base: hash, articles: z.number().int(), characters: z.number().int(), by: z.string(), at: instant }).nullable(),
      may: may('keep', 'propose'),
    }),
  ),
  /** 模型插件: what is there, what its acceptance gave, and whether it is used. Mostly there is none. */
  'plugin.state': query(
    z.object({}),
    z.object({
      folder: z.string(),
      present: z.object({ name: z.string(), version: z.string(), licence: z.string(), digest: hash }).nullable(),
      /** Why the one that is there cannot be used. */
      fault: z.string().nullable(),
      verdict: z.object({ digest: hash, passed: z.boolean(), zh: z.string(), by: z.string(), at: instant }).nullable(),
      inUse: z.boolean(),
      may: may('judge'),
    }),
  ),
  /** Runs the product's gate on the plug-in that is there, and records the verdict. */
  'plugin.judge': command(z.object({ key }), z.object({ passed: z.boolean(), zh: z.string() })),
  /** One edit of one list. An entry takes the place of its namesake; what is there already is left out. */
  'lexicon.change': command(
    z.object({ key, list, add: z.array(LexiconEntry).max(20_000), remove: z.array(z.string().max(300)).max(20_000), source: z.string().max(200).optional(), saw: z.array(LexiconEntry).max(40_000).optional() }),
    z.object({ version: z.number().int() }),
  ),
  'lexicon.setRegion': command(z.object({ key, region: OwnRegion, organisation: Organisation.nullable(), saw: z.object({ region: OwnRegion, organisation: Organisation.nullable() }).optional() }), z.object({ version: z.number().int() })),
  /** Reads a .xlsx, .csv or .txt and says line by line what it would do. Changes nothing. */
  'lexicon.preview': query(
    z.object({ list, name: z.string().min(1).max(200), base64: z.string() }),
    z.object({
      lines: z.array(z.object({ line: z.number().int(), act: z.enum(['add', 'change', 'same', 'refused']), term: z.string(), zh: z.string(), entry: LexiconEntry.nullable() })),
    }),
  ),
  /** 忽略此词: proposed to the office clerk. */
  'word.propose': command(
    z.object({ key, word: z.string().max(200), article: z.string().max(64), rule: z.string().max(80), reason: z.string().trim().max(200) }),
    z.object({ id }),
  ),
  'word.settle': command(z.object({ key, id, outcome: z.enum(proposalOutcomes), reason: z.string().trim().max(200) }), z.object({})),

  /** Every rule and detector, with what the last passes say of it. */
  'rules.list': query(z.object({}), z.object({ rules: CheckRules, passes: z.number().int(), list: z.array(RuleView), may: may('set') })),
  'rules.set': command(z.object({ key, rules: CheckRules, saw: CheckRules.optional() }), z.object({})),

  /** What a screen's own worker checks by: the same lists, rules and model as the office. */
  'check.setup': query(
    z.object({}),
    z.object({ profile: z.custom<Profile>(), rules: CheckRules, guarded: z.array(z.string()), ruleset: z.string(), model: z.object({ digest: hash }).nullable(), /** Whether a model plug-in is in use: its words are asked for by `check.suggest`. */ plugin: z.boolean(), /** Chinese names of rules and detectors by id. */ names: z.record(z.string(), z.string()) }),
  ),
  'check.model': query(z.object({ digest: hash }), z.object({ base64: z.string() })),

  /** 训练: on the office's released articles, on the machine that keeps the data. */
  'spelling.train': command(z.object({}), z.object({ job: id })),
  'spelling.progress': query(
    z.object({ job: id }),
    z.object({ share: z.number(), done: z.boolean(), articles: z.number().int(), characters: z.number().int(), error: z.string().nullable() }),
  ),
  'spelling.cancel': command(z.object({ job: id }), z.object({})),
}
