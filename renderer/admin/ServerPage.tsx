import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Alert, App, Button, Form, Input, InputNumber, Table } from 'antd'
import { fingerprintGroups, type DesktopBridge, type LanState } from '#core/desktop'
import { Refused } from '../api.ts'
import { PersonName, useSentence } from '../ui/names.tsx'
import { Screen, Sheet } from '../ui/screen.tsx'
import { Answered, EmptyState } from '../ui/states.tsx'
import { Moment } from '../ui/time.tsx'
import './server.css'

/** Milliseconds between two looks at who is connected. */
const lookMs = 5000

/** 服务器: this PC serves its office to the section. In a browser it says where this is done. */
export function ServerPage() {
  const { desktop } = window
  if (desktop) return <Serving desktop={desktop} />
  return (
    <Screen title="服务器">
      <Sheet>
        <EmptyState title="请到服务器那台电脑上设置">
          您正在用浏览器访问。开始和停止服务、允许哪些电脑连接，都在存放数据的那台电脑上设置：用桌面程序的，在“管理—服务器”；用命令启动的，写在启动命令里（见使用手册“系统管理员”）。
        </EmptyState>
      </Sheet>
    </Screen>
  )
}

const valueOf = <T,>(reply: { ok: true; value: T } | { ok: false; refusal: Refused['refusal'] }): T => {
  if (!reply.ok) throw new Refused(reply.refusal)
  return reply.value
}

function Serving({ desktop }: { desktop: DesktopBridge }) {
  const state = useQuery({
    queryKey: ['desktop.lan'],
    queryFn: async () => valueOf(await desktop.lan()),
    refetchInterval: lookMs,
  })
  const queries = useQueryClient()
  const { message } = App.useApp()
  const sentence = useSentence()
  const run = async (act: () => ReturnType<DesktopBridge['lan']>) => {
    try {
      const next = valueOf(await act())
      queries.setQueryData(['desktop.lan'], next)
      if (next.error) void message.error(next.error, 8)
    } catch (error) {
      void message.error(sentence(error), 8)
    }
  }
  return (
    <Screen title="服务器" note="让科室里的其他电脑使用这台电脑上的稿件库">
      <Answered of={state}>
        {lan => (
          <>
            {lan.error && <Alert type="error" showIcon title={lan.error} className="page-alert" />}
            {lan.running ? (
              <Running lan={lan} onStop={() => void run(() => desktop.lanStop())} />
            ) : (
              <Start lan={lan} onStart={(port, allowed) => void run(() => desktop.lanStart(port, allowed))} />
            )}
          </>
        )}
      </Answered>
      <p className="quiet page-help">
        服务期间请不要关闭这台电脑或退出审校台；关闭后其他电脑会提示连接中断，已保存的内容不受影响。
      </p>
    </Screen>
  )
}

type Fields = { port: number; allowed: string }

function Start({ lan, onStart }: { lan: LanState; onStart(port: number, allowed: string[]): void }) {
  const start = ({ port, allowed }: Fields) => onStart(port, allowed.split(/[\s,;，；、]+/).filter(Boolean))
  return (
    <Sheet title="未开启">
      <Form<Fields>
        layout="vertical"
        initialValues={{ port: lan.port, allowed: lan.allowed.join('\n') }}
        onFinish={start}
        className="server-form"
      >
        <Form.Item
          name="port"
          label="端口"
          rules={[{ required: true, message: '请填写端口' }]}
          extra="没有特别要求时不必改动。"
        >
          <InputNumber min={1024} max={65535} controls={false} />
        </Form.Item>
        <Form.Item
          name="allowed"
          label="允许连接的地址"
          extra="一行一个，写成 192.168.3.20 或 192.168.3.0/24。不填时，允许 10.、172.16–31.、192.168. 开头的内网地址。"
        >
          <Input.TextArea autoSize={{ minRows: 3, maxRows: 10 }} spellCheck={false} />
        </Form.Item>
        <Button type="primary" htmlType="submit">
          开始服务
        </Button>
      </Form>
    </Sheet>
  )
}

function Running({ lan, onStop }: { lan: LanState; onStop(): void }) {
  return (
    <>
      <Sheet title={<span className="passed-word">✓ 正在服务</span>} extra={<Button onClick={onStop}>停止服务</Button>}>
        <dl className="server-facts">
          <dt>地址</dt>
          <dd>
            {lan.addresses.length
              ? lan.addresses.map(a => (
                  <div key={a} className="mono">
                    {a}
                  </div>
                ))
              : `端口 ${lan.port}（这台电脑没有连接网络）`}
          </dd>
          <dt>证书指纹</dt>
          <dd>
            <span className="mono server-print" aria-label="证书指纹">
              {fingerprintGroups(lan.fingerprint ?? '').join(' ')}
            </span>
            <p className="quiet">
              其他电脑第一次连接时会显示六组字符，请与这里逐组核对，全部一致才能确认。用浏览器访问时，浏览器会提示证书不受信任，核对指纹后选择继续即可。
            </p>
          </dd>
          <dt>允许连接</dt>
          <dd>{lan.allowed.length ? lan.allowed.join('、') : '内网地址（10.、172.16–31.、192.168. 开头）'}</dd>
        </dl>
      </Sheet>
      <Sheet className="sheet-flush" title={`正在连接（${lan.guests.length}）`}>
        <Table<LanState['guests'][number]>
          rowKey={one => `${one.address} ${one.person}`}
          pagination={false}
          dataSource={lan.guests}
          locale={{ emptyText: <EmptyState title="现在没有其他电脑连接" /> }}
          columns={[
            { title: '地址', dataIndex: 'address', render: address => <span className="mono">{address}</span> },
            { title: '人员', render: (_, one) => (one.person ? <PersonName id={one.person} full /> : '未登录') },
            { title: '最近活动', width: 200, render: (_, one) => <Moment at={one.at} /> },
          ]}
        />
      </Sheet>
    </>
  )
}
