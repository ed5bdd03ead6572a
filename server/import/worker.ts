import { parentPort, workerData } from 'node:worker_threads'
import { RefusedFile } from './file-refusal.ts'
import { jobs, type Answer, type JobName } from './jobs.ts'

const { job, input } = workerData as { job: JobName; input: never }

const answer = await jobs[job](input).then(
  (value): Answer<unknown> => ({ ok: true, value }),
  (error: unknown): Answer<unknown> => {
    // out of stack or heap ends the worker by itself; what arrives here is a file that could not be read
    return { ok: false, why: error instanceof RefusedFile ? error.why : 'damaged' }
  },
)
parentPort?.postMessage(answer)
