import type { Input, Output } from '#core/api/contract'
import { eventZh } from '#core/audit/sentences.zh'
import { ask } from '../api.ts'
import type { Directory } from '../ui/names.tsx'
import { timeZh } from '../ui/time.tsx'

export type TrailFilter = Omit<Input<'audit.export'>, 'key'>

const head = ['序号', '时间', '人员', '事项', '稿件', '记录', '校验值']
const pageSize = 500

/** The entries that fit as rows of a table, newest first below the heading. `recorded` puts on the trail that they are taken away, before the first is read. */
export async function trailRows(
  filter: TrailFilter, recorded: () => Promise<Output<'audit.export'>>, names: Directory,
  told: (done: number, total: number) => void, stop: AbortSignal,
): Promise<string[][]> {
  const { total, before: end } = await recorded()
  const rows: string[][] = []
  for (let before: number | undefined = end; before !== undefined; ) {
    stop.throwIfAborted()
    const { entries }: Output<'audit.search'> = await ask('audit.search', { ...filter, before, limit: pageSize })
    rows.push(...entries.map(({ seq, at, by, type, title, sentence, hash }) =>
      [String(seq), timeZh(at), by === 'system' ? '系统' : names.person(by), eventZh[type as keyof typeof eventZh] ?? '其他', title ?? '', sentence, hash])) // prettier-ignore
    told(rows.length, total)
    before = entries.length === pageSize ? entries.at(-1)!.seq : undefined
  }
  return [head, ...rows]
}
