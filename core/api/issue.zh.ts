import type { z } from 'zod'

/** What the parts of an input are called on the forms; the nearest name to the end of its path counts. */
const fieldZh: Readonly<Record<string, string>> = {
  name: '名称', title: '职务', 'content.title': '标题', subtitle: '副标题', 'wechat.title': '微信标题', digest: '摘要', author: '作者', summary: '内容概述', documentNumber: '发文字号', indexNumber: '索引号', issuer: '发布机构', editor: '责任编辑', attachments: '附件', account: '登录名', password: '密码', section: '科室', roles: '岗位', away: '休假', person: '人员',
  'settings.hours': '办公时间', extraDaysOff: '另外放假的日子', extraWorkdays: '另外上班的日子', 'years.year': '年份', 'years.source': '依据的通知', 'years.off': '放假的日子', 'years.on': '调休上班的日子', leaseMinutes: '认领有效时间（分钟）', remindHours: '两次催办的间隔（小时）',
  indexPattern: '索引号格式', indexFacts: '索引号各项', cannedOpinions: '常用意见', returnCategories: '退回类别', withholdGrounds: '不予公开的依据', names: '姓名、机构、地名',
  'site.name': '网站名称', 'site.domain': '网站域名', columns: '栏目', keywords: '栏目关键词', description: '栏目描述',
  stages: '环节', 'stages.hours': '时限（小时）', urgentHours: '急件时限（小时）', checklist: '检查项', 'checklist.text': '检查项', kinds: '体裁', grades: '级别', active: '启用的流程',
  principal: '被代理人', deputy: '代理人', from: '开始', to: '结束', basis: '依据', reason: '原因', opinion: '意见', note: '说明', question: '征求意见的问题',
  people: '人员', replyBy: '答复期限', date: '日期', number: '文号', authority: '主管部门', ground: '依据', answers: '检查项的答复', category: '类别', region: '行政区划', text: '文字', add: '增加的词', remove: '删去的词',
}

/**
 * What is wrong with one part of an input, naming the part and the limit it breaks; a sentence the schema brings along goes first.
 * A part that no form shows is left in the words of the checking library, which are never shown (refusals.zh.ts).
 */
export function issueZh(issue: z.core.$ZodIssue): string {
  if (/\p{Script=Han}/u.test(issue.message)) return issue.message
  const named = nameOf(issue.path)
  return named === null ? issue.message : `${named}${limitOf(issue)}`
}

function nameOf(path: readonly PropertyKey[]): string | null {
  const parts = path.filter(part => typeof part === 'string')
  const place = path.findLast(part => typeof part === 'number')
  for (let last = parts.length; last > 0; last--) {
    const zh = fieldZh[parts.slice(Math.max(0, last - 2), last).join('.')] ?? fieldZh[parts[last - 1]!]
    if (zh) return place === undefined ? `“${zh}”` : `第 ${place + 1} 项“${zh}”`
  }
  return null
}

function limitOf(issue: z.core.$ZodIssue): string {
  if (issue.code !== 'too_small' && issue.code !== 'too_big') return '没有填写或格式不对'
  const limit = issue.code === 'too_small' ? issue.minimum : issue.maximum
  if (issue.origin === 'number') return issue.code === 'too_small' ? `不能小于 ${limit}` : `不能大于 ${limit}`
  const unit = issue.origin === 'string' ? '字' : '项'
  if (issue.code === 'too_big') return `不能超过 ${limit} ${unit}`
  return limit === 1 ? '不能为空' : `至少要有 ${limit} ${unit}`
}
