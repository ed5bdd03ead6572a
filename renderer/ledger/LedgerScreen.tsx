import { keepPreviousData } from '@tanstack/react-query'
import { DatePicker, Input, Select, Table } from 'antd'
import dayjs from 'dayjs'
import { Link } from 'react-router'
import { kinds, kindZh, type Kind } from '#core/article/content'
import { channelName } from '#core/article/facts'
import type { Summary } from '#core/api/schema/common'
import { useAsk } from '../ask.ts'
import { known, useAddress } from '../ui/address.ts'
import { ExportTable } from '../ui/ExportTable.tsx'
import { useKeptAddress } from '../ui/kept-address.ts'
import { historyPath } from '../ui/links.ts'
import { PersonName, useDirectory } from '../ui/names.tsx'
import { Screen, Sheet } from '../ui/screen.tsx'
import { Answered, EmptyState, ErrorState } from '../ui/states.tsx'
import { GradeTag, KindTag, PhaseTag } from '../ui/tags.tsx'
import { Moment } from '../ui/time.tsx'
import { dayForms } from '../ui/typed-day.ts'
import { scaledColumns, useScale } from '../ui/window-size.ts'
import { ledgerQuery, ledgerRows, livePassesOf, type LedgerFilter } from './facts.ts'
import './ledger.css'

const size = 50
const kept = ['kind', 'from', 'to']

/** 台账: what has been published, and who let it through. */
export function LedgerScreen() {
  useKeptAddress('ledger', kept)
  const address = useAddress()
  const scale = useScale()
  const page = Math.max(1, Number.parseInt(address.get('page'), 10) || 1)
  const kind = known<Kind>(address.all('kind'), kinds)
  const [from, to, text] = [address.get('from'), address.get('to'), address.get('text')]
  const filter: LedgerFilter = { ...(kind.length ? { kind } : {}), ...(from ? { releasedFrom: from } : {}), ...(to ? { releasedTo: to } : {}), ...(text ? { text } : {}) }
  const filtered = Object.keys(filter).length > 0
  const list = useAsk('article.list', { ...ledgerQuery(filter), limit: size, offset: (page - 1) * size }, { placeholderData: keepPreviousData })
  const names = useDirectory()
  const ids = list.data?.items.map(item => item.id) ?? []
  const firsts = useAsk('release.firsts', { ids }, { enabled: ids.length > 0, placeholderData: keepPreviousData })
  const left = new Map(firsts.data?.items.map(first => [first.id, first.at]))
  return (
    <Screen
      title="台账"
      note={list.data && `${filtered ? '符合条件' : '共'} ${list.data.total.toLocaleString('zh-CN')} 篇`}
      actions={<ExportTable name="台账" rows={(told, stop) => ledgerRows(filter, names, told, stop)} counted={count => `已导出 ${count} 篇。`} />}
    >
      <div className="sheet ledger-filters">
        <Input.Search
          key={text}
          className="ledger-text"
          defaultValue={text}
          allowClear
          placeholder="标题、正文、文号或人名"
          aria-label="搜索台账"
          onSearch={value => address.set({ text: value.trim() })}
        />
        <Select
          mode="multiple"
          className="ledger-kind"
          placeholder="体裁"
          aria-label="体裁"
          allowClear
          maxTagCount="responsive"
          value={kind}
          onChange={value => address.set({ kind: value })}
          options={kinds.map(value => ({ value, label: kindZh[value] }))}
        />
        <DatePicker.RangePicker
          allowEmpty
          format={dayForms}
          placeholder={['首次发布自', '首次发布至']}
          value={[from ? dayjs(from) : null, to ? dayjs(to) : null]}
          onChange={range =>
            address.set({ from: range?.[0]?.format('YYYY-MM-DD') ?? '', to: range?.[1]?.format('YYYY-MM-DD') ?? '' })
          }
        />
      </div>
      <Sheet className="sheet-flush">
        {list.error ? (
          <ErrorState error={list.error} retry={list.refetch} />
        ) : (
          <Table<Summary>
            rowKey="id"
            loading={list.isPending}
            // Narrower than this, the title would be squeezed to nothing.
            scroll={{ x: 1060 * scale }}
            dataSource={list.data?.items ?? []}
            pagination={{
              current: page,
              pageSize: size,
              total: list.data?.total ?? 0,
              hideOnSinglePage: true,
              showSizeChanger: false,
              onChange: next => address.set({ page: String(next) }),
            }}
            expandable={{
              expandedRowRender: row => <Passes id={row.id} />,
              columnTitle: <span className="visually-hidden">审签记录</span>,
            }}
            locale={{
              emptyText: list.data ? (
                <EmptyState title={filtered ? '没有符合条件的稿件' : '没有已发布的稿件'}>{filtered ? '请改换或清除上面的条件。' : '稿件导出到任一渠道后，会登记在台账里。'}</EmptyState>
              ) : (
                <div className="ledger-blank" />
              ),
            }}
            columns={scaledColumns<Summary>([
              { title: '标题', render: (_, row) => <Link to={historyPath(row.id)}>{row.title}</Link> },
              { title: '文号', width: 176, render: (_, row) => row.documentNumber || <span className="quiet">—</span> },
              {
                title: '体裁、级别',
                width: 112,
                render: (_, row) => (
                  <span className="ledger-stack">
                    <KindTag kind={row.kind} />
                    <GradeTag grade={row.grade} />
                  </span>
                ),
              },
              {
                title: '作者',
                width: 128,
                render: (_, row) => (
                  <span className="ledger-stack">
                    <PersonName id={row.author} />
                    <small className="quiet">{names.section(row.section)}</small>
                  </span>
                ),
              },
              { title: '状态', width: 116, render: (_, row) => <PhaseTag phase={row.phase} channels={row.channels} /> },
              { title: '首次发布时间', width: 152, render: (_, row) => {
                const at = left.get(row.id)
                return at && <Moment at={at} />
              } },
            ], scale)}
          />
        )}
      </Sheet>
    </Screen>
  )
}

/** 审签 facts of one article: stage, person, time, opinion, and where it went. */
function Passes({ id }: { id: string }) {
  const view = useAsk('article.open', { id })
  return (
    <Answered of={view} rows={3}>
      {data => (
        <div className="passes">
          <Table
            size="small"
            rowKey={pass => `${pass.stage}-${pass.at}`}
            pagination={false}
            dataSource={livePassesOf(data)}
            columns={[
              { title: '环节', width: 110, dataIndex: 'stageName' },
              {
                title: '办理人',
                width: 260,
                render: (_, pass) => (
                  <>
                    <PersonName id={pass.by} full />
                    {pass.capacity && (
                      <>
                        {' '}
                        代 <PersonName id={pass.capacity.principal} />
                      </>
                    )}
                  </>
                ),
              },
              { title: '时间', width: 160, render: (_, pass) => <Moment at={pass.at} /> },
              { title: '意见', dataIndex: 'opinion' },
              {
                title: '文字',
                width: 120,
                render: (_, pass) => (pass.change === 'none' ? '未改动' : `更正 ${pass.hunks.length} 处`),
              },
            ]}
          />
          <p className="quiet">
            {data.releases.map(release => (
              <span key={release.id}>
                {channelName(release.channel)}：<PersonName id={release.by} /> 于 <Moment at={release.at} /> 导出
              </span>
            ))}
          </p>
        </div>
      )}
    </Answered>
  )
}
