import type Database from 'better-sqlite3'
import { checkingOf, counterRow, delegationRow, lexiconRow, officeRow, personRow, proposalRow, sectionRow, templateRow } from '#core/audit/rows'
import { lexiconLists, type Lexicon, type LexiconEntry, type Proposal } from '#core/office/lexicon'
import type { KeptDelegation, KeptPerson, Office } from '#core/office/office'
import * as schema from '#db/schema'
import { selectFrom, upsertInto } from '#db/table'
import { parsed, parsedOrNull } from '#db/rows'

/** The office as rows, and back. */
export class OfficeRows {
  private readonly select
  private readonly write
  private readonly credential: Database.Statement<[string], string>
  private readonly setCredential
  private readonly dropTerm: Database.Statement<[string, string]>

  constructor(sqlite: Database.Database) {
    this.select = {
      office: selectFrom(sqlite, schema.officeTable, []),
      person: selectFrom(sqlite, schema.personTable, [], 'ORDER BY rowid'),
      section: selectFrom(sqlite, schema.sectionTable, [], 'ORDER BY rowid'),
      template: selectFrom(sqlite, schema.templateTable, [], 'ORDER BY rowid'),
      delegation: selectFrom(sqlite, schema.delegationTable, [], 'ORDER BY rowid'),
      counter: selectFrom(sqlite, schema.counterTable, [], 'ORDER BY rowid'),
      lexicon: selectFrom(sqlite, schema.lexiconTable, [], 'ORDER BY rowid'),
      proposal: selectFrom(sqlite, schema.proposalTable, [], 'ORDER BY rowid'),
    }
    this.write = {
      office: upsertInto(sqlite, schema.officeTable),
      person: upsertInto(sqlite, schema.personTable),
      section: upsertInto(sqlite, schema.sectionTable),
      template: upsertInto(sqlite, schema.templateTable),
      delegation: upsertInto(sqlite, schema.delegationTable),
      counter: upsertInto(sqlite, schema.counterTable),
      lexicon: upsertInto(sqlite, schema.lexiconTable),
      proposal: upsertInto(sqlite, schema.proposalTable),
    }
    this.credential = sqlite.prepare<[string], string>('SELECT form FROM credential WHERE person = ?').pluck()
    this.dropTerm = sqlite.prepare('DELETE FROM lexicon WHERE list = ? AND term = ?')
    this.setCredential = upsertInto(sqlite, schema.credentialTable)
  }

  load(): Office | null {
    const row = this.select.office.get()
    if (!row) return null
    const { name, region, unitCode, foundedAt } = row
    const people = this.select.person.all().map(person => ({
      ...person,
      roles: parsed<KeptPerson['roles']>(person.roles),
      disabled: person.disabled === 1,
      away: parsed<KeptPerson['away']>(person.away),
      mustChange: person.mustChange === 1,
    }))
    const sections = this.select.section.all().map(section => ({ ...section, closed: section.closed === 1 }))
    const templates = this.select.template.all().map(template => ({
      ...template,
      kinds: parsed<Office['templates'][string]['kinds']>(template.kinds),
      grades: parsed<Office['templates'][string]['grades']>(template.grades),
      stages: parsed<Office['templates'][string]['stages']>(template.stages),
      switches: parsed<Office['templates'][string]['switches']>(template.switches),
    }))
    const delegations = this.select.delegation.all().map(({ fromDay: from, toDay: to, ...rest }) => ({
      ...rest,
      from,
      to,
      roles: parsed<KeptDelegation['roles']>(rest.roles),
      ended: parsedOrNull<NonNullable<KeptDelegation['ended']>>(rest.ended),
    }))
    const { rules, spelling, plugin = null, ...words } = parsed<ReturnType<typeof checkingOf>>(row.checking)
    return {
      name,
      region,
      unitCode,
      demo: row.demo === 1,
      foundedAt,
      settings: parsed(row.settings),
      people: byId(people),
      sections: byId(sections),
      templates: byId(templates),
      active: parsed(row.active),
      delegations: byId(delegations),
      counters: Object.fromEntries(this.select.counter.all().map(({ scope, serial }) => [scope, serial])),
      lexicon: { ...words, lists: this.lists() },
      rules,
      spelling,
      plugin,
      proposals: byId(this.select.proposal.all().map(row => ({ ...row, settled: parsedOrNull<NonNullable<Proposal['settled']>>(row.settled) }))),
    }
  }

  private lists(): Lexicon['lists'] {
    const lists = new Map<string, Map<string, LexiconEntry>>(lexiconLists.map(list => [list, new Map()]))
    for (const { list, term, entry } of this.select.lexicon.all()) lists.get(list)?.set(term, parsed(entry))
    return Object.fromEntries(lists) as unknown as Lexicon['lists']
  }

  private saveLists(before: Lexicon['lists'] | undefined, after: Lexicon['lists']): void {
    for (const list of lexiconLists) {
      const [were, are] = [before?.[list], after[list]]
      if (were === are) continue
      for (const term of were?.keys() ?? []) if (!are.has(term)) this.dropTerm.run(list, term)
      for (const [term, entry] of are) if (were?.get(term) !== entry) this.write.lexicon.run(lexiconRow(list, term, entry))
    }
  }

  save(before: Office | null, after: Office): void {
    const facts = (office: Office | null) =>
      office && [office.name, office.settings, office.active, ...Object.values(checkingOf(office))]
    const were = facts(before)
    const same = facts(after)!.every((fact, i) => fact === were?.[i])
    if (!same) this.write.office.run(officeRow(after))
    for (const person of changedIn(before?.people, after.people)) this.write.person.run(personRow(person))
    for (const section of changedIn(before?.sections, after.sections)) this.write.section.run(sectionRow(section))
    for (const template of changedIn(before?.templates, after.templates)) this.write.template.run(templateRow(template))
    for (const delegation of changedIn(before?.delegations, after.delegations)) this.write.delegation.run(delegationRow(delegation))
    for (const proposal of changedIn(before?.proposals, after.proposals)) this.write.proposal.run(proposalRow(proposal))
    this.saveLists(before?.lexicon.lists, after.lexicon.lists)
    for (const [scope, serial] of Object.entries(after.counters)) {
      if (before?.counters[scope] !== serial) this.write.counter.run(counterRow(scope, serial))
    }
  }

  credentialOf(person: string): string | null {
    return this.credential.get(person) ?? null
  }

  keepCredential(person: string, form: string): void {
    this.setCredential.run({ person, form })
  }
}

const byId = <T extends { id: string }>(all: readonly T[]): Record<string, T> => Object.fromEntries(all.map(one => [one.id, one]))
const changedIn = <T>(before: Record<string, T> = {}, after: Record<string, T>): T[] =>
  Object.entries(after).flatMap(([id, one]) => (before[id] === one ? [] : [one]))
