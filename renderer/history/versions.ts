import type { Output } from '#core/api/contract'

type History = Output<'history.timeline'>

/** A text that was kept: the act that made it, its number in order, and by whom. */
export type Version = { hash: string; name: string; n: number; by: string; at: string; seq: number }

const makers = new Set(['article-created', 'revision-saved', 'stage-passed'])

/** Every kept text once, oldest first, by the act that first made it. */
export function versionsOf({ items }: History): Version[] {
  const seen = new Set<string>()
  const versions: Version[] = []
  for (const { hash, type, by, at, seq } of items) {
    if (hash === null || seen.has(hash) || !makers.has(type)) continue
    seen.add(hash)
    versions.push({ hash, n: versions.length + 1, name: `第 ${versions.length + 1} 版`, by, at, seq })
  }
  return versions
}
