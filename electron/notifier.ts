import type { NoticeView } from '#core/api/schema/consult'
import type { Desk } from './desk.ts'
import { news, type Look, type Seen } from './news.ts'
import { notify } from './notify.ts'

/** Several events in one moment are one question. */
const GATHER_MS = 1500
const LOOK_MINUTES = 10
/** Asking counts as use of the session, so nobody is asked for who has left the page alone this long: the session must be able to end. */
const IDLE_MINUTES = 30
const ASKED = 50

/** Tells the person signed in at this PC, by notifications of the system, what reached them: what arrived, was returned, falls due, and the rest of 通知. One watch for the whole program; the result looks now, for somebody has just signed in. */
export function watchWork(desk: Desk): () => void {
  let seen: Seen | null = null
  let timer: NodeJS.Timeout | undefined
  const look = async (): Promise<void> => {
    timer = undefined
    const found = await lookAt(desk)
    if (found === null) return void (seen = null)
    const { notices, next } = news(seen, found)
    seen = next
    for (const notice of notices) notify(desk, notice)
  }
  const soon = () => {
    timer ??= setTimeout(() => void look().catch(why => desk.logs.incident('notifier', why)), GATHER_MS)
  }
  desk.host.events(soon)
  setInterval(() => {
    if (Date.now() - desk.door.usedAt < IDLE_MINUTES * 60_000) soon()
  }, LOOK_MINUTES * 60_000).unref()
  return soon
}

async function lookAt({ host, door }: Desk): Promise<Look | null> {
  const { token } = door
  if (token === null) return null
  const me = await host.call(token, 'session.me', {})
  if (!me.ok) return null
  const { person, may } = me.value as { person: { id: string }; may: { desk: unknown } }
  if (may.desk !== null) return null
  const unread = await host.call(token, 'notice.list', { limit: ASKED, unreadOnly: true })
  return unread.ok ? { person: person.id, unread: (unread.value as { items: NoticeView[] }).items } : null
}
