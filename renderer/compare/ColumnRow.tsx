import type { Line } from '#core/article/comparison'
import { classOf, MoveLink, Picture, plainWords, Remarks } from './LineRow.tsx'
import { type Looks, lookOf } from './looks.ts'
import { Words } from './Words.tsx'

/** 并排: what belongs together stands at the same height, so that both sides scroll as one. */
export function ColumnRow({ line, index, looks }: { line: Line; index: number; looks: Looks }) {
  const words = plainWords(line)
  if (words !== null)
    return (
      <div className="diff-row" data-line={index}>
        <div className={classOf(line)} data-marker={line.before?.marker}>
          {words}
        </div>
        <div className={classOf(line)} data-marker={line.after?.marker}>
          {words}
        </div>
      </div>
    )
  const place = line.place === null ? {} : { 'data-place': line.place }
  return (
    <div className={line.state === 'same' ? 'diff-row' : 'diff-row diff-row-on'} data-line={index} style={lookOf(line.by, looks)}>
      <div className={classOf(line)} data-marker={line.before?.marker} {...(!line.after && place)}>
        {line.before && line.state === 'moved-away' && <MoveLink line={line} />}
        {line.before && line.label && <span className="diff-label">{line.label}</span>}
        <Picture side={line.before} />
        <Words line={line} looks={looks} marking="all" side="before" />
      </div>
      <div className={classOf(line)} data-marker={line.after?.marker} {...(line.after && place)}>
        {line.after && <Remarks line={line} />}
        <Picture side={line.after} />
        <Words line={line} looks={looks} marking="all" side="after" />
      </div>
    </div>
  )
}
