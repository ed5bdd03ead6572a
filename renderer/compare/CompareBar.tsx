import { DownOutlined, UpOutlined } from '@ant-design/icons'
import { Button, Segmented, Select, Tooltip } from 'antd'
import { useCallback, useEffect, useState, type RefObject } from 'react'
import { drawWhole } from './drawing.ts'
import { layouts, layoutZh, markings, markingZh, type Layout, type Marking } from './views.ts'

type Props = { layout: Layout; marking: Marking; onLayout(layout: Layout): void; onMarking(marking: Marking): void; scroller: RefObject<HTMLElement | null>; off?: boolean }

/** How a comparison is shown, and the way from change to change. `off`: there is nothing to compare. */
export function CompareBar({ layout, marking, onLayout, onMarking, scroller, off = false }: Props) {
  const why = layout === 'side' ? '并排时左右各是原文和现文，都带标记' : ''
  return (
    <>
      <Segmented<Layout> aria-label="对照方式" value={layout} onChange={onLayout} disabled={off} options={layouts.map(value => ({ value, label: layoutZh[value] }))} />
      <Tooltip title={why}>
        <Select<Marking> aria-label="标记视图" className="marking" value={layout === 'side' ? 'all' : marking} onChange={onMarking} disabled={off || layout === 'side'} options={markings.map(value => ({ value, label: markingZh[value] }))} />
      </Tooltip>
      <ChangeSteps scroller={scroller} off={off || (layout !== 'side' && (marking === 'none' || marking === 'original'))} view={`${layout} ${marking}`} />
    </>
  )
}

/** F7 and Shift+F7 go from change to change, as Word's reviewers are used to; the one it stands on is ringed and said. */
function ChangeSteps({ scroller, off, view }: { scroller: RefObject<HTMLElement | null>; off: boolean; view: string }) {
  const { at, step } = useChangeSteps(scroller, off, view)
  const why = off ? '无标记和原始状态中没有改动标记' : ''
  return (
    <Tooltip title={why}>
      <span className="since-steps">
        <Button size="small" icon={<UpOutlined />} aria-label="上一处改动" title={off ? undefined : '上一处改动（Shift+F7）'} disabled={off} onClick={() => step(-1)} />
        <Button size="small" icon={<DownOutlined />} aria-label="下一处改动" title={off ? undefined : '下一处改动（F7）'} disabled={off} onClick={() => step(1)} />
        <span className="since-at" role="status">
          {at && `第 ${at.n}/${at.of} 处`}
        </span>
      </span>
    </Tooltip>
  )
}

type At = { n: number; of: number; place: string } | null

function useChangeSteps(scroller: RefObject<HTMLElement | null>, off: boolean, view: string): { at: At; step(by: 1 | -1): void } {
  const [stood, setStood] = useState<{ view: string; at: At }>({ view, at: null })
  const at = stood.view === view ? stood.at : null
  const step = useCallback(
    (by: 1 | -1) => {
      const page = scroller.current
      if (!page) return
      drawWhole(page.querySelector('.diff'))
      const marks = [...page.querySelectorAll<HTMLElement>('[data-place]')]
      const places = [...new Set(marks.map(mark => mark.dataset['place']!))]
      for (const mark of page.querySelectorAll('.change-on')) mark.classList.remove('change-on')
      if (places.length === 0) return setStood({ view, at: null })
      const was = at ? places.indexOf(at.place) : -1
      const now = was < 0 && by < 0 ? places.length - 1 : (was + by + places.length) % places.length
      const place = places[now]!
      const here = marks.filter(mark => mark.dataset['place'] === place)
      for (const mark of here) mark.classList.add('change-on')
      here[0]!.scrollIntoView({ block: 'center' })
      setStood({ view, at: { n: now + 1, of: places.length, place } })
    },
    [scroller, view, at],
  )
  useEffect(() => {
    if (off) return
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'F7') return
      event.preventDefault()
      step(event.shiftKey ? -1 : 1)
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [off, step])
  return { at: off ? null : at, step }
}
