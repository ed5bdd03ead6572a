import { Alert, Button, Space } from 'antd'
import { Link } from 'react-router'
import type { Output } from '#core/api/contract'
import { useAct } from '../ask.ts'
import { PrintMenu } from '../print/PrintMenu.tsx'
import { RemarkedPage } from '../remarks/RemarkedPage.tsx'
import { RemindButton } from '../review/around.tsx'
import { historyPath, reviewPath } from '../ui/links.ts'
import { Screen } from '../ui/screen.tsx'
import { RefusalNote } from '../ui/states.tsx'
import { StageMarks } from '../ui/stage-marks.tsx'
import { PhaseTag } from '../ui/tags.tsx'

/** The text as it stands, for those who may not change it now, with the reason why. */
export function ArticleReader({ view }: { view: Output<'article.open'> }) {
  const { summary, content, may, road } = view
  const withdraw = useAct('article.withdraw')
  return (
    <Screen
      wide
      title={summary.title || '（未填写标题）'}
      note={<PhaseTag phase={summary.phase} channels={summary.channels} />}
      actions={
        <Space>
          <StageMarks road={road} />
          {may.withdraw === null && (
            <Button loading={withdraw.isPending} onClick={() => withdraw.mutate({ id: summary.id, reason: '' })}>
              撤回
            </Button>
          )}
          <RemindButton view={view} />
          {may.pass === null && <Link to={reviewPath(summary.id)}>去办理</Link>}
          <Link to={historyPath(summary.id)}>历史</Link>
          <PrintMenu id={summary.id} title={summary.title} />
        </Space>
      }
    >
      {summary.phase === 'withheld' ? (
        <Alert
          type="warning" showIcon className="why-not"
          title={`保密审查决定不予公开${view.withheldGround ? `，依据：${view.withheldGround}` : ''}`}
          description="本稿不再办理，也不能导出。查阅本稿会记入审计记录。"
        />
      ) : (
        <Alert type="info" showIcon className="why-not" title={<RefusalNote refusal={may.save} />} />
      )}
      {view.nobodyFor.length > 0 && (
        <Alert
          type="warning"
          showIcon
          className="why-not"
          title={`无人可办：${view.nobodyFor.map(id => `“${view.run?.stages.find(stage => stage.id === id)?.name ?? id}”`).join('、')}现在没有可以办理的人。请联系办公室文秘设置代理，或请系统管理员增配人员。`}
        />
      )}
      <RemarkedPage id={summary.id} hash={summary.hash} content={content} />
    </Screen>
  )
}
