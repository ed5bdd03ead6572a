import { absent } from './absent.ts'
import { running } from './runtime.ts'

type Handler = (request: Request) => Response | Promise<Response>
const handlers = new Map<string, Handler>()
const privileged = new Set<string>()

/** `app://host/x` → `https://host.app.standin.invalid/x`: what Chromium is really asked for. */
export function toWeb(url: string): string {
  const m = /^([a-z][\w+.-]*):\/\/([^/?#]*)(.*)$/i.exec(url)
  return m && privileged.has(m[1]!) ? `https://${m[2]}.${m[1]}.standin.invalid${m[3] || '/'}` : url
}

/** The way back; main never sees the https form. */
export function fromWeb(url: string): string {
  const m = /^https:\/\/(.*)\.([\w+-]+)\.standin\.invalid(.*)$/.exec(url)
  return m ? `${m[2]}://${m[1]}${m[3]}` : url
}

/** Who answers this URL, if it is of one of the application's own schemes. */
export const handlerFor = (url: string): Handler | undefined => handlers.get(url.slice(0, url.indexOf(':')))

export const protocol = absent(
  {
    registerSchemesAsPrivileged(list: { scheme: string }[]) {
      if (running.ready) throw new Error('protocol.registerSchemesAsPrivileged should be called before app is ready')
      for (const s of list) privileged.add(s.scheme)
    },
    handle(scheme: string, handler: Handler) {
      if (!privileged.has(scheme))
        throw new Error(`electron stand-in: only schemes registered as privileged are emulated (${scheme})`)
      if (handlers.has(scheme)) throw new Error(`The scheme has already been registered: ${scheme}`)
      handlers.set(scheme, handler)
    },
    unhandle: (scheme: string) => void handlers.delete(scheme),
    isProtocolHandled: (scheme: string) => handlers.has(scheme),
  },
  'protocol',
)
