import type { Delegation, OfficeEvent, PersonRecord, Section } from '#core/office/events'
import { defaultRules, editedLists, emptyLexicon, type CheckRules, type Lexicon, type OwnSpelling, type Proposal } from '#core/office/lexicon'
import type { Settings } from '#core/office/settings'
import type { Template } from '#core/workflow/template'

export type KeptDelegation = Delegation & { grantedBy: string; ended: null | { on: string; reason: string } }
/** What the acceptance of a model plug-in gave, and who had it judged. */
export type JudgedPlugin = Omit<Extract<OfficeEvent, { type: 'plugin-judged' }>, 'type'> & { by: string; at: string }
export type KeptPerson = PersonRecord & { credential: string | null; mustChange: boolean }

/** The office as the rules see it: everything that is not an article. Small (hundreds of rows), held whole. */
export type Office = {
  name: string
  region: string
  unitCode: string
  demo: boolean
  foundedAt: string
  settings: Settings
  people: Record<string, KeptPerson>
  sections: Record<string, Section>
  templates: Record<string, Template>
  /** Ids of the templates that new submissions may use. */
  active: string[]
  delegations: Record<string, KeptDelegation>
  /** The last serial given out in each scope; never goes back. */
  counters: Record<string, number>
  lexicon: Lexicon
  rules: CheckRules
  proposals: Record<string, Proposal>
  /** The spelling model of the office's own texts; null when none was made. */
  spelling: OwnSpelling | null
  /** The model plug-in that was judged last; null when none ever was. */
  plugin: JudgedPlugin | null
}

/** Folds one event into the office. The only place that says what an event means. */
export function evolveOffice(office: Office | null, act: { by: string; at: string }, event: OfficeEvent): Office {
  if (event.type === 'office-founded') {
    const { name, region, unitCode, demo, settings, active } = event
    const templates = Object.fromEntries(event.templates.map(template => [template.id, template]))
    const people = {}
    const words = { lexicon: emptyLexicon, rules: defaultRules, proposals: {}, spelling: null, plugin: null }
    return { name, region, unitCode, demo, foundedAt: act.at, settings, people, sections: {}, templates, active, delegations: {}, counters: {}, ...words }
  }
  if (!office) throw new Error(`event ${event.type} before the office was founded`)
  switch (event.type) {
    case 'person-added':
      return withPerson(office, { ...event.person, credential: null, mustChange: false })
    case 'person-changed': {
      const { credential, mustChange } = office.people[event.person.id]!
      return withPerson(office, { ...event.person, credential, mustChange })
    }
    case 'password-set': {
      const { credential, mustChange } = event
      return withPerson(office, { ...office.people[event.person]!, credential, mustChange })
    }
    case 'section-added':
    case 'section-changed':
      return { ...office, sections: { ...office.sections, [event.section.id]: event.section } }
    case 'template-saved':
      return { ...office, templates: { ...office.templates, [event.template.id]: event.template } }
    case 'templates-activated':
      return { ...office, active: event.active }
    case 'delegation-granted':
      return withDelegation(office, { ...event.delegation, grantedBy: act.by, ended: null })
    case 'delegation-ended':
      return withDelegation(office, { ...office.delegations[event.delegation]!, ended: { on: event.on, reason: event.reason } })
    case 'settings-saved':
      return { ...office, settings: event.settings }
    case 'number-taken':
      return { ...office, counters: { ...office.counters, [event.scope]: event.serial } }
    case 'lexicon-changed': {
      const lists = editedLists(office.lexicon, event.list, event.add, event.remove)
      return { ...office, lexicon: { ...office.lexicon, version: event.version, changed: { by: act.by, at: act.at }, lists } }
    }
    case 'lexicon-region-set': {
      const { version, region, organisation } = event
      return { ...office, lexicon: { ...office.lexicon, version, changed: { by: act.by, at: act.at }, region, organisation } }
    }
    case 'checks-set': {
      const { setting, disabled, levels } = event
      return { ...office, rules: { setting, disabled, levels } }
    }
    case 'word-proposed': {
      const { proposal: id, word, article, rule, reason } = event
      return withProposal(office, { id, word, article, rule, reason, by: act.by, at: act.at, settled: null })
    }
    case 'word-settled': {
      const { outcome, reason } = event
      return withProposal(office, { ...office.proposals[event.proposal]!, settled: { by: act.by, at: act.at, outcome, reason } })
    }
    case 'spelling-trained': {
      const { digest, base, articles, characters } = event
      return { ...office, spelling: { digest, base, articles, characters, by: act.by, at: act.at } }
    }
    case 'plugin-judged': {
      const { type: _, ...verdict } = event
      return { ...office, plugin: { ...verdict, by: act.by, at: act.at } }
    }
    case 'sign-in-failed':
    case 'checkpoint-exported':
    case 'trail-exported':
    case 'withheld-read':
    case 'classified-file-refused':
    case 'backup-made':
    case 'backup-restored':
      return office
  }
}

const withPerson = (office: Office, person: KeptPerson): Office => ({
  ...office,
  people: { ...office.people, [person.id]: person },
})
const withProposal = (office: Office, proposal: Proposal): Office => ({ ...office, proposals: { ...office.proposals, [proposal.id]: proposal } })
const withDelegation = (office: Office, delegation: KeptDelegation): Office => ({
  ...office,
  delegations: { ...office.delegations, [delegation.id]: delegation },
})
