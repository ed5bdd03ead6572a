/** Why a database is not opened. `zh` says what happened, what is safe, and what to do. */
export abstract class OpenRefused extends Error {
  abstract readonly code: string
  readonly zh: string
  constructor(zh: string, options?: ErrorOptions) {
    super(zh, options)
    this.name = new.target.name
    this.zh = zh
  }
}

/** A share, a mapped drive or another file system that is not this machine's disk: WAL needs one machine's memory. */
export class NetworkFolder extends OpenRefused {
  readonly code = 'network-folder'
}
/** A folder that a program copies elsewhere while the database is in use. */
export class SynchronisedFolder extends OpenRefused {
  readonly code = 'synchronised-folder'
}
export class ReadOnlyFolder extends OpenRefused {
  readonly code = 'read-only-folder'
}
export class DiskFull extends OpenRefused {
  readonly code = 'disk-full'
}
/** Written by a later version of the program. */
export class NewerSchema extends OpenRefused {
  readonly code = 'newer-schema'
}
/** Another process writes to it. `pid` is 0 when it did not say. */
export class AlreadyOpen extends OpenRefused {
  readonly code = 'already-open'
  readonly pid: number
  constructor(zh: string, pid: number) {
    super(zh)
    this.pid = pid
  }
}
export class NotAnOffice extends OpenRefused {
  readonly code = 'not-an-office'
}
export class DamagedDatabase extends OpenRefused {
  readonly code = 'damaged'
}
/** The disk does not keep what it says it keeps (WAL or full synchronisation could not be had). */
export class UnsafeStorage extends OpenRefused {
  readonly code = 'unsafe-storage'
}
export class NoSuchDatabase extends OpenRefused {
  readonly code = 'no-such-database'
}

/** Whether SQLite says that the disk gives nothing back, or nothing that it understands. */
export const isBeyondReading = (error: unknown): boolean => beyondReading.test(String((error as { code?: unknown } | null)?.code))
const beyondReading = /^SQLITE_(CORRUPT|NOTADB|IOERR$|IOERR_(READ|SHORT_READ|DATA|CORRUPTFS))/
