import { Alert, Button, Progress } from 'antd'
import { useState } from 'react'
import { Refused } from '../api.ts'
import { useAct, useAsk } from '../ask.ts'
import { useSetup } from '../text/setup.ts'
import { PersonName } from '../ui/names.tsx'
import { SentError } from '../ui/states.tsx'
import { Moment } from '../ui/time.tsx'
import type { LexiconView } from './LexiconPage.tsx'

const pollMs = 700

/** 训练: the spelling model learns the office's own released articles, on the machine that keeps the data. */
export function SpellingPanel({ data }: { data: LexiconView }) {
  const setup = useSetup()
  const [job, setJob] = useState<string | null>(null)
  const start = useAct('spelling.train', { quiet: true })
  const cancel = useAct('spelling.cancel')
  const progress = useAsk('spelling.progress', { job: job ?? '' }, {
    enabled: job !== null,
    staleTime: 0,
    refetchInterval: query => (query.state.data?.done || query.state.error instanceof Refused ? false : pollMs),
  })
  const state = job === null ? undefined : progress.data
  const running = start.isPending || (job !== null && !state?.done && !(progress.error instanceof Refused))
  const { spelling } = data
  return (
    <>
      <p className="quiet form-lead">拼写疑误按统计模型判断。用本单位已发布的稿件训练后，本地的用语会少误报。训练全程在存放数据的电脑上进行，文字不外传。</p>
      {setup && <p>现在使用：{setup.ruleset.split(' · ').at(-1)}</p>}
      {spelling ? (
        <p>
          上次训练：<Moment at={spelling.at} />，<PersonName id={spelling.by} />，{spelling.articles} 篇、{spelling.characters} 字。
        </p>
      ) : (
        <p className="quiet">还没有用本单位的稿件训练过。</p>
      )}
      <SentError error={start.error} />
      {state?.error && <Alert className="page-alert" type="warning" showIcon title={state.error} />}
      {state?.done && !state.error && <Alert className="page-alert" type="success" showIcon title={`训练完成，用了 ${state.articles} 篇、${state.characters} 字，下一次检查起使用新的模型。`} />}
      {running && <Progress percent={Math.round((state?.share ?? 0) * 100)} status="active" />}
      <div className="row-actions">
        <Button type="primary" loading={running} disabled={data.may.keep !== null} onClick={() => start.mutate({}, { onSuccess: ({ job: id }) => setJob(id) })}>
          用已发布的稿件训练
        </Button>
        {running && job && <Button onClick={() => cancel.mutate({ job })}>取消</Button>}
      </div>
    </>
  )
}
