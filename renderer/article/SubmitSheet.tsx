import { CheckCircleOutlined, ExclamationCircleOutlined } from '@ant-design/icons'
import { Alert, Button, Drawer, Space } from 'antd'
import { memo, useState } from 'react'
import type { Output } from '#core/api/contract'
import type { Refusal } from '#core/refusal'
import { useAct, useAsk } from '../ask.ts'
import { Hunks } from '../review/Hunks.tsx'
import { PersonName } from '../ui/names.tsx'
import { Answered, RefusalNote, SentError } from '../ui/states.tsx'

type Check = Output<'article.check'>
type Goes = NonNullable<Check['goes']>

type SheetProps = { id: string; hash: string; open: boolean; onClose(): void; onSubmitted(): void; onGo(field: string): void }

/** 提交: where it goes, which opinions stand and which fall, who could hold each stage, and what is still missing – each missing thing is a link. */
export const SubmitSheet = memo(function SubmitSheet({ id, hash, open, onClose, onSubmitted, onGo }: SheetProps) {
  const check = useAsk('article.check', { id }, { enabled: open, staleTime: 0 })
  const submit = useAct('article.submit', { quiet: true })
  const refused = check.data?.may.submit
  return (
    <Drawer
      open={open} size={520} onClose={onClose} title="提交送审"
      footer={
        <Space wrap>
          <Button type="primary" disabled={refused !== null} loading={submit.isPending} onClick={() => submit.mutate({ id, saw: hash }, { onSuccess: onSubmitted })}>
            提交送审
          </Button>
          <Button onClick={onClose}>再改改</Button>
          {refused && !saidAbove.has(refused.code) && <RefusalNote refusal={refused} />}
        </Space>
      }
    >
      <SentError error={submit.error} />
      <Answered of={check}>
        {({ missing, template, stages, lacking, goes, may }) => (
          <>
            {missing.length > 0 && <MissingList missing={missing} onGo={onGo} />}
            {goes && <WhereTo goes={goes} stages={stages} />}
            {template ? <h3>流程：{template.name}（第 {template.version} 版）</h3> : <Alert type="warning" showIcon title="没有适用的流程模板，请系统管理员启用一个。" />}
            {lacking.length > 0 && <Lacking goes={goes} names={lacking.map(stage => nameOf(stages, stage))} />}
            <ol className="stages">
              {stages.map(({ stage, people }) => (
                <li key={stage.id}>
                  <span className="stage-name">{stage.name}</span>
                  <People ids={people} />
                </li>
              ))}
            </ol>
            {may.submit === null && goes && (
              <p className="ready">
                <CheckCircleOutlined aria-hidden /> 可以提交。{takingBack(goes, nameOf(stages, goes.stage))}
              </p>
            )}
          </>
        )}
      </Answered>
    </Drawer>
  )
})

/** Refusals that the sheet spells out item by item. */
const saidAbove = new Set<Refusal['code']>(['nothing-missing-but', 'no-one-left-for', 'no-template'])

const nameOf = (stages: Check['stages'], id: string): string => stages.find(({ stage }) => stage.id === id)?.stage.name ?? id

function takingBack({ way, mayTakeBack }: Goes, stage: string): string {
  if (mayTakeBack) return `提交后至“${stage}”办理前，您可以撤回。`
  return way === 'on' ? '提交后您不能撤回，要改须由办理环节退回。' : `提交后至“${stage}”办理前，作者可以撤回。`
}

function MissingList({ missing, onGo }: { missing: Check['missing']; onGo(field: string): void }) {
  return (
    <section>
      <h3>还缺 {missing.length} 项</h3>
      <ul className="missing">
        {missing.map(({ field, zh }) => (
          <li key={field + zh}>
            <Button type="link" icon={<ExclamationCircleOutlined />} onClick={() => onGo(field)}>
              {zh}
            </Button>
          </li>
        ))}
      </ul>
    </section>
  )
}

/** After a return: on at the stage that returned it, or anew, with what that does to the opinions given so far. */
function WhereTo({ goes, stages }: { goes: Goes; stages: Check['stages'] }) {
  if (goes.way === 'first') return null
  const stage = nameOf(stages, goes.stage)
  const on = goes.way === 'on'
  const why = goes.change === 'none' ? '退回以来文字没有改动' : on ? '退回以来只作了文字更正' : '退回以来有实质性修改'
  return (
    <section className="goes" aria-label="提交后从哪里办起">
      <Alert type={on ? 'info' : 'warning'} showIcon title={on ? `${why}，提交后回到退回的环节“${stage}”继续办理，不从头再走。` : `${why}，提交后从第一个环节“${stage}”重新办起。`} />
      <Hunks hunks={goes.hunks} most={6} reasons />
      {goes.stand.length > 0 && (
        <p className="goes-stand">
          <b>继续有效</b> {goes.stand.length} 个环节的意见：<Passes passes={goes.stand} />
        </p>
      )}
      {goes.fall.length > 0 && (
        <p className="goes-fall">
          <b>将失效</b> {goes.fall.length} 个环节的意见：<Passes passes={goes.fall} />。记录保留，并写明因哪几个字失效。
        </p>
      )}
      {goes.stand.length + goes.fall.length === 0 && <p className="quiet">此前没有环节通过，不涉及已有的意见。</p>}
    </section>
  )
}

function Passes({ passes }: { passes: Goes['stand'] }) {
  return passes.map(({ stage, stageName, by, principal }, i) => (
    <span key={stage}>
      {i > 0 && '、'}
      {stageName}（<PersonName id={by} />
      {principal && (
        <>
          代<PersonName id={principal} />
        </>
      )}
      ）
    </span>
  ))
}

/** Before a road begins, people that are not there stop it; a run that goes on waits for them at their stage. */
function Lacking({ goes, names }: { goes: Goes | null; names: string[] }) {
  const whom = '请联系系统管理员或办公室文秘。'
  return goes?.way === 'on' ? (
    <Alert type="warning" showIcon title="后面的环节现在无人可办" description={`${names.join('、')}暂时没有可以办理的人。稿件可以提交，办到这里会停下等人。${whom}`} />
  ) : (
    <Alert type="warning" showIcon title="人员不足，稿件现在不能提交" description={`下列环节找不到互不相同、可以办理的人：${names.join('、')}。${whom}`} />
  )
}

function People({ ids }: { ids: string[] }) {
  const [all, setAll] = useState(false)
  if (ids.length === 0) return <span className="due-over">无人可办</span>
  const shown = all ? ids : ids.slice(0, 4)
  return (
    <span>
      {shown.map((id, i) => (
        <span key={id}>
          {i > 0 && '、'}
          <PersonName id={id} />
        </span>
      ))}
      {ids.length > shown.length && (
        <Button type="link" size="small" onClick={() => setAll(true)}>
          等 {ids.length} 人
        </Button>
      )}
    </span>
  )
}
