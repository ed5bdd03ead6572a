import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Plugin } from 'vite'

const model = join(import.meta.dirname, 'core/proofread/spelling/model.bin')

/** Puts the spelling model beside the bundle that checks with it; a tree without one makes a program without spelling checks. */
export const spellingModel = (): Plugin => ({
  name: 'spelling-model',
  generateBundle() {
    if (existsSync(model)) this.emitFile({ type: 'asset', fileName: 'model.bin', source: readFileSync(model) })
  },
})

const runtime = join(import.meta.dirname, 'node_modules/onnxruntime-web/dist/ort-wasm-simd-threaded.wasm')

/** Puts the runtime of model plug-ins beside the bundle: it is read only when an office uses one. */
export const modelRuntime = (): Plugin => ({
  name: 'model-runtime',
  generateBundle() {
    this.emitFile({ type: 'asset', fileName: 'ort-wasm-simd-threaded.wasm', source: readFileSync(runtime) })
  },
})
