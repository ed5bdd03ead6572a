import type { Host, HostEvent } from './host.ts'

/** The office this window works in. It can be changed for another while the program runs: the one before is closed, whoever listened listens on. */
export type OfficeInUse = Omit<Host, 'backup' | 'serve'> & {
  change(next: Host): Promise<void>
  /** 本机库, when that is in use. */ readonly local: Host | null
}

/** `first` is what the program was started with. A host that can make backups of its own data is 本机库. */
export function officeInUse(first: Host): OfficeInUse {
  let now = first
  const listeners = new Set<(event: HostEvent) => void>()
  const tell = (event: HostEvent) => {
    for (const listener of listeners) listener(event)
  }
  let stop = now.events(tell)
  return {
    call: (token, name, input) => now.call(token, name, input),
    blob: (sha256, token) => now.blob(sha256, token),
    events(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    close: () => now.close(),
    get local() {
      return now.backup ? now : null
    },
    async change(next) {
      const before = now
      stop()
      now = next
      stop = now.events(tell)
      await before.close()
    },
  }
}
