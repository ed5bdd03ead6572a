import { Tag } from 'antd'
import type { OpinionView } from '#core/api/schema/consult'
import { PersonName } from '../ui/names.tsx'
import { Moment } from '../ui/time.tsx'

const stateZh: Record<OpinionView['state'], string> = { open: '待答复', answered: '已答复', withdrawn: '已撤回', lapsed: '未答复，稿件已离开该环节' }

/** A question to a colleague and the answer, among what was said on the road. It is no pass. */
export function OpinionItem({ one }: { one: OpinionView }) {
  return (
    <article className="said said-asked">
      <header>
        <b>{one.stageName}</b>
        <Tag className="tag">征求意见</Tag>
        <span>
          <PersonName id={one.by} />
          {one.capacity && (
            <span className="quiet">
              （代 <PersonName id={one.capacity.principal} />）
            </span>
          )}{' '}
          问 <PersonName id={one.asked} />
        </span>
        <Moment at={one.at} />
      </header>
      <p className="said-words">{one.question}</p>
      {one.answer === null ? (
        <p className="quiet">{stateZh[one.state]}</p>
      ) : (
        <blockquote>
          <PersonName id={one.asked} /> 答复：{one.answer} {one.closedAt && <Moment at={one.closedAt} />}
        </blockquote>
      )}
    </article>
  )
}
