import { canonicalJson } from '#core/article/canonical'

/** One thing a form holds: what it is called, how it is read, shown and put into the form from another state of the same form. */
export type Piece<T> = {
  key: string
  zh: string
  of(whole: T): unknown
  put(whole: T, from: T): T
  /** In words; `read` is what both sides began from, for lists that are best told by their difference. */
  show(whole: T, read: T): string
  /** Kept as the other saved it: the form has no field for it, but whoever saves the form must know. */
  fixed?: true
  /** Both sides in one, where neither excludes the other. */
  join?(all: Three<T>): T
}
/** What a form had read, what somebody else saved meanwhile, and what is typed here. */
export type Three<T> = { read: T; theirs: T; mine: T }
/**
 * What was saved meanwhile, of one thing. `taken`: nothing was typed here, theirs stands in the form now; `joined`: both stand;
 * `mine`: both differ, what was typed stands and theirs may be taken instead. `typed`: something was changed here at all.
 */
export type Row<T> = { piece: Piece<T>; state: 'taken' | 'joined' | 'mine'; theirs: string; mine: string; typed: boolean }

const same = (a: unknown, b: unknown): boolean => canonicalJson(a ?? null) === canonicalJson(b ?? null)

/** Puts what somebody else saved meanwhile and what is typed here together, so that nothing typed is lost and all of theirs is seen. */
export function apart<T>(pieces: readonly Piece<T>[], { read, theirs, mine }: Three<T>): { whole: T; rows: Row<T>[] } {
  let whole = mine
  const rows: Row<T>[] = []
  for (const piece of pieces) {
    const [was, other, own] = [read, theirs, mine].map(one => piece.of(one))
    if (same(was, other) || same(other, own)) continue
    const typed = !same(was, own)
    const words = { piece, theirs: piece.show(theirs, read), mine: piece.show(mine, read), typed }
    if (!typed) {
      whole = piece.put(whole, theirs)
      rows.push({ ...words, state: 'taken' })
    } else if (piece.join) {
      whole = piece.put(whole, piece.join({ read, theirs, mine }))
      rows.push({ ...words, state: 'joined' })
    } else rows.push({ ...words, state: 'mine' })
  }
  return { whole, rows }
}

const empty = '（空）'
/** As people read it; nothing is said to be empty. */
export const words = (value: unknown): string => (value === undefined || value === null || value === '' ? empty : String(value))

/** A field that holds one value. */
export const field = <T, K extends keyof T & string>(key: K, zh: string, show: (value: T[K]) => string = words): Piece<T> => ({
  key,
  zh,
  of: whole => whole[key],
  put: (whole, from) => ({ ...whole, [key]: from[key] }),
  show: whole => show(whole[key]),
})

/** A list of words without order: what either side added or took out is done to both. */
export function listField<T, K extends keyof T & string>(key: K, zh: string, list: { of(value: T[K]): readonly string[]; back(items: string[]): T[K]; name?(item: string): string }): Piece<T> {
  const { of, back, name = item => item } = list
  return {
    ...field<T, K>(key, zh),
    show: (whole, read) => differenceZh(of(read[key]).map(name), of(whole[key]).map(name)),
    join: ({ read, theirs, mine }) => ({ ...mine, [key]: back(joined(of(read[key]), of(theirs[key]), of(mine[key]))) }),
  }
}

/** Theirs, with what was added here added and what was taken out here gone. */
export function joined<I>(read: readonly I[], theirs: readonly I[], mine: readonly I[]): I[] {
  const kept = theirs.filter(item => mine.includes(item) || !read.includes(item))
  return [...kept, ...mine.filter(item => !read.includes(item) && !theirs.includes(item))]
}

/** Most entries of a difference that are named. */
const named = 6

function differenceZh(read: readonly string[], now: readonly string[]): string {
  const told = (verb: string, items: readonly string[]) =>
    items.length ? `${verb}${items.slice(0, named).map(item => `“${item}”`).join('、')}${items.length > named ? `等 ${items.length} 条` : ''}` : ''
  const [before, after] = [new Set(read), new Set(now)]
  const parts = [told('增加', now.filter(item => !before.has(item))), told('去掉', read.filter(item => !after.has(item)))].filter(Boolean)
  return parts.join('；') || '只有次序不同'
}
