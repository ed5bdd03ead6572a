import type Database from 'better-sqlite3'

/**
 * Entries are looked for by person, act and time in a table of their own, which takes in this many at once: every index costs a
 * command a page of the disk, and a batch shares its pages. The last few, not taken in yet, are read one by one.
 * A database keeps to this number: verification expects every full batch and nothing beside.
 */
export const factsAtOnce = 32

/** The data version that brought the table: a file of an earlier one may be verified too, as it is. */
const firstVersion = 6
const columns = 'seq, act, actor, ts, obj'
/** Takes the entries of a batch in, whose last is given. */
export const takeInQuery = `INSERT INTO entryFact (${columns}) SELECT ${columns} FROM entry WHERE seq > @last - ${factsAtOnce} AND seq <= @last`

const notTakenIn = '(SELECT coalesce(max(seq), 0) FROM entryFact)'
/** The entries that fit, as two branches to be brought together: those taken in, and the last few. `by` may name the index of the first. */
export const foundBranches = (selected: string, where: string, by = ''): [string, string] => [
  `SELECT ${selected} FROM entryFact ${by} WHERE ${where}`,
  `SELECT ${selected} FROM entry WHERE seq > ${notTakenIn} AND ${where}`,
]

/** Entries looked at in one step of verification. */
const lookedAtOnce = 1000

/** Entries that person, act or time would not lead to, or lead to wrongly: how many, in steps between which others may go on. */
export function* unfound(sqlite: Database.Database): Generator<string | null> {
  if (Number(sqlite.pragma('user_version', { simple: true })) < firstVersion) return
  const last = sqlite.prepare<[], number>('SELECT coalesce(max(seq), 0) FROM entry').pluck().get()!
  const full = last - (last % factsAtOnce)
  const differ = ['act', 'actor', 'ts', 'obj'].map(column => `fact.${column} IS NOT entry.${column}`).join(' OR ')
  const wrongIn = sqlite
    .prepare<[number, number], number>(`SELECT count(*) FROM entry LEFT JOIN entryFact fact USING (seq) WHERE entry.seq > ? AND entry.seq <= ? AND (fact.seq IS NULL OR ${differ})`)
    .pluck()
  let wrong = sqlite.prepare<[number], number>('SELECT count(*) FROM entryFact WHERE seq < 1 OR seq > ?').pluck().get(full)!
  for (let from = 0; from < full; from += lookedAtOnce) {
    wrong += wrongIn.get(from, Math.min(from + lookedAtOnce, full))!
    yield null
  }
  if (wrong > 0) yield `审计记录查找表与审计记录不符：按人员、动作、时间查找会漏掉或错列 ${wrong} 条。`
}
