import { fromBufferPromise, type Entry, type ZipFile } from 'yauzl'
import { RefusedFile } from './file-refusal.ts'

/** Bounds on an archive, checked before anything in it is parsed. Ratio counts only for entries that claim more than `ratioFromBytes`. */
export type ArchiveLimits = { fileBytes: number; inflatedBytes: number; entries: number; ratio: number; ratioFromBytes: number }

/** ASVS 5.2.2–5.2.3 with the figures of the import rules. */
export const archiveLimits: ArchiveLimits = {
  fileBytes: 20 * 1024 * 1024,
  inflatedBytes: 50 * 1024 * 1024,
  entries: 2000,
  ratio: 200,
  ratioFromBytes: 1024 * 1024,
}

/** An archive that passed every limit. `inflatedBytes` is what all entries really inflate to, wanted or not. */
export type Archive = {
  names: readonly string[]
  /** The wanted entries by name. */
  parts: Map<string, Uint8Array>
  /** The bytes of a wanted entry, or undefined when there is none of that name. */
  read(name: string): Uint8Array | undefined
  inflatedBytes: number
}

/**
 * Opens a ZIP container (docx, xlsx). Every entry is inflated and counted while streaming, also those not wanted, so that the
 * file as stored is known to be harmless; only wanted entries are kept. Throws `RefusedFile` when a limit or a rule is broken:
 * size, number of entries, declared and real inflated size, ratio, encryption, overlapping or doubled entries, links, paths
 * that leave the folder, XML with a DOCTYPE, bytes before or behind the archive.
 */
export const readArchive = async (bytes: Uint8Array, wanted: (name: string) => boolean = () => true, limits: ArchiveLimits = archiveLimits): Promise<Archive> => {
  if (bytes.length > limits.fileBytes) throw new RefusedFile('too-large')
  if (bytes.length < 22 || bytes[0] !== 0x50 || bytes[1] !== 0x4b || bytes[2] !== 3 || bytes[3] !== 4) throw new RefusedFile('wrong-content')
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)
  const zip = await fromBufferPromise(buffer, { strictFileNames: true, validateEntrySizes: true }).catch((error: unknown) => {
    throw refusalFor(error)
  })
  if (zip.entryCount > limits.entries) throw new RefusedFile('too-many-entries')
  const entries = await listEntries(zip, limits)
  checkDirectory(buffer, zip, entries, limits)
  const parts = new Map<string, Uint8Array>()
  let inflatedBytes = 0
  for (const entry of entries) {
    if (entry.fileName.endsWith('/')) continue
    const chunks: Uint8Array[] = []
    const keep = wanted(entry.fileName) || isXml(entry.fileName)
    for await (const chunk of await openEntry(zip, entry)) {
      inflatedBytes += chunk.length
      if (inflatedBytes > limits.inflatedBytes) throw new RefusedFile('bomb')
      if (keep) chunks.push(chunk)
    }
    if (!keep) continue
    const part = Buffer.concat(chunks)
    if (isXml(entry.fileName) && holdsDoctype(part)) throw new RefusedFile('doctype')
    if (wanted(entry.fileName)) parts.set(entry.fileName, part)
  }
  return { names: entries.map((entry) => entry.fileName), parts, read: (name) => parts.get(name), inflatedBytes }
}

const refusalFor = (error: unknown): RefusedFile => {
  if (error instanceof RefusedFile) return error
  const message = error instanceof Error ? error.message : ''
  if (/relative path|absolute path|invalid characters in fileName/i.test(message)) return new RefusedFile('unsafe-path')
  // yauzl stops an entry that inflates past its declared size
  if (/too many bytes in the stream/i.test(message)) return new RefusedFile('bomb')
  return new RefusedFile('damaged')
}

const listEntries = (zip: ZipFile, limits: ArchiveLimits): Promise<Entry[]> =>
  new Promise((resolve, reject) => {
    const entries: Entry[] = []
    zip.on('error', (error) => reject(refusalFor(error)))
    zip.on('end', () => resolve(entries))
    zip.on('entry', (entry) => {
      entries.push(entry)
      if (entries.length > limits.entries) reject(new RefusedFile('too-many-entries'))
      else zip.readEntry()
    })
    zip.readEntry()
  })

const checkDirectory = (buffer: Buffer, zip: ZipFile, entries: readonly Entry[], limits: ArchiveLimits): void => {
  const names = new Set<string>()
  let declared = 0
  for (const entry of entries) {
    if (entry.isEncrypted()) throw new RefusedFile('encrypted')
    if (!entry.canDecodeFileData()) throw new RefusedFile('damaged')
    const unixKind = entry.versionMadeBy >>> 8 === 3 ? (entry.externalFileAttributes >>> 28) & 0xf : 0
    if (unixKind === 0xa) throw new RefusedFile('unsafe-path')
    if (hasHiddenCharacter(entry.fileName) || entry.fileName.length > 512) throw new RefusedFile('unsafe-path')
    const name = entry.fileName.toLowerCase()
    if (names.has(name)) throw new RefusedFile('damaged')
    names.add(name)
    declared += entry.uncompressedSize
    if (declared > limits.inflatedBytes) throw new RefusedFile('bomb')
    if (entry.uncompressedSize > limits.ratioFromBytes && entry.uncompressedSize > entry.compressedSize * limits.ratio) throw new RefusedFile('bomb')
  }
  checkLayout(buffer, zip, entries)
}

/** Control and direction characters, and the colon of drive letters and streams, hide what an entry's name is. */
const hasHiddenCharacter = (name: string): boolean =>
  [...name].some((character) => character < ' ' || character === ':' || character === '\u007f' || (character >= '\u202a' && character <= '\u202e') || (character >= '\u2066' && character <= '\u2069'))

/** Entries may not overlap, the directory must name all of them, and nothing may stand before the first. */
const checkLayout = (buffer: Buffer, zip: ZipFile, entries: readonly Entry[]): void => {
  const byPlace = entries.toSorted((a, b) => a.relativeOffsetOfLocalHeader - b.relativeOffsetOfLocalHeader)
  let free = 0
  for (const entry of byPlace) {
    if (entry.relativeOffsetOfLocalHeader < free) throw new RefusedFile('bomb')
    free = entry.relativeOffsetOfLocalHeader + 30 + entry.compressedSize
  }
  if (byPlace[0] && byPlace[0].relativeOffsetOfLocalHeader !== 0) throw new RefusedFile('mixed-kinds')
  const next = zip.readEntryCursor + 4 <= buffer.length ? buffer.readUInt32LE(zip.readEntryCursor) : 0
  if (next !== 0x06054b50 && next !== 0x06064b50) throw new RefusedFile('damaged')
}

const openEntry = async (zip: ZipFile, entry: Entry): Promise<AsyncIterable<Buffer>> => {
  const stream = await zip.openReadStreamPromise(entry).catch((error: unknown) => {
    throw refusalFor(error)
  })
  return (async function* () {
    try {
      for await (const chunk of stream) yield chunk as Buffer
    } catch (error) {
      throw refusalFor(error)
    }
  })()
}

const isXml = (name: string): boolean => /\.(?:xml|rels|vml|xhtml)$/i.test(name)

const doctypes = ['<!DOCTYPE', '<!doctype', '<!ENTITY', '<!entity'].flatMap((word) => [
  Buffer.from(word, 'latin1'),
  Buffer.from(word, 'utf16le'),
  Buffer.from(word, 'utf16le').swap16(),
])

const holdsDoctype = (part: Buffer): boolean => doctypes.some((word) => part.includes(word))
