import { zipSync, type Zippable } from 'fflate'
import type { PackedFile } from '#core/channels/channel'

/** Already compressed: packing them again costs time and gains nothing. */
const packed = /\.(png|jpe?g|gif|webp|zip|docx|xlsx|pptx|pdf|ofd|mp4)$/i

/** A zip whose bytes depend on nothing but paths and contents: sorted, and dated 1980-01-01 in whatever zone the machine keeps. */
export function zipPackage(files: readonly PackedFile[]): Uint8Array {
  const mtime = new Date(1980, 0, 1)
  const entries: Zippable = {}
  for (const { path, bytes } of files.toSorted((a, b) => (a.path < b.path ? -1 : 1))) {
    entries[path] = [bytes, { level: packed.test(path) ? 0 : 6, mtime }]
  }
  return zipSync(entries)
}
