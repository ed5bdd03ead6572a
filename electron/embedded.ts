import { serveLan } from '#server/lan'
import type { House } from '#server/office'
import type { Host, Reply } from './host.ts'

/** 本机库: the office in this very process. What it calls the address of a caller is this PC. */
export function embeddedHost(house: House, { data, screens }: { data: string; screens: string }): Host {
  return {
    call: (token, name, input) => house.call(token, 'local', name, input) as Promise<Reply>,
    async blob(sha256, token) {
      if (house.who(token) === null) return null
      const file = await house.store.file(sha256)
      return file ? { bytes: new Uint8Array(file.bytes), mediaType: file.mediaType } : null
    },
    events: listener => house.changes.subscribe(topic => listener({ type: topic })),
    backup: to => house.backup(to),
    serve: ({ port, allowed }) =>
      serveLan(house, { data, screens, port, allowed, now: () => new Date().toISOString() }),
    close: () => house.close(),
  }
}
