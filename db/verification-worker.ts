import { parentPort, workerData } from 'node:worker_threads'
import { verifyStorage, verifyTrail, type PartOptions, type StorageFound, type TrailFound } from '#core/audit/verify'
import type { Progress } from '#core/audit/verify-articles'
import { evidenceOf } from '#db/evidence'
import { openDatabase } from '#db/open'
import { sha256 } from '#db/texts'

/** What the thread of a verification is told, and what it says: how far it is, and at last what it found. */
export type VerificationTask = { path: string; options: PartOptions }
export type VerificationAnswer = { progress: Progress } | { storage: StorageFound; trail: TrailFound }

/** How often it is said how far the thread is. */
const sayEveryMs = 50

const task = workerData as VerificationTask
const answer = (what: VerificationAnswer) => parentPort!.postMessage(what)

function run<T>(steps: Generator<Progress, T>): T {
  for (let next = performance.now() + sayEveryMs; ; ) {
    const step = steps.next()
    if (step.done) return step.value
    if (performance.now() < next) continue
    answer({ progress: step.value })
    next = performance.now() + sayEveryMs
  }
}

const database = openDatabase(task.path, { readonly: true })
const { sqlite } = database
sqlite.pragma('cache_size = -64000')
sqlite.exec('BEGIN')
const [evidence, options] = [evidenceOf(sqlite), { sha256, ...task.options }]
answer({ storage: run(verifyStorage(evidence, options)), trail: run(verifyTrail(evidence, options)) })
database.close()
