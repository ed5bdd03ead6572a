import { gradeZh, kindZh } from '#core/article/content'
import { channelName } from '#core/article/facts'
import { ArticleEvent, commentCategoryZh, type EventOf } from '#core/article/events'
import { EntryBody } from '#core/audit/entry'
import { OfficeEvent } from '#core/office/events'
import { suggestionKindZh } from '#core/article/suggest'
import { keyOf, listZh } from '#core/office/lexicon'
import { roleZh } from '#core/people/roles'

/** What a sentence needs to speak of people, stages and articles by name. */
export type Names = { person(id: string): string; stage(article: string, run: number, id: string): string; title(article: string): string }

/** An entry as people read it: “张敏 通过 复审”. The article is named only with `withTitle`. */
export function sentenceOf(body: EntryBody, names: Names, withTitle: boolean): string {
  const who = body.actor.uid === 'system' ? '系统' : names.person(body.actor.uid)
  const event = { type: body.act, ...body.data }
  const article = ArticleEvent.safeParse(event)
  if (article.success) {
    const id = body.obj.slice('article:'.length)
    const title = withTitle ? ` 《${names.title(id)}》` : ''
    return `${who} ${articleSentence(id, article.data, names)}${title}`
  }
  const office = OfficeEvent.safeParse(event)
  if (!office.success) return `${who} ${body.act}`
  const read = withTitle && office.data.type === 'withheld-read' ? ` 《${names.title(office.data.article)}》` : ''
  return `${who} ${officeSentence(office.data, body.actor.uid, names)}${read}`
}

const inNameOf = (names: Names, capacity: EventOf<'stage-passed'>['capacity']) =>
  capacity ? `（代 ${names.person(capacity.principal)}）` : ''

function articleSentence(id: string, event: ArticleEvent, names: Names): string {
  const stage = (run: number, s: string) => names.stage(id, run, s)
  switch (event.type) {
    case 'article-created': return `新建稿件（${kindZh[event.kind]}，${gradeZh[event.grade]}）`
    case 'revision-saved': return '保存了新版本'
    case 'coauthor-added': return `添加共同作者 ${names.person(event.person)}`
    case 'coauthor-removed': return `移除共同作者 ${names.person(event.person)}`
    case 'urgency-set': return event.urgent ? `设为急件：${event.reason}` : '取消急件'
    case 'article-submitted': return `提交送审（第 ${event.run} 轮，${event.template.name}）`
    case 'run-voided':
      return event.voided.length > 0
        ? `作出实质性修改，第 ${event.run} 轮已有的 ${event.voided.length} 项意见全部失效`
        : `作出实质性修改，第 ${event.run} 轮重新从头办理（此前还没有通过的意见）`
    case 'article-resubmitted':
      return `重新提交到 ${stage(event.run, event.stage)}（${event.change === 'none' ? '未改动' : '仅文字更正'}）`
    case 'article-withdrawn': return `撤回送审${event.reason ? `：${event.reason}` : ''}`
    case 'article-abandoned': return `作废稿件：${event.reason}`
    case 'stage-claimed': return `认领 ${stage(event.run, event.stage)}`
    case 'claim-released': return `放弃认领 ${stage(event.run, event.stage)}（原认领人 ${names.person(event.person)}）`
    case 'stage-assigned':
      return event.person ? `指定 ${names.person(event.person)} 办理 ${stage(event.run, event.stage)}` : `取消 ${stage(event.run, event.stage)} 的指定办理人`
    case 'stage-passed':
      return `${inNameOf(names, event.capacity)}通过 ${stage(event.run, event.stage)}${event.change === 'correction' ? '，有文字更正' : ''}：${event.opinion}`
    case 'stage-returned':
      return `${inNameOf(names, event.capacity)}在 ${stage(event.run, event.stage)} 退回作者（${event.outcome === 'redact' ? '处理后公开，' : ''}${event.category}）`
    case 'stage-referred': return `${inNameOf(names, event.capacity)}送审：请 ${event.authority} 确定`
    case 'referral-answered':
      return `登记 ${event.authority} 的答复（${event.number}，${event.date}）：${event.outcome === 'public' ? '可以公开' : '不予公开'}`
    case 'article-withheld': return `${inNameOf(names, event.capacity)}决定不予公开：${event.ground}`
    case 'sign-off-recalled': return `撤回签发：${event.reason}`
    case 'opinion-asked':
      return `${inNameOf(names, event.capacity)}在 ${stage(event.run, event.stage)} 征求 ${names.person(event.asked)} 的意见${event.replyBy ? `（请于 ${event.replyBy} 前答复）` : ''}`
    case 'opinion-given': return `答复 ${stage(event.run, event.stage)} 的征求意见`
    case 'opinion-request-withdrawn': return `撤回 ${stage(event.run, event.stage)} 的征求意见`
    case 'stage-handed-on': return `${inNameOf(names, event.capacity)}将 ${stage(event.run, event.stage)} 转办给 ${names.person(event.person)}：${event.reason}`
    case 'stage-reminded': return `催办 ${stage(event.run, event.stage)}（${event.to.map(person => names.person(person)).join('、')}）`
    case 'copy-exported':
      return `导出 Word ${event.copy === 'official' ? '清稿' : '内部流转稿（未签发）'}，版本 ${event.hash.slice(0, 8)}，文件摘要 ${event.file.slice(0, 16)}`
    case 'marked-copy-exported':
      return `导出 Word 花脸稿，版本 ${event.from.slice(0, 8)} → ${event.hash.slice(0, 8)}，文件摘要 ${event.file.slice(0, 16)}`
    case 'article-released': return `导出发布包（${channelName(event.channel)}）`
    case 'comment-made':
      return `批注（${commentCategoryZh[event.category]}${event.span ? '' : '，全文'}）${naming(names, '交', event.assignee ? [event.assignee] : [], '处理')}${naming(names, '提及', event.mentions)}`
    case 'comment-replied': return `回复批注${naming(names, '提及', event.mentions)}`
    case 'comment-assigned': return event.person ? `把批注交 ${names.person(event.person)} 处理` : '取消批注的指定处理人'
    case 'comment-resolved': return '将批注标为已解决'
    case 'comment-reopened': return '重新打开批注'
    case 'suggestion-made': return `提出修改建议（${suggestionKindZh[event.kind]}）`
    case 'suggestion-withdrawn': return '撤回修改建议'
    case 'suggestion-settled': return `${event.outcome === 'accepted' ? '采纳' : '不采纳'} ${names.person(event.proposer)} 的修改建议`
  }
}

const naming = (names: Names, act: string, people: readonly string[], end = ''): string =>
  people.length ? `，${act} ${people.map(id => names.person(id)).join('、')}${end && ` ${end}`}` : ''

function officeSentence(event: OfficeEvent, by: string, names: Names): string {
  switch (event.type) {
    case 'office-founded': return `建立单位“${event.name}”`
    case 'person-added': return `添加人员 ${event.person.name}（${event.person.account}，${event.person.roles.map(r => roleZh[r]).join('、') || '无岗位'}）`
    case 'person-changed':
      return `修改人员 ${event.person.name}（${event.person.disabled ? '已停用' : event.person.roles.map(r => roleZh[r]).join('、') || '无岗位'}）`
    case 'password-set': return by === event.person ? '修改本人的密码' : `设置 ${names.person(event.person)} 的密码`
    case 'section-added': return `添加科室 ${event.section.name}`
    case 'section-changed': return `修改科室 ${event.section.name}${event.section.closed ? '（撤销）' : ''}`
    case 'template-saved': return `保存流程模板“${event.template.name}”第 ${event.template.version} 版`
    case 'templates-activated': return `启用 ${event.active.length} 个流程模板`
    case 'delegation-granted':
      return `登记代理：${names.person(event.delegation.deputy)} 代 ${names.person(event.delegation.principal)}（${event.delegation.from} 至 ${event.delegation.to}）`
    case 'delegation-ended': return `结束代理：${event.reason}`
    case 'settings-saved': return '修改单位设置'
    case 'number-taken': return `取得索引号 ${event.number}`
    case 'sign-in-failed': return `登录失败（账号 ${event.account}，来自 ${event.address}）`
    case 'checkpoint-exported': return `导出检查点（共 ${event.size} 条）`
    case 'trail-exported': return `导出审计记录 ${event.entries} 条${event.query && `（${event.query}）`}`
    case 'classified-file-refused': return `导入的文件“${event.name}”带有密级标志，已拒收，内容未保存`
    case 'withheld-read': return '查阅了不予公开的稿件'
    case 'lexicon-changed': {
      const edits = [few('添加', event.add.map(keyOf)), few('移除', event.remove)].filter(Boolean).join('，')
      return `修改词库“${listZh[event.list]}”：${edits}${event.source ? `（从“${event.source}”导入）` : ''}`
    }
    case 'lexicon-region-set': return `设置本单位地名与全称（${Object.values(event.region).join('') || '未填地名'}）`
    case 'checks-set': return `设置校对规则（${settingZh[event.setting]}，停用 ${event.disabled.length} 条，调整级别 ${Object.keys(event.levels).length} 条）`
    case 'word-proposed': return `建议机检不再提示“${event.word}”`
    case 'word-settled': return event.outcome === 'rejected' ? `不采纳词语建议：${event.reason}` : `采纳词语建议，列入“${listZh[event.outcome]}”`
    case 'spelling-trained': return `用 ${event.articles} 篇已发布稿件（${event.characters} 字）训练了本单位的拼写模型`
    case 'plugin-judged': return `验收模型插件“${event.name}”${event.version}（${event.digest.slice(0, 16)}）：${event.passed ? '通过，开始使用' : '未通过，没有使用'}（${event.faults} 处差错找出 ${event.found} 处，误报 ${event.falseAlarms} 处）`
    case 'backup-made': return `备份数据（${event.name}）`
    case 'backup-restored': return `从备份恢复数据（${event.name}）`
  }
}

const settingZh = { strict: '严格', standard: '标准', sensitive: '敏感' } as const

/** The first words of a list, and how many there are. */
const few = (act: string, words: readonly string[]): string =>
  words.length === 0 ? '' : `${act}“${words.slice(0, 3).join('”“')}”${words.length > 3 ? `等 ${words.length} 条` : ''}`

/** What every kind of event is called; a new one without a name does not compile. */
export const eventZh: Record<ArticleEvent['type'] | OfficeEvent['type'], string> = {
  'article-created': '新建稿件', 'revision-saved': '保存版本', 'coauthor-added': '添加共同作者', 'coauthor-removed': '移除共同作者',
  'urgency-set': '设置急件', 'article-submitted': '提交送审', 'run-voided': '意见失效', 'article-resubmitted': '重新提交',
  'article-withdrawn': '撤回送审', 'article-abandoned': '作废稿件', 'stage-claimed': '认领', 'claim-released': '放弃认领',
  'stage-assigned': '指定办理人', 'stage-passed': '通过', 'stage-returned': '退回', 'stage-referred': '送审主管部门',
  'referral-answered': '登记送审答复', 'article-withheld': '不予公开', 'sign-off-recalled': '撤回签发', 'article-released': '导出发布', 'copy-exported': '导出 Word 稿', 'marked-copy-exported': '导出 Word 花脸稿',
  'comment-made': '批注', 'comment-replied': '回复批注', 'comment-assigned': '指派批注', 'comment-resolved': '解决批注', 'comment-reopened': '重开批注',
  'suggestion-made': '提出修改建议', 'suggestion-withdrawn': '撤回修改建议', 'suggestion-settled': '处理修改建议',
  'opinion-asked': '征求意见', 'opinion-given': '答复意见', 'opinion-request-withdrawn': '撤回征求意见', 'stage-handed-on': '转办', 'stage-reminded': '催办',
  'office-founded': '建立单位', 'person-added': '添加人员', 'person-changed': '修改人员', 'password-set': '设置密码',
  'section-added': '添加科室', 'section-changed': '修改科室', 'template-saved': '保存流程模板', 'templates-activated': '启用流程模板',
  'delegation-granted': '登记代理', 'delegation-ended': '结束代理', 'settings-saved': '修改设置', 'number-taken': '取索引号',
  'sign-in-failed': '登录失败', 'checkpoint-exported': '导出检查点', 'trail-exported': '导出审计记录', 'withheld-read': '查阅不予公开稿件', 'classified-file-refused': '拒收涉密文件',
  'lexicon-changed': '修改词库', 'lexicon-region-set': '设置地名与全称', 'checks-set': '设置校对规则', 'word-proposed': '建议词语', 'word-settled': '处理词语建议', 'spelling-trained': '训练拼写模型', 'plugin-judged': '验收模型插件',
  'backup-made': '备份', 'backup-restored': '恢复备份',
}
