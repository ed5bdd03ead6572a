import { no, ok, type Result } from '#core/result'
import { type Box, boxAt, boxesIn, nameAt, numbersOf } from './boxes.ts'
import { refuse, RefusedFile, type FileRefusal } from './file-refusal.ts'

/** What only describes a film: where, when and with what it was taken, and whatever its maker adds. `uuid` holds XMP. */
const describing = new Set(['udta', 'meta', 'uuid', 'XMP_'])
/** Boxes that begin with the dates of making and of the last change. */
const dated = new Set(['mvhd', 'tkhd', 'mdhd'])
/** Sorts of tracks that are seen, heard or read. Any other may hold where the camera was at every moment (`gpmd`, `camm`, `mebx`). */
const shown = new Set(['vide', 'soun', 'sbtl', 'subt', 'text', 'clcp', 'auxv', 'pict', 'tmcd'])

/**
 * A film (MP4, MOV, 3GP: ISO/IEC 14496-12) without what its telephone or camera wrote about its making: place, time, device, and the
 * tracks in which it noted its own movements. What is taken out is blanked in its place, so that every picture stays where the file
 * says it is. A broken film is refused.
 */
export function stripVideo(given: Uint8Array): Result<Uint8Array, FileRefusal> {
  const bytes = Uint8Array.from(given)
  try {
    clean(bytes, 0, bytes.length)
    return ok(bytes)
  } catch (error) {
    if (error instanceof RefusedFile) return no(refuse(error.why))
    if (error instanceof RangeError) return no(refuse('damaged'))
    throw error
  }
}

function clean(bytes: Uint8Array, from: number, to: number): void {
  for (const box of boxesIn(bytes, from, to)) {
    if (describing.has(box.name) || (box.name === 'trak' && isUnseen(bytes, box))) blank(bytes, box)
    else if (dated.has(box.name)) undate(bytes, box)
    else if (box.name === 'moov' || box.name === 'trak' || box.name === 'mdia') clean(bytes, box.inside, box.end)
  }
}

/** A track nobody sees; its samples, which lie elsewhere in the file, are blanked first. */
function isUnseen(bytes: Uint8Array, track: Box): boolean {
  const handler = boxAt(bytes, track, 'mdia', 'hdlr')
  if (!handler || shown.has(nameAt(bytes, handler.inside + 8))) return false
  const table = boxAt(bytes, track, 'mdia', 'minf', 'stbl')
  if (table) for (const [from, to] of chunksOf(bytes, table)) bytes.fill(0, from, to)
  return true
}

/** Where the samples of a track lie, from their tables of sizes (`stsz`), of samples in a chunk (`stsc`) and of chunks (`stco`, `co64`). */
function chunksOf(bytes: Uint8Array, table: Box): [number, number][] {
  const [sizes, runs, short, long] = ['stsz', 'stsc', 'stco', 'co64'].map(name => boxAt(bytes, table, name))
  const places = short ?? long
  if (!sizes || !runs || !places) return []
  const numbers = numbersOf(bytes)
  const at = (box: Box, i: number) => {
    if (box.inside + i * 4 + 4 > box.end) throw new RefusedFile('damaged')
    return numbers.getUint32(box.inside + i * 4)
  }
  const uniform = at(sizes, 1)
  const sizeOf = (sample: number) => uniform || at(sizes, 3 + sample)
  const samples = at(sizes, 2)
  let [sample, run, inChunk] = [0, 0, 0]
  return Array.from({ length: at(places, 1) }, (_, chunk) => {
    const from = places === long ? Number((BigInt(at(places, 2 + chunk * 2)) << 32n) | BigInt(at(places, 3 + chunk * 2))) : at(places, 2 + chunk)
    // A run of chunks with so many samples each goes on until the next one begins.
    for (; run < at(runs, 1) && at(runs, 2 + run * 3) <= chunk + 1; run++) inChunk = at(runs, 3 + run * 3)
    let to = from
    for (let n = inChunk; n > 0 && sample < samples; n--) to += sizeOf(sample++)
    if (to > bytes.length) throw new RefusedFile('damaged')
    return [from, to]
  })
}

/** The box stays as long as it was, says that it is free room, and holds nothing. */
function blank(bytes: Uint8Array, { start, inside, end }: Box): void {
  bytes.set(Buffer.from('free', 'latin1'), start + 4)
  bytes.fill(0, inside, end)
}

/** Version 0 has both dates in four bytes each, version 1 in eight. */
function undate(bytes: Uint8Array, { inside, end }: Box): void {
  const length = bytes[inside] === 1 ? 16 : 8
  if (inside + 4 + length > end) throw new RefusedFile('damaged')
  bytes.fill(0, inside + 4, inside + 4 + length)
}
