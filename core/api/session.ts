import { mayNotAudit } from '#core/api/audit'
import { changeOffice } from '#core/api/change-office'
import { credentialOf } from '#core/api/people'
import type { Handlers } from '#core/api/handler'
import { mayNotAdminister, mayNotSet, setPassword } from '#core/office/decide'
import { holdsAdministration } from '#core/people/roles'
import { no, ok } from '#core/result'

export const sessionHandlers: Handlers<'session.close' | 'session.me' | 'session.setPassword'> = {
  async 'session.close'({ ports, session }) {
    await ports.sessions.close(session.token)
    return ok({})
  },
  async 'session.me'(ask) {
    const { who, office } = ask
    const { credential, mustChange, ...person } = office.people[who.id]!
    const manages = mayNotAdminister(who) === null || mayNotSet(who) === null
    const writes = who.roles.includes('editor') && !holdsAdministration(who)
    return ok({
      person: { ...person, mustChange, hasPassword: credential !== null },
      office: { name: office.name, region: office.region, demo: office.demo },
      may: {
        desk: null,
        library: null,
        write: writes ? null : { code: 'not-your-role', needs: ['editor'] },
        release: who.roles.includes('publisher') ? null : { code: 'not-your-role', needs: ['publisher'] },
        ledger: null,
        audit: mayNotAudit(ask),
        manage: manages ? null : { code: 'not-your-role', needs: ['system-administrator', 'office-clerk'] },
      },
    })
  },
  async 'session.setPassword'(ask, input) {
    const { ports, who, session } = ask
    const wrong = await ports.sessions.confirm(who.id, input.old)
    if (wrong) return no(wrong)
    if (input.new === input.old) return no({ code: 'password-weak', reason: '与原来的密码相同' })
    const credential = await credentialOf(ask, input.new, [who.account, who.name])
    if (!credential.ok) return credential
    const done = await changeOffice(ask, input.key, office => setPassword(office, who, who.id, credential.value))
    if (!done.ok) return done
    await ports.sessions.closeAll(who.id, session.token)
    return ok({})
  },
}
