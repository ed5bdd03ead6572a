import { Alert, App, Modal, Segmented, Table, Tag } from 'antd'
import { useState } from 'react'
import { useQuery } from '@tanstack/react-query'
import type { Output } from '#core/api/contract'
import { keyOf, listZh, mostEntries, type LexiconList } from '#core/office/lexicon'
import { ask } from '../api.ts'
import { base64Of } from '../article/editor.ts'
import { useAct } from '../ask.ts'
import { Loading, SentError } from '../ui/states.tsx'

type Line = Output<'lexicon.preview'>['lines'][number]
const actZh = { add: '新增', change: '修改', same: '已有', refused: '不能导入' } as const
const actColor = { add: 'green', change: 'orange', same: 'default', refused: 'red' } as const

/** What a file would do to a list, line by line; nothing happens until it is confirmed. */
export function ImportPreview({ list, file, onClose }: { list: LexiconList; file: File; onClose(): void }) {
  const { message } = App.useApp()
  const change = useAct('lexicon.change', { quiet: true })
  const [act, setAct] = useState<Line['act'] | 'all'>('all')
  const preview = useQuery({
    queryKey: ['preview', list, file.name, file.size, file.lastModified],
    queryFn: async () => {
      const entries = (await ask('lexicon.get', {})).lists[list]
      const { lines } = await ask('lexicon.preview', { list, name: file.name, base64: base64Of(new Uint8Array(await file.arrayBuffer())) })
      return { lines, entries }
    },
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    retry: false,
  })
  const lines = preview.data?.lines ?? []
  const count = (wanted: Line['act']) => lines.filter(line => line.act === wanted).length
  const add = lines.flatMap(line => (line.entry && (line.act === 'add' || line.act === 'change') ? [line.entry] : []))
  const entries = preview.data?.entries ?? []
  const room = mostEntries[list] - entries.length
  const tooMany = count('add') > room || add.length > mostEntries[list]
  const keys = new Set(add.map(keyOf))
  const saw = entries.filter(entry => keys.has(keyOf(entry)))
  // after a refusal the lines say what the file would do to the list as it is now
  const send = () => change.mutate({ list, add, remove: [], source: file.name.slice(0, 200), saw }, { onError: () => void preview.refetch(), onSuccess: () => (onClose(), void message.success(`已导入 ${add.length} 条。`)) })
  return (
    <Modal open width="56rem" title={`导入“${listZh[list]}”：${file.name}`} okText={`导入 ${add.length} 条`} cancelText="取消" confirmLoading={change.isPending} okButtonProps={{ disabled: add.length === 0 || tooMany }} onOk={send} onCancel={onClose}>
      <SentError error={preview.error ?? change.error} />
      {preview.isPending && <Loading rows={4} />}
      {preview.data && (
        <>
          {tooMany && (
            <Alert
              className="page-alert"
              type="error"
              showIcon
              title={`这份名单最多 ${mostEntries[list]} 条，现有 ${entries.length} 条，这个文件要新增 ${count('add')} 条，放不下。请删减文件，只留需要的词语后再导入。`}
            />
          )}
          {count('refused') > 0 && <Alert className="page-alert" type="warning" showIcon title={`有 ${count('refused')} 行不能导入，其余各行不受影响。`} />}
          <Segmented
            value={act}
            onChange={setAct}
            options={[{ value: 'all', label: `全部 ${lines.length}` }, ...(['add', 'change', 'same', 'refused'] as const).map(value => ({ value, label: `${actZh[value]} ${count(value)}` }))]}
          />
          <Table<Line>
            rowKey="line"
            size="small"
            pagination={{ pageSize: 20, hideOnSinglePage: true, showSizeChanger: false }}
            dataSource={lines.filter(line => act === 'all' || line.act === act)}
            columns={[
              { title: '行', dataIndex: 'line', width: 70 },
              { title: '结果', width: 110, render: (_, line) => <Tag color={actColor[line.act]}>{actZh[line.act]}</Tag> },
              { title: '内容', dataIndex: 'term' },
              { title: '说明', dataIndex: 'zh' },
            ]}
          />
        </>
      )}
    </Modal>
  )
}
