import { App, Button, Form, Input, Table } from 'antd'
import { useState } from 'react'
import type { Output } from '#core/api/contract'
import { ask } from '../api.ts'
import { useAct, useAsk } from '../ask.ts'
import { Screen, Sheet } from '../ui/screen.tsx'
import { Answered, EmptyState, RefusalNote, SentError } from '../ui/states.tsx'

type People = Output<'people.list'>
type Section = People['sections'][number]

/** 科室. A section is closed, never deleted: the past names it. */
export function SectionsPage() {
  const people = useAsk('people.list', {})
  return (
    <Screen title="科室">
      <Answered of={people}>{data => <List data={data} />}</Answered>
    </Screen>
  )
}

function List({ data }: { data: People }) {
  const add = useAct('section.add', { quiet: true })
  const change = useAct('section.change', { quiet: true })
  const { message } = App.useApp()
  const [form] = Form.useForm<{ name: string }>()
  /** The section as it was when its new name was begun. */
  const [renaming, setRenaming] = useState<Section | null>(null)
  const barred = data.may.change
  const save = (section: Section, saw: Section, zh: string) =>
    change.mutate(
      { section, saw },
      {
        onSuccess: () => (setRenaming(null), void message.success(zh)),
        // what was typed stays in its field, beside the name that was saved meanwhile, and can be saved over that
        onError: async () => {
          const { sections } = await ask('people.list', {})
          setRenaming(before => sections.find(one => one.id === before?.id) ?? null)
        },
      },
    )
  const count = (section: Section) =>
    data.people.filter(person => person.section === section.id && !person.disabled).length
  return (
    <Sheet
      className="sheet-flush"
      title={
        <Form
          form={form}
          layout="inline"
          disabled={barred !== null}
          onFinish={({ name }) =>
            add.mutate({ name }, { onSuccess: () => (form.resetFields(), void message.success(`已新增${name}。`)) })
          }
        >
          <Form.Item name="name" rules={[{ required: true, whitespace: true, max: 30, message: '请填写科室名称' }]}>
            <Input placeholder="科室名称" aria-label="科室名称" maxLength={30} />
          </Form.Item>
          <Button type="primary" htmlType="submit" loading={add.isPending}>
            新增科室
          </Button>
        </Form>
      }
      extra={<RefusalNote refusal={barred} />}
    >
      <SentError error={add.error ?? change.error} />
      <Table<Section>
        rowKey="id"
        pagination={false}
        dataSource={[...data.sections].sort((a, b) => Number(a.closed) - Number(b.closed))}
        locale={{ emptyText: <EmptyState title="还没有科室">新增科室后，可在“人员与岗位”中把人员归入。</EmptyState> }}
        columns={[
          {
            title: '名称',
            render: (_, section) =>
              renaming?.id === section.id ? (
                <div className="rename">
                  <Input.Search
                    autoFocus
                    defaultValue={section.name}
                    enterButton="保存"
                    aria-label="新名称"
                    maxLength={30}
                    loading={change.isPending}
                    onSearch={name => name.trim() && save({ ...renaming, name: name.trim() }, renaming, '已改名。')}
                    onKeyDown={event => event.key === 'Escape' && setRenaming(null)}
                  />
                  <span className="quiet plain">现名：{section.name}</span>
                </div>
              ) : (
                section.name
              ),
          },
          { title: '在用人员', width: 120, render: (_, section) => `${count(section)} 人` },
          {
            title: '状态',
            width: 120,
            render: (_, section) => (section.closed ? <span className="quiet">已撤销</span> : '在用'),
          },
          {
            title: <span className="visually-hidden">操作</span>,
            width: 200,
            render: (_, section) => (
              <span className="row-actions">
                <Button size="small" disabled={barred !== null} onClick={() => setRenaming(section)}>
                  改名
                </Button>
                <Button
                  size="small"
                  disabled={barred !== null}
                  onClick={() =>
                    save({ ...section, closed: !section.closed }, section, section.closed ? '已恢复。' : '已撤销。')
                  }
                >
                  {section.closed ? '恢复' : '撤销'}
                </Button>
              </span>
            ),
          },
        ]}
      />
    </Sheet>
  )
}
