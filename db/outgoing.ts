import type Database from 'better-sqlite3'
import type { Outgoing, Phase } from '#core/article/article'
import type { Content } from '#core/article/content'
import type { Texts } from '#db/texts'

/** Articles remembered: two small numbers each. */
const mostKnown = 20_000

/** On how many of its channels a released article has left. What it was signed off for stands in its text, which no longer changes: read once. */
export class OutgoingChannels {
  private readonly sent: Database.Statement<[string], number>
  private readonly texts: Texts
  private readonly meant = new Map<string, number>()

  constructor(sqlite: Database.Database, texts: Texts) {
    this.sent = sqlite.prepare<[string], number>('SELECT count(DISTINCT channel) FROM release WHERE article = ?').pluck()
    this.texts = texts
  }

  /** Null before anything has left. */
  of({ id, phase, hash }: { id: string; phase: Phase | string; hash: string }): Outgoing | null {
    return phase === 'released' ? { sent: this.sent.get(id)!, meant: this.meantFor(id, hash) } : null
  }

  private meantFor(id: string, hash: string): number {
    const known = this.meant.get(id)
    if (known !== undefined) return known
    const meant = this.channelsIn(id, hash)
    if (meant === null) return 0
    if (this.meant.size >= mostKnown) this.meant.clear()
    this.meant.set(id, meant)
    return meant
  }

  /** A text that a broken disk no longer gives back must not take the lists with it: whoever opens it is told. */
  private channelsIn(id: string, hash: string): number | null {
    try {
      const bytes = this.texts.read(id, hash)
      return bytes && Object.keys((JSON.parse(bytes.toString('utf8')) as { content: Content }).content.channels).length
    } catch {
      return null
    }
  }
}
