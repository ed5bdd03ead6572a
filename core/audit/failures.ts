import { columnNamed, named } from '#core/audit/names.zh'
import type { Row } from '#core/audit/rows'

/**
 * One thing that is not as it must be. `seq` is the first entry concerned; `table` and `column` are called as in the database, for whoever
 * has to find the place there: the sentence has the names that people read.
 */
export type Failure = { kind: FailureKind; seq: number | null; table: string | null; row: string | null; column: string | null; sentence: string }
/** Where something is not as it must be. */
export type Place = { seq?: number | null; table?: string; row?: string | null; column?: string }
export type FailureKind = 'storage' | 'chain' | 'entry' | 'fold' | 'table' | 'text' | 'exhibit' | 'file' | 'credential'

/** Collects failures, the first of each sort in full; a flood is counted, not kept. */
export class Failures {
  readonly all: Failure[] = []
  count = 0
  private readonly most: number

  constructor(most = 200) {
    this.most = most
  }

  add(kind: FailureKind, at: Place, sentence: string): void {
    this.count += 1
    if (this.all.length < this.most) this.all.push({ kind, seq: at.seq ?? null, table: at.table ?? null, row: at.row ?? null, column: at.column ?? null, sentence })
  }

  /** Compares the rows a table holds with those the trail leads to, by their key. */
  compare(table: string, key: readonly string[], wanted: readonly Row[], found: readonly Row[]): void {
    if (wanted.length === found.length && wanted.every((row, i) => same(row, found[i]!))) return
    const name = (row: Row) => key.map(column => String(row[column])).join(' · ')
    const left = new Map<string, Row>()
    for (const row of found) {
      if (left.has(name(row))) this.add('table', { table, row: name(row) }, `${named(table)}中“${name(row)}”有两行，审计记录只有一行。`)
      left.set(name(row), row)
    }
    for (const row of wanted) {
      const held = left.get(name(row))
      left.delete(name(row))
      if (!held) this.add('table', { table, row: name(row) }, `${named(table)}缺少“${name(row)}”这一行：审计记录中有，表中被删去。`)
      else this.differing(table, name(row), row, held)
    }
    for (const row of left.keys()) {
      this.add('table', { table, row }, `${named(table)}多出“${row}”这一行：审计记录中没有，是直接写进表里的。`)
    }
  }

  private differing(table: string, row: string, wanted: Row, held: Row): void {
    for (const column in wanted) {
      if (wanted[column] === held[column]) continue
      const should = shown(wanted[column])
      this.add('table', { table, row, column }, `${named(table)}“${row}”的“${columnNamed(table, column)}”被改为${shown(held[column])}，按审计记录应为${should}。`)
    }
  }
}

function same(wanted: Row, held: Row): boolean {
  for (const column in wanted) if (wanted[column] !== held[column]) return false
  return true
}

const shown = (value: Row[string] | undefined): string => {
  if (value === null || value === undefined) return '空'
  const text = String(value)
  return `“${text.length > 60 ? `${text.slice(0, 60)}…` : text}”`
}
