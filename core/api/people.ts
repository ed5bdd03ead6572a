import { changeOffice, saveOffice } from '#core/api/change-office'
import type { Handlers } from '#core/api/handler'
import { addPerson, addSection, changePerson, changeSection, mayNotAdminister, setPassword } from '#core/office/decide'
import type { Ports } from '#core/ports'
import type { Refusal } from '#core/refusal'
import { no, ok, type Result } from '#core/result'

type Names =
  | 'people.directory' | 'people.list' | 'people.add' | 'people.change' | 'people.resetPassword' | 'section.add' | 'section.change'

export type Credential = { stored: string; digest: string }

/** The stored form of a password and the digest of it that goes on the trail; or why it is too weak. */
export async function credentialOf({ ports }: { ports: Ports }, password: string, facts: string[]): Promise<Result<Credential, Refusal>> {
  const stored = await ports.sessions.prepare(password, facts)
  return stored.ok ? ok({ stored: stored.value, digest: ports.sha256(stored.value) }) : stored
}

export const peopleHandlers: Handlers<Names> = {
  async 'people.directory'({ office }) {
    const people = Object.values(office.people).map(({ id, name, title, section, roles, disabled }) => ({ id, name, title, section, roles, disabled }))
    return ok({ people, sections: Object.values(office.sections) })
  },
  async 'people.list'({ office, who }) {
    const people = Object.values(office.people).map(({ credential, ...person }) => ({ ...person, hasPassword: credential !== null }))
    const barred = mayNotAdminister(who)
    return ok({ people, sections: Object.values(office.sections), may: { add: barred, change: barred, setPassword: barred } })
  },
  async 'people.add'(ask, { key, person, password }) {
    const barred = mayNotAdminister(ask.who)
    if (barred) return no(barred)
    const credential = await credentialOf(ask, password, [person.account, person.name, ask.office.name])
    if (!credential.ok) return credential
    const id = ask.ports.newId()
    const done = await changeOffice(ask, key, office => addPerson(office, ask.who, { ...person, id }, credential.value, true))
    if (!done.ok) return done
    return ok({ id: Object.values(done.value.people).find(p => p.account === person.account)?.id ?? id })
  },
  async 'people.change'(ask, { key, person, saw }) {
    const done = await saveOffice(ask, key, { acts: ['person-added', 'person-changed'], about: data => data.person.id === person.id }, office => changePerson(office, ask.who, person, saw))
    if (!done.ok) return done
    if (person.disabled) await ask.ports.sessions.closeAll(person.id)
    return ok({})
  },
  async 'people.resetPassword'(ask, { key, person, password }) {
    const barred = mayNotAdminister(ask.who)
    if (barred) return no(barred)
    const known = ask.office.people[person]
    if (!known) return no({ code: 'not-found', what: '人员' })
    const credential = await credentialOf(ask, password, [known.account, known.name, ask.office.name])
    if (!credential.ok) return credential
    const done = await changeOffice(ask, key, office => setPassword(office, ask.who, person, credential.value))
    if (!done.ok) return done
    await ask.ports.sessions.closeAll(person)
    return ok({})
  },
  async 'section.add'(ask, { key, name }) {
    const id = ask.ports.newId()
    const done = await changeOffice(ask, key, office => addSection(office, ask.who, { id, name, closed: false }))
    if (!done.ok) return done
    return ok({ id: Object.values(done.value.sections).find(s => s.name === name)?.id ?? id })
  },
  async 'section.change'(ask, { key, section, saw }) {
    const done = await saveOffice(ask, key, { acts: ['section-added', 'section-changed'], about: data => data.section.id === section.id }, office => changeSection(office, ask.who, section, saw))
    return done.ok ? ok({}) : done
  },
}
