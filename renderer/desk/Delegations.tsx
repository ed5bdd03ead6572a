import { Alert } from 'antd'
import { roleZh } from '#core/people/roles'
import { useAsk } from '../ask.ts'
import { useMe } from '../ui/me.tsx'
import { useDirectory } from '../ui/names.tsx'
import { todayZh } from '../ui/time.tsx'

/** Says whom I act for today, and who acts for me: AB角. */
export function Delegations() {
  const me = useMe()
  const names = useDirectory()
  const { data } = useAsk('delegation.list', {}, { staleTime: 60_000 })
  const today = todayZh()
  const inForce = (data?.delegations ?? []).filter(d => !d.ended && d.from <= today && today <= d.to)
  const roles = (list: readonly (keyof typeof roleZh)[]) => list.map(role => roleZh[role]).join('、')
  const lines = inForce.flatMap(({ id, principal, deputy, to, roles: lent }) => {
    if (deputy === me.person.id) return [{ id, zh: `您正代 ${names.person(principal)} 办理（${roles(lent)}），至 ${to}。办理时请核对以谁的名义。` }]
    if (principal === me.person.id) return [{ id, zh: `${names.person(deputy)} 正代您办理（${roles(lent)}），至 ${to}。` }]
    return []
  })
  return lines.map(({ id, zh }) => <Alert key={id} type="info" showIcon className="desk-delegation" title={zh} />)
}
