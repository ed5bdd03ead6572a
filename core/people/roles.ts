/** Everything a person can be in the office. A person may hold several, within F3 and F4. */
export const roles = [
  'editor',
  'confidentiality-officer',
  'first-reviewer',
  'second-reviewer',
  'final-reviewer',
  'proofreader',
  'leader',
  'legal-reviewer',
  'ideology-reviewer',
  'countersigner',
  'publisher',
  'office-clerk',
  'system-administrator',
  'security-administrator',
  'auditor',
] as const
export type Role = (typeof roles)[number]

export const roleZh: Record<Role, string> = {
  editor: '编辑',
  'confidentiality-officer': '保密审查员',
  'first-reviewer': '初审人',
  'second-reviewer': '复审人',
  'final-reviewer': '终审人',
  proofreader: '校对员',
  leader: '签发领导',
  'legal-reviewer': '法制审核员',
  'ideology-reviewer': '意识形态审核员',
  countersigner: '会签人',
  publisher: '发布员',
  'office-clerk': '办公室文秘',
  'system-administrator': '系统管理员',
  'security-administrator': '安全管理员',
  auditor: '审计员',
}

/** 三员: whoever holds one of these holds no stage, and nobody holds two of them (F4). */
export const administrativeRoles = ['system-administrator', 'security-administrator', 'auditor'] as const

export const isAdministrative = (role: Role): boolean => (administrativeRoles as readonly Role[]).includes(role)

/** One person as the rules see them. `away` are leaves, dates inclusive in Asia/Shanghai. */
export type Person = {
  id: string
  /** 登录名, unique, lower case. */
  account: string
  name: string
  /** 职务 as printed. */
  title: string
  section: string
  roles: readonly Role[]
  disabled: boolean
  away: readonly { from: string; to: string }[]
}

export const holdsAdministration = (person: Pick<Person, 'roles'>): boolean => person.roles.some(isAdministrative)

/** May be asked to act on this date: not disabled and not on leave. */
export const isAvailable = (person: Person, date: string): boolean =>
  !person.disabled && !person.away.some(leave => leave.from <= date && date <= leave.to)
