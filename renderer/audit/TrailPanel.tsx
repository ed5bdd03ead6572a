import { useInfiniteQuery } from '@tanstack/react-query'
import { Alert, Button, DatePicker, Descriptions, Drawer, Input, Select, Space } from 'antd'
import dayjs from 'dayjs'
import { useState } from 'react'
import { Link } from 'react-router'
import type { Output } from '#core/api/contract'
import { eventZh } from '#core/audit/sentences.zh'
import { ask } from '../api.ts'
import { useAct, useAsk } from '../ask.ts'
import { useAddress } from '../ui/address.ts'
import { ExportTable } from '../ui/ExportTable.tsx'
import { useKeptAddress } from '../ui/kept-address.ts'
import { historyPath } from '../ui/links.ts'
import { PersonName, useDirectory } from '../ui/names.tsx'
import { Sheet } from '../ui/screen.tsx'
import { Answered, EmptyState, ErrorState, Loading } from '../ui/states.tsx'
import { Moment } from '../ui/time.tsx'
import { dayForms } from '../ui/typed-day.ts'
import { trailRows } from './rows.ts'

type Entry = Output<'audit.search'>['entries'][number]

const pageSize = 100
const fields = ['by', 'type', 'article', 'from', 'to', 'text'] as const
const kept = ['by', 'type', 'from', 'to']

/** The trail, newest first, as sentences. Filters live in the address. */
export function TrailPanel() {
  useKeptAddress('audit', kept)
  const address = useAddress()
  const names = useDirectory()
  const record = useAct('audit.export', { quiet: true })
  const filters = Object.fromEntries(fields.map(name => [name, address.get(name)]).filter(([, value]) => value))
  const trail = useInfiniteQuery({
    queryKey: ['audit.search', filters],
    queryFn: ({ pageParam }) =>
      ask('audit.search', { ...filters, limit: pageSize, ...(pageParam ? { before: pageParam } : {}) }),
    initialPageParam: 0,
    getNextPageParam: last => (last.entries.length === pageSize ? (last.entries.at(-1)?.seq ?? null) : null),
  })
  const [opened, setOpened] = useState<Entry | null>(null)
  const entries = trail.data?.pages.flatMap(page => page.entries) ?? []
  const total = trail.data?.pages[0]?.total
  const newest = trail.data?.pages[0]?.newestArticles
  return (
    <Sheet
      className="sheet-flush"
      title={<Filters />}
      // there from the beginning: the filters beside it must not move when the answer comes
      extra={
        <Space>
          <span className="quiet nowrap trail-total">{total !== undefined && `共 ${total.toLocaleString('zh-CN')} 条`}</span>
          <ExportTable off={!total} name="审计记录" rows={(told, stop) => trailRows(filters, () => record.mutateAsync(filters), names, told, stop)} counted={rows => `已导出 ${rows.toLocaleString('zh-CN')} 条，导出本身也记入了审计记录。`} />
        </Space>
      }
    >
      {trail.isPending && <Loading />}
      {newest !== undefined && <Alert banner type="info" title={`含有这些文字的稿件超过 ${newest} 篇，这里只列出最新建立的 ${newest} 篇的记录。要找更早的稿件，请把查找的文字写得更具体。`} />}
      {trail.error && <ErrorState error={trail.error} retry={trail.refetch} />}
      {trail.data && entries.length === 0 && (
        <EmptyState title="没有符合条件的记录">
          <Button type="link" onClick={() => address.set(Object.fromEntries(fields.map(name => [name, ''])))}>
            清除条件
          </Button>
        </EmptyState>
      )}
      {entries.length > 0 && (
        <table className="trail">
          <thead>
            <tr>
              <th>序号</th>
              <th>时间</th>
              <th>记录</th>
              <th>校验值</th>
            </tr>
          </thead>
          <tbody>
            {entries.map(entry => (
              <tr key={entry.seq}>
                <td className="quiet">{entry.seq}</td>
                <td>
                  <Moment at={entry.at} />
                </td>
                <td>
                  <button type="button" className="sentence" onClick={() => setOpened(entry)}>
                    {entry.sentence}
                  </button>
                </td>
                <td className="mono quiet">{entry.hash.slice(0, 12)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {trail.hasNextPage && (
        <p className="more">
          <Button loading={trail.isFetchingNextPage} onClick={() => void trail.fetchNextPage()}>
            更早的记录
          </Button>
        </p>
      )}
      <Drawer
        open={opened !== null}
        onClose={() => setOpened(null)}
        size={640}
        title={opened && `第 ${opened.seq} 条记录`}
      >
        {opened && <EntryFacts entry={opened} />}
      </Drawer>
    </Sheet>
  )
}

function Filters() {
  const address = useAddress()
  const names = useDirectory()
  const day = (name: string) => (address.get(name) ? dayjs(address.get(name)) : null)
  return (
    <div className="trail-filters">
      <Input.Search
        key={address.get('text')}
        defaultValue={address.get('text')}
        allowClear
        placeholder="稿件标题、内容或“第 8 条”"
        aria-label="搜索审计记录"
        onSearch={text => address.set({ text: text.trim() })}
      />
      <Select
        allowClear
        placeholder="人员"
        aria-label="人员"
        showSearch={{ optionFilterProp: 'label' }}
        value={address.get('by') || null}
        onChange={by => address.set({ by: by ?? '' })}
        options={names.people.map(person => ({ value: person.id, label: person.name }))}
      />
      <Select
        allowClear
        placeholder="事项"
        aria-label="事项"
        showSearch={{ optionFilterProp: 'label' }}
        value={address.get('type') || null}
        onChange={type => address.set({ type: type ?? '' })}
        options={Object.entries(eventZh).map(([value, label]) => ({ value, label }))}
      />
      <DatePicker.RangePicker
        allowEmpty
        format={dayForms}
        placeholder={['自', '至']}
        value={[day('from'), day('to')]}
        onChange={range =>
          address.set({ from: range?.[0]?.format('YYYY-MM-DD') ?? '', to: range?.[1]?.format('YYYY-MM-DD') ?? '' })
        }
      />
      {address.get('article') && (
        <Button type="link" onClick={() => address.set({ article: '' })}>
          不限于一篇稿件
        </Button>
      )}
    </div>
  )
}

function EntryFacts({ entry }: { entry: Entry }) {
  const raw = useAsk('audit.entry', { seq: entry.seq })
  const address = useAddress()
  return (
    <>
      <p className="entry-sentence">{entry.sentence}</p>
      <Descriptions
        column={1}
        size="small"
        bordered
        items={[
          { key: 'at', label: '时间', children: <Moment at={entry.at} /> },
          { key: 'by', label: '人员', children: <PersonName id={entry.by} full /> },
          { key: 'type', label: '事项', children: eventZh[entry.type as keyof typeof eventZh] ?? '其他' },
          ...(entry.article
            ? [
                {
                  key: 'article',
                  label: '稿件',
                  children: (
                    <>
                      <Link to={historyPath(entry.article)}>{entry.title || '（无标题）'}</Link>{' '}
                      <Button type="link" size="small" onClick={() => address.set({ article: entry.article! })}>
                        只看本稿
                      </Button>
                    </>
                  ),
                },
              ]
            : []),
          { key: 'hash', label: '校验值', children: <span className="mono break">{entry.hash}</span> },
        ]}
      />
      <h2 className="raw-title">记录原文</h2>
      <p className="quiet">供技术核验：校验值由下列原文逐字节算出，其中含上一条的校验值。</p>
      <Answered of={raw} rows={6}>
        {data => <pre className="raw">{data.body}</pre>}
      </Answered>
    </>
  )
}
