import { phaseZh } from '#core/article/article'
import { channelName } from '#core/article/facts'
import { gradeZh, kindZh, type Grade, type Kind } from '#core/article/content'
import { roleZh } from '#core/people/roles'
import type { Refusal } from '#core/refusal'
import { stageFacts, type StageKind } from '#core/workflow/stages'

/** What ids are called; `stage` takes a stage's id on the road. */
export type Names = { person(id: string): string; stage(id: string): string; section?(id: string): string }

/** The Chinese of a refusal: what happened, what is safe, what to do. Said beside the disabled button and when the command is sent anyway. */
export function refusalZh(refusal: Refusal, names: Names = plainNames): string {
  const say = sentences[refusal.code] as (refusal: Refusal, names: Names) => string
  return say(refusal, names)
}

const plainNames: Names = { person: () => '有关人员', stage: id => stageName(id) }
const stageName = (id: string): string => (id in stageFacts ? stageFacts[id as StageKind].zh : '加设环节')

type Sentences = { [R in Refusal as R['code']]: (refusal: R, names: Names) => string }

const sentences: Sentences = {
  'not-signed-in': () => '您尚未登录，或登录已过期。已保存的内容不受影响，请重新登录。',
  'sign-in-failed': () => '登录名或密码不正确，未能登录。请核对后重新输入；忘记密码请找系统管理员重设。',
  'locked-out': r => `密码连续输错次数过多，这个登录名或这台电脑须等${wait(r.seconds)}再试。忘记密码的，请系统管理员重设，重设后也要等满时间。`,
  'password-wrong': () => '密码不正确，操作没有进行，稿件没有变化。请重新输入登录密码。',
  'password-weak': r => `新设的密码不符合要求：${r.reason}。没有保存，请换一个密码。`,
  'password-must-change': () => '您正在使用初始密码，须先改成只有自己知道的密码，才能继续办理。',
  'not-your-role': r =>
    `此项须由${r.needs.map(role => roleZh[role]).join('或')}办理，您没有这个岗位。如需办理，请联系系统管理员。`,
  'person-disabled': (r, n) => `${n.person(r.person)}的账号已停用，不能办理。请改由其他有该岗位的人员办理。`,
  'person-away': (r, n) =>
    `${n.person(r.person)}休假至 ${r.until.slice(0, 10)}，现在不能办理。请等其返岗，或由办公室文秘设置代理。`,

  'not-found': r => `没有找到${r.what}，可能已变动，或您无权查看。请返回列表重新选择。`,
  'invalid-input': r =>
    `填写的内容有问题，没有保存：${list([...new Set(r.issues.map(issue => chinese(issue.zh)))])}。请改正后再试。`,
  'no-such-call': () => '本机程序与服务器版本不一致，此项操作没有进行。请刷新页面或更新程序后重试。',
  'too-large': r => `内容超过 ${r.limitMB} MB 的上限，没有保存。请压缩图片或拆分附件后重试。`,
  'command-replayed': (r, n) => `这项操作已由${n.person(r.by)}提交过一次，没有重复执行。请刷新查看结果。`,
  internal: r =>
    `程序出现意外，本次操作没有生效，已保存的内容不受影响。请重试；仍不成功时，请把事件编号 ${r.incident} 告诉系统管理员。`,
  'storage-damaged': r =>
    `数据文件有一部分读不出来（磁盘或文件损坏），这一步没有完成。请停止编辑，并告诉系统管理员：原样留下这份数据，在“审计—校验全库”查明损坏的是哪一部分，再用最近一份备份恢复到新的位置。事件编号 ${r.incident}。`,
  'outcome-unknown': r =>
    `写入磁盘时出现故障，无法确定本次操作是否已经生效。请先刷新查看结果，不要急于重做；并把事件编号 ${r.incident} 告诉系统管理员。`,
  'server-unreachable': r =>
    `连不上科室服务器（${r.address}）${r.why ? `：${r.why.replace(/。$/, '')}` : ''}。已保存的内容不受影响，${r.kept ? '正在编辑的文字已存在本机' : '正在填写的内容请保持本页打开'}，连上后会自动继续。`,
  'server-certificate-changed': r =>
    `科室服务器（${r.address}）的证书与上次不同，已停止连接，没有发送任何内容。可能有人冒充服务器；请当面或电话向系统管理员核对指纹，核对之前不要继续。`,
  'server-not-confirmed': r =>
    `没有连接科室服务器（${r.address}）：证书指纹还没有核对，或与核对时不同。请重新核对六组指纹后再连接。`,
  'not-on-this-pc': r => `${r.what}只能在存放数据的电脑上进行，现在连接的是科室服务器。请到服务器那台电脑上操作。`,
  'disk-full': () => '未能保存：磁盘已满。原有内容没有损坏，您的修改仍在本页。请清理磁盘后重试。',

  'template-breaks-floor': r => `流程没有保存：${r.reason}。这是不可更改的底线（规则 ${r.rule}），请恢复后再保存。`,
  'no-template': r =>
    `没有适用于“${kindZh[r.kind as Kind] ?? '该体裁'}·${gradeZh[r.grade as Grade] ?? '该级别'}”的流程，稿件没有提交。请系统管理员在“管理—流程模板”中启用一个。`,
  'author-may-not-review': (r, n) =>
    `${n.person(r.person)}是本稿的作者或共同作者，不能审核、校对或签发自己的稿件。请由其他人员办理。`,
  'changed-the-text': (r, n) =>
    `${n.person(r.person)}在“${n.stage(r.stage)}”环节改动过本稿文字，不能再审核或签发本稿。请由未改动过文字的人员办理。`,
  'same-person-two-levels': (r, n) =>
    `${n.person(r.person)}在本轮已办理“${n.stage(r.held)}”，不能再办理“${n.stage(r.stage)}”。请由另一位有该岗位的人员办理。`,
  'same-level-must-not-change': (r, n) =>
    `您已审核过同一级，在“${n.stage(r.stage)}”只能核对、不能改动文字。改动没有生效；确需改动，请退回作者。`,
  'administrators-hold-no-stage': (r, n) =>
    `${n.person(r.person)}担任管理岗位（系统管理员、安全管理员或审计员），不参与稿件办理。请由业务人员办理。`,
  'two-administrative-roles': (r, n) =>
    `${n.person(r.person)}不能同时担任系统管理员、安全管理员、审计员中的两个。设置没有保存，请只保留其中一个。`,
  'text-has-moved-on': () => '您打开之后，稿件已有新的版本，本次办理没有生效。请刷新，看过最新文字后再办理。',
  'stage-may-not-edit': (r, n) => `“${n.stage(r.stage)}”环节只审不改，改动没有保存。需要修改时，请写明意见退回作者。`,
  'substantive-change': r =>
    `${r.reason}：“${shorten(r.hunk)}”属实质性修改，不能在校对中直接改动。请撤销这一处，或写明意见退回作者。`,
  'custody-broken': (r, n) =>
    `流转记录在“${place(r.stage, n)}”处不连贯，稿件不能放行。已有内容没有丢失，请审计员校验全库后处理。`,
  'hash-mismatch': () => '要发布的文字与签发的文字不一致，没有导出。请停止发布，并请审计员校验全库。',
  'not-cleared': r => `稿件处于“${phaseZh[r.phase]}”，尚未走完全部审校和签发，不能发布。请等签发后再导出。`,
  'no-one-left-for': r =>
    `“${list(r.stages)}”没有可以办理的人，稿件没有提交。请系统管理员增配人员，或由办公室文秘设置代理。`,

  'not-at-a-stage': r => `稿件处于“${phaseZh[r.phase]}”，现在不在审校环节，无须办理。`,
  'stage-has-moved-on': (r, n) =>
    `“${n.stage(r.stage)}”已经办结，稿件现在到了“${place(r.now, n)}”，本次办理没有生效。请刷新查看。`,
  'claimed-by-other': (r, n) => `本稿已由${n.person(r.person)}认领，有效至 ${clock(r.until)}。请等其办结或放弃认领。`,
  'assigned-to-other': (r, n) => `本环节已指定由${n.person(r.person)}办理。如需变更，请办公室文秘重新指定。`,
  'other-section': (r, n) => `本环节只由起草科室${n.section ? `（${n.section(r.section)}）` : ''}的人员办理。`,
  'not-claimed': () => '您没有认领本稿，或认领已到期。请重新认领后再办理。',
  unanswered: r => `还有 ${r.questions.length} 项检查没有回答，不能通过。请逐项选择“是”“否”或“不适用”。`,
  'note-missing': r => `检查项“${shorten(r.question)}”答了“否”，请写明情况后再通过。`,
  'opinion-missing': () => '没有填写意见，本次办理没有生效。请写明意见，同意也请写“同意”。',
  'reason-missing': () => '没有填写理由，本次办理没有生效。请写明理由后再提交。',
  'passages-missing': () => '处理后公开须指明要处理的原文，现在还没有标出，本次办理没有生效。请先在正文中选中要处理的文字。',
  'finding-open': r => `机检还有 ${r.count} 处错误没有处理，不能通过。请逐处改正，或注明理由后忽略。`,
  'screening-block': r => `保密筛查还有 ${r.count} 处必须处理的提示，不能通过。请退回处理，或逐处注明误报理由。`,
  'not-confidentiality-review': (r, n) =>
    `“处理后公开”“送审”“不予公开”只能在保密审查环节作出，现在是“${n.stage(r.stage)}”。请选择退回作者。`,
  'not-referred': () => '本稿没有送外单位审查，不需要登记答复。',
  'already-acted': (r, n) =>
    `“${n.stage(r.stage)}”已由${n.person(r.person)}办理，不能再撤回。需要修改时，请联系办理人退回。`,
  'not-author': () => '只有本稿的作者或共同作者可以这样做。',
  'not-drafting': r => `稿件处于“${phaseZh[r.phase]}”，不能修改或提交。退回或撤回后才能改动。`,
  'nothing-missing-but': r => `还不能提交，缺少：${r.missing.map(issue => issue.zh.replace(/。$/, '')).join('；')}。稿件已保存，请补齐后再提交。`,
  'recall-after-release': () => '稿件已经发布，不能再撤回签发。需要改正时，请另拟更正稿。',
  'not-the-signer': (r, n) => `本稿由${n.person(r.signer)}签发，只有签发人可以撤回签发。`,
  'not-before': r => `签发时定于 ${clock(r.time)} 以后发布，现在还不能导出。请到时再导出。`,
  'channel-not-signed': r => `签发的内容不包括${channelName(r.channel)}，不能导出到该渠道。`,
  'copy-of-dead-text': r => `本稿${phaseZh[r.phase]}，不能导出 Word 稿。`,
  'copy-of-marked-text': r => `文字中有 ${r.count} 处疑似涉密或个人信息，保密审查通过以前不能导出 Word 稿。请先处理，或送保密审查。`,
  'not-taking-part': () => '只有本稿的作者、共同作者、办理过或正在办理本稿的人，以及签发后的发布员，可以导出 Word 稿。',
  'delegation-not-valid': r => `代理办理没有生效：${r.reason}。请核对代理的起止日期和岗位，或由本人办理。`,
  'delegated-already': (r, n) =>
    `${n.person(r.deputy)}已从 ${r.from} 至 ${r.to} 代${n.person(r.principal)}办理“${roleZh[r.role]}”，日期有重叠，没有重复设置。需要延长的，请从 ${r.to} 的次日起另设，或先终止原来的代理。`,
  'would-be-reviewer': (r, n) => `${n.person(r.person)}已经办理过本稿的环节，不能再列为共同作者。`,

  'not-concerned': () => '您不是本稿的作者，也不办理它的环节，不能批注或提出修改建议。如需参与，请联系作者或办公室文秘。',
  'person-not-concerned': (r, n) => `${n.person(r.person)}与本稿无关，不能在批注中指派或提及。请另选一位办理本稿的人员。`,
  'remarks-closed': r => `稿件处于“${phaseZh[r.phase]}”，批注和修改建议只供查看，不能再增加或变动。`,
  'remark-settled': (r, n) => `这一条已由${n.person(r.by)}处理，没有重复处理。请刷新查看。`,
  'writer-may-not-resolve': (r, n) =>
    `政治、保密类批注由提出人${n.person(r.by)}或其他审校人员确认解决，作者可以回复、改稿，不能自行关闭。`,
  'not-your-suggestion': (r, n) => `这条修改建议由${n.person(r.by)}提出，只有本人可以撤回。`,
  'suggestion-unfit': r => `修改建议没有提出：${r.zh}。`,
  'passage-changed': r =>
    r.quote ? `“${shorten(r.quote)}”在现在的文字中已经改动或不在了，这条建议没有采纳。请对照后手工修改，或不采纳。` : '要增加文字的位置已经改动，这条建议没有采纳。请对照后手工修改，或不采纳。',
  'asks-oneself': () => '不能向自己征求意见。请选择其他人员。',
  'asked-already': (r, n) => `已经就本环节征求过${n.person(r.person)}的意见，正等待答复。请等其答复，或撤回后重新征求。`,
  'reply-date-past': r => `希望答复的日期 ${r.date} 已经过去，没有发出。请改为今天或以后的日期。`,
  'not-asked': (r, n) => `这一件征求的是${n.person(r.person)}的意见，只能由其本人答复。`,
  'request-closed': r => `${closedZh[r.state] ?? '这次征求意见已经结束'}，现在不能再答复或撤回。`,
  'hands-on-to-oneself': () => '不能转办给自己。请选择其他能够办理本环节的人员。',
  'may-not-remind': () => '只有本稿作者、办公室文秘或下一环节的办理人可以催办。',
  'reminds-oneself': () => '本环节正由您办理，不必催办。',
  'reminded-already': (r, n) => `${n.person(r.by)}已于 ${clock(r.at)} 催办过。请于 ${clock(r.again)} 以后再催办。`,
  'nobody-to-remind': (r, n) => `“${n.stage(r.stage)}”现在没有其他可以办理的人，催办没有发出。请联系办公室文秘。`,
  'batch-forbidden': (r, n) => `“${n.stage(r.stage)}”必须逐篇办理，不能批量通过（规则 F5）。请打开稿件办理。`,
  'batch-not-allowed': (r, n) => `流程没有允许“${n.stage(r.stage)}”批量通过。请打开稿件办理。`,
  'not-opened': () => '您还没有打开看过本稿现在的文字，不能一并通过。请打开看过后再办理。',

  'stale-base': (r, n) =>
    `您编辑期间，${n.person(r.by)}已于 ${clock(r.at)} 保存了新的版本，您的修改没有覆盖它。两份文字都已保留，请对照后再保存。`,
  'saved-meanwhile': (r, n) =>
    `您打开${r.what}之后，${r.by ? `${n.person(r.by)}已于 ${clock(r.at)} ` : '已有人'}保存了新的内容；您的改动没有保存，也没有覆盖它，填写的仍在本页。请对照后再保存。`,
  'nothing-changed': () => '内容没有变化，不需要再保存。',
  'import-refused': r => `文件没有导入：${r.zh.replace('，没有导入', '')}`,
  'file-refused': r => `文件没有收下：${r.zh}`,

  'already-set-up': () => '本机已经建好单位，没有重复建立。请直接登录。',
  'not-set-up': () => '本机还没有建立单位。请先完成首次设置。',
  'account-taken': r => `登录名“${r.account}”已有人使用，没有保存。请换一个登录名。`,
  'last-administrator': () => '这是最后一位可用的系统管理员，不能停用或取消岗位。请先增设另一位系统管理员。',
  'check-not-optional': r => `“${r.check}”是保密底线，任何人都不能停用。设置没有保存，请恢复后再保存。`,
  'calendar-missing': r => `尚无 ${r.year} 年的放假安排，无法推算工作日，其他事项不受影响。国务院办公厅公布后，请系统管理员或办公室文秘在“管理—设置—办公时间”里录入。`,
  'plugin-refused': r => r.zh,
  'site-facts-missing': r => `网站信息不全，不能生成网页，缺少：${list(r.facts)}。请系统管理员在“管理—设置”中补齐。`,
  'in-use': (r, n) => {
    if (r.what === '共同作者') return `${n.person(r.by)}写过本稿的文字，不能从共同作者中移出。`
    if (!r.by) return `${r.what}已经存在，没有保存。请换一个名称。`
    return `${r.what}还有人员使用（${n.person(r.by)}等），操作没有进行。请先调整后再试。`
  },
  'backup-failed': r => `备份没有完成：${r.zh}。现有数据不受影响，请处理后重试。`,
}

const closedZh: Record<string, string> = { answered: '对方已经答复', withdrawn: '这次征求意见已经撤回', lapsed: '稿件已离开征求意见的环节' }
const list = (items: readonly string[]): string => items.join('、')
/** What a checking library says in its own language is no sentence for people. */
const chinese = (text: string): string => (/\p{Script=Han}/u.test(text) ? text : '有一项不符合格式')
const shorten = (text: string): string => (text.length > 40 ? `${text.slice(0, 40)}…` : text)

function wait(seconds: number): string {
  return seconds < 60 ? ` ${Math.max(1, Math.ceil(seconds))} 秒` : ` ${Math.ceil(seconds / 60)} 分钟`
}

/** `submission`, `release` and `cleared` are the two ends of the road. */
function place(id: string, names: Names): string {
  if (id === 'submission') return '提交'
  if (id === 'release' || id === 'cleared') return '签发之后'
  return names.stage(id)
}

/** `2026-11-21 16:05` in Asia/Shanghai, which has kept UTC+8 without summer time since 1992. */
function clock(instant: string): string {
  const time = Date.parse(instant)
  return Number.isNaN(time) ? instant : new Date(time + 8 * 3_600_000).toISOString().slice(0, 16).replace('T', ' ')
}
