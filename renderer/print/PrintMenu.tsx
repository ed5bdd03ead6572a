import { PrinterOutlined } from '@ant-design/icons'
import { App, Button, Dropdown, Tooltip, type MenuProps } from 'antd'
import { memo } from 'react'
import { isSignedOff } from '#core/article/article'
import { refusalZh } from '#core/refusals.zh'
import { ask } from '../api.ts'
import { useAsk } from '../ask.ts'
import { useDirectory, useSentence } from '../ui/names.tsx'
import { paperZh, preview, type Paper } from './paper.ts'
import { useWordCopies } from './word.ts'

type Props = { id: string; title: string; size?: 'small' | 'middle' }

/** 打印: the text as it will be published, clean, with its marks, and the 审签单; and the saved text as a Word file, clean or with its marks. */
export const PrintMenu = memo(function PrintMenu({ id, title, size = 'middle' }: Props) {
  const { message } = App.useApp()
  const names = useDirectory()
  const sentence = useSentence()
  const article = useAsk('article.open', { id })
  const word = useWordCopies(id)
  const view = article.data
  const barred = view ? view.may.exportWord : null
  const signed = view !== undefined && isSignedOff(view.summary.phase)
  const labelled = (zh: string) =>
    barred ? (
      <Tooltip title={refusalZh(barred, names)} placement="left">
        <span>{zh}</span>
      </Tooltip>
    ) : (
      zh
    )
  const off = !view || barred !== null
  const items: MenuProps['items'] = [
    ...(Object.keys(paperZh) as Paper[]).map(key => ({ key, label: paperZh[key] })),
    { type: 'divider' },
    { key: 'word', label: labelled('导出 Word（清稿）'), disabled: off },
    { key: 'marked-word', label: labelled('导出 Word（花脸稿）'), disabled: off },
  ]
  const exportMarked = async () => {
    if (!view) return
    const to = view.summary.hash
    try {
      const from = firstOf((await ask('history.timeline', { id })).items, to)
      if (from === to) void message.info('本稿自首次提交以来没有改动，没有花脸稿可导出。', 6)
      else word.marked({ from, to })
    } catch (error) {
      void message.error(sentence(error), 8)
    }
  }
  const onClick = ({ key }: { key: string }) => {
    if (key === 'word') word.clean(view!.summary.hash, signed)
    else if (key === 'marked-word') void exportMarked()
    else preview(key as Paper, id, title)
  }
  return (
    <Dropdown trigger={['click']} menu={{ items, onClick }}>
      <Button icon={<PrinterOutlined />} size={size} loading={word.busy}>
        打印
      </Button>
    </Dropdown>
  )
})

/** The text that was first submitted, else the first that was kept: what 花脸稿 is marked against. */
export const firstOf = (items: readonly { type: string; hash: string | null }[], otherwise: string): string =>
  items.find(item => item.type === 'article-submitted' && item.hash)?.hash ?? items.find(item => item.hash)?.hash ?? otherwise
