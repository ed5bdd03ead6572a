import { type BrowserWindow, dialog } from 'electron'
import type { Desk } from './desk.ts'

/** How long the page may take to save before the person is asked again. */
const SAVE_SECONDS = 60

/** Asks about unsaved work before the window closes. Answers of the page arrive by `saved`. */
export function guardClose(window: BrowserWindow, desk: Desk, isQuitting: () => boolean) {
  let agreed = false
  let asking = false
  let answered: ((ok: boolean) => void) | null = null

  const ask = async (): Promise<boolean> => {
    const { response } = await dialog.showMessageBox(window, {
      type: 'warning',
      message: `有 ${desk.unsaved.length} 篇稿件的改动还没有保存`,
      detail: `${desk.unsaved
        .slice(0, 8)
        .map(t => `《${t}》`)
        .join('\n')}\n\n不保存时，下次打开仍可从工作副本恢复；但它们不算一个版本。`,
      buttons: ['保存后关闭', '不保存，关闭', '取消'],
      defaultId: 0,
      cancelId: 2,
      noLink: true,
    })
    if (response === 1) return true
    if (response !== 0) return false
    const ok = await new Promise<boolean>(resolve => {
      const timer = setTimeout(() => resolve(false), SAVE_SECONDS * 1000)
      answered = saved => {
        clearTimeout(timer)
        resolve(saved)
      }
      desk.tell('save-before-close', {})
    })
    answered = null
    if (!ok) desk.tell('notice', { level: 'warning', zh: '没有全部保存，窗口没有关闭。请查看提示后再试。' })
    return ok
  }

  window.on('close', event => {
    if (agreed) return
    if (desk.state.now.settings.closeToTray && !isQuitting()) {
      event.preventDefault()
      window.hide()
      return
    }
    if (desk.unsaved.length === 0) return
    event.preventDefault()
    if (asking) return
    asking = true
    ask()
      .then(
        ok => {
          agreed = ok
          if (ok) window.close()
        },
        why => desk.logs.incident('close', why),
      )
      .finally(() => (asking = false))
  })
  return { saved: (ok: boolean) => answered?.(ok) }
}
