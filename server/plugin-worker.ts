import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parentPort, workerData } from 'node:worker_threads'
import { env, InferenceSession, Tensor } from 'onnxruntime-web/wasm'
import type { Finding } from '#core/proofread/finding'
import { suggest, type AskModel } from '#core/proofread/plugin/rescore'
import { vocabularyOf } from '#core/proofread/plugin/tokens'
import type { PluginFiles } from '#server/plugin-files'

export type PluginRequest = { n: number; text: string; suspected: Finding[] }
export type PluginAnswer = { n: number; findings: Finding[] }

const { folder, manifest } = workerData as PluginFiles

/** The file as it is now: what was checked before may have been exchanged since. */
function checked(name: 'model.onnx' | 'vocab.txt'): Buffer {
  const bytes = readFileSync(join(folder, name))
  if (createHash('sha256').update(bytes).digest('hex') !== manifest.sha256[name]) throw new Error(`${name} is not what the manifest says`)
  return bytes
}

/** The runtime's own code: beside the bundle when built, in its package when run from source. */
function runtime(): Buffer {
  const name = 'ort-wasm-simd-threaded.wasm'
  const beside = [`./${name}`, `../${name}`].map(one => fileURLToPath(new URL(one, import.meta.url))).find(existsSync)
  return readFileSync(beside ?? createRequire(import.meta.url).resolve(`onnxruntime-web/${name}`))
}

env.wasm.numThreads = 1
env.wasm.wasmBinary = new Uint8Array(runtime()).buffer
const vocabulary = vocabularyOf(checked('vocab.txt').toString('utf8'))!
const session = await InferenceSession.create(new Uint8Array(checked('model.onnx')), { executionProviders: ['wasm'] })
const output = session.outputNames[0]!

/** The usual inputs of the family; a model takes those it names. */
const ask: AskModel = async inputs => {
  const answers: Float32Array[] = []
  for (const ids of inputs) {
    const filled = (figure: (id: number) => number) => new Tensor('int64', BigInt64Array.from(ids, id => BigInt(figure(id))), [1, ids.length])
    const feeds: Record<string, Tensor> = {}
    for (const name of session.inputNames) feeds[name] = filled(/mask/.test(name) ? () => 1 : /type|segment/.test(name) ? () => 0 : id => id)
    const logits = (await session.run(feeds))[output]!
    if (!(logits.data instanceof Float32Array) || logits.data.length !== ids.length * vocabulary.size) throw new Error('the model does not answer in logits of its vocabulary')
    answers.push(logits.data)
  }
  return answers
}

const basis = `模型插件“${manifest.name}”${manifest.version}（${manifest.sha256['model.onnx'].slice(0, 8)}），仅供参考`
parentPort!.on('message', ({ n, text, suspected }: PluginRequest) => {
  void suggest(text, suspected, { ask, vocabulary, maxTokens: manifest.maxTokens, basis }).then(
    findings => parentPort!.postMessage({ n, findings } satisfies PluginAnswer),
    // an answer of the wrong shape ends the thread, which is how the host hears of it
    (error: unknown) => setImmediate(() => { throw error }),
  )
})
