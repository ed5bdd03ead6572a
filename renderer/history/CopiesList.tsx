import { Button } from 'antd'
import { useMemo } from 'react'
import type { Output } from '#core/api/contract'
import { preview } from '../print/paper.ts'
import { PersonName } from '../ui/names.tsx'
import { Moment } from '../ui/time.tsx'
import { markedCopies } from './marked-copies.ts'

type Props = { id: string; title: string; history: Output<'history.timeline'>; from: string | null; to: string | null; onPair(pair: { from: string; to: string }): void }

/** 每次办理的花脸稿: what each person was handed and what they handed on, to be read or printed at any time. */
export function CopiesList({ id, title, history, from, to, onPair }: Props) {
  const copies = useMemo(() => markedCopies(history).toReversed(), [history])
  if (copies.length === 0) return <p className="quiet copies-none">还没有人办理过。每次办理和作者每次重新提交之后，这里各有一份花脸稿。</p>
  return (
    <ol className="copies">
      {copies.map(copy => {
        const shown = copy.from === from && copy.to === to
        return (
          <li key={`${copy.at} ${copy.name}`} aria-current={shown}>
            <b>{copy.name}</b>
            <span className="quiet">
              <PersonName id={copy.by} /> <Moment at={copy.at} />
            </span>
            {copy.from === copy.to ? (
              <span className="quiet">未改动文字</span>
            ) : (
              <span className="copies-acts">
                <Button size="small" type={shown ? 'primary' : 'default'} onClick={() => onPair({ from: copy.from, to: copy.to })}>
                  查看
                </Button>
                <Button size="small" onClick={() => preview('marked', id, title, { from: copy.from, to: copy.to })}>
                  打印花脸稿
                </Button>
              </span>
            )}
          </li>
        )
      })}
    </ol>
  )
}
