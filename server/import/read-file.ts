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
  const refusal = refusalBeforeReading(bytes)
  return refusal ? no(refusal) : runInWorker('read-for-screening', { bytes, name })
}

/** What can be refused without looking inside: nothing in it, or more than 20 MB. */
export const refusalBeforeReading = (bytes: Uint8Array): FileRefusal | undefined =>
  bytes.length === 0 ? refuse('empty') : bytes.length > archiveLimits.fileBytes ? refuse('too-large') : undefined
