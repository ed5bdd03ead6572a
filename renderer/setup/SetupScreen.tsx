import { Alert, Button, Divider, Form, Input, Radio, Steps } from 'antd'
import { useState } from 'react'
import { Navigate, useNavigate } from 'react-router'
import { ask } from '../api.ts'
import { useAct, useAsk, type Act } from '../ask.ts'
import { PageCard } from '../signin/page-card.tsx'
import { newPasswordRules, accountRules } from '../signin/password-rules.ts'
import { useTitle } from '../ui/screen.tsx'
import { SentError } from '../ui/states.tsx'

type Facts = Omit<Act<'office.found'>, 'administrator'> & {
  account: string
  person: string
  password: string
  again: string
}

const steps = ['单位', '审校流程', '系统管理员']

/** 首次向导: three short steps, or the demo office. */
export function SetupScreen() {
  useTitle('首次设置')
  const status = useAsk('office.status', {})
  const [form] = Form.useForm<Facts>()
  const [step, setStep] = useState(0)
  const navigate = useNavigate()
  const found = useAct('office.found', { quiet: true })
  if (status.data?.ready) return <Navigate to="/signin" replace />

  const next = async () => {
    if (step < 2) return setStep(step + 1)
    // Fields of the earlier steps are kept by the form though they are no longer shown.
    const { account, person, password, again: _, ...office } = form.getFieldsValue(true) as Facts
    try {
      await found.mutateAsync({ ...office, administrator: { account, name: person, password } })
      await ask('session.open', { account, password })
      await navigate('/admin/people')
    } catch {
      // Said above the buttons; when only signing in failed, the sign-in page takes over as the office is ready.
    }
  }

  // What was refused is said again when it is sent again.
  const back = () => {
    found.reset()
    setStep(step - 1)
  }

  return (
    <PageCard title="首次设置" wide>
      <Steps current={step} size="small" items={steps.map(title => ({ title }))} />
      <Form<Facts>
        form={form}
        layout="vertical"
        requiredMark={(label, { required }) => (
          <>
            {label}
            {!required && <span className="quiet">（选填）</span>}
          </>
        )}
        initialValues={{ region: '', unitCode: '', template: 'standard' }}
        onFinish={next}
        className="setup-form"
      >
        {step === 0 && <OfficeFields />}
        {step === 1 && <TemplateField />}
        {step === 2 && <AdministratorFields />}
        <SentError error={found.error} />
        <div className="form-buttons">
          {step > 0 && <Button onClick={back}>上一步</Button>}
          <Button type="primary" htmlType="submit" loading={found.isPending}>
            {step < 2 ? '下一步' : '建立单位'}
          </Button>
        </div>
      </Form>
      {step === 0 && <DemoOffer />}
    </PageCard>
  )
}

const OfficeFields = () => (
  <>
    <Form.Item
      name="name"
      label="单位名称"
      rules={[{ required: true, whitespace: true, min: 2, max: 60, message: '请填写单位名称，2–60 字' }]}
      extra="显示在每个页面、审签单和网页的发布机构栏。"
    >
      <Input placeholder="例如：某某区民政局" autoFocus maxLength={60} />
    </Form.Item>
    <Form.Item name="region" label="地区" rules={[{ max: 60 }]} extra="用于区分同名单位，可稍后补充。">
      <Input placeholder="例如：某某省某某市某某区" maxLength={60} />
    </Form.Item>
    <Form.Item
      name="unitCode"
      label="单位代码"
      rules={[{ pattern: /^\s*[0-9A-Za-z-]{0,30}\s*$/, message: '单位代码只能有数字、字母和短横，不超过 30 位' }]}
      extra="统一社会信用代码或机构代码，编索引号时使用。"
    >
      <Input placeholder="例如：11370104MB2837465X" maxLength={30} />
    </Form.Item>
  </>
)

const TemplateField = () => (
  <Form.Item
    name="template"
    label="审校流程"
    rules={[{ required: true }]}
    extra="两种流程都包含保密审查、三审三校和签发八个环节，一个也不会少；以后可在“管理—流程模板”中调整。"
  >
    <Radio.Group className="choice-cards">
      <Radio value="standard">
        <strong>标准流程</strong>
        <span>八个环节由八人分别办理，每人只办一个环节。适合人员配置齐全的单位。</span>
      </Radio>
      <Radio value="small-office">
        <strong>小型单位流程</strong>
        <span>允许同级审与校由一人办理、终审人兼签发、保密审查员兼终审。除作者外至少三人，适合人手较少的单位。</span>
      </Radio>
    </Radio.Group>
  </Form.Item>
)

const AdministratorFields = () => (
  <>
    <Alert
      type="info"
      showIcon
      title="系统管理员负责设置人员、科室和流程，不参与任何稿件的审校。请使用专门的账号。"
      className="form-note"
    />
    <Form.Item name="person" label="姓名" rules={[{ required: true, whitespace: true, max: 30, message: '请填写姓名' }]}>
      <Input autoComplete="name" maxLength={30} />
    </Form.Item>
    <Form.Item
      name="account"
      label="登录名"
      rules={[{ required: true, message: '请填写登录名' }, accountRules]}
      extra="小写字母和数字，例如姓名全拼。"
    >
      <Input autoComplete="username" />
    </Form.Item>
    <Form.Item
      name="password"
      label="密码"
      rules={newPasswordRules}
      extra="至少 8 个字符，请勿使用单位名、生日等容易猜到的内容。"
    >
      <Input.Password autoComplete="new-password" />
    </Form.Item>
    <Form.Item
      name="again"
      label="再次输入密码"
      dependencies={['password']}
      rules={[
        { required: true, message: '请再次输入密码' },
        form => ({
          validator: (_, value) =>
            value === form.getFieldValue('password')
              ? Promise.resolve()
              : Promise.reject(new Error('两次输入的密码不一致')),
        }),
      ]}
    >
      <Input.Password autoComplete="new-password" />
    </Form.Item>
  </>
)

function DemoOffer() {
  const navigate = useNavigate()
  const demo = useAct('office.demo', { quiet: true })
  return (
    <>
      <Divider plain>或者先看看</Divider>
      <div className="demo-offer">
        <p>演示单位已配齐各岗位人员和十余篇处于不同环节的稿件，可随意操作。它会占用现在这份数据；日后正式建立单位，须在启动时用 --data 另指定一个空的数据目录。</p>
        <Button loading={demo.isPending} onClick={() => demo.mutate({}, { onSuccess: () => void navigate('/signin') })}>
          打开演示单位
        </Button>
      </div>
      {demo.isPending && <p className="quiet">正在准备演示数据，约需数秒。</p>}
      <SentError error={demo.error} />
    </>
  )
}
