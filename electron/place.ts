import { join } from 'node:path'
import { type BrowserWindow, dialog } from 'electron'
import type { DesktopReply, Place } from '#core/desktop'
import type { Refusal } from '#core/refusal'
import { no, ok } from '#core/result'
import { openingFailure } from './crash.ts'
import type { Desk } from './desk.ts'
import type { Host } from './host.ts'
import { keepingWork } from './kept-work.ts'
import { mayNotManage } from './lan.ts'
import { addressOf, probe, remoteHost, type ServerPlace, shownAddress } from './remote-host.ts'
import type { DeskState } from './state.ts'

/** A server as this user works with it: what it cannot take is kept in `folder` until it can. */
export const serverHost = (server: ServerPlace, folder: string): Host =>
  keepingWork(remoteHost(server), join(folder, 'kept-work'), server.address)

export const placeOf = ({ server }: DeskState): Place => (server ? { kind: 'server', ...server } : { kind: 'local' })

const badAddress: Refusal = {
  code: 'invalid-input',
  issues: [{ field: 'address', zh: '服务器地址写成 192.168.3.20 或 192.168.3.20:8787' }],
}

/** Looks at a server, and whether its certificate is the one of last time. Nothing is remembered. */
export async function lookAt(desk: Desk, typed: string): Promise<DesktopReply<'desktop.probe'>> {
  const address = addressOf(typed)
  if (address === null) return no(badAddress)
  try {
    const found = await probe(address)
    const trusted = desk.state.now.trusted[address]
    return ok({
      ...found,
      known: trusted === undefined ? 'new' : trusted === (found.fingerprint ?? '') ? 'same' : 'changed',
    })
  } catch {
    return no({ code: 'server-unreachable', address: shownAddress(address) })
  }
}

/** Works with a server from now on, if it shows the certificate the person compared, and no other than last time. */
export async function connect(
  desk: Desk,
  input: { address: string; fingerprint: string | null; replace: boolean },
): Promise<DesktopReply<'desktop.connect'>> {
  const seen = await lookAt(desk, input.address)
  if (!seen.ok) return seen
  const { address, fingerprint, office, known } = seen.value
  if (fingerprint !== input.fingerprint) return no({ code: 'server-not-confirmed', address: shownAddress(address) })
  if (known === 'changed' && !input.replace)
    return no({ code: 'server-certificate-changed', address: shownAddress(address) })
  const server = { address, fingerprint, office }
  desk.state.change({ server, trusted: { ...desk.state.now.trusted, [address]: fingerprint ?? '' } })
  await move(desk, serverHost(server, desk.folder))
  return ok(placeOf(desk.state.now))
}

/** Back to 本机库. It is opened first: if it cannot be, the server stays in use. */
export async function useLocal(desk: Desk): Promise<DesktopReply<'desktop.useLocal'>> {
  if (desk.state.now.server === null) return ok({ kind: 'local' })
  try {
    const local = await desk.openLocal()
    desk.state.change({ server: null })
    await move(desk, local)
    return ok({ kind: 'local' })
  } catch (why) {
    desk.logs.incident('open-local', why)
    return no({ code: 'file-refused', zh: openingFailure(why) })
  }
}

/** A backup the person chooses, verified and put into a folder of its own, is the office from now on; the one before stays where it is. */
export async function restore(desk: Desk, window: BrowserWindow): Promise<DesktopReply<'desktop.restore'>> {
  if (desk.host.local === null || !desk.restore) return no({ code: 'not-on-this-pc', what: '恢复备份' })
  const refusal = await mayNotManage(desk.host, desk.door)
  if (refusal) return no(refusal)
  const { canceled, filePaths } = await dialog.showOpenDialog(window, {
    title: '选择要恢复的备份',
    properties: ['openFile'],
    filters: [{ name: '审校台备份', extensions: ['sjbackup', 'db'] }],
  })
  const file = filePaths[0]
  if (canceled || file === undefined) return ok(null)
  const before = desk.state.now.office
  const office = `office-${new Date().toISOString().slice(0, 19).replaceAll(/[-:]/g, '')}`
  try {
    const restored = await desk.restore(file, join(desk.folder, office))
    desk.state.change({ office })
    await move(desk, await desk.openLocal())
    await desk.lan.resume()
    return ok(restored)
  } catch (why) {
    desk.state.change({ office: before })
    desk.logs.incident('restore', why)
    const zh = (why as { zh?: string }).zh
    return no({ code: 'backup-failed', zh: zh ?? '备份没有恢复，原有数据未受影响' })
  }
}

/** Takes leave of the office in use, and shows the first screen of the next one. */
async function move(desk: Desk, next: Host): Promise<void> {
  if (desk.door.token !== null) await desk.host.call(desk.door.token, 'session.close', {})
  desk.door.token = null
  await desk.lan.pause()
  await desk.host.change(next)
  desk.startOver()
}
