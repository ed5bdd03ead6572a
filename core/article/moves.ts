import type { Content } from '#core/article/content'
import { both, type BlockDiff, diffReads } from '#core/article/diff'
import { type Bigrams, bigramsOf, bigramTable, likeness, mostLikeness } from '#core/article/likeness'
import { type Read, read, type Unit, unitsInOrder } from '#core/article/units'

/** A paragraph that turns up elsewhere with at least this likeness was moved and then edited. */
const likeEnough = 0.7
/** Characters; what is shorter is alike by accident. */
const shortestEdited = 12
/** Beyond this many pairs only paragraphs moved word for word are looked for. */
const mostPairs = 4000

/**
 * The lines of a comparison in which paragraphs that were moved and edited on the way are moves too: the place they went to
 * shows what was edited, the place they came from only where they went. Turned round, every move goes the other way.
 */
export const linesOf = (before: Content, after: Content): BlockDiff[] => linesBetween(read(before), read(after))

/** The same of two contents that were read before. */
export function linesBetween(before: Read, after: Read): BlockDiff[] {
  const lines = diffReads(before, after)
  if (!lines.some(({ state }) => state !== 'same' && state !== 'changed')) return lines
  pairEdited(lines)
  if (!lines.some(({ state }) => state === 'moved-here')) return lines
  const [was, is] = [unitsByPlace(before), unitsByPlace(after)]
  lines.forEach((line, i) => {
    if (line.state !== 'moved-here') return
    const from = lines[line.twin!]!
    const [source, target] = [was.get(place(from.before!)), is.get(place(line.after!))]
    if (!source || !target) return
    const { edits, remarks } = both(source, target)
    lines[i] = { ...line, edits: edits.length ? edits : line.edits, remarks }
    lines[line.twin!] = { ...from, edits: source.text ? [{ op: 'equal', text: source.text }] : [] }
  })
  return lines
}

const place = ({ kind, start }: { kind: string; start: number }): string => `${kind} ${start}`
const unitsByPlace = (read: Read): Map<string, Unit> => new Map(unitsInOrder(read).map(unit => [place(unit), unit]))

/** Most alike first, each line once. */
function pairEdited(lines: BlockDiff[]): void {
  const eligible = (state: BlockDiff['state']) =>
    lines.flatMap((line, i) => {
      const side = line.before ?? line.after!
      return line.state === state && !side.cell && side.kind !== 'image' && side.text.length >= shortestEdited ? [{ i, text: side.text }] : []
    })
  const [gone, come] = [eligible('removed'), eligible('added')]
  if (gone.length * come.length === 0 || gone.length * come.length > mostPairs) return
  const size = bigramTable(Math.max(...[...gone, ...come].map(({ text }) => text.length)))
  const [was, is] = [gone, come].map(side => side.map(({ text }) => bigramsOf(text, size))) as [Bigrams[], Bigrams[]]
  const alike = (x: number, y: number) => (mostLikeness(gone[x]!.text, come[y]!.text) < likeEnough ? 0 : likeness(was[x]!, is[y]!))
  const pairs = gone.flatMap((from, x) => come.map((to, y) => ({ from: from.i, to: to.i, alike: alike(x, y) })))
  const taken = new Set<number>()
  for (const { from, to } of pairs.filter(pair => pair.alike >= likeEnough).sort((x, y) => y.alike - x.alike || x.from - y.from || x.to - y.to)) {
    if (taken.has(from) || taken.has(to)) continue
    taken.add(from).add(to)
    Object.assign(lines[from]!, { state: 'moved-away', twin: to })
    Object.assign(lines[to]!, { state: 'moved-here', twin: from })
  }
}
