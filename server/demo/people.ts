import type { PersonRecord } from '#core/office/events'
import type { Role } from '#core/people/roles'

/** The demo office is made up: 云溪区 and its people do not exist as written here. */
export const demoOffice = { name: '云溪区人民政府办公室', region: '云溪区', unitCode: '11990000MB0000000X' }

export const demoSections = [
  { id: 'general', name: '综合科', closed: false },
  { id: 'disclosure', name: '政务公开科', closed: false },
  { id: 'secrecy', name: '保密室', closed: false },
  { id: 'information', name: '信息中心', closed: false },
  { id: 'leaders', name: '办公室领导', closed: false },
]

const person = (account: string, name: string, title: string, section: string, ...roles: Role[]): PersonRecord => ({
  id: account, account, name, title, section, roles, disabled: false, away: [],
})

/** People for every role, and a second one where a department would have two. */
export const demoPeople: PersonRecord[] = [
  person('wangfang', '王芳', '科员', 'disclosure', 'editor'),
  person('liuyang', '刘洋', '科员', 'general', 'editor'),
  person('chenjing', '陈静', '保密员', 'secrecy', 'confidentiality-officer'),
  person('zhangmin', '张敏', '科长', 'disclosure', 'first-reviewer'),
  person('zhaolei', '赵磊', '科长', 'general', 'first-reviewer'),
  person('sunli', '孙丽', '校对员', 'information', 'proofreader'),
  person('zhoujie', '周杰', '校对员', 'information', 'proofreader'),
  person('wuna', '吴娜', '校对员', 'information', 'proofreader'),
  person('zhengqiang', '郑强', '校对员', 'general', 'proofreader'),
  person('fengwei', '冯伟', '副主任', 'leaders', 'second-reviewer'),
  person('hanmei', '韩梅', '副主任', 'leaders', 'second-reviewer', 'final-reviewer'),
  person('yangtao', '杨涛', '常务副主任', 'leaders', 'final-reviewer'),
  person('lijianguo', '李建国', '主任', 'leaders', 'leader'),
  person('xuhong', '徐红', '文秘', 'general', 'office-clerk'),
  person('heping', '何平', '发布员', 'information', 'publisher'),
  person('admin', '管理员', '系统管理员', 'information', 'system-administrator'),
  person('safety', '马超', '安全管理员', 'information', 'security-administrator'),
  person('auditor', '高洁', '审计员', '', 'auditor'),
]

/** Who takes which floor stage in the demo articles. */
export const demoSeats: Record<string, string> = {
  'confidentiality-review': 'chenjing',
  'first-review': 'zhangmin',
  'first-proofread': 'sunli',
  'second-review': 'fengwei',
  'second-proofread': 'zhoujie',
  'final-review': 'yangtao',
  'third-proofread': 'wuna',
  'sign-off': 'lijianguo',
}
