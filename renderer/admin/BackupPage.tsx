import { SaveOutlined } from '@ant-design/icons'
import { Alert, App, Button, Table } from 'antd'
import type { Output } from '#core/api/contract'
import { useAct, useAsk } from '../ask.ts'
import { Screen, Sheet } from '../ui/screen.tsx'
import { DesktopBackup } from './DesktopBackup.tsx'
import { Answered, EmptyState, RefusalNote, SentError } from '../ui/states.tsx'
import { agoZh, Moment, useNow } from '../ui/time.tsx'

type Backup = Output<'backup.list'>['backups'][number]

/** A backup older than this is pointed out. Milliseconds. */
const staleMs = 2 * 86_400_000

const sizeZh = (bytes: number): string =>
  bytes < 1_000_000 ? `${Math.max(1, Math.round(bytes / 1000))} KB` : `${(bytes / 1_000_000).toFixed(1)} MB`

/** 备份: the last good one, and one button for the next. */
export function BackupPage() {
  const list = useAsk('backup.list', {})
  const make = useAct('backup.make', { quiet: true })
  const { message } = App.useApp()
  const barred = list.data?.may.make
  return (
    <Screen
      title="备份"
      actions={
        <>
          <RefusalNote refusal={barred} />
          <Button
            type="primary"
            icon={<SaveOutlined />}
            loading={make.isPending}
            disabled={barred !== null}
            onClick={() =>
              make.mutate(
                {},
                { onSuccess: ({ name, size, warning }) => void (warning === null && message.success(`备份完成：${name}（${sizeZh(size)}）。`)) },
              )
            }
          >
            立即备份
          </Button>
        </>
      }
    >
      <SentError error={make.error} />
      {make.data?.warning && <Alert className="page-alert" type="warning" showIcon title={`备份完成：${make.data.name}（${sizeZh(make.data.size)}）`} description={make.data.warning} />}
      <Answered of={list}>
        {data => (
          <>
            <Last backups={data.backups} />
            <DesktopBackup />
            <Sheet className="sheet-flush" title="已有备份">
              <Table<Backup>
                rowKey="name"
                scroll={{ x: 640 }}
                pagination={{ pageSize: 20, hideOnSinglePage: true }}
                dataSource={data.backups}
                locale={{
                  emptyText: (
                    <EmptyState title="还没有备份">建议现在就备份一次，并把备份文件复制到另一台设备上保管。</EmptyState>
                  ),
                }}
                columns={[
                  { title: '文件名', dataIndex: 'name', render: name => <span className="mono break">{name}</span> },
                  { title: '时间', width: 180, render: (_, one) => <Moment at={one.at} /> },
                  { title: '大小', width: 120, align: 'right', render: (_, one) => sizeZh(one.size) },
                  {
                    title: '核验',
                    width: 140,
                    render: (_, one) =>
                      one.verified ? (
                        <span className="passed-word">✓ 可以恢复</span>
                      ) : (
                        <span className="due-soon">未核验</span>
                      ),
                  },
                ]}
              />
            </Sheet>
          </>
        )}
      </Answered>
      <p className="quiet page-help">
        备份在使用中进行，不影响办公。恢复时在桌面程序里选“从备份恢复”，服务器上也可用命令行：恢复到一个新目录，经全库校验通过后再启用，不会覆盖现有数据。
      </p>
    </Screen>
  )
}

function Last({ backups }: { backups: Backup[] }) {
  const now = useNow()
  const last = backups.filter(one => one.verified).sort((a, b) => b.at.localeCompare(a.at))[0]
  if (!last)
    return (
      <Alert
        className="page-alert"
        type="warning"
        showIcon
        title="还没有可以恢复的备份。磁盘损坏时稿件和审计记录将无法找回，请尽快备份。"
      />
    )
  const stale = now - Date.parse(last.at) > staleMs
  return (
    <Alert
      className="page-alert"
      type={stale ? 'warning' : 'success'}
      showIcon
      title={`最近一次可恢复的备份是${agoZh(last.at, now)}。${stale ? '建议再备份一次。' : ''}`}
    />
  )
}
