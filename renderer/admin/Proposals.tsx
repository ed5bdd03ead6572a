import { App, Button, Input, Popover, Table } from 'antd'
import { useState } from 'react'
import { Link } from 'react-router'
import { listZh } from '#core/office/lexicon'
import { useAct } from '../ask.ts'
import { PersonName } from '../ui/names.tsx'
import { EmptyState } from '../ui/states.tsx'
import { Moment } from '../ui/time.tsx'
import type { LexiconView } from './LexiconPage.tsx'

type Proposal = LexiconView['proposals'][number]

/** 忽略此词: what was proposed while writing and judging, and what became of it. */
export function Proposals({ data }: { data: LexiconView }) {
  const locked = data.may.keep !== null
  return (
    <Table<Proposal>
      rowKey="id"
      size="small"
      pagination={{ pageSize: 30, hideOnSinglePage: true, showSizeChanger: false }}
      dataSource={data.proposals}
      locale={{ emptyText: <EmptyState title="没有待处理的词语">编稿、审校时点“忽略此词”，会列在这里等办公室处理。</EmptyState> }}
      columns={[
        { title: '词语', render: (_, one) => <b>{one.word}</b> },
        { title: '说明', render: (_, one) => one.reason || <span className="quiet">未填写</span> },
        { title: '提出', width: 200, render: (_, one) => (<><PersonName id={one.by} /> <Moment at={one.at} /></>) },
        { title: '稿件', width: 80, render: (_, one) => one.article && <Link to={`/article/${one.article}`}>查看</Link> },
        {
          title: '处理',
          width: 300,
          render: (_, one) =>
            one.settled ? (
              <span className="quiet">
                {one.settled.outcome === 'rejected' ? `未采纳：${one.settled.reason}` : `已列入“${listZh[one.settled.outcome]}”`}，<PersonName id={one.settled.by} />
              </span>
            ) : (
              <Settle proposal={one} locked={locked} />
            ),
        },
      ]}
    />
  )
}

function Settle({ proposal, locked }: { proposal: Proposal; locked: boolean }) {
  const { message } = App.useApp()
  const settle = useAct('word.settle')
  const [reason, setReason] = useState('')
  const send = (outcome: 'exceptions' | 'names' | 'rejected', why = '') =>
    settle.mutate({ id: proposal.id, outcome, reason: why }, { onSuccess: () => void message.success(outcome === 'rejected' ? '已退回，不采纳。' : `“${proposal.word}”已列入“${listZh[outcome]}”。`) })
  const form = (
    <div className="dismiss">
      <Input value={reason} aria-label="不采纳的理由" placeholder="写明不采纳的理由" maxLength={200} onChange={e => setReason(e.target.value)} />
      <Button size="small" type="primary" disabled={reason.trim() === ''} onClick={() => send('rejected', reason.trim())}>
        不采纳
      </Button>
    </div>
  )
  return (
    <span className="row-actions">
      <Button size="small" disabled={locked} loading={settle.isPending} onClick={() => send('exceptions')}>
        放行
      </Button>
      <Button size="small" disabled={locked} onClick={() => send('names')}>
        列为专名
      </Button>
      <Popover trigger="click" content={form} title="不采纳">
        <Button size="small" disabled={locked}>
          不采纳
        </Button>
      </Popover>
    </span>
  )
}
