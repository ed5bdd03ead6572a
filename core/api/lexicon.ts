import { z } from 'zod'
import { changeOffice, saveOffice } from '#core/api/change-office'
import { bodyOf } from '#core/audit/entry'
import type { Ask, Handlers } from '#core/api/handler'
import type { RuleView } from '#core/api/schema/lexicon'
import { setupOf } from '#core/checking'
import { changeLexicon, isFloorCheck, mayNotKeepLexicon, mayNotPropose, proposeWord, setRegion, setRules, settleWord } from '#core/office/decide-lexicon'
import { entriesOf, guardedNames, keyOf, lexiconLists, type LexiconEntry, type LexiconList, type Proposal } from '#core/office/lexicon'
import { previewTable } from '#core/office/lexicon-table'
import type { Level } from '#core/proofread/finding'
import { modelRule } from '#core/proofread/plugin/rescore'
import { families, rules } from '#core/proofread/index'
import { no, ok } from '#core/result'
import { detectors, type ScreeningFamily } from '#core/screening/index'

type Names =
  | 'lexicon.get' | 'lexicon.change' | 'lexicon.setRegion' | 'lexicon.preview' | 'word.propose' | 'word.settle'
  | 'rules.list' | 'rules.set' | 'check.setup' | 'check.model' | 'spelling.train' | 'spelling.progress' | 'spelling.cancel'

/** How many settled proposals are shown beside the open ones, and how many passes the precision of rules is reckoned from. */
const settledShown = 50
const passesCounted = 300

export const lexiconHandlers: Handlers<Names> = {
  async 'lexicon.get'({ office, who }) {
    const { lexicon, spelling } = office
    const { version, changed, region, organisation } = lexicon
    const lists = Object.fromEntries(lexiconLists.map(list => [list, entriesOf(lexicon, list)])) as Record<LexiconList, LexiconEntry[]>
    const may = { keep: mayNotKeepLexicon(who), propose: mayNotPropose(who) }
    return ok({ version, changed, region, organisation, lists, proposals: inOrder(Object.values(office.proposals)), spelling, may })
  },
  async 'lexicon.change'(ask, { key, list, add, remove, source = '', saw }) {
    const touched = new Set([...add.map(keyOf), ...remove])
    const done = await saveOffice(ask, key, {
      acts: ['lexicon-changed'],
      about: data => data.list === list && [...data.add.map(keyOf), ...data.remove].some(one => touched.has(one)),
    }, office => changeLexicon(office, ask.who, { list, add, remove, source, ...(saw && { saw }) }))
    return done.ok ? ok({ version: done.value.lexicon.version }) : done
  },
  async 'lexicon.setRegion'(ask, { key, region, organisation, saw }) {
    const done = await saveOffice(ask, key, { acts: ['lexicon-region-set'] }, office => setRegion(office, ask.who, region, organisation, saw))
    return done.ok ? ok({ version: done.value.lexicon.version }) : done
  },
  async 'lexicon.preview'({ ports, office, who }, { list, name, base64 }) {
    const barred = mayNotKeepLexicon(who)
    if (barred) return no(barred)
    const rows = await ports.files.table(name, base64, who.id)
    return rows.ok ? ok({ lines: previewTable(office.lexicon, list, rows.value) }) : rows
  },
  async 'word.propose'(ask, { key, ...word }) {
    const proposal = ask.ports.newId()
    const done = await changeOffice(ask, key, office => proposeWord(office, ask.who, { ...word, proposal }))
    if (!done.ok) return done
    // A command sent twice is carried out once, under the id it was given then.
    const open = Object.values(done.value.proposals).find(p => p.word === word.word.normalize('NFC').trim() && !p.settled)
    return ok({ id: open?.id ?? proposal })
  },
  async 'word.settle'(ask, { key, id, outcome, reason }) {
    const done = await changeOffice(ask, key, office => settleWord(office, ask.who, id, outcome, reason))
    return done.ok ? ok({}) : done
  },

  async 'rules.list'(ask) {
    const { passes, counts } = await countsOf(ask)
    const { disabled, levels } = ask.office.rules
    const off = new Set(disabled)
    const shown = ask.ports.plugins.inUse(ask.office) ? [...facts, modelFact] : facts
    const list = shown.map(fact => ({
      ...fact,
      level: levels[fact.id] ?? fact.ownLevel,
      on: !off.has(fact.id),
      floor: isFloorCheck(fact.id),
      ...(counts.get(fact.id) ?? { found: 0, dismissed: 0, fixed: 0 }),
    }))
    return ok({ rules: ask.office.rules, passes, list, may: { set: mayNotKeepLexicon(ask.who) } })
  },
  async 'rules.set'(ask, { key, rules: given, saw }) {
    const done = await saveOffice(ask, key, { acts: ['checks-set'] }, office => setRules(office, ask.who, given, saw))
    return done.ok ? ok({}) : done
  },
  async 'check.setup'({ ports, office }) {
    const digest = ports.checks.modelDigest(office)
    const model = digest === null ? null : { digest }
    return ok({ ...setupOf(office), guarded: [...guardedNames(office)], ruleset: ports.checks.ruleset(office), model, plugin: ports.plugins.inUse(office), names })
  },
  async 'check.model'({ ports, office }, { digest }) {
    const base64 = await ports.checks.model(office, digest)
    return base64 === null ? no({ code: 'not-found', what: '拼写模型' }) : ok({ base64 })
  },

  async 'spelling.train'({ ports, who }) {
    const barred = mayNotKeepLexicon(who)
    return barred ? no(barred) : ok({ job: ports.trainer.start(who.id) })
  },
  async 'spelling.progress'({ ports, who }, { job }) {
    const barred = mayNotKeepLexicon(who)
    if (barred) return no(barred)
    const progress = ports.trainer.progress(job)
    return progress ? ok(progress) : no({ code: 'not-found', what: '训练任务' })
  },
  async 'spelling.cancel'({ ports, who }, { job }) {
    const barred = mayNotKeepLexicon(who)
    if (barred) return no(barred)
    ports.trainer.cancel(job)
    return ok({})
  },
}

/** Open proposals by age, then the last settled ones. */
function inOrder(proposals: Proposal[]): Proposal[] {
  const open = proposals.filter(p => !p.settled).sort((a, b) => (a.at < b.at ? -1 : 1))
  const settled = proposals.filter(p => p.settled).sort((a, b) => (a.settled!.at < b.settled!.at ? 1 : -1))
  return [...open, ...settled.slice(0, settledShown)]
}

type Fact = Omit<z.infer<typeof RuleView>, 'level' | 'on' | 'floor' | 'found' | 'dismissed' | 'fixed'>
const screeningZh: Record<ScreeningFamily, string> = {
  classified: '密级标志', 'work-secret': '工作秘密与内部标志', personal: '个人信息', aggregation: '信息汇聚', location: '地理位置', link: '链接与来源',
}
const levelOf = { block: 'error', warn: 'warning', info: 'info' } as const satisfies Record<string, Level>
const spellingFact = (id: string, zh: string): Fact => ({
  id, zh, family: 'spelling', familyZh: families.spelling, source: 'proofread', ownLevel: 'warning', hits: [], misses: [],
  basis: '统计模型：与法律法规和政府工作报告的用字习惯比较得出，供人工判断',
})

const facts: readonly Fact[] = [
  ...rules.map(({ id, zh, family, level, basis, hits, misses }): Fact => ({ id, zh, family, familyZh: families[family], source: 'proofread', ownLevel: level, basis, hits, misses })),
  spellingFact('spelling.char', '单字疑误'),
  spellingFact('spelling.word', '词语疑误'),
  spellingFact('spelling.swapped', '两字疑似颠倒'),
  spellingFact('spelling.doubled', '疑似多写一字或一词'),
  ...detectors.map(({ id, zh, family, action, basis, hits, misses }): Fact => ({
    id, zh, family, familyZh: screeningZh[family], source: 'screening', ownLevel: levelOf[action], basis, hits: [...hits], misses: [...misses],
  })),
]

/** Shown among the rules only while a plug-in is in use. */
const modelFact: Fact = {
  ...spellingFact(modelRule, '模型建议'),
  ownLevel: 'info',
  basis: '本单位放入并已验收的模型插件；只作提示，写明把握程度，不会自动改',
}

const names = Object.fromEntries([...facts, modelFact].map(({ id, zh }) => [id, zh]))

const Passed = z.object({ checks: z.object({ exhibit: z.string().nullable() }).nullable() })
const Kept = z.object({
  hash: z.string(),
  found: z.array(z.object({ rule: z.string(), text: z.string(), start: z.number(), disposed: z.string().nullable() })),
  fixed: z.array(z.object({ rule: z.string(), text: z.string(), start: z.number() })).optional(),
})
type Count = { found: number; dismissed: number; fixed: number }

/** What the last passes say of each rule. The stages of a road see the same text again: a place of a text counts once. */
async function countsOf({ ports }: Ask): Promise<{ passes: number; counts: Map<string, Count> }> {
  const { entries } = await ports.store.entries({ act: 'stage-passed', limit: passesCounted })
  const digests = entries.flatMap(entry => Passed.safeParse(bodyOf(entry).data).data?.checks?.exhibit ?? [])
  const exhibits = await ports.store.exhibits([...new Set(digests)])
  const places = new Map<string, { rule: string; act: keyof Count }>()
  for (const exhibit of exhibits.values()) {
    const kept = Kept.safeParse(exhibit)
    if (!kept.success) continue
    const { hash, found, fixed = [] } = kept.data
    for (const { rule, start, text, disposed } of found) {
      const place = [hash, rule, start, text].join('\n')
      if (disposed !== null || !places.has(place)) places.set(place, { rule, act: disposed === null ? 'found' : 'dismissed' })
    }
    for (const { rule, start, text } of fixed) places.set([hash, rule, start, text, 'fixed'].join('\n'), { rule, act: 'fixed' })
  }
  const counts = new Map<string, Count>()
  for (const { rule, act } of places.values()) {
    const count = counts.get(rule) ?? { found: 0, dismissed: 0, fixed: 0 }
    count.found += 1
    if (act !== 'found') count[act] += 1
    counts.set(rule, count)
  }
  return { passes: entries.length, counts }
}
