import { Button, Tag } from 'antd'
import { useNavigate } from 'react-router'
import type { NoticeView } from '#core/api/schema/consult'
import { useAct } from '../ask.ts'
import { UrgentTag } from '../ui/tags.tsx'
import { Moment } from '../ui/time.tsx'
import './notices.css'

const urgent: ReadonlySet<NoticeView['kind']> = new Set<NoticeView['kind']>(['overdue', 'returned', 'voided', 'withheld'])

/** Notices, the unread in bold with a dot and the word; pressing one reads it and goes there. */
export function NoticeList({ items, onGo }: { items: readonly NoticeView[]; onGo?: () => void }) {
  const navigate = useNavigate()
  const mark = useAct('notice.markRead')
  const go = (notice: NoticeView) => {
    if (!notice.seen) mark.mutate({ ids: [notice.id] })
    onGo?.()
    void navigate(notice.route)
  }
  return (
    <ol className="notices">
      {items.map(notice => (
        <li key={notice.id}>
          <button type="button" className={notice.seen || !notice.live ? 'notice' : 'notice notice-new'} onClick={() => go(notice)}>
            <span className="notice-head">
              {!notice.seen && notice.live && <span className="notice-dot">未读</span>}
              {notice.urgent && notice.live && <UrgentTag />}
              <span className="ellipsis">《{notice.title || '未命名稿件'}》</span>
              <Moment at={notice.at} />
            </span>
            <span className={urgent.has(notice.kind) ? 'notice-urgent' : undefined}>
              {notice.sentence}
              {!notice.live && <Tag className="tag notice-over">已办结</Tag>}
            </span>
            {notice.words && <span className="notice-words">{notice.words}</span>}
          </button>
        </li>
      ))}
    </ol>
  )
}

/** Marks everything read at one press. */
export function ReadAll({ disabled }: { disabled: boolean }) {
  const mark = useAct('notice.markRead')
  return (
    <Button size="small" disabled={disabled} loading={mark.isPending} title={disabled ? '没有未读的通知' : undefined} onClick={() => mark.mutate({})}>
      全部标为已读
    </Button>
  )
}
