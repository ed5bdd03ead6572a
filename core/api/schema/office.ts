import { z } from 'zod'
import { roles } from '#core/people/roles'
import { Delegation, PersonRecord, Section } from '#core/office/events'
import { Settings } from '#core/office/settings'
import { Template } from '#core/workflow/template'
import { command, id, instant, key, may, openCommand, openQuery, query } from '#core/api/schema/common'

const password = z.string().min(1).max(200)
const Person = PersonRecord.extend({ mustChange: z.boolean(), hasPassword: z.boolean() })
const KeptDelegation = Delegation.extend({
  grantedBy: z.string(),
  ended: z.object({ on: z.string(), reason: z.string() }).nullable(),
})
/** A name of blanks alone is none: nobody could be found or signed for by it. */
const personName = z.string().trim().min(1, '请填写姓名').max(30, '姓名最多 30 字')
const PersonInput = PersonRecord.omit({ id: true }).extend({ name: personName })
const sectionName = z.string().trim().min(1, '请填写科室名称').max(30, '科室名称最多 30 字')
const templateInput = Template.omit({ version: true }).extend({ name: z.string().trim().min(1, '请填写流程名称').max(40, '流程名称最多 40 字') })

/** Who is signed in, and the sections of the frame this person may open. */
const Me = z.object({
  person: Person,
  office: z.object({ name: z.string(), region: z.string(), demo: z.boolean() }),
  may: may('desk', 'library', 'write', 'release', 'ledger', 'audit', 'manage'),
})

/**
 * The office, its people and its rules. `saw` in a save is what its screen had read of the same thing (of a template, the version):
 * when somebody else saved since, it is refused with who and when, and nothing is overwritten. It is compared and not kept.
 */
export const officeCalls = {
  'office.status': openQuery(
    z.object({}),
    z.object({
      ready: z.boolean(),
      name: z.string(),
      demo: z.boolean(),
      version: z.string(),
      /** In a demo office only: accounts to sign in with and the common password. */
      demoAccounts: z.array(z.object({ account: z.string(), name: z.string(), title: z.string(), roles: z.array(z.enum(roles)) })),
      demoPassword: z.string(),
    }),
  ),
  /** 首次向导: founds the office with its first 系统管理员. Refused when there is one. */
  'office.found': openCommand(
    z.object({
      key,
      name: z.string().trim().min(2, '请填写单位名称，2–60 字').max(60, '请填写单位名称，2–60 字'),
      region: z.string().trim().max(60),
      unitCode: z.string().trim().regex(/^[0-9A-Za-z-]{0,30}$/, '单位代码只能有数字、字母和短横，不超过 30 位'),
      template: z.enum(['standard', 'small-office']),
      administrator: z.object({ account: PersonRecord.shape.account, name: personName, password }),
    }),
    z.object({ token: z.string() }),
  ),
  /** Opens the demo office: people for every role and a dozen articles. Refused when there is an office. */
  'office.demo': openCommand(z.object({ key }), z.object({ accounts: z.number().int() })),

  'session.open': openCommand(z.object({ account: z.string().trim().max(64), password }), z.object({ token: z.string(), person: z.string(), mustChange: z.boolean() })),
  'session.close': command(z.object({}), z.object({})),
  'session.me': query(z.object({}), Me),
  'session.setPassword': command(z.object({ key, old: password, new: password }), z.object({})),

  /** Names for ids: everybody, the disabled ones too, because the past names them. */
  'people.directory': query(
    z.object({}),
    z.object({
      people: z.array(z.object({ id, name: z.string(), title: z.string(), section: z.string(), roles: z.array(z.enum(roles)), disabled: z.boolean() })),
      sections: z.array(Section),
    }),
  ),
  'people.list': query(
    z.object({}),
    z.object({ people: z.array(Person), sections: z.array(Section), may: may('add', 'change', 'setPassword') }),
  ),
  'people.add': command(z.object({ key, person: PersonInput, password }), z.object({ id })),
  'people.change': command(z.object({ key, person: PersonRecord.extend({ name: personName }), saw: PersonRecord.optional() }), z.object({})),
  /** A new first password; the person must change it at the next sign-in (ASVS 6.4.6). */
  'people.resetPassword': command(z.object({ key, person: id, password }), z.object({})),
  'section.add': command(z.object({ key, name: sectionName }), z.object({ id })),
  'section.change': command(z.object({ key, section: Section.extend({ name: sectionName }), saw: Section.optional() }), z.object({})),

  'template.list': query(z.object({}), z.object({ templates: z.array(Template), active: z.array(z.string()), may: may('save') })),
  /** Saves a new version (the number is the office's). A template that breaks the floor is refused with the rule's name. */
  'template.save': command(z.object({ key, template: templateInput, saw: z.number().int().optional() }), z.object({ id: z.string(), version: z.number().int() })),
  'template.activate': command(z.object({ key, active: z.array(z.string()).min(1), saw: z.array(z.string()).optional() }), z.object({})),

  'delegation.list': query(z.object({}), z.object({ delegations: z.array(KeptDelegation), may: may('grant') })),
  'delegation.grant': command(z.object({ key, delegation: Delegation.omit({ id: true }) }), z.object({ id })),
  'delegation.end': command(z.object({ key, id, reason: z.string().trim().min(1).max(200) }), z.object({})),

  /** `calendarYears`: years with a holiday calendar, the program's and those the office entered. */
  'settings.get': query(z.object({}), z.object({ settings: Settings, calendarYears: z.array(z.number().int()), may: may('save') })),
  'settings.save': command(z.object({ key, settings: Settings, saw: Settings.optional() }), z.object({})),

  'backup.list': query(
    z.object({}),
    z.object({
      backups: z.array(z.object({ name: z.string(), size: z.number().int(), at: instant, verified: z.boolean() })),
      may: may('make'),
    }),
  ),
  /** `warning`: the data in use is damaged, the backup is not. */
  'backup.make': command(z.object({ key }), z.object({ name: z.string(), size: z.number().int(), warning: z.string().nullable() })),
}
