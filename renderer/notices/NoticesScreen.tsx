import { Button, Segmented } from 'antd'
import { useAsk } from '../ask.ts'
import { useAddress } from '../ui/address.ts'
import { useKeptAddress } from '../ui/kept-address.ts'
import { Screen, Sheet } from '../ui/screen.tsx'
import { Answered, EmptyState } from '../ui/states.tsx'
import { NoticeList, ReadAll } from './NoticeList.tsx'

const pageSize = 50
const kept = ['show']

/** 通知: everything that reached this person, page by page; the filter and the page live in the address. */
export function NoticesScreen() {
  useKeptAddress('notices', kept)
  const { get, set } = useAddress()
  const unreadOnly = get('show') === 'unread'
  const before = Number.parseInt(get('before'), 10)
  const unread = useAsk('notice.counts', {}).data?.unread ?? 0
  const list = useAsk('notice.list', { limit: pageSize, unreadOnly, ...(before > 0 && !unreadOnly && { before }) })
  return (
    <Screen title="通知" note={unread ? `${unread} 条未读` : '没有未读'} actions={<ReadAll disabled={unread === 0} />}>
      <Sheet
        className="sheet-flush"
        title={
          <Segmented
            aria-label="看哪些通知"
            value={unreadOnly ? 'unread' : 'all'}
            options={[
              { value: 'all', label: '全部' },
              { value: 'unread', label: '未读' },
            ]}
            onChange={show => set({ show: show === 'unread' ? 'unread' : undefined, before: undefined })}
          />
        }
      >
        <Answered of={list}>
          {({ items, next }) =>
            items.length === 0 ? (
              <EmptyState title={unreadOnly ? '没有未读的通知' : '还没有通知'}>有稿件到您这里、被退回或快到期时，会出现在这里。</EmptyState>
            ) : (
              <>
                <NoticeList items={items} />
                {(before > 0 || next !== null) && (
                  <p className="notices-more">
                    {before > 0 && (
                      <Button type="link" onClick={() => set({ before: undefined })}>
                        回到最新
                      </Button>
                    )}
                    {next !== null && !unreadOnly && <Button onClick={() => set({ before: String(next) })}>更早的通知</Button>}
                  </p>
                )}
              </>
            )
          }
        </Answered>
      </Sheet>
    </Screen>
  )
}
