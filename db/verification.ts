import { Worker } from 'node:worker_threads'
import { verification, type Report, type VerifyOptions } from '#core/audit/verify'
import type { Progress } from '#core/audit/verify-articles'
import { evidenceOf } from '#db/evidence'
import { isBeyondReading } from '#db/refused'
import { openDatabase, type OfficeDatabase } from '#db/open'
import { sha256 } from '#db/texts'
import { threadFile } from '#db/thread-file'
import type { VerificationAnswer, VerificationTask } from '#db/verification-worker'

/** How a verification is run beside the program's other work. */
export type VerifyRun = Omit<VerifyOptions, 'sha256'> & {
  onProgress?: (progress: Progress) => void
  /** Asked several times a second. */
  cancelled?: () => boolean
  /** In a thread of its own, or in slices on the thread that asks, which is done sooner. Without it the size of the office decides. */
  thread?: boolean
}

/** The thread ended before it had said what it found: nothing can be said about the office. */
export class VerificationStopped extends Error {
  readonly zh = '校验中途停止，没有得出结果，数据没有改动。请再校验一次。'

  constructor(cause?: unknown) {
    super('the thread of the verification ended early', { cause })
  }
}

/** Verifies the office at `path` (or one that is open), on one unchanging state, beside any writer. Null when cancelled. */
export async function verifyDatabase(path: string, run: VerifyRun): Promise<Report | null> {
  const database = openDatabase(path, { readonly: true })
  try {
    return await ((run.thread ?? isLarge(database)) ? inThread(database.path, run) : inSlices(database, run))
  } finally {
    database.close()
  }
}

/** An office smaller than both is verified before a thread has started, and stops nobody for long. */
const [smallEntries, smallBytes] = [4_000, 60_000_000]

function isLarge({ sqlite }: OfficeDatabase): boolean {
  const entries = entriesIn(sqlite)
  const bytes = Number(sqlite.pragma('page_count', { simple: true })) * Number(sqlite.pragma('page_size', { simple: true }))
  return entries >= smallEntries || bytes >= smallBytes
}

/** As far as they can be counted: where they cannot, verification says so. */
function entriesIn(sqlite: OfficeDatabase['sqlite']): number {
  try {
    return sqlite.prepare<[], number>('SELECT coalesce(max(seq), 0) FROM entry').pluck().get()!
  } catch (error) {
    if (isBeyondReading(error)) return 0
    throw error
  }
}

const sliceMs = 12

const optionsOf = ({ checkpoint, room }: VerifyRun): VerificationTask['options'] => ({ ...(checkpoint && { checkpoint }), ...(room !== undefined && { room }) })

async function inSlices({ sqlite }: OfficeDatabase, run: VerifyRun): Promise<Report | null> {
  sqlite.exec('BEGIN')
  sqlite.pragma('cache_size = -64000')
  const steps = verification(evidenceOf(sqlite), { ...optionsOf(run), now: run.now, sha256 })
  for (let until = performance.now() + sliceMs; ; ) {
    const step = steps.next()
    if (step.done) return step.value
    if (performance.now() < until) continue
    run.onProgress?.(step.value)
    await new Promise<void>(resolve => setImmediate(resolve))
    if (run.cancelled?.()) {
      steps.return(undefined as never)
      return null
    }
    until = performance.now() + sliceMs
  }
}

const askEveryMs = 50

async function inThread(path: string, run: VerifyRun): Promise<Report | null> {
  const { now, onProgress, cancelled } = run
  const began = now()
  const worker = threadFor({ path, options: optionsOf(run) })
  let asking: NodeJS.Timeout | undefined
  try {
    return await new Promise<Report | null>((resolve, reject) => {
      asking = setInterval(() => cancelled?.() && resolve(null), askEveryMs)
      worker.on('message', (answer: VerificationAnswer) => {
        if ('progress' in answer) onProgress?.(answer.progress)
        else {
          const at = now()
          resolve({ ...answer.report, at, seconds: (Date.parse(at) - Date.parse(began)) / 1000 })
        }
      })
      worker.on('error', bug => reject(new VerificationStopped(bug)))
      worker.on('exit', () => reject(new VerificationStopped()))
    })
  } finally {
    clearInterval(asking)
    await worker.terminate()
  }
}

const threadFor = (task: VerificationTask): Worker => new Worker(threadFile(import.meta.url, 'verification-worker'), { workerData: task, execArgv: [], env: {} })
