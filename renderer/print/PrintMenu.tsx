import { PrinterOutlined } from '@ant-design/icons'
import { App, Button, Dropdown } from 'antd'
import { paperZh, preview, type Paper } from './paper.ts'

/** 打印: the text as it will be published, clean, with its marks, and the 审签单. */
export function PrintMenu({ id, title }: { id: string; title: string }) {
  const { message } = App.useApp()
  const items = (Object.keys(paperZh) as Paper[]).map(key => ({ key, label: paperZh[key] }))
  const choose = async (paper: Paper) => {
    const failure = await preview(paper, id, title)
    if (failure) void message.warning(failure, 8)
  }
  return (
    <Dropdown trigger={['click']} menu={{ items, onClick: ({ key }) => void choose(key as Paper) }}>
      <Button icon={<PrinterOutlined />}>打印</Button>
    </Dropdown>
  )
}
