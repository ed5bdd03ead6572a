import { Tooltip } from 'antd'
import type { RoadMark, Summary } from '#core/api/schema/common'
import { useDirectory } from './names.tsx'
import { timeZh } from './time.tsx'

type State = RoadMark['state']

const stateZh: Record<State, string> = {
  done: '已通过',
  here: '正在办理',
  void: '已作废',
  'to-come': '未到',
  returned: '已退回',
}

/** ● done, ◉ here, ✕ void, ○ to come, and an arrow back for returned; drawn, so that every system shows the same. */
function Sign({ state }: { state: State }) {
  const ring = <circle cx="7" cy="7" r="5" fill="none" stroke="currentColor" strokeWidth="1.3" />
  const drawn: Record<State, React.ReactNode> = {
    done: <circle cx="7" cy="7" r="5.5" fill="currentColor" />,
    here: (
      <>
        {ring}
        <circle cx="7" cy="7" r="2.7" fill="currentColor" />
      </>
    ),
    void: <path d="m3 3 8 8m0-8-8 8" stroke="currentColor" strokeWidth="1.8" />,
    'to-come': ring,
    returned: (
      <path d="M6 3 2.5 6.5 6 10M3 6.5h6.5a2 2 0 0 1 2 2v3" fill="none" stroke="currentColor" strokeWidth="1.6" />
    ),
  }
  return (
    <svg className={`mark mark-${state}`} viewBox="0 0 14 14" aria-hidden>
      {drawn[state]}
    </svg>
  )
}

/** The road as small marks: done ●, here ◉, void ✕, returned ↩, to come ○, each with its name, person and time on hover. */
export function StageMarks({ road }: { road: readonly RoadMark[] }) {
  const names = useDirectory()
  const tell = (mark: RoadMark) => {
    const who = mark.by ? ` ${mark.principal ? `代${names.person(mark.principal)} ` : ''}${names.person(mark.by)}` : ''
    return `${mark.name}：${stateZh[mark.state]}${who}${mark.at ? ` ${timeZh(mark.at)}` : ''}`
  }
  return (
    <span className="marks" role="img" aria-label={`流程：${road.map(tell).join('；')}`}>
      {road.map(mark => (
        <Tooltip key={mark.stage} title={tell(mark)}>
          <span>
            <Sign state={mark.state} />
          </span>
        </Tooltip>
      ))}
    </span>
  )
}

/** The same for a row of a list, which knows only how many are behind. */
export function RowMarks({ row }: { row: Summary }) {
  if (row.roadLength === 0) return <span className="quiet">尚未提交</span>
  const states = Array.from({ length: row.roadLength }, (_, i): State => {
    if (i < row.passed) return 'done'
    if (i > row.passed) return 'to-come'
    return row.phase === 'returned'
      ? 'returned'
      : row.phase === 'reviewing' || row.phase === 'referred'
        ? 'here'
        : 'to-come'
  })
  const here = row.stageName ? `,${row.phase === 'returned' ? '退回于' : '现在'}${row.stageName}` : ''
  const words = `共 ${row.roadLength} 个环节，已通过 ${row.passed} 个${here}`
  return (
    <span className="marks" role="img" aria-label={words} title={words}>
      {states.map((state, i) => (
        <Sign key={i} state={state} />
      ))}
    </span>
  )
}
