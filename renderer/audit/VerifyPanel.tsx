import {
  CheckCircleOutlined,
  ExclamationCircleOutlined,
  FileSearchOutlined,
  InfoCircleOutlined,
} from '@ant-design/icons'
import { Alert, Button, Progress, Upload } from 'antd'
import { useState } from 'react'
import type { Output } from '#core/api/contract'
import { ConnectionLost, Refused } from '../api.ts'
import { useAct, useAsk } from '../ask.ts'
import { Sheet } from '../ui/screen.tsx'
import { ErrorState, SentError } from '../ui/states.tsx'
import { Certificate } from './Certificate.tsx'

export type Report = NonNullable<Output<'audit.progress'>['report']>

const pollMs = 400
/** As the contract has it: a checkpoint is a few lines. */
const checkpointCharacters = 10_000

type Given = { name: string; text: string }

/** 校验全库: one button, a progress bar, and the result in one sentence. */
export function VerifyPanel() {
  const [job, setJob] = useState<string | null>(null)
  const [given, setGiven] = useState<Given | null>(null)
  const start = useAct('audit.verify', { quiet: true })
  const cancel = useAct('audit.cancel')
  const progress = useAsk(
    'audit.progress',
    { job: job ?? '' },
    {
      enabled: job !== null,
      staleTime: Number.POSITIVE_INFINITY,
      refetchInterval: query =>
        query.state.data?.report || query.state.data?.error || query.state.error instanceof Refused ? false : pollMs,
    },
  )
  const state = job === null ? undefined : progress.data
  const running =
    start.isPending || (job !== null && !state?.report && !state?.error && !(progress.error instanceof Refused))
  const run = () => {
    setJob(null)
    start.mutate(given ? { checkpoint: given.text } : {}, { onSuccess: ({ job: id }) => setJob(id) })
  }
  const stop = () => {
    if (job) cancel.mutate({ job })
    setJob(null)
  }
  return (
    <>
      <Sheet title="校验全库">
        <p>
          从第一条审计记录起逐条核对：记录是否首尾相扣、内容是否与校验值一致、各表是否与记录推算的结果一致。校验只读取，不改动任何数据，期间可以继续办公。
        </p>
        <div className="verify-row">
          <Upload
            accept=".txt,.checkpoint"
            maxCount={1}
            showUploadList={false}
            disabled={running}
            beforeUpload={file => read(file, setGiven)}
          >
            <Button icon={<FileSearchOutlined />} disabled={running}>
              选择检查点文件
            </Button>
          </Upload>
          <span className="quiet">
            {given ? (
              <>
                将与“{given.name}”比对{' '}
                <Button type="link" size="small" disabled={running} onClick={() => setGiven(null)}>
                  不比对
                </Button>
              </>
            ) : (
              '可选。与以前导出的检查点比对，才能查出末尾的记录是否被整段删去。'
            )}
          </span>
        </div>
        <div className="verify-row">
          <Button type="primary" size="large" loading={running} onClick={run}>
            {running ? '正在校验' : '开始校验'}
          </Button>
          {running && job && <Button onClick={stop}>取消</Button>}
        </div>
        {running && <Running done={state?.done ?? 0} total={state?.total ?? 0} />}
        <SentError error={start.error} />
        {state?.error && <Alert type="warning" showIcon title="校验没有完成" description={state.error} />}
        {progress.error && !(progress.error instanceof ConnectionLost) && job && (
          <ErrorState error={progress.error} retry={run} />
        )}
      </Sheet>
      {state?.report && <Result report={state.report} compared={given?.name ?? null} />}
    </>
  )
}

async function read(file: File, keep: (given: Given) => void): Promise<false> {
  keep({ name: file.name, text: (await file.text()).slice(0, checkpointCharacters) })
  return false
}

function Running({ done, total }: { done: number; total: number }) {
  return (
    <div className="verify-progress" role="status">
      <Progress percent={total ? Math.floor((done / total) * 100) : 0} />
      <p className="quiet">
        {total ? `已核对 ${done.toLocaleString('zh-CN')} / ${total.toLocaleString('zh-CN')}` : '正在准备'}
      </p>
    </div>
  )
}

function Result({ report, compared }: { report: Report; compared: string | null }) {
  return (
    <Sheet
      className="verify-result"
      title="校验结果"
      extra={<Button onClick={() => window.print()}>打印校验证明</Button>}
    >
      <Verdict ok={report.integrity.ok} title="内容未被改动" sentence={report.integrity.sentence} />
      <Verdict ok={report.completeness.ok} title="记录没有缺失" sentence={report.completeness.sentence} />
      {report.failures.length > 0 && (
        <ul className="failures">
          {report.failures.map((failure, i) => (
            <li key={`${i}-${failure.kind}`}>
              {failure.seq !== null && <span className="quiet">第 {failure.seq} 条 </span>}
              {failure.sentence}
            </li>
          ))}
        </ul>
      )}
      <p className="quiet">
        共核对审计记录 {report.entries.toLocaleString('zh-CN')} 条、稿件 {report.articles.toLocaleString('zh-CN')}{' '}
        篇、版本 {report.revisions.toLocaleString('zh-CN')} 个，用时 {report.seconds.toFixed(1)} 秒。
      </p>
      <Certificate report={report} compared={compared} />
    </Sheet>
  )
}

/** Yes, no, or not known: a sign, a word and a sentence. */
function Verdict({ ok, title, sentence }: { ok: boolean | null; title: string; sentence: string }) {
  const [tone, icon, word] =
    ok === null
      ? ['unknown', <InfoCircleOutlined key="i" />, '未能判断']
      : ok
        ? ['good', <CheckCircleOutlined key="i" />, '通过']
        : ['bad', <ExclamationCircleOutlined key="i" />, '未通过']
  return (
    <div className={`verdict verdict-${tone}`}>
      {icon}
      <div>
        <strong>
          {title}：{word}
        </strong>
        <p>{sentence}</p>
      </div>
    </div>
  )
}
