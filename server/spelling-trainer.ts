import { randomUUID } from 'node:crypto'
import { existsSync, renameSync, rmSync } from 'node:fs'
import type { Worker } from 'node:worker_threads'
import { plainText } from '#core/article/plain-text'
import { refusalZh } from '#core/refusals.zh'
import { no, ok } from '#core/result'
import type { Trainer, TrainingProgress } from '#core/ports'
import { sentencesOf } from '#core/proofread/spelling/check'
import type { Store } from '#core/store'
import { spellingThread } from '#server/spelling-host'
import { digestOf, type ModelPlaces } from '#server/spelling-model'
import type { TrainAnswer } from '#server/spelling-worker'

/** Fewer sentences than that teach nothing. */
export const leastSentences = 50
/** How many finished jobs are remembered, so that a closed screen can ask again. */
const remembered = 20
const page = 200

type Job = TrainingProgress & { cancelled: boolean; worker: Worker | null }
type Options = { places: ModelPlaces; store: Store; now: () => string; announce: (topic: string) => void; report: (bug: unknown) => string }

/** Training on the office's released articles: text is gathered beside the office's work, counted in a thread, and recorded before it is used. */
export function spellingTrainer({ places, store, now, announce, report }: Options): Trainer {
  const jobs = new Map<string, Job>()

  async function run(job: Job, by: string): Promise<string | null> {
    const { own: out, shipped: base } = places
    if (!base) return '没有找到随程序提供的拼写模型，没有训练。其他检查不受影响，请重新安装程序后再试。'
    const lines = await gather(store, job)
    if (job.cancelled) return cancelledZh
    if (lines.length < leastSentences) return `已发布的稿件只有 ${lines.length} 句，少于 ${leastSentences} 句，没有训练。请在发布更多稿件后再试。`
    job.share = 0.3
    const fresh = `${out}.${randomUUID().slice(0, 8)}`
    try {
      const digest = await trained(job, base, lines, fresh)
      if (job.cancelled || digest === null) return cancelledZh
      const { articles, characters } = job
      const event = { type: 'spelling-trained' as const, digest, base: digestOf(base), articles, characters }
      const done = await store.changeOffice({ key: randomUUID(), by, at: now() }, office => (office ? ok({ events: [event] }) : no({ code: 'not-set-up' })))
      if (!done.ok) return refusalZh(done.refusal)
      renameSync(fresh, out)
      announce('office')
      return null
    } finally {
      for (const left of [fresh, `${fresh}.part`]) if (existsSync(left)) rmSync(left)
    }
  }

  return {
    start(by) {
      const running = [...jobs].find(([, job]) => !job.done)
      if (running) return running[0]
      const id = randomUUID()
      const job: Job = { share: 0, done: false, articles: 0, characters: 0, error: null, cancelled: false, worker: null }
      jobs.set(id, job)
      if (jobs.size > remembered) jobs.delete(jobs.keys().next().value!)
      run(job, by)
        .catch(bug => `训练未能完成，原有的模型没有改动。请把事件编号 ${report(bug)} 告诉系统管理员。`)
        .then(error => Object.assign(job, { error, done: true, share: error === null ? 1 : job.share }))
      return id
    },
    progress(id) {
      const job = jobs.get(id)
      if (!job) return null
      const { share, done, articles, characters, error } = job
      return { share, done, articles, characters, error }
    },
    cancel(id) {
      const job = jobs.get(id)
      if (!job || job.done) return
      job.cancelled = true
      void job.worker?.terminate()
    },
  }
}

const cancelledZh = '训练已取消，原有的模型没有改动。'

/** The sentences of every released article, as they were published. */
async function gather(store: Store, job: Job): Promise<string[]> {
  const lines: string[] = []
  for (let offset = 0; !job.cancelled; offset += page) {
    const { items, total } = await store.list({ phases: ['released'], sort: 'updated', descending: true, limit: page, offset })
    for (const { id, hash } of items) {
      const content = await store.content(id, hash)
      if (!content) continue
      const { text } = plainText(content)
      for (const [start, end] of sentencesOf(text)) {
        const line = text.slice(start, end).trim()
        if (line.length > 1) lines.push(line)
      }
      job.articles += 1
      job.characters += text.length
    }
    job.share = Math.min(0.3, (0.3 * (offset + items.length)) / Math.max(1, total))
    if (items.length === 0 || offset + items.length >= total) break
  }
  return lines
}

/** The digest of the new model; null when the thread was stopped. */
function trained(job: Job, model: string, lines: string[], out: string): Promise<string | null> {
  return new Promise((resolve, reject) => {
    const worker = spellingThread({ task: 'train', model, lines, out })
    job.worker = worker
    worker.on('message', ({ digest }: TrainAnswer) => resolve(digest))
    worker.on('error', reject)
    worker.on('exit', () => resolve(null))
  })
}
