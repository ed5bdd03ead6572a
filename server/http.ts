import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { createServer as createTlsServer } from 'node:https'
import { readFile } from 'node:fs/promises'
import { extname, join, normalize } from 'node:path'
import { serve } from '@hono/node-server'
import { Hono, type Context, type Next } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { getCookie, setCookie, deleteCookie } from 'hono/cookie'
import { streamSSE } from 'hono/streaming'
import type { AddressInfo, Server } from 'node:net'
import type { Refusal } from '#core/refusal'
import { no } from '#core/result'
import type { House } from '#server/office'

/** A 20 MB file in base64 with its envelope. */
const bodyLimitBytes = 29 * 1024 * 1024
const cookieName = 'shenjiao'

export type HttpOptions = {
  host: string
  port: number
  /** Folder of the built screens. */
  screens: string | null
  /** Names and addresses this host may be called by, beside the one it is bound to (DNS rebinding). */
  names?: readonly string[]
  /** The connection is HTTPS: cookies are marked so. */
  secure?: boolean
  /** Key and certificate (PEM) to speak HTTPS with; `secure` follows. */
  tls?: { key: string; cert: string }
  /** Who may connect at all, by the address they come from; everybody when absent. */
  admits?: (address: string) => boolean
  /** Told of every request and every beat of an open stream: the address, and who is signed in there. */
  heard?: (address: string, person: string | null) => void
}

const csp = [
  "default-src 'none'", "script-src 'self'", "style-src 'self' 'unsafe-inline'", "img-src 'self' data: blob:", "font-src 'self' data:",
  "connect-src 'self'", "worker-src 'self' blob:", "frame-src 'self'", "object-src 'none'", "base-uri 'none'", "form-action 'none'", "frame-ancestors 'none'",
].join('; ')

const mediaTypes: Record<string, string> = {
  '.html': 'text/html; charset=utf-8', '.js': 'text/javascript', '.css': 'text/css', '.svg': 'image/svg+xml', '.png': 'image/png',
  '.woff2': 'font/woff2', '.json': 'application/json', '.bin': 'application/octet-stream', '.wasm': 'application/wasm', '.map': 'application/json',
}

/** The LAN door: POST /call/NAME, GET /events, GET /blob/DIGEST and the screens. Who is asking comes from the session, never from the body. */
export function httpDoor(house: House, options: HttpOptions) {
  const app = new Hono()
  app.use(async (c, next) => headers(c, next))
  app.use(async (c, next) => admitted(house, options, c, next))
  app.use(async (c, next) => knownHost(c, next, options))
  app.post('/call/:name', bodyLimit({ maxSize: bodyLimitBytes, onError: c => c.json(no({ code: 'too-large', limitMB: 20 }), 413) }), c => answer(house, options, c))
  app.get('/events', c => events(house, options, c))
  app.get('/blob/:digest', c => blob(house, c))
  app.get('*', c => screen(options.screens, c))
  app.onError((bug, c) => c.json(no(house.refused(bug)), 500))
  return app
}

async function headers(c: Context, next: Next) {
  await next()
  c.header('content-security-policy', csp)
  c.header('x-content-type-options', 'nosniff')
  c.header('referrer-policy', 'no-referrer')
  c.header('x-frame-options', 'DENY')
  c.header('cross-origin-opener-policy', 'same-origin')
  c.header('cross-origin-resource-policy', 'same-origin')
  c.header('permissions-policy', 'camera=(), microphone=(), geolocation=()')
}

async function admitted(house: House, { admits, heard }: HttpOptions, c: Context, next: Next) {
  const address = remoteAddress(c)
  if (admits && !admits(address)) return c.text('您的电脑不在允许连接的地址之内，请联系系统管理员。', 403)
  heard?.(address, house.who(tokenOf(c)))
  return next()
}

const localNames = ['127.0.0.1', 'localhost', '[::1]']

/** Host must be a name of ours (DNS rebinding), and a request that changes something must come from our own page. */
async function knownHost(c: Context, next: Next, options: HttpOptions) {
  const host = (c.req.header('host') ?? '').toLowerCase()
  const name = host.replace(/:\d+$/, '')
  const bound = options.host === '0.0.0.0' || options.host === '::' ? ownAddress(c) : [options.host]
  if (![...localNames, ...bound, ...(options.names ?? [])].includes(name)) return c.text('此地址不属于审校台', 421)
  const origin = c.req.header('origin')
  if (origin && new URL(origin).host.toLowerCase() !== host) return c.text('跨站请求已拒绝', 403)
  const site = c.req.header('sec-fetch-site')
  if (c.req.method !== 'GET' && site && site !== 'same-origin' && site !== 'none') return c.text('跨站请求已拒绝', 403)
  return next()
}

/** The address of ours the connection came in on: the only one a browser could honestly have typed. */
function ownAddress(c: Context): string[] {
  const socket = (c.env as { incoming?: { socket?: { localAddress?: string } } } | undefined)?.incoming?.socket
  const address = socket?.localAddress?.replace(/^::ffff:/, '')
  return address ? [address, `[${address}]`] : []
}

const remoteAddress = (c: Context): string => {
  const socket = (c.env as { incoming?: { socket?: { remoteAddress?: string } } } | undefined)?.incoming?.socket
  return socket?.remoteAddress?.replace(/^::ffff:/, '') ?? 'unknown'
}

const tokenOf = (c: Context): string | null => {
  const bearer = /^Bearer (.+)$/.exec(c.req.header('authorization') ?? '')?.[1]
  return bearer ?? getCookie(c, cookieName) ?? null
}

async function answer(house: House, options: HttpOptions, c: Context) {
  if (!(c.req.header('content-type') ?? '').startsWith('application/json')) return c.text('只接受 JSON', 415)
  const name = c.req.param('name')!
  let input: unknown
  try {
    input = await c.req.json()
  } catch {
    const refusal: Refusal = { code: 'invalid-input', issues: [{ field: '', zh: '请求内容不完整' }] }
    return c.json(no(refusal), 400)
  }
  const reply = await house.call(tokenOf(c), remoteAddress(c), name, input)
  const opened = reply.ok && (name === 'session.open' || name === 'office.found') ? (reply.value as { token: string }) : null
  if (opened && c.req.header('x-shenjiao-wire') !== 'bearer') {
    const secure = options.secure ?? options.tls !== undefined
    setCookie(c, cookieName, opened.token, { httpOnly: true, sameSite: 'Strict', path: '/', secure })
    return c.json({ ok: true, value: { ...opened, token: '' } })
  }
  if (name === 'session.close') deleteCookie(c, cookieName, { path: '/' })
  return c.json(reply)
}

function events(house: House, options: HttpOptions, c: Context) {
  const person = house.who(tokenOf(c))
  if (!person) return c.text('请先登录', 401)
  return streamSSE(c, async stream => {
    const stop = house.changes.subscribe(topic => void stream.writeSSE({ data: topic }))
    stream.onAbort(stop)
    try {
      while (!stream.aborted) {
        await stream.writeSSE({ event: 'beat', data: '' })
        options.heard?.(remoteAddress(c), person)
        await stream.sleep(20_000)
      }
    } finally {
      stop()
    }
  })
}

async function blob(house: House, c: Context) {
  const digest = c.req.param('digest')!
  if (!house.who(tokenOf(c))) return c.text('请先登录', 401)
  if (!/^[0-9a-f]{64}$/.test(digest)) return c.text('未找到文件', 404)
  const file = await house.store.file(digest)
  if (!file) return c.text('未找到文件', 404)
  const shown = /^image\/(png|jpeg|gif|webp)$/.test(file.mediaType)
  c.header('content-type', shown ? file.mediaType : 'application/octet-stream')
  c.header('content-disposition', shown ? 'inline' : `attachment; filename*=UTF-8''${encodeURIComponent(file.name)}`)
  c.header('cache-control', 'private, max-age=31536000, immutable')
  return c.body(new Uint8Array(file.bytes))
}

async function screen(folder: string | null, c: Context) {
  if (!folder || !existsSync(join(folder, 'index.html'))) return c.text('界面文件尚未构建，请运行 npm start', 503)
  const path = normalize(decodeURIComponent(new URL(c.req.url).pathname))
  const file = join(folder, path)
  const inside = file.startsWith(folder) && extname(file) !== '' && existsSync(file)
  const shown = inside ? file : join(folder, 'index.html')
  const bytes = await readFile(shown)
  const etag = `"${createHash('sha256').update(bytes).digest('base64url').slice(0, 22)}"`
  if (c.req.header('if-none-match') === etag) return c.body(null, 304)
  c.header('etag', etag)
  c.header('content-type', mediaTypes[extname(shown)] ?? 'application/octet-stream')
  c.header('cache-control', inside && path.startsWith('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache')
  return c.body(new Uint8Array(bytes))
}

export type Listening = { address: string; port: number; close(): Promise<void> }

/** Listens where told; 127.0.0.1 unless told otherwise. */
export function listen(house: House, options: HttpOptions): Promise<Listening> {
  return new Promise((resolve, reject) => {
    const tls = options.tls && { createServer: createTlsServer, serverOptions: options.tls }
    const server = serve({ fetch: httpDoor(house, options).fetch, hostname: options.host, port: options.port, ...tls }, info => {
      const { port } = info as AddressInfo
      const shown = options.host === '0.0.0.0' ? '127.0.0.1' : options.host
      resolve({ address: `${options.secure || tls ? 'https' : 'http'}://${shown}:${port}`, port, close: () => closing(server as Server) })
    })
    server.on('error', reject)
  })
}

const closing = (server: Server): Promise<void> =>
  new Promise(done => {
    server.close(() => done())
    ;(server as Server & { closeAllConnections?(): void }).closeAllConnections?.()
  })
