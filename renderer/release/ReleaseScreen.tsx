import { CheckCircleFilled, DownloadOutlined, LeftOutlined } from '@ant-design/icons'
import { App, Button, Descriptions, Progress, Segmented } from 'antd'
import type { ReactNode } from 'react'
import { Link, useParams } from 'react-router'
import type { Output } from '#core/api/contract'
import { useAct, useAsk } from '../ask.ts'
import { useAddress } from '../ui/address.ts'
import { base64Bytes, download } from '../ui/download.ts'
import { historyPath } from '../ui/links.ts'
import { PersonName } from '../ui/names.tsx'
import { Screen, Sheet } from '../ui/screen.tsx'
import { Answered, EmptyState, Loading, RefusalNote, SentError } from '../ui/states.tsx'
import { PhaseTag } from '../ui/tags.tsx'
import { Moment } from '../ui/time.tsx'
import { OutputFrame } from './OutputFrame.tsx'
import './release.css'

type States = Output<'release.states'>
type Channel = States['channels'][number]
type Preview = Output<'release.preview'>

const widths = [375, 677, 1200]

/** One article at the gate: its channels, the very output, how it measures, and one button per channel. */
export function ReleaseScreen() {
  const { id = '' } = useParams()
  const states = useAsk('release.states', { id })
  return <Answered of={states}>{data => <Gate id={id} states={data} />}</Answered>
}

function Gate({ id, states }: { id: string; states: States }) {
  const address = useAddress()
  const meant = states.channels.find(one => one.meant) ?? states.channels[0]
  const channel = states.channels.find(one => one.channel === address.get('channel')) ?? meant
  const { summary } = states
  return (
    <Screen
      title={summary.title || '（无标题）'}
      note={<PhaseTag phase={summary.phase} channels={summary.channels} />}
      actions={
        <>
          <Link to={historyPath(id)}>历史</Link>
          <Link to="/release">
            <LeftOutlined /> 返回发布
          </Link>
        </>
      }
    >
      {channel ? (
        <div className="release">
          <Channels
            channels={states.channels}
            chosen={channel.channel}
            onChoose={name => address.set({ channel: name })}
          />
          <Output id={id} hash={summary.hash} channel={channel} />
        </div>
      ) : (
        <Sheet>
          <EmptyState title="没有可用的发布渠道" />
        </Sheet>
      )}
    </Screen>
  )
}

function Channels({
  channels,
  chosen,
  onChoose,
}: {
  channels: Channel[]
  chosen: string
  onChoose(name: string): void
}) {
  return (
    <Sheet title="渠道" className="sheet-flush channels">
      <ul>
        {channels.map(one => (
          <li key={one.channel}>
            <button type="button" aria-pressed={one.channel === chosen} onClick={() => onChoose(one.channel)}>
              <strong>{one.name}</strong>
              {one.release ? (
                <span className="released">
                  <CheckCircleFilled aria-hidden /> 已导出 <Moment at={one.release.at} />
                </span>
              ) : (
                <span className="quiet">{one.meant ? '未发布' : '签发内容不含此渠道'}</span>
              )}
            </button>
          </li>
        ))}
      </ul>
    </Sheet>
  )
}

function Output({ id, hash, channel }: { id: string; hash: string; channel: Channel }) {
  const address = useAddress()
  const may = channel.may.preview === null
  const preview = useAsk('release.preview', { id, channel: channel.channel }, { enabled: may })
  const width = widths.find(one => String(one) === address.get('width')) ?? (channel.channel === 'wechat' ? 375 : 677)
  return (
    <>
      <Sheet
        className="sheet-flush output"
        title="预览"
        extra={
          <Segmented
            aria-label="预览宽度"
            options={widths.map(value => ({ value, label: `${value} 像素` }))}
            value={width}
            onChange={value => address.set({ width: String(value) })}
          />
        }
      >
        {!may ? (
          <EmptyState title="现在不能预览">
            <RefusalNote refusal={channel.may.preview} />
          </EmptyState>
        ) : (
          <Answered of={preview}>
            {data => <OutputFrame preview={data} width={width} fragment={channel.channel === 'wechat'} />}
          </Answered>
        )}
      </Sheet>
      <div className="release-side">
        <Export id={id} hash={hash} channel={channel} />
        {may && (
          <Sheet title="篇幅与限制">
            {preview.data ? <Gauges gauges={preview.data.gauges} /> : <Loading rows={3} />}
          </Sheet>
        )}
        <Sheet title="清单">
          <Manifest hash={hash} channel={channel} previewHash={preview.data?.hash} />
        </Sheet>
      </div>
    </>
  )
}

function Export({ id, hash, channel }: { id: string; hash: string; channel: Channel }) {
  const { message } = App.useApp()
  const send = useAct('release.export', { quiet: true })
  const run = () =>
    send.mutate(
      { id, channel: channel.channel, saw: hash },
      {
        onSuccess: ({ name, base64 }) =>
          void download(name, base64Bytes(base64), 'application/zip').then(kept => {
            if (kept) void message.success(`已导出 ${name}，并记入审计记录。`)
          }),
      },
    )
  return (
    <Sheet>
      <Button
        type="primary"
        size="large"
        block
        icon={<DownloadOutlined />}
        loading={send.isPending}
        disabled={channel.may.export !== null}
        onClick={run}
      >
        {channel.release ? `再次导出到${channel.name}` : `导出到${channel.name}`}
      </Button>
      <p className="export-note">
        {channel.may.export ? (
          <RefusalNote refusal={channel.may.export} />
        ) : (
          <span className="quiet">生成压缩包，内含网页文件、图片和清单。导出前会重新核对内容与签发稿一致。</span>
        )}
      </p>
      {channel.may.export === null && channel.channel === 'website' && <p className="export-note quiet">{dateNote(channel)}</p>}
      <SentError error={send.error} />
    </Sheet>
  )
}

/** Whose day stands on the page: that of the export, never one typed by hand (政府网站考核: 不得伪造发稿日期). */
const dateNote = ({ release }: Channel): ReactNode =>
  release ? (
    <>
      本渠道已于 <Moment at={release.at} /> 导出。再次导出，正文一字不差，页面上的发布时间改为再次导出的时刻（预览中是现在的时刻）；网页已经上线的，不必再次导出。
    </>
  ) : (
    '页面上的发布时间是导出的时刻（预览中是现在的时刻），不能另填。'
  )

function Gauges({ gauges }: { gauges: Preview['gauges'] }) {
  const bases = [...new Set(gauges.map(gauge => gauge.basis).filter(Boolean))]
  return (
    <>
      <ul className="gauges">
        {gauges.map(gauge => {
          const over = gauge.limit !== null && gauge.value > gauge.limit
          return (
            <li key={gauge.name} title={gauge.basis}>
              <div>
                <span>{gauge.name}</span>
                <span className={over ? 'over' : ''}>
                  {gauge.value.toLocaleString('zh-CN')}
                  {gauge.limit !== null && ` / ${gauge.limit.toLocaleString('zh-CN')}`}
                  {over && ' 超限'}
                </span>
              </div>
              {gauge.limit !== null && (
                <Progress
                  percent={Math.min(100, (gauge.value / gauge.limit) * 100)}
                  showInfo={false}
                  size="small"
                  strokeColor={over ? '#C77700' : '#1F5FBF'}
                  aria-label={gauge.name}
                />
              )}
            </li>
          )
        })}
      </ul>
      {bases.length > 0 && <p className="quiet basis">上限依据：{bases.join('；')}。</p>}
    </>
  )
}

function Manifest({ hash, channel, previewHash }: { hash: string; channel: Channel; previewHash: string | undefined }) {
  const short = (digest: string) => (
    <span className="mono" title={digest}>
      {digest.slice(0, 16)}…
    </span>
  )
  return (
    <Descriptions
      column={1}
      size="small"
      items={[
        { key: 'hash', label: '签发内容', children: short(hash) },
        ...(previewHash
          ? [
              {
                key: 'preview',
                label: '预览核对',
                children: previewHash === hash ? '与签发内容一致' : '与签发内容不一致，请刷新',
              },
            ]
          : []),
        ...(channel.release
          ? [
              { key: 'manifest', label: '导出清单', children: short(channel.release.manifest) },
              { key: 'by', label: '导出人', children: <PersonName id={channel.release.by} full /> },
              { key: 'at', label: '导出时间', children: <Moment at={channel.release.at} /> },
            ]
          : []),
      ]}
    />
  )
}
