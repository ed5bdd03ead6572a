import type { Content } from '#core/article/content'
import { diffBlocks } from '#core/article/diff'
import { normalise } from '#core/article/canonical'
import { plainText } from '#core/article/plain-text'

/**
 * A passage somebody spoke of: UTF-16 offsets in the plain text of a normalised content, its words, and what stood on either
 * side, so that it can be found again when the offsets mean nothing any more.
 */
export type Anchor = { start: number; end: number; quote: string; before: string; after: string }

/** Where a passage stands in another text; null is 已脱锚: its words are gone, and its quotation is all that is left of it. */
export type Place = { start: number; end: number } | null

/** How many characters on each side are kept to find a passage again. */
const contextLength = 24

/** The anchor of a passage; a range of no length stands between two characters. */
export function anchorAt(text: string, start: number, end: number): Anchor {
  return {
    start,
    end,
    quote: text.slice(start, end),
    before: text.slice(Math.max(0, start - contextLength), start),
    after: text.slice(end, end + contextLength),
  }
}

/** A stretch both texts have, by where it begins on either side. */
type Shared = { from: number; to: number; length: number }

/** One text as another text's anchors are carried into it. Made once for a pair of texts, used for every anchor between them. */
export type Passage = { was: string; is: string; shared: readonly Shared[] }

/** What two contents have in common, moved paragraphs included. */
export function passageBetween(from: Content, to: Content): Passage {
  const was = plainText(normalise(from)).text
  const is = plainText(normalise(to)).text
  if (was === is) return { was, is, shared: [{ from: 0, to: 0, length: was.length }] }
  const shared: Shared[] = []
  const lines = diffBlocks(from, to)
  for (const { state, before, after, edits, twin } of lines) {
    if (before?.kind === 'fact' || after?.kind === 'fact') continue
    if (state === 'moved-away' && before && twin !== undefined) {
      shared.push({ from: before.start, to: lines[twin]!.after!.start, length: before.text.length })
    }
    if (!before || !after) continue
    let [b, a] = [before.start, after.start]
    for (const { op, text } of edits) {
      if (op === 'equal') shared.push({ from: b, to: a, length: text.length })
      if (op !== 'insert') b += text.length
      if (op !== 'delete') a += text.length
    }
  }
  return { was, is, shared: shared.filter(one => one.length > 0).sort((a, b) => a.from - b.from) }
}

/**
 * Carries an anchor into the other text. What no edit touched stays exactly where it is; a passage with words changed inside
 * it keeps what is left between its first and last surviving word; one whose words are gone is null.
 */
export function carried(anchor: Anchor, passage: Passage): Place {
  if (anchor.quote === '') return carriedPoint(anchor, passage)
  const { is, shared } = passage
  const kept = survivors(anchor, shared)
  const image = kept && enough(anchor.quote, is, kept) ? withEdges(anchor, passage, kept) : null
  if (image && is.slice(image.start, image.end) === anchor.quote) return image
  return elsewhere(anchor, passage, image) ?? image ?? piece(anchor, passage)
}

const last = <T>(list: readonly T[]): T => list[list.length - 1]!

/** The parts of the passage that the other text still has, as one run there: where parts went several ways, the longest run. */
function survivors({ start, end }: Anchor, shared: readonly Shared[]): Shared[] | null {
  const runs: Shared[][] = []
  for (const one of shared) {
    const from = Math.max(start, one.from)
    const until = Math.min(end, one.from + one.length)
    if (until <= from) continue
    const part = { from, to: one.to + from - one.from, length: until - from }
    const run = runs.at(-1)
    // What was put between two survivors may be longer than both; what was moved between them belongs to neither.
    if (run && part.to >= last(run).to + last(run).length && part.to - run[0]!.to <= 4 * (end - start) + 200) run.push(part)
    else runs.push([part])
  }
  const size = (run: readonly Shared[]) => run.reduce((sum, part) => sum + part.length, 0)
  return runs.length ? runs.reduce((a, b) => (size(b) > size(a) ? b : a)) : null
}

const word = /[\p{L}\p{N}]/u

/** A full stop or one word in ten that happens to be there still is no passage any more. */
function enough(quote: string, is: string, kept: readonly Shared[]): boolean {
  const words = kept.map(part => is.slice(part.to, part.to + part.length)).join('')
  if (word.test(quote) && !word.test(words)) return false
  return words.length * 5 >= quote.length
}

/** The survivors and what lies between them; words that took the place of its first or last ones belong to the passage too. */
function withEdges({ start, end }: Anchor, { is, shared }: Passage, kept: readonly Shared[]): { start: number; end: number } {
  const [first, final] = [kept[0]!, last(kept)]
  const range = { start: first.to, end: final.to + final.length }
  const before = shared.findLast(one => one.from + one.length <= first.from)
  if (first.from > start && before && before.from + before.length >= start && before.to + before.length <= first.to) {
    range.start -= /[^\n]*$/.exec(is.slice(before.to + before.length, first.to))![0].length
  }
  const until = final.from + final.length
  const behind = shared.find(one => one.from >= until)
  if (until < end && behind && behind.from <= end && range.end <= behind.to) {
    range.end += /^[^\n]*/.exec(is.slice(range.end, behind.to))![0].length
  }
  return range
}

/** Shortest quotation that is itself enough to be known by, where it stands once in either text. */
const telling = 4

/**
 * The very words at another place: where they are the only ones, or stand between what they stood between better than what is
 * left at the old place does. Words that stood at that other place all along are another passage.
 */
function elsewhere(anchor: Anchor, { was, is, shared }: Passage, image: Place): Place {
  const { quote } = anchor
  const places = occurrences(is, quote)
  if (places.length === 1 && quote.length >= telling && occurrences(was, quote).length === 1) return at(places[0]!, quote)
  const known = places.filter(start => isFree(shared, start, quote.length)).map(start => ({ start, likeness: likenessOf(anchor, is, at(start, quote)) }))
  const best = known.reduce<(typeof known)[number] | null>((a, b) => (a && a.likeness >= b.likeness ? a : b), null)
  const needed = Math.max(Math.min(8, (anchor.before.length + anchor.after.length) / 2), image ? likenessOf(anchor, is, image) + 1 : 1)
  return best && best.likeness >= needed ? at(best.start, quote) : null
}

/** Did these words come to this place in the other text, instead of having stood there all along? */
const isFree = (shared: readonly Shared[], start: number, length: number): boolean =>
  !shared.some(one => one.to <= start && start + length <= one.to + one.length)

/** How many places of a long quotation are tried. */
const tries = 64

/** The greater half of the passage, wherever it went: after a paragraph was cut in two and moved, that is what is left in one piece. */
function piece({ quote }: Anchor, { is, shared }: Passage): Place {
  const length = Math.max(telling, Math.ceil(quote.length / 2))
  const step = Math.max(1, Math.floor((quote.length - length) / tries))
  for (let from = 0; from + length <= quote.length; from += step) {
    const [found, ...more] = occurrences(is, quote.slice(from, from + length), 2)
    if (found === undefined || more.length > 0 || !isFree(shared, found, length)) continue
    let until = length
    while (from + until < quote.length && is[found + until] === quote[from + until]) until++
    return { start: found, end: found + until }
  }
  return null
}

const at = (start: number, quote: string) => ({ start, end: start + quote.length })

/** Places at which the words stand; a text full of them is no help and is not read to its end. */
function occurrences(text: string, words: string, most = 400): number[] {
  const found: number[] = []
  for (let i = text.indexOf(words); i >= 0 && found.length < most; i = text.indexOf(words, i + 1)) found.push(i)
  return found
}

/** How many characters on either side of a place are what they were. */
function likenessOf({ before, after }: Anchor, text: string, place: { start: number; end: number }): number {
  let left = 0
  while (left < before.length && text[place.start - 1 - left] === before[before.length - 1 - left]) left++
  let right = 0
  while (right < after.length && text[place.end + right] === after[right]) right++
  return left + right
}

/** A point stays behind the character it stood behind, else before the one it stood before. */
function carriedPoint(anchor: Anchor, { is, shared }: Passage): Place {
  const { start } = anchor
  const behind = shared.find(one => one.from < start && start <= one.from + one.length)
  const ahead = shared.find(one => one.from <= start && start < one.from + one.length)
  const places = [behind, ahead].flatMap(one => (one ? [at(one.to + start - one.from, '')] : []))
  return places.find(place => likenessOf(anchor, is, place) >= 2) ?? places[0] ?? null
}
