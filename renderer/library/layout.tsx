import { ColumnHeightOutlined, DownOutlined, SettingOutlined, UpOutlined } from '@ant-design/icons'
import { Button, Checkbox, Popover, Tooltip } from 'antd'
import { useMemo, useState } from 'react'
import { remember, remembered } from '../ui/preferences.ts'
import { columnNames, library, type ColumnName } from './columns.tsx'

type Kept = { shown: ColumnName[]; order: ColumnName[]; dense: boolean }
export type Layout = ReturnType<typeof useLayout>

const initial: Kept = {
  shown: columnNames.filter(name => !['number', 'holder', 'section'].includes(name)),
  order: columnNames,
  dense: false,
}

/** Which columns a person sees, in which order and how dense: kept on this machine for each person. */
export function useLayout(person: string) {
  const place = `shenjiao.library.${person}`
  const [kept, setKept] = useState<Kept>(() => ({ ...initial, ...remembered<Partial<Kept>>(place, {}) }))
  const change = (next: Partial<Kept>) => {
    const all = { ...kept, ...next }
    setKept(all)
    remember(place, all)
  }
  const order = useMemo(
    () => [...kept.order.filter(name => name in library), ...columnNames.filter(name => !kept.order.includes(name))],
    [kept.order],
  )
  const columns = useMemo(
    () => order.filter(name => name === 'title' || kept.shown.includes(name)),
    [order, kept.shown],
  )
  const width = columns.reduce((sum, name) => sum + library[name].width, 0)
  return { ...kept, order, columns, width, change, reset: () => change(initial) }
}

/** 密度 and 列设置. */
export function LayoutMenu({ layout }: { layout: Layout }) {
  return (
    <>
      <Tooltip title={layout.dense ? '宽松显示' : '紧凑显示'}>
        <Button
          type="text"
          icon={<ColumnHeightOutlined />}
          aria-label={layout.dense ? '宽松显示' : '紧凑显示'}
          onClick={() => layout.change({ dense: !layout.dense })}
        />
      </Tooltip>
      <Popover trigger="click" placement="bottomRight" title="显示的列" content={<ColumnList layout={layout} />}>
        <Button type="text" icon={<SettingOutlined />} aria-label="列设置" />
      </Popover>
    </>
  )
}

function ColumnList({ layout }: { layout: Layout }) {
  const toggle = (name: ColumnName, on: boolean) =>
    layout.change({ shown: on ? [...layout.shown, name] : layout.shown.filter(other => other !== name) })
  const move = (at: number, by: number) => {
    const order = [...layout.order]
    const [name] = order.splice(at, 1)
    order.splice(at + by, 0, name!)
    layout.change({ order })
  }
  return (
    <div className="column-list">
      {layout.order.map((name, i) => (
        <div key={name}>
          <Checkbox
            checked={name === 'title' || layout.shown.includes(name)}
            disabled={name === 'title'}
            onChange={event => toggle(name, event.target.checked)}
          >
            {library[name].zh}
          </Checkbox>
          <Button
            size="small"
            type="text"
            icon={<UpOutlined />}
            aria-label={`${library[name].zh}上移`}
            disabled={i === 0}
            onClick={() => move(i, -1)}
          />
          <Button
            size="small"
            type="text"
            icon={<DownOutlined />}
            aria-label={`${library[name].zh}下移`}
            disabled={i === layout.order.length - 1}
            onClick={() => move(i, 1)}
          />
        </div>
      ))}
      <Button size="small" onClick={layout.reset}>
        恢复默认
      </Button>
    </div>
  )
}
