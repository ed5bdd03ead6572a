import { app, Menu, type MenuItemConstructorOptions } from 'electron'
import { deskCommands } from '#core/desktop'
import type { Desk } from './desk.ts'
import { recentName } from './state.ts'

/** What the menus do by themselves; the rest is told to the page. */
export type MenuActions = {
  openRecent(index: number): void
  backupNow(): void
  diagnostics(): void
  openLogs(): void
  zoom(factor: number): void
  largeType(on: boolean): void
}

/** Builds the Chinese menus anew from the state, and puts them in place. */
export function setMenus(desk: Desk, act: MenuActions): void {
  const fromList = (menu: string): MenuItemConstructorOptions[] =>
    deskCommands
      .filter(c => c.menu === menu)
      .map(c => ({
        id: c.id,
        label: c.zh,
        ...(c.keys === '' ? {} : { accelerator: c.keys }),
        click: () => desk.tell('command', { id: c.id }),
      }))
  const line: MenuItemConstructorOptions = { type: 'separator' }
  const template: MenuItemConstructorOptions[] = [
    {
      label: '文件',
      submenu: [
        ...fromList('文件'),
        line,
        recentMenu(desk, act),
        { id: 'backup-now', label: '立即备份', click: act.backupNow },
        line,
        { id: 'quit', label: '退出', accelerator: 'Ctrl+Q', click: () => app.quit() },
      ],
    },
    { label: '编辑', submenu: [...editMenu, line, ...fromList('编辑')] },
    { label: '前往', submenu: fromList('前往') },
    { label: '查看', submenu: viewMenu(desk, act) },
    {
      label: '帮助',
      submenu: [
        ...fromList('帮助'),
        line,
        { id: 'open-logs', label: '打开日志文件夹', click: act.openLogs },
        { id: 'diagnostics', label: '生成诊断包…', click: act.diagnostics },
      ],
    },
  ]
  Menu.setApplicationMenu(Menu.buildFromTemplate(template))
}

const editMenu: MenuItemConstructorOptions[] = [
  { role: 'undo', label: '撤销', accelerator: 'Ctrl+Z' },
  { role: 'redo', label: '重做', accelerator: 'Ctrl+Y' },
  { type: 'separator' },
  { role: 'cut', label: '剪切', accelerator: 'Ctrl+X' },
  { role: 'copy', label: '复制', accelerator: 'Ctrl+C' },
  { role: 'paste', label: '粘贴', accelerator: 'Ctrl+V' },
  { role: 'pasteAndMatchStyle', label: '只粘贴文字', accelerator: 'Ctrl+Shift+V' },
  { role: 'selectAll', label: '全选', accelerator: 'Ctrl+A' },
]

function recentMenu(desk: Desk, act: MenuActions): MenuItemConstructorOptions {
  const { recent } = desk.state.now
  const items = recent
    .slice(0, 10)
    .map((r, i) => ({ id: `recent-${i}`, label: recentName(r), click: () => act.openRecent(i) }))
  return { id: 'recent', label: '最近打开', enabled: items.length > 0, submenu: items }
}

function viewMenu(desk: Desk, act: MenuActions): MenuItemConstructorOptions[] {
  const { zoom, largeType } = desk.state.now.settings
  return [
    { id: 'zoom-in', label: '放大', accelerator: 'Ctrl+Plus', click: () => act.zoom(zoom + 0.1) },
    { id: 'zoom-out', label: '缩小', accelerator: 'Ctrl+-', click: () => act.zoom(zoom - 0.1) },
    { id: 'zoom-reset', label: '实际大小', accelerator: 'Ctrl+0', click: () => act.zoom(1) },
    {
      id: 'large-type',
      label: '大字版',
      type: 'checkbox',
      checked: largeType,
      accelerator: 'Ctrl+Shift+0',
      click: () => act.largeType(!largeType),
    },
    { type: 'separator' },
    { id: 'full-screen', role: 'togglefullscreen', label: '全屏', accelerator: 'F11' },
    { id: 'reload', label: '重新载入', accelerator: 'F5', click: () => desk.window()?.webContents.reload() },
  ]
}
