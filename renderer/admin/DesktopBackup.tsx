import { useQuery, useQueryClient } from '@tanstack/react-query'
import { App, Button, Space } from 'antd'
import { refusalZh } from '#core/refusals.zh'
import { Sheet } from '../ui/screen.tsx'
import { timeZh } from '../ui/time.tsx'

/** The desktop's own backups: every day into a folder of one's choice, and restoring one. Nothing in a browser. */
export function DesktopBackup() {
  const { desktop } = window
  const queries = useQueryClient()
  const { message, modal } = App.useApp()
  const settings = useQuery({
    queryKey: ['desktop.settings'],
    enabled: desktop !== undefined,
    queryFn: async () => desktop!.settings(),
  })
  if (!desktop || !settings.data?.ok) return null
  const { folder, lastAt, lastError } = settings.data.value.backup
  const refresh = () => void queries.invalidateQueries({ queryKey: ['desktop.settings'] })
  const backup = async () => {
    const reply = await desktop.backupNow()
    if (!reply.ok || reply.value.lastError)
      void message.error(reply.ok ? reply.value.lastError : refusalZh(reply.refusal), 8)
    else void message.success('备份已完成，并已校验。')
    refresh()
  }
  const restore = () =>
    modal.confirm({
      title: '从备份恢复？',
      content:
        '先校验备份，再恢复到一个新的位置并改用它。现有数据保留在原处，不会被覆盖。恢复后所有人需要重新登录；备份之后的改动不在其中。',
      okText: '选择备份文件',
      cancelText: '不恢复',
      onOk: async () => {
        const reply = await desktop.restore()
        if (!reply.ok) void message.error(refusalZh(reply.refusal), 10)
        else if (reply.value)
          void message.success(`已恢复“${reply.value.name}”，共 ${reply.value.entries} 条审计记录。`, 8)
      },
    })
  return (
    <Sheet
      title="每天自动备份到指定文件夹"
      extra={
        <Space>
          <Button onClick={() => void desktop.chooseBackupFolder().then(refresh)}>
            {folder ? '更换文件夹' : '选择文件夹'}
          </Button>
          {folder && <Button onClick={() => void backup()}>立即备份到文件夹</Button>}
          <Button onClick={restore}>从备份恢复…</Button>
        </Space>
      }
    >
      {folder ? (
        <p>
          备份到 <span className="mono break">{folder}</span>;{lastAt ? `最近一次 ${timeZh(lastAt)}` : '还没有备份过'}。
        </p>
      ) : (
        <p className="due-soon">还没有选择备份文件夹。建议选在移动硬盘或另一块硬盘上，每天自动备份一次。</p>
      )}
      {lastError && <p className="due-over">{lastError}</p>}
    </Sheet>
  )
}
