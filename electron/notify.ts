import { Notification } from 'electron'
import type { Desk } from './desk.ts'
import type { Notice } from './news.ts'

/** Shows a notification of the system, if this PC wants them; a click brings the window up and goes to the route. */
export function notify(desk: Desk, { title, body, route }: Notice): void {
  if (!desk.state.now.settings.notifications || !Notification.isSupported()) return
  const notification = new Notification({ title, body })
  shown.add(notification)
  const forget = () => void shown.delete(notification)
  notification.on('close', forget)
  notification.on('click', () => {
    forget()
    desk.raise()
    desk.tell('navigate', { route })
  })
  notification.show()
}

/** Kept until they are closed: a notification that was collected as garbage cannot be clicked. */
const shown = new Set<Notification>()
