import { Alert, Button } from 'antd'
import { useState } from 'react'
import { Link } from 'react-router'
import { useAsk } from '../ask.ts'
import { historyPath } from '../ui/links.ts'
import { useMe } from '../ui/me.tsx'

/** Articles named before the rest is folded away. */
const named = 3

/** 无人可办: to the writer their own articles, to an office clerk all in hand, whose road has come to a stage – or will – that nobody is left for. */
export function Lacking() {
  const clerk = useMe().person.roles.includes('office-clerk')
  const { data } = useAsk('desk.lacking', {}, { staleTime: 60_000 })
  const [whole, setWhole] = useState(false)
  const items = data?.items ?? []
  if (items.length === 0) return null
  return (
    <Alert
      type="warning"
      showIcon
      className="desk-notice"
      title={`有 ${items.length} 篇在办稿件的环节无人可办`}
      description={
        <>
          <ul className="lacking">
            {(whole ? items : items.slice(0, named)).map(({ id, title, here, stages }) => (
              <li key={id}>
                <Link to={historyPath(id)}>{title || '（无标题）'}</Link>：{here ? '停在这里，' : '以后的环节，'}
                {stages.map(stage => `“${stage}”`).join('、')}没有可以办理的人
              </li>
            ))}
          </ul>
          {items.length > named && !whole && (
            <Button type="link" size="small" onClick={() => setWhole(true)}>
              全部列出
            </Button>
          )}
          {clerk ? (
            <>
              请系统管理员增配人员，或<Link to="/admin/delegations">设置代理</Link>。
            </>
          ) : (
            '稿件没有丢失，有人可办时会接着走。请联系办公室文秘设置代理，或请系统管理员增配人员。'
          )}
        </>
      }
    />
  )
}
