import { no, type Result } from '#core/result'
import { archiveLimits } from './archive.ts'
import { refuse, type FileRefusal } from './file-refusal.ts'
import type { FileReading } from './reading-types.ts'
import { runInWorker } from './run-in-worker.ts'

export type { FileFact, FilePart, FileReading } from './reading-types.ts'
export type { FileRefusal } from './file-refusal.ts'

/**
 * Everything in a file that can be screened: txt, docx, xlsx, pdf and pictures, in a thread of its own that is killed after 5 s or
 * 512 MB. What is too large, damaged, encrypted, of another kind than its name says, or built to do harm is refused with a sentence.
 */
export const readForScreening = async (bytes: Uint8Array, name: string): Promise<Result<FileReading, FileRefusal>> => {
  if (bytes.length === 0) return no(refuse('empty'))
  if (bytes.length > archiveLimits.fileBytes) return no(refuse('too-large'))
  return runInWorker('read-for-screening', { bytes, name })
}
