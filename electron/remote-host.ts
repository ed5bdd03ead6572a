import { Agent as HttpAgent, type IncomingMessage, request as httpRequest, type RequestOptions } from 'node:http'
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https'
import { connect as tlsConnect, type ConnectionOptions } from 'node:tls'
import { no } from '#core/result'
import type { Probe } from '#core/desktop'
import type { Host, HostEvent, Reply } from './host.ts'

/** Where a server is and what it must show: null where it does not speak TLS. */
export type ServerPlace = { address: string; fingerprint: string | null }

/** The port of a host of this product when none is given. */
const DEFAULT_PORT = 8787
const CONNECT_SECONDS = 8
/** A reply may have to wait for a file being read or a package being made. */
const REPLY_SECONDS = 120
/** The server says something every 20 s; after this silence the stream is taken for dead. */
const SILENCE_SECONDS = 50
const RETRY_SECONDS = [1, 2, 4, 8, 15]

/** The one way of writing an address: `https://host:port`. What people type – with or without scheme, port or a path – is understood; null is no address. */
export function addressOf(typed: string): string | null {
  const text = typed.trim().replace('：', ':').replaceAll('。', '.')
  const whole = /^https?:\/\//i.test(text) ? text : `https://${text}`
  if (!URL.canParse(whole) || (whole !== text && text.includes('://'))) return null
  const { protocol, hostname, port, username } = new URL(whole)
  const usual = /:\d+/.test(whole.replace(/^https?:\/\/(\[[^\]]*\])?/i, ''))
    ? protocol === 'https:'
      ? 443
      : 80
    : DEFAULT_PORT
  return hostname === '' || username !== '' ? null : `${protocol}//${hostname}:${port || usual}`
}

/** The address as people read it. */
export const shownAddress = (address: string): string => address.replace(/^https?:\/\//, '')

class OtherCertificate extends Error {}

/** 科室服务器: the office of another machine. Nothing is sent before its certificate has been found to be the one that was confirmed. */
export function remoteHost({ address, fingerprint }: ServerPlace): Host {
  const wire = wireTo(address, fingerprint)
  const listeners = new Set<(event: HostEvent) => void>()
  const tell = (event: HostEvent) => {
    for (const listener of listeners) listener(event)
  }
  const stream = followStream(wire, tell)
  const unreachable = (why: unknown): Reply =>
    why instanceof OtherCertificate
      ? no({ code: 'server-certificate-changed', address: shownAddress(address) })
      : no({ code: 'server-unreachable', address: shownAddress(address) })
  return {
    async call(token, name, input) {
      try {
        const { status, body } = await wire.ask(
          'POST',
          `/call/${encodeURIComponent(name)}`,
          token,
          JSON.stringify(input ?? {}),
        )
        const reply = replyOf(body)
        if (reply === null)
          return no({ code: 'server-unreachable', address: shownAddress(address), ...sentenceIn(status, body) })
        stream.use(token)
        return reply
      } catch (why) {
        return unreachable(why)
      }
    },
    async blob(sha256, token) {
      try {
        const { status, body, mediaType } = await wire.ask('GET', `/blob/${sha256}`, token)
        return status === 200 ? { bytes: new Uint8Array(body), mediaType } : null
      } catch {
        return null
      }
    },
    events(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    async close() {
      stream.stop()
      wire.close()
    },
  }
}

/** What stands at an address: its certificate, and the office it says it is. An error when nobody answers or it is no host of ours. */
export async function probe(address: string): Promise<Omit<Probe, 'known'>> {
  let seen: string | null = null
  const wire = wireTo(address, null, certificate => (seen = certificate))
  try {
    const { body } = await wire.ask('POST', '/call/office.status', null, '{}')
    const reply = replyOf(body) as { ok: true; value: { name: string; version: string } } | { ok: false } | null
    if (reply === null || !reply.ok || typeof reply.value.version !== 'string') throw new Error('no host of ours')
    return { address, fingerprint: seen, office: reply.value.name, version: reply.value.version }
  } finally {
    wire.close()
  }
}

type Answer = { status: number; body: Buffer; mediaType: string }
type Wire = ReturnType<typeof wireTo>

/** Requests to one server. `seen` is told the certificate of each connection instead of its being compared. */
function wireTo(address: string, fingerprint: string | null, seen?: (certificate: string) => void) {
  const url = new URL(address)
  const secure = url.protocol === 'https:'
  const agent = secure ? pinnedAgent(fingerprint, seen) : new HttpAgent({ keepAlive: true })
  const open = (method: string, path: string, token: string | null, body?: string): Promise<IncomingMessage> =>
    new Promise((resolve, reject) => {
      const options: RequestOptions = {
        agent,
        host: url.hostname.replace(/^\[|\]$/g, ''),
        port: url.port || (secure ? 443 : 80),
        method,
        path,
        timeout: REPLY_SECONDS * 1000,
        headers: {
          'x-shenjiao-wire': 'bearer',
          ...(token !== null && { authorization: `Bearer ${token}` }),
          ...(body !== undefined && { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) }),
        },
      }
      const request = (secure ? httpsRequest : httpRequest)(options, resolve)
      const late = setTimeout(() => request.destroy(new Error('no connection')), CONNECT_SECONDS * 1000)
      request.on('socket', socket => {
        const there = () => clearTimeout(late)
        if (secure || !socket.connecting) there()
        else socket.once('connect', there)
      })
      request.on('timeout', () => request.destroy(new Error('no reply')))
      request.on('close', () => clearTimeout(late))
      request.on('error', reject)
      request.end(body)
    })
  return {
    open,
    async ask(method: string, path: string, token: string | null, body?: string): Promise<Answer> {
      const response = await open(method, path, token, body)
      const parts: Buffer[] = []
      for await (const part of response) parts.push(part as Buffer)
      const mediaType = (response.headers['content-type'] ?? 'application/octet-stream').split(';')[0]!
      return { status: response.statusCode ?? 0, body: Buffer.concat(parts), mediaType }
    },
    close: () => agent.destroy(),
  }
}

/**
 * Connections that are handed over only after the certificate was found to be the confirmed one. The usual chain of authorities is not asked:
 * an office network has none, and the fingerprint says more than any authority could.
 */
function pinnedAgent(fingerprint: string | null, seen?: (certificate: string) => void): HttpsAgent {
  const agent = new HttpsAgent({ keepAlive: true, maxCachedSessions: 0 })
  agent.createConnection = (options, done) => {
    const socket = tlsConnect({ ...(options as ConnectionOptions), rejectUnauthorized: false, minVersion: 'TLSv1.2' })
    socket.setTimeout(CONNECT_SECONDS * 1000, () => socket.destroy(new Error('no connection')))
    const fail = (why: Error) => done?.(why, socket)
    socket.once('error', fail)
    socket.once('secureConnect', () => {
      const now = socket.getPeerCertificate(true).fingerprint256.replaceAll(':', '').toLowerCase()
      seen?.(now)
      if (!seen && now !== fingerprint)
        return socket.destroy(new OtherCertificate('another certificate than the confirmed one'))
      socket.setTimeout(0)
      socket.off('error', fail)
      done?.(null, socket)
    })
    return undefined
  }
  return agent
}

/** Follows the server's events for whoever is signed in, and says when the connection is lost and when it is back. */
function followStream(wire: Wire, tell: (event: HostEvent) => void) {
  let token: string | null = null
  let stopped = false
  let running: AbortController | null = null
  let lost = false
  const setLost = (now: boolean) => {
    if (now === lost) return
    lost = now
    tell({ type: 'connection', connected: !now })
    // what changed in the meantime was not heard
    if (!now) tell({ type: 'office' })
  }
  async function run(mine: string, signal: AbortSignal): Promise<void> {
    for (let tries = 0; !signal.aborted; tries++) {
      try {
        const response = await wire.open('GET', '/events', mine)
        if (response.statusCode === 401) {
          response.resume()
          return setLost(false) // the server is there, the session ended; the next call says so
        }
        if (response.statusCode !== 200) throw new Error(`status ${response.statusCode}`)
        tries = 0
        setLost(false)
        await listen(response, signal, tell)
      } catch {
        // lost, as below
      }
      if (signal.aborted) return
      setLost(true)
      await pause(RETRY_SECONDS[Math.min(tries, RETRY_SECONDS.length - 1)]! * 1000, signal)
    }
  }
  return {
    /** The session of the last call: whoever it belongs to is told what moves. */
    use(now: string | null) {
      if (now === token || stopped) return
      token = now
      running?.abort()
      running = now === null ? null : new AbortController()
      if (running && now !== null) void run(now, running.signal)
    },
    stop() {
      stopped = true
      running?.abort()
    },
  }
}

async function listen(response: IncomingMessage, signal: AbortSignal, tell: (event: HostEvent) => void): Promise<void> {
  const stop = () => void response.destroy()
  signal.addEventListener('abort', stop)
  response.socket.setTimeout(SILENCE_SECONDS * 1000, stop)
  response.setEncoding('utf8')
  let rest = ''
  try {
    for await (const part of response) {
      const lines = (rest + String(part)).split('\n')
      rest = lines.pop() ?? ''
      for (const line of lines) if (/^data: ./.test(line)) tell({ type: line.slice(6) })
    }
  } finally {
    signal.removeEventListener('abort', stop)
  }
}

const pause = (ms: number, signal: AbortSignal): Promise<void> =>
  new Promise(done => {
    const timer = setTimeout(done, ms)
    signal.addEventListener('abort', () => {
      clearTimeout(timer)
      done()
    })
  })

/** The answer of an office; null for anything else that may stand at that address. */
function replyOf(body: Buffer): Reply | null {
  try {
    const value = JSON.parse(body.toString('utf8')) as Reply | null
    return typeof value === 'object' && value !== null && typeof value.ok === 'boolean' ? value : null
  } catch {
    return null
  }
}

/** A plain sentence the server sent in place of an answer: this PC may not connect, the address is not its own. */
function sentenceIn(status: number, body: Buffer): { why?: string } {
  const text = body.toString('utf8')
  return status >= 400 && text.length < 200 && /^\p{Script=Han}/u.test(text) ? { why: text } : {}
}
