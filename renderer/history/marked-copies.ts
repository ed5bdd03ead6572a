import type { Output } from '#core/api/contract'

type History = Output<'history.timeline'>

/** The text before and after one act: what its 花脸稿 is made of, today as on the day. Where both are the same nothing was changed. */
export type MarkedCopy = { from: string; to: string; name: string; by: string; at: string }

/** Every pass, and every time an author handed in another text, oldest first. */
export function markedCopies({ items, passes }: Pick<History, 'items' | 'passes'>): MarkedCopy[] {
  const copies: MarkedCopy[] = passes.map(({ received, released, stageName, run, by, at }) => ({ from: received, to: released, name: `第 ${run} 轮 ${stageName}`, by, at }))
  let last: string | null = null
  for (const { type, hash, run, by, at } of items) {
    if (hash === null) continue
    const handedIn = type === 'article-submitted' || type === 'article-resubmitted'
    if (handedIn && last !== null && last !== hash) copies.push({ from: last, to: hash, name: `第 ${run ?? 1} 轮 作者修改后${type === 'article-submitted' ? '重新' : '再次'}提交`, by, at })
    if (handedIn || type === 'stage-passed') last = hash
  }
  return copies.sort((x, y) => (x.at < y.at ? -1 : x.at > y.at ? 1 : 0))
}

/** The act between two texts, when there is one: what a printed copy is called. */
export const copyOf = (history: Pick<History, 'items' | 'passes'>, from: string, to: string): MarkedCopy | undefined =>
  markedCopies(history).findLast(copy => copy.from === from && copy.to === to)
