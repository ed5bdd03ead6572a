import { readFileSync, renameSync, writeFileSync } from 'node:fs'
import { createHash } from 'node:crypto'
import { parentPort, workerData } from 'node:worker_threads'
import { createChecker, type Checker, type Sensitivity } from '#core/proofread/spelling/check'
import { loadModel, saveModel } from '#core/proofread/spelling/format'
import { mergeModels } from '#core/proofread/spelling/train'
import type { Finding } from '#core/proofread/finding'

/** A thread that checks texts by one model, or makes a model and ends. */
export type SpellingTask = { task: 'check'; model: string } | { task: 'train'; model: string; lines: string[]; out: string }
export type CheckRequest = { n: number; text: string; sensitivity: Sensitivity; terms: string[] }
export type CheckAnswer = { n: number; findings: Finding[] }
export type TrainAnswer = { digest: string }

const task = workerData as SpellingTask

if (task.task === 'check') {
  const checker: Checker = createChecker(loadModel(readFileSync(task.model)))
  parentPort!.on('message', ({ n, text, sensitivity, terms }: CheckRequest) => {
    parentPort!.postMessage({ n, findings: checker.check(text, { sensitivity, terms }) } satisfies CheckAnswer)
  })
} else {
  const bytes = saveModel(mergeModels(loadModel(readFileSync(task.model)), task.lines))
  writeFileSync(`${task.out}.part`, bytes, { flush: true })
  renameSync(`${task.out}.part`, task.out)
  parentPort!.postMessage({ digest: createHash('sha256').update(bytes).digest('hex') } satisfies TrainAnswer)
}
