import type { Content } from '#core/article/content'
import type { Shown } from '#core/article/summary'
import type { TextEvidence, Unpacked } from '#core/audit/evidence'
import { anyNew, splicesOf, writeSpliced } from '#db/splice'
import { unpack, type KeptText } from '#db/texts'

/** As hexadecimal digits short bytes come out of SQLite in a third of the time, which it would need to make a buffer of each. */
const shortest = 1024

/** Every version, by article, its group's first one before the others; short bytes as digits. */
export const textsQuery = `SELECT article, hash, by, at, seq, base,
  CASE WHEN base IS NOT NULL AND length(bytes) <= ${shortest} THEN hex(bytes) ELSE bytes END AS bytes
  FROM revision ORDER BY article, seq, rowid`
export type KeptEvidence = Omit<KeptText, 'bytes'> & { bytes: Buffer | string }

/** The first text of a group, and whether it names a picture or file. */
type Base = { bytes: Buffer; showsFiles: boolean }

/** The versions of `textsQuery` as verification reads them: unpacked one after another into the same memory. */
export function* texts(rows: Iterable<KeptEvidence>): Generator<TextEvidence> {
  const room = new Room()
  let article = ''
  let bases = new Map<string, Base>()
  for (const row of rows) {
    if (row.article !== article) [article, bases] = [row.article, new Map()]
    const { hash, by, at, seq, base: group, bytes } = row
    const facts = { article, hash, by, at, seq }
    if (group === null) {
      const first = unpacked(bytes as Buffer)
      const base = first && { bytes: first, showsFiles: namesFiles(first) }
      if (base) bases.set(hash, base)
      yield { ...facts, unpack: () => base && readable(base.bytes, () => base.showsFiles) }
    } else {
      const base = bases.get(group)
      yield { ...facts, unpack: () => (base ? room.unpack(bytes, base) : null) }
    }
  }
}

/** Memory that versions are unpacked into one after another: what the last one left is overwritten. */
class Room {
  private text = Buffer.allocUnsafe(64 * 1024)
  private readonly short = Buffer.allocUnsafe(shortest)

  unpack(kept: Buffer | string, base: Base): Unpacked | null {
    const bytes = typeof kept === 'string' ? this.short.subarray(0, this.short.write(kept, 'hex')) : kept
    try {
      const spliced = splicesOf(bytes, base.bytes)
      if (!spliced) {
        const text = unpack(bytes, base.bytes)
        return readable(text, () => namesFiles(text))
      }
      if (this.text.length < spliced.length) this.text = Buffer.allocUnsafe(spliced.length)
      const text = writeSpliced(this.text, bytes, base.bytes, spliced)
      // the rest is the base's: only what is new, or where it meets the rest, can name what the base does not
      return readable(text, () => base.showsFiles || anyNew(spliced, longestName, (from, to) => namesFiles(text, from, to)))
    } catch {
      return null
    }
  }
}

/** What kept bytes say; null when they say nothing. */
export function unpacked(bytes: Buffer): Buffer | null {
  try {
    return unpack(bytes)
  } catch {
    return null
  }
}

const readable = (bytes: Buffer, showsFiles: () => boolean): Unpacked => ({
  bytes,
  showsFiles,
  text: () => bytes.toString('utf8'),
  shown: () => shownAtEnd(bytes),
})

/** How the digest of a file, or that of a cover, is written: `"digest":"…` and `"cover":"…`, as far as is rare in a text. */
const fileNames = ['digest":"', 'ver":"']
const longestName = Math.max(...fileNames.map(name => name.length)) - 1

/** The search runs to the next first letter at a time, and these letters are rare in a text's JSON; whatever else matches is only read for nothing. */
function namesFiles(bytes: Buffer, from = 0, to = bytes.length): boolean {
  const text = bytes.toString('latin1', from, to)
  return fileNames.some(name => text.includes(name))
}

/** Canonical JSON has the title and what is published beside the text behind the body, which is long: only that end is read. */
function shownAtEnd(bytes: Buffer): Shown | null {
  const [from, to] = [bytes.lastIndexOf('"publication":{'), bytes.lastIndexOf('},"salt":"')]
  if (from < 0 || to < from) return null
  const { publication, title } = JSON.parse(`{${bytes.toString('utf8', from, to)}}`) as Partial<Content>
  const documentNumber = publication?.documentNumber
  return typeof title === 'string' && typeof documentNumber === 'string' ? { title, documentNumber } : null
}
