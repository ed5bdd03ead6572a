import { LockOutlined, PlusOutlined } from '@ant-design/icons'
import { Tooltip } from 'antd'
import { Fragment } from 'react'
import { roleZh } from '#core/people/roles'
import type { Stage } from '#core/workflow/stages'

type Props = {
  stages: readonly Stage[]
  chosen?: string | undefined
  onChoose?: (id: string) => void
  onInsert?: (at: number) => void
}

/** The road drawn: one box a stage, a lock on those the floor demands, and – while editing – a place to add between them. */
export function Road({ stages, chosen, onChoose, onInsert }: Props) {
  return (
    <ol className="road">
      {stages.map((stage, i) => (
        <Fragment key={stage.id}>
          {onInsert && (
            <li className="road-gap">
              <Tooltip title={`在“${stage.name}”之前加设环节`}>
                <button type="button" aria-label={`在“${stage.name}”之前加设环节`} onClick={() => onInsert(i)}>
                  <PlusOutlined />
                </button>
              </Tooltip>
            </li>
          )}
          <li className="road-stop">
            {onChoose ? (
              <button type="button" aria-pressed={stage.id === chosen} onClick={() => onChoose(stage.id)}>
                <Stop stage={stage} n={i + 1} />
              </button>
            ) : (
              <div>
                <Stop stage={stage} n={i + 1} />
              </div>
            )}
          </li>
        </Fragment>
      ))}
    </ol>
  )
}

const Stop = ({ stage, n }: { stage: Stage; n: number }) => (
  <>
    <strong>
      {n}. {stage.name} {stage.kind !== 'added' && <LockOutlined aria-label="规定环节" className="lock" />}
    </strong>
    <span>{roleZh[stage.role]}</span>
    <span>
      {stage.hours} 小时{stage.ownSection ? ' · 本科室' : ''}
    </span>
  </>
)
