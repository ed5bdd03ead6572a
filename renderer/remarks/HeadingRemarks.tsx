import { memo } from 'react'
import type { Content } from '#core/article/content'
import { useDirectory } from '../ui/names.tsx'
import { openRemarks, type Remarks } from './use-remarks.ts'

/** Under the title: what is said of the title and the subtitle, which no editor marks. */
export const HeadingRemarks = memo(function HeadingRemarks({ content, remarks }: { content: Pick<Content, 'title' | 'subtitle'>; remarks: Remarks }) {
  const names = useDirectory()
  const { list, colours, open } = remarks
  const end = content.title.trim().length + (content.subtitle.trim() ? content.subtitle.trim().length + 1 : 0)
  const here = list ? openRemarks(list).filter(one => one.place && one.place.start <= end && one.place.end <= end) : []
  if (here.length === 0) return null
  return (
    <p className="heading-remarks">
      {here.map(one => {
        const colour = colours.get(one.by)
        const style = { '--remark-ink': colour?.ink, '--remark-ground': colour?.ground, '--remark-line': colour?.line } as React.CSSProperties
        return (
          <button key={one.id} type="button" className="remark remark-comment" style={style} onClick={() => open(one.id)}>
            {names.person(one.by)}
            {'category' in one ? '批注标题' : '建议改标题'}
          </button>
        )
      })}
    </p>
  )
})
