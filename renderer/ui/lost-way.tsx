import { Button } from 'antd'
import { Link, useRouteError } from 'react-router'
import { Screen, Sheet } from './screen.tsx'
import { EmptyState } from './states.tsx'

/** An address that leads nowhere. */
export const Missing = () => (
  <Screen title="没有这个页面">
    <Sheet>
      <EmptyState title="这个地址没有对应的页面">
        可能是链接不完整，或页面已经调整。<Link to="/desk">回到工作台</Link>
      </EmptyState>
    </Sheet>
  </Screen>
)

/** A screen that broke, or whose file is gone because the program was updated meanwhile. */
export function Broken() {
  const error = useRouteError()
  const updated = error instanceof TypeError && /import/i.test(error.message)
  return (
    <div className="center-page">
      <EmptyState title={updated ? '审校台已更新' : '页面出现意外'}>
        <p>{updated ? '请刷新页面以使用新版本。' : '已保存的内容不受影响。请刷新页面；仍不成功时请告诉系统管理员。'}</p>
        <Button type="primary" onClick={() => location.reload()}>
          刷新页面
        </Button>
      </EmptyState>
    </div>
  )
}
