import { align } from '#core/article/align'
import type { Content } from '#core/article/content'
import { diffText, type Edit } from '#core/article/diff-text'
import { factChanges } from '#core/article/facts'
import { markChanges } from '#core/article/format'
import { sharesEnds, textLikeness } from '#core/article/likeness'
import { alignable, type Read, read, type Unit } from '#core/article/units'

export { diffText, type Edit } from '#core/article/diff-text'

/** One side of a line of the comparison. Offsets are UTF-16, in the plain text of that side's normalised content. */
export type DiffSide = {
  kind: Unit['kind'] | 'fact'
  text: string
  start: number
  end: number
  level?: number
  cell?: { table: number; row: number; column: number }
  /** What stands before an item of a list. */
  marker?: string
  /** Digest of a picture. */
  image?: string
}

/**
 * One line of a comparison, in reading order. Inline: go through `edits`. Side by side: `before` on the left, `after`
 * on the right, null where there is nothing. What is moved appears twice, each naming the other by its place in the list.
 */
export type BlockDiff = {
  state: 'same' | 'changed' | 'added' | 'removed' | 'moved-away' | 'moved-here'
  before: DiffSide | null
  after: DiffSide | null
  /** Exact: `equal` + `delete` is the text before, `equal` + `insert` the text after. */
  edits: Edit[]
  /** What changed beside the words: place, look, links, the picture. */
  remarks: string[]
  /** Name of the field, for publication metadata, channels and attachments. */
  label?: string
  twin?: number
}

/** Below this two paragraphs are not versions of each other; they are shown one removed, one added. */
const unlike = 0.2
/** A shorter text that turns up elsewhere is a coincidence, not a move. */
const shortestMove = 4

/** Two contents as a person compares them: title, text, tables, pictures and notes in reading order, then the other fields that differ. */
export const diffBlocks = (before: Content, after: Content): BlockDiff[] => diffReads(read(before), read(after))

/** The same of two contents that were read before. */
export function diffReads({ content: b, units: was }: Read, { content: a, units: is }: Read): BlockDiff[] {
  const out: BlockDiff[] = [both(was.title, is.title)]
  if (was.subtitle.text || is.subtitle.text) out.push(both(was.subtitle, is.subtitle))
  for (const pair of align(was.body.map(alignable), is.body.map(alignable))) {
    if (!pair.before) out.push(only(pair.after.unit, 'added'))
    else if (!pair.after) out.push(only(pair.before.unit, 'removed'))
    else if (versions(pair.before.unit, pair.after.unit)) out.push(both(pair.before.unit, pair.after.unit))
    else out.push(only(pair.before.unit, 'removed'), only(pair.after.unit, 'added'))
  }
  markMoves(out)
  for (const fact of factChanges(b, a)) out.push(factLine(fact.reason.replace(/^改动了/, ''), fact.before, fact.after))
  return out
}

const versions = (before: Unit, after: Unit): boolean =>
  before.text === after.text ||
  before.kind === 'image' ||
  before.text.length + after.text.length < 12 ||
  sharesEnds(before.text, after.text) ||
  textLikeness(before.text, after.text) >= unlike

function side({ kind, text, start, level, cell, marker, image }: Unit): DiffSide {
  const out: DiffSide = { kind, text, start, end: start + text.length }
  if (level !== undefined) out.level = level
  if (cell) out.cell = cell
  if (marker !== undefined) out.marker = marker
  if (image) out.image = image.digest
  return out
}

/** A line of which both sides are there: what changed in its words, its place and its look. Words that differ are compared when it is first asked for. */
export function both(before: Unit, after: Unit): BlockDiff {
  const sides = { before: side(before), after: side(after) }
  if (before.text !== after.text) return changedLine(sides, before, after)
  const edits: Edit[] = after.text ? [{ op: 'equal', text: after.text }] : []
  const remarks = remarksOn(before, after, edits)
  return { state: remarks.length === 0 ? 'same' : 'changed', ...sides, edits, remarks }
}

/** Of a long text only the beginning is on the screen: what is further down need not be compared before that is shown. */
function changedLine(sides: Pick<BlockDiff, 'before' | 'after'>, before: Unit, after: Unit): BlockDiff {
  let [edits, remarks]: [Edit[] | undefined, string[] | undefined] = [undefined, undefined]
  return {
    state: 'changed',
    ...sides,
    get edits() {
      return (edits ??= diffText(before.text, after.text))
    },
    get remarks() {
      return (remarks ??= remarksOn(before, after, this.edits))
    },
  }
}

function remarksOn(before: Unit, after: Unit, edits: readonly Edit[]): string[] {
  const remarks: string[] = []
  if (before.image && before.image.digest !== after.image?.digest) remarks.push('换了图片')
  if (before.image && before.image.width !== after.image?.width) remarks.push('改动了图片宽度')
  if (before.shape !== after.shape) remarks.push(before.cell ? '改动了表格的行列或合并' : '改动了标题层级或列表结构')
  if (before.layout !== after.layout) remarks.push('改动了对齐、缩进或列宽')
  if (before.notes.length !== after.notes.length) remarks.push('增减了脚注')
  for (const { reason } of markChanges(before, after, edits)) if (!remarks.includes(reason)) remarks.push(reason)
  return remarks
}

function only(unit: Unit, state: 'added' | 'removed'): BlockDiff {
  const edits: Edit[] = unit.text ? [{ op: state === 'added' ? 'insert' : 'delete', text: unit.text }] : []
  const [before, after] = state === 'added' ? [null, side(unit)] : [side(unit), null]
  return { state, before, after, edits, remarks: [] }
}

/** Pairs what was taken away with what was put in elsewhere word for word, each once, in order. */
function markMoves(lines: BlockDiff[]): void {
  const key = ({ kind, text, image }: DiffSide) => `${kind === 'image' ? image : ''}\n${text}`
  const gone = new Map<string, number[]>()
  lines.forEach(({ state, before }, i) => {
    if (state !== 'removed' || !before || (before.kind !== 'image' && before.text.length < shortestMove)) return
    gone.set(key(before), [...(gone.get(key(before)) ?? []), i])
  })
  lines.forEach((line, i) => {
    const from = line.state === 'added' && line.after ? gone.get(key(line.after))?.shift() : undefined
    if (from === undefined) return
    Object.assign(lines[from]!, { state: 'moved-away', twin: i })
    Object.assign(line, { state: 'moved-here', twin: from })
  })
}

function factLine(label: string, before: string, after: string): BlockDiff {
  const fact = (text: string): DiffSide => ({ kind: 'fact', text, start: 0, end: text.length })
  return {
    state: 'changed',
    before: fact(before),
    after: fact(after),
    edits: diffText(before, after),
    remarks: [],
    label,
  }
}
