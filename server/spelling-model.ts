import { createHash } from 'node:crypto'
import { existsSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { Office } from '#core/office/office'
import { spellingModelFile } from '#server/spelling'

/** A model file that may be used. */
export type ModelFile = { path: string; digest: string; own: boolean }

/** Where models are: the one of the office's own texts, in its data, and the one that came with the program, if it did. */
export type ModelPlaces = { own: string; shipped: string | null }

export const modelPlaces = (data: string, shipped = spellingModelFile()): ModelPlaces => ({ own: join(data, 'spelling-own.bin'), shipped })

const digests = new Map<string, { stamp: string; digest: string }>()

/** SHA-256 of a file; read again only when its size or time is another. */
export function digestOf(path: string): string {
  const { size, mtimeMs } = statSync(path)
  const stamp = `${size} ${mtimeMs}`
  const known = digests.get(path)
  if (known?.stamp === stamp) return known.digest
  const digest = createHash('sha256').update(readFileSync(path)).digest('hex')
  digests.set(path, { stamp, digest })
  return digest
}

/**
 * The model to check with: the office's own if its bytes are those the trail names, else the one that came with the program.
 * Null when there is neither: the checks go on without spelling, and say so.
 */
export function modelFor(office: Office, { own, shipped }: ModelPlaces): ModelFile | null {
  if (office.spelling && existsSync(own) && digestOf(own) === office.spelling.digest) return { path: own, digest: office.spelling.digest, own: true }
  return shipped === null ? null : { path: shipped, digest: digestOf(shipped), own: false }
}

/** What the record says of the model. */
export const modelZh = (model: ModelFile | null): string =>
  model ? `拼写 ${model.own ? '本单位' : '随程序'} ${model.digest.slice(0, 8)}` : '拼写未检查（没有模型文件）'
