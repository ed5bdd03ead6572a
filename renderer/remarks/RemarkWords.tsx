import type { Output } from '#core/api/contract'
import { useAsk } from '../ask.ts'
import { PersonName } from '../ui/names.tsx'
import './remarks.css'

type Item = Output<'history.timeline'>['items'][number]

/** In the timeline: what was said or proposed, and of a settled proposal whose it was. */
export function RemarkWords({ id, item }: { id: string; item: Item }) {
  const list = useAsk('remark.list', { id }, { staleTime: 30_000 }).data
  const thread = list?.threads.find(one => one.id === item.remark)
  const suggestion = list?.suggestions.find(one => one.id === item.remark)
  if (thread && item.type === 'comment-made')
    return (
      <div className="timeline-detail">
        {thread.quote && <blockquote>“{thread.quote}”</blockquote>}
        <p>{thread.words}</p>
      </div>
    )
  const reply = thread?.replies.find(one => one.at === item.at && one.by === item.by)
  if (reply && item.type === 'comment-replied')
    return (
      <div className="timeline-detail">
        <p>{reply.words}</p>
      </div>
    )
  if (!suggestion) return null
  return (
    <div className="timeline-detail">
      <p className="remark-change">
        {suggestion.quote && <del>{suggestion.quote}</del>}
        {suggestion.words && <ins>{suggestion.words}</ins>}
      </p>
      {suggestion.note && <p>{suggestion.note}</p>}
      {item.type === 'suggestion-settled' && (
        <p className="quiet">
          提出：<PersonName id={suggestion.by} />，{suggestion.settled?.outcome === 'accepted' ? '采纳' : '决定'}：<PersonName id={item.by} />
        </p>
      )}
    </div>
  )
}
