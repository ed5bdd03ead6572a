import { readFile } from 'node:fs/promises'
import type { Content } from '#core/article/content'
import { plainText } from '#core/article/plain-text'
import { inspector, rulesetOf, setupOf, termsOf } from '#core/checking'
import type { Office } from '#core/office/office'
import type { Checked, Checks, Disposition, Found } from '#core/ports'
import { apartFrom, type Finding } from '#core/proofread/finding'
import { modelRule } from '#core/proofread/plugin/rescore'
import { Recent } from '#db/recent'
import { pluginZh, type PluginDesk } from '#server/plugins'
import type { SpellingHost } from '#server/spelling-host'
import { modelFor, modelZh, type ModelFile, type ModelPlaces } from '#server/spelling-model'

/** How many texts' results are kept, the newest: every stage of a road asks about the same text again. */
const kept = 200
/** How many texts' suggestions of a plug-in are kept: an undo asks about the same text again. */
const suggestionsKept = 20

/**
 * What the machine says of a text: proofreading by rules and by statistics, and confidentiality screening, once per content
 * hash, lists, rules and model.
 */
export function machineChecks(places: ModelPlaces, spelling: SpellingHost, plugins: PluginDesk): Checks {
  const results = new Map<string, Promise<Found[]>>()
  const suggested = new Recent<Found[]>(suggestionsKept)
  /** What a text says as it stands, nothing disposed of: the same for all eight passes of a road. */
  const undisposed = new WeakMap<readonly Found[], Checked>()
  let by: Setup | null = null

  /** Another list, rule or model: what was found by the old ones is forgotten. */
  function setupFor(office: Office): Setup {
    const model = modelFor(office, places)
    const plugin = plugins.active(office)
    const lists = [...listsOf(office), model?.digest, plugin?.digest]
    if (by?.lists.every((list, i) => list === lists[i])) {
      by.office = office
      return by
    }
    results.clear()
    const setup = setupOf(office)
    by = { office, lists, model, plugin, inspect: inspector(setup), terms: termsOf(setup.profile), ruleset: rulesetOf(office, modelZh(model) + pluginZh(plugin)) }
    return by
  }

  async function run(content: Content, office: Office, { model, plugin, inspect, terms }: Setup): Promise<Found[]> {
    const { text, blocks } = plainText(content)
    const suspected = model ? await spelling.check(model, text, office.rules.setting, terms) : null
    const suggested = plugin ? await plugins.check(plugin, text, suspected ?? []) : []
    return inspect(text, blocks, [...(suspected ?? []), ...apartFrom(suspected ?? [], suggested)])
  }

  /** What was found in this text, by what: as it was found, unless the office has changed since; the files are looked at when a text must be read. */
  function found(hash: string, content: Content, office: Office): { findings: Promise<Found[]>; ruleset: string } {
    const held = by?.office === office ? results.get(hash) : undefined
    const setup = held ? by! : setupFor(office)
    const findings = held ?? results.get(hash) ?? run(content, office, setup)
    results.delete(hash)
    results.set(hash, findings)
    findings.catch(() => results.delete(hash))
    if (results.size > kept) results.delete(results.keys().next().value!)
    return { findings, ruleset: setup.ruleset }
  }

  async function check(hash: string, content: Content, office: Office, dispositions: readonly Disposition[]): Promise<Checked> {
    const { findings: finding, ruleset } = found(hash, content, office)
    const findings = await finding
    if (dispositions.length > 0) return summed(findings, dispositions, ruleset)
    const known = undisposed.get(findings) ?? summed(findings, [], ruleset)
    undisposed.set(findings, known)
    return known
  }

  /** What the plug-in says of the text on a screen; the screen has the other findings itself. */
  async function suggestions(text: string, office: Office): Promise<Found[]> {
    const { model, plugin, terms } = setupFor(office)
    if (!plugin || office.rules.disabled.includes(modelRule)) return []
    const about = `${plugin.digest}\n${text}`
    const known = suggested.get(about)
    if (known) return known
    const suspected = (model ? await spelling.check(model, text, office.rules.setting, terms) : null) ?? []
    const findings = apartFrom(suspected, await plugins.check(plugin, text, suspected))
      .map(finding => ({ ...finding, level: 'info' as const, source: 'proofread' as const, blocks: false }))
    suggested.set(about, findings)
    return findings
  }

  return {
    check,
    findings: (hash, content, office) => found(hash, content, office).findings,
    suggestions,
    ruleset: office => setupFor(office).ruleset,
    modelDigest: office => modelFor(office, places)?.digest ?? null,
    async model(office, digest) {
      const model = modelFor(office, places)
      return model?.digest === digest ? readFile(model.path, 'base64') : null
    },
  }
}

/** What of an office its checks go by. */
const listsOf = ({ lexicon, rules, settings }: Office) => [lexicon, rules, settings]

type Setup = { office: Office; lists: readonly unknown[]; model: ModelFile | null; plugin: ReturnType<PluginDesk['active']>; inspect: ReturnType<typeof inspector>; terms: string[]; ruleset: string }

function summed(found: readonly Found[], dispositions: readonly Disposition[], ruleset: string): Checked {
  const answered = (finding: Found) =>
    dispositions.find(d => d.rule === finding.rule && d.text === finding.text && d.start === finding.start && d.reason.trim() !== '')
  const open = found.filter(finding => finding.blocks && !answered(finding))
  const count = (level: Finding['level']) => found.filter(finding => finding.level === level).length
  const dismissed = found.filter(answered).length
  return {
    summary: {
      ruleset,
      errors: count('error'),
      warnings: count('warning'),
      infos: count('info'),
      fixed: dispositions.filter(d => d.act === 'fixed').length,
      dismissed,
      exhibit: null,
    },
    exhibit: found.map(finding => ({ ...finding, disposed: answered(finding)?.reason ?? null })),
    open: open.filter(finding => finding.source === 'proofread').length,
    blocked: open.filter(finding => finding.source === 'screening').length,
  }
}
