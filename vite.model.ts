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
