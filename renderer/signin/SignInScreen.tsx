import { useQueryClient } from '@tanstack/react-query'
import { Alert, Avatar, Button, Form, Input, type InputRef } from 'antd'
import { useEffect, useRef, useState } from 'react'
import { Navigate, useNavigate, useSearchParams } from 'react-router'
import { roleZh } from '#core/people/roles'
import type { Output } from '#core/api/contract'
import { Refused } from '../api.ts'
import { useAct, useAsk } from '../ask.ts'
import { useTitle } from '../ui/screen.tsx'
import { Answered, SentError } from '../ui/states.tsx'
import { PageCard } from './page-card.tsx'

type Status = Output<'office.status'>

/** 登录. In a demo office the people stand ready to be chosen. */
export function SignInScreen() {
  useTitle('登录')
  const status = useAsk('office.status', {})
  if (status.data?.ready === false) return <Navigate to="/setup" replace />
  return (
    <Answered of={status}>
      {data => (
        <PageCard title={data.name} wide={data.demo}>
          <SessionEnded />
          {data.demo && data.demoAccounts.length > 0 ? <DemoSignIn status={data} /> : <SignInForm />}
        </PageCard>
      )}
    </Answered>
  )
}

/** Why somebody who was at work stands here again, and that nothing they wrote is gone. */
function SessionEnded() {
  const [params] = useSearchParams()
  if (params.get('ended') !== 'yes') return null
  return (
    <Alert
      type="warning"
      showIcon
      className="form-note"
      title="登录已经到期，或服务器重新启动过，请重新登录。刚才没有提交的操作没有生效；写到一半的内容都在，登录后接着办。"
    />
  )
}

/** Where to go after signing in: only an address of our own. */
function useDestination(): string {
  const [params] = useSearchParams()
  const to = params.get('to') ?? '/'
  return to.startsWith('/') && !to.startsWith('//') ? to : '/'
}

function useSignIn() {
  const navigate = useNavigate()
  const to = useDestination()
  const queries = useQueryClient()
  const open = useAct('session.open', { quiet: true })
  const signIn = (account: string, password: string) =>
    open.mutate(
      { account, password },
      {
        onSuccess: ({ mustChange }) => {
          queries.removeQueries({ predicate: query => query.queryKey[0] !== 'office.status' })
          void navigate(mustChange ? `/password?to=${encodeURIComponent(to)}` : to, { replace: true })
        },
      },
    )
  return { open, signIn }
}

function SignInForm({ account = '', password = '' }: { account?: string; password?: string }) {
  const { open, signIn } = useSignIn()
  const [form] = Form.useForm<{ account: string; password: string }>()
  const field = useRef<InputRef>(null)
  const left = useLockOut(open.error)
  useEffect(() => {
    if (account) form.setFieldsValue({ account, password })
  }, [account, password, form])
  useEffect(() => {
    if (open.error) field.current?.focus({ cursor: 'all' })
  }, [open.error])
  return (
    <Form
      form={form}
      layout="vertical"
      requiredMark={false}
      initialValues={{ account, password }}
      onFinish={values => signIn(values.account.trim(), values.password)}
      className="signin-form"
    >
      <Form.Item name="account" label="登录名" rules={[{ required: true, message: '请输入登录名' }]}>
        <Input size="large" autoComplete="username" autoFocus={!account} autoCapitalize="off" spellCheck={false} />
      </Form.Item>
      <Form.Item name="password" label="密码" rules={[{ required: true, message: '请输入密码' }]}>
        <Input.Password ref={field} size="large" autoComplete="current-password" />
      </Form.Item>
      <SentError error={open.error} />
      <Button type="primary" size="large" htmlType="submit" block loading={open.isPending} disabled={left > 0}>
        {left > 0 ? `请等待 ${left} 秒` : '登录'}
      </Button>
      <p className="quiet signin-help">忘记密码，请找本单位系统管理员重设。</p>
    </Form>
  )
}

/** Longer lock-outs are left to the sentence. Seconds. */
const countedSeconds = 120

/** Seconds until the office accepts another try, counting down; 0 when it does. */
function useLockOut(error: unknown): number {
  const seconds =
    error instanceof Refused && error.refusal.code === 'locked-out' && error.refusal.seconds <= countedSeconds
      ? error.refusal.seconds
      : 0
  const [passed, setPassed] = useState<{ of: unknown; seconds: number }>({ of: null, seconds: 0 })
  useEffect(() => {
    if (seconds === 0) return
    const from = Date.now()
    const timer = setInterval(() => setPassed({ of: error, seconds: Math.floor((Date.now() - from) / 1000) }), 500)
    return () => clearInterval(timer)
  }, [error, seconds])
  return Math.max(0, seconds - (passed.of === error ? passed.seconds : 0))
}

function DemoSignIn({ status }: { status: Status }) {
  const [chosen, setChosen] = useState('')
  return (
    <>
      <Alert
        type="info"
        showIcon
        title={
          <>
            这是演示单位。选择一位人员即可登录，密码均为 <span className="mono">{status.demoPassword}</span>，已自动填好。
          </>
        }
        className="form-note"
      />
      <div className="demo-signin">
        <ul className="people" aria-label="演示人员">
          {status.demoAccounts.map(person => (
            <li key={person.account}>
              <button type="button" aria-pressed={person.account === chosen} onClick={() => setChosen(person.account)}>
                <Avatar className="initial" aria-hidden>
                  {person.name.slice(0, 1)}
                </Avatar>
                <span>
                  <strong>{person.name}</strong> <span className="quiet">{person.title}</span>
                  <br />
                  <span className="quiet ellipsis">{person.roles.map(role => roleZh[role]).join('、')}</span>
                </span>
              </button>
            </li>
          ))}
        </ul>
        <SignInForm account={chosen} password={chosen ? status.demoPassword : ''} />
      </div>
    </>
  )
}
