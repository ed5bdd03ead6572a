import { canonicalJson } from '#core/article/canonical'
import { publishedYears } from '#core/calendar/workdays'
import type { Office } from '#core/office/office'
import type { Delegation, OfficeEvent, PersonRecord, Section } from '#core/office/events'
import { defaultSettings, type Settings } from '#core/office/settings'
import { holdsAdministration, isAdministrative, type Person, type Role } from '#core/people/roles'
import type { Issue, Refusal } from '#core/refusal'
import { no, ok, type Result } from '#core/result'
import type { OfficeDecision } from '#core/store'
import { checkFloor, smallOfficeTemplate, standardTemplate, type Template } from '#core/workflow/template'

const events = (...list: OfficeEvent[]): OfficeDecision => ok({ events: list })
const needs = (...roles: Role[]): Refusal => ({ code: 'not-your-role', needs: roles })

/** People, sections and the office's settings are kept by the administrators. */
export const mayNotAdminister = (who: Person): Refusal | null =>
  who.roles.includes('system-administrator') || who.roles.includes('security-administrator')
    ? null
    : needs('system-administrator', 'security-administrator')
/** Delegations are the office clerk's (habit: leaders do not open a settings page). */
export const mayNotDelegate = (who: Person): Refusal | null => (who.roles.includes('office-clerk') ? null : needs('office-clerk'))
/** The words an office uses – and its site facts – may be kept by the clerk too. */
export const mayNotSet = (who: Person): Refusal | null => (who.roles.includes('office-clerk') ? null : mayNotAdminister(who))

/**
 * Whether a save would go over what somebody else saved unseen: `saw` is what its screen had read of the same thing, left out by who
 * means to write whatever stands there. The call adds who it was and when, which the trail knows and the office does not.
 */
export const savedMeanwhile = (what: string, saw: unknown, now: unknown): Refusal | null =>
  saw === undefined || canonicalJson(saw) === canonicalJson(now) ? null : { code: 'saved-meanwhile', what, by: '', at: '' }

/** F4: no person holds two of 系统管理员, 安全管理员, 审计员. */
export function rolesFault(person: Pick<PersonRecord, 'id' | 'roles'>): Refusal | null {
  const held = new Set(person.roles.filter(isAdministrative))
  return held.size > 1 ? { code: 'two-administrative-roles', person: person.id } : null
}

export type Founding = {
  name: string
  region: string
  unitCode: string
  demo: boolean
  template: 'standard' | 'small-office'
  administrator: PersonRecord
  credential: { stored: string; digest: string }
}

/** 首次向导: the office and its first 系统管理员, once. */
export function found(office: Office | null, input: Founding): OfficeDecision {
  if (office) return no({ code: 'already-set-up' })
  const { name, region, unitCode, demo, administrator, credential } = input
  const settings: Settings = { ...defaultSettings, indexFacts: unitCode ? { uscc18: unitCode } : {} }
  const templates = [standardTemplate, smallOfficeTemplate]
  return ok({
    events: [
      { type: 'office-founded', name, region, unitCode, demo, settings, templates, active: [input.template] },
      { type: 'person-added', person: administrator },
      { type: 'password-set', person: administrator.id, credential: credential.digest, mustChange: false },
    ],
    credentials: { [administrator.id]: credential.stored },
  })
}

/** A new person with a first password, which they must change at the first sign-in. */
export function addPerson(
  office: Office, who: Person, person: PersonRecord, credential: { stored: string; digest: string }, mustChange: boolean,
): OfficeDecision {
  const fault = mayNotAdminister(who) ?? personFault(office, person)
  if (fault) return no(fault)
  return ok({
    events: [
      { type: 'person-added', person },
      { type: 'password-set', person: person.id, credential: credential.digest, mustChange },
    ],
    credentials: { [person.id]: credential.stored },
  })
}

function personFault(office: Office, person: PersonRecord): Refusal | null {
  const twin = Object.values(office.people).find(p => p.account === person.account && p.id !== person.id)
  if (twin) return { code: 'account-taken', account: person.account }
  const section = office.sections[person.section]
  if (person.section && !section) return { code: 'not-found', what: '科室' }
  if (section?.closed && office.people[person.id]?.section !== section.id) {
    return { code: 'invalid-input', issues: [{ field: 'section', zh: `科室“${section.name}”已经撤销，请另选科室` }] }
  }
  return rolesFault(person)
}

/** Changes a person's facts, roles, leave or standing. The office always keeps one active 系统管理员. */
export function changePerson(office: Office, who: Person, person: PersonRecord, saw?: PersonRecord): OfficeDecision {
  const before = office.people[person.id]
  if (!before) return no({ code: 'not-found', what: '人员' })
  const { credential: _, mustChange: __, ...record } = before
  const fault = mayNotAdminister(who) ?? savedMeanwhile(`${before.name}的资料`, saw, record) ?? personFault(office, person)
  if (fault) return no(fault)
  const runs = (p: PersonRecord) => p.roles.includes('system-administrator') && !p.disabled
  const others = Object.values(office.people).some(p => p.id !== person.id && runs(p))
  if (runs(before) && !runs(person) && !others) return no({ code: 'last-administrator' })
  return events({ type: 'person-changed', person })
}

/** A password of one's own, or a first one given by an administrator. */
export function setPassword(
  office: Office, who: Person, person: string, credential: { stored: string; digest: string },
): OfficeDecision {
  if (!office.people[person]) return no({ code: 'not-found', what: '人员' })
  const own = who.id === person
  const fault = own ? null : mayNotAdminister(who)
  if (fault) return no(fault)
  return ok({
    events: [{ type: 'password-set', person, credential: credential.digest, mustChange: !own }],
    credentials: { [person]: credential.stored },
  })
}

export function addSection(office: Office, who: Person, section: Section): OfficeDecision {
  const fault = mayNotAdminister(who) ?? sectionFault(office, section)
  return fault ? no(fault) : events({ type: 'section-added', section })
}

export function changeSection(office: Office, who: Person, section: Section, saw?: Section): OfficeDecision {
  const before = office.sections[section.id]
  if (!before) return no({ code: 'not-found', what: '科室' })
  const member = section.closed && Object.values(office.people).find(p => p.section === section.id && !p.disabled)
  const fault = mayNotAdminister(who) ?? savedMeanwhile(`科室“${saw?.name}”`, saw, before) ?? sectionFault(office, section)
  if (fault) return no(fault)
  return member ? no({ code: 'in-use', what: section.name, by: member.id }) : events({ type: 'section-changed', section })
}

const sectionFault = (office: Office, section: Section): Refusal | null => {
  const twin = Object.values(office.sections).find(s => s.name === section.name && s.id !== section.id && !s.closed)
  return twin ? { code: 'in-use', what: `科室“${section.name}”`, by: '' } : null
}

/**
 * A template edit is a new version; runs that have begun keep theirs (F8). What breaks the floor is refused with the rule's name.
 * `saw`: the version that was edited, 0 for a new one.
 */
export function saveTemplate(office: Office, who: Person, input: Omit<Template, 'version'>, saw?: number): Result<{ events: OfficeEvent[] }, Refusal> {
  const last = office.templates[input.id]?.version ?? 0
  const barred = mayNotAdminister(who) ?? savedMeanwhile(`流程“${input.name}”`, saw, last)
  if (barred) return no(barred)
  if (Object.values(office.templates).some(one => one.name === input.name && one.id !== input.id)) {
    return no({ code: 'in-use', what: `流程“${input.name}”`, by: '' })
  }
  const template = { ...input, version: last + 1 }
  const floor = checkFloor(template)
  return floor.ok ? ok({ events: [{ type: 'template-saved', template }] }) : floor
}

export function activateTemplates(office: Office, who: Person, active: string[], saw?: string[]): OfficeDecision {
  const barred = mayNotAdminister(who)
  if (barred) return no(barred)
  if (active.some(id => !office.templates[id])) return no({ code: 'not-found', what: '流程模板' })
  const wanted = new Set(active)
  if (wanted.size === office.active.length && office.active.every(id => wanted.has(id))) return no({ code: 'nothing-changed' })
  const moved = savedMeanwhile('流程列表', saw?.toSorted(), office.active.toSorted())
  return moved ? no(moved) : events({ type: 'templates-activated', active: [...wanted] })
}

/**
 * AB角 with dates, roles and a written basis. Nobody deputises for themselves, administrators deputise for nobody (F4), and nobody is
 * made a person's deputy at a role twice for the same day: which of the two was in force, and on what basis, nobody could say later.
 */
export function grantDelegation(office: Office, who: Person, delegation: Delegation): OfficeDecision {
  const barred = mayNotDelegate(who)
  if (barred) return no(barred)
  const invalid = (reason: string) => no({ code: 'delegation-not-valid' as const, reason })
  const principal = office.people[delegation.principal]
  const deputy = office.people[delegation.deputy]
  if (!principal || !deputy) return no({ code: 'not-found', what: '人员' })
  if (principal.id === deputy.id) return invalid('被代理人与代理人不能是同一人')
  const gone = [deputy, principal].find(person => person.disabled)
  if (gone) return no({ code: 'person-disabled', person: gone.id })
  if (holdsAdministration(deputy) || holdsAdministration(principal)) {
    return no({ code: 'administrators-hold-no-stage', person: holdsAdministration(deputy) ? deputy.id : principal.id })
  }
  if (delegation.to < delegation.from) return invalid('结束日期早于开始日期')
  const foreign = delegation.roles.find(role => !principal.roles.includes(role))
  if (foreign) return invalid('被代理人没有所列岗位')
  const twice = delegatedAlready(office, delegation)
  if (twice) return no(twice)
  return events({ type: 'delegation-granted', delegation })
}

function delegatedAlready(office: Office, { principal, deputy, from, to, roles }: Delegation): Refusal | null {
  for (const known of Object.values(office.delegations)) {
    const overlaps = !known.ended && known.from <= to && from <= known.to
    const role = known.principal === principal && known.deputy === deputy && known.roles.find(one => roles.includes(one))
    if (overlaps && role) return { code: 'delegated-already', principal, deputy, role, from: known.from, to: known.to }
  }
  return null
}

export function endDelegation(office: Office, who: Person, id: string, on: string, reason: string): OfficeDecision {
  const barred = mayNotDelegate(who)
  if (barred) return no(barred)
  const delegation = office.delegations[id]
  if (!delegation) return no({ code: 'not-found', what: '代理' })
  if (delegation.ended) return no({ code: 'nothing-changed' })
  return events({ type: 'delegation-ended', delegation: id, on, reason })
}

export function saveSettings(office: Office, who: Person, settings: Settings, saw?: Settings): OfficeDecision {
  const barred = mayNotSet(who)
  if (barred) return no(barred)
  if (canonicalJson(settings) === canonicalJson(office.settings)) return no({ code: 'nothing-changed' })
  const issues = settingsIssues(settings, office.settings)
  if (issues.length) return no({ code: 'invalid-input', issues })
  const moved = savedMeanwhile('设置', saw, office.settings)
  return moved ? no(moved) : events({ type: 'settings-saved', settings })
}

/** What no clock and no numbering could work by: office hours that do not go forward, a day both off and at work, an index number without its serial. */
function settingsIssues({ hours, indexPattern, extraDaysOff, extraWorkdays, years = [] }: Settings, before: Settings): Issue[] {
  const issues: Issue[] = []
  const turned = hours.find(({ from, to }) => to <= from)
  if (turned) issues.push({ field: 'hours', zh: `办公时间 ${turned.from} 至 ${turned.to} 的结束不晚于开始` })
  const crossed = hours.find(({ from }, i) => i > 0 && from < hours[i - 1]!.to)
  if (!turned && crossed) issues.push({ field: 'hours', zh: `办公时间须从早到晚填写、不能重叠，请核对从 ${crossed.from} 开始的一段` })
  const both = extraDaysOff.filter(day => extraWorkdays.includes(day))
  if (both.length) issues.push({ field: 'extraWorkdays', zh: `${both.join('、')} 既列为放假，又列为上班` })
  if (!/\{serial:\d\}/.test(indexPattern)) issues.push({ field: 'indexPattern', zh: '索引号格式中须有流水号，例如 {serial:5}' })
  issues.push(...yearIssues(years, before.years ?? []))
  return issues
}

type Years = NonNullable<Settings['years']>

/** A year that the program brought along later than the office entered it may stay: the program's days hold. */
function yearIssues(years: Years, before: Years): Issue[] {
  const said = (zh: string): Issue => ({ field: 'years', zh })
  return years.flatMap(({ year, off, on }, i) => {
    const strayed = [...off, ...on].find(day => !day.startsWith(`${year}-`))
    const both = on.find(day => off.includes(day))
    return [
      ...(strayed ? [said(`${strayed} 不在 ${year} 年，请核对放假安排`)] : []),
      ...(both ? [said(`${both} 既放假又上班，请核对 ${year} 年的放假安排`)] : []),
      ...(years.findIndex(other => other.year === year) < i ? [said(`${year} 年的放假安排填了两次，请留下一次`)] : []),
      ...(year in publishedYears && !before.some(other => other.year === year) ? [said(`${year} 年的放假安排程序里已有，不必再填；本单位不同的日子请写在“另外放假”“另外上班”里`)] : []),
    ]
  })
}
