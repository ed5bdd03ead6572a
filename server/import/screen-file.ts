import { no, type Result } from '#core/result'
import type { ScreeningOptions } from '#core/screening/index'
import { refusalBeforeReading, type FileRefusal } from './read-file.ts'
import { runInWorker } from './run-in-worker.ts'
import type { ScreenedFile } from './screen-reading.ts'

export type { FileFinding, ScreenedFile } from './screen-reading.ts'

/** Reads a file and screens every part of it, both off the main thread and within the caps of an import, or refuses it with a sentence. */
export const screenFile = async (bytes: Uint8Array, name: string, options: ScreeningOptions = {}): Promise<Result<ScreenedFile, FileRefusal>> => {
  const refusal = refusalBeforeReading(bytes)
  return refusal ? no(refusal) : runInWorker('screen-file', { bytes, name, options })
}
