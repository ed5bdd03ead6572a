import { PrinterOutlined } from '@ant-design/icons'
import { App, Button, Dropdown, Tooltip, type MenuProps } from 'antd'
import { refusalZh } from '#core/refusals.zh'
import { useAct, useAsk } from '../ask.ts'
import { base64Bytes, download } from '../ui/download.ts'
import { useDirectory } from '../ui/names.tsx'
import { paperZh, preview, type Paper } from './paper.ts'

const wordType = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'

/** 打印: the text as it will be published, clean, with its marks, and the 审签单; and the saved text as a Word file. */
export function PrintMenu({ id, title, size = 'middle' }: { id: string; title: string; size?: 'small' | 'middle' }) {
  const { message, modal } = App.useApp()
  const names = useDirectory()
  const article = useAsk('article.open', { id })
  const word = useAct('article.exportWord')
  const view = article.data
  const barred = view ? view.may.exportWord : null
  const signed = view?.summary.phase === 'cleared' || view?.summary.phase === 'released'
  const wordLabel = barred ? (
    <Tooltip title={refusalZh(barred, names)} placement="left">
      <span>导出 Word（清稿）</span>
    </Tooltip>
  ) : (
    '导出 Word（清稿）'
  )
  const items: MenuProps['items'] = [
    ...(Object.keys(paperZh) as Paper[]).map(key => ({ key, label: paperZh[key] })),
    { type: 'divider' },
    { key: 'word', label: wordLabel, disabled: !view || barred !== null },
  ]
  const give = async (saw: string) => {
    const given = await word.mutateAsync({ id, saw }).catch(() => null)
    if (!given || !(await download(given.name, base64Bytes(given.base64), wordType))) return
    const what = given.copy === 'official' ? 'Word 清稿' : 'Word 内部流转稿（未签发）'
    void message.success(`已导出${what}，版本 ${saw.slice(0, 8)}，并已记入审计记录。`, 6)
  }
  const exportWord = () => {
    if (!view) return
    if (signed) return void give(view.summary.hash)
    modal.confirm({
      title: '导出内部流转稿',
      content:
        '本稿尚未签发。导出的 Word 文件每页都标明“内部流转稿，未签发，不得对外发布”、版本号和您的姓名，导出会记入审计记录。内容是最近一次保存的版本。',
      okText: '导出',
      cancelText: '取消',
      onOk: () => give(view.summary.hash),
    })
  }
  return (
    <Dropdown
      trigger={['click']}
      menu={{ items, onClick: ({ key }) => (key === 'word' ? exportWord() : preview(key as Paper, id, title)) }}
    >
      <Button icon={<PrinterOutlined />} size={size}>
        打印
      </Button>
    </Dropdown>
  )
}
