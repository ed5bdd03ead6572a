import { DownOutlined, PlusOutlined } from '@ant-design/icons'
import { Button, Dropdown, Space } from 'antd'
import type { ReactNode } from 'react'
import { useNavigate } from 'react-router'
import { emptyContent, kinds, kindZh, type Kind } from '#core/article/content'
import { useAct } from '../ask.ts'
import { articlePath } from './links.ts'
import { useMe } from './me.tsx'

/** Starts a new article of a kind and leads to it; `pending` while it is being made. */
export function useNewArticle(): { start(kind: Kind): void; pending: boolean } {
  const me = useMe()
  const navigate = useNavigate()
  const create = useAct('article.create')
  const start = (kind: Kind) =>
    create.mutate(
      { content: emptyContent(kind, me.office.name) },
      { onSuccess: ({ id }) => void navigate(articlePath(id)) },
    )
  return { start, pending: create.isPending }
}

/** 新建稿件, for those who write; nothing for the others. Children replace the button. */
export function NewArticle({ children }: { children?: ReactNode }) {
  const me = useMe()
  const { start, pending } = useNewArticle()
  if (me.may.write !== null) return null
  const menu = {
    items: kinds.map(kind => ({ key: kind, label: kindZh[kind] })),
    onClick: ({ key }: { key: string }) => start(key as Kind),
  }
  if (children) {
    return (
      <Dropdown menu={menu} trigger={['click']}>
        {children}
      </Dropdown>
    )
  }
  return (
    <Space.Compact>
      <Button type="primary" icon={<PlusOutlined />} loading={pending} onClick={() => start('notice')}>
        新建稿件
      </Button>
      <Dropdown menu={menu} trigger={['click']} placement="bottomRight">
        <Button type="primary" icon={<DownOutlined />} aria-label="选择体裁新建" />
      </Dropdown>
    </Space.Compact>
  )
}
