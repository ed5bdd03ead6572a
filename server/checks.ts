import type { Content } from '#core/article/content'
import { plainText } from '#core/article/plain-text'
import type { Office } from '#core/office/office'
import type { Checked, Checks, Disposition, Found } from '#core/ports'
import type { Finding } from '#core/proofread/finding'
import { proofread, rulesetVersion } from '#core/proofread/index'
import { emptyProfile } from '#core/proofread/profile'
import { screenArticle } from '#core/screening/article'
import { screeningVersion } from '#core/screening/index'

/** Both rule sets: a result is only as good as the lists it was made with. */
export const ruleset = `校对 ${rulesetVersion} · 筛查 ${screeningVersion}`

/** How many texts' results are kept, the newest: every stage of a road asks about the same text again. */
const kept = 200

/** What the machine says of a text: proofreading and confidentiality screening, once per content hash and office lists. */
export function machineChecks(): Checks {
  const results = new Map<string, Found[]>()
  let lists: unknown = null
  function found(hash: string, content: Content, office: Office): Found[] {
    if (lists !== office.settings) results.clear()
    lists = office.settings
    const findings = results.get(hash) ?? run(content, office)
    results.delete(hash)
    results.set(hash, findings)
    if (results.size > kept) results.delete(results.keys().next().value!)
    return findings
  }
  return {
    ruleset,
    check: async (hash, content, office, dispositions) => summed(found(hash, content, office), dispositions),
    findings: async (hash, content, office) => found(hash, content, office),
  }
}

function run(content: Content, office: Office): Found[] {
  const plain = plainText(content)
  const { text, blocks } = plain
  const profile = { ...emptyProfile, exceptions: office.settings.names }
  const proof = proofread(text, { level: 'standard', profile, blocks })
  const hits = screenArticle(plain)
  return [
    ...proof.map(finding => ({ ...finding, source: 'proofread' as const, blocks: finding.level === 'error' })),
    ...hits.map(finding => ({ ...finding, source: 'screening' as const, blocks: finding.action === 'block' })),
  ]
}

function summed(found: readonly Found[], dispositions: readonly Disposition[]): Checked {
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
