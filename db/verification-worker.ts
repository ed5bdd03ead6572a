import { parentPort, workerData } from 'node:worker_threads'
import { verifyStorage, verifyTrail, type PartOptions, type StorageFound, type TrailFound } from '#core/audit/verify'
import type { Progress } from '#core/audit/verify-articles'
import { evidenceOf } from '#db/evidence'
import { openDatabase } from '#db/open'
import { follows, leads, type Meeting } from '#db/same-state'
import { sha256 } from '#db/texts'

/** One thread of a verification. Alone it does both parts; of two, the leader reads the chain, the other what needs nothing of it. */
export type VerificationTask = { path: string; options: PartOptions } & ({ role: 'alone' } | { role: 'leads' | 'follows'; shared: Meeting })
export type VerificationAnswer = { progress: Progress } | { storage: StorageFound } | { trail: TrailFound }

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
const parts = partsOf(task)
const evidence = evidenceOf(sqlite)
const options = { sha256, ...task.options }
if (parts.storage) answer({ storage: run(verifyStorage(evidence, options)) })
if (parts.trail) answer({ trail: run(verifyTrail(evidence, options)) })
database.close()

function partsOf(given: VerificationTask): { storage: boolean; trail: boolean } {
  if (given.role === 'alone') {
    sqlite.exec('BEGIN')
    return { storage: true, trail: true }
  }
  if (given.role === 'follows') return { storage: follows(given.shared, sqlite), trail: false }
  const observer = openDatabase(given.path, { readonly: true })
  try {
    return { storage: !leads(given.shared, sqlite, observer.sqlite), trail: true }
  } finally {
    observer.close()
  }
}
