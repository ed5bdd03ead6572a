import { readFile } from 'node:fs/promises'
import type { Content } from '#core/article/content'
import { plainText } from '#core/article/plain-text'
import { inspector, rulesetOf, setupOf, termsOf } from '#core/checking'
import type { Office } from '#core/office/office'
import type { Checked, Checks, Disposition, Found } from '#core/ports'
import type { Finding } from '#core/proofread/finding'
import { pluginZh, type PluginDesk } from '#server/plugins'
import type { SpellingHost } from '#server/spelling-host'
import { modelFor, modelZh, type ModelPlaces } from '#server/spelling-model'

/** How many texts' results are kept, the newest: every stage of a road asks about the same text again. */
const kept = 200

/**
 * What the machine says of a text: proofreading by rules and by statistics, and confidentiality screening, once per content
 * hash, lists, rules and model.
 */
export function machineChecks(places: ModelPlaces, spelling: SpellingHost, plugins: PluginDesk): Checks {
  const results = new Map<string, Promise<Found[]>>()
  let by: { lists: readonly unknown[]; inspect: ReturnType<typeof inspector> } | null = null

  /** Another list, rule or model: what was found by the old ones is forgotten. */
  function inspectorFor(office: Office) {
    const lists = [office.lexicon, office.rules, office.settings, modelFor(office, places)?.digest, plugins.active(office)?.digest]
    if (by?.lists.every((list, i) => list === lists[i])) return by.inspect
    results.clear()
    by = { lists, inspect: inspector(setupOf(office)) }
    return by.inspect
  }

  async function run(content: Content, office: Office): Promise<Found[]> {
    const inspect = inspectorFor(office)
    const { text, blocks } = plainText(content)
    const model = modelFor(office, places)
    const { setting } = office.rules
    const suspected = model ? await spelling.check(model, text, setting, termsOf(setupOf(office).profile)) : null
    const plugin = plugins.active(office)
    const suggested = plugin ? await plugins.check(plugin, text, suspected ?? []) : []
    return inspect(text, blocks, [...(suspected ?? []), ...apartFrom(suspected ?? [], suggested)])
  }

  function found(hash: string, content: Content, office: Office): Promise<Found[]> {
    inspectorFor(office)
    const findings = results.get(hash) ?? run(content, office)
    results.delete(hash)
    results.set(hash, findings)
    findings.catch(() => results.delete(hash))
    if (results.size > kept) results.delete(results.keys().next().value!)
    return findings
  }

  const ruleset = (office: Office) => rulesetOf(office, modelZh(modelFor(office, places)) + pluginZh(plugins.active(office)))
  return {
    ruleset,
    check: async (hash, content, office, dispositions) => summed(await found(hash, content, office), dispositions, ruleset(office)),
    findings: found,
    modelDigest: office => modelFor(office, places)?.digest ?? null,
    async model(office, digest) {
      const model = modelFor(office, places)
      return model?.digest === digest ? readFile(model.path, 'base64') : null
    },
  }
}

/** A place that statistics already speak of is not spoken of twice. */
const apartFrom = (said: readonly Finding[], more: readonly Finding[]): Finding[] =>
  more.filter(one => !said.some(other => other.start < one.end && one.start < other.end))

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
