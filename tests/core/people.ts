import { evolveOffice, type Office } from '#core/office/office'
import type { PersonRecord } from '#core/office/events'
import { defaultSettings } from '#core/office/settings'
import type { Role } from '#core/people/roles'
import { standardTemplate, smallOfficeTemplate, type Template } from '#core/workflow/template'
import { floorKinds, stageFacts } from '#core/workflow/stages'

export const at = (minute: number): string => new Date(Date.UTC(2026, 10, 16, 1, minute)).toISOString()
export const moment = (minute = 0) => ({ now: at(minute), today: '2026-11-16' })

export const person = (id: string, ...roles: Role[]): PersonRecord => ({
  id, account: id, name: id, title: '', section: 'disclosure', roles, disabled: false, away: [],
})

/** An office of the given people, on the given templates (the first is active). */
export function officeOf(people: readonly PersonRecord[], templates: readonly Template[] = [standardTemplate, smallOfficeTemplate]): Office {
  const act = { by: 'admin', at: at(0) }
  let office: Office = evolveOffice(null, act, {
    type: 'office-founded', name: '测试单位', region: '', unitCode: '', demo: false, settings: defaultSettings,
    templates: [...templates], active: [templates[0]!.id],
  })
  office = evolveOffice(office, act, { type: 'section-added', section: { id: 'disclosure', name: '政务公开科', closed: false } })
  for (const p of people) office = evolveOffice(office, act, { type: 'person-added', person: p })
  return office
}

/** One person for each of the eight stages, called by its stage, and what stands around them. */
export const eight: PersonRecord[] = floorKinds.map(kind => person(kind, stageFacts[kind].role))
export const around: PersonRecord[] = [
  person('author', 'editor'),
  person('second-author', 'editor'),
  person('publisher', 'publisher'),
  person('clerk', 'office-clerk'),
  person('admin', 'system-administrator'),
  person('auditor', 'auditor'),
]
export const standardOffice = (): Office => officeOf([...eight, ...around])
