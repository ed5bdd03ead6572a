import { z } from 'zod'
import { canonicalJson, pureSha256, type Sha256 } from '#core/article/canonical'

/** The `prev` of the first entry. */
export const GENESIS = '0'.repeat(64)

/**
 * 审计记录: one event as it is hashed. `body` is RFC 8785 JSON of exactly these keys; `h = SHA-256(0x00 ‖ utf8(body))`.
 * The shape is fixed from the first release: v format, log office log id, epoch (grows at a restore), seq without gaps,
 * ts UTC instant, actor, cmd idempotency key, act event type, obj `article:ID` or `office`, data the event, prev.
 */
export const EntryBody = z.strictObject({
  v: z.literal(1),
  log: z.string(),
  epoch: z.number().int().min(1),
  seq: z.number().int().min(1),
  ts: z.iso.datetime(),
  actor: z.strictObject({ uid: z.string(), key: z.string().optional() }),
  cmd: z.string(),
  act: z.string(),
  obj: z.string(),
  data: z.record(z.string(), z.unknown()),
  prev: z.string().regex(/^[0-9a-f]{64}$/),
})
export type EntryBody = z.infer<typeof EntryBody>

/** An entry as stored: the bytes, their hash, and room for the actor's signature over the hash. */
export type Entry = { seq: number; body: string; hash: string; signature: string | null }
export type Head = { seq: number; hash: string }

/** The body of a kept entry. */
export const bodyOf = (entry: Entry): EntryBody => JSON.parse(entry.body) as EntryBody

/** Hash of an entry's bytes: SHA-256(0x00 ‖ utf8(body)), the leaf hash of RFC 6962. */
export function entryHash(body: string, sha256: Sha256 = pureSha256): string {
  return sha256(`\0${body}`)
}

/** The entry that follows `head` in the chain. */
export function link(head: Head | null, rest: Omit<EntryBody, 'v' | 'seq' | 'prev'>, sha256: Sha256 = pureSha256): Entry {
  const body = canonicalJson({ ...rest, v: 1, seq: (head?.seq ?? 0) + 1, prev: head?.hash ?? GENESIS })
  return { seq: (head?.seq ?? 0) + 1, body, hash: entryHash(body, sha256), signature: null }
}

const ARTICLE_OBJECT = 'article:'
export const articleObject = (id: string): string => `${ARTICLE_OBJECT}${id}`
/** The article an entry's `obj` speaks of; null when it is none. */
export const articleOf = (obj: unknown): string | null =>
  typeof obj === 'string' && obj.startsWith(ARTICLE_OBJECT) ? obj.slice(ARTICLE_OBJECT.length) : null
export const OFFICE_OBJECT = 'office'
