import { Modal } from 'antd'
import { useEffect } from 'react'
import { useBlocker } from 'react-router'

/** Asks before a screen with unsaved changes is left, by a link, by going back or by closing the page. */
export function Leaving({ unsaved, what = '本页的改动还没有保存。' }: { unsaved: boolean; what?: string }) {
  const blocker = useBlocker(
    ({ currentLocation, nextLocation }) => unsaved && currentLocation.pathname !== nextLocation.pathname,
  )
  useEffect(() => {
    if (!unsaved) return
    const ask = (event: BeforeUnloadEvent) => event.preventDefault()
    window.addEventListener('beforeunload', ask)
    return () => window.removeEventListener('beforeunload', ask)
  }, [unsaved])
  return (
    <Modal
      open={blocker.state === 'blocked'}
      title="离开并放弃改动？"
      okText="放弃改动"
      cancelText="留在本页"
      width={420}
      onOk={() => blocker.proceed?.()}
      onCancel={() => blocker.reset?.()}
    >
      {what}
    </Modal>
  )
}
