import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useParams } from 'react-router'
import { ask } from '../api.ts'
import { useAsk } from '../ask.ts'
import { useTitle } from '../ui/screen.tsx'
import { Answered, Loading } from '../ui/states.tsx'
import { ReviewDesk } from './ReviewDesk.tsx'
import { hasMoved, type View } from './judgement.ts'
import '../article/article.css'
import './review.css'

/** 办理 and 校对: one article, one stage, one person's judgement on exactly the text that is on the screen (F5). */
export function ReviewScreen() {
  const { id = '' } = useParams()
  // Whatever another screen still remembers may be another text than the present one: the judgement begins with a fresh answer.
  const article = useAsk('article.open', { id }, { staleTime: 0 })
  if (!article.isFetchedAfterMount && !article.error) return <Loading rows={12} />
  return <Answered of={article}>{view => <Seen key={id} latest={view} />}</Answered>
}

/** Keeps showing what was opened when the article moves on, until the person asks for the new state. */
function Seen({ latest }: { latest: View }) {
  const [seen, setSeen] = useState(latest)
  const moved = hasMoved(seen, latest)
  const view = moved ? seen : latest
  const { id, hash, stage, title } = view.summary
  const corrects = view.may.correct === null
  const copy = useQuery({ queryKey: ['working', id, hash], queryFn: () => ask('workingCopy.get', { id }), enabled: corrects, staleTime: Infinity, gcTime: 0 })
  useTitle(title || '办理')
  if (corrects && copy.isPending) return <Loading rows={12} />
  return <ReviewDesk key={`${hash}-${stage}-${view.run?.n}`} view={view} copy={copy.data?.copy ?? null} moved={moved} onReload={() => setSeen(latest)} />
}
