import { Alert, App, Button, Form, Input } from 'antd'
import { useNavigate, useSearchParams } from 'react-router'
import { useAct, useAsk } from '../ask.ts'
import { useTitle } from '../ui/screen.tsx'
import { SentError } from '../ui/states.tsx'
import { PageCard } from './page-card.tsx'
import { newPasswordRules } from './password-rules.ts'

type Fields = { old: string; new: string; again: string }

/** 修改密码: asked for after the first sign-in, and open to everybody at any time. */
export function PasswordScreen() {
  useTitle('修改密码')
  const navigate = useNavigate()
  const [params] = useSearchParams()
  const { message } = App.useApp()
  const to = params.get('to') ?? '/'
  const me = useAsk('session.me', {})
  const set = useAct('session.setPassword', { quiet: true })
  const must = params.has('to') || me.data?.person.mustChange
  const onFinish = ({ old, new: fresh }: Fields) =>
    set.mutate(
      { old, new: fresh },
      {
        onSuccess: () => {
          void message.success('密码已修改，下次登录请使用新密码。')
          void navigate(to.startsWith('/') && !to.startsWith('//') ? to : '/', { replace: true })
        },
      },
    )
  return (
    <PageCard title="修改密码">
      {must && (
        <Alert
          type="info"
          showIcon
          title="您正在使用管理员设置的初始密码。请改成只有自己知道的密码，再开始办理。"
          className="form-note"
        />
      )}
      <Form<Fields> layout="vertical" requiredMark={false} onFinish={onFinish}>
        <Form.Item name="old" label="现在的密码" rules={[{ required: true, message: '请输入现在的密码' }]}>
          <Input.Password autoComplete="current-password" autoFocus />
        </Form.Item>
        <Form.Item
          name="new"
          label="新密码"
          rules={newPasswordRules}
          extra="至少 8 个字符，请勿使用姓名、单位名、生日等容易猜到的内容。"
        >
          <Input.Password autoComplete="new-password" />
        </Form.Item>
        <Form.Item
          name="again"
          label="再次输入新密码"
          dependencies={['new']}
          rules={[
            { required: true, message: '请再次输入新密码' },
            form => ({
              validator: (_, value) =>
                value === form.getFieldValue('new')
                  ? Promise.resolve()
                  : Promise.reject(new Error('两次输入的新密码不一致')),
            }),
          ]}
        >
          <Input.Password autoComplete="new-password" />
        </Form.Item>
        <SentError error={set.error} />
        <div className="form-buttons">
          {!must && <Button onClick={() => void navigate(-1)}>取消</Button>}
          <Button type="primary" htmlType="submit" loading={set.isPending}>
            保存新密码
          </Button>
        </div>
      </Form>
    </PageCard>
  )
}
