import { bodyOf, type EntryBody } from '#core/audit/entry'
import type { EntryFilter, Store } from '#core/store'

/** Entries read at a time. */
const pageLength = 100

/** What the entries that fit say, newest first, read a page at a time: whoever has found enough stops. */
export async function* bodiesOf(store: Store, filter: Omit<EntryFilter, 'before' | 'limit'>): AsyncGenerator<EntryBody> {
  for (let before: number | undefined; ; ) {
    const { entries } = await store.entries({ ...filter, limit: pageLength, ...(before !== undefined && { before }) })
    yield* entries.map(bodyOf)
    if (entries.length < pageLength) return
    before = entries.at(-1)!.seq
  }
}
