import type { ArticleEvent } from '#core/article/events'

/** What happened to an article, as the chain says it. */
export type Happened = { seq: number; by: string; at: string; event: ArticleEvent }

/** How many characters of entries are held at most: an office of some ten thousand articles whole. */
const most = 32_000_000

/**
 * What the walk of the chain read of each article, for the folding that follows, so that an entry is read once. There is room for so much;
 * of an article that finds none, or one of whose entries is not as it should be, only the id is kept, and its entries are read again.
 */
export class Held {
  /** By article, in the order of `seq`; null: read them again. */
  private readonly articles = new Map<string, { all: Happened[]; size: number } | null>()
  private room: number

  constructor(room = most) {
    this.room = room
  }

  take(article: string, one: Happened, size: number): void {
    const held = this.articles.get(article)
    if (held === null) return
    if (size > this.room) return this.leave(article)
    this.room -= size
    if (held) {
      held.all.push(one)
      held.size += size
    } else this.articles.set(article, { all: [one], size })
  }

  /** Keeps nothing of the article but that it is there. */
  leave(article: string): void {
    this.room += this.articles.get(article)?.size ?? 0
    this.articles.set(article, null)
  }

  /** Every article the chain speaks of, in order. */
  ids(): string[] {
    return [...this.articles.keys()].sort()
  }

  /** Hands out what is held of an article, once; null when its entries must be read again. */
  of(article: string): Happened[] | null {
    const held = this.articles.get(article)
    if (!held) return null
    this.articles.set(article, null)
    return held.all
  }
}
