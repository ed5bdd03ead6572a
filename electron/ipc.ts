import type { IpcMain, IpcMainInvokeEvent } from 'electron'
import { no } from '#core/result'
import type { Host, Reply } from './host.ts'
import type { Logs } from './logs.ts'
import { messageFault, messageLimitMB } from './message.ts'

/** The one channel of this program. */
export const CHANNEL = 'call'

/** Who is signed in at this PC. The page never sees the token. */
export type Door = {
  token: string | null
  /** When the page last asked something, in milliseconds of the epoch. */
  usedAt: number
}

export type IpcOptions = {
  host: Pick<Host, 'call'>
  door: Door
  logs: Logs
  /** Is the sender one of our own windows, its top frame, showing our own page? */
  isOurs(event: IpcMainInvokeEvent): boolean
  /** Someone has signed in. */
  signedIn(): void
  /** Calls whose names begin with `desktop.`. */
  desktop(name: string, input: unknown, event: IpcMainInvokeEvent): Promise<Reply>
}

/** Calls that hand out a session; the desktop keeps the token and the page gets an empty one. */
const OPENING = new Set(['session.open', 'office.found'])

/** Serves the one channel. Every answer is a value: a refusal, or what was asked for. */
export function serveIpc(ipc: Pick<IpcMain, 'handle'>, options: IpcOptions): void {
  const { logs } = options
  ipc.handle(CHANNEL, async (event, name: unknown, input: unknown): Promise<Reply> => {
    if (!options.isOurs(event)) {
      logs.write('warning', 'message-from-a-stranger', { url: event.senderFrame?.url ?? '' })
      return no({ code: 'no-such-call', name: '' })
    }
    if (typeof name !== 'string' || name.length > 80) return no({ code: 'no-such-call', name: '' })
    const fault = messageFault(input)
    if (fault !== null) {
      logs.write('warning', 'message-refused', { fault, name })
      if (fault === 'too-large') return no({ code: 'too-large', limitMB: messageLimitMB })
      return no({ code: 'invalid-input', issues: [{ field: '', zh: '数据格式不正确' }] })
    }
    try {
      return name.startsWith('desktop.') ? await options.desktop(name, input, event) : await ask(options, name, input)
    } catch (bug) {
      return no({ code: 'internal', incident: logs.incident(`call ${name}`, bug) })
    }
  })
}

async function ask({ host, door, signedIn }: IpcOptions, name: string, input: unknown): Promise<Reply> {
  door.usedAt = Date.now()
  const reply = await host.call(door.token, name, input)
  if (!reply.ok) {
    if (reply.refusal.code === 'not-signed-in') door.token = null
    return reply
  }
  if (name === 'session.close') door.token = null
  if (!OPENING.has(name)) return reply
  const value = reply.value as { token: string }
  door.token = value.token
  signedIn()
  return { ok: true, value: { ...value, token: '' } }
}
