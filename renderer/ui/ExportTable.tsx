import { DownloadOutlined } from '@ant-design/icons'
import { App, Button, Progress } from 'antd'
import { useRef, useState } from 'react'
import { csv } from './csv.ts'
import { download, textBytes } from './download.ts'
import { sentenceOf, useDirectory } from './names.tsx'
import { todayZh } from './time.tsx'

type Props = {
  /** What the file is called, before the day. */
  name: string
  /** All rows, the heading first; `told` hears how far it is, `stop` ends it. */
  rows(told: (done: number, total: number) => void, stop: AbortSignal): Promise<string[][]>
  /** Nothing to take away. */
  off?: boolean
  /** What is said when the file is kept, of so many rows below the heading. */
  counted(rows: number): string
}

/** 导出表格: what is listed, all pages of it, as a table for a spreadsheet, with how far it is and a way to stop. */
export function ExportTable({ name, rows, counted, off = false }: Props) {
  const names = useDirectory()
  const { message } = App.useApp()
  const [progress, setProgress] = useState<{ done: number; total: number } | null>(null)
  const stop = useRef(new AbortController())
  const run = async () => {
    stop.current = new AbortController()
    setProgress({ done: 0, total: 0 })
    try {
      const all = await rows((done, total) => setProgress({ done, total }), stop.current.signal)
      if (await download(`${name}-${todayZh()}.csv`, textBytes(csv(all)), 'text/csv;charset=utf-8')) void message.success(counted(all.length - 1))
    } catch (error) {
      if (!stop.current.signal.aborted) void message.error(sentenceOf(error, names), 6)
    } finally {
      setProgress(null)
    }
  }
  if (!progress) {
    return (
      <Button icon={<DownloadOutlined />} disabled={off} onClick={() => void run()}>
        导出表格
      </Button>
    )
  }
  return (
    <>
      <Progress className="export-progress" size="small" percent={progress.total ? Math.round((progress.done / progress.total) * 100) : 0} />
      <Button onClick={() => stop.current.abort()}>停止</Button>
    </>
  )
}
