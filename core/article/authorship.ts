import { normalise } from '#core/article/canonical'
import type { Content } from '#core/article/content'
import type { BlockDiff } from '#core/article/diff'
import { linesOf } from '#core/article/moves'
import { plainText } from '#core/article/plain-text'

/** A text that followed another, and who made it. */
export type Step = { content: Content; by: string }

/** More texts than this between two versions are not told apart by person: who wants to know compares nearer ones. */
const longestChain = 40

type Made = { by: string }
/** Whether several people made the texts of a way; `live` is a text behind its end that is not kept yet. */
export const ofSeveral = (chain: readonly Made[], live?: Made): boolean => new Set([...chain, ...(live ? [live] : [])].map(({ by }) => by)).size > 1

/** Which texts of the way from one version to another must be read to say who changed what; null where it cannot be said. */
export function neededOf<T extends Made>(chain: readonly T[], live?: Made): readonly T[] | null {
  if (!ofSeveral(chain, live)) return chain.slice(-1)
  return chain.length > longestChain ? null : chain
}

/** Who changed what between two texts, by offsets in their plain texts; null where it cannot be said. `only`: everything is of one person. */
export type Authorship = {
  inserted(at: number): string | null
  deleted(at: number): string | null
  touched(at: number): string | null
  /** By the label of the line in which a field is compared. */
  facts: ReadonlyMap<string, string>
  only: string | null
}

const nobody = -1

/**
 * Composes the differences along a chain of texts: a character that is there at the end is of whoever put it in, one that is
 * gone is of whoever took it out, a line that was moved or restyled is of whoever did so last.
 */
export function authorshipOf(first: Content, steps: readonly Step[]): Authorship {
  const people = [...new Set(steps.map(({ by }) => by))]
  const only = people.length === 1 ? people[0]! : null
  if (people.length < 2) return { inserted: () => only, deleted: () => only, touched: () => only, facts: new Map(), only }
  const texts = [first, ...steps.map(({ content }) => content)].map(normalise)
  const sizes = texts.map(text => plainText(text).text.length)
  const walks = steps.map((_, i) => linesOf(texts[i]!, texts[i + 1]!))
  let put = blank(sizes[0]!)
  let moved = blank(sizes[0]!)
  walks.forEach((lines, i) => {
    const [nextPut, nextMoved] = [blank(sizes[i + 1]!), blank(sizes[i + 1]!)]
    for (const run of runsOf(lines)) {
      if (run.op === 'insert') nextPut.fill(i, run.after, run.after + run.length)
      if (run.op === 'equal') copy(put, nextPut, run.before, run.after, run.length)
      if (run.op === 'equal') copy(moved, nextMoved, run.before, run.after, run.length)
      if (run.op !== 'delete' && run.touched) nextMoved.fill(i, run.after, run.after + Math.max(1, run.length))
    }
    ;[put, moved] = [nextPut, nextMoved]
  })
  let gone = blank(sizes.at(-1)!)
  for (let i = walks.length - 1; i >= 0; i--) {
    const earlier = blank(sizes[i]!)
    for (const run of runsOf(walks[i]!)) {
      if (run.op === 'delete') earlier.fill(i, run.before, run.before + run.length)
      if (run.op === 'equal') copy(gone, earlier, run.after, run.before, run.length)
    }
    gone = earlier
  }
  const facts = new Map(walks.flatMap((lines, i) => lines.flatMap(({ label }) => (label === undefined ? [] : [[label, steps[i]!.by] as const]))))
  const says = (of: Int32Array) => (at: number) => steps[of[at] ?? nobody]?.by ?? null
  return { inserted: says(put), deleted: says(gone), touched: says(moved), facts, only }
}

const blank = (size: number): Int32Array => new Int32Array(size + 1).fill(nobody)
const copy = (from: Int32Array, to: Int32Array, at: number, into: number, length: number): void => to.set(from.subarray(at, at + length), into)

type Run = { op: 'equal' | 'insert' | 'delete'; before: number; after: number; length: number; touched: boolean }

/** Every stretch of a comparison with where it lies in the one text and in the other. */
function* runsOf(lines: readonly BlockDiff[]): Generator<Run> {
  for (const line of lines) {
    if (line.label !== undefined || line.state === 'moved-away') continue
    const source = line.state === 'moved-here' ? lines[line.twin!]!.before : line.before
    let [before, after] = [source?.start ?? 0, line.after?.start ?? 0]
    const touched = line.remarks.length > 0 || line.state === 'moved-here'
    for (const { op, text } of line.edits) {
      yield { op, before, after, length: text.length, touched }
      if (op !== 'insert') before += text.length
      if (op !== 'delete') after += text.length
    }
  }
}
