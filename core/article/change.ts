import { align, type Pair } from '#core/article/align'
import { canonicalJson, normalise } from '#core/article/canonical'
import type { Content } from '#core/article/content'
import { type Edit, editsOf } from '#core/article/diff-text'
import { markChanges } from '#core/article/format'
import { type Names, prepareNames } from '#core/article/guarded'
import { brief, Judge, type Part, partsOf, type TextRule, type Verdict } from '#core/article/judge'
import { alignable, type Side, type Unit, unitsOf } from '#core/article/units'
import { factChanges } from '#core/article/facts'
import { countCharacters } from '#core/article/width'

/** Which part of an article a hunk is in. */
export type Where =
  | 'title'
  | 'subtitle'
  | 'body'
  | 'table'
  | 'footnote'
  | 'image'
  | 'link'
  | 'structure'
  | 'format'
  | 'metadata'
  | 'channel'
  | 'attachment'

/** The condition of RULEBOOK 4 that decided about a hunk. */
export type HunkRule =
  | TextRule
  | 'paragraph-break'
  | 'paragraph-added'
  | 'paragraph-removed'
  | 'paragraph-moved'
  | 'level'
  | 'table-shape'
  | 'image'
  | 'footnote'
  | 'link-target'
  | 'strike'
  | 'raised-digit'
  | 'format'
  | 'metadata'
  | 'channel'
  | 'attachment'
  | 'too-many'
  | 'unexplained'

/** One change as it is shown while typing and kept as an exhibit on the record. */
export type Hunk = {
  where: Where
  class: 'correction' | 'substantive'
  rule: HunkRule
  /** Why, in one Chinese sentence. */
  reason: string
  /** The words themselves; long ones are cut, the texts they come from are kept under their hashes. */
  before: string
  after: string
  /** The words around, with the change in brackets: …开展路灯[按→安]装工作…. */
  context: string
  /** UTF-16 offsets in the plain texts; for what has no words there, the place where it would be. */
  at: { before: { start: number; end: number }; after: { start: number; end: number } }
}

/** What one content became: the class a whole save is treated by, and every place that differs. */
export type Change = {
  class: 'none' | 'correction' | 'substantive'
  /** Why that class, in one Chinese sentence. */
  reason: string
  hunks: Hunk[]
  /** 字 put in and taken out, white space not counted. */
  inserted: number
  deleted: number
}

/** At least 3, else 2 ‰ of the characters of the text before (RULEBOOK 4). */
export const mostCorrections = (characters: number): number => Math.max(3, Math.floor(characters * 0.002))

/**
 * Compares two contents as RULEBOOK 4 says. `names` are the office's listed people, bodies and places.
 * `none` exactly when a reader could not tell them apart; whatever differs and is not recognised is substantive.
 */
export function compare(before: Content, after: Content, names: readonly string[] = []): Change {
  const [b, a] = [normalise(before), normalise(after)]
  if (canonicalJson(b) === canonicalJson(a))
    return { class: 'none', reason: '没有改动', hunks: [], inserted: 0, deleted: 0 }
  const comparison = new Comparison(b, a, prepareNames(names))
  const { hunks, inserted, deleted } = comparison.run()
  if (hunks.length === 0) hunks.push(unexplained)
  const bad = hunks.find(hunk => hunk.class === 'substantive')
  return bad
    ? { class: 'substantive', reason: bad.reason, hunks, inserted, deleted }
    : { class: 'correction', reason: `校对性改动 ${hunks.length} 处`, hunks, inserted, deleted }
}

const nowhere = { before: { start: 0, end: 0 }, after: { start: 0, end: 0 } }
const unexplained: Hunk = {
  where: 'structure',
  class: 'substantive',
  rule: 'unexplained',
  reason: '内容有改动，但不属于可以识别的校对性改动',
  before: '',
  after: '',
  context: '',
  at: nowhere,
}

class Comparison {
  hunks: Hunk[] = []
  inserted = 0
  deleted = 0
  textHunks = 0
  readonly content: { before: Content; after: Content }
  readonly before: ReturnType<typeof unitsOf>
  readonly after: ReturnType<typeof unitsOf>
  readonly names: Names
  readonly limit: number

  constructor(before: Content, after: Content, names: Names) {
    this.content = { before, after }
    this.before = unitsOf(before)
    this.after = unitsOf(after)
    this.names = names
    this.limit = mostCorrections(countCharacters(this.before.plain.text))
  }

  run(): this {
    this.#unit(this.before.title, this.after.title)
    this.#unit(this.before.subtitle, this.after.subtitle)
    for (const run of runsOf(align(this.before.body.map(alignable), this.after.body.map(alignable)))) this.#run(run)
    if (this.before.blankLines.join('\n') !== this.after.blankLines.join('\n')) {
      this.#push({
        where: 'format',
        class: 'correction',
        rule: 'format',
        reason: '只增减或移动了空行',
        before: '',
        after: '',
      })
    }
    for (const fact of factChanges(this.content.before, this.content.after))
      this.#push({ ...fact, class: 'substantive' })
    return this
  }

  /** Units that differ, one after another between two that do not. */
  #run(run: Pair<Side>[]): void {
    const [was, is] = [run.flatMap(p => p.before?.unit ?? []), run.flatMap(p => p.after?.unit ?? [])]
    const joined = (units: Unit[]) => units.map(u => u.text).join('')
    if (was.length !== is.length && was.length * is.length > 0 && joined(was) === joined(is)) {
      const reason = was.length < is.length ? '拆分了段落' : '合并了段落'
      const lines = (units: Unit[]) => units.map(u => u.text).join('↵')
      const at = { before: spanOf(was), after: spanOf(is) }
      const where = !was[0]!.cell ? 'structure' : 'table'
      const rule = where === 'table' ? 'table-shape' : 'paragraph-break'
      this.#push({ where, class: 'substantive', rule, reason, before: lines(was), after: lines(is), at })
      return
    }
    for (const { before, after } of run) {
      if (before && after) this.#unit(before.unit, after.unit)
      else this.#alone(before?.unit, after?.unit)
    }
  }

  /** A unit that has no counterpart: added, removed, or moved from elsewhere. */
  #alone(before: Unit | undefined, after: Unit | undefined): void {
    const unit = (before ?? after)!
    const at = {
      before: spanOf([before ?? unitAt(this.before, after!)]),
      after: spanOf([after ?? unitAt(this.after, before!)]),
    }
    if (before) this.deleted += countCharacters(unit.text)
    else this.inserted += countCharacters(unit.text)
    const words = { before: before?.text ?? '', after: after?.text ?? '', at }
    const verb = before ? '删去' : '增加'
    if (unit.kind === 'page-break') {
      this.#push({ where: 'format', class: 'correction', rule: 'format', reason: `只${verb}了分页`, ...words })
    } else if (unit.kind === 'image') {
      this.#push({ where: 'image', class: 'substantive', rule: 'image', reason: `${verb}了图片`, ...words })
    } else if (unit.kind === 'footnote') {
      this.#push({ where: 'footnote', class: 'substantive', rule: 'footnote', reason: `${verb}了脚注`, ...words })
    } else if (unit.cell) {
      this.#push({ where: 'table', class: 'substantive', rule: 'table-shape', reason: `${verb}了表格内容`, ...words })
    } else {
      const other = before ? this.after.body : this.before.body
      const moved = unit.text !== '' && other.some(u => u.text === unit.text)
      const rule = moved ? 'paragraph-moved' : before ? 'paragraph-removed' : 'paragraph-added'
      const reason = moved ? `移动了段落“${brief(unit.text)}”` : `${verb}了段落“${brief(unit.text)}”`
      this.#push({ where: 'structure', class: 'substantive', rule, reason, ...words })
    }
  }

  /** Two units side by side: words, place, look. */
  #unit(before: Unit, after: Unit): void {
    const at = { before: spanOf([before]), after: spanOf([after]) }
    if (JSON.stringify(before.image) !== JSON.stringify(after.image)) {
      const words = { before: before.text, after: after.text, at }
      this.#push({ where: 'image', class: 'substantive', rule: 'image', reason: '改动了图片或其说明', ...words })
      return
    }
    if (before.shape !== after.shape) {
      const table = before.cell || after.cell
      const words = { before: before.text, after: after.text, at, class: 'substantive' as const }
      if (table) this.#push({ where: 'table', rule: 'table-shape', reason: '改动了表格的行列或合并', ...words })
      else
        this.#push({
          where: 'structure',
          rule: 'level',
          reason: `改动了“${brief(after.text)}”的标题层级或列表结构`,
          ...words,
        })
    }
    const edits = this.#words(before, after)
    if (!sameNotes(before, after, edits)) {
      const reason = '增减或移动了脚注'
      this.#push({ where: 'footnote', class: 'substantive', rule: 'footnote', reason, before: '', after: '', at })
    }
    if (before.layout !== after.layout) {
      const reason = '只改动了对齐、缩进或列宽'
      this.#push({ where: 'format', class: 'correction', rule: 'format', reason, before: '', after: '', at })
    }
    for (const { from, to, ...mark } of markChanges(before, after, edits)) {
      const words = after.text.slice(from, to)
      const place = { before: at.before, after: { start: after.start + from, end: after.start + to } }
      this.#push({ ...mark, before: mark.before ?? words, after: mark.after ?? words, at: place })
    }
  }

  #words(before: Unit, after: Unit): Edit[] {
    if (before.text === after.text) return [{ op: 'equal', text: before.text }]
    const share =
      (before.text.length + after.text.length) / (this.before.plain.text.length + this.after.plain.text.length)
    const edits = editsOf(before.text, after.text, Math.max(0.005, share))
    const judge = new Judge(before.text, after.text, this.names)
    const where = { title: 'title', subtitle: 'subtitle', cell: 'table', footnote: 'footnote' } as Record<string, Where>
    const groups = judge
      .group(partsOf(edits))
      .map(group => ({ ...group[0]!, b1: group.at(-1)!.b1, a1: group.at(-1)!.a1, group }))
    groups.forEach(({ group, ...whole }, i) => {
      const { left = 0, right = 0, ...verdict }: Verdict = judge.judge(group)
      const roomLeft = whole.b0 - (groups[i - 1]?.b1 ?? 0)
      const roomRight = (groups[i + 1]?.b0 ?? before.text.length) - whole.b1
      const shown = widened(whole, Math.min(left, roomLeft), Math.min(right, roomRight))
      this.#push({
        where: where[before.kind] ?? 'body',
        ...this.#withinLimit(verdict),
        ...wordsAt(before, after, shown),
      })
    })
    for (const { op, text } of edits) {
      if (op === 'insert') this.inserted += countCharacters(text)
      if (op === 'delete') this.deleted += countCharacters(text)
    }
    return edits
  }

  #withinLimit<V extends { class: Hunk['class']; rule: HunkRule; reason: string }>(verdict: V): V {
    if (++this.textHunks <= this.limit || verdict.class === 'substantive') return verdict
    return {
      ...verdict,
      class: 'substantive',
      rule: 'too-many',
      reason: `文字改动超过 ${this.limit} 处，不再是校对性改动`,
    }
  }

  #push({ before, after, ...rest }: Omit<Hunk, 'context' | 'at'> & Partial<Pick<Hunk, 'context' | 'at'>>): void {
    const context = rest.context ?? `[${brief(before)}→${brief(after)}]`
    this.hunks.push({ at: nowhere, ...rest, context, before: brief(before, 200), after: brief(after, 200) })
  }
}

const widened = ({ b0, b1, a0, a1 }: Part, left: number, right: number): Part => ({
  b0: b0 - left,
  b1: b1 + right,
  a0: a0 - left,
  a1: a1 + right,
})

function wordsAt(before: Unit, after: Unit, { b0, b1, a0, a1 }: Part) {
  const words = { before: before.text.slice(b0, b1), after: after.text.slice(a0, a1) }
  const left = before.text.slice(Math.max(0, b0 - 12), b0)
  const right = before.text.slice(b1, b1 + 12)
  return {
    ...words,
    context: `${left}[${brief(words.before)}→${brief(words.after)}]${right}`,
    at: {
      before: { start: before.start + b0, end: before.start + b1 },
      after: { start: after.start + a0, end: after.start + a1 },
    },
  }
}

/** Splits the pairs into what is next to each other and not word for word the same; a pair with the same words stands alone. */
function runsOf(pairs: Pair<Side>[]): Pair<Side>[][] {
  const runs: Pair<Side>[][] = []
  let open = false
  for (const pair of pairs) {
    const same = pair.before && pair.after && pair.before.text === pair.after.text
    if (open && !same) runs.at(-1)!.push(pair)
    else runs.push([pair])
    open = !same
  }
  return runs
}

const spanOf = (units: readonly Unit[]) => ({
  start: units[0]!.start,
  end: units.at(-1)!.start + units.at(-1)!.text.length,
})

/** Where a unit of one side would be on the other: at the end of it when it is shorter. */
function unitAt(side: ReturnType<typeof unitsOf>, unit: Unit): Unit {
  return { ...unit, text: '', start: Math.min(unit.start, side.plain.text.length) }
}

/** Do the footnote marks stand at the same words? One may stand on either side of a change that touches it. */
function sameNotes(before: Unit, after: Unit, edits: readonly Edit[]): boolean {
  if (before.notes.length !== after.notes.length) return false
  return before.notes.every((note, i) => {
    let [b, a, low, high] = [0, 0, -1, -1]
    for (const { op, text } of edits) {
      const [nextB, nextA] = [b + (op === 'insert' ? 0 : text.length), a + (op === 'delete' ? 0 : text.length)]
      if (b <= note && note <= nextB) {
        const [from, to] = op === 'equal' ? [a + note - b, a + note - b] : [a, nextA]
        if (low < 0) low = from
        high = Math.max(high, to)
      }
      ;[b, a] = [nextB, nextA]
    }
    return low <= after.notes[i]! && after.notes[i]! <= Math.max(high, 0)
  })
}
