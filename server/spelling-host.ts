import { Worker } from 'node:worker_threads'
import type { Finding } from '#core/proofread/finding'
import type { Sensitivity } from '#core/proofread/spelling/check'
import { threadFile } from '#db/thread-file'
import type { ModelFile } from '#server/spelling-model'
import type { CheckAnswer, CheckRequest, SpellingTask } from '#server/spelling-worker'

/** The spelling check in a thread of its own: it starts with the first text, and anew when the model is another. */
export type SpellingHost = {
  /** Null when the model could not be used; the checks then go on without it. */
  check(model: ModelFile, text: string, sensitivity: Sensitivity, terms: string[]): Promise<Finding[] | null>
  close(): Promise<void>
}

type Running = { digest: string; worker: Worker; waiting: Map<number, (found: Finding[] | null) => void> }

export function spellingHost(report: (bug: unknown) => unknown): SpellingHost {
  let running: Running | null = null
  /** A model that ended its thread is not tried again. */
  const broken = new Set<string>()
  let asked = 0

  function stop(gone: Running) {
    if (running === gone) running = null
    for (const answer of gone.waiting.values()) answer(null)
    gone.waiting.clear()
    return gone.worker.terminate()
  }

  function start(model: ModelFile): Running {
    const worker = spellingThread({ task: 'check', model: model.path })
    const now: Running = { digest: model.digest, worker, waiting: new Map() }
    worker.on('message', ({ n, findings }: CheckAnswer) => {
      now.waiting.get(n)?.(findings)
      now.waiting.delete(n)
      if (now.waiting.size === 0) worker.unref()
    })
    worker.on('error', bug => {
      broken.add(model.digest)
      report(bug)
      void stop(now)
    })
    worker.unref()
    return now
  }

  return {
    check(model, text, sensitivity, terms) {
      if (broken.has(model.digest)) return Promise.resolve(null)
      if (running && running.digest !== model.digest) void stop(running)
      const now = (running ??= start(model))
      const request: CheckRequest = { n: (asked += 1), text, sensitivity, terms }
      return new Promise(resolve => {
        now.waiting.set(request.n, resolve)
        now.worker.ref()
        now.worker.postMessage(request)
      })
    },
    async close() {
      if (running) await stop(running)
    },
  }
}

/** A spelling thread. */
export const spellingThread = (task: SpellingTask): Worker => new Worker(threadFile(import.meta.url, 'spelling-worker'), { workerData: task, execArgv: [], env: {} })
