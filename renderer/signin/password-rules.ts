import type { Rule } from 'antd/es/form'

/** As `PersonRecord.account` has it; the office checks again. */
export const accountRules: Rule = {
  pattern: /^[a-z0-9][a-z0-9._-]{1,31}$/,
  message: '2–32 位小写字母、数字，可含点、横线',
}

/** Only what can be said before asking; what is weak the office decides. */
export const newPasswordRules: Rule[] = [
  { required: true, message: '请输入密码' },
  { min: 8, message: '至少 8 个字符' },
]
