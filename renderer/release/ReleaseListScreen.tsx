import { keepPreviousData } from '@tanstack/react-query'
import { Button, Segmented, Table } from 'antd'
import { Link, useNavigate } from 'react-router'
import { isPartlyReleased } from '#core/article/article'
import type { Summary } from '#core/api/schema/common'
import { useAsk } from '../ask.ts'
import { useAddress } from '../ui/address.ts'
import { useKeptAddress } from '../ui/kept-address.ts'
import { releasePath } from '../ui/links.ts'
import { PersonName } from '../ui/names.tsx'
import { Screen, Sheet } from '../ui/screen.tsx'
import { EmptyState, ErrorState } from '../ui/states.tsx'
import { GradeTag, KindTag, PhaseTag, UrgentTag } from '../ui/tags.tsx'
import { Moment } from '../ui/time.tsx'
import { scaledColumns, useScale } from '../ui/window-size.ts'

const size = 50
const kept = ['view']
const views = [
  { value: '', label: '全部' },
  { value: 'cleared', label: '待发布' },
  { value: 'released', label: '已发布' },
]

/** 发布: what may leave now, and what has left. */
export function ReleaseListScreen() {
  useKeptAddress('release', kept)
  const address = useAddress()
  const scale = useScale()
  const navigate = useNavigate()
  const page = Math.max(1, Number.parseInt(address.get('page'), 10) || 1)
  const view = views.find(one => one.value === address.get('view'))?.value ?? ''
  const paging = { limit: size, offset: (page - 1) * size }
  const all = useAsk('release.list', paging, { enabled: view === '', placeholderData: keepPreviousData })
  const some = useAsk(
    'article.list',
    { ...paging, phase: view === 'cleared' ? ['cleared'] : ['released'] },
    { enabled: view !== '', placeholderData: keepPreviousData },
  )
  const list = view === '' ? all : some
  return (
    <Screen
      title="发布"
      note="只有走完全部审校并签发的稿件才会出现在这里"
      actions={<Segmented aria-label="显示范围" options={views} value={view} onChange={value => address.set({ view: value })} />}
    >
      <Sheet className="sheet-flush">
        {list.error ? (
          <ErrorState error={list.error} retry={list.refetch} />
        ) : (
          <Table<Summary>
            rowKey="id"
            loading={list.isPending}
            // Narrower than this, the title would be squeezed to nothing.
            scroll={{ x: 1000 * scale }}
            dataSource={list.data?.items ?? []}
            onRow={row => ({ onDoubleClick: () => void navigate(releasePath(row.id)) })}
            pagination={{
              current: page,
              pageSize: size,
              total: list.data?.total ?? 0,
              hideOnSinglePage: true,
              onChange: next => address.set({ page: String(next) }),
            }}
            locale={{
              emptyText: list.data ? (
                <EmptyState title="没有可以发布的稿件">稿件签发以后会出现在这里。</EmptyState>
              ) : (
                <div style={{ height: '8rem' }} />
              ),
            }}
            columns={scaledColumns<Summary>([
              {
                title: '标题',
                ellipsis: true,
                render: (_, row) => (
                  <>
                    {row.urgent && <UrgentTag />} <Link to={releasePath(row.id)}>{row.title || '（无标题）'}</Link>
                  </>
                ),
              },
              { title: '状态', width: 112, render: (_, row) => <PhaseTag phase={row.phase} channels={row.channels} /> },
              { title: '体裁', width: 100, render: (_, row) => <KindTag kind={row.kind} /> },
              { title: '级别', width: 90, render: (_, row) => <GradeTag grade={row.grade} /> },
              {
                title: '文号',
                width: 200,
                ellipsis: true,
                render: (_, row) => row.documentNumber || <span className="quiet">—</span>,
              },
              { title: '作者', width: 80, render: (_, row) => <PersonName id={row.author} /> },
              { title: '更新时间', width: 150, render: (_, row) => <Moment at={row.updatedAt} /> },
              {
                title: <span className="visually-hidden">操作</span>,
                width: 100,
                fixed: 'end',
                render: (_, row) => (
                  <Button size="small" onClick={() => void navigate(releasePath(row.id))}>
                    {row.phase === 'cleared' || isPartlyReleased(row.channels) ? '去发布' : '查看'}
                  </Button>
                ),
              },
            ], scale)}
          />
        )}
      </Sheet>
    </Screen>
  )
}
