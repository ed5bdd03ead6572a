import { App, Button } from 'antd'
import { useEffect, useRef } from 'react'
import { useNavigate } from 'react-router'
import { useAsk } from '../ask.ts'
import type { Me } from './me.tsx'

/** Says at the lower right that work has arrived while the page is open. The desktop program says it by itself, as a notice of the system. */
export function useArrivals(me: Me): void {
  const { notification } = App.useApp()
  const navigate = useNavigate()
  const { data } = useAsk('desk.counts', {}, { enabled: me.may.desk === null })
  const before = useRef<number | null>(null)
  const waiting = data?.waiting
  useEffect(() => {
    if (waiting === undefined) return
    const more = before.current === null ? 0 : waiting - before.current
    before.current = waiting
    if (more <= 0 || window.desktop) return
    const title = `新到 ${more} 篇待您办理`
    const key = 'arrivals'
    const open = () => {
      notification.destroy(key)
      void navigate('/desk')
    }
    notification.info({
      key,
      title,
      placement: 'bottomRight',
      duration: 8,
      actions: <Button onClick={open}>去看看</Button>,
    })
  }, [waiting, notification, navigate])
}
