import { Alert, Button } from 'antd'
import { useEffect, useId, useRef } from 'react'
import { refusalZh } from '#core/refusals.zh'
import { Refused } from '../api.ts'
import { useDirectory } from '../ui/names.tsx'
import { SentError } from '../ui/states.tsx'
import type { Row } from './apart.ts'
import type { Met } from './meanwhile.ts'

const standsZh = { taken: '用对方的', joined: '两边都保留', mine: '用这里的' } as const

/** Above a form that was sent: what somebody else saved meanwhile, beside what is typed in it, or whatever else the office said no to. */
export function MeanwhileNote<S, T>({ of: { note, take }, error }: { of: Met<S, T>; error: unknown }) {
  const names = useDirectory()
  const met = error instanceof Refused && error.refusal.code === 'saved-meanwhile'
  const shown = met && note !== null
  const place = useRef<HTMLDivElement>(null)
  // the button that was pressed may be a screen further down
  useEffect(() => {
    if (shown) place.current?.scrollIntoView({ block: 'nearest' })
  }, [shown])
  if (!shown) return <SentError error={error} />
  const { rows, gone } = note
  return (
    <div ref={place}>
      <Alert
        className="page-alert"
        type="warning"
        showIcon
        role="alert"
        title={refusalZh(note.refusal, names)}
        description={
          rows.length > 0 ? (
            <div className="meanwhile-room">
              <table className="meanwhile">
                <thead>
                  <tr>
                    <th scope="col">有改动的项目</th>
                    <th scope="col">对方保存的</th>
                    <th scope="col">您填写的</th>
                    <th scope="col">再保存时</th>
                  </tr>
                </thead>
                <tbody>
                  {rows.map(row => (
                    <Line key={row.piece.key} row={row} onTake={whose => take(row, whose)} />
                  ))}
                </tbody>
              </table>
            </div>
          ) : (
            <p>{gone ? '对方已把它移除；再保存一次，会按您填写的重新加入。' : '对方的改动与您填写的没有不同，再保存一次即可。'}</p>
          )
        }
      />
    </div>
  )
}

function Line<T>({ row, onTake }: { row: Row<T>; onTake(whose: 'theirs' | 'mine'): void }) {
  const { piece, state, theirs, mine, typed } = row
  const id = useId()
  const back = typed ? '改回您填写的' : '改回原来的'
  return (
    <tr>
      <th scope="row" id={id}>
        {piece.zh}
      </th>
      <td>{theirs}</td>
      <td>{typed ? mine : '没有改动'}</td>
      <td>
        {standsZh[state]}{' '}
        {state === 'mine' && (
          <Button size="small" aria-describedby={id} onClick={() => onTake('theirs')}>
            改用对方的
          </Button>
        )}
        {state === 'taken' && !piece.fixed && (
          <Button size="small" aria-describedby={id} onClick={() => onTake('mine')}>
            {back}
          </Button>
        )}
      </td>
    </tr>
  )
}
