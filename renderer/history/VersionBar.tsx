import { SwapOutlined } from '@ant-design/icons'
import { Button, Dropdown, Select, Tooltip } from 'antd'
import type { Output } from '#core/api/contract'
import { choicesOf } from '../review/since.tsx'
import { useDirectory } from '../ui/names.tsx'
import { timeZh } from '../ui/time.tsx'
import type { Version } from './versions.ts'

type Pair = { from: string; to: string }
type Props = { view: Output<'article.open'>; history: Output<'history.timeline'>; versions: readonly Version[]; from: Version; to: Version; onPair(pair: Pair): void }

/** Which two texts are compared: any two, or those that are asked for every day. */
export function VersionBar({ view, history, versions, from, to, onPair }: Props) {
  const names = useDirectory()
  const options = versions.toReversed().map(version => ({ value: version.hash, label: `${version.name} ${names.person(version.by)} ${timeZh(version.at)}`, title: version.hash.slice(0, 8) }))
  const usual = choicesOf(view, history, false).filter(({ value }) => value !== 'full')
  return (
    <div className="version-bar" role="group" aria-label="对照哪两个版本">
      <Select aria-label="旧版" className="version-pick" value={from.hash} options={options} onChange={hash => onPair({ from: hash, to: to.hash })} popupMatchSelectWidth={false} />
      <Tooltip title="新旧对调">
        <Button type="text" icon={<SwapOutlined />} aria-label="新旧对调" onClick={() => onPair({ from: to.hash, to: from.hash })} />
      </Tooltip>
      <Select aria-label="新版" className="version-pick" value={to.hash} options={options} onChange={hash => onPair({ from: from.hash, to: hash })} popupMatchSelectWidth={false} />
      <Dropdown
        trigger={['click']}
        menu={{
          items: usual.map(({ value, zh, why }) => ({ key: value, disabled: why !== null, label: why ? `${zh}（${why}）` : zh })),
          onClick: ({ key }) => {
            const choice = usual.find(({ value }) => value === key)
            if (choice?.from) onPair({ from: choice.from, to: view.summary.hash })
          },
        }}
      >
        <Button>常用对照</Button>
      </Dropdown>
    </div>
  )
}
