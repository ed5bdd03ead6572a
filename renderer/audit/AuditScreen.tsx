import { Tabs } from 'antd'
import { useAddress } from '../ui/address.ts'
import { Screen } from '../ui/screen.tsx'
import { CheckpointPanel } from './CheckpointPanel.tsx'
import { TrailPanel } from './TrailPanel.tsx'
import { VerifyPanel } from './VerifyPanel.tsx'
import './audit.css'

/** 审计: read the trail, verify it, and take a checkpoint away. */
export function AuditScreen() {
  const address = useAddress()
  return (
    <Screen title="审计" note="每一项操作都记在前后相扣的审计记录里，不能修改或删除">
      <Tabs
        activeKey={address.get('tab') || 'trail'}
        onChange={tab => address.set({ tab })}
        destroyOnHidden={false}
        items={[
          { key: 'trail', label: '审计记录', children: <TrailPanel /> },
          { key: 'verify', label: '校验全库', children: <VerifyPanel /> },
          { key: 'checkpoint', label: '检查点', children: <CheckpointPanel /> },
        ]}
      />
    </Screen>
  )
}
