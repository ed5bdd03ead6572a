import { Alert, Button, Checkbox, Form, Input, Space } from 'antd'
import { useState } from 'react'
import { Navigate, useNavigate } from 'react-router'
import { fingerprintGroups, type Probe } from '#core/desktop'
import type { Refusal } from '#core/refusal'
import { refusalZh } from '#core/refusals.zh'
import { PageCard } from '../signin/page-card.tsx'
import { usePlace } from '../ui/place.tsx'
import { useTitle } from '../ui/screen.tsx'
import './connect.css'

/** 本机库 or 连接科室服务器. Only in the desktop program; a browser is where it is. */
export function ConnectScreen() {
  useTitle('选择工作方式')
  const { desktop } = window
  const place = usePlace()
  const navigate = useNavigate()
  const [refusal, setRefusal] = useState<Refusal | null>(null)
  const [busy, setBusy] = useState(false)
  const [found, setFound] = useState<Probe | null>(null)
  if (!desktop) return <Navigate to="/" replace />
  const run = async <T,>(
    act: () => Promise<{ ok: true; value: T } | { ok: false; refusal: Refusal }>,
    then: (value: T) => void,
  ) => {
    setBusy(true)
    setRefusal(null)
    const reply = await act()
    setBusy(false)
    if (reply.ok) then(reply.value)
    else setRefusal(reply.refusal)
  }
  const connect = (server: Probe) =>
    run(
      () =>
        desktop.connect({
          address: server.address,
          fingerprint: server.fingerprint,
          replace: server.known === 'changed',
        }),
      () => undefined,
    )
  return (
    <PageCard title="选择工作方式" wide>
      <div className="connect">
        <p>
          单独使用，或者这台电脑就是科室的服务器，选“本机库”。科室里另有一台电脑存放稿件，选“连接科室服务器”。两种方式的界面完全一样，各自的数据互不影响。
        </p>
        {refusal && <Alert type="error" showIcon role="alert" title={refusalZh(refusal)} className="form-note" />}
        {found ? (
          <Confirm found={found} busy={busy} onConfirm={() => void connect(found)} onBack={() => setFound(null)} />
        ) : (
          <Form
            layout="vertical"
            requiredMark={false}
            onFinish={({ address }: { address: string }) => void run(() => desktop.probe(address), setFound)}
          >
            <Form.Item
              name="address"
              label="科室服务器地址"
              rules={[{ required: true, message: '请填写服务器地址' }]}
              extra="在服务器那台电脑的“管理—服务器”中可以看到，例如 192.168.3.20:8787。"
            >
              <Input autoFocus spellCheck={false} placeholder="192.168.3.20:8787" />
            </Form.Item>
            <Space wrap>
              <Button type="primary" htmlType="submit" loading={busy}>
                连接科室服务器
              </Button>
              {place?.kind === 'server' && (
                <Button
                  disabled={busy}
                  onClick={() =>
                    void run(
                      () => desktop.useLocal(),
                      () => undefined,
                    )
                  }
                >
                  改用本机库
                </Button>
              )}
              <Button type="text" onClick={() => void navigate('/')}>
                返回
              </Button>
            </Space>
          </Form>
        )}
      </div>
    </PageCard>
  )
}

/** What stands at the address, and the six groups to be compared before anything is sent. */
function Confirm({
  found,
  busy,
  onConfirm,
  onBack,
}: {
  found: Probe
  busy: boolean
  onConfirm(): void
  onBack(): void
}) {
  const [compared, setCompared] = useState(false)
  const changed = found.known === 'changed'
  const known = found.known === 'same'
  return (
    <div className="connect">
      <p>
        找到：<strong>{found.office || '尚未建立单位的审校台'}</strong>（版本 {found.version}）
      </p>
      {changed && (
        <Alert
          type="error"
          showIcon
          role="alert"
          className="form-note"
          title="这台服务器的证书与上次不同！"
          description="可能有人冒充服务器，也可能是服务器重装或更换了电脑。没有向系统管理员当面或打电话核对之前，请不要继续。"
        />
      )}
      {found.fingerprint === null ? (
        <Alert
          type="warning"
          showIcon
          className="form-note"
          title="这台服务器没有加密"
          description="同一网络中的其他人可能看到登录密码和稿件。请系统管理员在服务器上开启加密（HTTPS）后再连接；只有在完全可信的网络中才可以继续。"
        />
      ) : (
        <>
          <p>请与服务器那台电脑“管理—服务器”中显示的六组指纹逐组核对：</p>
          <p className="fingerprint mono" aria-label="证书指纹">
            {fingerprintGroups(found.fingerprint).map(group => (
              <span key={group}>{group}</span>
            ))}
          </p>
          {known && <p className="quiet">与上次核对过的一致。</p>}
        </>
      )}
      {!known && (
        <p>
          <Checkbox checked={compared} onChange={event => setCompared(event.target.checked)}>
            {found.fingerprint === null
              ? '我已了解风险'
              : changed
                ? '我已当面或打电话向系统管理员核对，六组全部一致'
                : '六组全部一致'}
          </Checkbox>
        </p>
      )}
      <Space>
        <Button type="primary" danger={changed} disabled={!known && !compared} loading={busy} onClick={onConfirm}>
          确认并连接
        </Button>
        <Button onClick={onBack}>不连接</Button>
      </Space>
    </div>
  )
}
