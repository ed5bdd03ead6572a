import { parentPort, workerData } from 'node:worker_threads'
import { verification, type Report, type VerifyOptions } from '#core/audit/verify'
import type { Progress } from '#core/audit/verify-articles'
import { evidenceOf } from '#db/evidence'
import { openDatabase } from '#db/open'
import { sha256 } from '#db/texts'

/** What the thread of a verification is told, and what it says: how far it is, and at last the report, timed by this PC's clock. */
export type VerificationTask = { path: string; options: Pick<VerifyOptions, 'checkpoint' | 'room'> }
export type VerificationAnswer = { progress: Progress } | { report: Report }

/** How often it is said how far the thread is. */
const sayEveryMs = 50

const task = workerData as VerificationTask
const answer = (what: VerificationAnswer) => parentPort!.postMessage(what)

const database = openDatabase(task.path, { readonly: true })
const { sqlite } = database
sqlite.pragma('cache_size = -64000')
sqlite.exec('BEGIN')
const steps = verification(evidenceOf(sqlite), { now: () => new Date().toISOString(), sha256, ...task.options })
for (let next = performance.now() + sayEveryMs; ; ) {
  const step = steps.next()
  if (step.done) {
    answer({ report: step.value })
    break
  }
  if (performance.now() < next) continue
  answer({ progress: step.value })
  next = performance.now() + sayEveryMs
}
database.close()
