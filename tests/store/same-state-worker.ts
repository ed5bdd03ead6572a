import { parentPort, workerData } from 'node:worker_threads'
import Database from 'better-sqlite3'
import { follows, type Meeting } from '#db/same-state'

/** For the test of two readers that meet: one thread that writes all the time, one that follows and says what it saw. */
export type Task = { does: 'write'; file: string; stop: SharedArrayBuffer } | { does: 'follow'; file: string; meetings: Meeting[] }
/** How many rows were seen at each meeting; null where there was none. */
export type Seen = (number | null)[]

const task = workerData as Task
const sqlite = new Database(task.file)
sqlite.pragma('synchronous = OFF')
if (task.does === 'write') {
  const stop = new Int32Array(task.stop)
  const insert = sqlite.prepare('INSERT INTO meta (key) VALUES (NULL)')
  parentPort!.postMessage('writing')
  while (Atomics.load(stop, 0) === 0) insert.run()
} else {
  const count = sqlite.prepare<[], number>('SELECT count(*) FROM meta').pluck()
  const seen: Seen = []
  for (const meeting of task.meetings) {
    const met = follows(meeting, sqlite)
    seen.push(met ? count.get()! : null)
    if (met) sqlite.exec('COMMIT')
  }
  parentPort!.postMessage(seen)
}
sqlite.close()
