import { CheckCircleOutlined, ExclamationCircleOutlined } from '@ant-design/icons'
import { Alert, Button, Drawer, Modal, Space } from 'antd'
import { memo, useState } from 'react'
import type { ImportReport } from '#core/import/import'
import { useAct, useAsk } from '../ask.ts'
import { TwoTexts } from '../compare/ComparePage.tsx'
import { useMe } from '../ui/me.tsx'
import { PersonName } from '../ui/names.tsx'
import { Answered, SentError } from '../ui/states.tsx'
import { Moment } from '../ui/time.tsx'
import type { Conflict } from './keeping.ts'

/** What an import or a paste left out, said once. */
export const ReportDialog = memo(function ReportDialog({ report, onClose }: { report: ImportReport | null; onClose(): void }) {
  return (
    <Modal open={report !== null} title="导入情况" footer={<Button type="primary" onClick={onClose}>知道了</Button>} onCancel={onClose}>
      {report && (
        <>
          {report.dropped.length > 0 && <p>以下内容没有带入，原文件不受影响：</p>}
          <ul className="report">
            {report.dropped.map(({ what, count }) => (
              <li key={what}>
                {what} <b>{count}</b> 处
              </li>
            ))}
            {report.notes.map(note => (
              <li key={note}>{note}</li>
            ))}
          </ul>
        </>
      )}
    </Modal>
  )
})

/** Two people saved, or one in two windows: both texts are kept, and the person chooses with the difference before their eyes. */
export const ConflictDialog = memo(function ConflictDialog({ conflict, onSettle }: { conflict: Conflict | null; onSettle(whose: 'theirs' | 'mine'): void }) {
  const own = useMe().person.id === conflict?.by
  const whose = own ? '另一个窗口' : '对方'
  return (
    <Modal open={conflict !== null} width={1000} closable={false} title="稿件已有新的版本，您的修改没有保存" footer={null}>
      {conflict && (
        <>
          <Alert
            type="warning"
            showIcon
            title={
              <>
                {own ? '您在另一个窗口' : <PersonName id={conflict.by} />} 于 <Moment at={conflict.at} /> 保存了新版本。两个版本都在：{whose}的已存入历史，{own ? '这里的保留在本页' : '您的保留在本页和自动保存中'}。
              </>
            }
          />
          <div className="conflict-diff">
            <TwoTexts before={conflict.theirs} after={conflict.mine} layout="only" />
          </div>
          <Space>
            <Button onClick={() => onSettle('theirs')}>改用{whose}的版本</Button>
            <Button type="primary" onClick={() => onSettle('mine')}>
              {own ? '保留这里的，在另一个窗口的版本之后保存' : '保留我的，在对方版本之后保存'}
            </Button>
          </Space>
        </>
      )}
    </Modal>
  )
})

/** 提交: which road, who could hold each stage, and what is still missing – each missing thing is a link. */
export const SubmitSheet = memo(function SubmitSheet({ id, hash, open, onClose, onSubmitted, onGo }: { id: string; hash: string; open: boolean; onClose(): void; onSubmitted(): void; onGo(field: string): void }) {
  const check = useAsk('article.check', { id }, { enabled: open, staleTime: 0 })
  const submit = useAct('article.submit', { quiet: true })
  const ready = check.data && check.data.missing.length === 0 && check.data.lacking.length === 0 && check.data.template !== null
  return (
    <Drawer
      open={open} size={520} onClose={onClose} title="提交送审"
      footer={
        <Space>
          <Button type="primary" disabled={!ready} loading={submit.isPending} onClick={() => submit.mutate({ id, saw: hash }, { onSuccess: onSubmitted })}>
            提交送审
          </Button>
          <Button onClick={onClose}>再改改</Button>
        </Space>
      }
    >
      <SentError error={submit.error} />
      <Answered of={check}>
        {({ missing, template, stages, lacking }) => (
          <>
            {missing.length > 0 && (
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
            )}
            {template ? <h3>流程：{template.name}（第 {template.version} 版）</h3> : <Alert type="warning" showIcon title="没有适用的流程模板，请系统管理员启用一个。" />}
            {lacking.length > 0 && <Alert type="warning" showIcon title="人员不足，稿件现在不能提交" description={`下列环节找不到互不相同、可以办理的人：${lacking.map(s => stages.find(x => x.stage.id === s)?.stage.name ?? s).join('、')}。请联系系统管理员或办公室文秘。`} />}
            <ol className="stages">
              {stages.map(({ stage, people }) => (
                <li key={stage.id}>
                  <span className="stage-name">{stage.name}</span>
                  <People ids={people} />
                </li>
              ))}
            </ol>
            {ready && (
              <p className="ready">
                <CheckCircleOutlined aria-hidden /> 可以提交。提交后至第一个环节办理前，您可以撤回。
              </p>
            )}
          </>
        )}
      </Answered>
    </Drawer>
  )
})

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
