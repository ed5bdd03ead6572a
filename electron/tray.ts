import { join } from 'node:path'
import { app, Menu, nativeImage, Tray } from 'electron'
import type { Desk } from './desk.ts'

/** The icon in the notification area, with the number of 待办. On desktops without such an area there is none, and the program works as well. */
export function openTray(desk: Desk) {
  let tray: Tray | null = null
  try {
    tray = new Tray(nativeImage.createFromPath(join(desk.resources, 'tray.png')))
  } catch (why) {
    desk.logs.write('info', 'no-tray', { why: String(why) })
    return { pending: () => {} }
  }
  const show = (tip: string, first: string) => {
    tray.setToolTip(tip)
    tray.setContextMenu(
      Menu.buildFromTemplate([
        { label: first, click: () => openDesk(desk) },
        { type: 'separator' },
        { label: '退出审校台', click: () => app.quit() },
      ]),
    )
  }
  tray.on('click', () => desk.raise())
  show('审校台', '打开审校台')
  return {
    /** `overdue` is part of `count`. */
    pending(count: number, overdue: number) {
      const late = overdue > 0 ? `，其中 ${overdue} 件已超期` : ''
      if (count === 0) show('审校台：没有待办', '打开审校台')
      else show(`审校台：待办 ${count} 件${late}`, `查看待办（${count} 件）`)
      app.setBadgeCount(count)
    },
  }
}

function openDesk(desk: Desk): void {
  desk.raise()
  desk.tell('command', { id: 'go-desk' })
}
