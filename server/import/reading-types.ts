import { RefusedFile } from './file-refusal.ts'
import type { Action, Place, ScreeningFamily } from '#core/screening/index'

/** A stretch of text out of a file. `where` says in Chinese where it stands; `place` is what screening needs to know of it. */
export type FilePart = { where: string; place: Place; text: string }

/** Something about a file that a reader does not see in its text: an author's name, a GPS position, a hidden sheet, an embedded object. */
export type FileFact = { kind: string; family: ScreeningFamily; action: Action; where: string; zh: string; value?: string }

/** What one file holds, as far as it can be screened. */
export type FileReading = { kind: 'text' | 'docx' | 'xlsx' | 'pdf' | 'image'; parts: FilePart[]; facts: FileFact[] }

/** At most so many characters of one part are kept; a longer part is cut into several, so nothing is lost. */
const longestPart = 2_000_000

/** All text of one file together; cells that repeat one long string multiply it beyond what the archive's limits bound. */
export const longestText = 50_000_000

/** Collects parts and facts of one file; empty parts are not kept. */
export class Collector {
  readonly parts: FilePart[] = []
  readonly facts: FileFact[] = []
  private characters = 0

  part(where: string, place: Place, text: string): void {
    if (!text.trim()) return
    this.characters += text.length
    if (this.characters > longestText) throw new RefusedFile('bomb')
    for (let at = 0; at < text.length; at += longestPart) this.parts.push({ where, place, text: text.slice(at, at + longestPart) })
  }

  fact(kind: string, family: ScreeningFamily, action: Action, where: string, zh: string, value?: string): void {
    this.facts.push({ kind, family, action, where, zh, ...(value === undefined ? {} : { value: value.slice(0, 500) }) })
  }
}
