import { Alert, Button } from 'antd'
import { useAct, useAsk } from '../ask.ts'
import { PersonName } from '../ui/names.tsx'
import { RefusalNote, SentError } from '../ui/states.tsx'
import { Moment } from '../ui/time.tsx'

/** 模型插件: one line for an office without one; what it is, its acceptance and whether it is used for an office with one. */
export function PluginPanel() {
  const state = useAsk('plugin.state', {}, { staleTime: 0 })
  const judge = useAct('plugin.judge', { quiet: true })
  const { data } = state
  if (!data) return null
  const { present, fault, verdict, inUse, may, folder } = data
  if (!present && !fault) {
    return (
      <p className="quiet">
        可以另加本地模型插件（没有也不影响使用）：把 model.onnx、vocab.txt、manifest.json 放进数据目录下 {folder} 的一个子文件夹，再到这里验收。
      </p>
    )
  }
  const judged = verdict && present && verdict.digest === present.digest ? verdict : null
  return (
    <>
      {fault && <Alert className="page-alert" type="warning" showIcon title={fault} />}
      {present && (
        <p>
          模型插件“{present.name}”{present.version}（许可：{present.licence}；校验值 {present.digest.slice(0, 16)}），
          {inUse ? '正在使用：建议标为“模型建议”，级别为提示，不会自动修改。' : judged ? '没有使用。' : '还没有验收，没有使用。'}
        </p>
      )}
      {judged && (
        <p className="quiet">
          {judged.zh} <PersonName id={judged.by} />，<Moment at={judged.at} />。
        </p>
      )}
      <SentError error={judge.error} />
      <RefusalNote refusal={may.judge} />
      <Button loading={judge.isPending} disabled={may.judge !== null || !present} onClick={() => judge.mutate({})}>
        {judged ? '重新验收' : '验收'}
      </Button>
      {judge.isPending && <span className="quiet"> 正在用内置的差错样本和无误文字验收，可能需要几分钟。</span>}
    </>
  )
}
