import { DownOutlined, ReloadOutlined, UpOutlined } from '@ant-design/icons'
import { keepPreviousData } from '@tanstack/react-query'
import { Button, DatePicker, Input, Select, Table, Tooltip, type TableProps } from 'antd'
import dayjs from 'dayjs'
import { useMemo, useState } from 'react'
import { useNavigate } from 'react-router'
import { phases, phaseZh, type Phase } from '#core/article/article'
import { grades, gradeZh, kinds, kindZh, type Grade, type Kind } from '#core/article/content'
import type { Summary } from '#core/api/schema/common'
import { useAsk } from '../ask.ts'
import { known, useAddress } from '../ui/address.ts'
import { useKeptAddress } from '../ui/kept-address.ts'
import { pathOf } from '../ui/links.ts'
import { useMe } from '../ui/me.tsx'
import { NewArticle } from '../ui/new-article.tsx'
import { useDirectory } from '../ui/names.tsx'
import { Screen, Sheet } from '../ui/screen.tsx'
import { EmptyState, ErrorState } from '../ui/states.tsx'
import { dayForms } from '../ui/typed-day.ts'
import { useScale } from '../ui/window-size.ts'
import { columnsOf, sortOf } from './columns.tsx'
import { LayoutMenu, useLayout } from './layout.tsx'
import './library.css'

const sizes = [50, 100, 200, 500]
const sorts = ['updated', 'due', 'title'] as const
const kept = ['phase', 'kind', 'grade', 'section', 'author', 'from', 'to', 'sort', 'order', 'size']

/** Filters, order and page, as the address holds them. */
function useFilters() {
  const address = useAddress()
  const size = sizes.find(n => String(n) === address.get('size')) ?? 50
  const page = Math.max(1, Number.parseInt(address.get('page'), 10) || 1)
  const sort = sorts.find(name => name === address.get('sort')) ?? 'updated'
  const descending = address.get('order') ? address.get('order') === 'down' : sort === 'updated'
  const filters = {
    phase: known<Phase>(address.all('phase'), phases),
    kind: known<Kind>(address.all('kind'), kinds),
    grade: known<Grade>(address.all('grade'), grades),
    section: address.get('section'),
    author: address.get('author'),
    from: address.get('from'),
    to: address.get('to'),
    text: address.get('text'),
  }
  const given = Object.fromEntries(Object.entries(filters).filter(([, value]) => value.length > 0)) as Partial<
    typeof filters
  >
  return { address, filters, given, size, page, sort, descending }
}

/** 稿件库: every article this person may see, found by words or by facts. The host pages; the table draws only what is in view. */
export function LibraryScreen() {
  useKeptAddress('library', kept)
  const { address, filters, given, size, page, sort, descending } = useFilters()
  const me = useMe()
  const navigate = useNavigate()
  const scale = useScale()
  const layout = useLayout(me.person.id)
  const list = useAsk(
    'article.list',
    { ...given, sort, descending, limit: size, offset: (page - 1) * size },
    { placeholderData: keepPreviousData },
  )
  const columns = useMemo(
    () => columnsOf(layout.columns, { sort, descending, text: filters.text, me: me.person.id, scale }),
    [layout.columns, sort, descending, filters.text, me.person.id, scale],
  )
  const onChange: TableProps<Summary>['onChange'] = (paging, _, sorter) => {
    const next = sortOf(sorter)
    const sorted = next.sort !== sort || next.descending !== descending
    address.set({
      sort: next.sort,
      order: next.descending ? 'down' : 'up',
      size: String(paging.pageSize ?? size),
      page: sorted ? '1' : String(paging.current ?? 1),
    })
  }
  const filtered = Object.keys(given).length > 0
  return (
    <Screen
      title="稿件库"
      note={list.data && `共 ${list.data.total.toLocaleString('zh-CN')} 篇`}
      actions={<NewArticle />}
    >
      <Filters />
      <Sheet
        className="sheet-flush library"
        title={<Quick />}
        extra={
          <span className="toolbar">
            <Tooltip title="刷新">
              <Button type="text" icon={<ReloadOutlined />} aria-label="刷新" onClick={() => void list.refetch()} />
            </Tooltip>
            <LayoutMenu layout={layout} />
          </span>
        }
      >
        {list.error ? (
          <ErrorState error={list.error} retry={list.refetch} />
        ) : (
          <Table<Summary>
            rowKey="id"
            size={layout.dense ? 'small' : 'middle'}
            columns={columns}
            dataSource={list.data?.items ?? []}
            loading={{ spinning: list.isPending || list.isPlaceholderData, delay: 200 }}
            virtual
            scroll={{ x: layout.width * scale, y: Math.max(240, window.innerHeight - 360 * scale) }}
            onChange={onChange}
            pagination={{
              current: page,
              pageSize: size,
              total: list.data?.total ?? 0,
              pageSizeOptions: sizes,
              showSizeChanger: true,
              showQuickJumper: true,
              showTotal: (total, [a, b]) => `第 ${a}–${b} 篇，共 ${total.toLocaleString('zh-CN')} 篇`,
            }}
            onRow={row => ({ onDoubleClick: () => void navigate(pathOf(row, me.person.id)) })}
            locale={{
              emptyText: list.data ? (
                <EmptyState title={filtered ? '没有符合条件的稿件' : '还没有稿件'}>
                  {filtered ? (
                    <Button type="link" onClick={address.clear}>
                      清除全部条件
                    </Button>
                  ) : (
                    '新建或导入第一篇稿件后，会列在这里。'
                  )}
                </EmptyState>
              ) : (
                <div className="table-blank" />
              ),
            }}
          />
        )}
      </Sheet>
    </Screen>
  )
}

/** Phases as tabs above the list. */
function Quick() {
  const address = useAddress()
  const chosen = known<Phase>(address.all('phase'), phases)
  return (
    <span className="quick" role="group" aria-label="按状态筛选">
      <button type="button" aria-pressed={chosen.length === 0} onClick={() => address.set({ phase: undefined })}>
        全部
      </button>
      {phases.map(phase => (
        <button
          key={phase}
          type="button"
          aria-pressed={chosen.includes(phase)}
          onClick={() => address.set({ phase: chosen.length === 1 && chosen[0] === phase ? undefined : phase })}
        >
          {phaseZh[phase]}
        </button>
      ))}
    </span>
  )
}

function Filters() {
  const { address, filters } = useFilters()
  const names = useDirectory()
  const [wished, setOpen] = useState<boolean | null>(null)
  // A filter that is at work is never out of sight.
  const open = wished ?? Boolean(filters.section || filters.author || filters.from || filters.to || filters.grade.length)
  const [text, setText] = useState(filters.text)
  const [shown, setShown] = useState(filters.text)
  if (filters.text !== shown) {
    setShown(filters.text)
    setText(filters.text)
  }
  const day = (value: string) => (value ? dayjs(value) : null)
  const given = address.params.size > 0
  return (
    <div className="sheet filters">
      <Input.Search
        className="filter-text"
        placeholder="标题、正文、文号或人名，两个字以上"
        aria-label="搜索稿件"
        allowClear
        enterButton="搜索"
        value={text}
        onChange={event => setText(event.target.value)}
        onSearch={value => address.set({ text: value.trim() })}
      />
      <Select
        mode="multiple"
        className="filter"
        placeholder="体裁"
        aria-label="体裁"
        maxTagCount="responsive"
        allowClear
        value={filters.kind}
        onChange={kind => address.set({ kind })}
        options={kinds.map(value => ({ value, label: kindZh[value] }))}
      />
      {open && (
        <>
          <Select
            mode="multiple"
            className="filter"
            placeholder="级别"
            aria-label="级别"
            maxTagCount="responsive"
            allowClear
            value={filters.grade}
            onChange={grade => address.set({ grade })}
            options={grades.map(value => ({ value, label: gradeZh[value] }))}
          />
          <Select
            className="filter"
            placeholder="科室"
            aria-label="科室"
            allowClear
            value={filters.section || null}
            onChange={section => address.set({ section: section ?? '' })}
            options={names.sections.map(section => ({ value: section.id, label: section.name }))}
          />
          <Select
            className="filter"
            placeholder="作者"
            aria-label="作者"
            allowClear
            showSearch={{ optionFilterProp: 'label' }}
            value={filters.author || null}
            onChange={author => address.set({ author: author ?? '' })}
            options={names.people.map(person => ({ value: person.id, label: person.name }))}
          />
          <DatePicker.RangePicker
            className="filter-range"
            allowEmpty
            format={dayForms}
            placeholder={['更新自', '更新至']}
            value={[day(filters.from), day(filters.to)]}
            onChange={range =>
              address.set({ from: range?.[0]?.format('YYYY-MM-DD') ?? '', to: range?.[1]?.format('YYYY-MM-DD') ?? '' })
            }
          />
        </>
      )}
      <span className="filter-end">
        {given && (
          <Button type="link" onClick={address.clear}>
            清除条件
          </Button>
        )}
        <Button
          type="text"
          onClick={() => setOpen(!open)}
          aria-expanded={open}
          icon={open ? <UpOutlined /> : <DownOutlined />}
          iconPlacement="end"
        >
          {open ? '收起' : '更多条件'}
        </Button>
      </span>
    </div>
  )
}
