import { Alert, Button, Modal, Space } from 'antd'
import { memo, useRef } from 'react'
import type { ImportReport } from '#core/import/import'
import { TwoTexts } from '../compare/ComparePage.tsx'
import { useMe } from '../ui/me.tsx'
import { PersonName } from '../ui/names.tsx'
import { Moment } from '../ui/time.tsx'
import type { Conflict } from './keeping.ts'

/** What an import or a paste left out, said once. */
export const ReportDialog = memo(function ReportDialog({ report, onClose }: { report: ImportReport | null; onClose(): void }) {
  const known = useRef<HTMLButtonElement>(null)
  return (
    <Modal open={report !== null} title="导入情况" afterOpenChange={on => on && known.current?.focus()} footer={<Button ref={known} type="primary" onClick={onClose}>知道了</Button>} onCancel={onClose}>
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
