import { DeleteOutlined, PlusOutlined } from '@ant-design/icons'
import { App, Button, DatePicker, Divider, Drawer, Form, Input, Select } from 'antd'
import dayjs, { type Dayjs } from 'dayjs'
import type { Output } from '#core/api/contract'
import type { PersonRecord } from '#core/office/events'
import { roles, roleZh, type Role } from '#core/people/roles'
import { useState } from 'react'
import { ask } from '../api.ts'
import { useAct } from '../ask.ts'
import { accountRules, newPasswordRules } from '../signin/password-rules.ts'
import { RefusalNote, SentError } from '../ui/states.tsx'
import { dayForms } from '../ui/typed-day.ts'
import { field, listField, words, type Piece } from './apart.ts'
import { conflictOf } from './conflicts.ts'
import { useMeanwhile } from './meanwhile.ts'
import { MeanwhileNote } from './MeanwhileNote.tsx'
import type { Person } from './PeoplePage.tsx'

type People = Output<'people.list'>
type Fields = {
  account: string
  name: string
  title: string
  section: string
  roles: Role[]
  away: { range: [Dayjs, Dayjs] }[]
  password?: string
}
type Props = { person: Person | null; open: boolean; sections: People['sections']; may: People['may']; onClose(): void }

const format = 'YYYY-MM-DD'

/** A person as the office keeps them, without what the list adds. */
export function recordOf(person: Person): PersonRecord {
  const { mustChange: _, hasPassword: __, ...record } = person
  return record
}

/** One person's facts: new, or changed; leave, password, standing. */
export function PersonDrawer({ person, open, sections, may, onClose }: Props) {
  const [form] = Form.useForm<Fields>()
  const { message } = App.useApp()
  const add = useAct('people.add', { quiet: true })
  const change = useAct('people.change', { quiet: true })
  const busy = add.isPending || change.isPending
  const [opened] = useState(() => person && recordOf(person))
  const meanwhile = useMeanwhile<PersonRecord | null, PersonRecord>({
    start: opened,
    fresh: async () => (await ask('people.list', {})).people.filter(one => one.id === person?.id).map(recordOf)[0]!,
    fields: state => state!,
    pieces: () => personPieces(sections),
    now: () => ({ ...opened!, ...recordIn(form.getFieldsValue(true) as Fields) }),
    put: whole => form.setFieldsValue(initialOf(whole)),
  })
  const onFinish = ({ password, ...fields }: Fields) => {
    const record = recordIn(fields)
    const done = (zh: string) => {
      void message.success(zh)
      onClose()
    }
    const { saw } = meanwhile
    if (saw)
      change.mutate(
        { person: { ...saw, ...record }, saw },
        { onSuccess: () => done('已保存。'), onError: error => void meanwhile.meet(error) },
      )
    else
      add.mutate(
        { person: { ...record, disabled: false }, password: password! },
        { onSuccess: () => done(`已新增${fields.name}，请把登录名和初始密码告诉本人；首次登录须修改密码。`) },
      )
  }
  const barred = person ? may.change : may.add
  const held = Form.useWatch('roles', form)
  const conflict = held && conflictOf(held)
  return (
    <Drawer
      open={open}
      onClose={onClose}
      size={480}
      title={person ? person.name : '新增人员'}
      footer={
        <div className="drawer-foot">
          <RefusalNote refusal={barred} />
          <Button onClick={onClose}>取消</Button>
          <Button type="primary" loading={busy} disabled={barred !== null} onClick={() => form.submit()}>
            保存
          </Button>
        </div>
      }
    >
      <Form<Fields>
        form={form}
        layout="vertical"
        disabled={barred !== null}
        onFinish={onFinish}
        initialValues={initialOf(person)}
      >
        <MeanwhileNote of={meanwhile} error={add.error ?? change.error} />
        <Form.Item name="name" label="姓名" rules={[{ required: true, whitespace: true, max: 30, message: '请填写姓名' }]}>
          <Input maxLength={30} />
        </Form.Item>
        <Form.Item name="account" label="登录名" rules={[{ required: true, message: '请填写登录名' }, accountRules]}>
          <Input autoComplete="off" placeholder="小写字母和数字，例如姓名全拼" />
        </Form.Item>
        {!person && (
          <Form.Item name="password" label="初始密码" rules={newPasswordRules} extra="首次登录时本人必须修改。">
            <Input.Password autoComplete="new-password" />
          </Form.Item>
        )}
        <Form.Item name="title" label="职务" extra="打印在审签单上。">
          <Input maxLength={40} />
        </Form.Item>
        <Form.Item name="section" label="科室">
          <Select
            allowClear
            options={sections
              .filter(one => !one.closed || one.id === person?.section)
              .map(one => ({ value: one.id, label: one.name }))}
          />
        </Form.Item>
        <Form.Item
          name="roles"
          label="岗位"
          {...(conflict ? { validateStatus: 'warning' as const, help: conflict.zh } : {})}
        >
          <Select
            mode="multiple"
            showSearch={{ optionFilterProp: 'label' }}
            options={roles.map(value => ({ value, label: roleZh[value] }))}
          />
        </Form.Item>
        <Leaves />
      </Form>
      {person && (
        <>
          <Divider />
          <Standing person={person} may={may} onClose={onClose} />
        </>
      )}
    </Drawer>
  )
}

/** What the form holds, as the office keeps it. */
const recordIn = ({ account, name, title, section, roles: held, away }: Omit<Fields, 'password'>): Omit<PersonRecord, 'id' | 'disabled'> => ({
  account,
  name,
  title: title ?? '',
  section: section ?? '',
  roles: held,
  away: (away ?? []).filter(({ range }) => range).map(({ range }) => ({ from: range[0].format(format), to: range[1].format(format) })),
})

const personPieces = (sections: People['sections']): Piece<PersonRecord>[] => [
  { ...field<PersonRecord, 'disabled'>('disabled', '账号', disabled => (disabled ? '已停用' : '在用')), fixed: true },
  field('name', '姓名'),
  field('account', '登录名'),
  field('title', '职务'),
  field('section', '科室', id => words(sections.find(one => one.id === id)?.name)),
  listField('roles', '岗位', { of: held => held, back: held => held as Role[], name: role => roleZh[role as Role] }),
  field('away', '休假', away => words(away.map(({ from, to }) => `${from} 至 ${to}`).join('、'))),
]

function initialOf(person: PersonRecord | null): Partial<Fields> {
  if (!person) return { roles: [], away: [], title: '' }
  const { account, name, title, section, roles: held, away } = person
  return {
    account,
    name,
    title,
    section: section || (undefined as never),
    roles: held,
    away: away.map(leave => ({ range: [dayjs(leave.from), dayjs(leave.to)] })),
  }
}

const Leaves = () => (
  <Form.Item label="休假" extra="休假期间不会分到新的环节；需要时请设置代理。">
    <Form.List name="away">
      {(fields, { add, remove }) => (
        <div className="leaves">
          {fields.map(field => (
            <div key={field.key}>
              <Form.Item name={[field.name, 'range']} noStyle rules={[{ required: true, message: '请选择起止日期' }]}>
                <DatePicker.RangePicker format={dayForms} />
              </Form.Item>
              <Button
                type="text"
                icon={<DeleteOutlined />}
                aria-label="删除这段休假"
                onClick={() => remove(field.name)}
              />
            </div>
          ))}
          <Button type="dashed" icon={<PlusOutlined />} onClick={() => add({})}>
            增加一段休假
          </Button>
        </div>
      )}
    </Form.List>
  </Form.Item>
)

/** 重设密码, 停用, 恢复: acts of their own, each confirmed. */
function Standing({ person, may, onClose }: { person: Person; may: People['may']; onClose(): void }) {
  const { message, modal } = App.useApp()
  const reset = useAct('people.resetPassword', { quiet: true })
  const change = useAct('people.change', { quiet: true })
  const [form] = Form.useForm<{ password: string }>()
  const setDisabled = (disabled: boolean) =>
    change.mutate(
      { person: { ...recordOf(person), disabled } },
      {
        onSuccess: () => {
          void message.success(disabled ? `${person.name}已停用。` : `${person.name}已恢复使用。`)
          onClose()
        },
      },
    )
  const confirmDisable = () =>
    void modal.confirm({
      title: `停用${person.name}？`,
      content: '停用后不能再登录和办理；正在其手中的环节会退回待认领。以往的办理记录全部保留，随时可以恢复。',
      okText: '停用',
      cancelText: '取消',
      onOk: () => setDisabled(true),
    })
  return (
    <>
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        disabled={may.setPassword !== null}
        onFinish={({ password }) =>
          reset.mutate(
            { person: person.id, password },
            {
              onSuccess: () => {
                void message.success(`已重设${person.name}的密码，本人下次登录须修改。`)
                form.resetFields()
              },
            },
          )
        }
      >
        <Form.Item name="password" label="重设密码" rules={newPasswordRules} extra="重设后其已登录的设备会全部退出。">
          <Input.Password autoComplete="new-password" placeholder="新的初始密码" />
        </Form.Item>
        <SentError error={reset.error} />
        <Button htmlType="submit" loading={reset.isPending}>
          重设密码
        </Button>
      </Form>
      <Divider />
      <SentError error={change.error} />
      {person.disabled ? (
        <Button disabled={may.change !== null} loading={change.isPending} onClick={() => setDisabled(false)}>
          恢复使用
        </Button>
      ) : (
        <Button disabled={may.change !== null} loading={change.isPending} onClick={confirmDisable}>
          停用此人
        </Button>
      )}
    </>
  )
}
