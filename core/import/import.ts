import type { Body } from '#core/article/content'

/** What an import left out, by kind with a count, and what the person should know. Every line is Chinese and is shown as it is. */
export type ImportReport = { dropped: { what: string; count: number }[]; notes: string[] }

/** A pasted or imported text in the closed schema. `title` is a suggestion; the body still holds the line it was seen in. */
export type ImportedText = { body: Body; title?: string; report: ImportReport }

/** A file turned into an article: the title is taken out of the body, pictures are by digest with their bytes in `files`. */
export type Imported = {
  title: string
  /** Only a file of this product's own says which line is the subtitle. */
  subtitle?: string
  body: Body
  files: ImportedFile[]
  report: ImportReport
  /** Publication metadata read off the text, for the author to confirm. */
  hints: ImportHints
}

/** The bytes of a picture found in a file; `digest` is their SHA-256 and is what the body's image node names. */
export type ImportedFile = { digest: string; bytes: Uint8Array; mediaType: string; name: string }

/** Only what stands literally in the text; a field that was not seen is missing. */
export type ImportHints = { documentNumber?: string; formedOn?: string; issuer?: string }

/** Why a file could not be taken in: one sentence that says what to do. */
export type ImportRefusal = { code: 'import-refused'; zh: string }

/** Counts what an import drops and collects its notes, each once. */
export class Tally {
  private counts = new Map<string, number>()
  private said = new Set<string>()

  drop(what: string, count = 1) {
    if (count > 0) this.counts.set(what, (this.counts.get(what) ?? 0) + count)
  }

  note(zh: string) {
    this.said.add(zh)
  }

  report(): ImportReport {
    return { dropped: [...this.counts].map(([what, count]) => ({ what, count })), notes: [...this.said] }
  }
}
