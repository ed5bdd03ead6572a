import type { TextBlock } from '#core/article/plain-text'
import { profileOf, type CheckRules } from '#core/office/lexicon'
import type { Office } from '#core/office/office'
import type { Found } from '#core/ports'
import type { Finding } from '#core/proofread/finding'
import { createProofreader, rulesetVersion } from '#core/proofread/index'
import { modelRule } from '#core/proofread/plugin/rescore'
import type { Profile } from '#core/proofread/profile'
import { screenArticle } from '#core/screening/article'
import { screeningVersion } from '#core/screening/index'

/** What the checks of an office go by: its lists and its rules. Plain data, so that it can be handed to a worker. */
export type CheckSetup = { profile: Profile; rules: CheckRules }

/** The setup of an office as it is now. */
export const setupOf = (office: Office): CheckSetup => ({ profile: profileOf(office), rules: office.rules })

const settingZh = { strict: '严格', standard: '标准', sensitive: '敏感' } as const

/** Names the rule sets and lists a result was made with; stored with every pass and in every release package. */
export function rulesetOf(office: Pick<Office, 'lexicon' | 'rules'>, spelling: string): string {
  const { setting, disabled, levels } = office.rules
  const own = disabled.length + Object.keys(levels).length > 0 ? `（停用 ${disabled.length} 条、调级 ${Object.keys(levels).length} 条）` : ''
  return `校对 ${rulesetVersion} · 筛查 ${screeningVersion} · 词库 ${office.lexicon.version} · ${settingZh[setting]}${own} · ${spelling}`
}

/** Terms no spelling finding may lie in: exceptions and names, and what the office calls its people, bodies and phrases. */
export const termsOf = ({ exceptions, leaders, organisations, organisation, expressions }: Profile): string[] => [
  ...exceptions,
  ...leaders.map(leader => leader.name),
  ...[...organisations, ...(organisation ? [organisation] : [])].flatMap(({ name, short }) => [name, ...short]),
  ...expressions.map(expression => expression.right),
]

/**
 * Proofreading and screening by an office's setup, of one text after another. `spelling` are the findings of the statistical
 * check of the same text, when there is one; they are put in order with the rest.
 */
export function inspector({ profile, rules }: CheckSetup): (text: string, blocks: readonly TextBlock[], spelling: readonly Finding[]) => Found[] {
  let given: readonly Finding[] = []
  const proofreader = createProofreader({ level: rules.setting, profile, current: true, disabledRules: rules.disabled, spelling: () => [...given] })
  const off = new Set(rules.disabled)
  const levelFor = (finding: Finding) => (finding.rule === modelRule ? 'info' : (rules.levels[finding.rule] ?? finding.level))
  return (text, blocks, spelling) => {
    given = spelling.filter(finding => !off.has(finding.rule))
    const proof = proofreader.check(text, blocks).map(finding => ({ ...finding, level: levelFor(finding) }))
    const hits = screenArticle({ text, blocks: [...blocks] }, { off: rules.disabled })
    return [
      ...proof.map(finding => ({ ...finding, source: 'proofread' as const, blocks: finding.level === 'error' })),
      ...hits.map(finding => ({ ...finding, source: 'screening' as const, blocks: finding.action === 'block' })),
    ]
  }
}
