import { PlusOutlined } from '@ant-design/icons'
import { App, Button, DatePicker, Form, Input, Modal, Select, Switch, Table } from 'antd'
import dayjs, { type Dayjs } from 'dayjs'
import { useState } from 'react'
import type { Output } from '#core/api/contract'
import { isAdministrative, roleZh, type Role } from '#core/people/roles'
import { useAct, useAsk } from '../ask.ts'
import { useAddress } from '../ui/address.ts'
import { useKeptAddress } from '../ui/kept-address.ts'
import { delegationNumber, PersonName, useDirectory } from '../ui/names.tsx'
import { Screen, Sheet } from '../ui/screen.tsx'
import { Answered, EmptyState, RefusalNote, SentError } from '../ui/states.tsx'
import { todayZh } from '../ui/time.tsx'
import { dayForms } from '../ui/typed-day.ts'

type Delegation = Output<'delegation.list'>['delegations'][number]

const kept = ['past']

/** 代理(AB角): who acts for whom, when, at which roles and on what basis. */
export function DelegationsPage() {
  const list = useAsk('delegation.list', {})
  const [granting, setGranting] = useState(false)
  useKeptAddress('delegations', kept)
  const address = useAddress()
  const past = address.get('past') === 'shown'
  const barred = list.data?.may.grant
  return (
    <Screen
      title="代理（AB角）"
      actions={
        <>
          <RefusalNote refusal={barred} />
          <Button type="primary" icon={<PlusOutlined />} disabled={barred !== null} onClick={() => setGranting(true)}>
            设置代理
          </Button>
        </>
      }
    >
      <Sheet
        className="sheet-flush"
        title={<span className="quiet plain">代理人办理时视同本人，回避规则对两人同时适用，审签单上印“代”。</span>}
        extra={
          <label className="switch-label">
            <Switch size="small" checked={past} onChange={on => address.set({ past: on ? 'shown' : undefined })} /> 显示已结束的
          </label>
        }
      >
        <Answered of={list}>
          {data => (
            <Grants
              delegations={data.delegations.filter(one => past || standing(one) !== '已结束')}
              locked={data.may.grant !== null}
            />
          )}
        </Answered>
      </Sheet>
      {granting && <GrantForm onClose={() => setGranting(false)} />}
    </Screen>
  )
}

function standing(delegation: Delegation): '生效中' | '未开始' | '已结束' {
  const today = todayZh()
  if (delegation.ended || delegation.to < today) return '已结束'
  return delegation.from > today ? '未开始' : '生效中'
}

function Grants({ delegations, locked }: { delegations: Delegation[]; locked: boolean }) {
  const [ending, setEnding] = useState<Delegation | null>(null)
  return (
    <>
      <Table<Delegation>
        rowKey="id"
        // Narrower than this, names would stand letter below letter.
        scroll={{ x: 760 }}
        pagination={false}
        dataSource={delegations}
        locale={{ emptyText: <EmptyState title="没有代理">有人出差、休假时，可请其 B 角代为办理。</EmptyState> }}
        columns={[
          { title: '被代理人', render: (_, one) => <PersonName id={one.principal} full /> },
          { title: '代理人', render: (_, one) => <PersonName id={one.deputy} full /> },
          { title: '岗位', width: 130, render: (_, one) => one.roles.map(role => roleZh[role]).join('、') },
          {
            title: '期间',
            width: 130,
            render: (_, one) => (
              <>
                {one.from} 至<br />
                {one.to}
              </>
            ),
          },
          {
            title: '依据',
            render: (_, one) => (
              <>
                {one.basis}
                <br />
                <small className="quiet">
                  登记人 <PersonName id={one.grantedBy} /> · 编号 {delegationNumber(one.id)}
                </small>
              </>
            ),
          },
          { title: '状态', width: 90, render: (_, one) => standing(one) },
          {
            title: <span className="visually-hidden">操作</span>,
            width: 100,
            render: (_, one) =>
              one.ended ? (
                <span className="quiet">{one.ended.reason}</span>
              ) : (
                standing(one) !== '已结束' && (
                  <Button size="small" disabled={locked} onClick={() => setEnding(one)}>
                    终止
                  </Button>
                )
              ),
          },
        ]}
      />
      {ending && <EndForm delegation={ending} onClose={() => setEnding(null)} />}
    </>
  )
}

type Fields = { principal: string; deputy: string; roles: Role[]; range: [Dayjs, Dayjs]; basis: string }

function GrantForm({ onClose }: { onClose(): void }) {
  const names = useDirectory()
  const { message } = App.useApp()
  const [form] = Form.useForm<Fields>()
  const grant = useAct('delegation.grant', { quiet: true })
  const principal = names.find(Form.useWatch('principal', form) ?? '')
  const people = names.people
    .filter(person => !person.disabled)
    .map(person => ({ value: person.id, label: `${person.name} ${person.title}` }))
  const roleOptions = (principal?.roles ?? [])
    .filter(role => !isAdministrative(role))
    .map(value => ({ value, label: roleZh[value] }))
  const onFinish = ({ range, ...fields }: Fields) =>
    grant.mutate(
      { delegation: { ...fields, from: range[0].format('YYYY-MM-DD'), to: range[1].format('YYYY-MM-DD') } },
      { onSuccess: () => (void message.success('代理已设置。'), onClose()) },
    )
  return (
    <Modal
      open
      title="设置代理"
      okText="保存"
      cancelText="取消"
      confirmLoading={grant.isPending}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <Form
        form={form}
        layout="vertical"
        onFinish={onFinish}
        initialValues={{ range: [dayjs(todayZh()), dayjs(todayZh()).add(6, 'day')] }}
      >
        <Form.Item name="principal" label="被代理人（A角）" rules={[{ required: true, message: '请选择被代理人' }]}>
          <Select
            showSearch={{ optionFilterProp: 'label' }}
            options={people}
            onChange={() => form.setFieldValue('roles', [])}
          />
        </Form.Item>
        <Form.Item name="roles" label="代理的岗位" rules={[{ required: true, message: '请选择岗位' }]}>
          <Select
            mode="multiple"
            options={roleOptions}
            notFoundContent={principal ? '此人没有可以代理的岗位' : '请先选择被代理人'}
          />
        </Form.Item>
        <Form.Item name="deputy" label="代理人（B角）" rules={[{ required: true, message: '请选择代理人' }]}>
          <Select
            showSearch={{ optionFilterProp: 'label' }}
            options={people.filter(person => person.value !== principal?.id)}
          />
        </Form.Item>
        <Form.Item name="range" label="起止日期" rules={[{ required: true, message: '请选择起止日期' }]}>
          <DatePicker.RangePicker format={dayForms} />
        </Form.Item>
        <Form.Item
          name="basis"
          label="依据"
          extra="文件或批示的名称、文号或日期。"
          rules={[{ required: true, min: 2, max: 200, message: '请填写书面依据' }]}
        >
          <Input placeholder="例如：办公室〔2026〕12 号工作安排" />
        </Form.Item>
        <SentError error={grant.error} />
      </Form>
    </Modal>
  )
}

function EndForm({ delegation, onClose }: { delegation: Delegation; onClose(): void }) {
  const [form] = Form.useForm<{ reason: string }>()
  const { message } = App.useApp()
  const end = useAct('delegation.end', { quiet: true })
  return (
    <Modal
      open
      title="终止代理"
      okText="终止"
      cancelText="取消"
      confirmLoading={end.isPending}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <p className="form-lead">
        终止后 <PersonName id={delegation.deputy} /> 不能再代 <PersonName id={delegation.principal} />{' '}
        办理；已办的仍然有效。
      </p>
      <Form
        form={form}
        layout="vertical"
        onFinish={({ reason }) =>
          end.mutate(
            { id: delegation.id, reason },
            { onSuccess: () => (void message.success('代理已终止。'), onClose()) },
          )
        }
      >
        <Form.Item name="reason" label="原因" rules={[{ required: true, max: 200, message: '请填写原因' }]}>
          <Input placeholder="例如：本人已返岗" />
        </Form.Item>
        <SentError error={end.error} />
      </Form>
    </Modal>
  )
}
