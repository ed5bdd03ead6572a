import { authorshipOf, type Authorship, type Step } from '#core/article/authorship'
import type { Content } from '#core/article/content'
import type { BlockDiff } from '#core/article/diff'
import type { Edit } from '#core/article/diff-text'
import { markChanges } from '#core/article/format'
import { linesBetween } from '#core/article/moves'
import { type Cells, cellsOf, groupTables, type TableRow } from '#core/article/table-lines'
import { type Read, read, type Unit, unitsInOrder } from '#core/article/units'
import { countCharacters } from '#core/article/width'

/**
 * A stretch of a line that is shown in one way. `place` is the number of the change it belongs to, counted from 0;
 * `dress` are the marks the words wear (`bold`, `link` …); `restyled` says what changed about them where the words stayed.
 */
export type Segment = Edit & { place: number | null; by: string | null; dress: readonly string[]; restyled: string | null }

/** One line of the page with its changes. `place` is set where the line as a whole is one change; `move` is its number from 1. */
export type Line = Omit<BlockDiff, 'edits'> & {
  segments: Segment[]
  place: number | null
  by: string | null
  move: number | null
}

/** What stands below each other on the page: lines by their index, and tables in which every cell holds lines. */
export type Part = { line: number } | { rows: TableRow[] }

/** 改动 places 处,+inserted −deleted 字,移动 moved 段. White space is not counted, nor are the words of what only moved. */
export type Count = { places: number; inserted: number; deleted: number; moved: number }

/** Two texts as a person compares them. `people` have changed something, in order of appearance. */
export type Comparison = { lines: Line[]; parts: Part[]; count: Count; people: string[] }

/** The first lines of a comparison as they stand in the whole; `left` are those behind them. `people` may have changed something. */
export type Beginning = Omit<Comparison, 'count'> & { count: null; left: readonly BlockDiff[] }

/** Two texts put side by side, before it is asked who changed what. */
export type Between = { was: Read; is: Read; found: BlockDiff[] }
export const betweenOf = (was: Read, is: Read): Between => ({ was, is, found: linesBetween(was, is) })

/**
 * What became of a text. `steps` are the texts between with who made each, the last of them `after` itself; every change
 * is then said to be of whoever made it. Exact: `equal` and `delete` are the words before, `equal` and `insert` those after.
 */
export const comparisonOf = (before: Content, after: Content, steps: readonly Step[] = []): Comparison => toldOf(betweenOf(read(before), read(after)), steps)

/** The same of two texts that stand side by side already. */
export const toldOf = (between: Between, steps: readonly Step[] = []): Comparison => linesTold(between, steps, between.found.length)

/**
 * The beginning of the same, which is there much sooner: `letters` of the text or a little more, never a part of a table. Null where
 * that would be nearly all of it, or where nothing differs.
 */
export function beginningOf(between: Between, steps: readonly Step[], letters: number): Beginning | null {
  const { found } = between
  let end = 0
  for (let read = 0; end < found.length && (read < letters || inOneTable(found[end - 1]!, found[end]!)); end++) read += Math.max(shortestLine, lengthOf(found[end]!))
  if (end * 2 > found.length || found.every(({ state }) => state === 'same')) return null
  const { lines, parts, people } = linesTold(between, steps, end)
  return { lines, parts, people: [...new Set([...people, ...steps.map(({ by }) => by)])], count: null, left: found.slice(end) }
}

/** Letters a short line counts for: it takes a row as well. */
const shortestLine = 20
/** Letters of a line, on the side that has more. */
export const lengthOf = ({ before, after }: Pick<BlockDiff, 'before' | 'after'>): number => Math.max(before?.text.length ?? 0, after?.text.length ?? 0)
const inOneTable = (...both: BlockDiff[]): boolean => both.every(({ before, after }) => before?.cell || after?.cell)

const authors = new WeakMap<readonly Step[], { first: Content; authors: Authorship }>()

/** Who made what along a way of texts: the same for the beginning of a comparison and for all of it, and reckoned once. */
function authorsOf(first: Content, steps: readonly Step[]): Authorship {
  const known = authors.get(steps)
  if (known?.first === first) return known.authors
  const made = authorshipOf(first, steps)
  authors.set(steps, { first, authors: made })
  return made
}

function linesTold({ was, is, found }: Between, steps: readonly Step[], end: number): Comparison {
  const reader = new Reader(unitsByStart(was), unitsByStart(is), authorsOf(was.content, steps))
  const lines: Line[] = []
  for (let i = 0; i < end; i++) lines.push(reader.line(found[i]!, i, found))
  const cells: Cells = { before: cellsOf(was.content), after: cellsOf(is.content) }
  return { lines, parts: groupTables(lines, cells), count: reader.count, people: peopleOf(lines) }
}

function peopleOf(lines: readonly Line[]): string[] {
  const people = new Set<string>()
  for (const { state, by, segments } of lines) {
    if (state === 'same') continue
    if (by !== null) people.add(by)
    for (const segment of segments) if (segment.by !== null) people.add(segment.by)
  }
  return [...people]
}

const unitsByStart = (read: Read): Map<number, Unit> =>
  new Map(unitsInOrder(read).filter(unit => unit.pieces.length > 0).map(unit => [unit.start, unit]))

class Reader {
  count: Count = { places: 0, inserted: 0, deleted: 0, moved: 0 }
  readonly was: Map<number, Unit>
  readonly is: Map<number, Unit>
  readonly authors: Authorship
  readonly moves = new Map<number, number>()

  constructor(was: Map<number, Unit>, is: Map<number, Unit>, authors: Authorship) {
    this.was = was
    this.is = is
    this.authors = authors
  }

  line(found: BlockDiff, index: number, all: readonly BlockDiff[]): Line {
    if (found.state === 'same' && isUnmarked(this.is.get(found.after!.start))) return unchanged(found)
    return this.#told(found, index, all)
  }

  #told({ edits, ...line }: BlockDiff, index: number, all: readonly BlockDiff[]): Line {
    const source = line.state === 'moved-here' ? all[line.twin!]!.before! : line.before
    const [before, after] = [source && this.was.get(source.start), line.after && this.is.get(line.after.start)]
    const shown = edits.length > 1 ? bySentence(wholeNumerals(edits)) : edits
    const restyled = before && after && line.remarks.length ? markChanges(before, after, edits) : []
    const breaks = { before: bounds(before), after: [...bounds(after), ...restyled.flatMap(({ from, to }) => [from, to])].sort((x, y) => x - y) }
    const segments: Segment[] = []
    let [atB, atA, open] = [0, 0, false]
    const start = { before: source?.start ?? 0, after: line.after?.start ?? 0 }
    const fact = line.label === undefined ? null : (this.authors.facts.get(line.label) ?? this.authors.only)
    const arrived = line.state === 'moved-here' ? this.count.places++ : null
    for (const { op, text } of shown) {
      const changed = op !== 'equal' && line.state !== 'moved-away'
      if (changed && !open && !whole(line.state)) this.count.places += 1
      open = changed
      if (changed) this.#counted(op, text)
      const [unit, from, cuts] = op === 'delete' ? [before, atB, breaks.before] : [after ?? before, after ? atA : atB, breaks.after]
      const owner = (at: number): string | null => {
        if (!changed || fact !== null) return fact
        return op === 'delete' ? this.authors.deleted(start.before + at) : this.authors.inserted(start.after + at)
      }
      for (const [x, y] of pieces(from, text, cuts, changed && fact === null ? owner : null)) {
        const mark = op === 'equal' ? restyled.find(one => one.from <= x && y <= one.to) : undefined
        segments.push({
          op, text: text.slice(x - from, y - from), dress: dressAt(unit, x), restyled: mark?.reason ?? null,
          place: changed && !whole(line.state) ? this.count.places - 1 : null, by: owner(x),
        })
      }
      if (op !== 'insert') atB += text.length
      if (op !== 'delete') atA += text.length
    }
    const still = segments.every(({ op }) => op === 'equal')
    const alone = whole(line.state) || (line.state === 'changed' && still)
    const place = arrived ?? (alone ? this.count.places++ : null)
    if (whole(line.state)) for (const segment of segments) segment.place = place
    const by = this.#lineBy(line, all, segments, fact)
    return { ...line, segments: settled(segments, by), place, by, move: this.#move(line, index) }
  }

  #counted(op: Edit['op'], text: string): void {
    if (op === 'insert') this.count.inserted += countCharacters(text)
    else this.count.deleted += countCharacters(text)
  }

  #move({ state, twin }: Pick<BlockDiff, 'state' | 'twin'>, index: number): number | null {
    if (twin === undefined) return null
    const first = Math.min(index, twin)
    if (!this.moves.has(first)) this.moves.set(first, this.moves.size + 1)
    if (state === 'moved-here') this.count.moved += 1
    return this.moves.get(first)!
  }

  #lineBy(line: Omit<BlockDiff, 'edits'>, all: readonly BlockDiff[], segments: readonly Segment[], fact: string | null): string | null {
    if (line.state === 'same') return null
    if (fact !== null) return fact
    const here = line.state === 'moved-away' ? all[line.twin!]!.after : line.after
    const inner = () => segments.find(({ by, op }) => by !== null && op !== 'equal')?.by ?? null
    const touched = here && line.state !== 'added' ? this.authors.touched(here.start) : null
    return (line.twin === undefined ? (inner() ?? touched) : (touched ?? inner())) ?? this.authors.only
  }
}

const isUnmarked = (unit: Unit | undefined): boolean => unit !== undefined && unit.pieces.every(piece => piece.type !== 'text' || !piece.marks)

/** A line nothing happened to, in the dress of the page. */
const unchanged = ({ state, before, after, edits, remarks }: BlockDiff): Line => ({
  state,
  before,
  after,
  remarks,
  segments: edits.map(({ op, text }) => ({ op, text, dress: plainDress, restyled: null, place: null, by: null })),
  place: null,
  by: null,
  move: null,
})

/** Words of a change nobody is known for are of whoever made the rest of it; what then looks the same is one piece. */
function settled(segments: readonly Segment[], lineBy: string | null): Segment[] {
  const out: Segment[] = []
  segments.forEach((segment, i) => {
    if (segment.op !== 'equal') {
      const near = (other: Segment | undefined) => (other && other.op !== 'equal' && other.place === segment.place ? other.by : null)
      segment.by ??= near(out.at(-1)) ?? segments.slice(i + 1).find(other => other.place === segment.place && other.by !== null)?.by ?? lineBy
    }
    const last = out.at(-1)
    const same = last && last.op === segment.op && last.by === segment.by && last.restyled === segment.restyled && last.place === segment.place && String(last.dress) === String(segment.dress)
    if (same) last.text += segment.text
    else out.push(segment)
  })
  return out
}

/** A line that came or went is one change, whoever wrote which of its words. */
const whole = (state: BlockDiff['state']): boolean => state === 'added' || state === 'removed'

/** Where the look of a unit's words changes. */
function bounds(unit: Unit | null | undefined): number[] {
  const out: number[] = []
  let at = 0
  for (const piece of unit?.pieces ?? []) {
    if (piece.type === 'footnote') continue
    at += piece.type === 'text' ? piece.text.length : 1
    out.push(at)
  }
  return out
}

const plainDress: readonly string[] = []
function dressAt(unit: Unit | null | undefined, offset: number): readonly string[] {
  let at = 0
  for (const piece of unit?.pieces ?? []) {
    if (piece.type === 'footnote') continue
    at += piece.type === 'text' ? piece.text.length : 1
    if (offset < at) return piece.type === 'text' && piece.marks?.length ? piece.marks.map(mark => mark.type) : plainDress
  }
  return plainDress
}

/** Cuts a text that begins at `from` where its look or its author changes. */
function pieces(from: number, text: string, cuts: readonly number[], owner: ((at: number) => string | null) | null): [number, number][] {
  const end = from + text.length
  const ends = new Set(cuts.filter(cut => cut > from && cut < end))
  if (owner) for (let at = from + 1; at < end; at++) if (owner(at) !== owner(at - 1) && !isLow(text, at - from)) ends.add(at)
  const all = [...ends].sort((x, y) => x - y)
  return [from, ...all].map((x, i) => [x, all[i] ?? end])
}

/** Between the halves of a letter nothing may be cut. */
const isLow = (text: string, at: number): boolean => text.charCodeAt(at) >= 0xdc00 && text.charCodeAt(at) <= 0xdfff

const numeral = '〇零一二两三四五六七八九十百千万亿'
const [numeralEnd, numeralStart] = [new RegExp(`[${numeral}]+$`), new RegExp(`^[${numeral}]+`)]

/** Draws the Chinese numerals beside a changed one into the change: 十五→二十, not 二 before 十 and 五 behind it. */
function wholeNumerals(edits: readonly Edit[]): Edit[] {
  const runs: { same: string; gone: string; come: string }[] = [{ same: '', gone: '', come: '' }]
  for (const { op, text } of edits) {
    const last = runs.at(-1)!
    if (op === 'equal' && last.gone + last.come === '') last.same += text
    else if (op === 'equal') runs.push({ same: text, gone: '', come: '' })
    else if (op === 'delete') last.gone += text
    else last.come += text
  }
  const out: Edit[] = []
  runs.forEach((run, i) => {
    const before = numeralStart.test(run.gone) || numeralStart.test(run.come) ? (numeralEnd.exec(run.same)?.[0] ?? '') : ''
    const next = runs[i + 1]
    const behind = next && (numeralEnd.test(run.gone) || numeralEnd.test(run.come)) ? (numeralStart.exec(next.same)?.[0] ?? '') : ''
    if (next) next.same = next.same.slice(behind.length)
    const [gone, come] = [before + run.gone + behind, before + run.come + behind]
    const last = out.at(-1)
    const same = run.same.slice(0, run.same.length - before.length)
    // Two changes with only a numeral between them are one.
    if (same === '' && last && out.length >= 2 && last.op === 'insert' && out.at(-2)!.op === 'delete') {
      out.at(-2)!.text += gone
      last.text += come
    } else out.push({ op: 'equal', text: same }, { op: 'delete', text: gone }, { op: 'insert', text: come })
  })
  return out.filter(({ text }) => text !== '')
}

const sentenceEnd = /[。！？；\n]/

/** A sentence of which less than this share stayed reads better struck as a whole and written anew. */
const leastKept = 0.4
/** Below this many changes a sentence is still read easily. */
const fewestChanges = 3

/** Edits as they are read: sentences that were rewritten are shown replaced as a whole, so that nobody reads shreds. */
export function bySentence(edits: readonly Edit[]): Edit[] {
  if (edits.filter(({ op }) => op !== 'equal').length < fewestChanges) return [...edits]
  const out: Edit[] = []
  for (const sentence of sentencesOf(edits)) {
    const length = (op: Edit['op']) => sentence.reduce((sum, edit) => sum + (edit.op === op ? edit.text.length : 0), 0)
    const kept = length('equal')
    const changes = sentence.filter((edit, i) => edit.op !== 'equal' && (i === 0 || sentence[i - 1]!.op === 'equal')).length
    const rewritten = changes >= fewestChanges && kept < leastKept * (kept + Math.max(length('delete'), length('insert')))
    const said = (without: Edit['op']) => sentence.map(({ op, text }) => (op === without ? '' : text)).join('')
    const shown: Edit[] = rewritten ? [{ op: 'delete', text: said('insert') }, { op: 'insert', text: said('delete') }] : sentence
    for (const edit of shown) join(out, edit)
  }
  return out
}

function join(out: Edit[], { op, text }: Edit): void {
  if (text === '') return
  const last = out.at(-1)
  if (last?.op === op) last.text += text
  else out.push({ op, text })
}

/** The edits sentence by sentence, cut where words that stayed end one. */
function sentencesOf(edits: readonly Edit[]): Edit[][] {
  const out: Edit[][] = [[]]
  for (const edit of edits) {
    if (edit.op !== 'equal') {
      out.at(-1)!.push(edit)
      continue
    }
    let rest = edit.text
    for (let end = rest.search(sentenceEnd); end >= 0 && rest !== ''; end = rest.search(sentenceEnd)) {
      out.at(-1)!.push({ op: 'equal', text: rest.slice(0, end + 1) })
      out.push([])
      rest = rest.slice(end + 1)
    }
    if (rest !== '') out.at(-1)!.push({ op: 'equal', text: rest })
  }
  return out
}
