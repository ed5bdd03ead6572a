import type Database from 'better-sqlite3'

/**
 * Two threads, each with a connection of its own, that must read one and the same state of an office while others write to it. SQLite
 * gives no snapshot to share here; so the leader asks a third connection, which is in no transaction, whether anybody committed between
 * the moments before and after both began to read, and both begin anew if so.
 */
export type Meeting = SharedArrayBuffer

/** The place where two threads meet. */
export const meeting = (): Meeting => new SharedArrayBuffer(4)

const [met, apart] = [-1, -2]
/** How often it is tried: a try takes far less than a commit that reaches the disk. */
const mostTries = 500

/** Opens a read transaction on `sqlite` in the state the follower has as well; false when there was no quiet moment, and the follower has given up. */
export function leads(shared: Meeting, sqlite: Database.Database, observer: Database.Database, tries = mostTries): boolean {
  const turn = new Int32Array(shared)
  const version = () => observer.pragma('data_version', { simple: true })
  const say = (what: number) => {
    Atomics.store(turn, 0, what)
    Atomics.notify(turn, 0)
  }
  for (let n = 1; n <= tries; n++) {
    const before = version()
    begin(sqlite)
    say(2 * n - 1)
    waitWhile(turn, 2 * n - 1)
    if (version() === before) {
      say(met)
      return true
    }
    sqlite.exec('ROLLBACK')
  }
  say(apart)
  begin(sqlite)
  return false
}

/** Opens a read transaction on `sqlite` in the state the leader has; false when there was no quiet moment, and the leader goes on alone. */
export function follows(shared: Meeting, sqlite: Database.Database): boolean {
  const turn = new Int32Array(shared)
  for (let seen = 0; ; ) {
    waitWhile(turn, seen)
    seen = Atomics.load(turn, 0)
    if (seen === met) return true
    if (sqlite.inTransaction) sqlite.exec('ROLLBACK')
    if (seen === apart) return false
    begin(sqlite)
    seen += 1
    Atomics.store(turn, 0, seen)
    Atomics.notify(turn, 0)
  }
}

/** A transaction sees the state of its first read. */
function begin(sqlite: Database.Database): void {
  sqlite.exec('BEGIN')
  sqlite.prepare('SELECT count(*) FROM meta').get()
}

function waitWhile(turn: Int32Array, value: number): void {
  while (Atomics.load(turn, 0) === value) Atomics.wait(turn, 0, value)
}
