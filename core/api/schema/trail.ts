import { z } from 'zod'
import { command, hash, id, instant, key, may, page, query, Summary } from '#core/api/schema/common'

const channel = z.enum(['website', 'wechat'])
const Checkpoint = z.object({ size: z.number().int(), root: hash, head: hash, text: z.string() })

/** 发布. */
export const releaseCalls = {
  /** What may be released now, and what has been. */
  'release.list': query(z.object({ limit: z.number().int().min(1).max(200), offset: z.number().int().min(0).optional() }), page),
  /** The very output, only for a cleared article (RULEBOOK 5). */
  'release.preview': query(
    z.object({ id, channel }),
    z.object({
      html: z.string(),
      gauges: z.array(z.object({ name: z.string(), value: z.number(), limit: z.number().nullable(), basis: z.string() })),
      hash,
      /** Pictures shown by the page: path in the package → digest. */
      images: z.record(z.string(), hash),
    }),
  ),
  /** The package as a zip. Recomputes the hash of what it writes; records the release. */
  'release.export': command(
    z.object({ key, id, channel, saw: hash }),
    z.object({ release: id, name: z.string(), base64: z.string(), manifest: z.string() }),
  ),
  /** When each of these articles left for the first time, on whichever channel; one that never left is not in the answer. */
  'release.firsts': query(z.object({ ids: z.array(id).max(200) }), z.object({ items: z.array(z.object({ id, at: instant })) })),
  'release.states': query(
    z.object({ id }),
    z.object({
      summary: Summary,
      channels: z.array(z.object({ channel, name: z.string(), meant: z.boolean(), release: z.object({ id, by: z.string(), at: instant, manifest: hash }).nullable(), may: may('export', 'preview') })),
    }),
  ),
}

/** What entries are looked for by: person, act, article, days in Asia/Shanghai, words of the article. */
const TrailFilter = z.object({
  by: z.string().optional(),
  type: z.string().optional(),
  article: z.string().optional(),
  from: z.iso.date().optional(),
  to: z.iso.date().optional(),
  text: z.string().max(100).optional(),
})

/** 审计. */
export const auditCalls = {
  'audit.search': query(
    TrailFilter.extend({ before: z.number().int().optional(), limit: z.number().int().min(1).max(500) }),
    z.object({
      entries: z.array(z.object({ seq: z.number().int(), at: instant, by: z.string(), type: z.string(), article: z.string().nullable(), title: z.string().nullable(), sentence: z.string(), hash })),
      total: z.number().int(),
      /** Only so many of the newest articles holding the words looked for were gone through; absent when all were. */
      newestArticles: z.number().int().optional(),
    }),
  ),
  /**
   * Says that the entries found are taken away as a table, which goes on the trail itself (RULEBOOK 8); the screen then reads them with
   * `audit.search` behind `before`. `total`: how many there are.
   */
  'audit.export': command(TrailFilter.extend({ key }), z.object({ total: z.number().int(), before: z.number().int() })),
  /** The end of the trail, for whoever prints a 审签单: a checkpoint that leaves the machine (RULEBOOK 8). */
  'audit.head': query(z.object({}), z.object({ seq: z.number().int(), hash })),
  'audit.entry': query(z.object({ seq: z.number().int().min(1) }), z.object({ body: z.string(), hash })),
  /** Starts 校验全库 in the background; ask `audit.progress` for how far it is. */
  'audit.verify': command(z.object({ key, checkpoint: z.string().max(10_000).optional() }), z.object({ job: id })),
  'audit.progress': query(
    z.object({ job: id }),
    z.object({
      done: z.number(),
      total: z.number(),
      report: z
        .object({
          whole: z.boolean(),
          /** Integrity and completeness, said separately, each one sentence. */
          integrity: z.object({ ok: z.boolean(), sentence: z.string() }),
          completeness: z.object({ ok: z.boolean().nullable(), sentence: z.string() }),
          failures: z.array(z.object({ kind: z.string(), seq: z.number().int().nullable(), table: z.string().nullable(), row: z.string().nullable(), column: z.string().nullable(), sentence: z.string() })),
          entries: z.number().int(),
          articles: z.number().int(),
          revisions: z.number().int(),
          head: z.object({ seq: z.number().int(), hash: z.string() }),
          at: instant,
          seconds: z.number(),
        })
        .nullable(),
      error: z.string().nullable(),
    }),
  ),
  'audit.cancel': command(z.object({ job: id }), z.object({})),
  'audit.checkpoint': command(z.object({ key }), Checkpoint),
}
