import { randomUUID } from 'node:crypto'
import type { Progress, Verifier } from '#core/ports'
import { parseCheckpoint } from '#core/audit/checkpoint'
import { verifyDatabase } from '#db/verification'

/** How many finished jobs are remembered, so that a closed screen can ask again. */
const remembered = 20

type Job = Progress & { cancelled: boolean }

/** 校验全库 on a reader of its own, in short slices beside the office's work. */
export function verifier(file: string, now: () => string, report: (bug: unknown) => string): Verifier {
  const jobs = new Map<string, Job>()

  async function run(job: Job, checkpoint: string | null) {
    const given = checkpoint === null ? null : parseCheckpoint(checkpoint)
    if (checkpoint !== null && !given) {
      job.error = '检查点文件不完整或不是检查点，没有开始校验。请选择“导出检查点”得到的文件。'
      return
    }
    try {
      job.report = await verifyDatabase(file, {
        now,
        ...(given && { checkpoint: given }),
        onProgress: ({ done, total }) => Object.assign(job, { done, total }),
        cancelled: () => job.cancelled,
      })
      if (job.cancelled) job.error = '校验已取消。'
    } catch (bug) {
      const incident = report(bug)
      const { zh } = bug as { zh?: unknown }
      job.error = typeof zh === 'string' ? zh : `校验未能完成，数据没有改动。请把事件编号 ${incident} 告诉系统管理员。`
    }
  }

  return {
    start(checkpoint) {
      const id = randomUUID()
      const job: Job = { done: 0, total: 1, report: null, error: null, cancelled: false }
      jobs.set(id, job)
      if (jobs.size > remembered) jobs.delete(jobs.keys().next().value!)
      void run(job, checkpoint)
      return id
    },
    progress(id) {
      const job = jobs.get(id)
      return job ? { done: job.done, total: job.total, report: job.report, error: job.error } : null
    },
    cancel(id) {
      const job = jobs.get(id)
      if (job) job.cancelled = true
    },
  }
}
