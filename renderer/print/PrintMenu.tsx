import { PrinterOutlined } from '@ant-design/icons'
import { Button, Dropdown } from 'antd'
import { paperZh, preview, type Paper } from './paper.ts'

/** 打印: the text as it will be published, clean, with its marks, and the 审签单. */
export function PrintMenu({ id, title }: { id: string; title: string }) {
  const items = (Object.keys(paperZh) as Paper[]).map(key => ({ key, label: paperZh[key] }))
  return (
    <Dropdown trigger={['click']} menu={{ items, onClick: ({ key }) => preview(key as Paper, id, title) }}>
      <Button icon={<PrinterOutlined />}>打印</Button>
    </Dropdown>
  )
}
