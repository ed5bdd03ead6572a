import type { ScreeningOptions } from '#core/screening/index'
import type { PaperInput } from '#server/export/docx'
import type { MarkedInput } from '#server/export/docx-marked'
import type { FileRefusal } from './file-refusal.ts'

/**
 * What a worker can do with an imported file, by name. Each job loads its own parser, so that a worker holds only what it needs.
 * A new job is one line here; input and output are structured-clone values.
 */
export const jobs = {
  'read-for-screening': async (input: { bytes: Uint8Array; name: string }) => (await import('./reading.ts')).readParts(input.bytes, input.name),
  'screen-file': async (input: { bytes: Uint8Array; name: string; options: ScreeningOptions }) => {
    const reading = await (await import('./reading.ts')).readParts(input.bytes, input.name)
    return (await import('./screen-reading.ts')).screenReading(reading, input.options)
  },
  'read-table': async (input: { bytes: Uint8Array }) => (await import('./table.ts')).readTable(input.bytes),
  'write-docx': async (input: PaperInput) => (await import('#server/export/docx')).writeDocx(input),
  'write-marked-docx': async (input: MarkedInput) => (await import('#server/export/docx-marked')).writeMarkedDocx(input),
  'import-docx': async (input: { bytes: Uint8Array; name: string }) => (await import('./docx.ts')).readDocxFile(input.bytes, input.name),
}

export type JobName = keyof typeof jobs
export type JobInput<N extends JobName> = Parameters<(typeof jobs)[N]>[0]
export type JobOutput<N extends JobName> = Awaited<ReturnType<(typeof jobs)[N]>>

/** What the worker posts back. */
export type Answer<T> = { ok: true; value: T } | { ok: false; why: FileRefusal['why'] }
