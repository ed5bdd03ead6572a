import type { z } from 'zod'
import { client, type Send } from '#core/api/client'
import type { Contract, Name, Output } from '#core/api/contract'
import type { DesktopBridge } from '#core/desktop'
import type { Refusal } from '#core/refusal'
import { setConnected } from './connection.ts'

declare global {
  interface Window {
    /** Present in the desktop program. In a browser it is absent and the same calls go over HTTP. */
    desktop?: DesktopBridge
  }
}

/** The office said no: a value on the wire, thrown here only so that queries and mutations can tell it from an answer. */
export class Refused extends Error {
  refusal: Refusal
  constructor(refusal: Refusal) {
    super(refusal.code)
    this.refusal = refusal
  }
}

/** No answer came: it is not known whether the office heard. Asking again with the same key is safe (F7). */
export class ConnectionLost extends Error {
  /** When the desktop put the words aside on this PC; null when it did not. */
  kept: string | null
  constructor(message: string, kept: string | null = null) {
    super(message)
    this.kept = kept
  }
}

/** Characters of a request that a browser still sends when its page is gone: 64 KB, three bytes to a Han character. */
const outlivesPage = 20_000

/** What is still said when the page is going: the words typed last, and that nobody is here any more. */
const outlasting: ReadonlySet<string> = new Set(['workingCopy.put', 'presence.touch'])

const overHttp: Send = async (name, input) => {
  const body = JSON.stringify(input)
  const response = await fetch(`/call/${name}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    credentials: 'same-origin',
    keepalive: outlasting.has(name) && body.length < outlivesPage,
    body,
  })
  return response.json()
}

/** The only line that knows the wire. */
const send: Send = async (name, input) => (window.desktop ? window.desktop.call(name, input) : overHttp(name, input))

/** Every call of the office, answered or refused; rejects only with `ConnectionLost`. */
export const api = client(async (name, input) => {
  const reply = await send(name, input).catch((error: unknown) => {
    setConnected(false)
    throw new ConnectionLost(String(error))
  })
  const lost = lostIn(reply)
  setConnected(lost === null)
  if (lost) throw lost
  return reply
})

/** The desktop answers in the server's place when that cannot be reached. */
function lostIn(reply: unknown): ConnectionLost | null {
  const { refusal } = reply as { refusal?: Refusal }
  return refusal?.code === 'server-unreachable' ? new ConnectionLost(refusal.code, refusal.kept ?? null) : null
}

/** The answer itself; a refusal is thrown as `Refused`. */
export async function ask<N extends Name>(name: N, input: z.input<Contract[N]['input']>): Promise<Output<N>> {
  const reply = await api(name, input)
  if (!reply.ok) throw new Refused(reply.refusal)
  return reply.value
}

/** One intended act: a double click or a repeated request with the same key is one act (F7). */
export function key(): string {
  if ('randomUUID' in crypto) return crypto.randomUUID()
  // A page served over plain HTTP from another machine is no secure context and lacks randomUUID.
  return Array.from((crypto as Crypto).getRandomValues(new Uint8Array(16)), byte =>
    byte.toString(16).padStart(2, '0'),
  ).join('')
}

/** Where the bytes of a picture or an attachment are. */
export const blobUrl = (digest: string): string => `/blob/${digest}`
