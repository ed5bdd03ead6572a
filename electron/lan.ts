import type { LanState } from '#core/desktop'
import type { Refusal } from '#core/refusal'
import { no, ok, type Result } from '#core/result'
import type { Lan } from '#server/lan'
import type { Door } from './ipc.ts'
import type { Logs } from './logs.ts'
import type { OfficeInUse } from './office-in-use.ts'
import type { StateFile } from './state.ts'

export type LanDesk = ReturnType<typeof lanDesk>

/** 本机作为服务器: whether the office of this PC is served to others, and who is there. It is started again with the program. */
export function lanDesk(host: OfficeInUse, state: StateFile, logs: Logs) {
  let lan: Lan | null = null
  let error: string | null = null

  async function open(): Promise<void> {
    const { port, allowed } = state.now.lan
    await lan?.close()
    lan = null
    try {
      lan = (await host.local?.serve?.({ port, allowed })) ?? null
      error = null
      logs.write('info', 'lan-started', { port })
    } catch (why) {
      error = (why as { zh?: string }).zh ?? '没有开始服务，本机的使用不受影响。'
      logs.incident('lan', why)
    }
  }
  const view = (): LanState => ({
    running: lan !== null,
    port: state.now.lan.port,
    allowed: state.now.lan.allowed,
    addresses: lan?.addresses ?? [],
    fingerprint: lan?.fingerprint ?? null,
    guests: lan?.guests() ?? [],
    error,
  })
  return {
    view,
    /** Starts again what ran when the program ended. */
    async resume() {
      if (state.now.lan.on && host.local?.serve) await open()
    },
    async start(port: number, allowed: string[]) {
      state.change({ lan: { on: true, port, allowed } })
      await open()
      if (lan === null) state.change({ lan: { on: false, port, allowed } })
      return view()
    },
    async stop() {
      state.change({ lan: { ...state.now.lan, on: false } })
      await this.pause()
      return view()
    },
    /** Stops for now: the office is closed or changed for another. */
    async pause() {
      await lan?.close()
      lan = null
      error = null
    },
  }
}

/** Null for someone who may open 管理 in the office in use, else why not. An office that has not been founded yet is nobody's. */
export async function mayNotManage(host: OfficeInUse, door: Door): Promise<Refusal | null> {
  const me = await host.call(door.token, 'session.me', {})
  if (me.ok) return (me.value as { may: { manage: Refusal | null } }).may.manage
  return me.refusal.code === 'not-set-up' ? null : me.refusal
}

/** An act on the office of this PC, for those who may 管理 and only where the office is. */
export async function managing<T>(
  host: OfficeInUse,
  door: Door,
  what: string,
  act: () => Promise<T>,
): Promise<Result<T, Refusal>> {
  if (host.local === null) return no({ code: 'not-on-this-pc', what })
  const refusal = await mayNotManage(host, door)
  return refusal ? no(refusal) : ok(await act())
}
