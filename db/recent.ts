/** The last `most` things asked for, by key; the one not asked for longest goes first. */
export class Recent<T> {
  private readonly kept = new Map<string, T>()
  private readonly most: number

  constructor(most: number) {
    this.most = most
  }

  get(key: string): T | undefined {
    const held = this.kept.get(key)
    if (held === undefined) return undefined
    this.kept.delete(key)
    this.kept.set(key, held)
    return held
  }

  set(key: string, held: T): void {
    this.kept.delete(key)
    this.kept.set(key, held)
    if (this.kept.size > this.most) this.kept.delete(this.kept.keys().next().value!)
  }
}

/** Plain data that nobody can change any more, to its last part. */
export function frozen<T>(value: T): T {
  if (value === null || typeof value !== 'object') return value
  for (const part of Object.values(value)) if (part !== null && typeof part === 'object') frozen(part)
  return Object.freeze(value)
}
