import { App } from 'antd'
import { useEffect } from 'react'
import { useNavigate } from 'react-router'
import type { CommandId } from '#core/desktop'
import { useAsk } from '../ask.ts'
import type { Me } from './me.tsx'

const destinations: Partial<Record<CommandId, string>> = {
  'go-desk': '/desk',
  'go-articles': '/library',
  'go-release': '/release',
  'go-ledger': '/ledger',
  'go-audit': '/audit',
  'go-admin': '/admin',
}

/** Follows the menus and notices of the desktop program, and tells its tray how much is waiting. Nothing in a browser. */
export function useDesktop(me: Me, openSearch: () => void): void {
  const navigate = useNavigate()
  const { message } = App.useApp()
  const counts = useAsk('desk.counts', {}, { enabled: window.desktop !== undefined && me.may.desk === null })
  useEffect(() => {
    if (counts.data) void window.desktop?.pending(counts.data.waiting, counts.data.overdue)
  }, [counts.data])
  useEffect(() => {
    const { desktop } = window
    if (!desktop) return
    const stops = [
      desktop.on('navigate', ({ route }) => void navigate(route)),
      desktop.on('notice', ({ level, zh }) => void message[level](zh, 8)),
      desktop.on('command', ({ id }) => {
        const to = destinations[id]
        if (to) void navigate(to)
        if (id === 'search') openSearch()
        if (id === 'print') window.print()
      }),
    ]
    return () => stops.forEach(stop => stop())
  })
}
