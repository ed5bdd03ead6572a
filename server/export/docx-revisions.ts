import { DeletedTextRun, InsertedTextRun, TextRun, type ParagraphChild } from 'docx'
import type { Segment } from '#core/article/comparison'
import { lookOf } from '#server/export/docx-inline'

/** What becomes of a line as a whole: words in a line that is kept go their own ways. */
export type Fate = 'kept' | 'put-in' | 'taken-out'

type Revision = { id: number; author: string; date: string }

/** Revisions numbered in the order of the text, each with its author and when that person last made a text. */
export class Revisions {
  private readonly people: ReadonlyMap<string, { name: string; at: string }>
  private readonly latest: string
  private count = 0

  constructor(people: ReadonlyMap<string, { name: string; at: string }>) {
    this.people = people
    this.latest = [...people.values()].map(({ at }) => at).sort().at(-1) ?? '2000-01-01T00:00:00.000Z'
  }

  /** Whom a change is of; several people who cannot be told apart are 多人. */
  of(by: string | null): { author: string; date: string } {
    const person = by === null ? undefined : this.people.get(by)
    return { author: person?.name ?? '多人', date: seconds(person?.at ?? this.latest) }
  }

  next(by: string | null): Revision {
    this.count += 1
    return { id: this.count, ...this.of(by) }
  }
}

/** Word writes no fractions of a second. */
const seconds = (at: string): string => at.replace(/\.\d+Z$/, 'Z')

/** The runs of a stretch of words, broken where the text breaks its line. */
export function wordsOf({ op, text, by, dress }: Segment, fate: Fate, revisions: Revisions, lineBy: string | null): ParagraphChild[] {
  // Words taken out of a paragraph on its way to another place stand where it came from.
  if (fate === 'put-in' && op === 'delete') return []
  const way = fate === 'kept' ? op : fate === 'put-in' ? 'insert' : 'delete'
  const look = lookOf(dress)
  return text.split('\n').flatMap((words, i): ParagraphChild[] => {
    const run = { ...look, ...(i > 0 && { break: 1 }), text: words }
    if (words === '' && i === 0) return []
    if (way === 'equal') return [new TextRun(run)]
    const revision = revisions.next(by ?? lineBy)
    return [way === 'insert' ? new InsertedTextRun({ ...run, ...revision }) : new DeletedTextRun({ ...run, ...revision })]
  })
}
