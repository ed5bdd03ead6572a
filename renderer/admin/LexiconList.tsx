import { DownloadOutlined, PlusOutlined, UploadOutlined } from '@ant-design/icons'
import { App, Button, Form, Input, Modal, Popconfirm, Table, Upload } from 'antd'
import { useMemo, useState } from 'react'
import { emptyLexicon, keyOf, listZh, type LexiconEntry, type LexiconList as List } from '#core/office/lexicon'
import { listColumns, previewTable, tableOf } from '#core/office/lexicon-table'
import { ask } from '../api.ts'
import { useAct } from '../ask.ts'
import { csv } from '../ui/csv.ts'
import { download, textBytes } from '../ui/download.ts'
import { EmptyState } from '../ui/states.tsx'
import { todayZh } from '../ui/time.tsx'
import { field } from './apart.ts'
import { ImportPreview } from './ImportPreview.tsx'
import type { LexiconView } from './LexiconPage.tsx'
import { useMeanwhile } from './meanwhile.ts'
import { MeanwhileNote } from './MeanwhileNote.tsx'

/** What each list is for. */
const leadZh: Record<List, string> = {
  names: '本地人名、地名、专名。机检不提示；校对中改动其中任何一个，都算实质性修改。',
  leaders: '姓名、职务、任期和排序。姓名或职务写错属严重表述错误。',
  organisations: '本地机构的全称、允许的简称和不再使用的旧称。',
  expressions: '固定表述的正确写法和常见错误写法。',
  banned: '不得出现的词。',
  careful: '慎用的词，提示后由人判断。',
  exceptions: '机检不再提示的词语。',
  friendlyRegions: '可以出现在本单位文稿中的外地地名，如结对地区。',
}

/** What an open form had read: the entry, null for a new one. */
type Shown = { before: LexiconEntry | null }
type Editing = { before: LexiconEntry | null }

/** One list of the lexicon: find, add, change, take out, bring in, hand out. */
export function LexiconList({ list, data }: { list: List; data: LexiconView }) {
  const { message } = App.useApp()
  const change = useAct('lexicon.change')
  const [text, setText] = useState('')
  const [editing, setEditing] = useState<Editing | null>(null)
  const [file, setFile] = useState<File | null>(null)
  const locked = data.may.keep !== null
  const entries = data.lists[list]
  const columns = listColumns[list]
  const rows = useMemo(() => {
    const [, ...cells] = tableOf(list, entries)
    return entries.map((entry, i) => ({ key: keyOf(entry), entry, cells: cells[i]! })).filter(row => text === '' || row.cells.some(cell => cell.includes(text)))
  }, [list, entries, text])
  const hand = () => void download(`词库-${listZh[list]}-${todayZh()}.csv`, textBytes(csv(tableOf(list, entries))), 'text/csv;charset=utf-8')
  const remove = (key: string, entry: LexiconEntry) => change.mutate({ list, add: [], remove: [key], saw: [entry] }, { onSuccess: () => void message.success(`已移除“${key}”。`) })
  return (
    <>
      <p className="quiet form-lead">{leadZh[list]}</p>
      <div className="row-actions lexicon-bar">
        <Input.Search allowClear className="rename" placeholder="查找" aria-label={`查找${listZh[list]}`} onChange={e => setText(e.target.value.trim())} />
        <Button type="primary" icon={<PlusOutlined />} disabled={locked} onClick={() => setEditing({ before: null })}>
          添加
        </Button>
        <Upload accept=".xlsx,.csv,.txt" showUploadList={false} disabled={locked} beforeUpload={chosen => (setFile(chosen), false)}>
          <Button icon={<UploadOutlined />} disabled={locked}>
            导入
          </Button>
        </Upload>
        <Button icon={<DownloadOutlined />} disabled={entries.length === 0} onClick={hand}>
          导出
        </Button>
      </div>
      <Table
        rowKey="key"
        size="small"
        scroll={{ x: 150 + 96 * columns.length }}
        pagination={{ pageSize: 50, hideOnSinglePage: true, showSizeChanger: false }}
        dataSource={rows}
        locale={{ emptyText: <EmptyState title={text ? '没有找到' : '还没有内容'}>{text ? '换一个词试试。' : '可以逐条添加，或从 xlsx、csv、txt 文件导入。'}</EmptyState> }}
        columns={[
          ...columns.map((column, i) => ({ title: column.zh, render: (_: unknown, row: (typeof rows)[number]) => row.cells[i] })),
          {
            title: <span className="visually-hidden">操作</span>,
            width: 150,
            render: (_: unknown, row: (typeof rows)[number]) => (
              <span className="row-actions">
                <Button size="small" disabled={locked} onClick={() => setEditing({ before: row.entry })}>
                  修改
                </Button>
                <Popconfirm title={`移除“${row.key}”？`} okText="移除" cancelText="取消" onConfirm={() => remove(row.key, row.entry)}>
                  <Button size="small" disabled={locked}>
                    移除
                  </Button>
                </Popconfirm>
              </span>
            ),
          },
        ]}
      />
      {editing && <EntryForm list={list} entries={entries} {...editing} onClose={() => setEditing(null)} />}
      {file && <ImportPreview list={list} file={file} onClose={() => setFile(null)} />}
    </>
  )
}

/** One entry as its columns; read back the way a line of a file is. */
function EntryForm({ list, entries, before, onClose }: { list: List; entries: readonly LexiconEntry[]; before: LexiconEntry | null; onClose(): void }) {
  const { message } = App.useApp()
  const change = useAct('lexicon.change', { quiet: true })
  const [form] = Form.useForm<Record<string, string>>()
  const [fault, setFault] = useState('')
  const columns = listColumns[list]
  const cellsOf = (entry: LexiconEntry | null): Record<string, string> =>
    Object.fromEntries(columns.map((_, i) => [`c${i}`, (entry && tableOf(list, [entry])[1]![i]) ?? '']))
  const lineOf = (fields: Record<string, string>) => previewTable(emptyLexicon, list, [columns.map(column => column.zh), columns.map((_, i) => fields[`c${i}`] ?? '')])[0]
  const termOf = (fields: Record<string, string>) => lineOf(fields)?.term
  const meanwhile = useMeanwhile<Shown, Record<string, string>>({
    start: { before },
    fresh: async () => {
      const now = (await ask('lexicon.get', {})).lists[list]
      const typed = termOf(form.getFieldsValue(true) as Record<string, string>)
      return { before: now.find(entry => keyOf(entry) === (before === null ? typed : keyOf(before))) ?? null }
    },
    fields: shown => cellsOf(shown.before),
    gone: shown => shown.before === null,
    pieces: () => columns.map((column, i) => field<Record<string, string>, string>(`c${i}`, column.zh)),
    now: () => form.getFieldsValue(true) as Record<string, string>,
    put: whole => form.setFieldsValue(whole),
  })
  const save = (fields: Record<string, string>) => {
    const line = lineOf(fields)
    if (!line?.entry) return setFault(line?.zh || `请填写“${columns[0]!.zh}”`)
    const { term } = line
    const { before: was } = meanwhile.saw
    if ((was === null || keyOf(was) !== term) && entries.some(entry => keyOf(entry) === term)) return setFault(`“${term}”已在这份名单中，请在列表里修改那一条。`)
    const gone = was !== null && keyOf(was) !== term ? [keyOf(was)] : []
    change.mutate(
      { list, add: [line.entry], remove: gone, saw: was === null ? [] : [was] },
      { onError: error => void meanwhile.meet(error), onSuccess: () => (onClose(), void message.success('词库已保存，下一次检查起生效。')) },
    )
  }
  return (
    <Modal open title={`${before === null ? '添加' : '修改'}${listZh[list]}`} okText="保存" cancelText="取消" confirmLoading={change.isPending} onOk={() => form.submit()} onCancel={onClose}>
      <MeanwhileNote of={meanwhile} error={change.error} />
      <Form form={form} layout="vertical" onFinish={save} onValuesChange={() => setFault('')} initialValues={cellsOf(before)}>
        {columns.map((column, i) => (
          <Form.Item key={column.zh} name={`c${i}`} label={column.zh} extra={hintZh[column.kind]} {...(i === 0 && fault ? { validateStatus: 'error' as const, help: fault } : {})}>
            <Input maxLength={500} />
          </Form.Item>
        ))}
      </Form>
    </Modal>
  )
}

const hintZh = { text: '', words: '多个之间用“；”隔开。', day: '写成 2026-10-01，可不填。', number: '从 1 起，可不填。', level: '错误、警告或提示，不填为警告。' } as const
