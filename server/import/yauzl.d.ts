/** The part of yauzl 3 that `archive.ts` uses; the package ships no types. */
declare module 'yauzl' {
  import type { Readable } from 'node:stream'

  export type Entry = {
    fileName: string
    compressedSize: number
    uncompressedSize: number
    compressionMethod: number
    relativeOffsetOfLocalHeader: number
    externalFileAttributes: number
    versionMadeBy: number
    isEncrypted(): boolean
    canDecodeFileData(): boolean
  }
  export type ZipFile = {
    entryCount: number
    readEntryCursor: number
    readEntry(): void
    on(event: 'entry', listener: (entry: Entry) => void): void
    on(event: 'end', listener: () => void): void
    on(event: 'error', listener: (error: Error) => void): void
    openReadStreamPromise(entry: Entry): Promise<Readable>
  }
  export function fromBufferPromise(buffer: Buffer, options?: { strictFileNames?: boolean; validateEntrySizes?: boolean }): Promise<ZipFile>
}
