import { createServer } from 'node:net'
import { chmodSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { keepingWork } from '#electron/kept-work'
import type { HostEvent } from '#electron/host'
import { addressOf, probe, remoteHost } from '#electron/remote-host'
import { demoPassword } from '#server/demo/build'
import { listen } from '#server/http'
import { officeTls } from '#server/tls'
import { announcement, office, value } from '#tests/office'

const now = () => new Date().toISOString()
const tlsFolder = () => mkdtempSync(join(tmpdir(), '科室 服务器-'))
type Office = Awaited<ReturnType<typeof office>>
type Opened = { token: string; person: string }

async function serve(house: Office, { port = 0, folder = tlsFolder(), admits }: { port?: number; folder?: string; admits?: (address: string) => boolean } = {}) {
  const tls = officeTls(folder, now)
  const door = await listen(house, { host: '127.0.0.1', port, screens: null, tls, ...(admits && { admits }) })
  onTestFinished(() => door.close())
  return { ...door, fingerprint: tls.fingerprint, folder }
}
async function signIn(host: ReturnType<typeof remoteHost>, account = 'wangfang'): Promise<string> {
  return (value(await host.call(null, 'session.open', { account, password: demoPassword })) as Opened).token
}

test('the address people type is understood', () => {
  const cases: [string, string | null][] = [
    ['192.168.3.20', 'https://192.168.3.20:8787'],
    ['192.168.3.20:9000', 'https://192.168.3.20:9000'],
    ['192。168。3。20：9000', 'https://192.168.3.20:9000'],
    ['https://bangong-01:443/desk', 'https://bangong-01:443'],
    ['http://10.0.0.1', 'http://10.0.0.1:8787'],
    ['[fd12::5]:8787', 'https://[fd12::5]:8787'],
    ['ftp://x y', null],
    ['https://user@10.0.0.1', null],
  ]
  expect(cases.map(([typed]) => [typed, addressOf(typed)])).toEqual(cases)
})

test('first contact shows the certificate and the office; afterwards calls, files and events go to that certificate alone', async () => {
  const house = await office()
  const server = await serve(house)
  expect(await probe(server.address)).toEqual({ address: server.address, fingerprint: server.fingerprint, office: expect.any(String) as string, version: expect.any(String) as string })
  const host = remoteHost({ address: server.address, fingerprint: server.fingerprint })
  onTestFinished(() => host.close())
  const heard: HostEvent[] = []
  host.events(event => void heard.push(event))
  const token = await signIn(host)
  expect(await host.call(token, 'session.me', {})).toMatchObject({ ok: true, value: { person: { name: '王芳' } } })
  await new Promise(r => setTimeout(r, 150))
  const { id } = value(await house.as('wangfang')('article.create', { key: crypto.randomUUID(), content: announcement() }))
  await expect.poll(() => heard).toContainEqual({ type: `article:${id}` })
  const bytes = Buffer.from('附件正文')
  const kept = value(await host.call(token, 'file.put', { name: '附件.txt', mediaType: 'text/plain', base64: bytes.toString('base64') })) as { digest: string }
  expect(await host.blob(kept.digest, token)).toEqual({ bytes: new Uint8Array(bytes), mediaType: 'application/octet-stream' })
  expect(await host.blob(kept.digest, null)).toBe(null)
})

test('another certificate than the confirmed one: nothing is sent, and it says so', async () => {
  const house = await office()
  const first = await serve(house)
  const other = officeTls(tlsFolder(), now)
  const asked: string[] = []
  const spied = { ...house, call: (...args: Parameters<Office['call']>) => (asked.push(args[2]), house.call(...args)) } as Office
  await first.close()
  const door = await listen(spied, { host: '127.0.0.1', port: first.port, screens: null, tls: other })
  onTestFinished(() => door.close())
  const host = remoteHost({ address: first.address, fingerprint: first.fingerprint })
  onTestFinished(() => host.close())
  const shown = first.address.replace('https://', '')
  expect(await host.call(null, 'session.open', { account: 'wangfang', password: demoPassword })).toEqual({ ok: false, refusal: { code: 'server-certificate-changed', address: shown } })
  expect(asked).toEqual([])
  const unconfirmed = remoteHost({ address: first.address, fingerprint: null })
  onTestFinished(() => unconfirmed.close())
  expect(await unconfirmed.call(null, 'office.status', {})).toMatchObject({ refusal: { code: 'server-certificate-changed' } })
})

test('a PC that is not allowed is told so by the server itself', async () => {
  const server = await serve(await office(), { admits: () => false })
  const host = remoteHost(server)
  onTestFinished(() => host.close())
  expect(await host.call(null, 'office.status', {})).toMatchObject({ refusal: { code: 'server-unreachable', why: expect.stringContaining('不在允许连接的地址之内') } })
  await expect(probe(server.address)).rejects.toThrow()
})

test('what is no host of ours is not taken for one', async () => {
  const noise = createServer(socket => socket.end('HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nhi')).listen(0, '127.0.0.1')
  onTestFinished(() => void noise.close())
  await new Promise(r => noise.once('listening', r))
  const { port } = noise.address() as { port: number }
  await expect(probe(`http://127.0.0.1:${port}`)).rejects.toThrow()
  await expect(probe(`https://127.0.0.1:${port}`)).rejects.toThrow()
})

test('the server goes and comes back: the words are put aside here, handed over to the same person alone, and the stream resumes', async () => {
  const house = await office()
  let server = await serve(house)
  const folder = join(mkdtempSync(join(tmpdir(), '本机 ')), '草稿')
  const host = keepingWork(remoteHost(server), folder, server.address)
  onTestFinished(() => host.close())
  const heard: HostEvent[] = []
  host.events(event => void heard.push(event))
  const token = await signIn(host)
  const { id, hash } = value(await host.call(token, 'article.create', { key: crypto.randomUUID(), content: announcement() })) as { id: string; hash: string }
  const copy = (text: string) => ({ id, base: hash, content: announcement(text) })
  await new Promise(r => setTimeout(r, 200))
  await server.close()
  expect(await host.call(token, 'workingCopy.put', copy('断线时写的话。'))).toMatchObject({ ok: false, refusal: { code: 'server-unreachable', kept: expect.stringMatching(/^20/) as string } })
  expect(readdirSync(folder).map(f => statSync(join(folder, f)).mode & 0o777)).toEqual([0o600])
  await expect.poll(() => heard).toContainEqual({ type: 'connection', connected: false })
  server = await serve(house, { port: server.port, folder: server.folder })
  await expect.poll(() => heard, { timeout: 8000 }).toContainEqual({ type: 'connection', connected: true })
  const other = await signIn(host, 'liuyang')
  expect(await host.call(other, 'workingCopy.get', { id })).toEqual({ ok: true, value: { copy: null } })
  const again = await signIn(host)
  expect(await host.call(again, 'workingCopy.get', { id })).toMatchObject({ ok: true, value: { copy: { base: hash, content: announcement('断线时写的话。') } } })
  expect(readdirSync(folder)).toEqual([])
}, 20_000)

test('words typed after the server forgot the session are put aside too; a folder that cannot be written is not claimed to have kept them', async () => {
  const house = await office()
  const server = await serve(house)
  const folder = mkdtempSync(join(tmpdir(), '本机 '))
  const host = keepingWork(remoteHost(server), join(folder, '草稿'), server.address)
  onTestFinished(() => host.close())
  const token = await signIn(host)
  const { id, hash } = value(await host.call(token, 'article.create', { key: crypto.randomUUID(), content: announcement() })) as { id: string; hash: string }
  expect(await host.call('forgotten', 'workingCopy.put', { id, base: hash, content: announcement('会话结束后写的话。') })).toMatchObject({ refusal: { code: 'not-signed-in' } })
  expect(value(await host.call(token, 'workingCopy.get', { id }))).toMatchObject({ copy: { content: announcement('会话结束后写的话。') } })
  await server.close()
  rmSync(join(folder, '草稿'), { recursive: true })
  chmodSync(folder, 0o500)
  onTestFinished(() => chmodSync(folder, 0o700))
  const lost = await host.call(token, 'workingCopy.put', { id, base: hash, content: announcement('x') })
  if (process.getuid?.() !== 0) expect(lost).toEqual({ ok: false, refusal: { code: 'server-unreachable', address: expect.any(String) as string } })
})
