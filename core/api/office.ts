import { changeOffice, saveOffice } from '#core/api/change-office'
import { commandOf, type Handlers, type OpenHandlers } from '#core/api/handler'
import { credentialOf } from '#core/api/people'
import { officeCalendar } from '#core/office/settings'
import {
  activateTemplates, endDelegation, found, grantDelegation, mayNotAdminister, mayNotDelegate, mayNotSet, saveSettings, saveTemplate,
} from '#core/office/decide'
import { no, ok } from '#core/result'

type Names =
  | 'template.list' | 'template.save' | 'template.activate' | 'delegation.list' | 'delegation.grant' | 'delegation.end'
  | 'settings.get' | 'settings.save' | 'backup.list' | 'backup.make'

/** Calls that need no session: what the sign-in screen and the wizard ask. */
export const openHandlers: OpenHandlers<'office.status' | 'office.found' | 'office.demo' | 'session.open'> = {
  async 'office.status'({ ports }) {
    const office = await ports.store.office()
    const demo = office?.demo ?? false
    const people = demo ? Object.values(office!.people).filter(person => !person.disabled) : []
    return ok({
      ready: office !== null,
      name: office?.name ?? '',
      demo,
      version: ports.version,
      demoAccounts: people.map(({ account, name, title, roles }) => ({ account, name, title, roles })),
      demoPassword: demo ? ports.demoPassword : '',
    })
  },
  async 'office.found'({ ports, address, moment }, input) {
    if (await ports.store.office()) return no({ code: 'already-set-up' })
    const { account, name, password } = input.administrator
    const credential = await credentialOf({ ports }, password, [account, name, input.name])
    if (!credential.ok) return credential
    const id = ports.newId()
    const administrator = { id, account, name, title: '', section: '', roles: ['system-administrator' as const], disabled: false, away: [] }
    const { name: office, region, unitCode, template } = input
    const founding = { name: office, region, unitCode, demo: false, template, administrator, credential: credential.value }
    const done = await ports.store.changeOffice({ key: input.key, by: id, at: moment.now }, known => found(known, founding))
    if (!done.ok) return done
    const session = await ports.sessions.open(account, password, address)
    return session.ok ? ok({ token: session.value.token }) : session
  },
  async 'office.demo'({ ports }) {
    return (await ports.store.office()) ? no({ code: 'already-set-up' }) : ports.demo()
  },
  'session.open': ({ ports, address }, { account, password }) => ports.sessions.open(account.toLowerCase(), password, address),
}

export const officeHandlers: Handlers<Names> = {
  async 'template.list'({ office, who }) {
    return ok({ templates: Object.values(office.templates), active: office.active, may: { save: mayNotAdminister(who) } })
  },
  async 'template.save'(ask, { key, template, saw }) {
    const done = await saveOffice(ask, key, { acts: ['template-saved'], about: data => data.template.id === template.id }, office => saveTemplate(office, ask.who, template, saw))
    return done.ok ? ok({ id: template.id, version: done.value.templates[template.id]!.version }) : done
  },
  async 'template.activate'(ask, { key, active, saw }) {
    const done = await saveOffice(ask, key, { acts: ['templates-activated'] }, office => activateTemplates(office, ask.who, active, saw))
    return done.ok ? ok({}) : done
  },
  async 'delegation.list'({ office, who }) {
    return ok({ delegations: Object.values(office.delegations), may: { grant: mayNotDelegate(who) } })
  },
  async 'delegation.grant'(ask, { key, delegation }) {
    const id = ask.ports.newId()
    const done = await changeOffice(ask, key, office => grantDelegation(office, ask.who, { ...delegation, id }))
    return done.ok ? ok({ id }) : done
  },
  async 'delegation.end'(ask, { key, id, reason }) {
    const done = await changeOffice(ask, key, office => endDelegation(office, ask.who, id, ask.moment.today, reason))
    return done.ok ? ok({}) : done
  },
  async 'settings.get'({ office, who }) {
    const calendarYears = Object.keys(officeCalendar(office.settings).years).map(Number)
    return ok({ settings: office.settings, calendarYears, may: { save: mayNotSet(who) } })
  },
  async 'settings.save'(ask, { key, settings, saw }) {
    const done = await saveOffice(ask, key, { acts: ['settings-saved'] }, office => saveSettings(office, ask.who, settings, saw))
    return done.ok ? ok({}) : done
  },
  async 'backup.list'({ ports, who }) {
    const barred = mayNotAdminister(who)
    return barred ? no(barred) : ok({ backups: await ports.backups.list(), may: { make: null } })
  },
  async 'backup.make'(ask, { key }) {
    const barred = mayNotAdminister(ask.who)
    if (barred) return no(barred)
    const made = await ask.ports.backups.make()
    if (!made.ok) return made
    const { name, size, digest, head, warning } = made.value
    const done = await ask.ports.store.changeOffice(commandOf(ask, key), () => ok({ events: [{ type: 'backup-made', name, size, digest, head }] }))
    return done.ok ? ok({ name, size, warning }) : done
  },
}
