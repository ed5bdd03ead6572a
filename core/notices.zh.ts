import type { NoticeKind } from '#core/notices'

/** What a notice says, in one sentence after the title. `by` and `stage` are names; `due` an instant, for deadlines only. */
export function noticeZh(kind: NoticeKind, by: string, stage: string, due: string | null): string {
  switch (kind) {
    case 'arrived': return `已到“${stage}”，等您办理`
    case 'assigned': return `${by}将“${stage}”交给您办理`
    case 'taken-away': return `${by}已将“${stage}”改由他人办理或收回认领`
    case 'returned': return `${by}在“${stage}”退回给您`
    case 'voided': return `${by}改动后，您在“${stage}”的通过已作废`
    case 'reminded': return `${by}催办“${stage}”`
    case 'opinion-asked': return `${by}在“${stage}”征求您的意见`
    case 'opinion-given': return `${by}已答复您在“${stage}”征求的意见`
    case 'opinion-withdrawn': return `${by}撤回了“${stage}”的征求意见`
    case 'mentioned': return `${by}在批注中提到您`
    case 'comment-assigned': return `${by}把一条批注交给您处理`
    case 'replied': return `${by}回复了您的批注`
    case 'cleared': return `${by}已签发，可以发布`
    case 'released': return `${by}已导出发布`
    case 'withheld': return `${by}在“${stage}”决定不予公开`
    case 'due-soon': return `“${stage}”将于 ${clock(due)} 到期`
    case 'overdue': return `“${stage}”已于 ${clock(due)} 超期`
  }
}

/** `2026-11-21 16:05` in Asia/Shanghai. */
const clock = (instant: string | null): string => (instant === null ? '' : new Date(Date.parse(instant) + 8 * 3_600_000).toISOString().slice(0, 16).replace('T', ' '))
