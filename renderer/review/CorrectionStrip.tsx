import type { Editor } from '@tiptap/core'
import { CheckOutlined, DownOutlined, UpOutlined, WarningFilled } from '@ant-design/icons'
import { Button, Popconfirm } from 'antd'
import { useState } from 'react'
import { changeStop, mayUndo, showHunk, undoHunk, type Correction } from './correction.ts'
import { refusalZh } from '#core/refusals.zh'
import { HunkWords } from './Hunks.tsx'

const savingZh = { clean: '', typing: '正在输入……', kept: '已自动保存', 'kept-here': '连不上服务器，改动已存在本机', lost: '连接中断，改动仍在本页', refused: '没有自动保存，改动仍在本页' } as const
const unkept: ReadonlySet<string> = new Set(['lost', 'refused', 'kept-here'])
const Kept = ({ correction }: { correction: Correction }) => <span className={unkept.has(correction.saving.state) ? 'kept due-over' : 'kept'}>{savingZh[correction.saving.state]}{correction.saving.why && `：${refusalZh(correction.saving.why)}`}</span>

/** Under the title of a proofread: what was changed so far, what it counts as, and each change with the way back. */
export function CorrectionStrip({ editor, correction, open, onOpen, onRestore }: { editor: Editor; correction: Correction; open: boolean; onOpen(open: boolean): void; onRestore(): void }) {
  const { hunks, class: kind } = correction.difference
  const stop = changeStop(correction.difference)
  if (kind === 'none')
    return (
      <div className="strip" role="status">
        {correction.behind ? '正在核对改动……' : '本次未改动文字。可直接在文中改正错别字、标点和格式；不属于校对的修改，请退回作者。'}
      </div>
    )
  return (
    <div className={stop ? 'strip strip-stop' : 'strip strip-fine'}>
      <div className="strip-head">
        <span role="status">
          {stop ? <WarningFilled aria-hidden /> : <CheckOutlined aria-hidden />} 本次改动 {hunks.length} 处 · {stop ?? '均属文字更正'}
        </span>
        <Kept correction={correction} />
        <Button size="small" type="text" aria-expanded={open} icon={open ? <UpOutlined /> : <DownOutlined />} iconPlacement="end" onClick={() => onOpen(!open)}>
          {open ? '收起' : '逐处查看'}
        </Button>
        <Popconfirm title="放弃本次全部改动，恢复为收到的文字？" okText="恢复" cancelText="不恢复" onConfirm={onRestore}>
          <Button size="small" type="text">
            全部恢复
          </Button>
        </Popconfirm>
      </div>
      {open && <HunkList editor={editor} correction={correction} />}
    </div>
  )
}

/** How many changes are listed at once. */
const listed = 60

function HunkList({ editor, correction }: { editor: Editor; correction: Correction }) {
  const [shown, setShown] = useState<number | null>(null)
  const { hunks } = correction.difference
  return (
    <ol className="strip-list">
      {hunks.slice(0, listed).map((hunk, i) => (
        <li key={`${i}-${hunk.context}`} className={hunk.class === 'substantive' ? 'hunk-stop' : ''} aria-current={shown === i}>
          <button
            type="button"
            onClick={() => {
              setShown(i)
              showHunk(editor, hunk, correction.content)
            }}
          >
            <HunkWords hunk={hunk} />
            <span className={hunk.class === 'substantive' ? 'hunk-why hunk-why-stop' : 'hunk-why'}>
              {hunk.class === 'substantive' ? '实质性修改：' : '文字更正：'}
              {hunk.reason}
            </span>
          </button>
          {mayUndo(hunk, correction.received, correction.content) && (
            <Button size="small" onClick={() => undoHunk(editor, hunk, correction)}>
              恢复原文
            </Button>
          )}
        </li>
      ))}
      {hunks.length > listed && <li className="quiet">另有 {hunks.length - listed} 处。</li>}
    </ol>
  )
}
