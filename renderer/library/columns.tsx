import type { TableColumnType, TableProps } from 'antd'
import { Link } from 'react-router'
import type { Summary } from '#core/api/schema/common'
import { pathOf } from '../ui/links.ts'
import { PersonName, useDirectory } from '../ui/names.tsx'
import { RowMarks } from '../ui/stage-marks.tsx'
import { GradeTag, KindTag, PhaseTag, UrgentTag } from '../ui/tags.tsx'
import { DueTime, Moment } from '../ui/time.tsx'

export type Sort = 'updated' | 'due' | 'title'
export type View = { sort: Sort; descending: boolean; text: string; me: string; scale: number }

type Column = { zh: string; width: number; sort?: Sort; cell(row: Summary, view: View): React.ReactNode }

/** The columns of the library by name. Widths in px at ordinary type size. */
export const library = {
  title: { zh: '标题', width: 300, sort: 'title', cell: (row, view) => <Title row={row} view={view} /> },
  phase: { zh: '状态', width: 112, cell: row => <PhaseTag phase={row.phase} stage={row.stageName} channels={row.channels} /> },
  road: { zh: '进度', width: 152, cell: row => <RowMarks row={row} /> },
  due: {
    zh: '期限',
    width: 136,
    sort: 'due',
    cell: row => (row.due ? <DueTime due={row.due} /> : <span className="quiet">—</span>),
  },
  author: { zh: '作者', width: 80, cell: row => <PersonName id={row.author} /> },
  section: { zh: '科室', width: 120, cell: row => <SectionName id={row.section} /> },
  holder: {
    zh: '现办理人',
    width: 100,
    cell: row => (row.holder ? <PersonName id={row.holder} /> : <span className="quiet">—</span>),
  },
  kind: { zh: '体裁', width: 100, cell: row => <KindTag kind={row.kind} /> },
  grade: { zh: '级别', width: 88, cell: row => <GradeTag grade={row.grade} /> },
  number: { zh: '文号', width: 180, cell: row => row.documentNumber || <span className="quiet">—</span> },
  updated: { zh: '更新时间', width: 148, sort: 'updated', cell: row => <Moment at={row.updatedAt} /> },
} satisfies Record<string, Column>
export type ColumnName = keyof typeof library
export const columnNames = Object.keys(library) as ColumnName[]

/** Ant Design columns for the names a person chose, in their order. */
export const columnsOf = (names: readonly ColumnName[], view: View): TableColumnType<Summary>[] =>
  names.map(name => {
    const { zh, width, sort, cell }: Column = library[name]
    return {
      key: name,
      title: zh,
      width: width * view.scale,
      ellipsis: true,
      ...(sort
        ? {
            sorter: true,
            sortOrder: view.sort === sort ? (view.descending ? 'descend' : 'ascend') : null,
            showSorterTooltip: false,
          }
        : {}),
      render: (_: unknown, row: Summary) => cell(row, view),
    }
  })

/** The order a click on a heading asks for; none is the newest first. */
export function sortOf(sorter: Parameters<NonNullable<TableProps<Summary>['onChange']>>[2]): {
  sort: Sort
  descending: boolean
} {
  const one = Array.isArray(sorter) ? sorter[0] : sorter
  const column: Column | undefined = one?.order ? library[one.columnKey as ColumnName] : undefined
  return column?.sort
    ? { sort: column.sort, descending: one?.order === 'descend' }
    : { sort: 'updated', descending: true }
}

function Title({ row, view }: { row: Summary; view: View }) {
  return (
    <span className="row-title">
      {row.urgent && <UrgentTag />}
      <Link to={pathOf(row, view.me)} className="ellipsis" title={row.title}>
        <Marked text={row.title || '（无标题）'} words={view.text} />
      </Link>
    </span>
  )
}

/** The words searched for, marked in a title. */
function Marked({ text, words }: { text: string; words: string }) {
  const at = words ? text.indexOf(words) : -1
  if (at < 0) return text
  return (
    <>
      {text.slice(0, at)}
      <mark>{words}</mark>
      {text.slice(at + words.length)}
    </>
  )
}

const SectionName = ({ id }: { id: string }) => <>{useDirectory().section(id)}</>
