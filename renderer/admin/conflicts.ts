import { isAdministrative, roles as allRoles, type Role } from '#core/people/roles'

/** Those who write, check, proofread or sign a text. */
const makers = allRoles.filter(role => !isAdministrative(role) && role !== 'publisher' && role !== 'office-clerk')

/**
 * What does not go together in one hand, said while it is being chosen; what may not be is decided by the office when it is
 * sent. F4: 三员分立, and an administrator works on no article.
 */
export function conflictOf(roles: readonly Role[]): { roles: Role[]; zh: string } | null {
  const administrative = roles.filter(isAdministrative)
  if (administrative.length > 1)
    return { roles: administrative, zh: '系统管理员、安全管理员、审计员不能由一人兼任（三员分立），不能保存。' }
  const business = roles.filter(role => makers.includes(role))
  if (administrative.length > 0 && business.length > 0)
    return {
      roles: [...administrative, ...business],
      zh: '担任管理岗位的人不能起草、审核、校对或签发任何稿件，所勾的业务岗位不起作用。',
    }
  return null
}
