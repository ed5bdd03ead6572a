import { Tooltip } from 'antd'
import type { RoadMark, Summary } from '#core/api/schema/common'
import { useDirectory } from './names.tsx'
import { timeZh } from './time.tsx'

type State = RoadMark['state']

const stateZh: Record<State, string> = { done: '已通过', here: '正在办理', void: '已作废', 'to-come': '未到', returned: '已退回' }
const signs: Record<State, string> = { done: '●', here: '◉', void: '✕', 'to-come': '○', returned: '↩' }

/** The road as small marks: done ●, here ◉, void ✕, returned ↩, to come ○, each with its name, person and time on hover. */
export function StageMarks({ road }: { road: readonly RoadMark[] }) {
  const names = useDirectory()
  const tell = (mark: RoadMark) => {
    const who = mark.by ? ` ${mark.principal ? `代${names.person(mark.principal)} ` : ''}${names.person(mark.by)}` : ''
    return `${mark.name}:${stateZh[mark.state]}${who}${mark.at ? ` ${timeZh(mark.at)}` : ''}`
  }
  return (
    <span className="marks" role="img" aria-label={`流程:${road.map(tell).join(';')}`}>
      {road.map(mark => (
        <Tooltip key={mark.stage} title={tell(mark)}>
          <span className={`mark mark-${mark.state}`}>{signs[mark.state]}</span>
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
    return row.phase === 'returned' ? 'returned' : row.phase === 'reviewing' || row.phase === 'referred' ? 'here' : 'to-come'
  })
  const here = row.stageName ? `,${row.phase === 'returned' ? '退回于' : '现在'}${row.stageName}` : ''
  const words = `共 ${row.roadLength} 个环节,已通过 ${row.passed} 个${here}`
  return (
    <Tooltip title={words}>
      <span className="marks" role="img" aria-label={words}>
        {states.map((state, i) => (
          <span key={i} className={`mark mark-${state}`}>
            {signs[state]}
          </span>
        ))}
      </span>
    </Tooltip>
  )
}
