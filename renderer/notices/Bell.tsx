import { BellOutlined } from '@ant-design/icons'
import { Badge, Button, Drawer } from 'antd'
import { useState } from 'react'
import { Link } from 'react-router'
import { useAsk } from '../ask.ts'
import { Answered, EmptyState } from '../ui/states.tsx'
import { NoticeList, ReadAll } from './NoticeList.tsx'

const shown = 30

/** 通知: how many are unread, and the newest of them at the side. */
export function Bell() {
  const [open, setOpen] = useState(false)
  const unread = useAsk('notice.counts', {}).data?.unread ?? 0
  return (
    <>
      <Badge count={unread} size="small" overflowCount={99} color="#C8261E" className="bell" offset={[-8, 8]}>
        <Button type="text" icon={<BellOutlined />} aria-label={unread ? `通知，${unread} 条未读` : '通知'} onClick={() => setOpen(true)} />
      </Badge>
      <Drawer open={open} onClose={() => setOpen(false)} title="通知" size={420} destroyOnHidden extra={<ReadAll disabled={unread === 0} />} className="notice-drawer">
        <Newest onGo={() => setOpen(false)} />
      </Drawer>
    </>
  )
}

function Newest({ onGo }: { onGo(): void }) {
  const list = useAsk('notice.list', { limit: shown })
  return (
    <Answered of={list}>
      {({ items, next }) => (
        <>
          {items.length === 0 ? <EmptyState title="还没有通知">有稿件到您这里、被退回或快到期时，会出现在这里。</EmptyState> : <NoticeList items={items} onGo={onGo} />}
          {next !== null && (
            <p className="notices-more">
              <Link to="/notices" onClick={onGo}>
                查看全部通知
              </Link>
            </p>
          )}
        </>
      )}
    </Answered>
  )
}
