import { canonicalJson } from '#core/article/canonical'
import { tidyEntry } from '#core/office/decide-lexicon'
import { keyOf, type Lexicon, type LexiconEntry, type LexiconList } from '#core/office/lexicon'

type Column = { zh: string; field: string; kind: 'text' | 'words' | 'day' | 'number' | 'level' }
const text = (zh: string, field: string): Column => ({ zh, field, kind: 'text' })
const words = (zh: string, field: string): Column => ({ zh, field, kind: 'words' })
const day = (zh: string, field: string): Column => ({ zh, field, kind: 'day' })

const wordColumns = [text('词语', 'word'), text('建议改为', 'instead'), text('理由', 'reason'), text('类别', 'category'), { zh: '级别', field: 'level', kind: 'level' }, words('例外', 'except')] satisfies Column[]

/** The columns of each list in a file, in their order; the first is what an entry cannot do without. */
export const listColumns: Record<LexiconList, readonly Column[]> = {
  names: [text('姓名或专名', '')],
  leaders: [text('姓名', 'name'), text('职务', 'title'), words('职务的其他写法', 'aliases'), day('任职起', 'from'), day('任职止', 'to'), { zh: '排序', field: 'order', kind: 'number' }],
  organisations: [text('全称', 'name'), words('简称', 'short'), words('曾用名', 'former'), day('更名日期', 'renamed')],
  expressions: [text('正确写法', 'right'), words('错误写法', 'wrong'), day('起用日期', 'from'), day('停用日期', 'to'), text('依据', 'basis')],
  banned: wordColumns,
  careful: wordColumns,
  exceptions: [text('词语', '')],
  friendlyRegions: [text('地名', '')],
}

/** What separates several words in one cell; 、 is part of many titles. */
const between = '；'
const levels = { error: '错误', warning: '警告', info: '提示' } as const

/** A list as a table with its headings, as it is exported and can be imported again. */
export function tableOf(list: LexiconList, entries: readonly LexiconEntry[]): string[][] {
  const columns = listColumns[list]
  return [columns.map(column => column.zh), ...entries.map(entry => columns.map(column => cellOf(column, entry)))]
}

function cellOf({ field, kind }: Column, entry: LexiconEntry): string {
  if (typeof entry === 'string') return entry
  const held = (entry as Record<string, unknown>)[field]
  if (held === undefined) return ''
  if (kind === 'words') return (held as string[]).join(between)
  return kind === 'level' ? levels[held as keyof typeof levels] : String(held)
}

/** One line of a file on its way in: what it would do, and why not. `line` counts from 1 as a spreadsheet does. */
export type ImportLine = { line: number; act: 'add' | 'change' | 'same' | 'refused'; term: string; zh: string; entry: LexiconEntry | null }

/** What each line of a table would do to a list. A first line of headings says which column is which; without one they stand in their order. */
export function previewTable(lexicon: Lexicon, list: LexiconList, rows: readonly (readonly string[])[]): ImportLine[] {
  const headings = headingsOf(list, rows[0] ?? [])
  const columns = headings ?? [...listColumns[list]]
  const seen = new Set<string>()
  return rows.flatMap((cells, i): ImportLine[] => {
    if ((headings && i === 0) || cells.every(cell => cell.trim() === '')) return []
    const line = i + 1
    const shown = cells.find(cell => cell.trim() !== '')!.trim().slice(0, 60)
    const kept = tidyEntry(list, entryOf(list, columns, cells))
    if ('zh' in kept) return [{ line, act: 'refused', term: shown, zh: faultZh(list, columns, cells, kept.zh), entry: null }]
    const { entry } = kept
    const key = keyOf(entry)
    if (seen.has(key)) return [{ line, act: 'refused', term: key, zh: '与前面的一行重复', entry: null }]
    seen.add(key)
    const held = lexicon.lists[list].get(key)
    const act = held === undefined ? 'add' : canonicalJson(held) === canonicalJson(entry) ? 'same' : 'change'
    return [{ line, act, term: key, zh: '', entry }]
  })
}

function headingsOf(list: LexiconList, first: readonly string[]): (Column | null)[] | null {
  const known = new Map(listColumns[list].map(column => [column.zh, column]))
  const found = first.map(cell => known.get(cell.trim()) ?? null)
  return found.includes(listColumns[list][0]!) ? found : null
}

function entryOf(list: LexiconList, columns: readonly (Column | null)[], cells: readonly string[]): unknown {
  const read = columns.flatMap((column, i) => {
    const cell = plain(cells[i] ?? '')
    return column && cell !== '' ? [[column, cell] as const] : []
  })
  if (listColumns[list][0]!.field === '') return read[0]?.[1] ?? ''
  return Object.fromEntries(read.map(([column, cell]) => [column.field, valueOf(column, cell)]))
}

/** An apostrophe that kept a spreadsheet from taking a word for a formula is no part of the word. */
const plain = (cell: string): string => cell.trim().replace(/^'(?=[=+\-@])/, '')

function valueOf({ kind }: Column, cell: string): unknown {
  switch (kind) {
    case 'words': return cell.split(/[；;|\n]/)
    case 'day': return isoDay(cell)
    case 'number': return Number(cell)
    case 'level': return Object.entries(levels).find(([, zh]) => zh === cell)?.[0] ?? cell
    case 'text': return cell
  }
}

/** 2022/1/1, 2022年1月1日, 2022.1.1 and a spreadsheet's day number as an ISO date; anything else as it stands. */
function isoDay(cell: string): string {
  const parts = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/.exec(cell)
  if (parts) return `${parts[1]}-${parts[2]!.padStart(2, '0')}-${parts[3]!.padStart(2, '0')}`
  return /^\d{5}$/.test(cell) ? new Date((Number(cell) - 25_569) * 86_400_000).toISOString().slice(0, 10) : cell
}

function faultZh(list: LexiconList, columns: readonly (Column | null)[], cells: readonly string[], zh: string): string {
  const cellOfKind = (kind: Column['kind'], good: RegExp) =>
    columns.find((column, i) => column?.kind === kind && cells[i]?.trim() && !good.test(String(valueOf(column, plain(cells[i]!)))))
  const date = cellOfKind('day', /^\d{4}-\d{2}-\d{2}$/)
  if (date) return `“${date.zh}”应写成 2026-10-01`
  const order = cellOfKind('number', /^[1-9]\d*$/)
  if (order) return `“${order.zh}”应为正整数`
  const level = cellOfKind('level', /^(error|warning|info)$/)
  if (level) return `“${level.zh}”应为错误、警告或提示`
  const missing = listColumns[list].filter(column => !columns.some((c, i) => c === column && cells[i]?.trim())).slice(0, list === 'leaders' ? 2 : 1)
  const needed = missing.filter(column => listColumns[list].indexOf(column) < (list === 'leaders' ? 2 : 1))
  if (needed.length) return `缺少${needed.map(column => `“${column.zh}”`).join('、')}`
  return /\p{Script=Han}/u.test(zh) ? zh : '过短、过长或不符合格式'
}
