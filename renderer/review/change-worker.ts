import { compare, type Change } from '#core/article/change'
import type { Content } from '#core/article/content'

/** What typing is compared with; then every text as it stands. */
export type ChangeRequest = { received: Content; names: readonly string[] } | { n: number; content: Content }
export type ChangeReply = { n: number; change: Change }

let before: { received: Content; names: readonly string[] } | null = null

self.onmessage = ({ data }: MessageEvent<ChangeRequest>) => {
  if ('received' in data) before = data
  else if (before) self.postMessage({ n: data.n, change: compare(before.received, data.content, before.names) } satisfies ChangeReply)
}
