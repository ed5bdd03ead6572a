import { Worker } from 'node:worker_threads'
import { no, ok, type Result } from '#core/result'
import { threadFile } from '#db/thread-file'
import { refuse, type FileRefusal } from './file-refusal.ts'
import type { Answer, JobInput, JobName, JobOutput } from './jobs.ts'

/** What one job may use before it is killed: processor time of its thread (three times that by the clock, for a busy machine), and memory: its heap and, apart from it, the growth of the whole process. */
export type WorkerCaps = { milliseconds: number; megabytes: number }

/** The caps of ASVS 5.2.3 for one imported file. */
export const workerCaps: WorkerCaps = { milliseconds: 5000, megabytes: 512 }

/** At most two files are parsed at a time; the others wait. */
const lanes = 2
let busy = 0
const waiting: (() => void)[] = []

/**
 * Runs one job of `jobs.ts` in a thread of its own that is killed when it exceeds its caps. A job that throws `RefusedFile`
 * is refused for its reason, any other failure is a damaged file. `bytes` inside the input are copied, never taken away.
 */
export const runInWorker = async <N extends JobName>(job: N, input: JobInput<N>, caps: WorkerCaps = workerCaps): Promise<Result<JobOutput<N>, FileRefusal>> => {
  if (busy >= lanes) await new Promise<void>((resolve) => waiting.push(resolve))
  busy++
  try {
    return await runOne(job, input, caps)
  } finally {
    busy--
    waiting.shift()?.()
  }
}

const runOne = <N extends JobName>(job: N, input: JobInput<N>, caps: WorkerCaps): Promise<Result<JobOutput<N>, FileRefusal>> =>
  new Promise((resolve) => {
    const worker = new Worker(threadFile(import.meta.url, 'import-worker', './worker.ts'), {
      workerData: { job, input },
      resourceLimits: { maxOldGenerationSizeMb: caps.megabytes, maxYoungGenerationSizeMb: 64, stackSizeMb: 4 },
      execArgv: [],
      env: {},
      stdout: true,
      stderr: true,
    })
    const rssAtStart = process.memoryUsage.rss()
    const finish = (result: Result<JobOutput<N>, FileRefusal>) => {
      clearTimeout(timer)
      clearInterval(watch)
      void worker.terminate()
      resolve(result)
    }
    const timer = setTimeout(() => finish(no(refuse('timeout'))), 3 * caps.milliseconds)
    // typed arrays lie outside the heap that resourceLimits bounds
    const watch = setInterval(() => {
      if (process.memoryUsage.rss() - rssAtStart > caps.megabytes * 1024 * 1024) return finish(no(refuse('memory')))
      worker.cpuUsage().then(
        ({ user, system }) => {
          if ((user + system) / 1000 > caps.milliseconds) finish(no(refuse('timeout')))
        },
        // a worker that has ended has no figures; its end is told by its own events
        () => undefined,
      )
    }, 25)
    worker.on('message', (answer: Answer<JobOutput<N>>) => finish(answer.ok ? ok(answer.value) : no(refuse(answer.why))))
    worker.on('error', (error: NodeJS.ErrnoException) => finish(no(refuse(error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? 'memory' : 'damaged'))))
    worker.on('exit', () => finish(no(refuse('damaged'))))
  })
