import { DownloadOutlined } from '@ant-design/icons'
import { App, Button, Descriptions } from 'antd'
import type { Output } from '#core/api/contract'
import { useAct } from '../ask.ts'
import { download, textBytes } from '../ui/download.ts'
import { Sheet } from '../ui/screen.tsx'
import { SentError } from '../ui/states.tsx'
import { todayZh } from '../ui/time.tsx'

type Checkpoint = Output<'audit.checkpoint'>

/** 导出检查点: a few lines that leave the machine, against which a cut tail is found later. */
export function CheckpointPanel() {
  const make = useAct('audit.checkpoint', { quiet: true })
  const { message } = App.useApp()
  const keep = async (checkpoint: Checkpoint) => {
    const name = `检查点-${todayZh()}-${checkpoint.size}.txt`
    if (await download(name, textBytes(checkpoint.text), 'text/plain;charset=utf-8'))
      void message.success(`已导出 ${name}。`)
  }
  return (
    <Sheet title="导出检查点">
      <p className="prose">
        检查点是一个很小的文件，记下此刻审计记录的条数和总校验值。请把它存到本机以外，例如审计员保管的光盘或纸质打印件；日后校验时拿来比对，末尾记录哪怕被整段删去也能查出来。
      </p>
      <div className="verify-row">
        <Button
          type="primary"
          icon={<DownloadOutlined />}
          loading={make.isPending}
          onClick={() => make.mutate({}, { onSuccess: checkpoint => void keep(checkpoint) })}
        >
          导出检查点
        </Button>
        <span className="quiet">导出本身也会记入审计记录。</span>
      </div>
      <SentError error={make.error} />
      {make.data && (
        <Descriptions
          className="checkpoint"
          column={1}
          size="small"
          bordered
          items={[
            { key: 'size', label: '记录条数', children: make.data.size.toLocaleString('zh-CN') },
            { key: 'root', label: '总校验值', children: <span className="mono break">{make.data.root}</span> },
            { key: 'head', label: '末条校验值', children: <span className="mono break">{make.data.head}</span> },
          ]}
        />
      )}
    </Sheet>
  )
}
