import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createChecker, type Checker } from '#core/proofread/spelling/check'
import { loadModel, ModelRefused } from '#core/proofread/spelling/format'

/** The shipped model: beside its engine in a checkout, beside the program in a bundle. */
export function spellingModelFile(): string | null {
  const here = import.meta.dirname
  const places = ['../core/proofread/spelling/model.bin', './model.bin', '../model.bin'].map(place => join(here, place))
  return places.find(place => existsSync(place)) ?? null
}

let loaded: Checker | null | undefined

/**
 * Statistical spelling, read the first time it is asked for (about 10 MB of model). Null where the model is missing or
 * damaged: the checks then go on by rule alone, and the name of the rule set says so.
 */
export function spellingChecker(file: string | null = spellingModelFile()): Checker | null {
  if (loaded !== undefined) return loaded
  loaded = null
  if (file) {
    try {
      loaded = createChecker(loadModel(readFileSync(file)))
    } catch (error) {
      if (!(error instanceof ModelRefused)) throw error
    }
  }
  return loaded
}
